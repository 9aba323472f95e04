"""What the readers of dates share: the scene that a text is read in, what they read, and which year is meant."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding import date_spans

# How firmly a reading tells the day of an event; of two in one event, the higher wins.
NAME, VAGUE, FEAST, PERIOD, RELATIVE, DATED = range(6)


@dataclass(frozen=True, slots=True)
class Reading:
    """One date expression: folded text's offsets, first and last day (inclusive).

    `year`, `month`: what is said of them or follows, so that later days can inherit; `said_year`: the year was told.
    `monday`: the week that was told (上周二), for 周四 after it. `future`: its words only look ahead (明天, 下周).
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
    """`text` is folded, `ahead`: look to the future. `before`: the last reading that tells a month or a day."""

    text: str
    today: date
    ahead: bool = False
    before: Reading | None = None

    def after(self, reading: Reading) -> "Scene":
        return replace(self, before=reading)


Reader = Callable[[Scene, int], Reading | None]


def begun(scene: Scene, days_of: Callable[[int], date_spans.Days | None]) -> date_spans.Days | None:
    """Of a span that comes once a year, the one that is meant: the latest begun, or ahead the first not over."""
    years = range(scene.today.year - 8, scene.today.year + 9)
    spans = [days for year in years if (days := days_of(year))]
    if scene.ahead:
        return next((days for days in spans if days[1] >= scene.today), None)
    return next((days for days in reversed(spans) if days[0] <= scene.today), None)


def in_year(scene: Scene, days_of: Callable[[int], date_spans.Days | None]) -> date_spans.Days | None:
    """Like `begun`, but a year that was told earlier in the text goes on: 去年10月…11月; 2023年12月…1月."""
    before = scene.before
    if before is not None and before.said_year and before.year is not None:
        for year in (before.year, before.year + 1):
            days = days_of(year)
            if days and days[0] >= before.on and (scene.ahead or days[0] <= scene.today):
                return days
    return begun(scene, days_of)
