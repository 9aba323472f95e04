"""What the outbox is asked for: who was shown what, what may have come twice, what still waits."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.chats import is_open, latest_card
from storage.records import OutboxItem, OutboxState
from storage.tables import OutboxRow, key

ON_ITS_WAY = (OutboxState.SENDING, OutboxState.HANDED)


class OutboxQueries:
    """A part of Outbox."""

    _session: Session

    def entries_of(self, channel: str, chat: str, sent_as: str) -> tuple[int, tuple[str, ...]] | None:
        """(town id, entry numbers) of the card that was sent as that message, or None."""
        query = (
            select(OutboxRow.town_id, OutboxRow.entries)
            .where(OutboxRow.channel == channel, OutboxRow.chat == chat, OutboxRow.sent_as == sent_as)
            .order_by(col(OutboxRow.id).desc())
        )
        for town_id, entries in self._session.exec(query):
            if town_id is not None and entries:
                return town_id, tuple(entries)
        return None

    def payload_of(self, channel: str, chat: str, sent_as: str) -> tuple[int, Mapping[str, object]] | None:
        """(town id, payload) of a town's newest reply that was sent as that message, or None."""
        query = (
            select(OutboxRow.town_id, OutboxRow.payload)
            .where(OutboxRow.channel == channel, OutboxRow.chat == chat, OutboxRow.sent_as == sent_as)
            .where(col(OutboxRow.town_id).is_not(None))
            .order_by(col(OutboxRow.id).desc())
        )
        found = self._session.exec(query).first()
        return (found[0], found[1]) if found and found[0] is not None else None

    def of_inbox(self, inbox_id: int) -> list[OutboxItem]:
        """The replies that an update led to, in order."""
        query = select(OutboxRow).where(OutboxRow.inbox_id == inbox_id).order_by(col(OutboxRow.id))
        return [item_value(row) for row in self._session.exec(query)]

    def unsure(self, town_id: int | None = None, since: datetime | None = None) -> list[OutboxItem]:
        """The replies that may have come twice, or (UNANSWERED) twice or never, the oldest first."""
        query = select(OutboxRow).where(col(OutboxRow.unsure).is_(True))
        if town_id is not None:
            query = query.where(OutboxRow.town_id == town_id)
        if since is not None:
            query = query.where(OutboxRow.due_at >= since)
        return [item_value(row) for row in self._session.exec(query.order_by(col(OutboxRow.id)))]

    def is_open(self, channel: str, chat: str) -> bool:
        """Whether the chat can be written to: something came from it, and it did not refuse the latest."""
        return is_open(self._session, channel, chat)

    def latest_card(self, channel: str, chat: str, account: str, since: datetime) -> tuple[str, ...]:
        """The entry numbers on the latest card that answered the account there, sent since then."""
        return latest_card(self._session, channel, chat, account, since)

    def waiting_count(self) -> int:
        """How many replies are not sent yet."""
        waiting = col(OutboxRow.state).in_([OutboxState.QUEUED, *ON_ITS_WAY])
        return self._session.exec(select(func.count()).where(waiting)).one()


def item_value(row: OutboxRow) -> OutboxItem:
    return OutboxItem(
        id=key(row),
        channel=row.channel,
        chat=row.chat,
        payload=row.payload,
        document=row.document,
        state=OutboxState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        unsure=row.unsure,
        sent_as=row.sent_as,
        error=row.error,
        notice_id=row.notice_id,
    )
