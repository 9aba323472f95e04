"""What the ledger is asked: entries by day, kind, unit, member or message."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.checks import parse_number
from storage.entries import entry_values
from storage.errors import NotFoundError
from storage.records import Entry, EntryDraft, EntryState
from storage.tables import EntryRow, TownRow
from storage.text import clean

COUNTED = (EntryState.RECORDED, EntryState.PENDING)


class LedgerQueries:
    """The reading half of the ledger, within a Work's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, town_id: int, number: str) -> Entry:
        """The entry of that number, withdrawn or not, locked until the transaction ends; NotFoundError."""
        return entry_values(self._session, [self._row(town_id, number)])[0]

    def latest(self, town_id: int, member_id: int, limit: int = 5) -> list[Entry]:
        """The member's entries that count, the last recorded first."""
        query = (
            select(EntryRow)
            .where(
                EntryRow.town_id == town_id, EntryRow.member_id == member_id, col(EntryRow.state).in_(COUNTED)
            )
            .order_by(col(EntryRow.id).desc())
            .limit(limit)
        )
        return entry_values(self._session, self._session.exec(query).all())

    def of_message(self, channel: str, chat: str, message_id: str) -> list[Entry]:
        """The entries that a message made, withdrawn ones too, in the order of its text."""
        query = (
            select(EntryRow)
            .where(EntryRow.channel == channel, EntryRow.chat == chat, EntryRow.message_id == message_id)
            .order_by(col(EntryRow.id))
        )
        return entry_values(self._session, self._session.exec(query).all())

    def find(
        self,
        town_id: int,
        *,
        year: int | None = None,
        since: date | None = None,
        until: date | None = None,
        kind: str | None = None,
        unit_id: int | None = None,
        member_id: int | None = None,
        place: str | None = None,
        states: Sequence[EntryState] = COUNTED,
    ) -> list[Entry]:
        """Entries by day, then number. `year`: of their first day. `since`, `until`: whose span touches these
        days.

        An entry that spans several months (上半年…) touches each of them: who sums up one month decides by
        the entry's own days what of it counts. `place`: a part of its name.
        """
        query = select(EntryRow).where(EntryRow.town_id == town_id, col(EntryRow.state).in_(states))
        if year is not None:
            query = query.where(EntryRow.month > year * 100, EntryRow.month < (year + 1) * 100)
        if since is not None:
            query = query.where(EntryRow.last_day >= since)
        if until is not None:
            query = query.where(EntryRow.first_day <= until)
        if kind is not None:
            query = query.where(EntryRow.kind == kind)
        if unit_id is not None:
            query = query.where(EntryRow.unit_id == unit_id)
        if member_id is not None:
            query = query.where(EntryRow.member_id == member_id)
        if place is not None:
            query = query.where(col(EntryRow.place).contains(clean(place), autoescape=True))
        query = query.order_by(col(EntryRow.first_day), col(EntryRow.year), col(EntryRow.serial))
        return entry_values(self._session, self._session.exec(query).all())

    def pending(self, town_id: int, member_id: int | None = None) -> list[Entry]:
        """Entries that are 待确认, by day (a member's own where one is given)."""
        return self.find(town_id, member_id=member_id, states=(EntryState.PENDING,))

    def similar(self, town_id: int, draft: EntryDraft, unit_id: int | None) -> list[Entry]:
        """Entries of the same kind and unit (None: any) on overlapping days: the draft may be one of them
        again.
        """
        return self.find(
            town_id, since=draft.on, until=draft.until or draft.on, kind=draft.kind, unit_id=unit_id
        )

    def active_units(self, town_id: int, since: date, until: date) -> set[int]:
        """Ids of the units that something was recorded for on these days (the town's local days, inclusive).

        What counts is when it was recorded, not the day of the event; an entry that was withdrawn does not
        count.
        """
        zone = self._zone(town_id)
        return self.active_units_between(
            town_id, _midnight(since, zone), _midnight(until + timedelta(days=1), zone)
        )

    def active_units_between(self, town_id: int, since: datetime, until: datetime) -> set[int]:
        """The same from one instant up to, and without, another."""
        query = (
            select(EntryRow.unit_id)
            .where(
                EntryRow.town_id == town_id,
                EntryRow.recorded_at >= since,
                EntryRow.recorded_at < until,
                col(EntryRow.state).in_(COUNTED),
            )
            .distinct()
        )
        return set(self._session.exec(query))

    def began_at(self, town_id: int) -> datetime | None:
        """When the town's first entry was recorded, or None for an empty ledger."""
        query = select(EntryRow.recorded_at).where(EntryRow.town_id == town_id)
        return self._session.exec(query.order_by(col(EntryRow.recorded_at)).limit(1)).first()

    def months(self, town_id: int, year: int) -> dict[int, int]:
        """How many entries count in each month (1 to 12) of a year, by their first day; months without any
        are 0.
        """
        query = (
            select(EntryRow.month, func.count())
            .where(
                EntryRow.town_id == town_id,
                EntryRow.month > year * 100,
                EntryRow.month < (year + 1) * 100,
                col(EntryRow.state).in_(COUNTED),
            )
            .group_by(col(EntryRow.month))
        )
        found = dict(self._session.exec(query).all())
        return {month: found.get(year * 100 + month, 0) for month in range(1, 13)}

    def years(self, town_id: int) -> list[int]:
        """The years that entries count in, by their first day, the earliest first."""
        counted = col(EntryRow.state).in_(COUNTED)
        query = select(EntryRow.month).where(EntryRow.town_id == town_id, counted).distinct()
        return sorted({month // 100 for month in self._session.exec(query)})

    def _row(self, town_id: int, number: str) -> EntryRow:
        year, serial = parse_number(number)
        query = select(EntryRow).where(
            EntryRow.town_id == town_id, EntryRow.year == year, EntryRow.serial == serial
        )
        row = self._session.exec(
            query.with_for_update(key_share=True).execution_options(populate_existing=True)
        ).first()
        if row is None:
            raise NotFoundError(f"没有编号为“{clean(number)}”的记录")
        return row

    def _zone(self, town_id: int) -> ZoneInfo:
        name = self._session.exec(select(TownRow.timezone).where(TownRow.id == town_id)).first()
        if name is None:
            raise NotFoundError(f"没有编号为 {town_id} 的镇")
        return ZoneInfo(name)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
