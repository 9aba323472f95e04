"""Figures that add up: what two counts share, what entries come to, what is left without the parts.

Pure.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from storage.catalogue import bundled
from storage.errors import InvalidValueError
from storage.records import Entry, EntryDraft, Figure

LEAST_TOTAL = 2  # a count of one is an event, whatever time it is told of


def counts_several(period: Entry, measure: str) -> bool:
    """Whether the period's figure counts several events: one act over a vague time is no total."""
    return total([period], measure) >= LEAST_TOTAL


def shared(draft: EntryDraft, others: Sequence[Entry]) -> list[str]:
    """Measures that both count up: no standing numbers, no rates, no zeros."""
    theirs = {figure.measure for one in others for figure in one.figures if figure.value > 0}
    return [
        one.measure
        for one in draft.figures
        if one.value > 0 and one.measure in theirs and adds_up(draft.kind, one)
    ]


def adds_up(kind: str, figure: Figure) -> bool:
    try:
        measure = bundled().kind(kind).measure(figure.measure)
    except InvalidValueError:
        return False
    return not measure.stock and measure.unit != "%"


def main_measure(draft: EntryDraft, others: Sequence[Entry]) -> str:
    """The measure to speak of: the kind's primary where both have it."""
    measures = shared(draft, others)
    primary = bundled().kind(draft.kind).primary
    return primary if primary in measures else measures[0]


def total(entries: Iterable[Entry], measure: str) -> Decimal:
    """What the entries' figures of a measure add up to."""
    return sum(
        (one.value for entry in entries for one in entry.figures if one.measure == measure), Decimal(0)
    )


def rest(figures: Iterable[Figure], parts: Sequence[Entry], kind: str) -> tuple[list[Figure], list[str]]:
    """A period's figures without its parts: what is left, and the measures with nothing left."""
    left, gone = [], []
    for figure in figures:
        had = total(parts, figure.measure)
        if not had or not adds_up(kind, figure):
            continue
        if figure.value > had:
            left.append(Figure(figure.measure, figure.value - had, figure.hedge, False, figure.words))
        else:
            gone.append(figure.measure)
    return left, gone
