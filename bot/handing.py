"""One channel's messages on their way out: handed over within its limits, and what became of each is kept.

That a message leaves is committed just before it does, so that after a crash it is known which may have
arrived. Such a one is sent once more, when the service is known to answer, and never a third time.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.channels.base import DeliveryError, Line, MovedError, PermanentError, RetryError
from bot.evidence.phrases import MISSING
from bot.messages import Document, Reply
from bot.pace import Pace
from bot.payloads import read_reply, reply_payload
from bot.records import Records
from bot.splitting import split_reply
from storage.errors import DatabaseUnavailableError
from storage.evidence_files import EvidenceFiles
from storage.records import OutboxItem, OutboxState
from storage.work import Work

log = logging.getLogger("fazhibot.sender")
Result = TypeVar("Result")

HANDS = 12  # on their way at once: what may come twice after a crash
FIRST_WAIT, LONGEST_WAIT = 0.5, 600.0
MOST_ATTEMPTS = 200  # with the waits above: a day and a half
FAULT_WAIT = 5.0
MOST_FAULTS = 3  # of the program itself, before a message stops holding up its chat
MILD_HOLD = 1.0  # of all chats, when one was asked to slow down
LONG_DELAY = 3.0  # a chat that may get nothing for longer gives its place to others
LONGEST_AWAY = 5.0
LONGEST_LEAD = 0.05  # seconds; what noting that a message leaves may take before its slot
FRESH = 5.0  # seconds for which an answer of the service shows that it answers


@dataclass(slots=True)
class Counts:
    """What became of the messages since the start.

    `repeated`: sent although an earlier try may have arrived. `unanswered`: of these, no answer came again.
    """

    sent: int = 0
    retried: int = 0
    failed: int = 0
    repeated: int = 0
    unanswered: int = 0


class Hands:
    """`deliver` sends a claimed message and records it. `soon(seconds)`: something is due then."""

    def __init__(
        self,
        channel: Line,
        records: Records,
        now: Callable[[], datetime],
        counts: Counts,
        soon: Callable[[float], object],
        files: EvidenceFiles | None = None,
    ) -> None:
        self.pace = Pace(channel.limits)
        self._channel = channel
        self._records = records
        self._now = now
        self._counts = counts
        self._soon = soon
        self._files = files
        self._free = asyncio.Semaphore(HANDS)
        self._last_try = asyncio.Semaphore(1)  # a crash may cost one last try, not all of them
        self._parts_done: dict[int, int] = {}
        self._lead = 0.0
        self._answered = float("-inf")

    async def deliver(self, item: OutboxItem) -> None:
        """Sends it, or puts it off, or gives it up."""
        delay = self.pace.delay(item.chat, self._channel.is_group(item.chat))
        if delay > LONG_DELAY:
            await self._postpone(item, delay, "")
            return
        try:
            await self._hand_over(item)
        except DeliveryError as error:
            await self._undelivered(item, error)
        except DatabaseUnavailableError as error:  # the message is not to blame
            await self._retry(item, str(error), None)
        except Exception as error:
            log.exception("reply %d made the program fail", item.id)
            text = f"{type(error).__name__}: {error}"
            if item.attempts >= MOST_FAULTS:
                await self._give_up(item, text)
            else:
                await self._postpone(item, FAULT_WAIT, text)

    async def _hand_over(self, item: OutboxItem) -> None:
        """Sends the parts that are not done yet, and records the id of the last, which has the buttons."""
        if item.unsure and not await self._is_answering():
            raise RetryError("the service does not answer")
        parts = split_reply(await self._whole(item), self._channel.limits)
        if not parts:
            await self._arrived(item, "")
        first = self._parts_done.get(item.id, 0)
        for index in range(first, len(parts)):
            document = parts[index].document
            part = replace(
                item, payload=reply_payload(parts[index]), document=document.content if document else None
            )
            await self.pace.ready(item.chat, self._channel.is_group(item.chat))
            async with self._last_try if item.unsure else self._free:
                lead = 0.0 if item.unsure or index > first else min(self._lead, LONGEST_LEAD)
                sent_as = await self._send(part, lead, noted=index > first)
                if sent_as is None:
                    log.warning("reply %d is another process's now", item.id)
                    return
                self._parts_done[item.id] = index + 1
                if index == len(parts) - 1:
                    await self._arrived(item, sent_as)

    async def _send(self, part: OutboxItem, lead: float, *, noted: bool) -> str | None:
        """Notes that it leaves (unless it is `noted`), up to `lead` seconds before its slot, and sends it.

        Its id there; None where it is not ours any more.
        """
        slot = await self.pace.slot(lead)
        try:
            if not (noted or await self._note(part.id)):
                return None
            await self.pace.until(slot)
            sent_as = await self._channel.send(part)
            self._answered = asyncio.get_running_loop().time()
            return sent_as
        finally:
            self.pace.done(part.chat)

    async def _note(self, item_id: int) -> bool:
        """Commits that it leaves now, and learns how long that takes."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        mine = await self._records.keep(lambda work: work.outbox.hand_over(item_id))
        self._lead += (loop.time() - began - self._lead) / 8
        return mine

    async def _is_answering(self) -> bool:
        """Whether a message that must not be lost in silence again would get its answer now."""
        loop = asyncio.get_running_loop()
        if loop.time() - self._answered > FRESH and await self._channel.answers():
            self._answered = loop.time()
        return loop.time() - self._answered <= FRESH

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
        self._counts.sent += 1
        self._counts.repeated += item.unsure
        await self._keep(lambda work: work.outbox.sent(item.id, sent_as, self._now()))

    async def _undelivered(self, item: OutboxItem, error: DeliveryError) -> None:
        if isinstance(error, MovedError):
            new = error.chat
            log.info("chat %s of %s is now %s", item.chat, item.channel, new)
            await self._keep(lambda work: work.outbox.move_chat(item.channel, item.chat, new))
            await self._postpone(item, 0.0, str(error))
        elif isinstance(error, PermanentError):
            await self._give_up(item, str(error))
        elif isinstance(error, RetryError):
            if error.after:
                self.pace.hold(MILD_HOLD)
            await self._retry(item, str(error), error.after)
        else:
            self._answered = float("-inf")
            await self._retry(item, str(error), None, unsure=True)

    async def _retry(
        self, item: OutboxItem, error: str, after: float | None, *, unsure: bool = False
    ) -> None:
        if item.attempts >= MOST_ATTEMPTS:
            await self._give_up(item, error, unsure=unsure)
            return
        wait = after if after is not None else min(FIRST_WAIT * 2 ** min(item.attempts - 1, 20), LONGEST_WAIT)
        log.warning("reply %d: %s; again in %.0f s (try %d)", item.id, error, wait, item.attempts)
        self._counts.retried += 1
        await self._postpone(item, wait, error, unsure=unsure)

    async def _postpone(self, item: OutboxItem, wait: float, error: str, *, unsure: bool = False) -> None:
        await self._not_now(item, error, self._now() + timedelta(seconds=wait), unsure=unsure)
        self._soon(wait)

    async def _give_up(self, item: OutboxItem, error: str, *, unsure: bool = False) -> None:
        log.error("reply %d to chat %s of %s is given up: %s", item.id, item.chat, item.channel, error)
        self._parts_done.pop(item.id, None)
        self._counts.failed += 1
        await self._not_now(item, error, None, unsure=unsure)

    async def _not_now(
        self, item: OutboxItem, error: str, retry_at: datetime | None, *, unsure: bool
    ) -> None:
        state = await self._keep(lambda work: work.outbox.failed(item.id, error, retry_at, unsure=unsure))
        if state is OutboxState.UNANSWERED:
            log.error("reply %d to chat %s was sent twice without an answer: not again", item.id, item.chat)
            self._parts_done.pop(item.id, None)
            self._counts.unanswered += 1

    async def _keep(self, act: Callable[[Work], Result]) -> Result:
        """Records what has happened, however long the database is away: until then its chat would wait."""
        wait = FIRST_WAIT
        while True:
            try:
                return await self._records.keep(act)
            except DatabaseUnavailableError as error:
                log.warning("what became of a reply cannot be kept: %s; again in %.1f s", error, wait)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_AWAY)
