"""The bot behind a webhook, in one process or several, killed at random moments while people write to it."""

import random
import socket
import time
from collections.abc import Callable
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
    wait,
    wording,
)

SECRET = "a-word-that-only-telegram-knows"


@dataclass(slots=True)
class WebhookRound(Round):
    """`disordered`: chats whose messages were not recorded in their order. `repeated`: updates that were
    handed in more than once before they were accepted.
    """

    disordered: int = 0
    repeated: int = 0

    def is_sound(self) -> bool:
        return Round.is_sound(self) and not self.disordered


def play(
    folder: Path,
    ledger: str,
    messages: int,
    chats: int,
    chance: random.Random,
    kills: int,
    *,
    processes: int = 1,
    life: tuple[float, float] = (0.8, 3.0),
    strike: Callable[[Bot], None] | None = None,
) -> WebhookRound:
    """One round on the fresh ledger of that URL. `life`: the least and most seconds to a
    kill, from when the bots listen.

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
        speech = Speech(api, [(when, 1000 + n % chats, texts[n]) for n, when in enumerate(said)])
        ports = [free_port() for _ in range(processes)]
        bots = [_bot(folder, api, ledger, port, ports[0]) for port in ports]
        pusher = Pusher(api.state, [("127.0.0.1", port) for port in ports])
        try:
            for bot in bots:
                bot.start()
            while found.kills < kills and not (speech.is_over() and len(cards(api)) >= messages):
                wait(lambda: (speech.go_on() or True) and all(_listens(port) for port in ports), 30)
                _speak(speech, chance.uniform(*life))
                (strike or _kill)(chance.choice(bots))
                found.kills += 1
            wait(lambda: speech.go_on() and len(cards(api)) >= messages, 60 + messages)
            wait(lambda: not api.state.updates and all(_listens(port) for port in ports), 30)
        finally:
            pusher.close()
            for bot in bots:
                bot.end()
        found.limits = len(api.state.violations)
        found.doubled = sum(number - 1 for number in cards(api).values())
        found.unanswered = messages - len(cards(api))
        found.repeated = pusher.repeated
    found.seconds = time.monotonic() - started
    with MIGRATING:
        count_ledger(ledger, texts, found)
        found.disordered = _disordered(ledger, texts, chats)
    return found


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


def _speak(speech: Speech, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        speech.go_on()
        time.sleep(0.005)


def _disordered(ledger: str, texts: list[str], chats: int) -> int:
    """Chats whose entries do not have the order of their messages."""
    database = Database(ledger)
    database.upgrade()
    with database.work() as work:
        town = work.members.town("青石镇")
        entries = sorted(work.ledger.find(town.id, year=2023), key=lambda entry: entry.id)
    database.close()
    place = {text: number for number, text in enumerate(texts)}
    found: dict[int, list[int]] = {}
    for entry in entries:
        found.setdefault(place[entry.text] % chats, []).append(place[entry.text])
    return sum(numbers != sorted(numbers) for numbers in found.values())
