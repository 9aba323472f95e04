"""Replies leave in the order of each chat, one at a time, and what may have arrived is known."""

from datetime import timedelta

import pytest

from storage.errors import NotFoundError
from storage.outbox import Recovered
from storage.records import Notice, NoticeState, OutboxItem, OutboxState
from storage.work import Work
from tests.storage.conftest import NOON, Setting

SOON = NOON + timedelta(seconds=30)


def put(work: Work, text: str, chat: str = "7", **more: object) -> OutboxItem:
    return work.outbox.put("telegram", chat, {"text": text}, **{"due_at": NOON, **more})  # type: ignore[arg-type]


def texts(items: list[OutboxItem]) -> list[object]:
    return [item.payload["text"] for item in items]


def test_a_reply_comes_back_with_its_document(work: Work) -> None:
    put(work, "报告", document=b"\x00PK\xff")
    (claimed,) = work.outbox.claim(NOON)
    assert (claimed.document, claimed.state, claimed.attempts) == (b"\x00PK\xff", OutboxState.SENDING, 1)


def test_a_chat_gets_its_replies_one_after_the_other(work: Work) -> None:
    for text, chat in (("甲", "7"), ("乙", "7"), ("丙", "8")):
        put(work, text, chat)
    first = work.outbox.claim(NOON)
    assert texts(first) == ["甲", "丙"]
    assert work.outbox.claim(NOON) == []
    work.outbox.sent(first[0].id, "900")
    assert texts(work.outbox.claim(NOON)) == ["乙"]
    assert work.outbox.waiting_count() == 2


def test_a_reply_that_is_to_be_sent_again_keeps_its_place(work: Work) -> None:
    first = put(work, "甲")
    put(work, "乙")
    work.outbox.claim(NOON)
    work.outbox.failed(first.id, "429", SOON)
    assert work.outbox.claim(NOON) == []
    (again,) = work.outbox.claim(SOON)
    assert (again.id, again.attempts, again.error, again.unsure) == (first.id, 2, "429", False)


def test_a_reply_for_later_holds_up_none(work: Work) -> None:
    put(work, "明天", due_at=NOON + timedelta(days=1))
    put(work, "现在")
    assert texts(work.outbox.claim(NOON)) == ["现在"]


def test_a_reply_that_fails_for_good_lets_the_next_pass(work: Work) -> None:
    first = put(work, "甲")
    put(work, "乙")
    work.outbox.claim(NOON)
    work.outbox.failed(first.id, "Forbidden", None)
    assert texts(work.outbox.claim(NOON)) == ["乙"]
    assert work.outbox.get(first.id).state is OutboxState.FAILED


def test_what_was_handed_over_before_a_crash_is_sent_again_as_unsure_and_the_rest_as_new(work: Work) -> None:
    first = put(work, "甲")
    put(work, "乙", "8")
    put(work, "丙", "9")
    work.outbox.claim(NOON, limit=2)
    assert work.outbox.hand_over(first.id)
    assert work.outbox.recover(SOON) == Recovered(waiting=1, again=1)
    again = work.outbox.claim(SOON)
    assert [(item.payload["text"], item.unsure) for item in again] == [
        ("甲", True),
        ("乙", False),
        ("丙", False),
    ]


def test_nothing_is_handed_over_a_third_time(work: Work, setting: Setting) -> None:
    work.agenda.owe(Notice(setting.town.id, "a", "k", "telegram", "7", NOON, "字", "因为"))
    ((notice_id, _),) = work.agenda.claim(NOON)
    item = put(work, "字", notice_id=notice_id, town_id=setting.town.id)
    for found in (Recovered(again=1), Recovered(unanswered=1), Recovered()):
        if work.outbox.claim(NOON):
            assert work.outbox.hand_over(item.id)
        assert work.outbox.recover(NOON) == found
    assert work.outbox.get(item.id).state is OutboxState.UNANSWERED
    assert work.agenda.get(notice_id).state is NoticeState.FAILED
    assert [one.id for one in work.outbox.unsure(setting.town.id, NOON)] == [item.id]
    assert work.outbox.unsure(setting.town.id, SOON) == []
    assert work.outbox.waiting_count() == 0


def test_a_last_try_waits_anew_after_each_start(work: Work) -> None:
    item = put(work, "甲")
    work.outbox.claim(NOON)
    work.outbox.hand_over(item.id)
    work.outbox.recover(NOON, again_at=NOON + timedelta(seconds=6))
    work.outbox.recover(SOON, again_at=SOON + timedelta(seconds=6))  # killed before it was due
    assert work.outbox.claim(SOON) == []
    assert [one.unsure for one in work.outbox.claim(SOON + timedelta(seconds=6))] == [True]


