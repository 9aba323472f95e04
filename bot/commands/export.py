"""fazhibot export: the ledger as an Excel file."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.common import add_town, open_ledger, the_town, write_file

SUMMARY = "write the ledger of a year as an .xlsx: a summary, a sheet for each kind, what was withdrawn"
EXAMPLE = "fazhibot export 2025 --out 台账.xlsx"
ALL = "all"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=_year, help="a year, e.g. 2025, or all")
    add_town(parser)
    parser.add_argument("--out", type=Path, required=True)


def run(options: Namespace) -> int:
    from bot.workbooks import export
    from bot.workbooks.gathering import gather

    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        book = gather(work, town, None if options.year == ALL else int(options.year))
    write_file(options.out, export.write(book, datetime.now(ZoneInfo(town.timezone))))
    print(options.out)
    return 0


def _year(text: str) -> str:
    if text != ALL and not (text.isdigit() and 2000 <= int(text) <= 2100):
        raise ArgumentTypeError(f"{text!r} is neither a year between 2000 and 2100 nor {ALL!r}")
    return text
