from datetime import datetime
from pathlib import Path

import pytest

from bot import processing
from bot.messages import Incoming, Reply
from bot.payloads import incoming_payload
from bot.processing import drain, process
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import InboxState
from storage.work import Work
from tests.dialogs.stage import CHANNEL, ZONE, Stage

AT = datetime(2023, 6, 14, 10, 0, tzinfo=ZONE)


def put(database: Database, key: str, text: str, account: str = "张敏") -> int:
    incoming = Incoming(CHANNEL, key, account, account, account, AT, text=text, message_id=key)
    with database.work() as work:
        item = work.inbox.receive(CHANNEL, key, account, incoming_payload(incoming), AT)
    assert item is not None
    return item.id


def entries(database: Database) -> int:
    with database.work() as work:
        return len(work.ledger.find(work.members.town("青石镇").id))


def replies(database: Database, item_id: int) -> list[str]:
    with database.work() as work:
        return [str(item.payload["text"]) for item in work.outbox.of_inbox(item_id)]


def test_an_update_that_is_processed_twice_is_logged_and_answered_once(stage: Stage) -> None:
    item = put(stage.database, "1", "昨天调解一起邻里纠纷")
    process(stage.database, item)
    process(stage.database, item)
    assert entries(stage.database) == 1
    assert len(replies(stage.database, item)) == 1


def test_what_fails_half_way_leaves_nothing_but_its_error_and_a_polite_word(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = processing.hear

    def hear(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
        real(incoming, work)
        raise RuntimeError("a fault behind the ledger")

    item = put(stage.database, "1", "昨天调解一起邻里纠纷")
    monkeypatch.setattr(processing, "hear", hear)
    process(stage.database, item)
    assert entries(stage.database) == 0
    assert replies(stage.database, item) == [processing.FAILED]
    with stage.database.work() as work:
        kept = work.inbox.get(item)
        assert kept.state is InboxState.FAILED
        assert "a fault behind the ledger" in kept.error
        assert work.inbox.retry(item) == 1
    monkeypatch.setattr(processing, "hear", real)
    assert drain(stage.database) == 1
    assert entries(stage.database) == 1


def test_a_message_that_fails_does_not_hold_up_its_chat(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = processing.hear

    def hear(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
        if "坏" in incoming.text:
            raise ValueError
        return real(incoming, work)

    monkeypatch.setattr(processing, "hear", hear)
    put(stage.database, "1", "坏的")
    put(stage.database, "2", "昨天调解一起邻里纠纷")
    put(stage.database, "3", "今天讲法治课，来了30人", account="周丽")
    assert drain(stage.database) == 3
    assert entries(stage.database) == 2


def test_a_database_that_is_away_is_not_the_messages_fault(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hear(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
        raise DatabaseUnavailableError("away")

    item = put(stage.database, "1", "昨天调解一起邻里纠纷")
    monkeypatch.setattr(processing, "hear", hear)
    with pytest.raises(DatabaseUnavailableError):
        process(stage.database, item)
    with stage.database.work() as work:
        assert work.inbox.get(item).state is InboxState.RECEIVED


def test_a_payload_that_is_no_update_is_kept_as_failed(stage: Stage) -> None:
    with stage.database.work() as work:
        item = work.inbox.receive(CHANNEL, "x", "张敏", {"nonsense": 1}, AT)
    assert item is not None
    process(stage.database, item.id)
    with stage.database.work() as work:
        assert work.inbox.get(item.id).state is InboxState.FAILED


def test_a_reply_knows_the_town_of_whoever_has_just_joined(stage: Stage, tmp_path: Path) -> None:
    stage.add_invitation("QSHQ2023", "虹桥村", "记录")
    item = put(stage.database, "1", "/start QSHQ2023", account="新人")
    process(stage.database, item)
    assert "虹桥村" in replies(stage.database, item)[0]


def test_talk_in_a_group_is_not_kept_and_a_log_is(stage: Stage) -> None:
    stage.add_group()
    assert stage.in_group("张敏", "老王家儿子下周结婚，大家都去") == []
    assert stage.in_group("外人", "昨天在文化广场普法一场") == []
    assert stage.in_group("张敏", "昨天在文化广场开展普法活动1场，120人参加") != []
    with stage.database.work() as work:
        kept = [work.inbox.get(number).payload["text"] for number in (1, 2, 3)]
    assert kept == ["", "", "昨天在文化广场开展普法活动1场，120人参加"]
