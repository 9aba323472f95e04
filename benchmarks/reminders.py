"""Reminders under stress: `python benchmarks/reminders.py [--kills 200] [--fan-out 3000]`.

Against a Bot API server on loopback that counts what oversteps Telegram's limits: a bot that is killed at
random points of claim, send and record; a fan-out to thousands of chats at Telegram's pace; and two processes
on one database.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.reminders.scheduler import SECONDS
from tests.botapi import BotApi
from tests.crash.notices import Bot, Found, count, owe, play, settled, url, wait

TELEGRAM = 30.0  # messages a second, all chats together


def main() -> int:
    parser = argparse.ArgumentParser(description="kill, hurry and double the reminders")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--notices", type=int, default=2000, help="of the crash test")
    parser.add_argument("--fan-out", type=int, default=3000)
    parser.add_argument("--two", type=int, default=300, help="notices for two processes")
    parser.add_argument("--seed", type=int, default=2025)
    options = parser.parse_args()
    sound = True
    if options.fan_out:
        sound = fan_out(options.fan_out) and sound
    if options.two:
        sound = two(options.two) and sound
    if options.kills:
        with tempfile.TemporaryDirectory() as name:
            chance = random.Random(options.seed)
            folder = Path(name)
            found = play(folder, url(folder), options.notices, options.kills, chance, (0.05, 1.2))
        print(f"crash: {found}", flush=True)
        sound = found.is_sound() and sound
    return 0 if sound else 1


def fan_out(notices: int) -> bool:
    """All are due at once: how fast they go out, and whether a limit is overstepped."""
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        folder, ledger, found = Path(name), url(Path(name)), Found(notices)
        api.state.enforced = True
        owe(ledger, notices, timedelta(0))
        bot = Bot(folder, ledger, api, SECONDS)
        bot.start()
        wait(lambda: len(api.sent()) >= notices, 60 + notices / 10)
        bot.end()
        count(ledger, api, found)
        times = [one.at for one in api.sent()]
    rate = (len(times) - 1) / (times[-1] - times[0])
    refused = len(api.state.violations)
    slices = [
        sum(0 <= at - times[0] - 5 * n < 5 for at in times) / 5
        for n in range(int((times[-1] - times[0]) // 5))
    ]
    print("rates of each 5 s:", " ".join(f"{one:.1f}" for one in slices))
    print(
        f"fan-out: {notices} notices in {times[-1] - times[0]:.1f} s: {rate:.2f} a second, "
        f"{100 * rate / TELEGRAM:.1f}% of Telegram's 30; refused with 429: {refused}, lost {found.lost}, "
        f"doubled {found.doubled}",
        flush=True,
    )
    return rate >= 0.95 * TELEGRAM and not refused and found.is_sound()


def two(notices: int) -> bool:
    """Two processes on one database, one of them killed in the middle."""
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        folder, ledger, found = Path(name), url(Path(name)), Found(notices)
        started = time.monotonic()
        owe(ledger, notices, timedelta(seconds=8))
        bots = [Bot(folder, ledger, api) for _ in range(2)]
        for bot in bots:
            bot.start()
        time.sleep(6)
        bots[0].kill()
        found.kills = 1
        wait(lambda: settled(ledger, notices), 120)
        bots[1].end()
        count(ledger, api, found)
        found.seconds = time.monotonic() - started
    print(f"two processes, one killed: {found}", flush=True)
    return found.is_sound()


if __name__ == "__main__":
    sys.exit(main())
