"""What a picture shows of a month or a year: months, kinds, units and targets with their lights."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import goals, tallies
from bot.goals import Progress
from bot.months import reporting
from drafting.totals import Period
from drafting.wording import word
from storage.records import Entry, Town
from storage.work import Work

MOST_KINDS, MOST_UNITS = 10, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """`note`: what stands behind it. `strong`: the month at hand."""

    name: str
    value: int
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    title: str
    subtitle: str
    months: Sequence[Bar]
    kinds: Sequence[Bar]
    units: Sequence[Bar]
    lights: Sequence[Progress]


def gather(work: Work, town: Town, period: Period, today: date) -> Board:
    year = period.on.year
    whole = len(period.months()) == 12
    inside = tallies.inside_of(work, town, period)
    of_year = inside if whole else tallies.inside_of(work, town, Period.of_year(year))
    pending = sum(bool(one.doubts) for one in inside)
    name = f"{year}年" if whole else f"{year}年{period.on.month}月"
    notes = [f"共{len(inside)}条", *([f"{pending}条待确认"] if pending else []), f"截至{today:%Y-%m-%d}"]
    progress = goals.progress(
        goals.goals(town, year), of_year, work.catalogue, year, min(today, period.until)
    )
    return Board(
        title=f"{town.name}{name}台账",
        subtitle="　".join(notes),
        months=_months(of_year, year, None if whole else period.on.month),
        kinds=_kinds(work, town, inside, period),
        units=_units(work, town, inside),
        lights=progress,
    )


def _months(entries: Sequence[Entry], year: int, now: int | None) -> list[Bar]:
    counts = Counter(one.on.month for one in entries if one.on.year == year)
    return [Bar(f"{month}月", counts[month], strong=month == now) for month in range(1, 13)]


def _kinds(work: Work, town: Town, inside: Sequence[Entry], period: Period) -> list[Bar]:
    """By the number of entries, each with its main figure."""
    totals = tallies.of_entries(work, town, inside, period)
    bars = []
    for kind, entries in totals.entries.items():
        main = next((one for one in totals if one.kind == kind), None)
        bars.append(Bar(kind, len(entries), f"{main.measure}{word(main)}" if main else ""))
    return sorted(bars, key=lambda bar: -bar.value)[:MOST_KINDS]


def _units(work: Work, town: Town, inside: Sequence[Entry]) -> list[Bar]:
    counts = Counter(one.unit.name for one in inside)
    units = work.members.units(town.id)
    able = reporting(units, work.members.members(town.id))
    bars = [Bar(unit.name, counts[unit.name]) for unit in units if unit in able or counts[unit.name]]
    return sorted(bars, key=lambda bar: -bar.value)[:MOST_UNITS]
