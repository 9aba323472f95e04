"""/failed and /whoami: what never arrived is shown to those who run the town."""

from datetime import timedelta

import pytest

from bot.handlers.failed import reason
from storage.records import Notice
from tests.dialogs.stage import CHANNEL, Stage
from tests.dialogs.test_dialogs import database as database


@pytest.fixture
def stage(database) -> Stage:  # type: ignore[no-untyped-def]
    stage = Stage(database)
    stage.settle()
    stage.add_person("张敏", "虹桥村", "记录")
    stage.add_person("李国强", "司法所", "管理")
    return stage


def lose(stage: Stage, who: str, error: str) -> None:
    """A notice that Telegram refuses for good."""
    with stage.database.work() as work:
        town = work.members.town(stage.town).id
        due = stage.now - timedelta(hours=1)
        notice = Notice(town, f"weekly:{who}", "weekly_nudge", CHANNEL, who, due, "字", "本周没有记录")
        work.agenda.owe(notice)
        ((notice_id, _),) = work.agenda.claim(stage.now)
        item = work.outbox.put(CHANNEL, who, {"text": "字"}, due_at=due, town_id=town, notice_id=notice_id)
        work.agenda.queued(notice_id, item.id)
        work.outbox.failed(item.id, error, None)


def test_the_admin_sees_who_did_not_get_what_and_why(stage: Stage) -> None:
    lose(stage, "张敏", "Forbidden: bot was blocked by the user")
    (reply,) = stage.say("李国强", "/failed")
    assert reply.text.splitlines() == [
        "近60天有1条提醒没送到：",
        "6月14日 张敏（虹桥村）：本周没有记录。没送到：对方停用了机器人，请他点开机器人按“开始”",
    ]
    (who,) = stage.say("李国强", "/whoami")
    assert who.text.endswith("有1条提醒没送到，发 /failed 看。")


def test_the_admin_sees_what_may_have_come_twice_or_never(stage: Stage) -> None:
    with stage.database.work() as work:
        town = work.members.town(stage.town).id
        due = stage.now - timedelta(hours=1)
        work.agenda.owe(Notice(town, "w", "weekly_nudge", CHANNEL, "张敏", due, "字", "本周没有记录"))
        ((notice_id, _),) = work.agenda.claim(stage.now)
        told = work.outbox.put(CHANNEL, "张敏", {"text": "字"}, due_at=due, town_id=town, notice_id=notice_id)
        work.agenda.queued(notice_id, told.id)
        answer = work.outbox.put(CHANNEL, "张敏", {"text": "答"}, due_at=due, town_id=town)
        for item in (told, answer):
            for _ in range(2):
                work.outbox.claim(stage.now)
                work.outbox.hand_over(item.id)
                if item is answer and work.outbox.get(item.id).unsure:
                    work.outbox.sent(item.id, "9")
                else:
                    work.outbox.recover(stage.now)
    (reply,) = stage.say("李国强", "/failed")
    assert reply.text.splitlines() == [
        "近60天有2条发出去没有回音，又发过一次：",
        "6月14日 张敏（虹桥村）：一条回复。可能重复",
        "6月14日 张敏（虹桥村）：本周没有记录。可能重复，也可能没到，不再发了",
    ]
    (who,) = stage.say("李国强", "/whoami")
    assert who.text.endswith("有1条消息可能没到，发 /failed 看。")


def test_others_are_not_told_and_where_all_arrived_that_is_said(stage: Stage) -> None:
    assert stage.say("张敏", "/failed")[0].text == "这个由镇里的编辑或管理员改。"
    assert "没送到" not in stage.say("张敏", "/whoami")[0].text
    assert stage.say("李国强", "/failed")[0].text == "近60天的提醒都送到了。"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("Forbidden: bot was kicked from the supergroup chat", "移出群"),
        ("Bad Request: chat not found", "找不到这个聊天"),
        ("Forbidden: user is deactivated", "注销"),
        ("something new", "something new"),
        ("", "原因不明"),
    ],
)
def test_the_reason_is_in_plain_words(error: str, words: str) -> None:
    assert words in reason(error)
