"""Pressed buttons that Telegram shows as busy until they are answered."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

PATIENCE = 1.5  # seconds that a press waits for its own words before it is answered without any


class Presses:
    """The presses that wait for an answer, by chat. In memory only: an answer that comes late shows nothing.

    `answer(press id, words)` tells Telegram; its errors are of no interest.
    """

    def __init__(self, answer: Callable[[str, str], Awaitable[object]], patience: float = PATIENCE) -> None:
        self._answer = answer
        self._patience = patience
        self._waiting: dict[str, list[str]] = {}
        self._timers: set[asyncio.Task[None]] = set()

    def remember(self, chat: str, press: str) -> None:
        """A button was pressed in the chat."""
        self._waiting.setdefault(chat, []).append(press)
        timer = asyncio.create_task(self._expire(chat, press))
        self._timers.add(timer)
        timer.add_done_callback(self._timers.discard)

    async def settle(self, chat: str, words: str = "") -> bool:
        """Answers the chat's oldest press with the words; False where none waits."""
        waiting = self._waiting.get(chat)
        if not waiting:
            return False
        press = waiting.pop(0)
        if not waiting:
            del self._waiting[chat]
        return await self._tell(press, words)

    async def close(self) -> None:
        """No more timers."""
        for timer in self._timers:
            timer.cancel()
        await asyncio.gather(*self._timers, return_exceptions=True)

    async def _expire(self, chat: str, press: str) -> None:
        await asyncio.sleep(self._patience)
        if press in self._waiting.get(chat, ()):
            self._waiting[chat].remove(press)
            await self._tell(press, "")

    async def _tell(self, press: str, words: str) -> bool:
        with contextlib.suppress(Exception):
            await self._answer(press, words)
            return True
        return False
