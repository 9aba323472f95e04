"""Notices through processes that are killed, or that are two: each one arrives, and comes twice only where
the kill fell between Telegram's acceptance and the record, which is then marked.

As a program (`python -m tests.crash.notices LEDGER SERVER SECONDS`) it is such a process.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.telegram import LIMITS, TelegramAccess
from bot.processing import process
from bot.reminders.delivery import tick
from bot.reminders.personal import PERSONAL
from bot.reminders.scheduler import Scheduler
from bot.run import Service
from storage.database import Database
from storage.records import Notice, NoticeState, Role
from tests.botapi import BotApi

ROOT = Path(__file__).resolve().parents[2]
FIRST_CHAT = 5000


@dataclass(slots=True)
class Found:
    """What came of the notices. `doubled`: came twice; `unmarked`: of these, not marked as unsure.

    `unanswered`: handed over twice and not tried again, since no record says what became of them; `never`: of
    these, those that did not come, which two kills that fall on one notice may cost.
    """

    notices: int
    kills: int = 0
    seconds: float = 0.0
    lost: int = 0
    doubled: int = 0
    tripled: int = 0
    unmarked: int = 0
    unanswered: int = 0
    never: int = 0
    unsettled: int = 0  # notices that the agenda does not know as sent, or as unanswered
    limits: int = 0

    def is_sound(self) -> bool:
        return not (self.lost or self.tripled or self.unmarked or self.unsettled or self.limits)

    def __str__(self) -> str:
        return (
            f"{self.notices} notices, {self.kills} kills, {self.seconds:.0f} s: lost {self.lost}, "
            f"doubled {self.doubled} (not marked {self.unmarked}), more than twice {self.tripled}, "
            f"given up after two tries {self.unanswered} (never came {self.never}), "
            f"not recorded {self.unsettled}, limits overstepped {self.limits}"
        )


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'fazhibot.db'}"


def owe(ledger: str, notices: int, over: timedelta) -> None:
    """A town whose people have each asked for one reminder, due one after the other within `over`."""
    database = Database(ledger)
    database.upgrade()
    start = datetime.now(UTC)
    with database.work() as work:
        town = work.members.add_town("青石镇")
        unit = work.members.add_unit(town.id, "柳树村")
        for number in range(notices):
            chat = str(FIRST_CHAT + number)
            member = work.members.add_member(town.id, unit.id, f"联络员{number}", Role.VIEWER)
            work.members.link(member.id, "telegram", chat)
            due = start + over * (number / notices)
            work.agenda.owe(
                Notice(
                    town.id, f"personal:{chat}", PERSONAL, "telegram", chat, due, f"提醒{number}", "自己设的"
                )
            )
    database.close()


class Bot:
    """The process of a bot on that ledger, whose reminders tick every so many seconds."""

    def __init__(self, folder: Path, ledger: str, api: BotApi, seconds: float = 0.1) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._log = folder / "bot.log"
        own = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "FAZHIBOT_"))}
        self._environment = {**own, "NO_PROXY": "127.0.0.1"}
        self._command = [sys.executable, "-m", "tests.crash.notices", ledger, api.url, str(seconds)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def kill(self) -> None:
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text(encoding="utf-8")[-2000:]
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)


def play(
    folder: Path, ledger: str, notices: int, kills: int, chance: random.Random, life: tuple[float, float]
) -> Found:
    """Kills the bot again and again, at random times after it has begun to send; then lets it finish.

    `folder`: for its log. `ledger`: the URL of a ledger without a town.
    """
    found = Found(notices)
    started = time.monotonic()
    owe(ledger, notices, timedelta(seconds=kills * sum(life) / 2))
    with BotApi() as api:
        bot = Bot(folder, ledger, api)
        for _ in range(kills):
            polls = api.state.polls
            bot.start()
            wait(lambda polls=polls: api.state.polls > polls, 30)  # type: ignore[misc]
            time.sleep(chance.uniform(*life))
            bot.kill()
            found.kills += 1
        bot.start()
        try:
            wait(lambda: settled(ledger, notices), 60 + notices / 10)
        finally:
            bot.end()
        count(ledger, api, found)
    found.seconds = time.monotonic() - started
    return found


def settled(ledger: str, notices: int) -> bool:
    time.sleep(0.2)
    found = states(ledger)
    return len(found[NoticeState.SENT]) + len(found[NoticeState.FAILED]) >= notices


def states(ledger: str) -> dict[NoticeState, list[str]]:
    """The chats of the notices by what became of them."""
    database = Database(ledger)
    with database.work() as work:
        town = work.members.town("青石镇").id
        now = datetime.now(UTC)
        items = work.agenda.list(town, now - timedelta(days=1), now + timedelta(days=1))
    database._engine.dispose()
    found: dict[NoticeState, list[str]] = {state: [] for state in NoticeState}
    for item in items:
        found[item.state].append(item.notice.chat)
    return found


def count(ledger: str, api: BotApi, found: Found) -> None:
    came = Counter(one.chat for one in api.sent())
    chats = [str(FIRST_CHAT + number) for number in range(found.notices)]
    twice = [chat for chat in chats if came[chat] > 1]
    known = states(ledger)
    given_up = set(known[NoticeState.FAILED])
    found.lost = sum(came[chat] == 0 for chat in chats if chat not in given_up)
    found.unanswered, found.never = len(given_up), sum(came[chat] == 0 for chat in given_up)
    found.doubled, found.tripled = len(twice), sum(came[chat] > 2 for chat in chats)
    found.unsettled = found.notices - len(known[NoticeState.SENT]) - len(given_up)
    found.limits = len(api.state.violations)
    database = Database(ledger)
    with database.work() as work:
        marked = {item.chat for item in work.outbox.unsure()}
    database._engine.dispose()
    found.unmarked = len([chat for chat in twice if chat not in marked])


def wait(condition, timeout: float) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + timeout
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)


def serve(ledger: str, address: str, seconds: float) -> None:
    """The process: it ends by SIGTERM."""
    from tests.botapi.server import TOKEN

    database = Database(ledger)
    database.upgrade()
    ticks = Scheduler(lambda now: tick(database, now, channels={"telegram"}), seconds=seconds)
    access = TelegramAccess(TOKEN, address)

    async def run() -> None:
        await Service(database, access, lambda item: process(database, item), ticks, limits=LIMITS).run()

    asyncio.run(run())
    database.close()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], float(sys.argv[3]))
