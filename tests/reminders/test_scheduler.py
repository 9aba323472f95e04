"""The scheduler ticks in the running loop, and a tick that fails stops nothing."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest

from bot.reminders.scheduler import Scheduler

NOW = datetime(2025, 11, 28, 8, tzinfo=UTC)


async def until(condition: threading.Event) -> None:
    assert await asyncio.to_thread(condition.wait, 5)


def test_it_ticks_at_once_and_again_in_a_thread_of_its_own() -> None:
    times: list[datetime] = []
    threads: set[int] = set()
    enough, woken = threading.Event(), []

    def tick(now: datetime) -> int:
        times.append(now)
        threads.add(threading.get_ident())
        if len(times) == 3:
            enough.set()
        return 1 if len(times) == 2 else 0

    async def run() -> None:
        scheduler = Scheduler(tick, now=lambda: NOW, wake=lambda: woken.append(True), seconds=0.02)
        scheduler.start()
        await until(enough)
        scheduler.stop()
        await asyncio.sleep(0.05)
        seen = len(times)
        await asyncio.sleep(0.1)
        assert len(times) == seen

    asyncio.run(run())
    assert set(times) == {NOW}
    assert threading.get_ident() not in threads
    assert woken == [True]


def test_a_tick_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    calls = 0
    enough = threading.Event()

    def tick(now: datetime) -> int:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("the disk is away")
        enough.set()
        return 0

    async def run() -> None:
        scheduler = Scheduler(tick, seconds=0.02)
        scheduler.start()
        await until(enough)
        scheduler.stop()

    asyncio.run(run())
    assert "the disk is away" in caplog.text


def test_a_slow_tick_is_not_joined_by_a_second_one() -> None:
    running, together = 0, 0
    enough, calls = threading.Event(), 0

    def tick(now: datetime) -> int:
        nonlocal running, together, calls
        running += 1
        together = max(together, running)
        threading.Event().wait(0.1)
        running -= 1
        calls += 1
        if calls == 2:
            enough.set()
        return 0

    async def run() -> None:
        scheduler = Scheduler(tick, seconds=0.02)
        scheduler.start()
        await until(enough)
        scheduler.stop()

    asyncio.run(run())
    assert together == 1


def test_stopping_what_never_ran_is_no_error() -> None:
    Scheduler(lambda now: 0).stop()
