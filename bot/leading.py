"""Which of several processes on one database does what only one may: poll, send and tick."""

import asyncio
import logging
import os
import socket
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from storage.database import Database
from storage.leases import Taken

log = logging.getLogger("fazhibot.leading")

NAME = "sending"
SPAN = timedelta(seconds=20)  # a process that dies is followed after so long, and the pause below
PAUSE = 3.0
SURELY = 0.45  # of the span: who could not renew for so long stops (a lease is renewed from half its span on)
Result = TypeVar("Result")
Act = Callable[[asyncio.Event], Awaitable[None]]


class Lead:
    """The turn of this process, kept in a row that it renews: who stops renewing it has lost it."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        *,
        span: timedelta = SPAN,
        pause: float = PAUSE,
    ) -> None:
        self._database = database
        self._now = now
        self._span = span
        self._pause = pause
        self._holder = f"{whereabouts()}/{uuid.uuid4().hex[:8]}"
        self._thread = ThreadPoolExecutor(1, "lead")
        self.held = False

    async def run(self, act: Act, ended: asyncio.Event) -> None:
        """Runs `act(over)` whenever it is this process's turn; `act` returns soon after `over` is set.

        Until `ended`, or what `act` raises.
        """
        waited = False
        try:
            while not ended.is_set():
                taken = await self._take()
                if taken:
                    log.info("this process sends")
                    await self._lead(act, ended)
                    waited = False
                elif taken is False and not waited:
                    log.info("another process sends: this one takes over when that ends")
                    waited = True
                await _either(ended, self._pause)
        finally:
            self._thread.shutdown(wait=False)

    async def _lead(self, act: Act, ended: asyncio.Event) -> None:
        """One turn, from the lease to its end."""
        over = asyncio.Event()
        self.held = True
        acting = asyncio.ensure_future(act(over))
        keeping = asyncio.create_task(self._keep(over))
        ending = asyncio.create_task(ended.wait())
        try:
            await asyncio.wait((acting, keeping, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.set()
            self.held = False
            await asyncio.wait((acting, keeping))
            ending.cancel()
            await self._in_thread(self._give_back)
        await acting

    async def _keep(self, over: asyncio.Event) -> None:
        """Renews the lease until `over`; sets `over` where that fails, well before others may take it."""
        loop = asyncio.get_running_loop()
        surely = self._span.total_seconds() * SURELY
        sure_until = loop.time() + surely
        while not await _either(over, min(self._pause, max(sure_until - loop.time(), 0.0))):
            asked = loop.time()
            renewing = asyncio.create_task(self._take())
            done, _ = await asyncio.wait((renewing,), timeout=max(sure_until - asked, 0.0))
            late = not done and not over.is_set()
            if not late and await renewing:
                sure_until = asked + surely
            elif late or renewing.result() is False or loop.time() >= sure_until:
                log.error("the turn to send cannot be kept: this process stops sending until it has it again")
                over.set()
                await renewing

    async def _take(self) -> bool | None:
        """Whether it is this process's turn now; None where the database cannot tell."""
        try:
            return await self._in_thread(self._ask)
        except Exception as error:
            log.warning("whose turn it is cannot be told: %s", error)
            return None

    def _ask(self) -> bool:
        with self._database.work() as work:
            before = work.leases.holder(NAME)
            gone = before if before and is_gone(before) else None
            now = work.leases.clock(self._now())
            return work.leases.take(NAME, self._holder, now, self._span, gone=gone) is not Taken.OTHERS

    def _give_back(self) -> None:
        try:
            with self._database.work() as work:
                work.leases.give_back(NAME, self._holder, work.leases.clock(self._now()))
        except Exception as error:
            log.warning("the turn is not given back, and lapses: %s", error)

    async def _in_thread(self, act: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)


async def _either(event: asyncio.Event, seconds: float) -> bool:
    """Waits for the event, and no longer than so; whether it is set."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def whereabouts() -> str:
    """This process, so that another on the same machine can tell whether it still runs."""
    return f"{_machine()}/{os.getpid()}/{_started(os.getpid())}"


def is_gone(holder: str) -> bool:
    """Whether that process has certainly ended: it ran on this machine, and does not any more."""
    machine, pid, started, *_ = [*holder.split("/"), "", "", ""]
    here = bool(machine) and machine == _machine() and pid.isdigit() and bool(started)
    return here and _started(int(pid)) != started


def _machine() -> str:
    """The host's name, its boot, and its namespace of process ids; "" where the last two cannot be told."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{socket.gethostname()}~{boot}~{Path('/proc/self/ns/pid').readlink().name}".replace("/", "~")
    except OSError:
        return ""


def _started(pid: int) -> str:
    """When a process of this machine began, in ticks since the boot; "" where none runs."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
