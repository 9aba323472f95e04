"""fazhibot draft: the skeleton of the year's report."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.common import add_town, add_year, open_ledger, read_document, the_town, write_file
from bot.errors import BotError, UsageError
from storage.records import Town

if TYPE_CHECKING:
    from storage.work import Work

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
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FILE.docx",
        help="an edited draft: renew its figures, keep people's words",
    )
    parser.add_argument(
        "--layout",
        metavar="NAME",
        default="",
        help="a page profile (see `fazhibot layout list`) or FILE.toml",
    )
    parser.add_argument("--plain", action="store_true", help="the .docx without the town's letterhead")
    parser.add_argument("--number", default="", help="the 发文字号 in the letterhead, e.g. 青政发〔2025〕3号")
    parser.add_argument("--out", type=Path, required=True)


def run(options: Namespace) -> int:
    from bot import reports
    from bot.commands.layout import chosen as chosen_layout
    from bot.commands.outline import chosen

    if options.into:
        return _redraft(options)
    outline = chosen(options.outline) if options.outline else None
    form = options.format or {".md": "md", ".json": "json"}.get(options.out.suffix, "docx")
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        _demand_entries(work, town, options.year)
        report = reports.draft(work, town, options.year, outline=outline)
        setting = reports.setting(work, town, plain=options.plain)
    if options.layout:
        setting = replace(setting, layout=chosen_layout(town, options.layout))
    if form == "docx":
        content = reports.write_docx(report, setting, clean=options.clean, number=options.number)
    else:
        content = reports.write(report, form)
    write_file(options.out, content)
    print(options.out)
    for gap in report.gaps:
        print(f"待补充：{gap.reason}", file=sys.stderr)
    return 0


def _demand_entries(work: "Work", town: Town, year: int) -> None:
    """BotError where a year has nothing to draft from: a report of gaps alone helps nobody."""
    years = work.ledger.years(town.id)
    if year not in years:
        known = f"有记录的年份：{'、'.join(map(str, years))}" if years else "账上还没有记录"
        raise BotError(f"{town.name}{year}年没有记录，出不了报告。{known}")


def _redraft(options: Namespace) -> int:
    """An edited draft brought up to the ledger; what was done to it goes to standard error."""
    from bot import audits
    from drafting.redrafting.redraft import summary

    document = audits.opened(read_document(options.into), options.into.name)
    if not document.is_docx:
        raise UsageError("--into takes a .docx")
    with open_ledger() as database, database.work() as work:
        made = audits.redraft(work, the_town(work, options.town), options.year, document)
    write_file(options.out, audits.rewritten(document, made, datetime.now(UTC)))
    print(options.out)
    print(summary(made), file=sys.stderr)
    return 0
