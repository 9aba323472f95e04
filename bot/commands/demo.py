"""fazhibot demo: the main job on a sample year."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

SUMMARY = "play a sample year on a fresh embedded database: messages, reminders, tallies and the report"
EXAMPLE = "fazhibot demo --out demo-out"
LEDGER = "demo.db"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("demo-out"), help="the folder for the report; default: demo-out"
    )


def run(options: Namespace) -> int:
    from bot.demo.show import show
    from bot.errors import BotError
    from storage.database import Database

    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for old in options.out.glob(f"{LEDGER}*"):
            old.unlink()
    except OSError as error:
        raise BotError(
            f"{options.out} cannot be written ({error.strerror}): choose another folder."
        ) from error
    database = Database(f"sqlite:///{(options.out / LEDGER).resolve()}")
    database.upgrade()
    try:
        show(database, options.out, print)
    finally:
        database.close()
    return 0
