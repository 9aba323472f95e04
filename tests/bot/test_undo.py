"""/undo finds what was done last, however old the entry is that it was done to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from storage.database import Database
from storage.records import EntryDraft, Figure
from tests.dialogs.stage import ZONE, Stage


@pytest.fixture
def stage(ledger_url: str) -> Iterator[Stage]:
    database = Database(ledger_url)
    database.upgrade()
    stage = Stage(database)
    stage.settle()
    stage.add_person("张敏", "虹桥村", "记录")
    stage.add_person("李国强", "司法所", "编辑")
    yield stage
    database.close()


def log(stage: Stage, count: int) -> None:
    """Entries of the recorder, a minute apart, the day before."""
    with stage.database.work() as work:
        town = work.members.town(stage.town)
        member = work.members.by_account("test", "张敏")
        assert member is not None
        for _ in range(count):
            stage.now += timedelta(minutes=1)
            draft = EntryDraft("普法活动", date(2023, 6, 13), figures=(Figure("活动", 1),), words="普法")
            work.ledger.record(
                town.id, draft, member=member, text="普法一场", sent_at=stage.now, at=stage.now
            )


def test_an_editors_change_of_an_old_entry_is_what_is_taken_back(stage: Stage) -> None:
    stage.now = datetime(2023, 6, 14, 10, 0, tzinfo=ZONE)
    log(stage, 1)
    log(stage, 230)
    stage.say("李国强", "1号活动改成3场")
    [reply] = stage.say("李国强", "/undo")
    assert "2023-1" in reply.text
    assert "3场次 → 1场次" in reply.text


def test_the_change_of_one_entry_is_taken_back_by_its_number(stage: Stage) -> None:
    log(stage, 2)
    stage.say("张敏", "1号活动改成3场")
    stage.say("张敏", "2号活动改成5场")
    [reply] = stage.say("张敏", "/undo 1")
    assert "2023-1" in reply.text
    assert "3场次 → 1场次" in reply.text
    [reply] = stage.say("张敏", "/undo 1")
    assert reply.text.startswith("已撤销 2023-1")


def test_what_others_logged_is_not_taken_back_by_a_recorder(stage: Stage) -> None:
    stage.add_person("王芳", "大同村", "记录")
    log(stage, 1)
    [reply] = stage.say("王芳", "/undo 1")
    assert "2023-1" in reply.text
    with stage.database.work() as work:
        town = work.members.town(stage.town)
        assert work.ledger.get(town.id, "2023-1").state.value == "recorded"
