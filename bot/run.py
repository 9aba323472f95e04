"""The running bot: channel, worker, sender and scheduler side by side, until a signal or a refused token."""

import asyncio
import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.channels.base import Limits
from bot.channels.telegram import LIMITS, TelegramAccess, TelegramChannel
from bot.sender import Sender
from bot.worker import Worker, receive
from storage.database import Database

log = logging.getLogger("fazhibot")

STOP_SECONDS = 15.0  # that messages on their way have to arrive when the program is to end


class Ticks(Protocol):
    """A scheduler in the running loop."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def utc_now() -> datetime:
    """The clock of the running bot."""
    return datetime.now(UTC)


def serve(
    database: Database,
    access: TelegramAccess,
    process: Callable[[int], None],
    ticks: Ticks | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
) -> None:
    """Runs the bot on Telegram until SIGTERM or SIGINT. The caller has upgraded the database, and closes it.

    `process` settles the inbox item of that id (synchronous, in a thread). Raises TokenRefusedError,
    SilentChannelError, or what stopped a part of the program.
    """
    from bot.menu import COMMANDS

    commands = tuple((command.name, command.title) for command in COMMANDS if command.title)
    asyncio.run(Service(database, access, process, ticks, now=now, commands=commands).run())


class Service:
    """The parts, wired. `stop` may be set from the loop to end it."""

    def __init__(
        self,
        database: Database,
        access: TelegramAccess,
        process: Callable[[int], None],
        ticks: Ticks | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        limits: Limits = LIMITS,
        commands: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.stop = asyncio.Event()
        self.channel = TelegramChannel(
            access, lambda batch: receive(database, batch, now()), self._arrived, now, commands, limits
        )
        self.sender = Sender(database, {self.channel.name: self.channel}, now)
        self.worker = Worker(database, process, self.sender.wake)
        self._ticks = ticks

    async def run(self) -> None:
        """Until `stop`, a signal, or the failure of a part (raised)."""
        _on_signals(self.stop.set)
        ended = asyncio.Event()
        parts = [
            asyncio.create_task(self.worker.run(ended), name="worker"),
            asyncio.create_task(self._talk(ended), name="telegram"),
        ]
        stopping = asyncio.create_task(self.stop.wait())
        if self._ticks:
            self._ticks.start()
        try:
            await asyncio.wait((*parts, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if self._ticks:
                self._ticks.stop()
            ended.set()
            await _finish(parts)
        for part in parts:
            if not part.cancelled():
                part.result()  # raises what stopped it

    async def _talk(self, ended: asyncio.Event) -> None:
        """The channel from its first word to its last; the sender runs while it is connected."""
        ending = asyncio.create_task(ended.wait())
        starting = asyncio.create_task(self.channel.start())
        watching: asyncio.Task[None] | None = None
        sending: asyncio.Task[None] | None = None
        try:
            await asyncio.wait((starting, ending), return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                return
            starting.result()
            await self.sender.recover()
            watching = asyncio.create_task(self.channel.watch())
            sending = asyncio.create_task(self.sender.run(ended), name="sender")
            await asyncio.wait((watching, sending, ending), return_when=asyncio.FIRST_COMPLETED)
            for task in (watching, sending):
                if task.done():
                    task.result()  # raises what stopped it
        finally:
            ended.set()
            await _cancel(starting, watching, ending)
            if sending:
                await _finish([sending])
            await self.channel.stop()

    def _arrived(self) -> None:
        self.worker.wake()


async def _finish(tasks: list["asyncio.Task[None]"]) -> None:
    """Lets the tasks come to their end, and cancels what takes too long."""
    _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
    for task in late:
        log.warning("%s did not end in time", task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _cancel(*tasks: "asyncio.Task[Any] | None") -> None:
    running = [task for task in tasks if task]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
            loop.add_signal_handler(number, stop)
