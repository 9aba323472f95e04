"""Fetches the files that are wanted, and has done what they are wanted for. One process at a time does.

What is wanted is a row: a crash, or a service that is away, delays a file and loses none.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.channels.base import PermanentError, RetryError, TooBigError
from bot.evidence import jobs, phrases
from bot.evidence.jobs import Outcome
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.evidence_files import EvidenceFiles
from storage.records import SentFile

log = logging.getLogger("fazhibot.evidence")
Result = TypeVar("Result")

AT_ONCE = 3
IDLE_SECONDS = 3.0
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0
MOST_ATTEMPTS = 300  # with the waits above: two days
MOST_FAULTS = 5  # of the program itself


class Source(Protocol):
    """A channel that files come from. `name` is the channel of the files that are its own."""

    @property
    def name(self) -> str: ...

    async def fetch(self, remote: str) -> bytes:
        """The bytes of a file; RetryError, TooBigError or PermanentError."""
        ...


class Fetcher:
    """`settled` is called after each file: there may be something to send. `now`: the clock in aware UTC."""

    def __init__(
        self,
        database: Database,
        source: Source,
        files: EvidenceFiles,
        now: Callable[[], datetime],
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._source = source
        self._files = files
        self._now = now
        self._settled = settled
        self._threads = ThreadPoolExecutor(AT_ONCE, "evidence")
        self._flying: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be a file to fetch. From the loop's own thread."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Takes what an earlier process left, then what is due, until `stop`."""
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self._wake.set())
        try:
            await self._in_thread(self._recover)
            while not stop.is_set():
                self._wake.clear()
                await self._start_due()
                await self._idle()
        finally:
            stopping.cancel()
            for task in self._flying:
                task.cancel()  # a row that is being fetched is fetched again
            await asyncio.gather(*self._flying, return_exceptions=True)
            self._threads.shutdown(wait=False)

    async def _idle(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), IDLE_SECONDS)
        except TimeoutError:
            return

    def _recover(self) -> None:
        self._files.sweep()
        with self._database.work() as work:
            work.evidence.recover(self._now(), self._source.name)

    async def _start_due(self) -> None:
        free = AT_ONCE - len(self._flying)
        if free <= 0:
            return
        try:
            items = await self._in_thread(lambda: self._claim(free))
        except Exception:
            log.exception("the files that are wanted cannot be read; trying again")
            return
        for item in items:
            task = asyncio.create_task(self._take(item))
            self._flying.add(task)
            task.add_done_callback(self._landed)

    def _claim(self, limit: int) -> list[SentFile]:
        with self._database.work() as work:
            return work.evidence.claim(self._now(), limit, self._source.name)

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._wake.set()
        self._settled()
        if not task.cancelled() and task.exception():
            log.error("a file's state could not be kept", exc_info=task.exception())

    async def _take(self, file: SentFile) -> None:
        try:
            content = await self._content(file)
            await self._in_thread(
                lambda: jobs.carry_out(self._database, self._files, file, content, self._now())
            )
        except TooBigError:
            await self._refuse(file, phrases.TOO_BIG_UNKNOWN)
        except PermanentError as error:
            log.warning("file %d is not to be had: %s", file.id, error)
            await self._refuse(file, phrases.GONE)
        except RetryError as error:
            await self._later(file, str(error), error.after)
        except DatabaseUnavailableError as error:  # the file is not to blame
            await self._later(file, str(error), None)
        except OSError as error:
            log.error("file %d cannot be written to %s: %s", file.id, self._files.folder, error)
            await self._later(file, str(error), None)
        except Exception as error:
            log.exception("file %d made the program fail", file.id)
            if file.attempts >= MOST_FAULTS:
                await self._refuse(file, phrases.FAILED)
            else:
                await self._later(file, f"{type(error).__name__}: {error}", None)

    async def _content(self, file: SentFile) -> bytes:
        """The bytes: those in the folder, where they are there, else the channel's."""
        if file.sha256:
            kept = await self._in_thread(lambda: self._files.read(file.sha256))
            if kept is not None:
                return kept
        return await self._source.fetch(file.remote)

    async def _refuse(self, file: SentFile, words: str) -> None:
        outcome = Outcome(fault=words.format(name=file.filename[:60]))
        await self._keep(lambda: jobs.settle(self._database, file, outcome, self._now()))

    async def _later(self, file: SentFile, error: str, after: float | None) -> None:
        if file.attempts >= MOST_ATTEMPTS:
            await self._refuse(file, phrases.GONE)
            return
        wait = after if after is not None else min(FIRST_WAIT * 2 ** min(file.attempts - 1, 20), LONGEST_WAIT)
        log.warning("file %d: %s; again in %.0f s (try %d)", file.id, error, wait, file.attempts)
        at = self._now() + timedelta(seconds=wait)
        await self._keep(lambda: self._put_off(file, error, at))
        asyncio.get_running_loop().call_later(wait + 0.01, self._wake.set)

    async def _keep(self, act: Callable[[], None]) -> None:
        """Records it, however long the database is away."""
        while True:
            try:
                return await self._in_thread(act)
            except DatabaseUnavailableError as error:
                log.warning("what became of a file cannot be kept: %s; again in %.0f s", error, FIRST_WAIT)
                await asyncio.sleep(FIRST_WAIT)

    def _put_off(self, file: SentFile, error: str, at: datetime) -> None:
        with self._database.work() as work:
            work.evidence.later(file.id, error, at)

    async def _in_thread(self, act: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, act)
