"""The list of what would be sent, for those who set it up."""

from datetime import date

from bot.reminders import preview
from tests.reminders.conftest import Place, at


def test_each_line_has_time_reader_reason_and_text(place: Place) -> None:
    place.without("month_closing", "month_zeros", "rhythm")
    place.log(place.li, at("2025-11-26 10:00"))
    with place.database.work() as work:
        lines = preview.lines(work, place.town, date(2025, 11, 25), date(2025, 12, 1))
    rows = [line.split("\t") for line in lines]
    assert [(row[0], row[1]) for row in rows] == [
        ("2025-11-28 16:00", "王芳（柳树村）"),
        ("2025-12-01 09:00", "青石镇的群"),
    ]
    assert rows[0][2] == "柳树村本周（11月24日至28日）没有记录"
    assert rows[1][3] == "青石镇2025年11月台账：共1条"


def test_a_past_week_is_judged_by_what_was_recorded_until_its_nudge(place: Place) -> None:
    place.without("month_closing", "month_zeros")
    place.log(place.li, at("2025-11-26 10:00"))
    place.log(place.wang, at("2025-11-28 16:30"))
    with place.database.work() as work:
        (line,) = preview.lines(work, place.town, date(2025, 11, 28), date(2025, 11, 28))
    assert "王芳" in line


def test_both_days_belong_to_the_list_and_nothing_is_kept(place: Place) -> None:
    place.without("rhythm")
    with place.database.work() as work:
        found = preview.notices(work, place.town, date(2025, 12, 1), date(2025, 12, 1))
        assert [notice.kind for notice in found] == ["monthly_tally"]
        assert preview.notices(work, place.town, date(2025, 12, 2), date(2025, 12, 1)) == []
    assert place.agenda() == []
    assert place.sent() == []
