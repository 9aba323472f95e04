"""fazhibot draft: the skeleton of the year's report."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import add_town, add_year, open_ledger, the_town, write_file

SUMMARY = "write the year's report as .docx, .md or .json, and say what is missing"
EXAMPLE = "fazhibot draft 2025 --out 报告.docx"


def add_arguments(parser: ArgumentParser) -> None:
    add_year(parser)
    add_town(parser)
    parser.add_argument(
        "--format", choices=["docx", "md", "json"], help="default: by the ending of --out, else docx"
    )
    parser.add_argument(
        "--outline", help="a bundled style (see `fazhibot outline list`) or a file of `outline learn`"
    )
    parser.add_argument(
        "--clean", action="store_true", help="the .docx without comments and annex, for filing"
    )
    parser.add_argument("--out", type=Path, required=True)


def run(options: Namespace) -> int:
    from bot import reports
    from bot.commands.outline import chosen

    outline = chosen(options.outline) if options.outline else None
    form = options.format or {".md": "md", ".json": "json"}.get(options.out.suffix, "docx")
    with open_ledger() as database, database.work() as work:
        report = reports.draft(work, the_town(work, options.town), options.year, outline=outline)
    write_file(options.out, reports.write(report, form, clean=options.clean))
    print(options.out)
    for gap in report.gaps:
        print(f"待补充：{gap.reason}", file=sys.stderr)
    return 0
