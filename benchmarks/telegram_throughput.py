"""Updates a second through the whole bot: `python benchmarks/telegram_throughput.py [--updates 1000]`.

The bot runs as a process of its own against a Bot API server on loopback, with the real core, a durable
inbox and outbox (SQLite, WAL, synchronous FULL), and without Telegram's limits. A burst shows how many
updates a second it can answer; a steady trickle shows how long an answer takes. With the limits it sends 25
messages a second.
"""

import argparse
import asyncio
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from storage.database import Database
from tests.botapi import BotApi
from tests.crash.harness import found_town, spread, url

FIRST_CHAT = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description="measure the bot over HTTP on loopback")
    parser.add_argument("--updates", type=int, default=1000, help="of the burst")
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--steady", type=int, default=300, help="updates of the trickle")
    parser.add_argument("--rate", type=float, default=20.0, help="updates a second of the trickle")
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "URL"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(Path(options.serve[0]), options.serve[1])
        return 0
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        folder = Path(name)
        found_town(folder, options.chats)
        command = [sys.executable, __file__, "--serve", str(folder), api.url]
        bot = subprocess.Popen(command)
        try:
            api.wait(lambda: api.state.polls, 30)
            steady(api, options.steady, options.rate, options.chats)
            burst(api, options.updates, options.chats)
        finally:
            bot.send_signal(signal.SIGTERM)
            bot.wait(30)
    return 0


def serve(folder: Path, address: str) -> None:
    """The bot's process."""
    from bot.channels.base import Limits
    from bot.channels.telegram import TelegramAccess
    from bot.processing import process
    from bot.run import Service
    from tests.botapi.server import TOKEN

    database = Database(url(folder))
    database.upgrade()
    no_limits = Limits(text=4096, caption=1024)
    access = TelegramAccess(TOKEN, address)
    asyncio.run(Service(database, access, lambda item: process(database, item), limits=no_limits).run())
    database.close()


def steady(api: BotApi, updates: int, rate: float, chats: int) -> None:
    """One update after the other at a fixed rate: how long until its answer is there."""
    said: dict[int, float] = {}
    for number in range(updates):
        before = len(api.sent())
        started = time.monotonic()
        api.says(FIRST_CHAT + number % chats, spread(number))
        api.wait(lambda before=before: len(api.sent()) > before, 30)  # type: ignore[misc]
        said[number] = api.sent()[before].at - started
        time.sleep(max(0.0, 1 / rate - (time.monotonic() - started)))
    cuts = quantiles(said.values(), n=100)
    print(f"steady: {updates} updates at {rate:.0f} a second, answered in p50 {cuts[49] * 1000:.1f} ms, "
          f"p99 {cuts[98] * 1000:.1f} ms")  # fmt: skip


def burst(api: BotApi, updates: int, chats: int) -> None:
    """All at once: how many a second are answered, and how long each one waits."""
    before = len(api.sent())
    started = time.monotonic()
    for number in range(updates):
        api.says(FIRST_CHAT + number % chats, spread(10_000 + number))
    api.wait(lambda: len(api.sent()) >= before + updates, 300)
    waits = sorted(sent.at - started for sent in api.sent()[before : before + updates])
    cuts = quantiles(waits, n=100)
    took = f"{updates} updates of {chats} chats in {waits[-1]:.1f} s"
    print(f"burst: {took}: {updates / waits[-1]:.0f} a second, p50 {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
