"""The years of real towns: what they would have been told is what their messages lead to, told once."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot import replay
from bot.reminders import preview
from bot.reminders.calendar import bundled
from bot.reminders.planning import LOGGING, nudge_day
from storage.database import Database
from storage.records import Entry, Member, Notice
from tests.reminders.conftest import CHINA

YEARS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "years"
TOWNS = sorted(path.name for path in YEARS.iterdir()) if YEARS.is_dir() else []
pytestmark = pytest.mark.skipif(not TOWNS, reason="the transcripts in ../shared are not here")


@dataclass(frozen=True, slots=True)
class Played:
    year: int
    members: list[Member]
    entries: list[Entry]
    notices: list[Notice]


@pytest.fixture(scope="module", params=TOWNS or ["none"])
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path
) -> Iterator[Played]:
    folder = YEARS / request.param
    path = tmp_path_factory.mktemp("town") / "ledger.sqlite3"
    shutil.copy(empty_ledger, path)
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    facts = replay.read_town((folder / "town.json").read_text(encoding="utf-8"))
    lines = replay.read_lines((folder / "transcript.jsonl").read_text(encoding="utf-8"))
    with database.work() as work:
        town = replay.settle(work, facts, "test", "Asia/Shanghai")
    for _ in replay.play(database, town, lines, "test", replay.Played()):
        pass
    year = int(str(facts["year"]))
    with database.work() as work:
        yield Played(
            year,
            work.members.members(town.id),
            work.ledger.find(town.id),
            preview.notices(work, town, date(year, 1, 1), date(year, 12, 31)),
        )
    database.close()


def test_each_notice_has_a_key_and_a_reason_of_its_own_time(played: Played) -> None:
    assert played.notices
    keys = Counter(notice.key for notice in played.notices)
    assert [key for key, count in keys.items() if count > 1] == []
    for notice in played.notices:
        local = notice.due_at.astimezone(CHINA)
        assert 8 <= local.hour < 21
        assert notice.reason
        assert "/mute" in notice.text
        assert len(notice.text) < 4096


def test_the_nudges_are_those_that_the_messages_lead_to(played: Played) -> None:
    """Found anew from the entries' times: who logged nothing from Monday until the nudge."""
    expected = set()
    monday = date(played.year, 1, 1) - timedelta(days=date(played.year, 1, 1).weekday())
    while monday.year <= played.year:
        day = nudge_day(monday, 4, bundled())
        if day is not None and day.year == played.year:
            since = datetime.combine(monday, datetime.min.time(), CHINA)
            until = datetime.combine(day, datetime.min.time(), CHINA) + timedelta(hours=16)
            heard = {e.unit.id for e in played.entries if since <= (e.recorded_at or until) < until}
            expected |= {
                f"weekly:{monday}:{member.id}"
                for member in played.members
                if member.role in LOGGING and member.unit.id not in heard
            }
        monday += timedelta(days=7)
    assert {n.key for n in played.notices if n.kind == "weekly_nudge"} == expected


def test_a_month_is_asked_about_only_where_nothing_was_said(played: Played) -> None:
    for notice in played.notices:
        if notice.kind != "month_closing":
            continue
        _, month, member_id = notice.key.split(":")
        unit = next(m.unit.id for m in played.members if str(m.id) == member_id)
        said = [
            e
            for e in played.entries
            if e.unit.id == unit
            and f"{e.on:%Y-%m}" <= month <= f"{e.last_day:%Y-%m}"
            and e.recorded_at
            and e.recorded_at < notice.due_at
        ]
        assert said == [], notice.key


def test_tallies_and_supervision_come_in_their_rhythm(played: Played) -> None:
    kinds = Counter(
        (notice.kind, notice.due_at.astimezone(CHINA).month)
        for notice in played.notices
        if notice.kind in ("monthly_tally", "supervision")
    )
    leads = max(count for (kind, _), count in kinds.items() if kind == "monthly_tally")
    assert [kinds[("monthly_tally", month)] for month in range(1, 13)] == [leads] * 12
    assert {month for kind, month in kinds if kind == "supervision"} <= {1, 4, 7, 10}
