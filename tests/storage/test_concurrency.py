"""Several threads and processes at once, on a real database, and a kill at the worst moment."""

import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from storage.database import Database
from storage.records import Change, Figure, InboxState
from tests.storage.conftest import NOON, Setting

ROOT = Path(__file__).parents[2]


def test_threads_that_record_at_once_get_every_number_once(database: Database, setting: Setting) -> None:
    def record(_: int) -> str:
        with database.work() as work:
            return setting.record(work, date(2023, 6, 1), None, ("活动", 1)).number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(record, range(80)))
    assert sorted(numbers, key=lambda number: int(number[5:])) == [
        f"2023-{serial}" for serial in range(1, 81)
    ]


def test_threads_that_amend_one_entry_lose_no_change(database: Database, setting: Setting) -> None:
    with database.work() as work:
        setting.record(work, date(2023, 6, 1), None, ("受众", 0))

    def add_one(_: int) -> None:
        with database.work() as work:
            seen = work.ledger.get(setting.town.id, "2023-1").figures[0]
            change = Change(figures=(Figure("受众", seen.value + 1),))
            work.ledger.amend(setting.town.id, "2023-1", change, member_name="", reason="", at=NOON)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(40)))
    with database.work() as work:
        assert work.ledger.get(setting.town.id, "2023-1").figures[0].value == 40
        assert len(work.ledger.revisions(setting.town.id, "2023-1")) == 41


RECORD = """
    import sys
    from datetime import UTC, date, datetime
    from storage.database import Database
    from storage.records import EntryDraft
    database = Database(sys.argv[1])
    database.upgrade()
    at = datetime(2023, 6, 14, tzinfo=UTC)
    for _ in range(20):
        with database.work() as work:
            town = work.members.towns()[0]
            member = work.members.members(town.id)[0]
            draft = EntryDraft("其他", date(2023, 6, 1))
            print(work.ledger.record(town.id, draft, member=member, text="", sent_at=at, at=at).number)
    database.close()
"""


def test_processes_that_record_at_once_get_every_number_once(
    ledger_url: str, database: Database, setting: Setting
) -> None:
    code = textwrap.dedent(RECORD)
    command = [sys.executable, "-c", code, ledger_url]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    numbers = [line for process in started for line in process.communicate()[0].split()]
    assert [process.returncode for process in started] == [0, 0]
    assert sorted(numbers, key=lambda number: int(number[5:])) == [
        f"2023-{serial}" for serial in range(1, 41)
    ]


def test_a_reply_is_given_to_one_of_many_senders(database: Database) -> None:
    with database.work() as work:
        for chat in range(60):
            work.outbox.put("telegram", str(chat), {"text": ""}, due_at=NOON)

    def claim(_: int) -> list[int]:
        with database.work() as work:
            return [item.id for item in work.outbox.claim(NOON, 2)]

    with ThreadPoolExecutor(8) as pool:
        claimed = [item for items in pool.map(claim, range(40)) for item in items]
    assert sorted(claimed) == list(range(1, 61))


def test_an_update_that_many_hand_in_is_received_once(database: Database) -> None:
    def receive(_: int) -> bool:
        with database.work() as work:
            return work.inbox.receive("telegram", "1", "7", {}, NOON) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(receive, range(16))) == 1


DIE = """
    import os, signal, sys
    from datetime import UTC, date, datetime
    from storage.database import Database
    from storage.records import EntryDraft
    at = datetime(2023, 6, 14, tzinfo=UTC)
    database = Database(sys.argv[1])
    database.upgrade()
    with database.work() as work:
        work.inbox.receive("telegram", "1", "7", {"text": "发了300份资料"}, at)
    with database.work() as work:
        item = work.inbox.waiting()[0]
        town = work.members.towns()[0]
        member = work.members.members(town.id)[0]
        draft = EntryDraft("普法活动", date(2023, 6, 13))
        more = {"text": "", "sent_at": at, "at": at, "inbox_id": item.id}
        entry = work.ledger.record(town.id, draft, member=member, **more)
        work.outbox.put("telegram", "7", {"text": entry.number}, due_at=at, inbox_id=item.id)
        if sys.argv[2] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        work.inbox.done(item.id)
        work._session.flush()
        if sys.argv[2] == "uncommitted":
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def die(ledger_url: str, when: str) -> None:
    """A process of that ledger is killed, and its server has seen that it is gone."""
    code = textwrap.dedent(DIE)
    done = subprocess.run([sys.executable, "-c", code, ledger_url, when], cwd=ROOT, check=False)
    assert done.returncode == -9
    deadline = time.monotonic() + 30
    while _locks_held(ledger_url):
        assert time.monotonic() < deadline, "the server holds the dead process's locks"
        time.sleep(0.02)


def _locks_held(ledger_url: str) -> bool:
    """Whether a transaction is open: a server ends that of a dead process when it notices, not at once.

    SQLite's locks are the operating system's and end with the process.
    """
    if not ledger_url.startswith("postgresql"):
        return False
    engine = create_engine(ledger_url)
    open_ones = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL"
    )
    with engine.connect() as connection:
        held = connection.execute(open_ones).scalar_one() > 0
    engine.dispose()
    return held


def test_a_kill_before_the_commit_leaves_the_update_waiting_and_nothing_else(
    ledger_url: str, database: Database, setting: Setting
) -> None:
    for when in ("before", "uncommitted"):
        die(ledger_url, when)
        with database.work() as work:
            assert [item.key for item in work.inbox.waiting()] == ["1"]
            assert work.ledger.find(setting.town.id) == []
            assert work.outbox.claim(NOON + timedelta(days=1)) == []


def test_a_kill_after_the_commit_leaves_entry_reply_and_done_together(
    ledger_url: str, database: Database, setting: Setting
) -> None:
    die(ledger_url, "after")
    with database.work() as work:
        assert work.inbox.counts()[InboxState.DONE] == 1
        assert [entry.number for entry in work.ledger.find(setting.town.id)] == ["2023-1"]
        assert work.outbox.waiting_count() == 1
