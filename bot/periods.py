"""Spans of days as staff write them after a command: 6月, 2023年, 上半年, 2023-06."""

import re
from datetime import date, datetime, timedelta

from bot import formats
from bot.understanding.dates import find_dates
from drafting.totals import Period

FIRST_YEAR = 2000
_LAST_MONTH_OF_LAST_YEAR = 3  # until March a report without a year is last year's: it is filed before 1 March
_WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")
_MONTH_OF_YEAR = re.compile(r"(20\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])月?(?:份)?")
_YEAR = re.compile(r"(\d{4})年?(?:度|全年)?")
_MONTH = re.compile(r"(1[0-2]|0?[1-9])月?(?:份)?")


def read_period(text: str, at: datetime) -> Period | None:
    """The span that the words mean, the past one where they leave it open; None where they mean none."""
    plain = text.strip().translate(_WIDE)
    if found := _MONTH_OF_YEAR.fullmatch(plain):
        return Period.of_month(int(found[1]), int(found[2]))
    if (found := _YEAR.fullmatch(plain)) and FIRST_YEAR <= int(found[1]) <= at.year + 1:
        return Period.of_year(int(found[1]))
    if plain in ("今年", "本年"):
        return Period.of_year(at.year)
    if found := _MONTH.fullmatch(plain):
        month = int(found[1])
        return Period.of_month(at.year - (month > at.month), month)
    spans = find_dates(plain, at)
    if len(spans) == 1 and spans[0].end - spans[0].start >= len(plain) - 1:
        return Period(spans[0].on, spans[0].last_day)
    return None


def year_of(text: str) -> int | None:
    """The year of 2023, 2023年, 2023年度; None where it is none that a ledger has."""
    found = _YEAR.fullmatch(text.strip().translate(_WIDE))
    return int(found[1]) if found and FIRST_YEAR <= int(found[1]) <= 2100 else None


def asked_year(text: str, today: date) -> int | None:
    """The year of 2023, 2023年, 今年, 去年; None where it is none."""
    back = {"今年": 0, "本年": 0, "本年度": 0, "去年": 1, "上年": 1, "上年度": 1, "前年": 2}.get(text.strip())
    return year_of(text) if back is None else today.year - back


def report_year(today: date) -> int:
    """The year that a report is about where nobody says it."""
    return today.year - (today.month <= _LAST_MONTH_OF_LAST_YEAR)


def until_today(period: Period, today: date) -> Period:
    """The part of the period that has come."""
    return Period(period.on, min(period.until, today)) if period.on <= today else period


def months(period: Period) -> list[Period]:
    """The calendar months that lie in the period, the first and the last cut to it."""
    found, day = [], period.on
    while day <= period.until:
        month = Period.of_month(day.year, day.month)
        found.append(Period(day, min(month.until, period.until)))
        day = month.until + timedelta(days=1)
    return found


def name(period: Period, today: date) -> str:
    """6月, 2023年, 6月1日至6月14日."""
    if period.until == today and period.on.day == 1 and period.on < today:
        if period.on == today.replace(month=1, day=1):
            return "今年到今天"
        if period.on == today.replace(day=1):
            return f"{today.month}月到今天"
    return formats.span(period.on, period.until, today).replace("月整月", "月").replace("年全年", "年")
