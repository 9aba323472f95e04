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
    from storage.moving import move

    moved = move(read_settings().database_url, options.to)
    for table in moved:
        print(f"{table.table}\t{table.rows}\t{table.digest[:16]}")
    rows = sum(table.rows for table in moved)
    print(f"moved {rows} rows, every table equal; now set FAZHIBOT_DATABASE_URL to the new database")
    return 0
