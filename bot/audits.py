"""An edited report audited against a town's ledger, or brought up to it: for command line and chat."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot import closing
from storage.records import Town
from storage.work import Work

if TYPE_CHECKING:
    from drafting.audit.auditing import Audit
    from drafting.audit.survey import Books
    from drafting.edited import Edited
    from drafting.redrafting.redraft import Redraft


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that somebody sent, opened (bot.documents), with its bytes."""

    content: bytes
    edited: "Edited"

    @property
    def is_docx(self) -> bool:
        return self.content.startswith(b"PK")


def opened(content: bytes, name: str = "") -> Opened:
    """Opens a document; UnreadableReportError says in Chinese why it cannot be."""
    from bot import documents

    return Opened(content, documents.read(content, name))


def audit(work: Work, town: Town, year: int, document: Opened, *, today: date | None = None) -> "Audit":
    """The report of `year` held against the town's ledger."""
    from drafting.audit.auditing import audit as audited

    return audited(document.edited, _books(work, town, year, today))


def commented(document: Opened, audit: "Audit", at: datetime) -> bytes:
    """The .docx with a comment at each finding's place."""
    from bot import documents
    from drafting.audit.telling import comments

    return documents.edit(document.content, comments(audit.findings), at)


def redraft(work: Work, town: Town, year: int, document: Opened, *, today: date | None = None) -> "Redraft":
    """What brings an edited report up to the ledger."""
    from drafting.redrafting.redraft import redraft as redrafted

    return redrafted(document.edited, _books(work, town, year, today))


def rewritten(document: Opened, made: "Redraft", at: datetime) -> bytes:
    """The .docx with its figures renewed and what is new proposed."""
    from bot import documents

    return documents.edit(
        document.content, made.edits, at, properties=made.properties, notes=made.notes, annex=made.annex
    )


def year_of(document: Opened) -> int | None:
    """The year that a report is about: what our draft was of, else what its title or text says."""
    from drafting.audit.sections import sections_of

    return document.edited.printed.year or sections_of(document.edited.body).frame.year


def _books(work: Work, town: Town, year: int, today: date | None) -> "Books":
    """The books of the year as a draft has them: closed months as they stood when they were closed."""
    from bot.report_words import vocabulary
    from drafting.audit.survey import Books

    return Books(
        closing.of_year(work, town, year),
        town,
        work.members.units(town.id),
        year,
        closing.of_year(work, town, year - 1),
        today,
        vocabulary(),
    )
