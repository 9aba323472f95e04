"""fazhibot restore: puts a backup, its files included, in the place of the ledger."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import read_settings

SUMMARY = "put a backup, with its evidence files, in the place of the ledger (stop the bot first)"
EXAMPLE = "fazhibot restore backup-2025-12-01.zip --replace"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="also over a ledger that has entries (it is kept aside)"
    )


def run(options: Namespace) -> int:
    from bot.commands.backup import report_missing
    from storage import archive
    from storage.evidence_files import EvidenceFiles

    settings = read_settings()
    files = EvidenceFiles(settings.data / "evidence")
    kept = archive.unpack(options.file, settings.database_url, files, settings.data, replace=options.replace)
    print(f"restored the ledger and {kept.files} files, every one checked")
    if kept.before is not None:
        print(f"the ledger until now is {kept.before}", file=sys.stderr)
    return report_missing(kept.missing, settings.data)
