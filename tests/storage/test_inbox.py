"""Updates are kept once, handed out in the order of each chat, and never lost by a failure."""

import pytest

from storage.errors import NotFoundError
from storage.records import InboxItem, InboxState
from storage.work import Work
from tests.storage.conftest import NOON, Setting


def receive(work: Work, key: str, chat: str = "7", channel: str = "telegram") -> InboxItem:
    item = work.inbox.receive(channel, key, chat, {"text": f"第{key}条"}, NOON)
    assert item is not None
    return item


def keys(items: list[InboxItem]) -> list[str]:
    return [item.key for item in items]


def test_an_update_is_kept_once_for_each_channel(work: Work) -> None:
    first = receive(work, "1")
    assert (first.payload, first.state, first.attempts) == ({"text": "第1条"}, InboxState.RECEIVED, 0)
    assert work.inbox.receive("telegram", "1", "8", {"text": "又来"}, NOON) is None
    assert work.inbox.get(first.id) == first
    receive(work, "1", channel="terminal")


def test_the_oldest_update_of_each_chat_is_waiting(work: Work) -> None:
    for key, chat in (("1", "7"), ("2", "8"), ("3", "7"), ("4", "9")):
        receive(work, key, chat)
    assert keys(work.inbox.waiting()) == ["1", "2", "4"]
    assert keys(work.inbox.waiting(limit=2)) == ["1", "2"]
    work.inbox.done(work.inbox.waiting()[0].id)
    assert keys(work.inbox.waiting()) == ["2", "3", "4"]


def test_a_failed_update_is_kept_and_holds_up_none(work: Work) -> None:
    bad = receive(work, "1")
    receive(work, "2")
    work.inbox.fail(bad.id, "ValueError: \ud800")
    assert keys(work.inbox.waiting()) == ["2"]
    (kept,) = work.inbox.failed()
    assert (kept.payload, kept.error, kept.attempts) == (bad.payload, "ValueError: \ufffd", 1)
    assert work.inbox.counts() == {InboxState.RECEIVED: 1, InboxState.DONE: 0, InboxState.FAILED: 1}


def test_failed_updates_are_played_again_one_or_all(work: Work) -> None:
    items = [receive(work, str(number), chat=str(number)) for number in range(3)]
    for item in items:
        work.inbox.fail(item.id, "x")
    assert work.inbox.retry(items[1].id) == 1
    assert keys(work.inbox.waiting()) == ["1"]
    assert work.inbox.retry() == 2
    assert work.inbox.retry() == 0
    assert work.inbox.retry(items[0].id) == 0
    work.inbox.done(items[0].id)
    assert (work.inbox.get(items[0].id).error, work.inbox.get(items[0].id).attempts) == ("", 2)


def test_an_unknown_update_is_not_found(work: Work) -> None:
    for call in (work.inbox.get, work.inbox.done, work.inbox.retry):
        with pytest.raises(NotFoundError):
            call(99)


def test_an_update_of_a_stranger_belongs_to_no_town_until_it_is_known(work: Work, setting: Setting) -> None:
    item = receive(work, "1")
    work.inbox.done(item.id, town_id=setting.town.id)
    assert work.inbox.get(item.id).state is InboxState.DONE


def test_a_payload_with_unstorable_text_is_kept_with_it_replaced(work: Work) -> None:
    item = work.inbox.receive(
        "t", "1", "7", {"text": "\ud83d", "list": ["\x00"], "n": {"k": None, "i": 1}}, NOON
    )
    assert item is not None
    assert work.inbox.get(item.id).payload == {"text": "\ufffd", "list": ["\ufffd"], "n": {"k": None, "i": 1}}


def test_what_was_said_lately_is_told_newest_first(work: Work) -> None:
    for key, account, text, hour in (("1", "a", "早先的", 1), ("2", "a", "问", 9), ("3", "b", "别人", 10)):
        payload = {"account": account, "text": text, "at": NOON.replace(hour=hour).isoformat()}
        item = work.inbox.receive("telegram", key, "7", payload, NOON)
        assert item is not None
        work.inbox.done(item.id)
    waiting = {"account": "a", "text": "还没答", "at": NOON.isoformat()}
    work.inbox.receive("telegram", "4", "7", waiting, NOON)
    assert work.inbox.said("telegram", "7", "a", NOON.replace(hour=8)) == ["问"]
    assert work.inbox.said("telegram", "7", "a", NOON.replace(hour=0)) == ["问", "早先的"]
