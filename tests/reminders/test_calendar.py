"""The legal calendar is sound data, and knows when offices work."""

from datetime import date

import pytest

from bot.reminders.calendar import bundled, read_calendar

PLAIN = 'id="a"\nname="甲"\non="04-15"\nto="town"\ntext="字"\nreason="因"\nsource="据"\n'


def test_every_date_has_its_text_reason_and_source() -> None:
    for fixture in bundled().fixtures:
        assert fixture.source, fixture.id
        assert fixture.reason, fixture.id
        first, last = fixture.days(2025)
        assert first <= last, fixture.id
        filled = fixture.text.format(year=2025, last_year=2024, days_left=3, pending="", logged="")
        assert "{" not in filled
        assert len(filled) <= 120, f"{fixture.id} is too long for a chat"


def test_the_years_duties_are_in_the_calendar() -> None:
    days = {fixture.first for fixture in bundled().fixtures}
    assert {(1, 31), (3, 1), (4, 1), (4, 15), (5, 1), (6, 1), (6, 26), (12, 1), (12, 4)} <= days
    assert sum(fixture.id.startswith("draft_") for fixture in bundled().fixtures) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"[[notice]]\n{PLAIN}[[notice]]\n{PLAIN}",
        f"[[notice]]\n{PLAIN}".replace("town", "everybody"),
        f"[[notice]]\n{PLAIN}".replace("04-15", "04-31"),
        f"[[notice]]\n{PLAIN}".replace('reason="因"\n', ""),
    ],
)
def test_a_calendar_with_a_mistake_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_calendar(text)


def test_a_date_of_some_provinces_or_years_is_kept_to_them() -> None:
    text = f'[[notice]]\n{PLAIN}provinces=["湖南"]\nfirst_year=2025\nlast_year=2026\n'
    (fixture,) = read_calendar(text).fixtures
    assert fixture.concerns("湖南", 2025)
    assert not fixture.concerns("湖北", 2025)
    assert not fixture.concerns("湖南", 2024)
    assert not fixture.concerns("湖南", 2027)


def test_a_day_by_the_moon_falls_where_the_year_has_it() -> None:
    (spring,) = [fixture for fixture in bundled().fixtures if fixture.id == "spring_festival"]
    firsts = [spring.days(year)[0] for year in (2023, 2024, 2025, 2026)]
    assert firsts == [date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17)]
    assert spring.days(2025)[1] == date(2025, 2, 12)


def test_it_says_which_years_it_knows() -> None:
    assert bundled().knows(2025)
    assert not bundled().knows(2060)
    told = bundled().of_town((), frozenset({date(2060, 10, 1)}), frozenset())
    assert told.knows(2060)
    assert not told.is_working_day(date(2060, 10, 1))


def test_working_days_follow_the_decrees_where_they_are_known() -> None:
    calendar = bundled()
    assert not calendar.is_working_day(date(2025, 10, 1))
    assert calendar.is_working_day(date(2025, 9, 28))  # a Sunday, worked for the holidays after it
    assert calendar.is_working_day(date(2025, 11, 28))
    assert not calendar.is_working_day(date(2025, 11, 29))


def test_a_year_without_decrees_has_monday_to_friday_and_what_the_calendar_says() -> None:
    calendar = read_calendar(f'[[notice]]\n{PLAIN}[days.2060]\noff = ["2060-01-01"]\nwork = ["2060-01-04"]\n')
    assert calendar.is_working_day(date(2060, 1, 2))  # a Friday
    assert not calendar.is_working_day(date(2060, 1, 3))
    assert calendar.is_working_day(date(2060, 1, 4))  # a Sunday
    assert not calendar.is_working_day(date(2060, 1, 1))
