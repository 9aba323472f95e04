"""The bot as a process, killed at random moments while people write to it; then its ledger is counted."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bot.payloads import read_reply
from storage.database import Database
from storage.records import InboxState, OutboxState, Role
from tests.botapi import BotApi

ROOT = Path(__file__).resolve().parents[2]
NUMBER = re.compile(r"\b2023-\d+")  # of an entry, on its card
VILLAGES = ("柳树村", "石桥村", "青杨社区", "南坪村", "桃园村")
MESSAGES_A_SECOND = 40.0
MIGRATING = threading.Lock()  # Alembic has one context a process: rounds that run side by side take turns


@dataclass(slots=True)
class Round:
    """What was found after a round. Each count but `messages` and `kills` ought to be 0."""

    messages: int
    kills: int = 0
    seconds: float = 0.0
    lost: int = 0  # messages without an entry
    twice: int = 0  # messages with more than one
    unanswered: int = 0  # messages whose card did not come, but for what was given up
    doubled: int = 0  # cards that came more than once
    failed: int = 0  # updates or replies that were given up
    limits: int = 0  # times that Telegram's limits were overstepped
    log: list[str] = field(default_factory=list)

    def is_sound(self) -> bool:
        """Nothing lost, nothing twice in the ledger, nobody unanswered; a doubled card may happen."""
        return not (self.lost or self.twice or self.unanswered or self.failed)


def play(
    folder: Path,
    messages: int,
    chats: int,
    chance: random.Random,
    kills: int,
    life: tuple[float, float] = (0.8, 3.0),
    ledger: str = "",
) -> Round:
    """One round on a fresh ledger. `life`: the least and most seconds to a kill. `ledger`: its URL, else a
    file in `folder`.
    """
    found = Round(messages)
    ledger = ledger or url(folder)
    with MIGRATING:
        folder.mkdir(parents=True, exist_ok=True)
        found_town(ledger, chats)
    texts = [wording(number) for number in range(messages)]
    started = time.monotonic()
    with BotApi() as api:
        said = sorted(chance.uniform(0, messages / MESSAGES_A_SECOND) for _ in texts)
        lines = [(when, 1000 + number % chats, texts[number]) for number, when in enumerate(said)]
        speech = Speech(api, lines)
        bot = Bot(folder, api, FAZHIBOT_DATABASE_URL=ledger)
        for _ in range(kills):
            bot.start()
            until = time.monotonic() + chance.uniform(*life)
            while time.monotonic() < until:
                speech.go_on()
                time.sleep(0.005)
            bot.kill()
            found.kills += 1
            if speech.is_over() and len(cards(api)) >= messages:
                break
        polls = api.state.polls
        bot.start()
        try:
            wait(lambda: api.state.polls > polls and bot.runs(), 30)
            wait(lambda: speech.go_on() and len(cards(api)) >= messages, 60 + messages)
            wait_until_settled(ledger, 60)
        finally:
            bot.end()
        found.limits = len(api.state.violations)
        found.doubled = sum(number - 1 for number in cards(api).values())
        found.unanswered = messages - len(cards(api)) - len(given_up(ledger) - set(cards(api)))
    found.seconds = time.monotonic() - started
    with MIGRATING:
        count_ledger(ledger, texts, found)
    return found


def wording(number: int) -> str:
    """A message that no other equals."""
    return f"今天在{VILLAGES[number % len(VILLAGES)]}文化广场开展普法宣传1场，发放资料{1000 + number}份"


def spread(number: int) -> str:
    """A message of some day of the year, as real ones are."""
    day = date(2023, 1, 2) + timedelta(days=number % 310)
    return f"{day.month}月{day.day}日{wording(number).removeprefix('今天')}"


def cards(api: BotApi) -> Counter[str]:
    """How often the card of each entry came."""
    found: Counter[str] = Counter()
    for sent in api.sent():
        if number := NUMBER.search(sent.texts[0]):
            found[number[0]] += 1
    return found


def found_town(ledger: str, chats: int) -> None:
    """A town whose people have joined already, in the ledger of that URL."""
    database = Database(ledger)
    database.upgrade()
    with database.work() as work:
        town = work.members.add_town("青石镇")
        units = [work.members.add_unit(town.id, name) for name in VILLAGES]
        for chat in range(chats):
            unit = units[chat % len(units)]
            member = work.members.add_member(town.id, unit.id, f"联络员{chat}", Role.RECORDER)
            work.members.link(member.id, "telegram", str(1000 + chat))
    database.close()


def count_ledger(ledger: str, texts: Sequence[str], found: Round) -> None:
    """What the ledger holds of the messages in the end."""
    database = Database(ledger)
    database.upgrade()
    with database.work() as work:
        town = work.members.town("青石镇")
        entries = Counter(entry.text for entry in work.ledger.find(town.id, year=2023))
        found.lost = sum(1 for text in texts if text not in entries)
        found.twice = sum(1 for number in entries.values() if number > 1)
        counts = work.inbox.counts()
        found.failed = counts[InboxState.FAILED] + counts[InboxState.RECEIVED] + work.outbox.waiting_count()
        for item in work.inbox.failed(3):
            found.log.append(item.error)
        most = 3 * len(texts)  # a server's numbers have gaps
        sent = [item for index in range(1, most) for item in work.outbox.of_inbox(index)]
        found.failed += sum(item.state is OutboxState.FAILED for item in sent)
    database.close()


def wait_until_settled(ledger: str, timeout: float) -> None:
    """Until nothing waits to be acted on or sent: a card that may have come is still owed once more when all
    have been seen.
    """
    database = Database(ledger)

    def is_settled() -> bool:
        with database.work() as work:
            waiting = work.inbox.counts()[InboxState.RECEIVED] + work.outbox.waiting_count()
        return waiting == 0

    wait(is_settled, timeout, pause=0.2)
    database.close()


def given_up(ledger: str) -> set[str]:
    """The entries of the cards that were handed over twice without an answer: two kills that fall on one card
    may cost it.
    """
    database = Database(ledger)
    with database.work() as work:
        found = [item for item in work.outbox.unsure() if item.state is OutboxState.UNANSWERED]
    database.close()
    return {number[0] for item in found if (number := NUMBER.search(read_reply(item.payload, None).text))}


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'fazhibot.db'}"


class Speech:
    """People who write at their times."""

    def __init__(self, api: BotApi, lines: list[tuple[float, int, str]]) -> None:
        self._api = api
        self._lines = lines
        self._start = time.monotonic()
        self._next = 0

    def go_on(self, most: int = sys.maxsize) -> bool:
        """Says what is due, and no more than `most`; True when all is said."""
        now, until = time.monotonic() - self._start, self._next + most
        while not self.is_over() and self._next < until and self._lines[self._next][0] <= now:
            _, chat, text = self._lines[self._next]
            self._api.says(chat, text)
            self._next += 1
        return self.is_over()

    def is_over(self) -> bool:
        return self._next >= len(self._lines)


def environment(folder: Path, api: BotApi) -> dict[str, str]:
    """The settings of a bot on that ledger and server, and none of this machine's own."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "FAZHIBOT_"))
    }
    return {
        **own,
        "NO_PROXY": "127.0.0.1",
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_BASE_URL": api.url,
        "TELEGRAM_PROXY_URL": "",
        "FAZHIBOT_DATA": str(folder),
        "FAZHIBOT_DATABASE_URL": url(folder),
    }


class Bot:
    """`fazhibot run` as a process of its own."""

    def __init__(
        self, folder: Path, api: BotApi, name: str = "bot", prefix: Sequence[str] = (), **settings: str
    ) -> None:
        """`prefix`: a command that becomes the bot, e.g. with a host name of its own."""
        self._command = [*prefix, sys.executable, "-m", "bot", "run"]
        self._log = folder / f"{name}.log"
        self._environment = {**environment(folder, api), **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """As a power cut: no handler runs."""
        assert self._process is not None
        assert self.runs(), f"the bot ended by itself: {self.last_words()}"
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """As systemd stops it."""
        assert self._process is not None
        self._process.terminate()
        status = self._process.wait(30)
        assert status == 0, f"the bot ended with {status}: {self.last_words()}"

    def last_words(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8").splitlines()[-15:])


def wait(condition: Callable[[], bool], timeout: float, pause: float = 0.02) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return
        time.sleep(pause)
