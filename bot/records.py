"""Transactions of an asynchronous part of the program: run in a thread of its own, those that wait in one."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from storage.database import Database
from storage.work import Work

Result = TypeVar("Result")
Act = Callable[[Work], Any]


class Records:
    """`await records.keep(act)` runs `act(work)` in a transaction; what comes meanwhile shares the next.

    A sender that records each of its messages alone would wait for the database's turn once a message,
    while others are at work in it.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, name)
        self._waiting: list[tuple[Act, asyncio.Future[Any]]] = []
        self._task: asyncio.Task[None] | None = None

    async def keep(self, act: Callable[[Work], Result]) -> Result:
        """The act's result, when it is committed; its exception, or the database's."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((act, result))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return await result

    def close(self) -> None:
        """Ends the thread; nothing is kept any more."""
        self._thread.shutdown()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            outcomes = await loop.run_in_executor(self._thread, self._transact, [act for act, _ in batch])
            for (_, result), (value, error) in zip(batch, outcomes, strict=True):
                if result.cancelled():
                    continue
                if error is None:
                    result.set_result(value)
                else:
                    result.set_exception(error)
        self._task = None

    def _transact(self, acts: list[Act]) -> list[tuple[Any, Exception | None]]:
        """Each act's (value, error). Where one fails in company, each has a transaction of its own."""
        try:
            with self._database.work() as work:
                values = [act(work) for act in acts]
        except Exception as error:
            if len(acts) == 1:
                return [(None, error)]
            return [self._transact([act])[0] for act in acts]
        return [(value, None) for value in values]
