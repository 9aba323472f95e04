"""The one sender: empties the outbox through the channels, in each chat's order and within their limits."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.channels.base import Line
from bot.gate import Gate
from bot.handing import Counts, Hands
from bot.looping import again_and_again
from bot.records import Records
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.outbox import Recovered
from storage.records import OutboxItem
from storage.work import Work

log = logging.getLogger("fazhibot.sender")

IN_FLIGHT = 48  # claimed at once, most of them waiting for their slot or their chat's interval
REFILL = 16  # as many are claimed together, so that a long queue is not searched for each message
STEADY_SECONDS = 6.0  # of a start, before what may have arrived is sent again: it is the last try
IDLE_SECONDS = 1.0  # between looks where nobody said that there is something to send
SHARED_SECONDS = 0.2  # where other processes on a server's database may owe a reply


class Sender:
    """Claims, sends and records. `now` is the clock in aware UTC; intervals run by the loop's own clock."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Line],
        now: Callable[[], datetime],
        gate: Gate | None = None,
        files: EvidenceFiles | None = None,
    ) -> None:
        self.counts = Counts()
        self._channels = channels
        self._now = now
        self._gate = gate
        self._flying: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._idle = SHARED_SECONDS if database.path is None else IDLE_SECONDS
        self._records = Records(database, "sender")
        self._hands = {
            name: Hands(channel, self._records, now, self.counts, self._soon, files)
            for name, channel in channels.items()
        }

    def wake(self) -> None:
        """There may be something to send. From the loop's own thread."""
        self._wake.set()

    async def recover(self) -> Recovered:
        """What an earlier process left half sent is due again; how much. To be called once, before `run`.

        What may have arrived waits a little: a program that is ended again and again would spend its second
        try, which is the last, on a bad moment. And nothing at all goes out for half a chat's interval, since
        that process may have sent something just before it ended (a start takes as long again).
        """
        found = Recovered()
        for name, channel in self._channels.items():
            self._hands[name].pace.hold(channel.limits.chat_spacing / 2)
            left = await self._records.keep(partial(_recover, now=self._now(), channel=name))
            found = found + left
        if found.again:
            log.warning("%d replies had just been handed over when the program stopped: again", found.again)
        if found.unanswered:
            log.error("%d replies were handed over twice without an answer: not again", found.unanswered)
        return found

    async def run(self, stop: asyncio.Event) -> None:
        """Sends what is due, until `stop`; what is being handed over then is finished."""
        try:
            await again_and_again(self._start_due, self._wake, stop, self._idle)
        finally:
            await self._land()
            self._records.close()

    async def flush(self) -> None:
        """Sends what is due now and returns when it is done (retries are left for later)."""
        while await self._start_due():
            await self._land()

    def close(self) -> None:
        """Ends the thread that records; for who calls `flush` and not `run`."""
        self._records.close()

    def _soon(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds + 0.01, self._wake.set)

    async def _land(self) -> None:
        while self._flying:
            await asyncio.wait(self._flying)

    async def _start_due(self) -> int:
        started = 0
        for name in self._channels:
            free = IN_FLIGHT - len(self._flying)
            if free < REFILL:
                break
            claim = partial(_claim, now=self._now(), limit=free, channel=name, gate=self._gate)
            try:
                items = await self._records.keep(claim)
            except Exception:
                log.exception("the outbox cannot be read; trying again")
                return 0
            for item in items:
                task = asyncio.create_task(self._hands[name].deliver(item))
                self._flying.add(task)
                task.add_done_callback(self._landed)
            started += len(items)
        return started

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._wake.set()
        if not task.cancelled() and task.exception():
            log.error(
                "a reply's state could not be kept: it waits for the next start", exc_info=task.exception()
            )


def _recover(work: Work, *, now: datetime, channel: str) -> Recovered:
    return work.outbox.recover(now, again_at=now + timedelta(seconds=STEADY_SECONDS), channel=channel)


def _claim(work: Work, *, now: datetime, limit: int, channel: str, gate: Gate | None) -> list[OutboxItem]:
    items = work.outbox.claim(now, limit, channel=channel)
    return items if gate is None else gate.admit(work, items, now)
