"""What a person should look at before the report is filed: the review's notes, most pressing first."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from drafting.overlaps import note as overlap_note
from drafting.overlaps import overlaps
from drafting.phrases import bundled
from drafting.privacy import masked
from drafting.report import Note, NoteType
from drafting.totals import Totals
from drafting.wording import plain
from storage.catalogue import Catalogue, Measure
from storage.records import Entry, EntryState, UnitLevel

_MOST = 100  # notes of one type; the rest is counted
_MOST_ENTRIES = 30
_TWICE = ("duplicate", "total")  # questions on what may be counted twice


def notes(totals: Totals, catalogue: Catalogue, all_entries: Iterable[Entry] = ()) -> tuple[Note, ...]:
    """The points of the review. `all_entries`: also those of other years, for what straddles."""
    found = (
        (NoteType.PENDING, _pending(totals)),
        (NoteType.PART, _parts(totals)),
        (NoteType.FOOTING, _footings(totals)),
        (NoteType.RATE, _rates(totals, catalogue)),
        (NoteType.SPREAD, _standing(totals, catalogue)),
        (NoteType.STRADDLE, _straddling(totals, all_entries)),
    )
    listed = [note for kind, some in found for note in _limited(kind, list(some))]
    doubled = [one for one in overlaps(totals, catalogue) if not _asked(one.entries.values())]
    listed += [overlap_note(one) for one in doubled[:_MOST]]
    return (*listed, *_rest(NoteType.OVERLAP, len(doubled)))


def _limited(kind: NoteType, some: Sequence[Note]) -> list[Note]:
    return [*some[:_MOST], *_rest(kind, len(some))]


def _rest(kind: NoteType, count: int) -> list[Note]:
    return [Note(kind, f"同类情况另有{count - _MOST}条，请在台账中查看")] if count > _MOST else []


def _pending(totals: Totals) -> Iterator[Note]:
    for entries in totals.entries.values():
        for entry in entries:
            if entry.state is EntryState.PENDING:
                why = "；".join(doubt.reason for doubt in entry.doubts) or "尚未确认"
                text = f"{entry.number} {entry.kind}待确认：{masked(why)}"
                yield Note(NoteType.PENDING, text, (entry.number,))


def _asked(entries: Iterable[Entry]) -> bool:
    """Whether each of them waits for an answer on just that: what it may hold twice."""
    return all(any(doubt.part in _TWICE for doubt in entry.doubts) for entry in entries)


def _parts(totals: Totals) -> Iterator[Note]:
    for (kind, name), whole_name in bundled().parts.items():
        part, whole = totals.get(kind, name), totals.get(kind, whole_name)
        if part and whole and part.value > whole.value:
            compared = f"“{name}”{plain(part.value)}大于“{whole_name}”{plain(whole.value)}"
            text = f"{kind}{compared}，请核对"
            yield Note(NoteType.PART, text, part.numbers[:_MOST_ENTRIES])


def _footings(totals: Totals) -> Iterator[Note]:
    for (kind, name), part_names in bundled().footings.items():
        whole, parts = totals.get(kind, name), [totals.get(kind, part) for part in part_names]
        known = [part for part in parts if part is not None]
        if whole is None or len(known) < len(parts) or whole.approx or any(part.approx for part in known):
            continue
        added = sum((part.value for part in known), Decimal(0))
        if added != whole.value:
            text = f"{kind}{'、'.join(part_names)}相加得{plain(added)}，不等于“{name}”{plain(whole.value)}"
            yield Note(NoteType.FOOTING, text, whole.numbers[:_MOST_ENTRIES])


def _rates(totals: Totals, catalogue: Catalogue) -> Iterator[Note]:
    """Typed rates that differ from the two figures they belong to, and percentages that disagree."""
    for kind in catalogue.kinds.values():
        rates = [measure for measure in kind.measures if measure.rate]
        for entry in totals.of(kind.name) if rates else ():
            yield from (note for rate in rates if (note := _typed_rate(entry, rate)))
    for item in totals.unknown:
        if item.entries and catalogue.kind(item.kind).measure(item.measure).unit == "%":
            numbers = tuple(entry.number for entry in item.entries[:_MOST_ENTRIES])
            yield Note(NoteType.RATE, f"{item.kind}“{item.measure}”{item.reason}", numbers)


def _typed_rate(entry: Entry, rate: Measure) -> Note | None:
    assert rate.rate is not None
    said = {figure.measure: figure.value for figure in entry.figures}
    typed, part, whole = said.get(rate.name), said.get(rate.rate[0]), said.get(rate.rate[1])
    if typed is None or part is None or not whole:
        return None
    computed = (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if typed.quantize(Decimal("0.1"), ROUND_HALF_UP) == computed:
        return None
    basis = f"按{plain(part)}/{plain(whole)}核算为{plain(computed)}%"
    return Note(NoteType.RATE, f"{entry.number} 填报的{rate.name}为{plain(typed)}%，{basis}", (entry.number,))


def _standing(totals: Totals, catalogue: Catalogue) -> Iterator[Note]:
    """Standing numbers: villages that do not add up to the town's, and what came down to zero."""
    for kind in catalogue.kinds.values():
        for measure in (measure for measure in kind.measures if measure.stock):
            villages: dict[int, tuple[Entry, Decimal]] = {}
            town: tuple[Entry, Decimal] | None = None
            entries = sorted(totals.of(kind.name), key=lambda e: (e.last_day, e.sent_at, e.id))
            said = [(e, f.value) for e in entries for f in e.figures if f.measure == measure.name]
            for entry, value in said:
                if entry.unit.level is UnitLevel.VILLAGE:
                    villages[entry.unit.id] = entry, value
                else:
                    town = entry, value
            added = sum((value for _, value in villages.values()), Decimal(0))
            name = f"{kind.name}“{measure.name}”"
            if town and villages and added > town[1]:
                text = f"{name}镇级报{plain(town[1])}，各村居最近填报相加为{plain(added)}，以镇级为准，请核对"
                yield Note(NoteType.SPREAD, text, (town[0].number,))
            printed = totals.get(kind.name, measure.name)
            if said and printed is None and any(value for _, value in said):
                text = f"{name}年内曾有数，最近一次为零，未写入正文，请核对"
                yield Note(NoteType.SPREAD, text, tuple(entry.number for entry, _ in said[-_MOST_ENTRIES:]))


def _straddling(totals: Totals, all_entries: Iterable[Entry]) -> Iterator[Note]:
    """Entries that begin in one year and end in another: each belongs to the year of its first day."""
    period = totals.period
    for entry in all_entries:
        if entry.state is EntryState.WITHDRAWN or entry.until is None:
            continue
        if entry.on < period.on <= entry.until or entry.on <= period.until < entry.until:
            where = "计入本年" if period.holds(entry.on) else "未计入本年"
            text = f"{entry.number} {entry.kind}从{entry.on}到{entry.until}跨年，{where}，请核对"
            yield Note(NoteType.STRADDLE, text, (entry.number,))
