"""A notice is owed once, claimed once, and dropped when it has lost its sense."""

from dataclasses import replace
from datetime import timedelta

from storage.records import Notice, NoticeState
from storage.work import Work
from tests.storage.conftest import NOON, Setting, settle

HOUR = timedelta(hours=1)


def notice(setting: Setting, key: str = "a", **more: object) -> Notice:
    plain = Notice(setting.town.id, key, "weekly_nudge", "telegram", "7", NOON, "本周还没记", "本周没有记录")
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_notice_of_one_key_is_owed_once_in_a_town(work: Work, setting: Setting) -> None:
    assert work.agenda.owe(notice(setting))
    assert not work.agenda.owe(notice(setting, text="换了字"))
    assert work.agenda.owe(notice(settle(work, "柳林镇")))
    assert work.agenda.claim(NOON)[0][1] == notice(setting)


def test_a_notice_that_was_sent_stays_known(work: Work, setting: Setting) -> None:
    work.agenda.owe(notice(setting))
    ((notice_id, _),) = work.agenda.claim(NOON)
    work.agenda.sent(notice_id, NOON)
    assert not work.agenda.owe(notice(setting))
    assert work.agenda.claim(NOON + HOUR) == []


def test_notices_are_claimed_when_due_the_earliest_first(work: Work, setting: Setting) -> None:
    for key, due in (("late", NOON + HOUR), ("b", NOON), ("a", NOON - HOUR)):
        work.agenda.owe(notice(setting, key, due_at=due, chat=key))
    assert [item.key for _, item in work.agenda.claim(NOON, limit=1)] == ["a"]
    assert [item.key for _, item in work.agenda.claim(NOON)] == ["b"]
    assert work.agenda.claim(NOON) == []


def test_what_is_due_to_one_reader_is_claimed_together(work: Work, setting: Setting) -> None:
    for key in ("weekly", "monthly"):
        for chat in "123":
            work.agenda.owe(notice(setting, f"{key}:{chat}", chat=chat))
    work.agenda.owe(notice(setting, "late", chat="1", due_at=NOON + HOUR))
    assert [item.key for _, item in work.agenda.claim(NOON, limit=1)] == ["weekly:1", "monthly:1"]
    assert [item.chat for _, item in work.agenda.claim(NOON, limit=2)] == ["2", "3", "2", "3"]


def test_a_notice_that_has_expired_is_dropped(work: Work, setting: Setting) -> None:
    work.agenda.owe(notice(setting, expires_at=NOON + HOUR))
    assert work.agenda.claim(NOON + HOUR) == []
    (item,) = work.agenda.list(setting.town.id, NOON, NOON + HOUR)
    assert item.state is NoticeState.DROPPED


def test_a_notice_that_was_claimed_and_never_queued_is_owed_again(work: Work, setting: Setting) -> None:
    work.agenda.owe(notice(setting, "a"))
    work.agenda.owe(notice(setting, "b"))
    (first, _), (second, _) = work.agenda.claim(NOON)
    work.agenda.queued(second, 0)
    assert work.agenda.recover(NOON) == 1
    assert [notice_id for notice_id, _ in work.agenda.claim(NOON)] == [first]


def test_the_list_holds_the_towns_notices_of_the_time(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    for key, due in (("a", NOON - HOUR), ("b", NOON), ("c", NOON + HOUR)):
        work.agenda.owe(notice(setting, key, due_at=due))
    work.agenda.owe(notice(other, "x"))
    listed = work.agenda.list(setting.town.id, NOON, NOON + HOUR)
    assert [item.notice.key for item in listed] == ["b"]


def test_a_dropped_or_failed_notice_says_why(work: Work, setting: Setting) -> None:
    for key in ("a", "b"):
        work.agenda.owe(notice(setting, key))
    (first, _), (second, _) = work.agenda.claim(NOON)
    work.agenda.drop(first, "已经报了")
    work.agenda.failed(second, "Forbidden")
    states = [(item.state, item.error) for item in work.agenda.list(setting.town.id, NOON, NOON + HOUR)]
    assert states == [(NoticeState.DROPPED, "已经报了"), (NoticeState.FAILED, "Forbidden")]