def test_only_who_has_taken_it_up_hands_it_over(work: Work) -> None:
    item = put(work, "甲")
    assert not work.outbox.hand_over(item.id)
    work.outbox.claim(NOON)
    assert work.outbox.hand_over(item.id)
    assert not work.outbox.hand_over(item.id)


def test_no_answer_for_the_second_time_is_the_end(work: Work) -> None:
    item = put(work, "甲")
    for state in (OutboxState.QUEUED, OutboxState.UNANSWERED):
        work.outbox.claim(NOON)
        work.outbox.hand_over(item.id)
        assert work.outbox.failed(item.id, "time-out", NOON, unsure=True) is state
    assert work.outbox.claim(NOON) == []


def test_doubt_about_an_arrival_stays(work: Work) -> None:
    first = put(work, "甲")
    work.outbox.claim(NOON)
    work.outbox.failed(first.id, "time-out", NOON, unsure=True)
    work.outbox.claim(NOON)
    work.outbox.failed(first.id, "429", NOON)
    assert work.outbox.claim(NOON)[0].unsure


def test_claims_are_limited_and_keep_to_a_channel_and_chat(work: Work) -> None:
    for chat in "123":
        put(work, chat, chat)
    work.outbox.put("terminal", "1", {"text": "t"}, due_at=NOON)
    assert texts(work.outbox.claim(NOON, 10, channel="terminal")) == ["t"]
    assert texts(work.outbox.claim(NOON, 10, channel="telegram", chat="2")) == ["2"]
    assert texts(work.outbox.claim(NOON, 1)) == ["1"]


def test_a_card_leads_to_its_entries(work: Work, setting: Setting) -> None:
    for text, entries in (("卡", ("2023-1", "2023-2")), ("改", ("2023-3",)), ("无", ())):
        item = put(work, text, entries=entries, town_id=setting.town.id)
        work.outbox.claim(NOON)
        work.outbox.sent(item.id, "900" if text == "卡" else "901")
    town = setting.town.id
    assert work.outbox.entries_of("telegram", "7", "900") == (town, ("2023-1", "2023-2"))
    assert work.outbox.entries_of("telegram", "7", "901") == (town, ("2023-3",))
    assert work.outbox.entries_of("telegram", "8", "900") is None
    assert work.outbox.entries_of("telegram", "7", "999") is None


def test_an_update_leads_to_its_replies(work: Work) -> None:
    update = work.inbox.receive("telegram", "1", "7", {}, NOON)
    assert update is not None
    mine = put(work, "答", inbox_id=update.id)
    put(work, "别的")
    assert work.outbox.of_inbox(update.id) == [mine]


def test_a_sent_reply_settles_its_notice(work: Work, setting: Setting) -> None:
    for text, state in (("到", NoticeState.SENT), ("没到", NoticeState.FAILED)):
        work.agenda.owe(Notice(setting.town.id, text, "k", "telegram", "7", NOON, text, "因为"))
        ((notice_id, _),) = work.agenda.claim(NOON)
        item = put(work, text, notice_id=notice_id)
        work.agenda.queued(notice_id, item.id)
        work.outbox.claim(NOON)
        if state is NoticeState.SENT:
            work.outbox.sent(item.id, "900", SOON)
        else:
            work.outbox.failed(item.id, "Forbidden", None)
    listed = work.agenda.list(setting.town.id, NOON, SOON)
    assert [(item.state, item.sent_at, item.error) for item in listed] == [
        (NoticeState.SENT, SOON, ""),
        (NoticeState.FAILED, None, "Forbidden"),
    ]


def test_a_chat_with_a_new_id_takes_everything_along(work: Work, setting: Setting) -> None:
    town = work.members.update_town(setting.town.id, chat=("telegram", "-5"))
    item = put(work, "卡", "-5", entries=("2023-1",), town_id=town.id)
    work.outbox.claim(NOON)
    work.outbox.sent(item.id, "900")
    work.inbox.receive("telegram", "1", "-5", {}, NOON)
    work.agenda.owe(Notice(town.id, "a", "k", "telegram", "-5", NOON, "x", "y"))
    work.questions.ask(town.id, setting.wang.id, "telegram", "-5", "2023-1", "kind", None, (), NOON)
    work.outbox.put("terminal", "-5", {"text": "t"}, due_at=NOON)
    work.outbox.move_chat("telegram", "-5", "-1005")
    assert work.members.town_by_id(town.id).chat == ("telegram", "-1005")
    assert work.outbox.entries_of("telegram", "-1005", "900") == (town.id, ("2023-1",))
    assert work.inbox.waiting()[0].chat == "-1005"
    assert work.agenda.claim(NOON)[0][1].chat == "-1005"
    assert work.questions.open_in("telegram", "-1005", setting.wang.id) is not None
    assert work.outbox.claim(NOON)[0].chat == "-5"


def test_an_unknown_reply_is_not_found(work: Work) -> None:
    with pytest.raises(NotFoundError):
        work.outbox.sent(99, None)
