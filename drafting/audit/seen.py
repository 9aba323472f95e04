"""The counts of a report with what each is: bound by a bookmark or comment, or known by its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.audit.counts import Count, find_counts
from drafting.audit.matching import Matched, match
from drafting.audit.spans import Span, span_of
from drafting.audit.vocabulary import Vocabulary
from drafting.binding import Key
from drafting.edited import Mark, Paragraph
from drafting.totals import Total, Totals

NONE = ("无", "没有", "未发生", "零", "未")
_RIVAL = 1.5
_LEDGER_SURE = 9.5


@dataclass(frozen=True, slots=True)
class Seen:
    """A count of a paragraph. `key`: the figure that it is, None where that is not known; `bound`: by what.

    `likely`: figures that it may be, best first. `count` is None for a zero in words (无).
    `span`: the time that it speaks of, where that is not the year and nothing binds it.
    """

    paragraph: Paragraph
    start: int
    end: int
    count: Count | None
    key: Key | None = None
    bound: Mark | None = None
    likely: tuple[tuple[str, str], ...] = ()
    matched: Matched | None = None
    span: Span | None = None

    @property
    def of_year(self) -> Key | None:
        """The figure of the whole year that it is, or None."""
        return self.key if self.span is None else None

    @property
    def words(self) -> str:
        return self.paragraph.text[self.start : self.end]


def look(
    paragraph: Paragraph, vocabulary: Vocabulary, topics: Mapping[str, float], totals: Totals
) -> list[Seen]:
    """The counts of a paragraph in its order; the ledger's totals help where words leave it open."""
    counts = find_counts(paragraph.text)
    matches = match(paragraph.text, counts, vocabulary, topics)
    bound: dict[int, Mark] = {}
    spare: list[Seen] = []
    for mark in paragraph.marks:
        place = _overlapping(counts, mark, bound)
        if place is not None:
            bound[place] = mark
        elif one := _lone(paragraph, mark):
            spare.append(one)
    seen = [
        _seen(paragraph, matched, bound.get(place), totals)
        for place, matched in enumerate(matches)
        if not any(one.start <= matched.count.start < one.end for one in spare)
    ]
    return sorted([*seen, *spare], key=lambda one: one.start)


def _overlapping(counts: Sequence[Count], mark: Mark, taken: Mapping[int, Mark]) -> int | None:
    """The count that a mark stands on or touches; what typed over a bookmark's edge left it beside."""
    best: tuple[int, int] | None = None
    for place, count in enumerate(counts):
        shared = min(count.end, mark.end) - max(count.start, mark.start)
        if place not in taken and shared >= 0 and (best is None or shared > best[0]):
            best = shared, place
    return best[1] if best else None


def _lone(paragraph: Paragraph, mark: Mark) -> Seen | None:
    """A zero in words, or a count that reads as none where it stands (上年198件)."""
    text = paragraph.text
    for word in NONE:
        if text.startswith(word, mark.start) or text[mark.start : mark.end].strip() == word:
            at = text.index(word, mark.start)
            return Seen(paragraph, at, at + len(word), None, mark.key, mark)
    for count in find_counts(" " * mark.start + text[mark.start : mark.end + 2]):
        if count.start < mark.end:
            return Seen(paragraph, count.start, count.end, count, mark.key, mark)
    return None


def _seen(paragraph: Paragraph, matched: Matched, mark: Mark | None, totals: Totals) -> Seen:
    count = matched.count
    likely = tuple((one.kind, one.measure) for one in matched.candidates)
    key: Key | None = mark.key if mark else None
    if key is None and (known := _known(matched, totals)):
        key = (*known, None)
    year = totals.period.on.year
    span = None if mark else span_of(paragraph.text, matched.sentence[0], count.start, year)
    return Seen(paragraph, count.start, count.end, count, key, mark, likely, matched, span)


def _known(matched: Matched, totals: Totals) -> tuple[str, str] | None:
    """What an unbound count is: by its words alone, or by them among what the ledger has."""
    if matched.best:
        return matched.best.kind, matched.best.measure
    have = [one for one in matched.candidates if _total(one.kind, one.measure, totals)]
    if have and have[0].word and have[0].score >= _LEDGER_SURE:
        top = matched.candidates[0].score
        lone = len(have) == 1 or have[0].score - have[1].score >= _RIVAL
        if lone and top - have[0].score < _RIVAL:
            return have[0].kind, have[0].measure
    return None


def _total(kind: str, measure: str, totals: Totals) -> Total | None:
    total = totals.get(kind, measure)
    return total if total and total.value else None
