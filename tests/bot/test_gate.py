"""Notices wait for the morning, and what has lost its sense is not sent."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.gate import Gate
from storage.database import Database
from storage.records import Notice, NoticeState, OutboxItem, OutboxState
from tests.reminders.conftest import at

NOON, NIGHT, MORNING = at("2025-11-14 12:00"), at("2025-11-14 22:30"), at("2025-11-15 08:00")


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    with database.work() as work:
        work.members.add_town("青石镇")
    yield database
    database.close()


def queued(database: Database, kind: str = "weekly_nudge", chat: str = "7") -> int:
    """A notice of noon in the outbox; its outbox id."""
    with database.work() as work:
        town = work.members.town("青石镇").id
        notice = Notice(
            town, f"{kind}:{chat}", kind, "test", chat, NOON, "字", "因", NOON + timedelta(days=2)
        )
        work.agenda.owe(notice)
        ((notice_id, _),) = work.agenda.claim(NOON)
        item = work.outbox.put("test", chat, {"text": "字"}, due_at=NOON, town_id=town, notice_id=notice_id)
        work.agenda.queued(notice_id, item.id)
        return item.id


def admitted(database: Database, now, gate: Gate | None = None) -> list[OutboxItem]:  # type: ignore[no-untyped-def]
    gate = gate or Gate()
    with database.work() as work:
        return gate.admit(work, work.outbox.claim(now, 10), now)


def test_a_notice_in_the_outbox_waits_for_the_end_of_the_quiet_hours(database: Database) -> None:
    item = queued(database)
    assert admitted(database, NIGHT) == []
    with database.work() as work:
        waiting = work.outbox.get(item)
        assert (waiting.state, waiting.due_at, waiting.attempts) == (OutboxState.QUEUED, MORNING, 0)
    assert [one.id for one in admitted(database, MORNING)] == [item]


def test_answers_and_ones_own_reminders_come_at_night_too(database: Database) -> None:
    own = queued(database, "personal")
    with database.work() as work:
        answer = work.outbox.put("test", "8", {"text": "已记"}, due_at=NIGHT).id
    assert {one.id for one in admitted(database, NIGHT)} == {own, answer}


def test_an_answer_does_not_wait_behind_a_notice_that_does(database: Database) -> None:
    item = queued(database)
    with database.work() as work:
        (claimed,) = work.outbox.claim(NOON, 10)
        work.outbox.failed(claimed.id, "Telegram is away", NIGHT)
        answer = work.outbox.put("test", "7", {"text": "已记"}, due_at=NIGHT).id
    first = admitted(database, NIGHT)
    second = admitted(database, NIGHT)
    assert [one.id for one in (*first, *second)] == [answer]
    assert item != answer


def test_a_notice_that_waited_too_long_is_dropped(database: Database) -> None:
    item = queued(database)
    assert admitted(database, NOON + timedelta(days=3)) == []
    with database.work() as work:
        assert work.outbox.get(item).state is OutboxState.FAILED
        notice_id = work.outbox.get(item).notice_id
        assert notice_id is not None
        assert work.agenda.get(notice_id).state is NoticeState.DROPPED
