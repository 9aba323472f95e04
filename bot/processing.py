"""Takes updates out of the inbox: each is answered in one transaction, or kept with its error."""

import traceback
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.conversation import hear
from bot.messages import Incoming, Reply
from bot.payloads import read_incoming, reply_payload
from bot.phrases import FAILED
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import InboxItem
from storage.work import Work

_KEPT_FRAMES = -4


def process(database: Database, item_id: int) -> bool:
    """Answers one waiting update; entry, replies and "done" are one transaction. False for one that is left
    alone: it is settled, not its chat's oldest, or in another process's hands.

    Where answering fails, nothing of it stays, the update is kept with the error, and its sender is told so.
    DatabaseUnavailableError passes, and leaves the update waiting: the message is not to blame.
    """
    try:
        with database.work() as work:
            item = work.inbox.take(item_id)
            if item is None:
                return False
            incoming = replace(read_incoming(item.payload), chat=item.chat)  # a group may have moved since
            town_id = _town_id(incoming, work)
            if town_id is not None:
                work.members.hold(town_id)  # what two report at once is compared, on every database
            replies = hear(incoming, work)
            # Whoever has just joined belongs to a town only now.
            town_id = town_id or _town_id(incoming, work)
            _put(work, item, replies, town_id)
            work.inbox.done(item_id, town_id=town_id)
            if not replies and not incoming.private:
                _forget_talk(work, item_id, incoming)
    except DatabaseUnavailableError:
        raise
    except Exception:
        _keep(database, item_id, traceback.format_exc(limit=_KEPT_FRAMES))
    return True


def drain(database: Database) -> int:
    """Answers all waiting updates, each chat's in order; how many there were."""
    done = 0
    while True:
        with database.work() as work:
            waiting = [item.id for item in work.inbox.waiting()]
        if not waiting:
            return done
        for item_id in waiting:
            process(database, item_id)
        done += len(waiting)


def _forget_talk(work: Work, item_id: int, incoming: Incoming) -> None:
    """What a group says among themselves, and made no entry, is not kept."""
    if not work.ledger.of_message(incoming.channel, incoming.chat, incoming.message_id):
        work.inbox.forget_words(item_id)


def _town_id(incoming: Incoming, work: Work) -> int | None:
    member = work.members.by_account(incoming.channel, incoming.account)
    return member.town_id if member else None


def _put(work: Work, item: InboxItem, replies: Iterable[Reply], town_id: int | None) -> None:
    for reply in replies:
        work.outbox.put(
            item.channel,
            reply.to or item.chat,
            reply_payload(reply),
            due_at=_due(item),
            document=reply.document.content if reply.document else None,
            town_id=town_id,
            inbox_id=item.id,
            entries=reply.entries if town_id is not None else (),
        )


def _due(item: InboxItem) -> datetime:
    """At once: an update's own time may lie ahead where a phone's clock is wrong."""
    return item.received_at


def _keep(database: Database, item_id: int, error: str) -> None:
    with database.work() as work:
        item = work.inbox.take(item_id)
        if item is None:
            return
        work.inbox.fail(item_id, error)
        if item.payload.get("addressed", True):  # what a group says among themselves gets no answer
            _put(work, item, (Reply(FAILED),), None)
