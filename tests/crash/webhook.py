"""The bot behind a webhook, in one process or several, killed at random moments while people write to it."""

import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.database import Database
from tests.botapi import BotApi
from tests.botapi.server import free_port
from tests.botapi.webhook import Pusher
from tests.crash.harness import (
    MESSAGES_A_SECOND,
    MIGRATING,
    Bot,
    Round,
    Speech,
    cards,
    count_ledger,
    found_town,
    given_up,
    wait,
    wait_until_settled,
    wording,
)

WAITING = 30  # updates that wait to be accepted at most
SECRET = "a-word-that-only-telegram-knows"


@dataclass(slots=True)
class WebhookRound(Round):
    """`disordered`: chats whose messages were not recorded in their order. `repeated`: updates that were
    handed in more than once before they were accepted. `idle`: kills that fell on a bot that had taken
    nothing since its start, or while nothing was on its way. `under_way`: how much was, over all kills.
    """

    disordered: int = 0
    repeated: int = 0
    idle: int = 0
    under_way: int = 0

    def is_sound(self) -> bool:
        return Round.is_sound(self) and not (self.disordered or self.idle)


def play(
    folder: Path,
    ledger: str,
    messages: int,
    chats: int,
    chance: random.Random,
    kills: int,
    *,
    processes: int = 1,
    strike: Callable[[Bot], None] | None = None,
) -> WebhookRound:
    """One round on the fresh ledger of that URL. Each kill falls into the load: after a random number of
    updates, on a bot that has taken some since it started, while others wait.

    `strike`: what befalls a bot instead of a kill and a new start.
    """
    found = WebhookRound(messages)
    folder.mkdir(parents=True, exist_ok=True)
    with MIGRATING:
        found_town(ledger, chats)
    texts = [wording(number) for number in range(messages)]
    started = time.monotonic()
    with BotApi() as api:
        said = sorted(chance.uniform(0, messages / MESSAGES_A_SECOND) for _ in texts)
        lines = [(when, 1000 + n % chats, texts[n]) for n, when in enumerate(said)]
        ports = [free_port() for _ in range(processes)]
        pusher = Pusher(api.state, [("127.0.0.1", port) for port in ports])
        load = Load(api, pusher, Speech(api, lines))
        bots = {port: _bot(folder, api, ledger, port, ports[0]) for port in ports}
        try:
            for bot in bots.values():
                bot.start()
            moments = sorted(chance.sample(range(messages // 20, messages - WAITING), kills))
            for moment in moments:
                load.reach(moment, ports)
                time.sleep(chance.uniform(0, 0.1))
                port = chance.choice([port for port in ports if load.taken(port)])
                found.kills += 1
                found.under_way += load.under_way()
                found.idle += not (load.under_way() and load.taken(port))
                (strike or _kill)(bots[port])
                load.struck(port)
            wait(lambda: load.go_on() and len(cards(api)) >= messages, 60 + messages)
            wait(lambda: not api.state.updates and all(_listens(port) for port in ports), 30)
            wait_until_settled(ledger, 60)
        finally:
            pusher.close()
            for bot in bots.values():
                bot.end()
        found.limits = len(api.state.violations)
        found.doubled = sum(number - 1 for number in cards(api).values())
        found.unanswered = messages - len(cards(api)) - len(given_up(ledger) - set(cards(api)))
        found.repeated = pusher.repeated
    found.seconds = time.monotonic() - started
    with MIGRATING:
        count_ledger(ledger, texts, found)
        found.disordered = disordered(ledger, [(chat, text) for _, chat, text in lines])
    return found


class Load:
    """People who write on while bots are killed, but not so fast that all is said before the last kill."""

    def __init__(self, api: BotApi, pusher: Pusher, speech: Speech) -> None:
        self._api, self._pusher, self._speech = api, pusher, speech
        self._before: dict[int, int] = {}

    def go_on(self) -> bool:
        """Says what is due, unless many updates wait already; True when all is said."""
        room = WAITING - len(self._api.state.updates)
        return self._speech.go_on(max(room, 0))

    def taken(self, port: int) -> int:
        """How many updates the bot there has taken since it was last struck."""
        return self._pusher.accepted.get(port, 0) - self._before.get(port, 0)

    def under_way(self) -> int:
        """Updates that are not accepted, and accepted ones whose card has not come."""
        return len(self._api.state.updates) + max(0, self._pusher.handed - len(cards(self._api)))

    def reach(self, moment: int, ports: list[int]) -> None:
        """Until so many updates were accepted, and a bot has taken some since it was struck."""
        wait(
            lambda: (self.go_on() or True) and self._pusher.handed >= moment and any(map(self.taken, ports)),
            60,
        )

    def struck(self, port: int) -> None:
        self._before[port] = self._pusher.accepted.get(port, 0)


def _bot(folder: Path, api: BotApi, ledger: str, port: int, public: int) -> Bot:
    return Bot(
        folder,
        api,
        f"bot-{port}",
        FAZHIBOT_DATABASE_URL=ledger,
        FAZHIBOT_LISTEN=f"127.0.0.1:{port}",
        TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{public}/telegram",
        TELEGRAM_WEBHOOK_SECRET=SECRET,
    )


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _kill(bot: Bot) -> None:
    bot.kill()
    bot.start()


def disordered(ledger: str, said: Sequence[tuple[int, str]]) -> int:
    """How many chats have entries that do not have the order of their messages. `said`: (chat, words)."""
    database = Database(ledger)
    database.upgrade()
    with database.work() as work:
        town = work.members.town("青石镇")
        entries = sorted(work.ledger.find(town.id, year=2023), key=lambda entry: entry.id)
    database.close()
    place = {text: number for number, (_, text) in enumerate(said)}
    found: dict[int, list[int]] = {}
    for entry in entries:
        found.setdefault(said[place[entry.text]][0], []).append(place[entry.text])
    return sum(numbers != sorted(numbers) for numbers in found.values())
