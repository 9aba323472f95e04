"""A chat that gets a new id keeps all that belongs to it; and whether a chat can be written to."""

from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from storage.file_tables import FileRow, GroupRow
from storage.post import OutboxState
from storage.tables import AgendaRow, EntryRow, InboxRow, OutboxRow, QuestionRow, TownRow

WITH_CHAT = (InboxRow, OutboxRow, AgendaRow, EntryRow, QuestionRow, TownRow, GroupRow, FileRow)
_LOOKED_AT = 30  # cards of a chat


def move_chat(session: Session, channel: str, old: str, new: str) -> None:
    """Replace a chat's id in every table that names one, in this transaction."""
    session.flush()
    known = select(GroupRow.id).where(GroupRow.channel == channel, GroupRow.chat == old)
    if session.exec(known).first() is not None:  # the new chat may have announced itself already
        there = (col(GroupRow.channel) == channel, col(GroupRow.chat) == new)
        session.connection().execute(delete(GroupRow).where(*there))
    for table in WITH_CHAT:
        there = (col(table.channel) == channel, col(table.chat) == old)
        session.connection().execute(update(table).where(*there).values(chat=new))
    session.expire_all()


def is_open(session: Session, channel: str, chat: str) -> bool:
    """Whether something came from the chat, and the latest that was sent there was not refused."""
    heard = select(InboxRow.id).where(InboxRow.channel == channel, InboxRow.chat == chat).limit(1)
    if session.exec(heard).first() is None:
        return False
    settled = (OutboxState.SENT, OutboxState.FAILED)
    query = select(OutboxRow.state).where(
        OutboxRow.channel == channel, OutboxRow.chat == chat, col(OutboxRow.state).in_(settled)
    )
    latest = session.exec(query.order_by(col(OutboxRow.id).desc()).limit(1)).first()
    return latest != OutboxState.FAILED


def latest_card(session: Session, channel: str, chat: str, account: str, since: datetime) -> tuple[str, ...]:
    """The numbers on the latest card that answered the account in that chat, () where none did since then.

    By the time of the message that it answers, as the inbox keeps it.
    """
    query = (
        select(OutboxRow.entries, InboxRow.payload)
        .join(InboxRow, col(InboxRow.id) == col(OutboxRow.inbox_id))
        .where(OutboxRow.channel == channel, OutboxRow.chat == chat)
        .order_by(col(OutboxRow.id).desc())
        .limit(_LOOKED_AT)
    )
    for entries, payload in session.exec(query):
        at = payload.get("at")
        if entries and payload.get("account") == account and isinstance(at, str):
            return tuple(entries) if datetime.fromisoformat(at) >= since else ()
    return ()
