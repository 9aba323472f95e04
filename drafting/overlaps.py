"""Counts that may contain one another: a month's beside single events, a running total beside months."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from drafting.report import Note, NoteType
from drafting.totals import Period, Totals
from drafting.wording import period_in_words
from storage.catalogue import Catalogue, Kind
from storage.records import Entry, UnitLevel

_EVENT = timedelta(days=7)  # what is longer is the count of a period
_MOST_ENTRIES = 30  # entry numbers that a note carries

_Span = tuple[Period, int]  # a period and the unit that counted it


@dataclass(slots=True)
class _Said:
    """Who stated a measure: single events by day, and periods, each in the order of the ledger."""

    events: list[Entry] = field(default_factory=list)
    periods: dict[_Span, list[Entry]] = field(default_factory=dict)


@dataclass(slots=True)
class Overlap:
    """A period's count: the entries that state it, and the others that it may contain, in ledger order."""

    kind: Kind
    period: Period
    entries: dict[str, Entry] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    measures: dict[str, None] = field(default_factory=dict)


def overlaps(totals: Totals, catalogue: Catalogue) -> list[Overlap]:
    """Each period's count that other entries may be part of; the report sums them all."""
    found: list[Overlap] = []
    for kind in catalogue.kinds.values():
        counts: dict[_Span, Overlap] = {}
        for measure, said in _by_measure(kind, totals.of(kind.name)).items():
            _compare(kind, measure, said, counts)
        found += counts.values()
    return found


def _by_measure(kind: Kind, entries: Sequence[Entry]) -> dict[str, _Said]:
    said = {m.name: _Said() for m in kind.measures if not m.stock and m.unit != "%"}
    for entry in entries:
        long = entry.until is not None and entry.until - entry.on > _EVENT
        span = (Period(entry.on, entry.last_day), entry.unit.id) if long else None
        for figure in entry.figures:
            if figure.value and (stated := said.get(figure.measure)):
                (stated.periods.setdefault(span, []) if span else stated.events).append(entry)
    return said


def _compare(kind: Kind, measure: str, said: _Said, counts: dict[_Span, Overlap]) -> None:
    """Adds what one measure tells to the counts of the kind's periods."""
    days = [entry.on for entry in said.events]
    shorter = _nested(said)
    for (period, unit_id), entries in said.periods.items():
        inside = said.events[bisect_left(days, period.on) : bisect_right(days, period.until)]
        # A village counts what is its own; a town-level unit may count anybody's.
        own = entries[0].unit.level is UnitLevel.VILLAGE
        found = list(islice((e for e in inside if not own or e.unit.id == unit_id), _MOST_ENTRIES))
        for span in shorter[period]:
            if span[1] == unit_id or not own:
                found += said.periods[span][: _MOST_ENTRIES - len(found)]
        if found or len(entries) > 1:
            count = counts.setdefault((period, unit_id), Overlap(kind, period))
            count.entries |= {entry.number: entry for entry in entries[:_MOST_ENTRIES]}
            count.others |= dict.fromkeys(entry.number for entry in found)
            count.measures[measure] = None


def _nested(said: _Said) -> dict[Period, list[_Span]]:
    """For each period the counts of periods that lie within it."""
    spans: dict[Period, list[_Span]] = {}
    for span in said.periods:
        spans.setdefault(span[0], []).append(span)
    return {
        outer: [
            span
            for inner, those in spans.items()
            if inner != outer and outer.on <= inner.on and inner.until <= outer.until
            for span in those
        ]
        for outer in spans
    }


def note(count: Overlap) -> Note:
    """What the review says of it."""
    first = next(iter(count.entries.values()))
    others = [number for number in count.others if number not in count.entries]
    running = count.period.on.timetuple().tm_yday == 1 and count.period.until.month > 1
    when = period_in_words(count.period)
    who = f"{first.unit.name}{when}的合计数（{'、'.join(count.entries)}）"
    what = f"{count.kind.name}“{'”“'.join(count.measures)}”"
    if not others:
        text = f"{what}：{who}报了不止一次，都已计入，请核对有无重复"
        return Note(NoteType.OVERLAP, text, tuple(count.entries))
    more = "等" if len(others) >= _MOST_ENTRIES else ""
    text = f"{what}：{who}与同期另报的{'、'.join(others[:5])}{'等' if len(others) > 5 else more}都已计入，"
    text += "请核对是否为年初以来的累计数" if running else "请核对有无重复"
    kind = NoteType.RUNNING if running else NoteType.OVERLAP
    return Note(kind, text, (*count.entries, *others[:_MOST_ENTRIES]))
