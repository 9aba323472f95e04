"""Jobs that only one process does at a time, though several run on one database."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import text
from sqlmodel import Session, select

from storage.month_tables import LeaseRow
from storage.rows import insert_once


class Taken(StrEnum):
    """What came of asking for a turn."""

    NEW = "new"  # it was free, or its holder has gone: what that one left half done is ours
    HELD = "held"  # it was ours before
    OTHERS = "others"


class Leases:
    """Within a Work's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self, name: str, holder: str, now: datetime, span: timedelta, *, gone: str | None = None
    ) -> Taken:
        """Take or renew the turn for `span`. `gone`: a holder that is known to have ended.

        A lease that reaches far further ahead than `span` was taken before the clock was set back: it counts
        as over. (A little further is one that was renewed while this asked.)
        """
        row = self._session.exec(
            select(LeaseRow).where(LeaseRow.name == name).with_for_update(key_share=True)
        ).first()
        if row is None:
            made = insert_once(self._session, LeaseRow(name=name, holder=holder, until=now + span))
            return Taken.NEW if made else Taken.OTHERS
        mine = row.holder == holder
        if not mine and row.holder != gone and now < row.until <= now + 2 * span:
            return Taken.OTHERS
        lapsed = not (now < row.until <= now + 2 * span)
        row.holder, row.until = holder, now + span
        self._session.flush()
        return Taken.HELD if mine and not lapsed else Taken.NEW

    def clock(self, now: datetime) -> datetime:
        """The time by which all processes judge: a server's own, as their machines' differ; else `now`."""
        connection = self._session.connection()
        if connection.dialect.name != "postgresql":
            return now
        moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return moment

    def holder(self, name: str) -> str | None:
        """Who has or had the turn last."""
        row = self._session.exec(select(LeaseRow).where(LeaseRow.name == name)).first()
        return None if row is None else row.holder

    def give_back(self, name: str, holder: str, now: datetime) -> None:
        """The holder has finished: the next one need not wait."""
        query = select(LeaseRow).where(LeaseRow.name == name).with_for_update(key_share=True)
        row = self._session.exec(query).first()
        if row is not None and row.holder == holder:
            row.until = now
            self._session.flush()
