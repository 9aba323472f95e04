"""fazhibot move: the whole ledger into another database."""

from argparse import ArgumentParser, Namespace

from bot.commands.common import read_settings

SUMMARY = "copy the whole ledger into another, empty database (stop the bot first), and compare both"
EXAMPLE = "fazhibot move --to postgresql://fazhibot:password@127.0.0.1/fazhibot"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="postgresql://user:password@host/name or sqlite:///path/to/file",
    )


def run(options: Namespace) -> int:
    from bot.commands.backup import report_missing
    from storage import archive
    from storage.evidence_files import EvidenceFiles
    from storage.moving import move

    settings = read_settings()
    moved = move(settings.database_url, options.to)
    for table in moved:
        print(f"{table.table}\t{table.rows}\t{table.digest[:16]}")
    rows = sum(table.rows for table in moved)
    hashes = _named_in(options.to)
    lost = archive.missing(hashes, EvidenceFiles(settings.data / "evidence"))
    here = len(hashes) - len(lost)
    print(f"evidence\t{here} files, every one checked; they stay in {settings.data / 'evidence'}")
    print(f"moved {rows} rows, every table equal; now set FAZHIBOT_DATABASE_URL to the new database")
    return report_missing(lost, settings.data)


def _named_in(url: str) -> tuple[str, ...]:
    """The hashes of the files that the ledger there knows."""
    from storage.database import Database

    database = Database(url)
    try:
        database.upgrade()
        with database.work() as work:
            return work.evidence.hashes()
    finally:
        database.close()
