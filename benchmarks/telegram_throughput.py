"""Updates a second through the whole bot: `python benchmarks/telegram_throughput.py [--updates 1000]`.

The bot runs as a process of its own against a Bot API server on loopback, with the real core, a durable
inbox and outbox (SQLite, WAL, synchronous FULL), and without Telegram's limits. A burst shows how many
updates a second it can answer; a steady trickle shows how long an answer takes. With the limits it sends 25
messages a second.

With `--postgres URL --processes 2` the ledger is on that server, updates come by a webhook to either process,
and all share the work; with `--webhook` that is so on SQLite, with one process. Afterwards the entries of
each chat are held against the order of its messages.
"""

import argparse
import asyncio
import resource
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
from tests.botapi.server import free_port
from tests.botapi.webhook import Pusher
from tests.crash.harness import found_town, spread, url
from tests.crash.webhook import SECRET, disordered
from tests.databases import PostgresLedgers

FIRST_CHAT = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description="measure the bot over HTTP on loopback")
    parser.add_argument("--updates", type=int, default=1000, help="of the burst")
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--steady", type=int, default=300, help="updates of the trickle")
    parser.add_argument("--rate", type=float, default=20.0, help="updates a second of the trickle")
    parser.add_argument("--postgres", metavar="URL", help="a server on which databases may be made")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--webhook", action="store_true", help="updates are handed in, not polled")
    parser.add_argument(
        "--serve", nargs=4, metavar=("FOLDER", "LEDGER", "URL", "PORTS"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.serve:
        serve(*options.serve)
        return 0
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        if not options.postgres:
            return measure(options, Path(name), url(Path(name)), api)
        ledgers = PostgresLedgers(options.postgres)
        ledger = ledgers.fresh(Path(name))
        try:
            return measure(options, Path(name), ledger, api)
        finally:
            ledgers.close()


def measure(options: argparse.Namespace, folder: Path, ledger: str, api: BotApi) -> int:
    """Bots on that ledger, the trickle and the burst; 1 where a chat got out of its order."""
    found_town(ledger, options.chats)
    webhook = options.webhook or options.processes > 1
    ports = [free_port() for _ in range(options.processes)] if webhook else []
    bots = [
        subprocess.Popen(
            [
                sys.executable,
                __file__,
                "--serve",
                str(folder),
                ledger,
                api.url,
                f"{port},{ports[0]}" if port else "",
            ]
        )
        for port in ports or [0]
    ]
    pusher = Pusher(api.state, [("127.0.0.1", port) for port in ports]) if webhook else None
    try:
        api.wait(lambda: api.state.webhook if webhook else api.state.polls, 30)
        time.sleep(3)  # the others listen
        said = steady(api, options.steady, options.rate, options.chats)
        said += burst(api, options.updates, options.chats)
    finally:
        if pusher:
            print("accepted by the processes:", *sorted(pusher.accepted.values()))
            pusher.close()
        for bot in bots:
            bot.send_signal(signal.SIGTERM)
        for bot in bots:
            bot.wait(30)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    each = (used.ru_utime + used.ru_stime) / len(said)
    print(f"processor time of the bots, their start included: {1000 * each:.1f} ms an update")
    wrong = disordered(ledger, said)
    print(f"{len(said)} messages of {options.chats} chats: {wrong} chats out of order")
    return 1 if wrong else 0


def serve(folder: str, ledger: str, address: str, ports: str) -> None:
    """A bot's process. `ports`: its own and the public one, or "" for polling."""
    from bot.channels.base import Limits
    from bot.channels.telegram import TelegramAccess
    from bot.channels.telegram_webhook import Webhook
    from bot.processing import process
    from bot.run import Service
    from tests.botapi.server import TOKEN

    database = Database(ledger)
    database.upgrade()
    no_limits = Limits(text=4096, caption=1024)
    own, _, public = ports.partition(",")
    service = Service(
        database,
        TelegramAccess(TOKEN, address),
        lambda item: process(database, item),
        limits=no_limits,
        webhook=Webhook(f"http://127.0.0.1:{public}/telegram", SECRET) if own else None,
        listen=f"127.0.0.1:{own}" if own else "",
    )

    async def run() -> None:
        await service.run()

    asyncio.run(run())
    database.close()


def steady(api: BotApi, updates: int, rate: float, chats: int) -> list[tuple[int, str]]:
    """One update after the other at a fixed rate: how long until its answer is there. What was said where."""
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
    return [(FIRST_CHAT + number % chats, spread(number)) for number in range(updates)]


def burst(api: BotApi, updates: int, chats: int) -> list[tuple[int, str]]:
    """All at once: how many a second are answered, and how long each one waits. What was said where."""
    before = len(api.sent())
    started = time.monotonic()
    for number in range(updates):
        api.says(FIRST_CHAT + number % chats, spread(10_000 + number))
    api.wait(lambda: len(api.sent()) >= before + updates, 300)
    waits = sorted(sent.at - started for sent in api.sent()[before : before + updates])
    cuts = quantiles(waits, n=100)
    took = f"{updates} updates of {chats} chats in {waits[-1]:.1f} s"
    print(f"burst: {took}: {updates / waits[-1]:.0f} a second, p50 {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s")
    return [(FIRST_CHAT + number % chats, spread(10_000 + number)) for number in range(updates)]


if __name__ == "__main__":
    sys.exit(main())
