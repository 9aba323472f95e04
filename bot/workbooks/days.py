"""The days of a row: from cells with real dates, Excel's day numbers, or words such as 3月5日 or 3.5-3.7."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot import formats
from bot.understanding.dates import read_date
from bot.workbooks.grid import Value
from drafting.totals import Period
from storage.checks import FIRST_YEAR

_EPOCH = date(1899, 12, 30)  # Excel's day 0
_SERIALS = (Decimal(36_526), Decimal(73_415))  # 2000-01-01 to 2100-12-31
_YEAR = re.compile(r"(20\d\d)\s*年?度?")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d)")
_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])\s*[日号]?")
_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_DATED = re.compile(r"(20\d\d)\s*[年./-]")
_POINT = re.compile(r"(1[0-2]|[1-9])\.([123])")


@dataclass(frozen=True, slots=True)
class When:
    """What a sheet says of its rows' days: the year and the month, where its name or title tells them."""

    at: datetime
    year: int | None = None
    month: int | None = None

    @property
    def writing(self) -> datetime:
        """The moment that days without a year are read at: in the sheet's year, never after now."""
        if self.year is None or self.year >= self.at.year:
            return self.at
        return self.at.replace(year=self.year, month=12, day=31, hour=23, minute=59)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day (None: one day). `other`: another reading of the same figures (3.1: 3月10日)."""

    on: date
    until: date | None = None
    other: date | None = None

    @property
    def last(self) -> date:
        return self.until or self.on

    @property
    def option(self) -> str:
        return f"{self.on}/{self.until}" if self.until else str(self.on)


def when_of(labels: Iterable[str], at: datetime) -> When:
    """The year and month that a sheet's name or the lines above its head tell; the first that does."""
    year = month = None
    for label in labels:
        if year is None and (found := _YEAR.search(label)) and FIRST_YEAR <= int(found[1]) <= at.year:
            year = int(found[1])
        if month is None and len(set(_MONTH.findall(label))) == 1 and "-" not in label:
            month = int(_MONTH.findall(label)[0])
    return When(at, year, month)


def year_of(values: Iterable[Value]) -> int | None:
    """The year that all cells with one tell; None where none does, or they differ."""
    years: set[int] = set()
    for value in values:
        if isinstance(value, (date, datetime)):
            years.add(value.year)
        elif isinstance(value, Decimal) and _SERIALS[0] <= value <= _SERIALS[1]:
            years.add((_EPOCH + timedelta(days=int(value))).year)
        elif isinstance(value, str) and (found := _DATED.match(value.strip())):
            years.add(int(found[1]))
    return years.pop() if len(years) == 1 else None


def days_of(value: Value, when: When) -> Days | None:
    """The days that a cell tells; None where it tells none."""
    if isinstance(value, datetime):
        return Days(value.date())
    if isinstance(value, date):
        return Days(value)
    if isinstance(value, Decimal):
        return _of_number(value, when)
    return _of_text(value, when) if value else None


def _of_number(value: Decimal, when: When) -> Days | None:
    if _SERIALS[0] <= value <= _SERIALS[1]:
        return Days(_EPOCH + timedelta(days=int(value)))
    return _of_text(f"{value.normalize():f}", when)


def _of_text(text: str, when: When) -> Days | None:
    plain = " ".join(text.split()).strip("。.，, ")
    if found := _COMPACT.fullmatch(plain):
        plain = f"{found[1]}年{int(found[2])}月{int(found[3])}日"
    elif when.month and (found := _DAY.fullmatch(plain)):
        plain = f"{when.month}月{int(found[1])}日"
    elif re.fullmatch(r"(?:1[0-2]|0?[1-9])", plain):
        plain = f"{plain}月"
    span = read_date(plain, when.writing)
    if span is None:
        return None
    other = None
    if found := _POINT.fullmatch(plain):
        # 3.10 that was typed as a number has lost its last figure.
        later = read_date(f"{found[1]}月{found[2]}0日", when.writing)
        other = later.on if later else None
    return Days(span.on, span.until, other)


def month_of(when: When) -> Days | None:
    """The whole month that the sheet is about."""
    if when.month is None:
        return None
    year = when.year or when.at.year - (when.month > when.at.month)
    whole = Period.of_month(year, when.month)
    return Days(whole.on, whole.until)


def said(days: Days, today: date) -> str:
    return formats.span(days.on, days.until, today)
