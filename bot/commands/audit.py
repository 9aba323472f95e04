"""fazhibot audit: every figure of an edited report against the ledger."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.common import add_town, open_ledger, read_document, the_town, write_file, year
from bot.errors import UsageError

SUMMARY = "hold an edited report against the ledger: figures, zeros, required parts"
EXAMPLE = "fazhibot audit 报告.docx --year 2025 --out 批注.docx"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("report", type=Path, help="a .docx or .txt file, written by this program or not")
    parser.add_argument("--year", type=year, help="default: the year that the report is about")
    add_town(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--out", type=Path, help="the .docx with comments at the places")


def run(options: Namespace) -> int:
    from bot import audits
    from drafting.audit import telling

    document = audits.opened(read_document(options.report), options.report.name)
    if options.out and not document.is_docx:
        raise UsageError("only a .docx can be given comments: leave out --out")
    wanted = options.year or audits.year_of(document)
    if wanted is None:
        raise UsageError("the report names no year: say it with --year")
    with open_ledger() as database, database.work() as work:
        found = audits.audit(work, the_town(work, options.town), wanted, document)
    if options.format == "json":
        json.dump(telling.rows(found), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(telling.text(found))
    if options.out:
        write_file(options.out, audits.commented(document, found, datetime.now(UTC)))
        print(options.out, file=sys.stderr)
    return 0
