"""The list of what would be sent, for those who set it up."""

from datetime import date

from bot.reminders import pages, preview
from bot.reminders.personal import PERSONAL
from storage.records import Notice
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


def test_what_goes_in_one_message_is_one_line_and_its_parts_stand_below(place: Place) -> None:
    with place.database.work() as work:
        lines = preview.lines(work, place.town, date(2025, 10, 31), date(2025, 10, 31))
        messages = preview.messages(work, place.town, date(2025, 10, 31), date(2025, 10, 31))
    li = next(one for one in messages if one.to.startswith("李明"))
    assert li.kinds == ("month_closing", "month_zeros")  # of the whole month, and not of its last week too
    assert li.text.startswith("有2件事：")
    start = next(number for number, line in enumerate(lines) if "李明（司法所）" in line)
    reasons = "2025年10月司法所没有记录；2025年10月司法所归口的数没有人报过"
    assert lines[start].split("\t") == ["2025-10-31 16:00", "李明（司法所）", reasons, "有2件事："]
    below = [line.split("\t") for line in lines[start + 1 : start + 3]]
    assert [(row[:2], row[2]) for row in below] == [(["", ""], reason) for reason in li.reasons]


def test_ones_own_reminders_are_in_the_list_and_alone(place: Place) -> None:
    place.without("month_closing", "month_zeros", "rhythm")
    due = at("2025-12-01 09:00")
    with place.database.work() as work:
        work.members.update_town(place.town.id, chat=("telegram", "78"))
        work.agenda.owe(Notice(place.town.id, "p", PERSONAL, "telegram", "78", due, "到时间了", "自己设的"))
        messages = preview.messages(work, work.members.town("青石镇"), date(2025, 12, 1), date(2025, 12, 1))
    assert sorted(one.kinds for one in messages) == [("monthly_tally",), ("personal",)]


def test_the_list_as_a_page_counts_the_kinds_and_shows_each_once(place: Place) -> None:
    with place.database.work() as work:
        messages = preview.messages(work, place.town, date(2025, 12, 29), date(2026, 1, 9))
    lines = list(pages.page(messages, "青石镇的提醒"))
    assert lines[0] == "# 青石镇的提醒"
    assert [line for line in lines if line.startswith("## ")] == [
        "## 2025年12月",
        "## 2026年1月",
        "## 每种提醒第一次来的样子",
    ]
    assert sum(line.startswith("- ") for line in lines) == len(messages)
    assert list(pages.page([], "空"))[2] == "这段时间没有提醒。"


def test_the_list_as_rows_holds_the_parts(place: Place) -> None:
    with place.database.work() as work:
        messages = preview.messages(work, place.town, date(2025, 10, 31), date(2025, 10, 31))
    row = next(row for row in preview.rows(messages) if str(row["to"]).startswith("李明"))
    assert row["at"] == "2025-10-31T16:00:00+08:00"
    assert [part["kind"] for part in row["parts"]] == ["month_closing", "month_zeros"]  # type: ignore[attr-defined]


def test_both_days_belong_to_the_list_and_nothing_is_kept(place: Place) -> None:
    place.without("rhythm")
    with place.database.work() as work:
        found = preview.notices(work, place.town, date(2025, 12, 1), date(2025, 12, 1))
        assert [notice.kind for notice in found] == ["monthly_tally"]
        assert preview.notices(work, place.town, date(2025, 12, 2), date(2025, 12, 1)) == []
    assert place.agenda() == []
    assert place.sent() == []
