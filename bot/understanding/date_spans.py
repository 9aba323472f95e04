"""Calendar arithmetic: first and last day (inclusive) of weeks, months and their parts, quarters, years."""

from calendar import monthrange
from datetime import date

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
    """A part of a month: 上旬 1-10, 中旬 and 中 11-20, 下旬 21-, 初 1-5, 底 25-, 上半 1-15, 下半 16-."""
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


def week_of(first: date, number: int) -> Days:
    """The number-th week (1…) from a day on: the first one begins with the first Monday not before it."""
    monday = shift(first, -first.weekday() % 7 + 7 * (number - 1))
    return monday, shift(monday, 6)


def clipped(days: Days, count: int, unit: str, last: bool = False) -> Days:
    """The first, or the last, `count` of unit 天, 周, 月 or 季度 of a span."""
    if unit in ("天", "日", "周"):
        length = count * (7 if unit == "周" else 1)
        found = (shift(days[1], 1 - length), days[1]) if last else (days[0], shift(days[0], length - 1))
    else:
        months = count * (3 if unit == "季度" else 1)
        first_after = shift(days[1], 1)
        if last:
            found = shift_months(first_after, -months), days[1]
        else:
            found = days[0], shift(shift_months(days[0], months), -1)
    return max(found[0], days[0]), min(found[1], days[1])


def month_weekday(year: int, month: int, number: int, weekday: int) -> date | None:
    """The number-th Monday (0) … Sunday (6) of a month, -1 for the last one; None where there is none."""
    last = monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if date(year, month, d).weekday() == weekday]
    if number == -1:
        return date(year, month, days[-1])
    return date(year, month, days[number - 1]) if 1 <= number <= len(days) else None
