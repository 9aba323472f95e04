"""Lunar dates and solar terms as solar days, by borax (imported where the first one is asked for)."""

from datetime import date
from functools import lru_cache

from bot.understanding import date_spans

LAST_OF_MONTH = 99  # as a day: 除夕 is the last of the twelfth month, the 29th or 30th


@lru_cache(maxsize=512)
def lunar_day(year: int, month: int, number: int, leap: bool = False) -> date | None:
    """A lunar date as a solar one; None where the year has none, or borax (1900 to 2100) does not reach."""
    from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

    try:
        if number == LAST_OF_MONTH:
            number = LCalendars.ndays(year, month, int(leap))
        found: date = LunarDate(year, month, number, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError):
        return None
    return found if date_spans.FIRST_YEAR <= found.year <= date_spans.LAST_YEAR else None


def lunar_days(year: int, month: int, leap: bool = False) -> date_spans.Days | None:
    """First and last day of a lunar month."""
    first, last = lunar_day(year, month, 1, leap), lunar_day(year, month, LAST_OF_MONTH, leap)
    return (first, last) if first and last else None


@lru_cache(maxsize=64)
def lunar_of(on: date) -> tuple[int, int, int] | None:
    """The lunar year, month and day of a solar date (a leap month by its number), within borax' years."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        found = LunarDate.from_solar_date(on.year, on.month, on.day)
    except (InvalidLunarDateError, ValueError):
        return None
    return found.year, found.month, found.day


@lru_cache(maxsize=256)
def term_day(year: int, name: str) -> date | None:
    """The day of a solar term (清明, 冬至) in that year."""
    from borax.calendars.lunardate import TermUtils

    if not date_spans.FIRST_YEAR < year < date_spans.LAST_YEAR:
        return None
    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found
