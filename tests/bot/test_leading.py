"""One process at a time has the turn, and it is followed when it ends, dies or loses its database."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from bot import leading
from bot.leading import NAME, Lead, is_gone, whereabouts
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.leases import Taken
from storage.work import Work

SPAN = timedelta(seconds=0.6)


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    yield database
    database.close()


def now() -> datetime:
    return datetime.now(UTC)


class Party:
    """Processes that want the turn; `log` is who had it when."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.log: list[str] = []
        self.ended: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def join(self, name: str, database: Database | None = None) -> Lead:
        lead = Lead(database or self.database, now, span=SPAN, pause=0.05)
        self.ended[name] = asyncio.Event()

        async def act(over: asyncio.Event) -> None:
            self.log.append(f"{name} begins")
            await over.wait()
            self.log.append(f"{name} ends")

        self.tasks[name] = asyncio.create_task(lead.run(act, self.ended[name]))
        return lead

    async def leave(self, *names: str) -> None:
        for name in names:
            self.ended[name].set()
            await self.tasks[name]

    async def until(self, condition: Callable[[], bool], seconds: float = 5.0) -> float:
        """How long it took; TimeoutError."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not condition():
            if loop.time() - began > seconds:
                raise TimeoutError(str(self.log))
            await asyncio.sleep(0.01)
        return loop.time() - began


def test_one_has_the_turn_and_the_next_follows_when_it_ends(database: Database) -> None:
    async def run() -> None:
        party = Party(database)
        party.join("甲")
        await party.until(lambda: "甲 begins" in party.log)
        party.join("乙")
        await asyncio.sleep(0.3)
        assert party.log == ["甲 begins"]
        await party.leave("甲")
        assert await party.until(lambda: "乙 begins" in party.log) < SPAN.total_seconds() / 2
        assert party.log == ["甲 begins", "甲 ends", "乙 begins"]
        await party.leave("乙")

    asyncio.run(run())


def test_of_many_that_start_at_once_one_has_the_turn_at_a_time(database: Database) -> None:
    async def run() -> None:
        party = Party(database)
        names = [f"第{number}个" for number in range(6)]
        for name in names:
            party.join(name)
        for left in range(6, 0, -1):
            await party.until(lambda: bool(party.log) and party.log[-1].endswith("begins"))
            await asyncio.sleep(0.15)
            assert sum(one.endswith("begins") for one in party.log) == 7 - left
            await party.leave(party.log[-1].split()[0])

    asyncio.run(run())


def test_one_that_dies_elsewhere_is_followed_when_its_lease_lapses(database: Database) -> None:
    with database.work() as work:
        assert work.leases.take(NAME, "another-machine/1/2/3", work.leases.clock(now()), SPAN) is Taken.NEW

    async def run() -> None:
        party = Party(database)
        party.join("乙")
        seconds = await party.until(lambda: "乙 begins" in party.log)
        assert 0.2 < seconds < SPAN.total_seconds() + 0.5
        await party.leave("乙")

    asyncio.run(run())


def test_the_bounds_keep_within_thirty_seconds() -> None:
    assert leading.SPAN.total_seconds() + leading.PAUSE <= 30
    assert leading.SPAN.total_seconds() > leading.PAUSE * 3


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_one_that_dies_on_this_machine_is_followed_at_once(database: Database) -> None:
    code = "from bot.leading import whereabouts; print(whereabouts())"
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    holder = f"{died.stdout.strip()}/x"
    assert is_gone(holder)
    assert not is_gone(f"{whereabouts()}/x")
    assert not is_gone(f"another-machine/{os.getpid()}/1/x")
    assert not is_gone("of-another-make")
    with database.work() as work:
        work.leases.take(NAME, holder, work.leases.clock(now()), timedelta(hours=1))

    async def run() -> None:
        party = Party(database)
        party.join("乙")
        await party.until(lambda: "乙 begins" in party.log, 0.5)
        await party.leave("乙")

    asyncio.run(run())


def test_one_whose_database_is_away_stops_by_itself_in_time(
    database: Database, ledger_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = Database(ledger_url)
    work_of = cut.work
    away = False

    def work() -> "AbstractContextManager[Work]":
        if away:
            raise DatabaseUnavailableError("the server is away")
        return work_of()

    monkeypatch.setattr(cut, "work", work)

    async def run() -> None:
        nonlocal away
        party = Party(database)
        party.join("甲", cut)
        await party.until(lambda: "甲 begins" in party.log)
        party.join("乙")
        away = True
        await party.until(lambda: "乙 begins" in party.log)
        assert party.log == ["甲 begins", "甲 ends", "乙 begins"]
        away = False
        await party.leave("乙")
        await party.until(lambda: party.log[-1] == "甲 begins")
        await party.leave("甲")

    asyncio.run(run())
    cut.close()


def test_what_the_act_raises_ends_the_program(database: Database) -> None:
    async def act(over: asyncio.Event) -> None:
        raise RuntimeError("kaputt")

    async def run() -> None:
        await Lead(database, now, span=SPAN, pause=0.05).run(act, asyncio.Event())

    with pytest.raises(RuntimeError, match="kaputt"):
        asyncio.run(run())
    with database.work() as work:
        taken = work.leases.take(NAME, "the next", work.leases.clock(now()), SPAN)
    assert taken is Taken.NEW
