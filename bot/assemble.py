"""The one place that wires the rooms and the channels to the settings."""

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.records import Member


def start_logging(settings: Settings) -> None:
    """Logs go to standard error. httpx logs addresses at INFO, and those of Telegram carry the token."""
    logging.basicConfig(
        level=settings.log_level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for name in ("httpx", "httpcore", "alembic", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)


def open_database(settings: Settings) -> Database:
    """The ledger's database, upgraded; DatabaseUnavailableError says what to change."""
    database = Database(settings.database_url)
    database.upgrade()
    return database


def serve(settings: Settings, database: Database) -> None:
    """The bot on Telegram with its reminders, by polling or a webhook, until a signal ends it."""
    from bot import run
    from bot.channels.telegram_access import TelegramAccess
    from bot.channels.telegram_webhook import Webhook
    from bot.processing import process
    from bot.reminders.delivery import tick
    from bot.reminders.scheduler import Scheduler

    access = TelegramAccess(settings.token, settings.api_base_url, settings.proxy_url)
    scheduler = Scheduler(lambda now: tick(database, now, channels={"telegram"}))
    webhook = Webhook(settings.webhook_url, settings.webhook_secret) if settings.webhook_url else None
    run.serve(
        database,
        access,
        lambda item_id: process(database, item_id),
        scheduler,
        webhook=webhook,
        listen=settings.listen,
        files=EvidenceFiles(settings.data / "evidence"),
    )


def talk(database: Database, member: Member, begin: datetime | None, folder: Path) -> None:
    """A conversation of that member in the terminal, or by a pipe. `begin`: the time that it is there."""
    from bot.channels import terminal
    from bot.chat import converse

    account = f"{member.town_id}:{member.id}"
    with database.work() as work:
        if (terminal.Terminal.name, account) not in member.accounts:
            work.members.link(member.id, terminal.Terminal.name, account)
    now = _clock(begin)
    screen = terminal.Terminal(_write, folder, account, member.name, now)
    messages = (
        terminal.typed(_write) if sys.stdin.isatty() else terminal.piped(sys.stdin, _write, member.name)
    )
    converse(database, screen, account, messages, screen.incoming, now)


def _clock(begin: datetime | None) -> Callable[[], datetime]:
    """The time, or `begin` and what has passed since the first look at it."""
    if begin is None:
        return lambda: datetime.now(UTC)
    started = datetime.now(UTC)
    return lambda: begin + (datetime.now(UTC) - started)


def _write(line: str) -> None:
    print(line, flush=True)
