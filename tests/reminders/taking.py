"""What the delivery has put into the outbox, taken from there as the sender does."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event

from bot.reminders import delivery, preview, texts
from bot.reminders.merging import Message
from bot.reminders.personal import PERSONAL
from storage.database import Database
from storage.records import OutboxItem


def hasty(path: Path) -> Database:
    """A ledger whose writes wait for no disk: a year that is only simulated has nothing to lose."""
    database = Database(f"sqlite:///{path}")

    @event.listens_for(database._engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    database.upgrade()
    return database


def told_at(database: Database, town_name: str, now: datetime) -> list[Message]:
    """A tick at that time, and the messages that it led to, which count as sent."""
    found: list[Message] = []
    if not delivery.tick(database, now):
        return found
    with database.work() as work:
        town = work.members.town(town_name)
        names, local = preview.names_of(work, town), now.astimezone(ZoneInfo(town.timezone))
        items: list[OutboxItem] = []
        while claimed := work.outbox.claim(now, 1000):
            items += claimed
            for item in claimed:
                work.outbox.sent(item.id, str(item.id), now)
        recent = work.agenda.list(town.id, now - timedelta(days=60), now + timedelta(seconds=1))
        sent = [one for one in recent if one.sent_at == now]
        for item in items:
            own = [one for one in sent if (one.notice.channel, one.notice.chat) == (item.channel, item.chat)]
            alone = next(one for one in own if one.id == item.notice_id).notice.kind == PERSONAL
            parts = tuple(
                one.notice
                for one in own
                if (one.id == item.notice_id if alone else one.notice.kind != PERSONAL)
            )
            to = names.get((item.channel, item.chat), texts.chat_name(town))
            found.append(Message(local, to, parts, str(item.payload["text"])))
    return found
