"""fazhibot backup: the ledger and the files of people in one file, taken while the bot runs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import read_settings

SUMMARY = "copy the ledger and the evidence files to one file, also while the bot runs, and check the copy"
EXAMPLE = "fazhibot backup --out backup-2025-12-01.zip"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        help="a .zip; with another ending, the ledger alone and FILE.evidence.zip beside it",
    )


def run(options: Namespace) -> int:
    from storage import archive
    from storage.evidence_files import EvidenceFiles

    settings = read_settings()
    kept = archive.pack(settings.database_url, EvidenceFiles(settings.data / "evidence"), options.out)
    print(options.out)
    print(f"the ledger and {kept.files} files, every one checked", file=sys.stderr)
    return report_missing(kept.missing, settings.data)


def report_missing(hashes: tuple[str, ...], data: Path) -> int:
    """Names the files that the ledger knows and that are not there; the exit status."""
    for one in hashes:
        print(f"missing or damaged: {data / 'evidence' / one[:2] / one[2:4] / one}", file=sys.stderr)
    if hashes:
        print(f"{len(hashes)} files of the ledger are not in {data / 'evidence'}.", file=sys.stderr)
    return 1 if hashes else 0
