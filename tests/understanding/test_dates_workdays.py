"""Working days: the State Council's moved days, and a clear answer for years that are not covered."""

from datetime import date

import pytest

from bot.understanding.workdays import work_day


@pytest.mark.parametrize(
    ("on", "works"),
    [("2024-10-12", True), ("2024-10-01", False), ("2024-10-16", True), ("2024-10-19", False)],
)
def test_a_moved_saturday_is_worked_and_a_holiday_is_not(on: str, works: bool) -> None:
    assert work_day(date.fromisoformat(on)).works is works


def test_a_year_without_a_notice_goes_by_the_weekday_and_says_so() -> None:
    assert work_day(date(2045, 10, 2)).works
    assert not work_day(date(2045, 10, 1)).works
    assert not work_day(date(2045, 10, 2)).certain
    assert work_day(date(2024, 10, 16)).certain


def test_a_newer_notice_comes_first() -> None:
    moved = {date(2045, 10, 2): False}
    assert not work_day(date(2045, 10, 2), moved).works
    assert work_day(date(2045, 10, 2), moved).certain
