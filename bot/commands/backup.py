"""fazhibot backup: a copy of the embedded database, taken while the bot runs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import read_settings

SUMMARY = "copy the embedded database to a file, also while the bot runs, and check the copy"
EXAMPLE = "fazhibot backup --out backup-2025-12-01.db"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, help="the file to write")


def run(options: Namespace) -> int:
    from storage import backup

    backup.backup(read_settings().database_url, options.out)
    print(options.out)
    return 0
