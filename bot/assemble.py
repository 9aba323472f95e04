"""The one place that wires the rooms to the settings."""

import logging
import sys

from bot.settings import Settings
from storage.database import Database


def start_logging(settings: Settings) -> None:
    """Logs go to standard error. httpx logs each address at INFO, and a Telegram address carries the token."""
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
