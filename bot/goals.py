"""A year's targets, of the town or of a unit, and how far along they are, with lights. Pure.

The town's setting `targets` holds them: [{"kind", "measure", "value", "year", "unit"}].
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from drafting.tally import tally
from drafting.totals import Period
from storage.catalogue import Catalogue
from storage.records import Entry, Town

GREEN_FROM, YELLOW_FROM = Decimal("0.9"), Decimal("0.6")  # of what the time that has passed lets expect


class Light(StrEnum):
    GREEN = "绿灯"
    YELLOW = "黄灯"
    RED = "红灯"

    @property
    def mark(self) -> str:
        return {"绿灯": "🟢", "黄灯": "🟡", "红灯": "🔴"}[self.value]


@dataclass(frozen=True, slots=True)
class Goal:
    """`year` None: every year. `unit` None: the whole town; else the unit's name."""

    kind: str
    measure: str
    value: Decimal
    year: int | None = None
    unit: str | None = None

    def row(self) -> dict[str, object]:
        """As settings keep it."""
        row: dict[str, object] = {"kind": self.kind, "measure": self.measure, "value": str(self.value)}
        if self.year is not None:
            row["year"] = self.year
        if self.unit is not None:
            row["unit"] = self.unit
        return row

    def same(self, other: "Goal") -> bool:
        """Whether both are about the same count."""
        mine = (self.kind, self.measure, self.year, self.unit)
        return mine == (other.kind, other.measure, other.year, other.unit)


@dataclass(frozen=True, slots=True)
class Progress:
    """`share`: of the year that has passed, 0 to 1."""

    goal: Goal
    value: Decimal
    unit: str
    share: Decimal

    @property
    def light(self) -> Light:
        """Green from nine tenths of what is to be expected by now, yellow from six tenths."""
        wanted = self.goal.value * self.share
        if self.value >= self.goal.value or self.value >= wanted * (
            GREEN_FROM if self.share < 1 else Decimal(1)
        ):
            return Light.GREEN
        return Light.YELLOW if self.value >= wanted * YELLOW_FROM else Light.RED

    @property
    def percent(self) -> int:
        """How much of the target is done, in whole percent, rounded down."""
        return int(100 * self.value / self.goal.value) if self.goal.value else 100


def goals(town: Town, year: int) -> list[Goal]:
    """The targets that hold for a year, in the order in which they were set."""
    return [goal for goal in all_goals(town) if goal.year in (None, year)]


def all_goals(town: Town) -> list[Goal]:
    """All targets of the setting, {"普法活动.活动": 20} too; rows that make no sense are passed over."""
    setting = town.settings.get("targets")
    rows: list[object] = list(setting) if isinstance(setting, list | tuple) else []
    if isinstance(setting, Mapping):
        parts = [(str(name).partition("."), value) for name, value in setting.items()]
        rows = [{"kind": kind, "measure": measure, "value": value} for (kind, _, measure), value in parts]
    return [goal for row in rows if isinstance(row, Mapping) and (goal := _goal(row))]


def _goal(row: Mapping[object, object]) -> Goal | None:
    try:
        value = Decimal(str(row.get("value")))
    except InvalidOperation:
        return None
    year, unit = row.get("year"), row.get("unit")
    if not value.is_finite() or value <= 0 or not row.get("kind") or not row.get("measure"):
        return None
    return Goal(
        str(row["kind"]),
        str(row["measure"]),
        value,
        year if isinstance(year, int) else None,
        str(unit) if unit else None,
    )


def progress(
    wanted: Iterable[Goal], entries: Iterable[Entry], catalogue: Catalogue, year: int, today: date
) -> list[Progress]:
    """How far each target is, by the year's entries up to `today`."""
    of_year = [one for one in entries if one.on.year == year and one.on <= today]
    period, share = Period.of_year(year), _share(year, today)
    found = []
    for goal in wanted:
        if goal.kind not in catalogue.kinds or not catalogue.kind(goal.kind).has(goal.measure):
            continue
        own = [one for one in of_year if goal.unit in (None, one.unit.name)]
        total = tally(own, catalogue, period).get(goal.kind, goal.measure)
        measure = catalogue.kind(goal.kind).measure(goal.measure)
        found.append(Progress(goal, total.value if total else Decimal(0), measure.unit, share))
    return found


def _share(year: int, today: date) -> Decimal:
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    passed = (today - date(year, 1, 1)).days + 1
    return Decimal(min(max(passed, 0), days)) / days


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def line(one: Progress) -> str:
    """🟡 普法活动 活动：23/40场次（57%），黄灯."""
    whose = f"{one.goal.unit} " if one.goal.unit else ""
    done = f"{plain(one.value)}/{plain(one.goal.value)}{one.unit}（{one.percent}%）"
    return f"{one.light.mark} {whose}{one.goal.kind} {one.goal.measure}：{done}，{one.light.value}"
