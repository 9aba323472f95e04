"""What the readers of dates share: the scene of a text, what they read, and which year is meant."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding import date_spans
from bot.understanding.date_text import number

# How firmly a reading tells the day of an event; of two that speak of one event, the higher wins.
NAME, VAGUE, YEAR, FEAST, PERIOD, RELATIVE, DATED = range(7)

_REACH = 9  # years: 29 February and a leap lunar month come back within


@dataclass(frozen=True, slots=True)
class Reading:
    """One date expression: folded text's offsets, first and last day (inclusive).

    `year`, `month`: what is said of them or follows, so that later days can inherit. `said_year`: the year
    was told. `monday`: the week that was told (上周二), for 周四 after it. `future`: its words look ahead.
    `lunar`: a lunar date, whose range ends in lunar days.
    """

    start: int
    end: int
    on: date
    last: date
    form: str
    rank: int
    explicit: bool = False
    said_year: bool = False
    year: int | None = None
    month: int | None = None
    monday: date | None = None
    future: bool = False
    lunar: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """`text` is folded, `ahead`: look to the future. `before`: the last reading that tells a month or a day.

    `alone`: the text is nothing but a date, so that 2018 is a year and 十一 the first of October.
    """

    text: str
    today: date
    ahead: bool = False
    before: Reading | None = None
    alone: bool = False

    def after(self, reading: Reading) -> "Scene":
        return replace(self, before=reading)


Reader = Callable[[Scene, int], Reading | None]
DaysOf = Callable[[int], date_spans.Days | None]


def begun(scene: Scene, days_of: DaysOf) -> date_spans.Days | None:
    """Of a span that comes once a year, the one meant: the latest begun, or ahead the first not over."""
    year = scene.today.year
    if scene.ahead:
        for of in range(year - 1, year + _REACH):
            if (days := days_of(of)) and days[1] >= scene.today:
                return days
        return None
    for of in range(year + 1, year - _REACH, -1):
        if (days := days_of(of)) and days[0] <= scene.today:
            return days
    return None


def elapsed(scene: Scene, days_of: DaysOf) -> date_spans.Days | None:
    """Of a longer span (1-6月, 前三季度) that comes once a year: the latest of which half is over."""
    days = begun(scene, days_of)
    if scene.ahead or days is None or (scene.today - days[0]) * 2 >= days[1] - days[0]:
        return days
    return begun(replace(scene, today=date_spans.shift(days[0], -1)), days_of)


def in_year(scene: Scene, days_of: DaysOf) -> date_spans.Days | None:
    """Like `begun`, but a year that was told earlier in the text goes on: 去年10月…11月; 2023年12月…1月."""
    before = scene.before
    if before is not None and before.said_year and before.year is not None:
        for year in (before.year, before.year + 1):
            days = days_of(year)
            if days and days[0] >= before.on and (scene.ahead or days[0] <= scene.today):
                return days
    return begun(scene, days_of)


def value_of(numeral: str) -> int | None:
    """The small numeral as a number, or None where it is none (一一一)."""
    try:
        return number(numeral)
    except ValueError:
        return None
