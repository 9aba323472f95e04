"""Wall time: gaps, folds and the quiet hours."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.wall import instant, is_quiet, out_of_quiet
from tests.reminders.conftest import CHINA, at

BERLIN, LORD_HOWE, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")


def test_a_plain_time_is_that_time() -> None:
    assert instant(date(2025, 11, 28), time(16), CHINA) == datetime(2025, 11, 28, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "first"),
    [
        (BERLIN, date(2025, 3, 30), time(2, 30), "2025-03-30T03:00:00+02:00"),
        (BERLIN, date(2025, 3, 30), time(2, 0), "2025-03-30T03:00:00+02:00"),
        (BERLIN, date(2025, 3, 30), time(2, 59, 59), "2025-03-30T03:00:00+02:00"),
        (LORD_HOWE, date(2025, 10, 5), time(2, 15), "2025-10-05T02:30:00+11:00"),
        (APIA, date(2011, 12, 30), time(9), "2011-12-31T00:00:00+14:00"),
    ],
)
def test_a_time_that_the_clocks_skip_is_the_first_moment_after(
    zone: ZoneInfo, day: date, wall: time, first: str
) -> None:
    assert instant(day, wall, zone).astimezone(zone).isoformat() == first


def test_a_time_that_the_clocks_show_twice_is_the_first_of_the_two() -> None:
    found = instant(date(2025, 10, 26), time(2, 30), BERLIN)
    assert found.astimezone(BERLIN).isoformat() == "2025-10-26T02:30:00+02:00"


@pytest.mark.parametrize(
    ("moment", "awake"),
    [
        ("2025-11-28 08:00", "2025-11-28 08:00"),
        ("2025-11-28 20:59", "2025-11-28 20:59"),
        ("2025-11-28 21:00", "2025-11-29 08:00"),
        ("2025-11-28 23:59", "2025-11-29 08:00"),
        ("2025-11-29 00:00", "2025-11-29 08:00"),
        ("2025-11-29 07:59", "2025-11-29 08:00"),
    ],
)
def test_nobody_is_disturbed_from_nine_to_eight(moment: str, awake: str) -> None:
    assert out_of_quiet(at(moment), CHINA) == at(awake)
    assert is_quiet(at(moment), CHINA) == (moment != awake)
