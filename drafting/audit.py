"""An edited report held against the ledger: every count, every zero, and what any report must have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from drafting.audit_inside import inside
from drafting.audit_ledger import Ledger, hold
from drafting.audit_sections import Sections, sections_of
from drafting.audit_seen import Seen, look
from drafting.audit_standing import standing
from drafting.audit_zeros import zeros
from drafting.draft import draft, totals_of
from drafting.edited import Edited
from drafting.errors import UnreadableReportError
from drafting.findings import Finding, FindingType, ordered
from drafting.report_counts import find_counts
from drafting.report import FigureSpan, Report
from drafting.totals import Period
from drafting.vocabulary import Vocabulary, vocabulary
from storage.catalogue import Catalogue, bundled
from storage.records import Entry, Town, Unit, UnitLevel

_MOST_REMOVED = 8
_MOST_COUNTS = 3_000  # a long report has three hundred


@dataclass(frozen=True, slots=True)
class Audit:
    """`findings`: worst first. `counts`: each with its status, in reading order. `empty`: no ledger."""

    year: int
    findings: tuple[Finding, ...]
    counts: tuple[tuple[Seen, str], ...]
    empty: bool = False

    def of(self, *types: FindingType) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.type in types)


def audit(
    edited: Edited,
    entries: Iterable[Entry],
    town: Town,
    units: Sequence[Unit],
    year: int,
    *,
    last_year: Iterable[Entry] = (),
    today: date | None = None,
    words: Vocabulary | None = None,
    catalogue: Catalogue | None = None,
) -> Audit:
    """The audit of a report of `year`. `words`: the field's vocabulary, where the caller knows more of it."""
    catalogue = catalogue or bundled()
    entries = tuple(entries)
    report = draft(entries, town, units, year, last_year=last_year, today=today, catalogue=catalogue)
    ledger = _ledger(entries, town, units, year, report, words or vocabulary(catalogue), catalogue)
    sections = sections_of(edited.body)
    if sum(len(find_counts(one.text)) for one in edited.body) > _MOST_COUNTS:
        raise UnreadableReportError("文件里的数字多得不像一份年度报告。请只发报告正文")
    seen = [one for some in _seen(edited, ledger, sections, catalogue) for one in some]
    judged = [one for one in seen if one.bound or one.paragraph.place not in sections.plans]
    held, status = hold(judged, ledger)
    claims = [one for one in edited.body if one.place not in sections.plans]
    findings = [
        *held,
        *inside(judged, catalogue),
        *(zeros(claims, ledger, catalogue) if not ledger.empty else ()),
        *standing(edited, sections, year),
        *_removed(edited, seen, ledger),
    ]
    numbers = {one.place: place for place, one in enumerate(edited.body, start=1)}
    findings = [
        replace(one, number=numbers.get(-1 if one.place is None else one.place, 0))
        for one in _sifted(findings)
    ]
    counts = tuple((one, status[place]) for place, one in enumerate(judged))
    return Audit(year, ordered(findings), counts, ledger.empty)


def _ledger(
    entries: tuple[Entry, ...],
    town: Town,
    units: Sequence[Unit],
    year: int,
    report: Report,
    words: Vocabulary,
    catalogue: Catalogue,
) -> Ledger:
    totals = totals_of(entries, town, Period.of_year(year), catalogue)
    expected = {
        (span.kind, span.measure, span.period): span
        for block in report.blocks
        for span in block.spans
        if isinstance(span, FigureSpan)
    }
    villages = [unit for unit in units if unit.level is UnitLevel.VILLAGE]
    counted = [e for some in totals.entries.values() for e in some]
    return Ledger(totals, counted, expected, words, frozenset({Decimal(len(villages))}))


def _seen(edited: Edited, ledger: Ledger, sections: Sections, catalogue: Catalogue) -> list[list[Seen]]:
    """The counts of each paragraph of the body."""
    return [
        look(one, ledger.vocabulary, sections.kinds(one.place, catalogue), ledger.totals)
        for one in edited.body
    ]


def _sifted(findings: Sequence[Finding]) -> list[Finding]:
    """Without the weaker word on a place of which a stronger one speaks."""
    weak = {FindingType.UNLEDGERED, FindingType.CONFLICT}
    told = {(one.place, one.end) for one in findings if one.place is not None and one.type not in weak}
    kept = [one for one in findings if one.type not in weak or (one.place, one.end) not in told]
    first = {(one.type, one.place, one.end): one for one in reversed(kept) if one.place is not None}
    return [one for one in kept if one.place is None or first[one.type, one.place, one.end] is one]


def _removed(edited: Edited, seen: Sequence[Seen], ledger: Ledger) -> list[Finding]:
    """The figures that our draft had printed and that nothing in the report is any more."""
    kept = {one.key for one in seen if one.key}
    gone = [(key, words) for key, words in edited.printed.figures if key not in kept and key[2] is None]
    listed = [f"{kind}·{measure}{words}" for (kind, measure, _), words in gone]
    if not listed:
        return []
    more = f"等{len(listed)}个" if len(listed) > _MOST_REMOVED else ""
    text = f"初稿里的这些数删去了：{'、'.join(listed[:_MOST_REMOVED])}{more}"
    return [Finding(FindingType.REMOVED, text)]
