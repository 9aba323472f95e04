"""The tables of months and turns: zero reports, closed books, leaves, and whose turn it is to work.

Rows stay inside this room, as those of tables.py do.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import UtcTime
from storage.tables import Base


class LeaveRow(Base, table=True):
    """Days on which a member is away, both included."""

    __tablename__ = "leave"
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    first_day: date
    last_day: date


class ZeroMonthRow(Base, table=True):
    """A unit's word that a month (202306) had nothing to log."""

    __tablename__ = "zero_month"
    __table_args__ = (UniqueConstraint("town_id", "unit_id", "month"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    unit_id: int = Field(foreign_key="unit.id")
    month: int
    member_name: str
    at: datetime = Field(sa_type=UtcTime)


class ClosingRow(Base, table=True):
    """A year or month whose figures are final. `month`: 1 to 12, or 0 for the whole year."""

    __tablename__ = "closing"
    __table_args__ = (UniqueConstraint("town_id", "year", "month"),)
    id: int | None = Field(default=None, primary_key=True)
    town_id: int = Field(foreign_key="town.id")
    year: int
    month: int = 0
    closed_at: datetime = Field(sa_type=UtcTime)
    member_name: str
    figures: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class LeaseRow(Base, table=True):
    """Which process does a job that only one may do, and until when."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    holder: str = Field(sa_type=Text)
    until: datetime = Field(sa_type=UtcTime)
