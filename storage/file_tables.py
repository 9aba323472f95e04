"""The tables of groups, of files that people send, and of what they are evidence of.

Rows stay inside this room, as those of tables.py do.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import UtcTime
from storage.tables import NULLABLE_JSON, Base


class GroupRow(Base, table=True):
    __tablename__ = "chat_group"
    __table_args__ = (UniqueConstraint("channel", "chat"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id", index=True)
    channel: str
    chat: str
    title: str = Field(sa_type=Text)
    added_by: str
    state: str
    told: list[str] = Field(default_factory=list, sa_type=JSON)
    since: datetime = Field(sa_type=UtcTime)


class FileRow(Base, table=True):
    """`due_at`: not to be fetched before; `claimed_at`: when a process took it up."""

    __tablename__ = "sent_file"
    __table_args__ = (
        Index("ix_sent_file_due", "state", "due_at"),
        Index("ix_sent_file_source", "channel", "chat", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    channel: str
    chat: str
    message_id: str
    album: str = ""
    remote: str
    filename: str = Field(sa_type=Text)
    type: str
    size: int = 0
    use: str
    state: str
    sent_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime = Field(sa_type=UtcTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    attempts: int = 0
    sha256: str = Field(default="", index=True)
    error: str = Field(default="", sa_type=Text)
    result: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)


class ExhibitRow(Base, table=True):
    """A file is evidence of an entry. `removed`: it was taken off again."""

    __tablename__ = "exhibit"
    __table_args__ = (UniqueConstraint("entry_id", "file_id"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    entry_id: int = Field(foreign_key="entry.id")
    file_id: int = Field(foreign_key="sent_file.id", index=True)
    removed: bool = False
