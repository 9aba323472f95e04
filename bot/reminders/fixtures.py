"""The legal calendar's notices: before a day, after it where nothing was logged, and each span's. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.reminders import texts
from bot.reminders.calendar import TOWN, Fixture, Rhythm
from bot.reminders.readers import Reader, leaders, leads, town_readers
from bot.reminders.scene import Duty, Scene
from bot.reminders.supervision import NAMES, quarter_of
from drafting.totals import Period
from storage.records import Role

CALENDAR, RHYTHM = "calendar", "rhythm"
FIXTURE_WAITS, AFTER_WAITS = timedelta(days=14), timedelta(days=10)
HOLIDAYS = timedelta(days=9)  # longer than any, to find the working day before them
_MONTH = timedelta(days=31)
AROUND = timedelta(days=15)  # before a day, what is done for it is done already


def fixture_duties(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    for year in range(first.year - 1, last.year + 2):  # a date of next January may be spoken of in December
        for fixture in scene.calendar.fixtures:
            if not fixture.concerns(scene.town.province, year):
                continue
            on, end = fixture.days(year)
            if _near(on - timedelta(days=fixture.before), first, last):
                yield _before(scene, fixture, year)
            if fixture.after and _near(end + timedelta(days=fixture.after), first, last):
                yield _after(scene, fixture, year)


def _near(day: date, first: date, last: date) -> bool:
    """Whether a notice of about that day may be due in the span: holidays move it by less than a month."""
    return first - _MONTH <= day <= last + _MONTH


def _before(scene: Scene, fixture: Fixture, year: int) -> Duty:
    on, end = fixture.days(year)
    wanted = on - timedelta(days=fixture.before)
    due = scene.due(scene.calendar.last_working_day(wanted, wanted - HOLIDAYS) or wanted, fixture.at)
    return Duty(
        f"{CALENDAR}:{fixture.id}",
        f"{CALENDAR}:{fixture.id}:{year}",
        due,
        min(scene.midnight(end + timedelta(days=1)), due + FIXTURE_WAITS),
        lambda at: _readers(scene, fixture, at),
        lambda reader, at: texts.fixture(_filled(scene, fixture, on, at), fixture.reason, reader.stop),
        lambda reader: fixture.reason,
    )


def _after(scene: Scene, fixture: Fixture, year: int) -> Duty:
    on, end = fixture.days(year)
    wanted = end + timedelta(days=fixture.after)
    due = scene.due(scene.calendar.first_working_day(wanted, wanted + HOLIDAYS) or wanted, fixture.at)

    def readers(at: datetime) -> list[Reader]:
        if not scene.has_begun(scene.midnight(end)):
            return []
        logged = scene.facts.logged(fixture.kinds, fixture.words, on - AROUND, scene.day(at), at)
        return [] if logged else _readers(scene, fixture, at)

    return Duty(
        f"{CALENDAR}:{fixture.id}",
        f"{CALENDAR}:{fixture.id}:{year}:after",
        due,
        due + AFTER_WAITS,
        readers,
        lambda reader, at: texts.fixture(
            texts.after(fixture.name, fixture.asks), f"{fixture.reason}，还没有记录", reader.stop
        ),
        lambda reader: f"{fixture.reason}，还没有记录",
    )


def _readers(scene: Scene, fixture: Fixture, at: datetime) -> list[Reader]:
    here, channels = scene.here(at), scene.facts.channels
    if fixture.to == TOWN:
        return town_readers(scene.town, here, channels, scene.members)
    return leads(here, channels)


def _filled(scene: Scene, fixture: Fixture, on: date, at: datetime) -> str:
    """The fixture's text with its placeholders filled, by the facts at `at`, and what last year had."""
    today = scene.day(at)
    reported = on.year if on.month == 12 else on.year - 1  # the year whose report is at hand
    pending = scene.facts.pending(reported) if "{pending}" in fixture.text else 0
    text = fixture.text.format(
        year=on.year,
        last_year=on.year - 1,
        days_left=(date(today.year, 12, 31) - today).days,
        pending=texts.pending(pending),
        logged=_logged(scene, fixture, on, at) if "{logged}" in fixture.text else "",
    )
    return text + (_last_year(scene, fixture, on.year - 1) if fixture.after else "")


def _logged(scene: Scene, fixture: Fixture, on: date, at: datetime) -> str:
    """What was logged of it in the month before: the figures of its statistics."""
    month = Period.of_month(on.year, on.month - 1) if on.month > 1 else Period.of_month(on.year - 1, 12)
    had = scene.facts.logged(fixture.kinds, fixture.words, month.on, month.until, at)
    return f"账上现有：{had}。" if had else "账上还没有记录。"


def _last_year(scene: Scene, fixture: Fixture, year: int) -> str:
    on, end = fixture.days(year)
    had = scene.facts.logged(
        fixture.kinds, fixture.words, on - AROUND, end + timedelta(days=fixture.after), None
    )
    return texts.last_year(had)


def rhythm_duties(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    for rhythm in scene.calendar.rhythms:
        for year in range(first.year - 1, last.year + 2):
            for name, span in _spans(rhythm, year):
                if _near(span.until - timedelta(days=rhythm.before), first, last):
                    yield _rhythm(scene, rhythm, name, span)


def _spans(rhythm: Rhythm, year: int) -> list[tuple[str, Period]]:
    if rhythm.every == "quarter":
        return [(f"{year}年{NAMES[number]}", quarter_of(year, number)) for number in range(4)]
    if rhythm.every == "half":
        halves = (("上半年", 0, 1), ("下半年", 2, 3))
        return [
            (f"{year}年{name}", Period(quarter_of(year, one).on, quarter_of(year, two).until))
            for name, one, two in halves
        ]
    return [(f"{year}年", Period.of_year(year))]


def _rhythm(scene: Scene, rhythm: Rhythm, name: str, span: Period) -> Duty:
    wanted = span.until - timedelta(days=rhythm.before)
    day = scene.calendar.last_working_day(wanted, wanted - HOLIDAYS) or wanted

    def readers(at: datetime) -> list[Reader]:
        if scene.facts.logged(rhythm.kinds, (), span.on, span.until, at):
            return []
        return leaders(scene.here(at), scene.choices.leaders, scene.facts.channels)

    reason = f"{rhythm.reason}，{name}还没有记录"
    return Duty(
        f"{RHYTHM}:{rhythm.id}",
        f"{RHYTHM}:{rhythm.id}:{span.on:%Y-%m}",
        scene.due(day, time(9)),
        scene.midnight(span.until + timedelta(days=1)),
        readers,
        lambda reader, at: texts.fixture(_asked(rhythm, name, reader), reason, reader.stop),
        lambda reader: reason,
    )


def _asked(rhythm: Rhythm, name: str, reader: Reader) -> str:
    """The rhythm's text; a leader who only reads has it logged by others."""
    reads = reader.member is not None and reader.member.role is Role.VIEWER
    return rhythm.text.format(span=name, log=texts.HAVE_LOGGED if reads else texts.LOG)
