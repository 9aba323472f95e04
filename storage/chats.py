"""A chat that gets a new id keeps all that belongs to it."""

from sqlmodel import Session, col, update

from storage.tables import AgendaRow, EntryRow, InboxRow, OutboxRow, QuestionRow, TownRow

WITH_CHAT = (InboxRow, OutboxRow, AgendaRow, EntryRow, QuestionRow, TownRow)


def move_chat(session: Session, channel: str, old: str, new: str) -> None:
    """Replace a chat's id in every table that names one, in this transaction."""
    session.flush()
    for table in WITH_CHAT:
        there = (col(table.channel) == channel, col(table.chat) == old)
        session.connection().execute(update(table).where(*there).values(chat=new))
    session.expire_all()
