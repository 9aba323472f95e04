"""Days, spans and figures as staff read them: 6月13日（周二）, 6月整月, 300余份."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from storage.catalogue import Catalogue, bundled
from storage.errors import InvalidValueError
from storage.records import Entry, Figure, Hedge

WEEKDAYS = "一二三四五六日"


def day(on: date, today: date, *, weekday: bool = True) -> str:
    """6月13日（周二）; with the year where it is not today's."""
    year = f"{on.year}年" if on.year != today.year else ""
    return f"{year}{on.month}月{on.day}日" + (f"（周{WEEKDAYS[on.weekday()]}）" if weekday else "")


def span(on: date, until: date | None, today: date) -> str:
    """A day, or a span in the shortest words that say it: 6月整月, 二季度, 6月1日至6月7日."""
    if until is None or until == on:
        return day(on, today)
    year = f"{on.year}年" if on.year != today.year else ""
    whole = _whole(on, until)
    if whole:
        return whole if whole.endswith("全年") else year + whole
    last = day(until, on, weekday=False)
    return f"{day(on, today, weekday=False)}至{last}"


def _whole(on: date, until: date) -> str:
    """The name of a whole month, quarter, half-year or year, or ""."""
    last = calendar.monthrange(until.year, until.month)[1]
    if on.year != until.year or on.day != 1 or until.day != last:
        return ""
    months = (on.month, until.month)
    if months == (1, 12):
        return f"{on.year}年全年"
    if on.month == until.month:
        return f"{on.month}月整月"
    quarters = {(1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度"}
    halves = {(1, 6): "上半年", (7, 12): "下半年"}
    return quarters.get(months) or halves.get(months) or f"{on.month}月至{until.month}月"


def number(value: Decimal) -> str:
    """A plain number without an exponent or trailing zeros: 20000, 95.2."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(value: Decimal, hedge: Hedge, unit: str) -> str:
    """300余份, 约120人次, 18件, 95.2%."""
    plain = number(value)
    if hedge is Hedge.ABOUT:
        return f"约{plain}{unit}"
    if hedge is Hedge.AT_LEAST:
        return (
            f"{plain}余{unit}" if plain.endswith("0") and "." not in plain and value else f"{plain}{unit}以上"
        )
    return f"{plain}{unit}"


def unit_of(kind: str, measure: str, catalogue: Catalogue | None = None) -> str:
    """The catalogue's unit of a kind's measure, or "" where it has none."""
    try:
        return (catalogue or bundled()).kind(kind).measure(measure).unit
    except InvalidValueError:
        return ""


def figure(kind: str, one: Figure) -> str:
    """资料300余份."""
    return told(one.measure, count(one.value, one.hedge, unit_of(kind, one.measure)))


def told(measure: str, counted: str) -> str:
    """资料300余份; 4学时 and not 学时4学时."""
    return counted if counted.endswith(measure) else measure + counted


def figures(kind: str, all_of_them: Iterable[Figure]) -> str:
    """活动1场次、资料300余份; "" where there is none."""
    return "、".join(figure(kind, one) for one in all_of_them)


def short_number(number_in_full: str) -> str:
    """128 of 2023-128."""
    return number_in_full.partition("-")[2] or number_in_full


def line(entry: Entry, today: date) -> str:
    """An entry in one line, without its text: 2023-128 普法活动，6月13日（周二），文化广场，资料300余份."""
    parts = [entry.kind, span(entry.on, entry.until, today)]
    if entry.place:
        parts.append(entry.place)
    if entry.figures:
        parts.append(figures(entry.kind, entry.figures))
    return f"{entry.number} " + "，".join(parts)


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday of the week that `on` is in."""
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def hedged(value: str, hedge: str, unit: str) -> str:
    """A count of a revision: 300余份."""
    return count(Decimal(value), Hedge(hedge), unit)
