"""Takes updates from the inbox to the core: each chat in order, several chats side by side."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from bot.looping import again_and_again
from bot.messages import Incoming
from bot.payloads import incoming_payload
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import InboxItem, InboxState

log = logging.getLogger("fazhibot.worker")
Result = TypeVar("Result")

IDLE_SECONDS = 2.0  # how long an update that another process put back may wait to be noticed
MOST_FAULTS = 5  # before an update that cannot even be marked as failed is set aside
LONGEST_WAIT = 60.0
ELSEWHERE_SECONDS = 0.1  # until an update that was in another process's hands is looked at again
MOST_REMEMBERED = 1000
UNSETTLED_SECONDS = 1.0  # an update that waits again so soon after it was processed was not settled


def receive(database: Database, updates: Iterable[Incoming], received_at: datetime) -> int:
    """Commits updates to the inbox in one transaction; how many of them were new."""
    new = 0
    with database.work() as work:
        for update in updates:
            payload = incoming_payload(update)
            item = work.inbox.receive(update.channel, update.key, update.chat, payload, received_at)
            new += item is not None
    return new


class Worker:
    """Hands the oldest update of each chat to `process`, which settles it in a transaction of its own.

    `process` is synchronous and runs in one of `threads` threads; it returns False for an update that is not
    to be had now. `settled` is called after each update.
    """

    def __init__(
        self,
        database: Database,
        process: Callable[[int], bool | None],
        settled: Callable[[], None] = lambda: None,
        threads: int = 4,
    ) -> None:
        self._database = database
        self._process = process
        self._settled = settled
        self._limit = threads
        self._threads = ThreadPoolExecutor(threads, "worker")
        self._wake = asyncio.Event()
        self._ready: list[InboxItem] = []
        self._asked = 0.0  # when that list was asked for
        self._flying: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._processed: dict[int, float] = {}  # update: when
        self._trouble: dict[int, tuple[int, float]] = {}  # update: failures, not before

    def wake(self) -> None:
        """There may be an update to take. From the loop's own thread."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Processes what waits, until `stop`; what has been taken up then is finished."""
        try:
            await again_and_again(self._start_waiting, self._wake, stop, IDLE_SECONDS)
        finally:
            if self._flying:
                await asyncio.wait(self._flying.values())
            self._threads.shutdown(wait=False)

    async def _start_waiting(self) -> None:
        if len(self._flying) >= self._limit:
            return
        self._start_ready()
        if len(self._flying) < self._limit:
            asked = asyncio.get_running_loop().time()
            try:
                self._ready = await self._in_thread(self._waiting)
                self._asked = asked
            except Exception:
                log.exception("the inbox cannot be read; trying again")
                return
            self._start_ready()

    def _waiting(self) -> list[InboxItem]:
        with self._database.work() as work:
            return work.inbox.waiting(limit=100)

    def _start_ready(self) -> None:
        later = []
        for item in self._ready:
            place = (item.channel, item.chat)
            if len(self._flying) >= self._limit:
                later.append(item)
            elif place not in self._flying and self._may_start(item):
                self._flying[place] = asyncio.create_task(self._take(item))
        self._ready = later

    def _may_start(self, item: InboxItem) -> bool:
        """Not while it waits for another try, nor where the list is older than what was done with it."""
        if self._processed.get(item.id, -1.0) >= self._asked:
            return False
        return asyncio.get_running_loop().time() >= self._trouble.get(item.id, (0, 0.0))[1]

    async def _take(self, item: InboxItem) -> None:
        try:
            if self._has_come_back(item):
                if await self._in_thread(lambda: self._is_waiting(item.id)):
                    raise RuntimeError("the core did not settle the update")
                return  # somebody has settled it since it was listed
            if await self._in_thread(lambda: self._process(item.id)) is False:
                self._look_again(item)
            else:
                self._remember(item)
        except Exception as error:
            await self._stumble(item, error)
        finally:
            self._flying.pop((item.channel, item.chat), None)
            self._wake.set()
            self._settled()

    def _has_come_back(self, item: InboxItem) -> bool:
        """Whether the update is listed again right after it was processed."""
        processed = self._processed.pop(item.id, None)
        return processed is not None and asyncio.get_running_loop().time() - processed < UNSETTLED_SECONDS

    def _remember(self, item: InboxItem) -> None:
        now = asyncio.get_running_loop().time()
        self._processed[item.id] = now
        if len(self._processed) > MOST_REMEMBERED:
            self._processed = {key: at for key, at in self._processed.items() if now - at < UNSETTLED_SECONDS}
            self._trouble = {key: kept for key, kept in self._trouble.items() if key not in self._processed}

    def _look_again(self, item: InboxItem) -> None:
        """Another process has it in hand, or has just looked at it: soon it is settled, or may be taken."""
        loop = asyncio.get_running_loop()
        if len(self._trouble) > MOST_REMEMBERED:
            self._trouble = {key: kept for key, kept in self._trouble.items() if kept[0]}
        faults = self._trouble.get(item.id, (0, 0.0))[0]
        self._trouble[item.id] = (faults, loop.time() + ELSEWHERE_SECONDS)
        loop.call_later(ELSEWHERE_SECONDS + 0.01, self._wake.set)

    async def _stumble(self, item: InboxItem, error: Exception) -> None:
        """The core could not even say that it failed: the chat waits, and in the end the update is set aside.

        It is not where the database is away: the update is not to blame.
        """
        loop = asyncio.get_running_loop()
        faults = self._trouble.get(item.id, (0, 0.0))[0] + 1
        wait = min(2.0 ** (faults - 1), LONGEST_WAIT)
        log.error(
            "update %d was not processed (try %d); again in %.0f s", item.id, faults, wait, exc_info=error
        )
        self._trouble[item.id] = (faults, loop.time() + wait)
        loop.call_later(wait + 0.01, self._wake.set)
        if faults >= MOST_FAULTS and not isinstance(error, DatabaseUnavailableError):
            await self._set_aside(item, error)

    def _is_waiting(self, item_id: int) -> bool:
        with self._database.work() as work:
            return work.inbox.get(item_id).state is InboxState.RECEIVED

    async def _set_aside(self, item: InboxItem, error: Exception) -> None:
        def fail() -> None:
            with self._database.work() as work:
                work.inbox.fail(item.id, f"{type(error).__name__}: {error}")

        try:
            await self._in_thread(fail)
        except Exception:
            log.exception("update %d cannot be set aside", item.id)

    async def _in_thread(self, act: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, act)
