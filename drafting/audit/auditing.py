"""An edited report held against the ledger: every count, every zero, and what any report must have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.audit.contradictions import inside
from drafting.audit.findings import Finding, FindingType, ordered
from drafting.audit.holding import hold
from drafting.audit.home import home
from drafting.audit.seen import NONE, Seen
from drafting.audit.standing import standing
from drafting.audit.survey import Books, Survey, punctuated, survey
from drafting.audit.zeros import denied, zeros
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
    compared = {
        (one.paragraph.place, one.span.start)
        for place, one in enumerate(judged)
        if one.span and status[place] == "unchanged"
    }
    findings = [
        *held,
        *inside(judged, catalogue),
        *(zeros(claims, ledger, catalogue) if not ledger.empty else ()),
        *(
            one
            for one in standing(edited, sections, books.year)
            # Another year's figure that the ledger has is a comparison, not a slip.
            if one.type is not FindingType.YEAR or (one.place, one.start) not in compared
        ),
        *home(edited.body, sections.frame, books.town),
        *_removed(edited, base),
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
    # A rate that the ledger has as it should have been computed: how it is computed says more.
    computed = {(one.place, one.end, one.ledger) for one in findings if one.type is FindingType.MISCOMPUTED}
    kept = [
        one
        for one in findings
        if (one.type not in weak or (one.place, one.end) not in told)
        and not (one.type is FindingType.CHANGED and (one.place, one.end, one.ledger) in computed)
    ]
    first = {(one.type, one.place, one.end): one for one in reversed(kept) if one.place is not None}
    return [one for one in kept if one.place is None or first[one.type, one.place, one.end] is one]


def _removed(edited: Edited, base: Survey) -> list[Finding]:
    """The figures that our draft had printed and that nothing in the report is any more."""
    kept = {one.of_year for one in base.seen if one.of_year}
    gone = [(key, words) for key, words in edited.printed.figures if key not in kept and key[2] is None]
    if any(words in NONE for _, words in gone):
        # One character that says zero easily loses its bookmark.
        zero = denied(edited.body, base.ledger, base.catalogue)
        gone = [(key, words) for key, words in gone if not (words in NONE and key[:2] in zero)]
    listed = [f"{kind}·{measure}{words}" for (kind, measure, _), words in gone]
    if not listed:
        return []
    more = f"等{len(listed)}个" if len(listed) > _MOST_REMOVED else ""
    text = f"初稿里的这些数删去了：{'、'.join(listed[:_MOST_REMOVED])}{more}"
    return [Finding(FindingType.REMOVED, text)]
