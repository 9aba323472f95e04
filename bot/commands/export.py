"""fazhibot export: the ledger as an Excel file."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.common import add_town, open_ledger, read_settings, the_town, write_file
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evidence import bundle

SUMMARY = "write the ledger of a year as an .xlsx: a summary, a sheet for each kind, what was withdrawn"
EXAMPLE = "fazhibot export 2025 --out 台账.xlsx --evidence 佐证.zip"
ALL = "all"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=_year, help="a year, e.g. 2025, or all")
    add_town(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--evidence", type=Path, metavar="FILE.zip", help="also the photos and files, with an index"
    )


def run(options: Namespace) -> int:
    from bot.evidence import bundle
    from bot.workbooks import export
    from bot.workbooks.gathering import gather

    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        year = None if options.year == ALL else int(options.year)
        book = gather(work, town, year)
        exhibits = bundle.gather(work, town, year) if options.evidence else []
    write_file(options.out, export.write(book, datetime.now(ZoneInfo(town.timezone))))
    print(options.out)
    if options.evidence:
        _write_evidence(options.evidence, exhibits, town.timezone)
    return 0


def _write_evidence(out: Path, exhibits: "bundle.Rows", timezone: str) -> None:
    from bot.evidence import bundle
    from storage.evidence_files import EvidenceFiles

    try:
        bundle.write(out, exhibits, EvidenceFiles(read_settings().data / "evidence"), timezone)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror})") from error
    print(out)


def _year(text: str) -> str:
    if text != ALL and not (text.isdigit() and 2000 <= int(text) <= 2100):
        raise ArgumentTypeError(f"{text!r} is neither a year between 2000 and 2100 nor {ALL!r}")
    return text
