"""One person's conversation with the core, without a network: what is typed in, what comes out."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.channels.base import Channel, PermanentError
from bot.messages import Incoming
from bot.payloads import incoming_payload
from bot.processing import drain
from storage.database import Database


def converse(
    database: Database,
    channel: Channel,
    chat: str,
    messages: Iterable[str],
    read: Callable[[str], Incoming | None],
    now: Callable[[], datetime],
) -> None:
    """Hears each message and shows what is answered, until there are no more."""
    _show(database, channel, chat, now)  # what a killed conversation left
    for message in messages:
        incoming = read(message)
        if incoming is None:
            continue
        with database.work() as work:
            payload = incoming_payload(incoming)
            work.inbox.receive(incoming.channel, incoming.key, incoming.chat, payload, now())
        drain(database)
        _show(database, channel, chat, now)


def _show(database: Database, channel: Channel, chat: str, now: Callable[[], datetime]) -> None:
    with database.work() as work:
        work.outbox.recover(now(), channel=channel.name)
    while True:
        with database.work() as work:
            items = work.outbox.claim(now(), channel=channel.name, chat=chat)
        if not items:
            return
        for item in items:
            try:
                shown = asyncio.run(channel.send(item))
            except PermanentError as error:
                with database.work() as work:
                    work.outbox.failed(item.id, str(error), None)
            else:
                with database.work() as work:
                    work.outbox.sent(item.id, shown)
