"""/draft in answer to a report that was sent before has it renewed."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.records import FileUse
from tests.dialogs.stage import CHANNEL, Stage


@pytest.fixture
def stage(ledger_url: str) -> Iterator[Stage]:
    database = Database(ledger_url)
    database.upgrade()
    stage = Stage(database)
    stage.settle()
    stage.add_person("李国强", "司法所", "编辑")
    yield stage
    database.close()


def uses(stage: Stage, message: str) -> list[FileUse]:
    with stage.database.work() as work:
        return [one.use for one in work.evidence.of_message(CHANNEL, "李国强", message)]


def test_an_answer_to_a_report_has_it_renewed(stage: Stage) -> None:
    stage.sends("李国强", "初稿.docx")
    message = f"m{stage.counter}"
    assert uses(stage, message) == [FileUse.PAPER]
    [reply] = stage.say("李国强", "/draft 2023", reply_to=message)
    assert "初稿.docx" in reply.text
    assert uses(stage, message) == [FileUse.REDRAFT]
    [reply] = stage.say("李国强", "/draft 2023", reply_to=message)
    assert "还在处理" in reply.text


def test_a_year_that_is_none_is_asked_for_again(stage: Stage) -> None:
    stage.sends("李国强", "初稿.docx")
    [reply] = stage.say("李国强", "/draft 明年", reply_to=f"m{stage.counter}")
    assert reply.text.startswith("请写年份")
    assert uses(stage, "m1") == [FileUse.PAPER]


def test_an_answer_to_anything_else_writes_a_draft(stage: Stage) -> None:
    stage.say("李国强", "昨天在文化广场普法1场，发放资料300份")
    [reply] = stage.reply("李国强", "/draft 2023", None)
    assert reply.document is not None
