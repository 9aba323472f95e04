"""What comes of a report that was sent: audited, renewed from the ledger, or made ready to go out.

Documents are opened outside of any transaction; the ledger is read in one of its own.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot import closing, periods
from bot.evidence import papers, phrases
from bot.messages import Document, Reply
from storage.database import Database
from storage.records import SentFile, Town

if TYPE_CHECKING:
    from bot.audits import Opened

_MOST = 5  # findings of one sort that a message lists
_MOST_CHANGES = 6  # of each sort


def audited(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Reply:
    """The report's figures against the ledger, with comments in the .docx; UnreadableReportError."""
    from bot import audits
    from drafting.audit.findings import FindingType
    from drafting.audit.telling import text

    document = audits.opened(content, file.filename)
    with database.work() as work:
        found = audits.audit(work, town, _year(file, document, at), document, today=at.date())
    packed = audits.commented(document, found, at) if document.is_docx and found.findings else None
    behind = document.edited.bound and found.of(FindingType.BEHIND)
    told = "\n".join([text(found, _MOST), *([phrases.RENEW_AT_ONCE] if behind else [])])
    buttons = papers.on_report(file.member_id, file) if document.is_docx else ()
    return Reply(told, buttons, _named(file, phrases.AUDITED_NAME, packed))


def renewed(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Reply:
    """The report brought up to the ledger, people's words kept, and the list of changes."""
    from bot import audits
    from drafting.redrafting.redraft import summary

    document = audits.opened(content, file.filename)
    year = _year(file, document, at)
    if not document.is_docx:
        return Reply(phrases.ONLY_DOCX.format(name=file.filename))
    if not document.edited.bound:
        return Reply(phrases.NOT_OURS.format(name=file.filename), papers.to_audit(file.member_id, file))
    with database.work() as work:
        if not closing.of_year(work, town, year):
            return Reply(phrases.NO_LEDGER.format(year=year, name=file.filename))
        made = audits.redraft(work, town, year, document, today=at.date())
    if not made.edits:
        told = phrases.NOTHING_TO_RENEW.format(name=file.filename, year=year)
        return Reply(told, papers.to_go_out(file.member_id, file))
    packed = audits.rewritten(document, made, at)
    lines = [phrases.RENEWED.format(name=file.filename, year=year), summary(made, _MOST_CHANGES)]
    return Reply("\n".join([*lines, phrases.RENEWED_NEXT]), (), _named(file, phrases.RENEWED_NAME, packed))


def version(
    database: Database, file: SentFile, content: bytes, town: Town, at: datetime, *, public: bool
) -> Reply:
    """The report as it is filed or published, after its checks, listed; held back where one stops it."""
    from bot import audits, documents, letterheads
    from drafting.audit.publication import checks

    document = audits.opened(content, file.filename)
    if not document.is_docx:
        return Reply(phrases.ONLY_DOCX.format(name=file.filename))
    with database.work() as work:
        year = _year(file, document, at)
        found = audits.audit(work, town, year, document, today=at.date())
        letterhead = work.letterheads.of_town(town.id)
    made = checks(document.edited, found, public=public)
    name = phrases.PUBLIC if public else phrases.FILED
    stopped = any(check.stops and not check.passed for check in made)
    head = phrases.HELD_BACK if stopped else phrases.GOES_OUT
    lines = [head.format(name=file.filename, version=name), *(check.line for check in made)]
    text = "\n".join([*lines, *([phrases.BY_PEOPLE] if public else [])])
    if stopped:
        return Reply(text, papers.on_report(file.member_id, file))
    content, remark = letterheads.dressed(letterhead, documents.strip(content), town, year)
    return Reply(f"{text}\n{remark}".strip(), (), _named(file, name, content))


def _year(file: SentFile, document: "Opened", at: datetime) -> int:
    """The year that was asked for, else the one that the report is about, else the one to be reported on."""
    from bot import audits

    asked = (file.result or {}).get(papers.ASKED_YEAR)
    return asked if isinstance(asked, int) else audits.year_of(document) or periods.report_year(at.date())


def _named(file: SentFile, what: str, content: bytes | None) -> Document | None:
    """报告.docx → 报告（公布版）.docx."""
    return Document(f"{file.filename.rpartition('.')[0]}（{what}）.docx", content) if content else None
