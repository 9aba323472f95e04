"""An edited report held against the ledger: every count, every zero, and what any report must have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.audit.contradictions import inside
from drafting.audit.findings import Finding, FindingType, ordered
from drafting.audit.ledger import hold
from drafting.audit.seen import Seen
from drafting.audit.standing import standing
from drafting.audit.survey import Books, punctuated, survey
from drafting.audit.zeros import zeros
from drafting.edited import Edited

_MOST_REMOVED = 8


@dataclass(frozen=True, slots=True)
class Audit:
    """`findings`: worst first. `counts`: each with its status, in reading order. `empty`: no ledger."""

    year: int
    findings: tuple[Finding, ...]
    counts: tuple[tuple[Seen, str], ...]
    empty: bool = False

    def of(self, *types: FindingType) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.type in types)


def audit(edited: Edited, books: Books) -> Audit:
    """The audit of a report against the books of its year."""
    edited = punctuated(edited)
    base = survey(edited, books)
    ledger, sections, seen, catalogue = base.ledger, base.sections, base.seen, base.catalogue
    judged = [one for one in seen if one.bound or one.paragraph.place not in sections.plans]
    held, status = hold(judged, ledger)
    claims = [one for one in edited.body if one.place not in sections.plans]
    findings = [
        *held,
        *inside(judged, catalogue),
        *(zeros(claims, ledger, catalogue) if not ledger.empty else ()),
        *standing(edited, sections, books.year),
        *_removed(edited, seen),
    ]
    numbers = {one.place: place for place, one in enumerate(edited.body, start=1)}
    sifted = [
        replace(one, number=numbers.get(-1 if one.place is None else one.place, 0))
        for one in _sifted(findings)
    ]
    counts = tuple((one, status[place]) for place, one in enumerate(judged))
    return Audit(books.year, ordered(sifted), counts, ledger.empty)


def _sifted(findings: Sequence[Finding]) -> list[Finding]:
    """Without the weaker word on a place of which a stronger one speaks."""
    weak = {FindingType.UNLEDGERED, FindingType.CONFLICT}
    told = {(one.place, one.end) for one in findings if one.place is not None and one.type not in weak}
    kept = [one for one in findings if one.type not in weak or (one.place, one.end) not in told]
    first = {(one.type, one.place, one.end): one for one in reversed(kept) if one.place is not None}
    return [one for one in kept if one.place is None or first[one.type, one.place, one.end] is one]


def _removed(edited: Edited, seen: Sequence[Seen]) -> list[Finding]:
    """The figures that our draft had printed and that nothing in the report is any more."""
    kept = {one.key for one in seen if one.key}
    gone = [(key, words) for key, words in edited.printed.figures if key not in kept and key[2] is None]
    listed = [f"{kind}·{measure}{words}" for (kind, measure, _), words in gone]
    if not listed:
        return []
    more = f"等{len(listed)}个" if len(listed) > _MOST_REMOVED else ""
    text = f"初稿里的这些数删去了：{'、'.join(listed[:_MOST_REMOVED])}{more}"
    return [Finding(FindingType.REMOVED, text)]
