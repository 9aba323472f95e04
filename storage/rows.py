"""Small moves on rows that the rooms' parts share, in words that every database knows."""

from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.tables import Base

R = TypeVar("R", bound=Base)


def insert_once(session: Session, row: Base) -> bool:
    """Insert the row; False where a unique key of it is taken. The transaction goes on in both cases."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True


def locked(session: Session, table: type[R], row_id: int) -> R | None:
    """The row, fresh and locked until the transaction ends. (SQLite locks the whole database already.)

    Rows that only refer to it may be written meanwhile; else two that record in one town would wait for
    each other for ever.
    """
    query = select(table).where(table.id == row_id)  # type: ignore[attr-defined]
    query = query.with_for_update(key_share=True)
    return session.exec(query.execution_options(populate_existing=True)).first()
