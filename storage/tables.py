"""The tables. Rows stay inside this room: they are turned into the frozen values of records.py before they
leave.

Nothing here validates (SQLModel tables do not): the rooms' methods do, before storing.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import ExactDecimal, UtcTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
NULLABLE_JSON = JSON(none_as_null=True)


class Base(SQLModel):
    """What all tables share: constraints that have names, so that a migration can change them."""

    metadata = MetaData(naming_convention=NAMES)


def key(row: Any) -> int:
    """The primary key of a row that was flushed or loaded."""
    assert isinstance(row.id, int), "the row was not flushed"
    return row.id


class TownRow(Base, table=True):
    __tablename__ = "town"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    full_name: str
    superior: str
    province: str
    timezone: str
    channel: str | None = None
    chat: str | None = None
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class UnitRow(Base, table=True):
    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("town_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    name: str
    level: str


class MemberRow(Base, table=True):
    __tablename__ = "member"
    __table_args__ = (Index(None, "town_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    unit_id: int = Field(foreign_key="unit.id")
    name: str
    role: str
    active: bool = True
    muted: bool = False


class AccountRow(Base, table=True):
    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("channel", "account"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    channel: str
    account: str


class InvitationRow(Base, table=True):
    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    unit_id: int = Field(foreign_key="unit.id")
    code: str = Field(unique=True)
    role: str
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)
    used_by: int | None = Field(default=None, foreign_key="member.id")


class InboxRow(Base, table=True):
    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "key"),
        Index("ix_inbox_waiting", "state", "channel", "chat", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    town_id: int | None = Field(default=None, foreign_key="town.id")
    channel: str
    key: str
    chat: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=UtcTime)
    state: str
    attempts: int = 0
    error: str = Field(default="", sa_type=Text)


class AgendaRow(Base, table=True):
    __tablename__ = "agenda"
    __table_args__ = (
        UniqueConstraint("town_id", "key"),
        Index("ix_agenda_due", "state", "due_at"),
        Index(None, "town_id", "due_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    key: str
    kind: str
    channel: str
    chat: str
    due_at: datetime = Field(sa_type=UtcTime)
    text: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    expires_at: datetime | None = Field(default=None, sa_type=UtcTime)
    state: str
    claimed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    carrier_id: int | None = Field(default=None, foreign_key="agenda.id", index=True)
    error: str = Field(default="", sa_type=Text)


class OutboxRow(Base, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "state", "channel", "chat", "id"),
        Index("ix_outbox_sent_as", "channel", "chat", "sent_as"),
    )
    id: int | None = Field(default=None, primary_key=True)
    town_id: int | None = Field(default=None, foreign_key="town.id")
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id", index=True)
    notice_id: int | None = Field(default=None, foreign_key="agenda.id", index=True)
    channel: str
    chat: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    document: bytes | None = Field(default=None, sa_type=LargeBinary)
    entries: list[str] = Field(default_factory=list, sa_type=JSON)
    state: str
    attempts: int = 0
    due_at: datetime = Field(sa_type=UtcTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    unsure: bool = False
    sent_as: str | None = None
    error: str = Field(default="", sa_type=Text)


class CounterRow(Base, table=True):
    """The last entry number given in a town's year. Locked while a number is taken, never counted down."""

    __tablename__ = "entry_counter"
    town_id: int = Field(foreign_key="town.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


class EntryRow(Base, table=True):
    """`year` and `serial` make the number; `month` is first_day's as 202306, kept so that a year or a month
    is found fast.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("town_id", "year", "serial"),
        Index(None, "town_id", "month", "kind"),
        Index(None, "town_id", "last_day", "first_day"),
        Index(None, "town_id", "recorded_at", "unit_id"),
        Index("ix_entry_member", "town_id", "member_id", "id"),
        Index("ix_entry_pending", "town_id", "state", "first_day"),
        Index("ix_entry_source", "channel", "chat", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    year: int
    serial: int
    kind: str
    first_day: date
    last_day: date
    month: int
    place: str | None = None
    attributes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    text: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    unit_id: int = Field(foreign_key="unit.id")
    member_id: int = Field(foreign_key="member.id")
    sent_at: datetime = Field(sa_type=UtcTime)
    recorded_at: datetime = Field(sa_type=UtcTime)
    state: str
    doubts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id", index=True)
    channel: str | None = None
    chat: str | None = None
    message_id: str | None = None


class FigureRow(Base, table=True):
    __tablename__ = "figure"
    __table_args__ = (UniqueConstraint("entry_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    entry_id: int = Field(foreign_key="entry.id")
    position: int
    measure: str
    value: Decimal = Field(sa_type=ExactDecimal)
    hedge: str
    implied: bool
    words: str = Field(sa_type=Text)


class RevisionRow(Base, table=True):
    __tablename__ = "revision"
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    entry_id: int = Field(foreign_key="entry.id", index=True)
    at: datetime = Field(sa_type=UtcTime)
    member_name: str
    action: str
    reason: str = Field(sa_type=Text)
    before: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    after: dict[str, Any] = Field(sa_type=JSON)


class QuestionRow(Base, table=True):
    __tablename__ = "question"
    __table_args__ = (Index("ix_question_open", "channel", "chat", "state", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    member_id: int = Field(foreign_key="member.id")
    channel: str
    chat: str
    number: str
    part: str
    measure: str | None = None
    options: list[str] = Field(default_factory=list, sa_type=JSON)
    asked_at: datetime = Field(sa_type=UtcTime)
    state: str


class WordRow(Base, table=True):
    __tablename__ = "word"
    __table_args__ = (UniqueConstraint("town_id", "words"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    words: str
    kind: str
    learned_at: datetime = Field(sa_type=UtcTime)
