"""Transactions that the sender shares, on a real database."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.records import Records
from storage.database import Database
from storage.errors import NotFoundError
from storage.work import Work

AT = datetime(2025, 6, 14, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    yield database
    database.close()


def put(work: Work) -> int:
    return work.outbox.put("telegram", "7", {"text": "一"}, due_at=AT).id


def waiting(database: Database) -> int:
    with database.work() as work:
        return work.outbox.waiting_count()


def test_each_gets_its_own_result(database: Database) -> None:
    async def run() -> list[int]:
        records = Records(database, "test")
        found = await asyncio.gather(*(records.keep(put) for _ in range(5)))
        records.close()
        return found

    assert asyncio.run(run()) == [1, 2, 3, 4, 5]
    assert waiting(database) == 5


def test_what_waits_together_shares_a_transaction(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    work = database.work

    def count() -> object:
        begun.append(1)
        return work()

    async def run() -> None:
        records = Records(database, "test")
        await asyncio.gather(*(records.keep(put) for _ in range(20)))
        records.close()

    monkeypatch.setattr(database, "work", count)
    asyncio.run(run())
    assert len(begun) <= 2


def test_one_that_fails_takes_nobody_with_it(database: Database) -> None:
    async def run() -> list[object]:
        records = Records(database, "test")
        acts = [put, lambda work: work.outbox.get(99), put]
        found = await asyncio.gather(*(records.keep(act) for act in acts), return_exceptions=True)
        records.close()
        return list(found)

    first, failed, third = asyncio.run(run())
    assert isinstance(failed, NotFoundError)
    assert first != third
    assert waiting(database) == 2
