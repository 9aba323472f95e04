"""When and what: reminders in the words of those who ask for them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.personal import asks_for_reminder, read

NOW = datetime(2023, 6, 14, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday


@pytest.mark.parametrize(
    ("words", "when", "what"),
    [
        ("下周三上午9点 上报民法典统计表", "06-21 09:00", "上报民法典统计表"),
        ("明天10点提醒我交普法总结", "06-15 10:00", "交普法总结"),
        ("后天下午三点半 开会", "06-16 15:30", "开会"),
        ("提醒我周五下午交表", "06-16 15:00", "交表"),
        ("6月20日 送材料", "06-20 09:00", "送材料"),
        ("半小时后提醒我打电话", "06-14 10:50", "打电话"),
        ("30分钟后 打电话", "06-14 10:50", "打电话"),
        ("下午3点 开调解会", "06-14 15:00", "开调解会"),
        ("9点 开会", "06-15 09:00", "开会"),
        ("下个月1号早上8点半提醒我发月报", "07-01 08:30", "发月报"),
        ("晚上8点一刻 看新闻", "06-14 20:15", "看新闻"),
        ("12月4日 国家宪法日活动", "12-04 09:00", "国家宪法日活动"),
        ("提醒我下周一9:30去县里开会", "06-19 09:30", "去县里开会"),
        ("今天18:05 下班", "06-14 18:05", "下班"),
        ("大后天14点20分 走访", "06-17 14:20", "走访"),
        ("两个小时后 接电话", "06-14 12:20", "接电话"),
        ("明天提醒我给虹桥村送3份资料", "06-15 09:00", "给虹桥村送3份资料"),
        ("后天中午吃饭", "06-16 12:00", "吃饭"),
    ],
)
def test_the_time_and_the_task_are_read(words: str, when: str, what: str) -> None:
    wanted = read(words, NOW)
    assert wanted is not None
    assert (wanted.at.astimezone(NOW.tzinfo).strftime("%m-%d %H:%M"), wanted.what) == (when, what)


@pytest.mark.parametrize("words", ["明天", "上报表", "", "下午3点", "提醒我"])
def test_without_a_time_or_a_task_there_is_none(words: str) -> None:
    assert read(words, NOW) is None


def test_whether_a_clock_time_was_said_is_known() -> None:
    timed, whole = read("明天10点 交表", NOW), read("明天 交表", NOW)
    assert timed is not None
    assert whole is not None
    assert (timed.said_time, whole.said_time) == (True, False)


def test_a_log_that_speaks_of_reminding_is_no_request() -> None:
    assert asks_for_reminder("明天提醒我开会")
    assert not asks_for_reminder("昨天入户提醒群众防诈骗，发资料50份")
