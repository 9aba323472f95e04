"""Which notices ought to exist at a time. Pure: time, people, calendar and the ledger's answers are
arguments.

A duty is one moment of a kind of notice (the nudge of a week, the tally of a month, a date of the calendar);
its notices, one a reader, are built only when it is due, from the facts of that moment.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import texts
from bot.reminders.calendar import TOWN, Calendar, Fixture
from bot.reminders.facts import Facts
from bot.reminders.readers import Reader, leads, town_readers
from bot.reminders.wall import instant, is_quiet, out_of_quiet
from drafting.totals import Period
from storage.records import Member, Notice, Role, Town, Unit

WEEKLY, MONTHLY, FIXTURE = "weekly_nudge", "monthly_tally", "calendar"
FRIDAY, NUDGE_AT, TALLY_AT = 4, time(16), time(9)
TALLY_WAITS, FIXTURE_WAITS = timedelta(days=7), timedelta(days=14)
LOOK_BACK = timedelta(days=21)  # more than any notice waits
LOGGING = frozenset({Role.RECORDER, Role.EDITOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Duty:
    """`build(at)`: its notices by the facts at `at`. After `expires_at` it has lost its sense."""

    kind: str
    due_at: datetime
    expires_at: datetime
    build: Callable[[datetime], list[Notice]]


def duties(
    town: Town,
    members: Sequence[Member],
    units: Sequence[Unit],
    calendar: Calendar,
    facts: Facts,
    now: datetime,
) -> list[Notice]:
    """What is due at `now` and was not said yet: none in the quiet hours, none
    that has expired or is known.
    """
    if is_quiet(now, ZoneInfo(town.timezone)):
        return []
    scene = Scene(town, members, units, calendar, facts)
    due = (duty for duty in scene.planned(now - LOOK_BACK, now) if duty.expires_at > now)
    return [notice for duty in due for notice in duty.build(now)]


def notices(
    town: Town,
    members: Sequence[Member],
    units: Sequence[Unit],
    calendar: Calendar,
    facts: Facts,
    since: datetime,
    until: datetime,
) -> list[Notice]:
    """What would be sent from `since` to `until`, each by the facts of its own
    time, in the order of sending.
    """
    scene = Scene(town, members, units, calendar, facts)
    return [notice for duty in scene.planned(since, until) for notice in duty.build(duty.due_at)]


@dataclass(frozen=True, slots=True)
class Scene:
    """A town at hand."""

    town: Town
    members: Sequence[Member]
    units: Sequence[Unit]
    calendar: Calendar
    facts: Facts

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.town.timezone)

    def planned(self, since: datetime, until: datetime) -> list[Duty]:
        """The duties that are due from `since` to `until` (both included), in order."""
        first = since.astimezone(self.zone).date() - timedelta(days=7)
        last = until.astimezone(self.zone).date() + timedelta(days=7)
        off = self.town.settings.get("no_notices")
        kinds = off if isinstance(off, list) else []
        found = [*self._weeks(first, last), *self._months(first, last), *self._fixtures(first, last)]
        due = [duty for duty in found if since <= duty.due_at <= until and duty.kind not in kinds]
        return sorted(due, key=lambda duty: duty.due_at)

    def _weeks(self, first: date, last: date) -> Iterator[Duty]:
        weekday, at = nudge_time(self.town)
        monday = first - timedelta(days=first.weekday())
        while monday <= last:
            day = nudge_day(monday, weekday, self.calendar)
            if day is not None:
                due = self._due(day, at)
                end = instant(monday + timedelta(days=7), time(), self.zone)
                yield Duty(WEEKLY, due, max(end, due), self._nudges(monday, day, due, end))
            monday += timedelta(days=7)

    def _nudges(
        self, monday: date, day: date, due: datetime, end: datetime
    ) -> Callable[[datetime], list[Notice]]:
        def build(at: datetime) -> list[Notice]:
            prefix = f"weekly:{monday}:"
            if any(key.startswith(prefix) for key in self.facts.known):
                return []  # this week was decided: who joins after it, or takes an entry back, is left in peace
            active = self.facts.active_units(instant(monday, time(), self.zone), at)
            silent = [m for m in self.members if m.role in LOGGING and m.unit.id not in active]
            readers = [reader for m in silent if (reader := Reader.of(m, self.facts.channels))]
            return [
                self._notice(WEEKLY, f"{prefix}{m.id}", reader, due, end, texts.nudge(m, monday, day),
                             texts.nudge_reason(m, monday, day))
                for reader in readers
                if (m := reader.member)
            ]  # fmt: skip

        return build

    def _months(self, first: date, last: date) -> Iterator[Duty]:
        for period in Period(first - timedelta(days=31), last).months():
            day = period.until + timedelta(days=1)
            due = self._due(day, TALLY_AT)
            yield Duty(MONTHLY, due, due + TALLY_WAITS, self._tallies(period.on, due))

    def _tallies(self, month: date, due: datetime) -> Callable[[datetime], list[Notice]]:
        key = f"monthly:{month:%Y-%m}"

        def build(at: datetime) -> list[Notice]:
            readers = self._new(key, town_readers(self.town, self.members, self.facts.channels))
            if not readers:
                return []
            text = self.facts.month_text(month.year, month.month)
            reason = texts.monthly_reason(month.year, month.month)
            return [
                self._notice(MONTHLY, f"{key}:{reader.key}", reader, due, due + TALLY_WAITS,
                             texts.monthly(text, reader.stop), reason)
                for reader in readers
            ]  # fmt: skip

        return build

    def _fixtures(self, first: date, last: date) -> Iterator[Duty]:
        for year in range(first.year, last.year + 2):  # 8 January of the next year is spoken of in this one
            for fixture in self.calendar.fixtures:
                if fixture.concerns(self.town.province, year):
                    yield self._fixture(fixture, year)

    def _fixture(self, fixture: Fixture, year: int) -> Duty:
        on, end = date(year, *fixture.first), date(year, *fixture.last)
        wanted = on - timedelta(days=fixture.before)
        day = self.calendar.last_working_day(wanted, wanted - timedelta(days=9)) or wanted
        due = self._due(day, fixture.at)
        over = min(instant(end + timedelta(days=1), time(), self.zone), due + FIXTURE_WAITS)
        return Duty(f"{FIXTURE}:{fixture.id}", due, over, self._fixture_notices(fixture, on, due, over))

    def _fixture_notices(
        self, fixture: Fixture, on: date, due: datetime, over: datetime
    ) -> Callable[[datetime], list[Notice]]:
        key = f"calendar:{fixture.id}:{on.year}"

        def build(at: datetime) -> list[Notice]:
            people = town_readers if fixture.to == TOWN else leads
            readers = self._new(key, people(self.town, self.members, self.facts.channels))
            if not readers:
                return []
            text = self._filled(fixture.text, on, at)
            return [
                self._notice(f"{FIXTURE}:{fixture.id}", f"{key}:{reader.key}", reader, due, over,
                             texts.fixture(text, fixture.reason, reader.stop), fixture.reason)
                for reader in readers
            ]  # fmt: skip

        return build

    def _filled(self, text: str, on: date, at: datetime) -> str:
        """The text with its placeholders filled, by the facts at `at`."""
        today = at.astimezone(self.zone).date()
        values = {
            "year": on.year,
            "last_year": on.year - 1,
            "days_left": (date(today.year, 12, 31) - today).days,
        }
        about = on.year if on.month == 12 else on.year - 1  # whose report it is
        if "{pending}" in text:
            return text.format(pending=texts.pending(self.facts.pending(about)), **values)
        return text.format(**values)

    def _new(self, key: str, readers: Iterable[Reader]) -> list[Reader]:
        """The readers who have no notice of that key yet."""
        return [reader for reader in readers if f"{key}:{reader.key}" not in self.facts.known]

    def _due(self, day: date, at: time) -> datetime:
        return out_of_quiet(instant(day, at, self.zone), self.zone)

    def _notice(
        self, kind: str, key: str, reader: Reader, due: datetime, over: datetime, text: str, reason: str
    ) -> Notice:
        return Notice(
            town_id=self.town.id,
            key=key,
            kind=kind,
            channel=reader.channel,
            chat=reader.chat,
            due_at=due.astimezone(UTC),
            text=text,
            reason=reason,
            expires_at=over.astimezone(UTC),
        )


def nudge_day(monday: date, weekday: int, calendar: Calendar) -> date | None:
    """The day of a week's nudge: the wanted weekday, or the last working day before it; in a week that has
    only later ones (a moved Saturday) the last of these; None in a week off.
    """
    wanted = monday + timedelta(days=weekday)
    return calendar.last_working_day(wanted, monday) or calendar.last_working_day(
        monday + timedelta(days=6), wanted
    )


def nudge_time(town: Town) -> tuple[int, time]:
    """(weekday with Monday 0, local time) of a town's nudge: its settings `nudge_weekday` (1 to 7) and
    `nudge_at` ("16:00"), or Friday 16:00.
    """
    weekday, at = town.settings.get("nudge_weekday"), town.settings.get("nudge_at")
    day = weekday - 1 if isinstance(weekday, int) and 1 <= weekday <= 7 else FRIDAY
    try:
        return day, time.fromisoformat(at) if isinstance(at, str) else NUDGE_AT
    except ValueError:
        return day, NUDGE_AT
