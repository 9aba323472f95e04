"""One process sends, notices wait for the morning, and what has lost its sense is not sent."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.gate import Gate
from bot.lease import SPAN, Lease
from storage.database import Database
from storage.leases import Taken
from storage.records import Notice, NoticeState, OutboxItem, OutboxState
from tests.reminders.conftest import at

NOON, NIGHT, MORNING = at("2025-11-14 12:00"), at("2025-11-14 22:30"), at("2025-11-15 08:00")


@pytest.fixture
def database(tmp_path: Path, empty_ledger: Path) -> Iterator[Database]:
    shutil.copy(empty_ledger, tmp_path / "ledger.sqlite3")
    database = Database(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
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
    gate = gate or Gate(Lease("sender"))
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


def test_only_one_of_two_may_send_until_it_has_finished(database: Database) -> None:
    first, second = Gate(Lease("sender")), Gate(Lease("sender"))
    with database.work() as work:
        assert first.open(work, NOON, "test")
        assert not second.open(work, NOON, "test")
        first.close(work, NOON)
        assert second.open(work, NOON, "test")
        assert not first.open(work, NOON, "test")


def test_who_takes_over_sends_again_what_was_half_sent(database: Database) -> None:
    item = queued(database)
    first, second = Gate(Lease("sender")), Gate(Lease("sender"))
    with database.work() as work:
        first.open(work, NOON, "test")
        work.outbox.claim(NOON, 10)
    later = NOON + SPAN * 1.5
    with database.work() as work:
        assert second.open(work, later, "test")
        assert work.outbox.get(item).unsure


def test_a_holder_of_this_machine_whose_process_is_gone_gives_way(database: Database) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    lease = Lease("sender", process=int(done.stdout))
    other = Lease("sender", process=os.getppid())
    with database.work() as work:
        lease.take(work, NOON)
        assert lease._has_ended(f"{_host(lease)}:{done.stdout.strip()}:abc")
        assert lease._has_ended(f"{_host(lease)}:{os.getpid()}:of-an-earlier-start")
        assert not lease._has_ended(f"{_host(lease)}:{os.getppid()}:abc")
        assert not lease._has_ended(f"another-machine:{done.stdout.strip()}:abc")
        assert other.take(work, NOON) is Taken.OTHERS


def _host(lease: Lease) -> str:
    return lease._holder.split(":")[0]
