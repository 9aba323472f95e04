"""A pressed message says what was recorded, and keeps the buttons that still mean something."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from bot.messages import IncomingType, Reply
from storage.database import Database
from tests.dialogs.stage import ZONE, Stage

END = datetime(2023, 6, 30, 16, tzinfo=ZONE)


@pytest.fixture
def stage(ledger_url: str) -> Iterator[Stage]:
    database = Database(ledger_url)
    database.upgrade()
    stage = Stage(database)
    stage.settle()
    for name, unit, role in (
        ("张敏", "虹桥村", "记录"),
        ("李国强", "司法所", "编辑"),
        ("孙丽", "司法所", "记录"),
    ):
        stage.add_person(name, unit, role)
    stage.now = datetime(2023, 6, 12, 10, tzinfo=ZONE)
    stage.say("李国强", "今天检查餐馆3次")
    stage.now = END
    stage.remind()
    yield stage
    database.close()


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def press(stage: Stage, who: str, label: str) -> list[Reply]:
    """Presses the button on the newest message in the person's own chat."""
    own = stage.sent_in(who)[-1]
    data = next(button.data for row in own.reply.buttons for button in row if button.label == label)
    return stage.say(who, "", type=IncomingType.PRESS, data=data, message_id=own.id)


def test_the_message_changes_where_it_stands(stage: Stage) -> None:
    (before,) = [one for one in stage.sent_in("张敏") if "没有要报的" in "".join(labels(one.reply))]
    (reply,) = stage.press("张敏", "6月没有要报的")
    assert reply.edits == before.id
    assert reply.text == f"{before.reply.text}\n✓ 虹桥村2023年6月记为零报告。后来有了，照样一句话发我。"
    assert labels(reply) == []


def test_what_a_colleague_has_said_meanwhile_goes_from_the_message_too(stage: Stage) -> None:
    press(stage, "李国强", "无行政处罚")
    own = stage.sent_in("孙丽")[-1]
    assert "无行政处罚" in labels(own.reply)
    (reply,) = press(stage, "孙丽", "无行政处罚")
    assert reply.toast == "这个已经有人报过了。"
    assert reply.edits == own.id
    assert "无行政处罚" not in labels(reply)
    assert "无行政诉讼" in labels(reply)
    assert "✓" not in reply.text


def test_a_month_that_has_entries_meanwhile_loses_its_button(stage: Stage) -> None:
    stage.say("张敏", "6月20日调解一起邻里纠纷")
    (reply,) = stage.press("张敏", "6月没有要报的")
    assert reply.toast == "虹桥村6月已经有记录，不用报“没有”。"
    assert labels(reply) == []


def test_a_message_that_is_not_known_is_answered_by_a_new_one(stage: Stage) -> None:
    newest = stage.sent_in("张敏")[-1]
    stage.sent[stage.sent.index(newest)] = replace(newest, id="b999")
    (reply,) = stage.press("张敏", "6月没有要报的")
    assert reply.edits is None
    assert reply.text.startswith("✓ 虹桥村2023年6月")
