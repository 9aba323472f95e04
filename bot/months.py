"""A unit's month: open, reported, reported as nothing, or closed; and whether it came in time. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from drafting.totals import Period
from storage.catalogue import Catalogue, Measure
from storage.months import Closing
from storage.records import Entry, Member, Role, Town, Unit, UnitLevel

_LABELS = {
    "规范性文件.制定": "新制定规范性文件",
    "行政处罚.案件": "行政处罚",
    "行政复议诉讼.复议": "行政复议",
    "行政复议诉讼.诉讼": "行政诉讼",
    "行政复议诉讼.败诉": "行政败诉",
    "信访.积案": "信访积案",
    "社区矫正.脱管": "脱管漏管",
    "执纪监督.违规干预": "违规干预司法",
}
FALLBACK = "司法所"  # answers for a zero where the catalogue's units are none of the town's


class MonthState(StrEnum):
    OPEN = "未报"
    REPORTED = "已报"
    ZERO = "零报告"


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """`at`: when its first report of the month was recorded, None where there is none. `late`: after the
    deadline. `closed`: its figures are final.
    """

    unit: Unit
    state: MonthState
    at: datetime | None = None
    late: bool = False
    closed: bool = False


def reporting(units: Iterable[Unit], members: Iterable[Member]) -> list[Unit]:
    """The units that somebody can report for: one without people, or with readers alone, is not silent."""
    able = {member.unit.id for member in members if member.active and member.role is not Role.VIEWER}
    return [unit for unit in units if unit.id in able]


def month_number(day: date) -> int:
    """202306."""
    return day.year * 100 + day.month


def deadline(month: Period, report_day: int, zone: ZoneInfo) -> datetime:
    """When a month's reports begin to be late: the end of that day of the next month."""
    following = month.until + timedelta(days=1)
    return datetime.combine(following.replace(day=report_day) + timedelta(days=1), time(), zone)


def is_late(entry: Entry, report_day: int, zone: ZoneInfo) -> bool:
    """Whether an entry was recorded after the deadline of the month of its last day."""
    month = Period.of_month(entry.last_day.year, entry.last_day.month)
    return entry.recorded_at is not None and entry.recorded_at >= deadline(month, report_day, zone)


def touching(entries: Iterable[Entry], month: Period) -> list[Entry]:
    """The entries whose days touch the month."""
    return [one for one in entries if one.on <= month.until and one.last_day >= month.on]


def unit_months(
    units: Sequence[Unit],
    month: Period,
    entries: Iterable[Entry],
    zeros: Mapping[tuple[int, int], datetime],
    closings: Iterable[Closing],
    due: datetime,
) -> list[UnitMonth]:
    """The month of each unit. `entries`: those that count; `zeros`: when (unit id, 202306) was said to be
    nothing; `due`: the deadline.
    """
    closed = any(closing.holds(month.on) for closing in closings)
    own: dict[int, list[Entry]] = {}
    for entry in touching(entries, month):
        own.setdefault(entry.unit.id, []).append(entry)
    return [
        _unit_month(unit, own.get(unit.id, []), zeros.get((unit.id, month_number(month.on))), closed, due)
        for unit in units
    ]


def _unit_month(
    unit: Unit, entries: Sequence[Entry], zero: datetime | None, closed: bool, due: datetime
) -> UnitMonth:
    told = [entry.recorded_at or entry.sent_at for entry in entries] + ([zero] if zero else [])
    if not told:
        return UnitMonth(unit, MonthState.OPEN, None, False, closed)
    nothing = all(entry.figures and not any(f.value for f in entry.figures) for entry in entries)
    state = MonthState.ZERO if nothing else MonthState.REPORTED
    return UnitMonth(unit, state, min(told), min(told) >= due, closed)


@dataclass(frozen=True, slots=True)
class ZeroMeasure:
    """A measure whose zero has to be said, by kind and name."""

    kind: str
    measure: str

    @property
    def name(self) -> str:
        """As settings name it: 行政处罚.案件."""
        return f"{self.kind}.{self.measure}"


def unsaid_zeros(
    month: Period, entries: Iterable[Entry], catalogue: Catalogue, units: AbstractSet[str] = frozenset()
) -> list[ZeroMeasure]:
    """The zero-able measures of which the month has neither a count nor a zero that covers it.

    `units`: names of the units whose zeros stand for the town; empty: any town-level unit.
    """
    said: set[ZeroMeasure] = set()
    for entry in touching(entries, month):
        answers = entry.unit.name in units if units else entry.unit.level is UnitLevel.TOWN
        covers = entry.on <= month.on and month.until <= entry.last_day
        for figure in entry.figures:
            if figure.value > 0 or (answers and covers):
                said.add(ZeroMeasure(entry.kind, figure.measure))
    return [one for one, _ in zero_measures(catalogue) if one not in said]


def answering(town: Town) -> frozenset[str]:
    """The names of the units whose zeros stand for the town; empty: any town-level unit."""
    setting = town.settings.get("answering_units")
    return frozenset(map(str, setting)) if isinstance(setting, list | tuple) else frozenset()


def zero_label(one: ZeroMeasure) -> str:
    """What a measure is called alone: 行政处罚, not 案件."""
    return _LABELS.get(one.name, one.measure)


def zero_measures(catalogue: Catalogue) -> list[tuple[ZeroMeasure, Measure]]:
    """All that may be zero, in the catalogue's order."""
    return [
        (ZeroMeasure(kind.name, measure.name), measure)
        for kind in catalogue.kinds.values()
        for measure in kind.measures
        if measure.zero
    ]


def answering_unit(
    one: ZeroMeasure, town: Town, units: Sequence[Unit], chosen: Mapping[str, str], catalogue: Catalogue
) -> Unit | None:
    """The unit that is asked for a zero: the town's choice, else the catalogue's, else 司法所, else the first
    town-level unit.
    """
    wanted = chosen.get(one.name)
    if found := next((unit for unit in units if unit.name == wanted), None):
        return found
    allowed = answering(town)
    own = [unit for unit in units if unit.level is UnitLevel.TOWN and (not allowed or unit.name in allowed)]
    words = (*catalogue.kind(one.kind).measure(one.measure).answers, FALLBACK)
    fitting = (unit for word in words for unit in own if word in unit.name)
    return next(fitting, own[0] if own else None)
