"""A whole bot in a thread of the test's own process."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.channels.base import Limits
from bot.channels.telegram import LIMITS, TelegramAccess
from bot.channels.telegram_webhook import Webhook
from bot.messages import Reply
from bot.payloads import read_incoming, reply_payload
from bot.run import Service, Ticks
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from tests.botapi.server import BotApi

QUICK = replace(LIMITS, spacing=0.0, chat_spacing=0.02, total=None)  # of a test that is not about the limits


class Running:
    """A service that runs until `end`; `error` is what stopped it, if anything did."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._up = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self._up.wait()

    def _run(self) -> None:
        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            self._up.set()
            await self.service.run()

        try:
            asyncio.run(run())
        except BaseException as error:
            self.error = error

    def end(self, timeout: float = 20.0) -> None:
        """Stops it as SIGTERM does."""
        if self.thread.is_alive() and self._loop:
            self._loop.call_soon_threadsafe(self.service.stop.set)
        self.thread.join(timeout)
        assert not self.thread.is_alive(), "the bot did not stop"


@contextmanager
def running(
    api: BotApi,
    database: Database,
    process: Callable[[int], None],
    limits: Limits = QUICK,
    ticks: Ticks | None = None,
    webhook: Webhook | None = None,
    files: EvidenceFiles | None = None,
) -> Iterator[Running]:
    """The bot on that server; an error that stopped it is raised at the end unless the test took it.

    With a webhook its web server listens on a free port: `service.web.address`.
    """
    access = TelegramAccess(api.token, api.url)
    bot = Running(
        Service(
            database,
            access,
            process,
            ticks,
            limits=limits,
            commands=[("help", "怎么用"), ("undo", "撤销")],
            webhook=webhook,
            listen="127.0.0.1:0" if webhook else "",
            files=files,
        )
    )
    try:
        yield bot
    finally:
        bot.end()
    if bot.error:
        raise bot.error


def answering(database: Database, answer: Callable[..., tuple[Reply, ...]]) -> Callable[[int], None]:
    """A core that keeps nothing but the rules of inbox and outbox: `answer(incoming)` makes the replies."""

    def process(item_id: int) -> None:
        with database.work() as work:
            item = work.inbox.get(item_id)
            for reply in answer(read_incoming(item.payload)):
                document = reply.document.content if reply.document else None
                payload = reply_payload(reply)
                work.outbox.put(
                    item.channel,
                    item.chat,
                    payload,
                    due_at=item.received_at,
                    document=document,
                    inbox_id=item_id,
                )
            work.inbox.done(item_id)

    return process
