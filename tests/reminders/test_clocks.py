"""Two processes, clocks that jump, and every zone's summer time: each thing is said once."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import preview
from bot.reminders.calendar import bundled
from bot.reminders.duties import notices
from storage.records import NoticeState
from tests.reminders.conftest import Place, at
from tests.reminders.test_duties import LI, TOWN, WANG, facts

ROOT = Path(__file__).resolve().parents[2]
ZONES = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago"]


def test_two_processes_that_tick_and_send_for_a_month_say_nothing_twice(place: Place) -> None:
    """Both begin at once, and each goes through November as fast as it can, by a clock of its own."""
    ledger = place.database.url.render_as_string(hide_password=False)
    first, last = date(2025, 11, 1), date(2025, 12, 1)
    command = [sys.executable, "-m", "tests.reminders.month_alone", ledger, str(first), str(last)]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    sent = [
        json.loads(line) for process in processes for line in process.communicate(timeout=120)[0].splitlines()
    ]
    assert [process.returncode for process in processes] == [0, 0]
    assert [key for key, count in Counter(number for _, number, _, _ in sent).items() if count > 1] == []
    assert max(Counter((chat, text) for _, _, chat, text in sent).values()) == 1
    with place.database.work() as work:
        listed = preview.messages(work, place.town, first + timedelta(days=1), last)
    later = [day for day, *_ in sent if day > str(first)]  # what was due in October comes on the first day
    assert Counter(later) == Counter(str(one.at.date()) for one in listed)
    items = place.agenda()
    assert len({item.notice.key for item in items}) == len(items) > 15
    assert {item.state for item in items} <= {NoticeState.SENT, NoticeState.DROPPED}


def test_a_clock_that_wanders_says_each_thing_once(place: Place) -> None:
    wander = [0, 3, -2, 40, -40, 1, 400, -400, 2]  # days by which the clock is set
    now = at("2025-11-03 09:00")
    for days in wander:
        now += timedelta(days=days)
        place.tick(now, now.replace(hour=16))
    items = place.agenda()
    assert len({item.notice.key for item in items}) == len(items)
    again = len(place.sent())
    place.tick(*(now + timedelta(minutes=minute) for minute in range(5)))
    assert again > 0
    assert place.sent() == []


def test_after_three_days_away_each_reader_gets_one_message(place: Place) -> None:
    place.tick(at("2025-10-30 09:00"))
    place.sent()
    place.tick(at("2025-11-03 09:30"))
    chats = Counter(item.chat for item in place.sent())
    assert chats == {"77": 1, "78": 1, "-5": 1}


@pytest.mark.parametrize("zone", ZONES)
def test_each_local_date_fires_once_a_year_in_every_zone(zone: str) -> None:
    town = replace(TOWN, timezone=zone, settings={"nudge_at": "02:30", "quiet": ["23:00", "01:00"]})
    first, last = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC)
    found = notices(town, (WANG, LI), bundled(), facts(), first, last)
    weekly = Counter(notice.key for notice in found if notice.kind == "weekly_nudge")
    assert len(weekly) in (2 * 51, 2 * 52)  # the last week's may lie behind the year's end in UTC
    assert set(weekly.values()) == {1}
    days = Counter(
        notice.due_at.astimezone(ZoneInfo(zone)).date() for notice in found if notice.key.endswith(":1")
    )
    assert max(days.values()) <= 3


@pytest.mark.parametrize("zone", ZONES[1:4])
def test_ticks_through_a_change_of_the_clocks_say_it_once(place: Place, zone: str) -> None:
    with place.database.work() as work:
        work.members.update_town(place.town.id, timezone=zone, settings={"nudge_weekday": 7})
    for start in ("2025-03-08", "2025-03-29", "2025-04-05", "2025-11-01", "2025-10-25"):
        now = datetime.fromisoformat(start).replace(tzinfo=UTC)
        place.tick(*(now + timedelta(hours=hour) for hour in range(0, 72, 6)))
    keys = [item.notice.key for item in place.agenda() if item.notice.kind == "weekly_nudge"]
    assert len(keys) == len(set(keys)) > 0
