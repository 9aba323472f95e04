"""The legal calendar and the working days, read from calendar.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from importlib import resources
from typing import Any

DEFAULT_TIME = time(9)
TOWN, LEADS = "town", "leads"


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something of every year. `first`, `last`: (month, day) of its span. `text` has placeholders (see the
    file).
    """

    id: str
    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    before: int
    at: time
    to: str
    text: str
    reason: str
    source: str
    provinces: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 9999

    def concerns(self, province: str, year: int) -> bool:
        """Whether a town of that province is reminded of it in that year."""
        return self.first_year <= year <= self.last_year and (
            not self.provinces or province in self.provinces
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off`, `work`: days moved by decree that the table of holidays does not know."""

    fixtures: tuple[Fixture, ...]
    off: frozenset[date] = frozenset()
    work: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day: by decree where that is known, else Monday to Friday."""
        if day in self.off or day in self.work:
            return day in self.work
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))  # type: ignore[no-untyped-call]
        except NotImplementedError:  # a year whose holidays are not decreed yet
            return day.weekday() < 5

    def last_working_day(self, until: date, since: date) -> date | None:
        """The last working day from `since` to `until`, or None."""
        days = (until - timedelta(days=back) for back in range((until - since).days + 1))
        return next((day for day in days if self.is_working_day(day)), None)


def read_calendar(text: str) -> Calendar:
    """The calendar in a TOML text; ValueError, KeyError or TypeError where it is none."""
    content = tomllib.loads(text)
    fixtures = tuple(_fixture(row) for row in content["notice"])
    if len({fixture.id for fixture in fixtures}) != len(fixtures):
        raise ValueError("an id stands twice in the calendar")
    days = content.get("days", {})
    return Calendar(fixtures, frozenset(_days(days, "off")), frozenset(_days(days, "work")))


@cache
def bundled() -> Calendar:
    """The calendar that the program ships."""
    return read_calendar(
        resources.files("bot.reminders").joinpath("calendar.toml").read_text(encoding="utf-8")
    )


def _fixture(row: Mapping[str, Any]) -> Fixture:
    if row["to"] not in (TOWN, LEADS):
        raise ValueError(f"{row['id']} goes to nobody")
    return Fixture(
        id=row["id"],
        name=row["name"],
        first=_month_day(row["on"]),
        last=_month_day(row.get("until", row["on"])),
        before=row.get("before", 0),
        at=time.fromisoformat(row["at"]) if "at" in row else DEFAULT_TIME,
        to=row["to"],
        text=row["text"],
        reason=row["reason"],
        source=row["source"],
        provinces=tuple(row.get("provinces", ())),
        first_year=row.get("first_year", 0),
        last_year=row.get("last_year", 9999),
    )


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2023-{text}")  # no leap year: a 29 February would be missing in most
    return day.month, day.day


def _days(years: Mapping[str, Mapping[str, list[str]]], name: str) -> Iterator[date]:
    for lists in years.values():
        yield from (date.fromisoformat(day) for day in lists.get(name, ()))
