"""The table of a legal day: what was done for it, summed and listed."""

import io
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest

from bot.events import named
from bot.reminders.calendar import bundled
from storage.database import Database
from tests.dialogs.stage import ZONE, Stage


@pytest.fixture
def stage(ledger_url: str) -> Iterator[Stage]:
    database = Database(ledger_url)
    database.upgrade()
    stage = Stage(database)
    stage.settle()
    stage.add_person("张敏", "虹桥村", "记录")
    stage.add_person("李国强", "司法所", "编辑")
    for day, who, text in (
        (20, "张敏", "今天在虹桥村广场开展禁毒宣传1场，来了80人，发资料200份"),
        (26, "李国强", "今天在文化广场开展国际禁毒日宣传1场，来了150人"),
        (28, "李国强", "今天在文化广场开展反诈宣传1场，来了60人"),
    ):
        stage.now = datetime(2023, 6, day, 10, tzinfo=ZONE)
        stage.say(who, text)
    stage.now = datetime(2023, 7, 3, 10, tzinfo=ZONE)
    yield stage
    database.close()


def test_the_days_around_count_and_other_events_do_not(stage: Stage) -> None:
    (reply,) = stage.say("张敏", "/stats 禁毒日")
    assert reply.text.splitlines() == [
        "青石镇2023年国际禁毒日统计（6月26日，前后办的都算）",
        "普法活动2条：活动2场次、受众230人次、资料200份",
        "1. 2023-1 普法活动，6月20日（周二），虹桥村广场，活动1场次、受众80人次、资料200份，虹桥村",
        "2. 2023-2 普法活动，6月26日（周一），文化广场，活动1场次、受众150人次，司法所",
        "统计表一般要填：活动几场、来了多少人、发了多少份资料。",
    ]
    assert reply.document is None


def test_who_may_export_gets_it_as_a_file(stage: Stage) -> None:
    (reply,) = stage.say("李国强", "/stats 2023年国际禁毒日")
    assert reply.document is not None
    assert reply.document.filename == "青石镇2023年国际禁毒日统计表.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(reply.document.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:6] == ["序号", "日期", "单位", "种类", "地点", "数字"]
    assert [row[7] for row in rows[1:]] == ["2023-1", "2023-2"]
    assert "反诈" not in str(rows)


def test_a_day_of_which_nothing_is_known_says_so(stage: Stage) -> None:
    (reply,) = stage.say("李国强", "/stats 宪法周")
    assert reply.text.splitlines()[0] == (
        "青石镇2022年宪法宣传周统计（2022年12月1日至12月7日，前后办的都算）"
    )
    assert "还没有记录" in reply.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("禁毒日", "国际禁毒日"),
        ("2023年宪法周", "宪法宣传周"),
        ("宪法日", "宪法宣传周"),
        ("国家安全日", "全民国家安全教育日"),
        ("民法典宣传月", "民法典宣传月"),
        ("安全生产月 2024", "安全生产月"),
        ("6月", None),
        ("2023", None),
        ("6月 排名", None),
    ],
)
def test_a_day_is_known_by_its_usual_names(text: str, name: str | None) -> None:
    found = named(text, bundled().fixtures)
    assert (found.name if found else None) == name
