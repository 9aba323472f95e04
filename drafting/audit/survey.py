"""What an audit and a redraft both start from: the ledger's year, the report's sections, and its counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from drafting.audit.counts import find_counts
from drafting.audit.ledger import Ledger
from drafting.audit.sections import Sections, sections_of
from drafting.audit.seen import Seen, look
from drafting.audit.traps import plain
from drafting.audit.vocabulary import Vocabulary, vocabulary
from drafting.draft import comparable, draft, totals_of
from drafting.edited import Edited
from drafting.errors import UnreadableReportError
from drafting.report import FigureSpan, Report
from drafting.totals import Period, Totals
from storage.catalogue import Catalogue, bundled
from storage.records import Entry, Town, Unit, UnitLevel

_MOST_COUNTS = 1_500  # a long report has three hundred


@dataclass(frozen=True)
class Books:
    """What a report of `year` is held against: a town's entries of that year and of the last, and its units.

    `today` dates what a draft would print now. `words`: the field's vocabulary, where the caller knows more.
    """

    entries: Sequence[Entry]
    town: Town
    units: Sequence[Unit]
    year: int
    last_year: Sequence[Entry] = ()
    today: date | None = None
    words: Vocabulary | None = None
    catalogue: Catalogue = field(default_factory=bundled)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.words or vocabulary(self.catalogue)


@dataclass(frozen=True)
class Survey:
    """`report`: the draft of today. `seen`: the counts of the edited report, in reading order."""

    report: Report
    ledger: Ledger
    sections: Sections
    seen: tuple[Seen, ...]
    catalogue: Catalogue


def survey(edited: Edited, books: Books) -> Survey:
    """Both sides of the comparison. UnreadableReportError for what has far too many numbers."""
    edited = punctuated(edited)
    if sum(len(find_counts(one.text)) for one in edited.body) > _MOST_COUNTS:
        raise UnreadableReportError("文件里的数字多得不像一份年度报告。请只发报告正文")
    report = draft(
        books.entries, books.town, books.units, books.year,
        last_year=books.last_year, today=books.today, catalogue=books.catalogue,
    )  # fmt: skip
    ledger = _ledger(books, report)
    sections = sections_of(edited.body)
    seen = [one for some in _seen(edited, ledger, sections, books.catalogue) for one in some]
    return Survey(report, ledger, sections, tuple(seen), books.catalogue)


def punctuated(edited: Edited) -> Edited:
    """The report with Chinese punctuation, each character where it was."""
    return replace(edited, paragraphs=tuple(replace(one, text=plain(one.text)) for one in edited.paragraphs))


def _ledger(books: Books, report: Report) -> Ledger:
    totals = totals_of(books.entries, books.town, Period.of_year(books.year), books.catalogue)
    expected = {
        (span.kind, span.measure, span.period): span
        for block in report.blocks
        for span in block.spans
        if isinstance(span, FigureSpan)
    }
    villages = [unit for unit in books.units if unit.level is UnitLevel.VILLAGE]
    counted = [e for some in totals.entries.values() for e in some]
    settings = frozenset({Decimal(len(villages))})
    return Ledger(totals, counted, expected, books.vocabulary, settings, during=_during(books))


def _during(books: Books) -> Callable[[Period], Totals | None]:
    """The totals of any span of the year, and of the last where its ledger is whole; each added up once."""
    before = totals_of(books.last_year, books.town, Period.of_year(books.year - 1), books.catalogue)
    years = {books.year, books.year - 1} if comparable(before) else {books.year}
    entries = (*books.entries, *books.last_year)

    @cache
    def during(period: Period) -> Totals | None:
        known = period.on.year in years
        return totals_of(entries, books.town, period, books.catalogue) if known else None

    return during


def _seen(edited: Edited, ledger: Ledger, sections: Sections, catalogue: Catalogue) -> list[list[Seen]]:
    """The counts of each paragraph of the body."""
    return [
        look(one, ledger.vocabulary, sections.kinds(one.place, catalogue), ledger.totals)
        for one in edited.body
    ]
