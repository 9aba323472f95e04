"""The moments at which something ought to be said: a week's nudge, a month's tally, a date of the calendar.

Pure: a duty says when it is due and to whom; who still needs it, and its text, are read from the facts only
then.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.reminders import texts
from bot.reminders.calendar import Calendar
from bot.reminders.fixtures import fixture_duties, rhythm_duties
from bot.reminders.month_end import month_duties
from bot.reminders.readers import Reader, once, readers_of, town_readers
from bot.reminders.scene import Duty, Scene
from bot.reminders.supervision import quarter_duties, year_duties
from drafting.totals import Period
from storage.records import Role

WEEKLY, MONTHLY = "weekly_nudge", "monthly_tally"
TALLY_WAITS = timedelta(days=7)
LONGEST_WAIT = timedelta(days=21)  # more than any duty waits
HOLIDAYS = timedelta(days=9)  # longer than any, to find the working day after them
LOGGING = frozenset({Role.RECORDER, Role.EDITOR, Role.ADMIN})


def planned(scene: Scene, since: datetime, until: datetime) -> list[Duty]:
    """The duties that are due from `since` to `until` (both included), in order.

    Kinds in the town's setting `no_notices` (such as "weekly_nudge", "calendar:drug_control_day") are left
    out.
    """
    first = since.astimezone(scene.zone).date() - timedelta(days=1)
    last = until.astimezone(scene.zone).date() + timedelta(days=1)
    found = [
        *_weeks(scene, first, last),
        *_months(scene, first, last),
        *month_duties(scene, first, last),
        *quarter_duties(scene, first, last),
        *year_duties(scene, first, last),
        *fixture_duties(scene, first, last),
        *rhythm_duties(scene, first, last),
    ]
    off = scene.choices.off
    due = [
        duty
        for duty in found
        if since <= duty.due_at <= until and duty.kind not in off and duty.kind.partition(":")[0] not in off
    ]
    return sorted(due, key=lambda duty: duty.due_at)


def nudge_day(monday: date, weekday: int, calendar: Calendar) -> date | None:
    """The day of a week's nudge: the last working day up to the wanted weekday.

    None where fewer than two were worked, for there is little to tell of such a week.
    """
    days = (monday + timedelta(days=day) for day in range(weekday + 1))
    worked = [day for day in days if calendar.is_working_day(day)]
    return worked[-1] if len(worked) >= min(2, weekday + 1) else None


def _weeks(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    monday = first - timedelta(days=first.weekday() + 7)
    while monday <= last:
        day = nudge_day(monday, scene.choices.weekday, scene.calendar)
        if day is not None:
            yield _week(scene, monday, day, scene.due(day, scene.choices.nudge_at))
        monday += timedelta(days=7)


def _week(scene: Scene, monday: date, day: date, due: datetime) -> Duty:
    key, facts = f"weekly:{monday}", scene.facts

    def readers(at: datetime) -> list[Reader]:
        if scene.decided(key):
            return []
        active = facts.active_units(scene.midnight(monday), at)
        silent = [m for m in scene.here(at) if m.role in LOGGING and m.unit.id not in active]
        return readers_of(silent, facts.channels)

    return Duty(
        WEEKLY,
        key,
        due,
        scene.midnight(monday + timedelta(days=7)),
        readers,
        lambda reader, at: texts.nudge(reader.person, monday, day),
        lambda reader: texts.nudge_reason(reader.person, monday, day),
    )


def _months(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    for month in Period(first - timedelta(days=62), last).months():
        after = month.until + timedelta(days=1)
        day = scene.calendar.first_working_day(after, after + HOLIDAYS) or after
        yield _month(scene, month.on, scene.due(day, scene.choices.tally_at))


def _month(scene: Scene, month: date, due: datetime) -> Duty:
    channels = scene.facts.channels

    def readers(at: datetime) -> list[Reader]:
        if not scene.has_begun(due):
            return []
        here = scene.here(at)
        named = readers_of([m for m in here if m.name in scene.choices.leaders], channels)
        return once([*town_readers(scene.town, here, channels, scene.members), *named])

    return Duty(
        MONTHLY,
        f"monthly:{month:%Y-%m}",
        due,
        due + TALLY_WAITS,
        readers,
        lambda reader, at: texts.monthly(scene.facts.month_text(month.year, month.month), reader.stop),
        lambda reader: texts.monthly_reason(month.year, month.month),
    )
