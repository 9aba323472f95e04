"""Every update that a channel hands in, kept once and before it is acted on."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.errors import NotFoundError
from storage.records import InboxItem, InboxState
from storage.rows import insert_once, locked
from storage.tables import InboxRow, key
from storage.text import clean, clean_json


class Inbox:
    """The updates of all channels. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def receive(
        self,
        channel: str,
        key: str,
        chat: str,
        payload: Mapping[str, object],
        received_at: datetime,
        *,
        town_id: int | None = None,
    ) -> InboxItem | None:
        """Keep an update under its channel's unique key; None where it is there already."""
        key = clean(key)
        known = select(InboxRow.id).where(InboxRow.channel == channel, InboxRow.key == key)
        if self._session.exec(known).first() is not None:
            return None
        row = InboxRow(
            town_id=town_id,
            channel=channel,
            key=key,
            chat=clean(chat),
            payload=clean_json(payload),
            received_at=received_at,
            state=InboxState.RECEIVED,
        )
        return _item(row) if insert_once(self._session, row) else None

    def waiting(self, limit: int = 100) -> list[InboxItem]:
        """Updates to act on: the oldest of each chat only, so that a chat stays in order; oldest first.

        Those that another process is acting on are left out.
        """
        heads = (
            select(func.min(InboxRow.id))
            .where(InboxRow.state == InboxState.RECEIVED)
            .group_by(InboxRow.channel, InboxRow.chat)
        )
        # The state is asked for twice: of a row that changes meanwhile a server looks at the outer one alone.
        query = select(InboxRow).where(col(InboxRow.id).in_(heads), InboxRow.state == InboxState.RECEIVED)
        query = query.order_by(col(InboxRow.id)).limit(limit)
        query = query.with_for_update(skip_locked=True, key_share=True)
        return [_item(row) for row in self._session.exec(query)]

    def get(self, item_id: int) -> InboxItem:
        """The update, locked against other workers until the transaction ends; NotFoundError."""
        return _item(self._row(item_id))

    def find(self, channel: str, key: str) -> InboxItem | None:
        """The update of that key; None where none was received."""
        query = select(InboxRow).where(InboxRow.channel == channel, InboxRow.key == clean(key))
        row = self._session.exec(query).first()
        return _item(row) if row is not None else None

    def said(self, channel: str, chat: str, account: str, since: datetime, limit: int = 6) -> list[str]:
        """What the account wrote in that chat since then and was answered, the newest first."""
        query = (
            select(InboxRow)
            .where(InboxRow.channel == channel, InboxRow.chat == chat, InboxRow.state == InboxState.DONE)
            .order_by(col(InboxRow.id).desc())
            .limit(limit)
        )
        texts = []
        for row in self._session.exec(query):
            at, text = row.payload.get("at"), row.payload.get("text")
            if not isinstance(at, str) or datetime.fromisoformat(at) < since:
                break
            if row.payload.get("account") == account and isinstance(text, str) and text.strip():
                texts.append(text)
        return texts

    def take(self, item_id: int) -> InboxItem | None:
        """The update to act on in this transaction, or None where it is settled, in another's hands, or not
        the oldest of its chat: a chat's updates are acted on one by one and in order, by however many
        processes.
        """
        query = select(InboxRow).where(InboxRow.id == item_id, InboxRow.state == InboxState.RECEIVED)
        query = query.with_for_update(skip_locked=True, key_share=True)
        row = self._session.exec(query.execution_options(populate_existing=True)).first()
        if row is None:
            return None
        older = select(InboxRow.id).where(
            InboxRow.state == InboxState.RECEIVED,
            InboxRow.channel == row.channel,
            InboxRow.chat == row.chat,
            col(InboxRow.id) < item_id,
        )
        return None if self._session.exec(older).first() is not None else _item(row)

    def oldest_waiting(self) -> datetime | None:
        """When the update that waits longest was received, or None where none waits."""
        query = select(func.min(InboxRow.received_at)).where(InboxRow.state == InboxState.RECEIVED)
        return self._session.exec(query).one()

    def done(self, item_id: int, *, town_id: int | None = None) -> None:
        """It was acted on, in this transaction. `town_id`: whose it turned out to be."""
        row = self._row(item_id)
        row.state, row.error = InboxState.DONE, ""
        row.attempts += 1
        row.town_id = town_id if town_id is not None else row.town_id

    def forget_words(self, item_id: int) -> None:
        """What was said is nobody's business here (talk in a group): that it came stays, its words do not."""
        row = self._row(item_id)
        blank: dict[str, object] = {name: "" for name in ("text", "name", "data") if name in row.payload}
        row.payload = {**row.payload, **blank}

    def fail(self, item_id: int, error: str) -> None:
        """It made the program fail: it is kept with the error, out of the way of the others."""
        row = self._row(item_id)
        row.state, row.error = InboxState.FAILED, clean(error)
        row.attempts += 1

    def failed(self, limit: int = 100) -> list[InboxItem]:
        """Failed updates, the oldest first."""
        query = select(InboxRow).where(InboxRow.state == InboxState.FAILED).order_by(col(InboxRow.id))
        return [_item(row) for row in self._session.exec(query.limit(limit))]

    def retry(self, item_id: int | None = None) -> int:
        """Put a failed update (None: all of them) back among the waiting; how many were."""
        query = select(InboxRow).where(InboxRow.state == InboxState.FAILED)
        if item_id is not None:
            self._row(item_id)
            query = query.where(InboxRow.id == item_id)
        rows = self._session.exec(query.with_for_update(key_share=True)).all()
        for row in rows:
            row.state = InboxState.RECEIVED
        return len(rows)

    def counts(self) -> dict[InboxState, int]:
        """How many updates are in each state, states without any included."""
        query = select(InboxRow.state, func.count()).group_by(InboxRow.state)
        found = {InboxState(state): number for state, number in self._session.exec(query)}
        return {state: found.get(state, 0) for state in InboxState}

    def _row(self, item_id: int) -> InboxRow:
        row = locked(self._session, InboxRow, item_id)
        if row is None:
            raise NotFoundError(f"没有收件 {item_id}")
        return row


def _item(row: InboxRow) -> InboxItem:
    return InboxItem(
        id=key(row),
        channel=row.channel,
        key=row.key,
        chat=row.chat,
        payload=row.payload,
        received_at=row.received_at,
        state=InboxState(row.state),
        attempts=row.attempts,
        error=row.error,
    )
