"""Entries for the tests, written shortly: said("普法活动", "05-04", "桃溪村", 活动=1, 资料="300+")."""

import calendar
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from storage.records import Entry, EntryState, Figure, Hedge, Town, Unit, UnitLevel

YEAR = 2031
TOWN = Town(1, "柳林镇", "柳林镇人民政府", "县委、县政府")
VILLAGES = ("桃溪村", "石桥村", "柳岸社区")
OFFICES = ("司法所", "党政办", "镇调委会", "执法队")
UNITS = tuple(
    Unit(number, 1, name, UnitLevel.VILLAGE if name in VILLAGES else UnitLevel.TOWN)
    for number, name in enumerate(VILLAGES + OFFICES, 1)
)
_BY_NAME = {unit.name: unit for unit in UNITS}
_COUNTER = count(1)


def figure(measure: str, value: object) -> Figure:
    """300 is exact, "300+" at least, "~300" about."""
    text = str(value)
    hedge = Hedge.AT_LEAST if text.endswith("+") else Hedge.ABOUT if text.startswith("~") else Hedge.EXACT
    return Figure(measure, Decimal(text.strip("+~")), hedge)


def said(
    kind: str,
    when: str,
    unit: str = "司法所",
    text: str = "",
    *,
    place: str | None = None,
    state: EntryState = EntryState.RECORDED,
    year: int = YEAR,
    **figures: object,
) -> Entry:
    """An entry of "05-04", of "05-04/05-09", or of the whole month "05"; later calls are later messages."""
    number = next(_COUNTER)
    on, until = span(when, year)
    sent = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(seconds=number)
    counted = tuple(figure(measure, value) for measure, value in figures.items())
    return Entry(
        number, 1, f"{on.year}-{number}", kind, on, until, place, counted, {}, text or f"{kind}做了", "",
        _BY_NAME[unit], 1, "王芳", sent, state,
    )  # fmt: skip


def span(when: str, year: int = YEAR) -> tuple[date, date | None]:
    if len(when) == 2:
        month = int(when)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    first, _, last = when.partition("/")
    return _day(first, year), _day(last, year) if last else None


def zero_months(kind: str, measure: str, months: Iterable[int], unit: str = "司法所") -> list[Entry]:
    """A zero of the measure for each month."""
    return [said(kind, f"{month:02}", unit, **{measure: 0}) for month in months]


def _day(text: str, year: int) -> date:
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(year, *parts)
