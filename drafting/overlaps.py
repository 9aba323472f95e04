"""Counts that may contain one another: a month's beside single events, a running total beside months."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from drafting.report import Note, NoteType
from drafting.totals import Period, Totals
from drafting.wording import period_in_words
from storage.catalogue import Catalogue, Kind
from storage.records import Entry, UnitLevel

_EVENT = timedelta(days=7)  # what is longer is the count of a period
_MOST_ENTRIES = 30  # entry numbers that a note carries


@dataclass(slots=True)
class _Count:
    """A period's count: the entries that state it, and the others that it may contain, in ledger order."""

    kind: Kind
    period: Period
    entries: dict[str, Entry] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    measures: dict[str, None] = field(default_factory=dict)


def notes(totals: Totals, catalogue: Catalogue) -> Iterator[Note]:
    """A note for each period's count that other entries may be part of; the report sums them all."""
    for kind in catalogue.kinds.values():
        entries = totals.of(kind.name)
        if any(_is_period(entry) for entry in entries):
            counts: dict[tuple[Period, int], _Count] = {}
            for measure in kind.measures:
                if not measure.stock and measure.unit != "%":
                    _compare(kind, measure.name, entries, counts)
            yield from (_note(count) for count in counts.values() if count.others)


def _compare(
    kind: Kind, measure: str, entries: Sequence[Entry], counts: dict[tuple[Period, int], _Count]
) -> None:
    """Adds what one measure tells to the counts of the kind's periods."""
    said = [e for e in entries if any(f.measure == measure and f.value for f in e.figures)]
    events = [entry for entry in said if not _is_period(entry)]
    days = [entry.on for entry in events]
    periods = [entry for entry in said if _is_period(entry)]
    for entry in periods:
        period = Period(entry.on, entry.last_day)
        inside = events[bisect_left(days, period.on) : bisect_right(days, period.until)]
        # A village counts what is its own; a town-level unit may count anybody's.
        own = entry.unit.level is UnitLevel.VILLAGE
        found = [e.number for e in inside if not own or e.unit.id == entry.unit.id][:_MOST_ENTRIES]
        found += _nested(entry, periods)
        count = counts.setdefault((period, entry.unit.id), _Count(kind, period))
        count.entries[entry.number] = entry
        if found:
            count.others |= dict.fromkeys(found)
            count.measures[measure] = None


def _nested(entry: Entry, periods: Sequence[Entry]) -> list[str]:
    """Counts of shorter periods inside the entry's, and of the same one by the same unit."""
    found = []
    start = bisect_left(periods, entry.on, key=lambda other: other.on)
    end = bisect_right(periods, entry.last_day, key=lambda other: other.on)
    for other in periods[start:end]:
        if other.last_day > entry.last_day or other.id == entry.id:
            continue
        same_span = (other.on, other.last_day) == (entry.on, entry.last_day)
        same_unit = other.unit.id == entry.unit.id
        if same_unit or (not same_span and entry.unit.level is UnitLevel.TOWN):
            found.append(other.number)
        if len(found) >= _MOST_ENTRIES:
            break
    return found


def _note(count: _Count) -> Note:
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


def _is_period(entry: Entry) -> bool:
    return entry.last_day - entry.on > _EVENT
