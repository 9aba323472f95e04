"""A whole year, tick by tick: docs/notices-year.md is what a made-up town is told, and each rule holds in it.

To write the page anew: FAZHIBOT_WRITE_PAGES=1 pytest tests/reminders/test_year.py, and read what has changed.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.reminders.merging import Message
from tests.reminders.simulation import YEAR, Year, page
from tests.reminders.taking import hasty

PAGE = Path(__file__).resolve().parents[2] / "docs" / "notices-year.md"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Iterator[Year]:
    path = tmp_path_factory.mktemp("year") / "ledger.sqlite3"
    shutil.copy(empty_ledger, path)
    database = hasty(path)
    year = Year.settle(database)
    year.run(date(YEAR - 1, 12, 16), date(YEAR - 1, 12, 31))
    year.told.clear()
    year.run(date(YEAR, 1, 1), date(YEAR, 12, 31))
    yield year
    database.close()


def of_kind(year: Year, kind: str, to: str = "") -> list[Message]:
    return [one for one in year.told if one.to.startswith(to) and any(k.startswith(kind) for k in one.kinds)]


def test_the_page_shows_what_the_town_is_told(year: Year) -> None:
    text = "\n".join(page(year.told)) + "\n"
    if os.environ.get("FAZHIBOT_WRITE_PAGES"):
        PAGE.write_text(text, encoding="utf-8")
    assert text == PAGE.read_text(encoding="utf-8")


def test_nobody_gets_two_messages_at_one_time(year: Year) -> None:
    counts = Counter((one.at, one.to) for one in year.told if one.kinds != ("personal",))
    assert [key for key, count in counts.items() if count > 1] == []


def test_nothing_is_said_in_the_quiet_hours_and_every_message_says_how_to_stop(year: Year) -> None:
    assert all(8 <= one.at.hour < 21 for one in year.told)
    assert all("/mute" in one.text or "管理员" in one.text or "/remind" in one.text for one in year.told)
    assert all(all(one.reasons) for one in year.told)


def test_who_is_on_leave_or_muted_hears_nothing(year: Year) -> None:
    away = [one for one in year.told if one.to.startswith("王芳") and one.at.month == 7]
    assert away == []
    muted = [one for one in year.told if one.to.startswith("赵刚") and one.at.date() >= date(YEAR, 9, 1)]
    assert muted == []


def test_who_reports_each_week_is_never_nudged(year: Year) -> None:
    # The Wednesday on which 李明 would have logged was National Day.
    assert [one.at.date() for one in of_kind(year, "weekly_nudge", "李明")] == [date(YEAR, 9, 30)]
    assert len(of_kind(year, "weekly_nudge", "钱进")) > 20


def test_each_month_is_tallied_once_in_the_chat_and_for_the_leader(year: Year) -> None:
    chat = of_kind(year, "monthly_tally", "青石镇的群")
    assert [one.at.month for one in chat] == list(range(1, 13))
    assert [one.at for one in of_kind(year, "monthly_tally", "孙书记")] == [one.at for one in chat]


def test_each_quarter_is_supervised_with_lights(year: Year) -> None:
    found = of_kind(year, "supervision", "青石镇的群")
    assert [one.at.month for one in found] == [1, 4, 7, 10]
    assert all("灯" in one.text for one in found[1:])


def test_only_those_are_asked_at_a_months_end_who_said_nothing(year: Year) -> None:
    asked = of_kind(year, "month_closing", "钱进")
    assert [one.at.month for one in asked] == [2, 8, 11]
    assert of_kind(year, "month_closing", "李明") == []
    zeros = of_kind(year, "month_zeros", "李明")
    assert len(zeros) == 12
    assert "行政处罚" not in zeros[0].text  # 综合执法队 is asked for that
    assert "行政处罚" in of_kind(year, "month_zeros", "赵刚")[0].text


def test_a_day_is_asked_for_afterwards_only_where_nothing_was_logged(year: Year) -> None:
    after = [reason for one in year.told for reason in one.reasons if reason.endswith("还没有记录")]
    assert not any("禁毒" in reason or "宪法" in reason for reason in after)
    assert any("安全生产月" in reason for reason in after)
    assert any(reason.startswith("班子每") or "班子学法" in reason or "二季度" in reason for reason in after)


def test_the_year_before_is_told_where_it_had_something(year: Year) -> None:
    (drugs,) = [one for one in of_kind(year, "calendar:drug_control_day") if one.at.month == 6]
    assert "去年有：普法活动活动2场次。" in drugs.text


def test_the_towns_own_day_is_spoken_of_three_days_before(year: Year) -> None:
    (own,) = of_kind(year, "calendar:own")
    assert (own.at.month, own.at.day, own.to) == (10, 17, "青石镇的群")
