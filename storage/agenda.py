"""The notices that are owed: each under a unique key, so that none is said twice and none is forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from storage.errors import NotFoundError
from storage.records import AgendaItem, Notice, NoticeState
from storage.rows import insert_once, locked
from storage.tables import AgendaRow, key
from storage.text import clean


class Agenda:
    """The notices of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def owe(self, notice: Notice) -> bool:
        """Keep the notice; False where the town has one of that key already, whatever became of it."""
        known = select(AgendaRow.id).where(AgendaRow.town_id == notice.town_id, AgendaRow.key == notice.key)
        if self._session.exec(known).first() is not None:
            return False
        row = AgendaRow(
            town_id=notice.town_id,
            key=notice.key,
            kind=notice.kind,
            channel=notice.channel,
            chat=notice.chat,
            due_at=notice.due_at,
            text=clean(notice.text),
            reason=clean(notice.reason),
            expires_at=notice.expires_at,
            state=NoticeState.OWED,
        )
        return insert_once(self._session, row)

    def claim(self, now: datetime, limit: int = 100) -> list[tuple[int, Notice]]:
        """(id, notice) of those that are due, marked claimed, the earliest first; the expired ones are
        dropped.

        `limit` of them, and what else is due to the same readers, as it goes into the same message.
        """
        due = (col(AgendaRow.state) == NoticeState.OWED, col(AgendaRow.due_at) <= now)
        gone = update(AgendaRow).where(*due, col(AgendaRow.expires_at) <= now)
        self._session.connection().execute(gone.values(state=NoticeState.DROPPED))
        query = select(AgendaRow).where(*due).order_by(col(AgendaRow.due_at), col(AgendaRow.id))
        first = self._session.exec(query.limit(limit).with_for_update(skip_locked=True, key_share=True)).all()
        if not first:
            return []
        rows = {key(row): row for row in first}
        readers = {(row.town_id, row.channel, row.chat) for row in first}
        same = query.where(col(AgendaRow.chat).in_({chat for _, _, chat in readers}))
        for row in self._session.exec(same.with_for_update(skip_locked=True, key_share=True)):
            if (row.town_id, row.channel, row.chat) in readers:
                rows[key(row)] = row
        for row in rows.values():
            row.state, row.claimed_at = NoticeState.CLAIMED, now
        self._session.flush()
        return [
            (number, notice_value(row))
            for number, row in sorted(rows.items(), key=lambda one: (one[1].due_at, one[0]))
        ]

    def queued(self, notice_id: int, outbox_id: int, carrier_id: int | None = None) -> None:
        """It is in the outbox, whose row names it as its notice, or its carrier: the first of several."""
        row = self._row(notice_id)
        row.state, row.carrier_id = NoticeState.QUEUED, carrier_id

    def get(self, notice_id: int) -> AgendaItem:
        """The notice and what became of it; NotFoundError."""
        return _item(self._row(notice_id))

    def of(self, notice_ids: Sequence[int]) -> dict[int, Notice]:
        """The notices of these ids."""
        query = select(AgendaRow).where(col(AgendaRow.id).in_(notice_ids))
        return {key(row): notice_value(row) for row in self._session.exec(query)} if notice_ids else {}

    def owed(self, town_id: int, kind: str) -> list[AgendaItem]:
        """The town's notices of a kind that are still to come, the earliest first."""
        query = select(AgendaRow).where(
            AgendaRow.town_id == town_id, AgendaRow.kind == kind, AgendaRow.state == NoticeState.OWED
        )
        return [_item(row) for row in self._session.exec(query.order_by(col(AgendaRow.due_at)))]

    def failures(self, town_id: int, since: datetime) -> list[AgendaItem]:
        """The town's notices that could never be delivered, due at that time or later, the latest first."""
        query = select(AgendaRow).where(
            AgendaRow.town_id == town_id, AgendaRow.state == NoticeState.FAILED, AgendaRow.due_at >= since
        )
        return [_item(row) for row in self._session.exec(query.order_by(col(AgendaRow.due_at).desc()))]

    def sent(self, notice_id: int, at: datetime) -> None:
        row = self._row(notice_id)
        row.state, row.sent_at, row.error = NoticeState.SENT, at, ""

    def failed(self, notice_id: int, error: str) -> None:
        row = self._row(notice_id)
        row.state, row.error = NoticeState.FAILED, clean(error)

    def drop(self, notice_id: int, why: str) -> None:
        """It has lost its sense (what it asked for was done, or its reader left): it is not sent."""
        row = self._row(notice_id)
        row.state, row.error = NoticeState.DROPPED, clean(why)

    def postpone(self, notice_id: int, due_at: datetime) -> None:
        """It was claimed at a bad time: it is owed again, for later."""
        row = self._row(notice_id)
        row.state, row.due_at = NoticeState.OWED, due_at

    def keys(self, town_id: int, since: datetime) -> frozenset[str]:
        """The keys of the town's notices that were or are due at that time or
        later, whatever became of them.
        """
        query = select(AgendaRow.key).where(AgendaRow.town_id == town_id, AgendaRow.due_at >= since)
        return frozenset(self._session.exec(query))

    def list(self, town_id: int, since: datetime, until: datetime) -> list[AgendaItem]:
        """The town's notices that were due from `since` up to and without
        `until`, and what became of them.
        """
        query = (
            select(AgendaRow)
            .where(AgendaRow.town_id == town_id, AgendaRow.due_at >= since, AgendaRow.due_at < until)
            .order_by(col(AgendaRow.due_at), col(AgendaRow.id))
        )
        return [_item(row) for row in self._session.exec(query)]

    def recover(self, now: datetime) -> int:
        """At the start: what was claimed and never put into the outbox is owed again; how many there are."""
        query = (
            select(AgendaRow).where(AgendaRow.state == NoticeState.CLAIMED).with_for_update(key_share=True)
        )
        rows = self._session.exec(query).all()
        for row in rows:
            row.state = NoticeState.OWED
        return len(rows)

    def _row(self, notice_id: int) -> AgendaRow:
        row = locked(self._session, AgendaRow, notice_id)
        if row is None:
            raise NotFoundError(f"没有提醒 {notice_id}")
        return row


def notice_value(row: AgendaRow) -> Notice:
    """The row as the frozen value."""
    return Notice(
        town_id=row.town_id,
        key=row.key,
        kind=row.kind,
        channel=row.channel,
        chat=row.chat,
        due_at=row.due_at,
        text=row.text,
        reason=row.reason,
        expires_at=row.expires_at,
    )


def _item(row: AgendaRow) -> AgendaItem:
    return AgendaItem(key(row), notice_value(row), NoticeState(row.state), row.sent_at, row.error)
