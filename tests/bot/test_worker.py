"""The worker on a real inbox."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot import worker as worker_module
from bot.messages import Incoming
from bot.worker import Worker, receive
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import InboxItem, InboxState

AT = datetime(2025, 6, 14, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    yield database
    database.close()


def message(chat: int, text: str) -> Incoming:
    return Incoming("telegram", f"{chat}-{text}", str(chat), str(chat), "李梅", AT, text=text)


def settle(database: Database, item_id: int) -> str:
    """Marks an update done; its text."""
    with database.work() as work:
        item = work.inbox.get(item_id)
        work.inbox.done(item_id)
    return f"{item.chat}:{item.payload['text']}"


def work_until(
    worker: Worker,
    condition: Callable[[], bool],
    meanwhile: Callable[[], None] = lambda: None,
    timeout: float = 30,
) -> None:
    async def run() -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(worker.run(stop))
        async with asyncio.timeout(timeout):
            while not await asyncio.to_thread(condition):
                meanwhile()
                await asyncio.sleep(0.01)
        stop.set()
        await asyncio.wait_for(task, 5)

    asyncio.run(run())


def states(database: Database) -> dict[InboxState, int]:
    with database.work() as work:
        return {state: number for state, number in work.inbox.counts().items() if number}


def test_a_batch_is_committed_once(database: Database) -> None:
    batch = [message(7, "一"), message(7, "二"), message(7, "一")]
    assert receive(database, batch, AT) == 2
    assert receive(database, batch, AT) == 0


def test_each_chat_is_taken_in_its_order(database: Database) -> None:
    receive(database, [message(chat, text) for text in "一二三四五" for chat in (7, 8, 9)], AT)
    taken: list[str] = []
    worker = Worker(database, lambda item: taken.append(settle(database, item)))
    work_until(worker, lambda: len(taken) == 15)
    for chat in (7, 8, 9):
        assert [one[-1] for one in taken if one.startswith(str(chat))] == list("一二三四五")


def test_several_chats_are_taken_side_by_side_and_one_chat_never(database: Database) -> None:
    receive(database, [message(chat, text) for text in "一二三" for chat in range(6)], AT)
    lock = threading.Lock()
    running: list[str] = []
    most = 0
    twice: list[str] = []

    def process(item_id: int) -> None:
        nonlocal most
        with database.work() as work:
            chat = work.inbox.get(item_id).chat
        with lock:
            twice.extend([chat] if chat in running else [])
            running.append(chat)
            most = max(most, len(running))
        time.sleep(0.02)
        settle(database, item_id)
        with lock:
            running.remove(chat)

    work_until(Worker(database, process, threads=4), lambda: states(database) == {InboxState.DONE: 18})
    assert twice == []
    assert 2 <= most <= 4


def test_a_slow_chat_holds_up_no_other(database: Database) -> None:
    receive(database, [message(7, "慢"), message(7, "后"), message(8, "快"), message(9, "快")], AT)
    gate = threading.Event()
    taken: list[str] = []

    def process(item_id: int) -> None:
        with database.work() as work:
            slow = work.inbox.get(item_id).payload["text"] == "慢"
        if slow:
            gate.wait(10)
        taken.append(settle(database, item_id))

    def others_done() -> bool:
        if {"8:快", "9:快"} <= set(taken) and not gate.is_set():
            assert "7:慢" not in taken
            gate.set()
        return len(taken) == 4

    work_until(Worker(database, process), others_done)
    assert taken.index("7:慢") < taken.index("7:后")


def test_what_the_core_cannot_settle_is_tried_again_later_and_others_pass(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    receive(database, [message(7, "坏"), message(8, "好")], AT)
    tries: list[float] = []
    taken: list[str] = []

    def process(item_id: int) -> None:
        with database.work() as work:
            bad = work.inbox.get(item_id).payload["text"] == "坏"
        if bad:
            tries.append(time.monotonic())
            if len(tries) == 1:
                raise DatabaseUnavailableError("away")
        taken.append(settle(database, item_id))

    work_until(Worker(database, process), lambda: len(taken) == 2)
    assert taken == ["8:好", "7:坏"]
    assert tries[1] - tries[0] >= 0.9
    assert "was not processed" in caplog.text


def test_a_core_that_settles_nothing_is_not_called_without_end(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    receive(database, [message(7, "一")], AT)
    calls: list[int] = []
    started = time.monotonic()
    work_until(Worker(database, calls.append), lambda: time.monotonic() - started > 1.2)
    assert 1 <= len(calls) <= 2


def test_what_fails_again_and_again_is_set_aside(
    database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "LONGEST_WAIT", 0.02)
    caplog.set_level(logging.CRITICAL)
    receive(database, [message(7, "坏")], AT)

    def process(item_id: int) -> None:
        raise RuntimeError(f"bug at {item_id}")

    work_until(Worker(database, process), lambda: states(database) == {InboxState.FAILED: 1})
    with database.work() as work:
        assert "RuntimeError: bug" in work.inbox.failed()[0].error


def test_an_update_in_another_process_hands_is_looked_at_again_soon_and_is_no_fault(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    receive(database, [message(7, "一"), message(7, "二")], AT)
    taken: list[str] = []
    looks: list[int] = []

    def process(item_id: int) -> bool:
        looks.append(item_id)
        if len(looks) <= 8:
            return False
        taken.append(settle(database, item_id))
        return True

    started = time.monotonic()
    work_until(Worker(database, process), lambda: len(taken) == 2)
    assert taken == ["7:一", "7:二"]
    assert time.monotonic() - started >= 0.7
    assert not caplog.records


def test_what_is_settled_while_the_list_is_read_is_not_handed_to_the_core_again(database: Database) -> None:
    receive(database, [message(7, "慢"), message(8, "快"), message(9, "快")], AT)
    taken: list[str] = []
    begun, gate = threading.Event(), threading.Event()

    def process(item_id: int) -> None:
        with database.work() as work:
            slow = work.inbox.get(item_id).chat == "7"
        if slow:
            begun.set()
            gate.wait(10)
        taken.append(settle(database, item_id))

    worker = Worker(database, process)
    honest = worker._waiting
    old: list[bool] = []

    def late() -> list[InboxItem]:
        listed = honest()
        if begun.is_set() and not gate.is_set():
            old.append("7" in {item.chat for item in listed})
            gate.set()
            while "7:慢" not in taken:
                time.sleep(0.01)
            time.sleep(0.05)
        return listed

    worker._waiting = late  # type: ignore[method-assign]
    settled_for = time.monotonic() + 0.5
    work_until(worker, lambda: len(taken) >= 3 and bool(old) and time.monotonic() > settled_for)
    assert old == [True]
    assert sorted(taken) == ["7:慢", "8:快", "9:快"]


def test_the_senders_turn_comes_after_each_update(database: Database) -> None:
    receive(database, [message(7, "一"), message(8, "二")], AT)
    called: list[int] = []
    worker = Worker(database, lambda item: settle(database, item) and None, lambda: called.append(1))
    work_until(worker, lambda: len(called) == 2)
    assert states(database) == {InboxState.DONE: 2}


def test_it_wakes_at_once_for_a_new_update(database: Database) -> None:
    async def run() -> float:
        stop = asyncio.Event()
        done = threading.Event()
        worker = Worker(database, lambda item: (settle(database, item), done.set())[1])
        task = asyncio.create_task(worker.run(stop))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(receive, database, [message(7, "一")], AT)
        started = time.monotonic()
        worker.wake()
        await asyncio.to_thread(done.wait, 5)
        taken = time.monotonic() - started
        stop.set()
        await asyncio.wait_for(task, 5)
        return taken

    assert asyncio.run(run()) < 0.5


def test_what_is_in_hand_is_finished_before_it_ends(database: Database) -> None:
    receive(database, [message(7, "一")], AT)
    begun = threading.Event()

    def process(item_id: int) -> None:
        begun.set()
        time.sleep(0.3)
        settle(database, item_id)

    work_until(Worker(database, process), begun.is_set)
    assert states(database) == {InboxState.DONE: 1}
