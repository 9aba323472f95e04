"""Every reply that is owed to a chat, written in the same transaction as what it answers.

A channel has no key by which it would know a message again. So each handing over is noted before it happens,
and one whose end was never known is tried once more, not oftener: nothing comes more than twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select, update

from storage.chats import move_chat
from storage.errors import NotFoundError
from storage.outbox_queries import ON_ITS_WAY, OutboxQueries, item_value
from storage.records import NoticeState, OutboxItem, OutboxState
from storage.rows import locked
from storage.tables import AgendaRow, OutboxRow
from storage.text import clean, clean_json

UNANSWERED = "no answer after two tries"  # the error of what is not tried again


@dataclass(frozen=True, slots=True)
class Recovered:
    """What an earlier sender left. `waiting`: taken up, not handed over; `again`: handed over, and tried once
    more; `unanswered`: handed over for the second time, and not tried again.
    """

    waiting: int = 0
    again: int = 0
    unanswered: int = 0

    def __add__(self, other: "Recovered") -> "Recovered":
        return Recovered(
            self.waiting + other.waiting, self.again + other.again, self.unanswered + other.unanswered
        )


class Outbox(OutboxQueries):
    """The replies of all channels. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self,
        channel: str,
        chat: str,
        payload: Mapping[str, object],
        *,
        due_at: datetime,
        document: bytes | None = None,
        town_id: int | None = None,
        inbox_id: int | None = None,
        entries: tuple[str, ...] = (),
        notice_id: int | None = None,
    ) -> OutboxItem:
        """Owe a reply. `entries`: the numbers that it shows (needs `town_id`); `notice_id`: the agenda's
        notice.
        """
        row = OutboxRow(
            town_id=town_id,
            inbox_id=inbox_id,
            notice_id=notice_id,
            channel=channel,
            chat=chat,
            payload=clean_json(payload),
            document=document,
            entries=list(entries),
            state=OutboxState.QUEUED,
            due_at=due_at,
        )
        self._session.add(row)
        self._session.flush()
        return item_value(row)

    def claim(
        self, now: datetime, limit: int = 30, *, channel: str | None = None, chat: str | None = None
    ) -> list[OutboxItem]:
        """Replies to send now, marked SENDING with the attempt counted: the oldest of each chat only, answers
        before notices.

        A chat waits while a reply of it is being sent or is to be sent again, so that its order is kept. A
        reply that was put for later, and a notice that waits, hold up none. `channel`, `chat`: of these only.
        """
        in_line = (
            col(OutboxRow.state).in_([OutboxState.QUEUED, *ON_ITS_WAY]),
            or_(
                col(OutboxRow.state).in_(ON_ITS_WAY),
                _due(now),
                and_(col(OutboxRow.attempts) > 0, col(OutboxRow.notice_id).is_(None)),
            ),
        )
        heads = select(func.min(OutboxRow.id)).where(*in_line).group_by(OutboxRow.channel, OutboxRow.chat)
        query = select(OutboxRow).where(
            col(OutboxRow.id).in_(heads), OutboxRow.state == OutboxState.QUEUED, _due(now)
        )
        if channel is not None:
            query = query.where(OutboxRow.channel == channel)
        if chat is not None:
            query = query.where(OutboxRow.chat == chat)
        query = query.order_by(col(OutboxRow.notice_id).is_not(None), col(OutboxRow.id)).limit(limit)
        query = query.with_for_update(skip_locked=True, key_share=True)
        rows = self._session.exec(query).all()
        for row in rows:
            row.state, row.claimed_at = OutboxState.SENDING, now
            row.attempts += 1
        self._session.flush()
        return [item_value(row) for row in rows]

    def hand_over(self, item_id: int) -> bool:
        """Note that it leaves now, to be committed before it does. False where it is not this sender's any
        more: another one has taken over.
        """
        mine = update(OutboxRow).where(
            col(OutboxRow.id) == item_id, col(OutboxRow.state) == OutboxState.SENDING
        )
        return self._session.exec(mine.values(state=OutboxState.HANDED)).rowcount == 1

    def get(self, item_id: int) -> OutboxItem:
        """The reply; NotFoundError."""
        return item_value(self._row(item_id))

    def sent(self, item_id: int, sent_as: str | None, at: datetime | None = None) -> None:
        """It has arrived as that message. Its notice is marked sent too (at `at`, or when it was claimed)."""
        mine = select(OutboxRow.notice_id, OutboxRow.claimed_at, OutboxRow.due_at)
        found = self._session.exec(mine.where(OutboxRow.id == item_id)).first()
        if found is None:
            raise NotFoundError(f"没有发件 {item_id}")
        notice_id, claimed_at, due_at = found
        row = update(OutboxRow).where(col(OutboxRow.id) == item_id)
        self._session.exec(row.values(state=OutboxState.SENT, error="", sent_as=sent_as))
        if notice_id is not None:
            arrived = {"state": NoticeState.SENT, "error": "", "sent_at": at or claimed_at or due_at}
            self._session.exec(update(AgendaRow).where(_carried(notice_id)).values(arrived))

    def failed(
        self, item_id: int, error: str, retry_at: datetime | None, unsure: bool = False
    ) -> OutboxState:
        """It could not be sent; again at `retry_at`, or never (None). What became of it.

        `unsure`: it may have arrived all the same. For the second time, it is not tried again.
        """
        row = self._row(item_id)
        row.error = clean(error)
        if unsure and row.unsure:
            row.error = UNANSWERED
            self._end(row, OutboxState.UNANSWERED)
        elif retry_at is None:
            self._end(row, OutboxState.FAILED)
        else:
            row.state, row.due_at = OutboxState.QUEUED, retry_at
        row.unsure = row.unsure or unsure
        return OutboxState(row.state)

    def put_back(self, item_id: int, until: datetime) -> None:
        """It was claimed at a bad time: it waits until then, and the attempt does not count."""
        row = self._row(item_id)
        row.state, row.due_at, row.attempts = OutboxState.QUEUED, until, max(row.attempts - 1, 0)

    def drop(self, item_id: int, why: str) -> None:
        """It has lost its sense while it waited: it is not sent, nor are the notices that it carries."""
        row = self._row(item_id)
        row.state, row.error = OutboxState.FAILED, clean(why)
        for notice in self._notices(row):
            notice.state, notice.error = NoticeState.DROPPED, row.error

    def recover(
        self, now: datetime, *, again_at: datetime | None = None, channel: str | None = None
    ) -> Recovered:
        """At the sender's start: what an earlier one left half done is due again (what was handed over at
        `again_at`, else now), unless it was handed over twice.
        """
        query = select(OutboxRow).where(col(OutboxRow.state).in_(ON_ITS_WAY))
        if channel is not None:
            query = query.where(OutboxRow.channel == channel)
        waiting = again = unanswered = 0
        for row in self._session.exec(query.with_for_update(key_share=True)).all():
            if row.state == OutboxState.SENDING:
                row.state, row.due_at = OutboxState.QUEUED, now
                waiting += 1
            elif row.unsure:
                row.error = UNANSWERED
                self._end(row, OutboxState.UNANSWERED)
                unanswered += 1
            else:
                row.state, row.unsure, row.due_at = OutboxState.QUEUED, True, again_at or now
                again += 1
        if again_at is not None:
            early = (col(OutboxRow.state) == OutboxState.QUEUED, col(OutboxRow.due_at) < again_at)
            left = update(OutboxRow).where(*early, col(OutboxRow.unsure).is_(True))
            if channel is not None:
                left = left.where(col(OutboxRow.channel) == channel)
            self._session.flush()
            self._session.exec(left.values(due_at=again_at))  # and of the starts before
        return Recovered(waiting, again, unanswered)

    def move_chat(self, channel: str, old: str, new: str) -> None:
        """A chat's id has changed (a group became a supergroup): replace it in every table, in this
        transaction.
        """
        move_chat(self._session, channel, old, new)

    def _row(self, item_id: int) -> OutboxRow:
        row = locked(self._session, OutboxRow, item_id)
        if row is None:
            raise NotFoundError(f"没有发件 {item_id}")
        return row

    def _end(self, row: OutboxRow, state: OutboxState) -> None:
        """It is not tried again, and its notices have failed by its error."""
        row.state = state
        for notice in self._notices(row):
            notice.state, notice.error = NoticeState.FAILED, row.error

    def _notices(self, row: OutboxRow) -> list[AgendaRow]:
        """The notice of a message, and those that it carries with it."""
        if row.notice_id is None:
            return []
        query = (
            select(AgendaRow)
            .where(_carried(row.notice_id))
            .order_by(col(AgendaRow.id))
            .with_for_update(key_share=True)
        )
        return list(self._session.exec(query.execution_options(populate_existing=True)))


def _carried(notice_id: int) -> ColumnElement[bool]:
    """The notice, and those that go with it in one message."""
    return or_(col(AgendaRow.id) == notice_id, col(AgendaRow.carrier_id) == notice_id)


def _due(now: datetime) -> ColumnElement[bool]:
    return col(OutboxRow.due_at) <= now
