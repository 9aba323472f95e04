"""The quarter's supervision against the year's targets, and the warning of an unknown year. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot import goals
from bot.months import reporting
from bot.reminders import texts
from bot.reminders.readers import Reader, leaders, once, town_readers
from bot.reminders.scene import Duty, Scene
from drafting.totals import Period

QUARTERLY, WORKDAYS = "supervision", "unknown_workdays"
NAMES = ("一季度", "二季度", "三季度", "四季度")
_WAITS = timedelta(days=14)
_HOLIDAYS = timedelta(days=9)


def quarter_duties(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    """On the first working day after each quarter, with the month's tally."""
    for year in range(first.year - 1, last.year + 1):
        for quarter in range(4):
            period = quarter_of(year, quarter)
            after = period.until + timedelta(days=1)
            if not first - _HOLIDAYS <= after <= last + _HOLIDAYS:
                continue
            day = scene.calendar.first_working_day(after, after + _HOLIDAYS) or after
            yield _quarter(scene, period, quarter, scene.due(day, scene.choices.tally_at))


def quarter_of(year: int, quarter: int) -> Period:
    """`quarter` from 0."""
    return Period(Period.of_month(year, 3 * quarter + 1).on, Period.of_month(year, 3 * quarter + 3).until)


def _quarter(scene: Scene, period: Period, quarter: int, due: datetime) -> Duty:
    channels, facts = scene.facts.channels, scene.facts

    key = f"supervision:{period.on.year}-Q{quarter + 1}"

    def silent(at: datetime) -> list[str]:
        told = facts.reported_units(period, at)
        units = {member.unit.id: member.unit for member in scene.members}
        return [unit.name for unit in reporting(units.values(), scene.members) if unit.id not in told]

    def readers(at: datetime) -> list[Reader]:
        if not scene.has_begun(due) or scene.decided(key) or (not facts.goals_set and not silent(at)):
            return []
        here = scene.here(at)
        own = leaders(here, scene.choices.leaders, channels)
        return once([*town_readers(scene.town, here, channels, scene.members), *own])

    def text(reader: Reader, at: datetime) -> str:
        lines = [goals.line(one) for one in facts.progress(period.on.year, period.until, at)]
        name = f"{period.on.year}年{NAMES[quarter]}"
        body = texts.oversight(scene.town, name, lines, silent(at))
        return texts.with_reason(body, "每季度第一个工作日对照目标督办一次", reader.stop)

    return Duty(
        QUARTERLY,
        key,
        due,
        due + _WAITS,
        readers,
        text,
        lambda reader: f"{period.on.year}年{NAMES[quarter]}督办，对照年度目标",
    )


def year_duties(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    """In December, where the next year's holidays are still unknown; in January, where this year's are."""
    for year in range(first.year, last.year + 2):
        if scene.calendar.knows(year):
            continue
        due = scene.due(date(year - 1, 12, 20), scene.choices.tally_at)
        yield Duty(
            WORKDAYS,
            f"workdays:{year}",
            due,
            scene.midnight(date(year, 1, 20)),
            lambda at: leaders(scene.here(at), frozenset(), scene.facts.channels),
            lambda reader, at, year=year: texts.with_reason(  # type: ignore[misc]
                texts.unknown_year(year), "只提醒这一次", reader.stop
            ),
            lambda reader, year=year: f"{year}年的放假安排还不知道",  # type: ignore[misc]
        )
