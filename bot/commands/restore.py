"""fazhibot restore: puts a backup in the place of the embedded database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import read_settings

SUMMARY = "put a backup in the place of the embedded database (stop the bot first)"
EXAMPLE = "fazhibot restore backup-2025-12-01.db --replace"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="also over a ledger that has entries (it is kept aside)"
    )


def run(options: Namespace) -> int:
    from storage import backup

    backup.restore(options.file, read_settings().database_url, replace=options.replace)
    print("restored")
    return 0
