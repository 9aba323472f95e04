"""The years of real towns, played message by message while the clock ticks: what they are told is what their
messages lead to, told once, and what the list of the year says.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from chinese_calendar import is_workday

from bot import replay
from bot.months import zero_measures
from bot.reminders import preview
from bot.reminders.calendar import bundled
from bot.reminders.gathering import facts_of
from bot.reminders.merging import Message
from bot.reminders.planning import LOGGING, nudge_day, planned
from bot.reminders.readers import leads
from bot.reminders.scene import Scene
from storage.catalogue import bundled as bundled_catalogue
from storage.database import Database
from storage.records import Entry, Member, Notice, Town, UnitLevel
from tests.reminders.conftest import CHINA
from tests.reminders.taking import hasty, told_at

YEARS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "years"
TOWNS = sorted(path.name for path in YEARS.iterdir()) if YEARS.is_dir() else []
pytestmark = [
    pytest.mark.skipif(not TOWNS, reason="the transcripts in ../shared are not here"),
    pytest.mark.sqlite,
]

# What the calendar says before a day, in a town of no province that the calendar has a day for.
BEFORE_DAYS_2023 = {
    "spring_festival": "2023-01-01", "enforcement_statistics": "2023-01-20",
    "annual_report_filing": "2023-02-15", "annual_report_publication": "2023-03-22",
    "national_security_day": "2023-04-07", "civil_code_month": "2023-04-28",
    "work_safety_month": "2023-05-29", "civil_code_statistics": "2023-06-01",
    "drug_control_day": "2023-06-19", "constitution_week": "2023-11-24",
    "constitution_day": "2023-12-01", "draft_first": "2023-12-08", "draft_second": "2023-12-22",
    "draft_last": "2023-12-29",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Played:
    """`told`: what the delivery sent as the year went by. `listed`: what the list says at its end."""

    year: int
    town: Town
    members: list[Member]
    entries: list[Entry]
    told: list[Message]
    listed: list[Message]

    @property
    def notices(self) -> list[Notice]:
        return [notice for message in self.told for notice in message.parts]

    def of(self, *kinds: str) -> list[Notice]:
        return [notice for notice in self.notices if notice.kind.partition(":")[0] in kinds]


@pytest.fixture(scope="module", params=TOWNS or ["none"])
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path
) -> Iterator[Played]:
    folder = YEARS / request.param
    path = tmp_path_factory.mktemp("town") / "ledger.sqlite3"
    shutil.copy(empty_ledger, path)
    database = hasty(path)
    facts = replay.read_town((folder / "town.json").read_text(encoding="utf-8"))
    lines = replay.read_lines((folder / "transcript.jsonl").read_text(encoding="utf-8"))
    year = int(str(facts["year"]))
    with database.work() as work:
        town = replay.settle(work, facts, "test", "Asia/Shanghai")
    told = list(_live(database, town, lines, year))
    with database.work() as work:
        listed = preview.messages(work, town, date(year, 1, 1), date(year, 12, 31))
        yield Played(year, town, work.members.members(town.id), work.ledger.find(town.id), told, listed)
    database.close()


def _live(database: Database, town: Town, lines: list[replay.Line], year: int) -> Iterator[Message]:
    """The year goes by: people write, and whenever something may be due the clock ticks."""
    moments = _moments(database, town, year)
    for line in lines:
        while moments and moments[0] <= line.at:
            yield from told_at(database, town.name, moments.pop(0))
        for _ in replay.play(database, town, [line], "test", replay.Played()):
            pass
    for moment in moments:
        yield from told_at(database, town.name, moment)


def _moments(database: Database, town: Town, year: int) -> list[datetime]:
    with database.work() as work:
        scene = Scene.of(town, work.members.members(town.id), bundled(), facts_of(work, town))
    first, last = (datetime(number, 1, 1, tzinfo=CHINA) for number in (year, year + 1))
    return sorted({duty.due_at for duty in planned(scene, first, last) if duty.due_at < last})


def test_what_was_sent_is_what_the_list_says(played: Played) -> None:
    said, listed = (
        Counter((one.at, one.to, one.kinds, one.reasons) for one in messages)
        for messages in (played.told, played.listed)
    )
    assert said == listed


def test_each_notice_comes_once_says_why_and_how_to_stop_it(played: Played) -> None:
    assert len(played.notices) > 200
    assert [key for key, count in Counter(one.key for one in played.notices).items() if count > 1] == []
    for notice in played.notices:
        assert notice.reason
        assert "/mute" in notice.text
        assert len(notice.text) < 4096


def test_nobody_is_disturbed_at_night_on_a_holiday_or_twice_at_one_time(played: Played) -> None:
    for message in played.told:
        assert 8 <= message.at.hour < 21
        assert is_workday(message.at.date()), message.at
    places = Counter((message.at, message.to) for message in played.told)
    assert [place for place, count in places.items() if count > 1] == []


def test_the_nudges_are_those_that_the_messages_lead_to(played: Played) -> None:
    """Found anew from the entries' times: who logged nothing from Monday until the nudge."""
    expected = set()
    monday = date(played.year, 1, 1) - timedelta(days=date(played.year, 1, 1).weekday())
    while monday.year <= played.year:
        day = nudge_day(monday, 4, bundled())
        if day is not None and day.year == played.year:
            heard = _heard(played, monday, day)
            month_end = day == _last_working_day(day)
            expected |= {
                f"weekly:{monday}:{member.id}"
                for member in played.members
                if member.role in LOGGING
                and member.unit.id not in heard
                # On a month's last working day the month is asked for, which says it all.
                and not (month_end and _is_silent(played, member, day))
            }
        monday += timedelta(days=7)
    assert {notice.key for notice in played.of("weekly_nudge")} == expected


