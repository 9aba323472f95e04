"""Calendar arithmetic: the first and last day of weeks, months, their parts, quarters and halves. Ends inclusive."""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1900, 2099  # what the lunar calendar covers, and more than any ledger needs


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none (2月30日)."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def shift(on: date, days: int) -> date:
    """`on` moved by days, held within the covered years."""
    ordinal = on.toordinal() + days
    low, high = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
    return date.fromordinal(min(max(ordinal, low), high))


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """The (year, month) that many months later, held within the covered years."""
    index = min(max(year * 12 + month - 1 + months, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    return index // 12, index % 12 + 1


def shift_months(on: date, months: int) -> date:
    """The same day of a month that many months away, or that month's last day."""
    year, month = month_after(on.year, on.month, months)
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def year_days(year: int) -> Days:
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return date(year, 1, 1), date(year, 12, 31)


def months_days(year: int, first: int, last: int) -> Days:
    """From the first day of a month to the last day of another in the same year (1..12)."""
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def week_days(on: date, weeks: int = 0) -> Days:
    """Monday to Sunday of the week that `on` is in, moved by weeks."""
    monday = shift(on, -on.weekday() + 7 * weeks)
    return monday, shift(monday, 6)


def part_days(year: int, month: int, part: str) -> Days:
    """A part of a month: 上旬 1-10, 中旬 11-20, 下旬 21-end, 初 1-5, 底 25-end, 中 10-20, 上半 1-15, 下半 16-end."""
    last = monthrange(year, month)[1]
    first, until = {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last),
        "初": (1, 5),
        "中": (11, 20),
        "底": (25, last),
        "上半": (1, 15),
        "下半": (16, last),
    }[part]
    return date(year, month, first), date(year, month, until)


def month_week(year: int, month: int, number: int) -> Days | None:
    """The number-th week of a month: the first is the one that holds its 1st; clipped to nothing, Monday to Sunday."""
    first = date(year, month, 1)
    monday = first - timedelta(days=first.weekday()) if first > date(FIRST_YEAR, 1, 7) else first
    start = shift(monday, 7 * (number - 1))
    return (start, shift(start, 6)) if number >= 1 and start.month <= month or start < first else None


def month_weekday(year: int, month: int, number: int, weekday: int) -> date | None:
    """The number-th Monday (0) … Sunday (6) of a month, -1 for the last one; None where there is none."""
    last = monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if date(year, month, d).weekday() == weekday]
    if number == -1:
        return date(year, month, days[-1])
    return date(year, month, days[number - 1]) if 1 <= number <= len(days) else None
