"""The moments at which something ought to be said: a week's nudge, a month's tally, a date of the calendar.

Pure: a duty says when it is due and to whom; who still needs it, and its text, are read from the facts only
then.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import texts
from bot.reminders.calendar import TOWN, Calendar, Fixture
from bot.reminders.facts import Facts
from bot.reminders.readers import Reader, leads, town_readers
from bot.reminders.wall import instant, out_of_quiet
from drafting.totals import Period
from storage.records import Member, Role, Town

WEEKLY, MONTHLY, CALENDAR = "weekly_nudge", "monthly_tally", "calendar"
FRIDAY, NUDGE_AT, TALLY_AT = 4, time(16), time(9)
TALLY_WAITS, FIXTURE_WAITS = timedelta(days=7), timedelta(days=14)
LONGEST_WAIT = timedelta(days=21)  # more than any duty waits
HOLIDAYS = timedelta(days=9)  # longer than any, to find the working day before them
LOGGING = frozenset({Role.RECORDER, Role.EDITOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Scene:
    """A town at hand: its people, the calendar, and what its ledger answers."""

    town: Town
    members: Sequence[Member]
    calendar: Calendar
    facts: Facts

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.town.timezone)

    def due(self, day: date, at: time) -> datetime:
        """The instant of a local time, or of the end of the quiet hours that it lies in."""
        return out_of_quiet(instant(day, at, self.zone), self.zone)

    def midnight(self, day: date) -> datetime:
        return instant(day, time(), self.zone)


@dataclass(frozen=True, slots=True)
class Duty:
    """One moment of a kind of notice. `key` and a reader's key make its notice's key.

    `readers(at)`, `text(reader, at)`: by the facts at `at`. After `expires_at` it has lost its sense.
    """

    kind: str
    key: str
    due_at: datetime
    expires_at: datetime
    readers: Callable[[datetime], list[Reader]]
    text: Callable[[Reader, datetime], str]
    reason: Callable[[Reader], str]


def planned(scene: Scene, since: datetime, until: datetime) -> list[Duty]:
    """The duties that are due from `since` to `until` (both included), in order.

    Kinds in the town's setting `no_notices` (such as "weekly_nudge", "calendar:drug_control_day") are left
    out.
    """
    first = since.astimezone(scene.zone).date() - timedelta(days=1)
    last = until.astimezone(scene.zone).date() + timedelta(days=1)
    setting = scene.town.settings.get("no_notices")
    off = setting if isinstance(setting, list) else []
    found = [*_weeks(scene, first, last), *_months(scene, first, last), *_fixtures(scene, first, last)]
    due = [duty for duty in found if since <= duty.due_at <= until and duty.kind not in off]
    return sorted(due, key=lambda duty: duty.due_at)


def nudge_day(monday: date, weekday: int, calendar: Calendar) -> date | None:
    """The day of a week's nudge: the last working day up to the wanted weekday.

    None where fewer than two were worked, for there is little to tell of such a week.
    """
    days = (monday + timedelta(days=day) for day in range(weekday + 1))
    worked = [day for day in days if calendar.is_working_day(day)]
    return worked[-1] if len(worked) >= min(2, weekday + 1) else None


def nudge_time(town: Town) -> tuple[int, time]:
    """(weekday with Monday 0, local time) of a town's nudge.

    By its settings `nudge_weekday` (1 to 7) and `nudge_at` ("16:00"); else Friday 16:00.
    """
    weekday, at = town.settings.get("nudge_weekday"), town.settings.get("nudge_at")
    day = weekday - 1 if isinstance(weekday, int) and 1 <= weekday <= 7 else FRIDAY
    try:
        return day, time.fromisoformat(at) if isinstance(at, str) else NUDGE_AT
    except ValueError:
        return day, NUDGE_AT


def _weeks(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    weekday, at = nudge_time(scene.town)
    monday = first - timedelta(days=first.weekday() + 7)
    while monday <= last:
        day = nudge_day(monday, weekday, scene.calendar)
        if day is not None:
            yield _week(scene, monday, day, scene.due(day, at))
        monday += timedelta(days=7)


def _week(scene: Scene, monday: date, day: date, due: datetime) -> Duty:
    key, facts = f"weekly:{monday}", scene.facts

    def readers(at: datetime) -> list[Reader]:
        if any(known.startswith(f"{key}:") for known in facts.known):
            return []  # this week was decided: who joins after it, or takes an entry back, is left in peace
        active = facts.active_units(scene.midnight(monday), at)
        silent = [m for m in scene.members if m.role in LOGGING and m.unit.id not in active]
        return [reader for member in silent if (reader := Reader.of(member, facts.channels))]

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
        due = scene.due(month.until + timedelta(days=1), TALLY_AT)
        yield _month(scene, month.on, due)


def _month(scene: Scene, month: date, due: datetime) -> Duty:
    return Duty(
        MONTHLY,
        f"monthly:{month:%Y-%m}",
        due,
        due + TALLY_WAITS,
        lambda at: town_readers(scene.town, scene.members, scene.facts.channels),
        lambda reader, at: texts.monthly(scene.facts.month_text(month.year, month.month), reader.stop),
        lambda reader: texts.monthly_reason(month.year, month.month),
    )


def _fixtures(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    for year in range(first.year, last.year + 2):  # a date of next January may be spoken of in December
        for fixture in scene.calendar.fixtures:
            if fixture.concerns(scene.town.province, year):
                yield _fixture(scene, fixture, year)


def _fixture(scene: Scene, fixture: Fixture, year: int) -> Duty:
    on, end = date(year, *fixture.first), date(year, *fixture.last)
    wanted = on - timedelta(days=fixture.before)
    due = scene.due(scene.calendar.last_working_day(wanted, wanted - HOLIDAYS) or wanted, fixture.at)
    people = town_readers if fixture.to == TOWN else leads
    return Duty(
        f"{CALENDAR}:{fixture.id}",
        f"{CALENDAR}:{fixture.id}:{year}",
        due,
        min(scene.midnight(end + timedelta(days=1)), due + FIXTURE_WAITS),
        lambda at: people(scene.town, scene.members, scene.facts.channels),
        lambda reader, at: texts.fixture(_filled(scene, fixture, on, at), fixture.reason, reader.stop),
        lambda reader: fixture.reason,
    )


def _filled(scene: Scene, fixture: Fixture, on: date, at: datetime) -> str:
    """The fixture's text with its placeholders filled, by the facts at `at`."""
    today = at.astimezone(scene.zone).date()
    reported = on.year if on.month == 12 else on.year - 1  # the year whose report is at hand
    pending = scene.facts.pending(reported) if "{pending}" in fixture.text else 0
    return fixture.text.format(
        year=on.year,
        last_year=on.year - 1,
        days_left=(date(today.year, 12, 31) - today).days,
        pending=texts.pending(pending),
    )
