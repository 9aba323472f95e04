"""Working days, by chinesecalendar (the State Council's yearly notice on holidays)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.understanding import date_spans


@dataclass(frozen=True, slots=True)
class WorkDay:
    """Whether offices work on a day. `certain`: the year's notice is known, else it is Monday to Friday."""

    works: bool
    certain: bool


def work_day(on: date, moved: Mapping[date, bool] | None = None) -> WorkDay:
    """Whether `on` is worked. `moved`: days that a newer notice sets, before what the library knows.

    For a year that the library does not cover (it raises NotImplementedError) the weekday decides.
    """
    if moved is not None and on in moved:
        return WorkDay(moved[on], certain=True)
    import chinese_calendar

    try:
        return WorkDay(bool(chinese_calendar.is_workday(on)), certain=True)  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return WorkDay(on.weekday() < 5, certain=False)


def days_off(around: date) -> tuple[date, date] | None:
    """The first and last of the days off that `around` lies among; None where the year is not known."""
    if not (day := work_day(around)).certain or day.works:
        return None
    first = last = around
    while not work_day(earlier := date_spans.shift(first, -1)).works and earlier.year >= around.year - 1:
        first = earlier
    while not work_day(later := date_spans.shift(last, 1)).works and later.year <= around.year + 1:
        last = later
    return first, last
