"""The table of letterheads. Rows stay inside this room, as those of tables.py do."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, Text
from sqlmodel import Field

from storage.columns import UtcTime
from storage.tables import Base


class LetterheadRow(Base, table=True):
    """A town's .docx that its reports are set into. `facts`: what its check found out about it."""

    __tablename__ = "letterhead"
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id", index=True)
    filename: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    member_name: str
    at: datetime = Field(sa_type=UtcTime)
    state: str