def _heard(played: Played, monday: date, day: date) -> set[int]:
    since, until = _at(monday, 0), _at(day, 16)
    return {e.unit.id for e in played.entries if e.recorded_at and since <= e.recorded_at < until}


def _is_silent(played: Played, member: Member, day: date) -> bool:
    month, until = f"{day:%Y-%m}", _at(day, 16)
    return not any(
        e.unit.id == member.unit.id
        and f"{e.on:%Y-%m}" <= month <= f"{e.last_day:%Y-%m}"
        and e.recorded_at
        and e.recorded_at < until
        for e in played.entries
    )


def _last_working_day(day: date) -> date:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    while not is_workday(last):
        last -= timedelta(days=1)
    return last


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


def test_who_said_nothing_in_a_month_is_asked_once_and_nobody_else(played: Played) -> None:
    expected = set()
    for month in range(2, 13):  # the ledger begins in January
        day = _last_working_day(date(played.year, month, 15))
        expected |= {
            f"closing:{played.year}-{month:02}:{member.id}"
            for member in played.members
            if member.role in LOGGING and _is_silent(played, member, day)
        }
    asked = [one.key for one in played.of("month_closing") if ":01-" not in one.key]
    assert {key for key in asked if not key.startswith(f"closing:{played.year}-01")} == expected
    assert len(asked) == len(set(asked))


def test_each_measure_that_nobody_spoke_of_is_asked_of_one_unit_a_month(played: Played) -> None:
    """Found anew: a zero measure is asked for where no entry of the month has a count of it, or a zero of a
    town-level unit that covers the month.
    """
    labels = len(zero_measures(bundled_catalogue()))
    unit_of = {str(member.id): member.unit for member in played.members}
    for month in range(2, 13):
        day = _last_working_day(date(played.year, month, 15))
        asked: dict[int, int] = {}
        for notice in played.of("month_zeros"):
            _, name, member = notice.key.split(":")
            if name == f"{played.year}-{month:02}":
                assert unit_of[member].level is UnitLevel.TOWN
                asked[unit_of[member].id] = int(notice.text.partition("这")[2].partition("项")[0])
        assert sum(asked.values()) == labels - len(_told_of(played, month, day)), month


def _told_of(played: Played, month: int, day: date) -> set[tuple[str, str]]:
    first = date(played.year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    zeros = {(one.kind, one.measure) for one, _ in zero_measures(bundled_catalogue())}
    return {
        (entry.kind, figure.measure)
        for entry in played.entries
        if entry.on <= last
        and entry.last_day >= first
        and entry.recorded_at
        and entry.recorded_at < _at(day, 16)
        for figure in entry.figures
        if (entry.kind, figure.measure) in zeros
        and (
            figure.value > 0
            or (entry.unit.level is UnitLevel.TOWN and entry.on <= first and last <= entry.last_day)
        )
    }


def test_tallies_and_supervision_come_once_in_their_rhythm(played: Played) -> None:
    readers = len(leads(played.members, None))
    months = Counter(one.key.split(":")[1] for one in played.of("monthly_tally"))
    assert months == {f"{played.year}-{month:02}": readers for month in range(1, 12)}
    quarters = Counter(one.key.split(":")[1] for one in played.of("supervision"))
    assert set(quarters.values()) <= {readers}
    assert {f"{played.year}-Q{quarter}" for quarter in (1, 2, 3)} <= set(quarters)


def test_the_legal_calendar_speaks_before_each_day(played: Played) -> None:
    assert played.year == 2023, "the table is of 2023"
    days = {
        one.kind.partition(":")[2]: str(one.due_at.astimezone(CHINA).date())
        for one in played.of("calendar")
        if one.key.split(":")[3:4] != ["after"]
    }
    began = str(min(e.recorded_at for e in played.entries if e.recorded_at).astimezone(CHINA).date())
    assert days == {name: day for name, day in BEFORE_DAYS_2023.items() if day > began}


def test_after_a_day_it_is_asked_for_only_where_nothing_was_logged(played: Played) -> None:
    fixtures = {one.id: one for one in bundled().fixtures}
    for notice in played.of("calendar"):
        if notice.key.split(":")[3:4] != ["after"]:
            continue
        fixture = fixtures[notice.kind.partition(":")[2]]
        on, _ = fixture.days(played.year)
        had = [
            entry.number
            for entry in played.entries
            if entry.kind in fixture.kinds
            and on - timedelta(days=15) <= entry.last_day
            and entry.on <= notice.due_at.astimezone(CHINA).date()
            and any(word in entry.text + (entry.place or "") for word in fixture.words)
            and entry.recorded_at
            and entry.recorded_at < notice.due_at
        ]
        assert had == [], notice.key
