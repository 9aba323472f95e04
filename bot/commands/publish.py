"""fazhibot publish: an edited report as it goes out, after its checks."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import add_town, open_ledger, read_document, the_town, write_file, year
from bot.errors import UsageError

SUMMARY = "check an edited report and write it without comments and annex, for filing or publication"
EXAMPLE = "fazhibot publish 报告.docx --for publication --out 公开稿.docx"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("report", type=Path, help="a .docx file")
    parser.add_argument("--for", dest="readers", choices=["filing", "publication"], default="publication")
    parser.add_argument("--year", type=year, help="default: the year that the report is about")
    parser.add_argument("--keep-annex", action="store_true", help="for filing: the table of sources stays")
    parser.add_argument("--plain", action="store_true", help="without the town's letterhead")
    parser.add_argument("--number", default="", help="the 发文字号 in the letterhead")
    add_town(parser)
    parser.add_argument("--out", type=Path, required=True)


def run(options: Namespace) -> int:
    from bot import audits, documents, letterheads
    from drafting.audit.publication import checks

    public = options.readers == "publication"
    document = audits.opened(read_document(options.report), options.report.name)
    wanted = options.year or audits.year_of(document)
    if not document.is_docx or wanted is None:
        raise UsageError("a .docx is needed, and the year that it is about: say it with --year")
    if public and options.keep_annex:
        raise UsageError("the annex names entries and units: it is not published")
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        found = audits.audit(work, town, wanted, document)
        letterhead = None if options.plain else work.letterheads.of_town(town.id)
    made = checks(document.edited, found, public=public)
    print("\n".join(check.line for check in made), file=sys.stderr)
    if any(check.stops and not check.passed for check in made):
        return 1
    content = documents.strip(document.content, annex=options.keep_annex)
    content, remark = letterheads.dressed(letterhead, content, town, wanted, options.number)
    write_file(options.out, content)
    print(options.out)
    if remark:
        print(remark, file=sys.stderr)
    return 0
