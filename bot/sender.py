"""The one sender: empties the outbox through the channels, in each chat's order and within their limits.

A message is marked as being sent before it is handed over. After a crash, or where no answer came, it is
sent again: a reply that comes twice does less harm than one that never comes. Such a second sending is
counted.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.channels.base import Channel, DeliveryError, MovedError, PermanentError, RetryError
from bot.evidence.phrases import MISSING
from bot.gate import Gate
from bot.messages import Document, Reply
from bot.pace import Pace
from bot.payloads import read_reply, reply_payload
from bot.records import Records
from bot.splitting import split_reply
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.records import OutboxItem
from storage.work import Work

log = logging.getLogger("fazhibot.sender")

IN_FLIGHT = 32  # claimed at once, most of them waiting for their chat's interval
REFILL = 8  # as many are claimed together, so that a long queue is not searched for each message
HANDS = 8  # being sent and recorded at once: as many may come twice after a crash
IDLE_SECONDS = 1.0  # how long a reply that another process owes may wait to be noticed
FIRST_WAIT, LONGEST_WAIT = 0.5, 600.0
MOST_ATTEMPTS = 200  # with the waits above: a day and a half
FAULT_WAIT = 5.0
MOST_FAULTS = 3  # of the program itself, before a message stops holding up its chat
MILD_HOLD = 1.0  # of all chats, when one was asked to slow down
LONG_DELAY = 3.0  # a chat that may get nothing for longer gives its place to others


@dataclass(slots=True)
class Counts:
    """What became of the messages since the start.

    `repeated`: sent although an earlier try may have arrived.
    """

    sent: int = 0
    retried: int = 0
    failed: int = 0
    repeated: int = 0


class Sender:
    """Claims, sends and records. `now` is the clock in aware UTC; intervals run by the loop's own clock."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        gate: Gate | None = None,
        files: EvidenceFiles | None = None,
    ) -> None:
        self.counts = Counts()
        self._channels = channels
        self._now = now
        self._gate = gate
        self._files = files
        self._paces = {name: Pace(channel.limits) for name, channel in channels.items()}
        self._parts_done: dict[int, int] = {}
        self._flying: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._hands = asyncio.Semaphore(HANDS)
        self._records = Records(database, "sender")

    def wake(self) -> None:
        """There may be something to send. From the loop's own thread."""
        self._wake.set()

    async def recover(self) -> int:
        """What an earlier process left half sent is due again; how much. To be called once, before `run`.

        Nothing goes out for a moment, since that process may have sent something just before it ended: half a
        chat's interval, as a start takes as long again.
        """
        found = 0
        for name, channel in self._channels.items():
            self._paces[name].hold(channel.limits.chat_spacing / 2)
            found += await self._records.keep(partial(_recover, now=self._now(), channel=name))
        if found:
            log.warning("%d replies were being sent when the program stopped: they are sent again", found)
        return found

    async def run(self, stop: asyncio.Event) -> None:
        """Sends what is due, until `stop`; what is being handed over then is finished."""
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self._wake.set())
        try:
            while not stop.is_set():
                self._wake.clear()
                await self._start_due()
                await self._idle()
        finally:
            stopping.cancel()
            await self._land()
            self._records.close()

    async def flush(self) -> None:
        """Sends what is due now and returns when it is done (retries are left for later)."""
        while await self._start_due():
            await self._land()

    def close(self) -> None:
        """Ends the thread that records; for who calls `flush` and not `run`."""
        self._records.close()

    async def _idle(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), IDLE_SECONDS)
        except TimeoutError:
            return

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
                task = asyncio.create_task(self._deliver(item))
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

    async def _deliver(self, item: OutboxItem) -> None:
        channel, pace = self._channels[item.channel], self._paces[item.channel]
        delay = pace.delay(item.chat, channel.is_group(item.chat))
        if delay > LONG_DELAY:
            await self._postpone(item, delay, "")
            return
        try:
            await self._hand_over(item, channel, pace)
        except DeliveryError as error:
            await self._undelivered(item, error, pace)
        except Exception as error:
            log.exception("reply %d made the program fail", item.id)
            text = f"{type(error).__name__}: {error}"
            if item.attempts >= MOST_FAULTS:
                await self._give_up(item, text)
            else:
                await self._postpone(item, FAULT_WAIT, text)

    async def _hand_over(self, item: OutboxItem, channel: Channel, pace: Pace) -> None:
        """Sends the parts that are not done yet, and records the id of the last, which has the buttons."""
        parts = split_reply(await self._whole(item), channel.limits)
        sent_as = ""
        for index in range(self._parts_done.get(item.id, 0), len(parts)):
            document = parts[index].document
            one = replace(
                item, payload=reply_payload(parts[index]), document=document.content if document else None
            )
            await pace.ready(item.chat, channel.is_group(item.chat))
            async with self._hands:
                await pace.slot()
                try:
                    sent_as = await channel.send(one)
                finally:
                    pace.done(item.chat)
                self._parts_done[item.id] = index + 1
                if index == len(parts) - 1:
                    await self._arrived(item, sent_as)
        if not parts:
            await self._arrived(item, "")

    async def _whole(self, item: OutboxItem) -> Reply:
        """The reply, with the bytes of a file that lies in the evidence folder."""
        reply = read_reply(item.payload, item.document)
        if reply.stored is None:
            return reply
        name, files = reply.stored.filename, self._files
        content = await asyncio.to_thread(files.read, reply.stored.sha256) if files else None
        if content is None:
            return replace(reply, text=MISSING.format(name=name), stored=None)
        return replace(reply, text="", document=Document(name, content))

    async def _arrived(self, item: OutboxItem, sent_as: str) -> None:
        self._parts_done.pop(item.id, None)
        self.counts.sent += 1
        self.counts.repeated += item.unsure
        try:
            await self._records.keep(lambda work: work.outbox.sent(item.id, sent_as, self._now()))
        except Exception:
            log.exception(
                "reply %d was sent, which could not be kept: it is sent again at the next start", item.id
            )

    async def _undelivered(self, item: OutboxItem, error: DeliveryError, pace: Pace) -> None:
        if isinstance(error, MovedError):
            new = error.chat
            log.info("chat %s of %s is now %s", item.chat, item.channel, new)
            await self._records.keep(lambda work: work.outbox.move_chat(item.channel, item.chat, new))
            await self._postpone(item, 0.0, str(error))
        elif isinstance(error, PermanentError):
            await self._give_up(item, str(error))
        elif isinstance(error, RetryError):
            if error.after:
                pace.hold(MILD_HOLD)
            await self._retry(item, str(error), error.after)
        else:
            await self._retry(item, str(error), None, unsure=True)

    async def _retry(
        self, item: OutboxItem, error: str, after: float | None, *, unsure: bool = False
    ) -> None:
        if item.attempts >= MOST_ATTEMPTS:
            await self._give_up(item, error)
            return
        wait = after if after is not None else min(FIRST_WAIT * 2 ** min(item.attempts - 1, 20), LONGEST_WAIT)
        log.warning("reply %d: %s; again in %.0f s (try %d)", item.id, error, wait, item.attempts)
        self.counts.retried += 1
        await self._postpone(item, wait, error, unsure=unsure)

    async def _postpone(self, item: OutboxItem, wait: float, error: str, *, unsure: bool = False) -> None:
        retry_at = self._now() + timedelta(seconds=wait)
        await self._records.keep(lambda work: work.outbox.failed(item.id, error, retry_at, unsure=unsure))
        asyncio.get_running_loop().call_later(wait + 0.01, self._wake.set)

    async def _give_up(self, item: OutboxItem, error: str) -> None:
        log.error("reply %d to chat %s of %s is given up: %s", item.id, item.chat, item.channel, error)
        self._parts_done.pop(item.id, None)
        self.counts.failed += 1
        await self._records.keep(lambda work: work.outbox.failed(item.id, error, None))


def _recover(work: Work, *, now: datetime, channel: str) -> int:
    return work.outbox.recover(now, channel=channel)


def _claim(work: Work, *, now: datetime, limit: int, channel: str, gate: Gate | None) -> list[OutboxItem]:
    items = work.outbox.claim(now, limit, channel=channel)
    return items if gate is None else gate.admit(work, items, now)
