"""Wall time: gaps, folds and the quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Tehran",
]


@given(st.sampled_from(ZONES), st.dates(date(2000, 1, 1), date(2037, 12, 31)), st.times())
def test_the_instant_shows_the_wanted_time_or_ends_the_gap_that_holds_it(
    name: str, day: date, wall: time
) -> None:
    zone, wanted = ZoneInfo(name), datetime.combine(day, wall)
    found = instant(day, wall, zone)
    shown = found.astimezone(zone).replace(tzinfo=None)
    if shown != wanted:
        assert shown > wanted
        before = (found - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert before < wanted
    earlier = (found - timedelta(hours=3)).astimezone(zone).replace(tzinfo=None)
    assert earlier < wanted


@given(st.sampled_from(ZONES), st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)))
def test_what_is_put_off_is_put_off_once_and_by_less_than_a_night(name: str, moment: datetime) -> None:
    zone, at_utc = ZoneInfo(name), moment.replace(tzinfo=UTC)
    awake = out_of_quiet(at_utc, zone)
    assert timedelta(0) <= awake - at_utc <= timedelta(hours=12)
    assert not is_quiet(awake, zone)
