"""The running bot: channel, worker, sender and scheduler side by side, until a signal or a refused token.

Several of them may run on one server's database: each works, and one at a time polls, sends and ticks.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.channels.base import Limits
from bot.channels.telegram import LIMITS, TelegramAccess, TelegramChannel
from bot.channels.telegram_webhook import Webhook
from bot.channels.web import WebServer
from bot.evidence.fetching import Fetcher
from bot.gate import Gate
from bot.health import Watch
from bot.leading import Lead
from bot.sender import Sender
from bot.worker import Worker, receive
from storage.database import Database
from storage.evidence_files import EvidenceFiles

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
    process: Callable[[int], bool | None],
    ticks: Ticks | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    webhook: Webhook | None = None,
    listen: str = "",
    files: EvidenceFiles | None = None,
) -> None:
    """Runs the bot on Telegram until SIGTERM or SIGINT. The caller has upgraded the database, and closes it.

    `webhook`: Telegram hands updates in, instead of being polled. `listen`: the host:port of the web server,
    "" for none. `files`: where what people send is kept; without, no file is fetched. `process` settles the
    inbox item of that id (synchronous, in a thread).

    Raises TokenRefusedError, SilentChannelError, ListenError, or what stopped a part of the program.
    """
    from bot.menu import COMMANDS

    commands = tuple((command.name, command.title) for command in COMMANDS if command.title)

    async def run() -> None:
        service = Service(
            database,
            access,
            process,
            ticks,
            now=now,
            commands=commands,
            webhook=webhook,
            listen=listen,
            files=files,
        )
        await service.run()

    asyncio.run(run())


class Service:
    """The parts, wired. `stop` may be set from the loop to end it."""

    def __init__(
        self,
        database: Database,
        access: TelegramAccess,
        process: Callable[[int], bool | None],
        ticks: Ticks | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        limits: Limits = LIMITS,
        commands: Sequence[tuple[str, str]] = (),
        webhook: Webhook | None = None,
        listen: str = "",
        files: EvidenceFiles | None = None,
    ) -> None:
        self._files = files
        self.fetcher: Fetcher | None = None
        self.stop = asyncio.Event()
        self.channel = TelegramChannel(
            access,
            lambda batch: receive(database, batch, now()),
            self._arrived,
            now,
            commands,
            limits,
            webhook,
        )
        self._database, self._now = database, now
        self.sender = self._new_sender()
        self.worker = Worker(database, process, self._settled)
        self.lead = Lead(database, now)
        self.watch = Watch(database, now)
        self.web = (
            WebServer(listen, self.channel.routes(), self.watch.look, lambda: self.lead.held)
            if listen
            else None
        )
        self._ticks = ticks
        self._connected = asyncio.Event()

    async def run(self) -> None:
        """Until `stop`, a signal, or the failure of a part (raised)."""
        _on_signals(self.stop.set)
        ended = asyncio.Event()
        parts = [
            asyncio.create_task(self.worker.run(ended), name="worker"),
            asyncio.create_task(self._talk(ended), name="telegram"),
        ]
        if self.web:
            parts.append(asyncio.create_task(self.web.run(ended), name="web"))
        stopping = asyncio.create_task(self.stop.wait())
        try:
            await asyncio.wait((*parts, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            ended.set()
            await _finish(parts)
            self.watch.close()
        for part in parts:
            if not part.cancelled():
                part.result()  # raises what stopped it

    async def _talk(self, ended: asyncio.Event) -> None:
        """The channel from its first word to its last; who has the turn sends while it is connected."""
        ending = asyncio.create_task(ended.wait())
        leading = asyncio.create_task(self.lead.run(self._lead, ended), name="sender")
        starting = asyncio.create_task(self.channel.start())
        watching: asyncio.Task[None] | None = None
        try:
            await asyncio.wait((starting, leading, ending), return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                self._connected.set()
                watching = asyncio.create_task(self.channel.watch())
                await asyncio.wait((watching, leading, ending), return_when=asyncio.FIRST_COMPLETED)
            for task in (watching, leading):
                if task and task.done():
                    task.result()  # raises what stopped it
        finally:
            ended.set()
            await _cancel(starting, watching, ending)
            await _finish([leading])
            await self.channel.stop()

    async def _lead(self, over: asyncio.Event) -> None:
        """What only one process does at a time, until `over`: tick at once, poll and send when connected."""
        if self._ticks:
            self._ticks.start()
        ending = asyncio.create_task(over.wait())
        connecting = asyncio.create_task(self._connected.wait())
        parts: list[asyncio.Task[None]] = []
        try:
            await asyncio.wait((connecting, ending), return_when=asyncio.FIRST_COMPLETED)
            if not over.is_set():
                self.sender = self._new_sender()
                await self.sender.recover()
                parts = [
                    asyncio.create_task(self.sender.run(over), name="sender"),
                    asyncio.create_task(self.channel.receive(over), name="polling"),
                ]
                if self._files:
                    self.fetcher = self._new_fetcher(self._files)
                    parts.append(asyncio.create_task(self.fetcher.run(over), name="evidence"))
                await asyncio.wait((*parts, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.set()
            if self._ticks:
                self._ticks.stop()
            await _cancel(ending, connecting)
            if parts:
                await _finish(parts)
        for part in parts:
            if not part.cancelled():
                part.result()  # raises what stopped it

    def _new_sender(self) -> Sender:
        return Sender(self._database, {self.channel.name: self.channel}, self._now, Gate(), self._files)

    def _new_fetcher(self, files: EvidenceFiles) -> Fetcher:
        return Fetcher(self._database, self.channel, files, self._now, lambda: self.sender.wake())

    def _settled(self) -> None:
        self.sender.wake()
        if self.fetcher:
            self.fetcher.wake()

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
