"""A town's own days in the calendar: kept in its setting `calendar`, read as fixtures. Pure.

A row: {"id": 1, "name": "县里普法检查", "on": "10-20", "until": "10-22", "year": 2025}; no year: every year.
"""

from collections.abc import Mapping
from datetime import date

from bot.reminders.calendar import DEFAULT_TIME, TOWN, Fixture
from storage.records import Town

BEFORE = 3  # days


def own_fixtures(town: Town) -> tuple[Fixture, ...]:
    """What the town has added, in its order; rows that make no sense are passed over."""
    setting = town.settings.get("calendar")
    rows = setting if isinstance(setting, list | tuple) else ()
    return tuple(found for row in rows if isinstance(row, Mapping) and (found := _fixture(row)))


def own_id(fixture: Fixture) -> int | None:
    """The number of a town's own day; None for one of the program's."""
    kind, _, number = fixture.id.partition(":")
    return int(number) if kind == "own" and number.isdigit() else None


def _fixture(row: Mapping[object, object]) -> Fixture | None:
    year, name, number = row.get("year"), row.get("name"), row.get("id")
    first = _month_day(row.get("on"))
    last = _month_day(row.get("until")) or first
    if not isinstance(name, str) or not isinstance(number, int) or first is None or last is None:
        return None
    once = isinstance(year, int)
    when = f"{first[0]}月{first[1]}日" + (f"至{last[0]}月{last[1]}日" if last != first else "")
    return Fixture(
        id=f"own:{number}",
        name=name,
        first=first,
        last=last,
        before=BEFORE,
        at=DEFAULT_TIME,
        to=TOWN,
        text=f"{when}：{_literal(name)}，请提前准备。",
        reason=f"镇里自己加的日子：{when}{name}",
        source="本镇添加",
        first_year=year if isinstance(year, int) else 0,
        last_year=year if once and isinstance(year, int) else 9999,
    )


def _month_day(value: object) -> tuple[int, int] | None:
    try:
        day = date.fromisoformat(f"2024-{value}")
    except ValueError:
        return None
    return day.month, day.day


def _literal(text: str) -> str:
    """Braces in a name are no placeholders."""
    return text.replace("{", "{{").replace("}", "}}")
