"""The legal calendar and the working days, read from calendar.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from bot.understanding.lunar import lunar_day

DEFAULT_TIME = time(9)
TOWN, LEADS = "town", "leads"


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something of every year. `first`, `last`: (month, day) of its span; `lunar`: its first day by the moon.

    `after`: how many days after its last day it is asked for, where nothing was logged (0: never). `kinds`,
    `words`: what is logged of it; `asks`: what its statistics ask for. `text`: see the file.
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
    lunar: tuple[int, int] | None = None
    after: int = 0
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    asks: str = ""

    def concerns(self, province: str, year: int) -> bool:
        """Whether a town of that province is reminded of it in that year."""
        here = not self.provinces or any(_short(one) == _short(province) for one in self.provinces)
        return self.first_year <= year <= self.last_year and here

    def days(self, year: int) -> tuple[date, date]:
        """Its first and last day in that year."""
        if self.lunar is not None and (found := lunar_day(year, *self.lunar)):
            span = date(2023, *self.last) - date(2023, *self.first)
            return found, found + span
        return _day(year, self.first), _day(year, self.last)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What ought to be there once a span: asked for `before` days before its end, where it was not logged."""

    id: str
    name: str
    every: str  # quarter, half, year
    kinds: tuple[str, ...]
    before: int
    text: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off`, `work`: days moved by decree that the table of holidays does not know."""

    fixtures: tuple[Fixture, ...]
    off: frozenset[date] = frozenset()
    work: frozenset[date] = field(default_factory=frozenset)
    rhythms: tuple[Rhythm, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day: by decree where that is known, else Monday to Friday."""
        if day in self.off or day in self.work:
            return day in self.work
        return _decreed(day)

    def knows(self, year: int) -> bool:
        """Whether the year's holidays are known: in the table, or told here."""
        if any(day.year == year for day in (*self.off, *self.work)):
            return True
        from chinese_calendar import is_workday

        try:
            is_workday(date(year, 10, 1))  # type: ignore[no-untyped-call]
        except NotImplementedError:
            return False
        return True

    def last_working_day(self, until: date, since: date) -> date | None:
        """The last working day from `since` to `until`, or None."""
        days = (until - timedelta(days=back) for back in range((until - since).days + 1))
        return next((day for day in days if self.is_working_day(day)), None)

    def first_working_day(self, since: date, until: date) -> date | None:
        """The first working day from `since` to `until`, or None."""
        days = (since + timedelta(days=on) for on in range((until - since).days + 1))
        return next((day for day in days if self.is_working_day(day)), None)

    def of_town(self, own: tuple[Fixture, ...], off: frozenset[date], work: frozenset[date]) -> "Calendar":
        """With a town's own days, and its moved working days."""
        if not (own or off or work):
            return self
        return replace(
            self, fixtures=(*self.fixtures, *own), off=self.off | off, work=(self.work - off) | work
        )


@lru_cache(maxsize=4096)
def _decreed(day: date) -> bool:
    """Whether it is worked by the table of holidays, or by the weekday where that ends."""
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))  # type: ignore[no-untyped-call]
    except NotImplementedError:  # a year whose holidays are not decreed yet
        return day.weekday() < 5


def read_calendar(text: str) -> Calendar:
    """The calendar in a TOML text; ValueError, KeyError or TypeError where it is none."""
    content = tomllib.loads(text)
    fixtures = tuple(_fixture(row) for row in content["notice"])
    rhythms = tuple(_rhythm(row) for row in content.get("rhythm", ()))
    names = [*(one.id for one in fixtures), *(one.id for one in rhythms)]
    if len(set(names)) != len(names):
        raise ValueError("an id stands twice in the calendar")
    days = content.get("days", {})
    return Calendar(fixtures, frozenset(_days(days, "off")), frozenset(_days(days, "work")), rhythms)


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
        lunar=_lunar(row["lunar"]) if "lunar" in row else None,
        after=row.get("after", 0),
        kinds=tuple(row.get("kinds", ())),
        words=tuple(row.get("words", ())),
        asks=row.get("asks", ""),
    )


def _rhythm(row: Mapping[str, Any]) -> Rhythm:
    if row["every"] not in ("quarter", "half", "year"):
        raise ValueError(f"{row['id']} has no span")
    return Rhythm(
        row["id"],
        row["name"],
        row["every"],
        tuple(row["kinds"]),
        row["before"],
        row["text"],
        row["reason"],
        row["source"],
    )


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2023-{text}")  # no leap year: a 29 February would be missing in most
    return day.month, day.day


def _day(year: int, month_day: tuple[int, int]) -> date:
    """29 February, which a town may have added, is the 28th in other years."""
    try:
        return date(year, *month_day)
    except ValueError:
        return date(year, 2, 28)


def _lunar(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    return month, day


def _short(province: str) -> str:
    """湖南省 and 湖南 are one."""
    return province.strip().removesuffix("省").removesuffix("市").removesuffix("自治区")


def _days(years: Mapping[str, Mapping[str, list[str]]], name: str) -> Iterator[date]:
    for lists in years.values():
        yield from (date.fromisoformat(day) for day in lists.get(name, ()))
