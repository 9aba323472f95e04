"""When the next message may go out: a channel's limits, kept by the loop's clock."""

import asyncio
from collections import deque

from bot.channels.base import Limits

_ON_ITS_WAY = 0.002  # seconds until it is looked again whether one has arrived


class Pace:
    """The turns of one channel. Wait until the chat is `ready`, take a `slot`, wait for its time (`until`),
    send, and say `done`.

    A chat's interval runs from the end of the last sending, so that the service never sees two messages
    closer.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._next = 0.0
        self._line = asyncio.Lock()
        self._flying = 0
        self._sent: deque[float] = deque()
        self._last: dict[str, deque[float]] = {}

    def delay(self, chat: str, group: bool) -> float:
        """Seconds until the chat itself may get another message."""
        times = self._last.get(chat)
        if not times:
            return 0.0
        now = _now()
        wait = times[-1] + self._limits.chat_spacing - now
        if group and self._limits.group:
            count, span = self._limits.group
            if len(times) >= count:
                wait = max(wait, times[-count] + span - now)
        return max(wait, 0.0)

    async def ready(self, chat: str, group: bool) -> None:
        """Waits until the chat may get another message."""
        while (wait := self.delay(chat, group)) > 0:
            await asyncio.sleep(wait)

    async def slot(self, lead: float = 0.0) -> float:
        """Takes the channel's next slot, `lead` seconds before it comes at the earliest; its time.

        Slots are `spacing` apart. What has to be done before a message leaves is done in the lead, so that it
        costs no slot.
        """
        async with self._line:
            while (at := self._free_at()) is None or at - lead > _now():
                await asyncio.sleep(_ON_ITS_WAY if at is None else at - lead - _now())
            if self._limits.total and len(self._sent) + self._flying >= self._limits.total[0]:
                self._sent.popleft()  # the place that this one takes
            self._next = max(at, _now()) + self._limits.spacing
            self._flying += 1
            return at

    @staticmethod
    async def until(slot: float) -> None:
        """Waits for the time of a slot."""
        while (wait := slot - _now()) > 0:
            await asyncio.sleep(wait)

    def _free_at(self) -> float | None:
        """When anybody may get another message; None where that depends on one that is on its way.

        The service sees a message at some time while it is on its way. So those on their way count, and each
        other until its span has passed from the end of its sending: no span holds more than allowed.
        """
        if not self._limits.total:
            return self._next
        count, span = self._limits.total
        now = _now()
        while self._sent and self._sent[0] <= now - span:
            self._sent.popleft()
        if len(self._sent) + self._flying < count:
            return self._next
        return max(self._next, self._sent[0] + span) if self._sent else None

    def done(self, chat: str) -> None:
        """A message went out to the chat just now (or may have)."""
        now = _now()
        self._flying -= 1
        if self._limits.total:
            self._sent.append(now)
        if not (self._limits.chat_spacing or self._limits.group):
            return
        keep = self._limits.group[0] if self._limits.group else 1
        self._last.setdefault(chat, deque(maxlen=keep)).append(now)
        if len(self._last) > 1000:
            self._forget(now)

    def hold(self, seconds: float) -> None:
        """Nothing goes out for a while: the service has asked for less."""
        self._next = max(self._next, _now() + seconds)

    def _forget(self, now: float) -> None:
        span = max(self._limits.chat_spacing, self._limits.group[1] if self._limits.group else 0.0)
        self._last = {chat: times for chat, times in self._last.items() if times[-1] + span > now}


def _now() -> float:
    return asyncio.get_running_loop().time()
