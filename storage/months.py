"""Months as units report them: nothing to report is said, not guessed; a closed month's figures are final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.month_tables import ClosingRow, ZeroMonthRow
from storage.rows import insert_once
from storage.tables import key
from storage.text import clean, clean_json

WHOLE_YEAR = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """A year (`month` 0) or a month of it that was closed at `at` (UTC). `figures`: its totals then."""

    year: int
    month: int
    at: datetime
    member_name: str
    figures: tuple[Mapping[str, Any], ...] = ()

    def holds(self, day: date) -> bool:
        return day.year == self.year and self.month in (WHOLE_YEAR, day.month)


class Months:
    """Zero reports and closings of all towns, within a Work's transaction. A month is written 202306."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def report_zero(self, town_id: int, unit_id: int, month: int, *, member_name: str, at: datetime) -> bool:
        """The unit had nothing to log in that month; False where it has said so already."""
        return insert_once(
            self._session,
            ZeroMonthRow(
                town_id=town_id, unit_id=unit_id, month=month, member_name=clean(member_name), at=at
            ),
        )

    def take_back_zero(self, town_id: int, unit_id: int, month: int) -> bool:
        """It was no zero after all; False where none was reported."""
        row = self._session.exec(
            select(ZeroMonthRow).where(
                ZeroMonthRow.town_id == town_id, ZeroMonthRow.unit_id == unit_id, ZeroMonthRow.month == month
            )
        ).first()
        if row is None:
            return False
        self._session.delete(row)
        self._session.flush()
        return True

    def zeros(self, town_id: int, first: int, last: int) -> dict[tuple[int, int], datetime]:
        """When each (unit id, month) from the first to the last month was reported as nothing."""
        query = select(ZeroMonthRow).where(
            ZeroMonthRow.town_id == town_id, col(ZeroMonthRow.month).between(first, last)
        )
        return {(row.unit_id, row.month): row.at for row in self._session.exec(query)}

    def close(
        self,
        town_id: int,
        year: int,
        month: int = WHOLE_YEAR,
        *,
        member_name: str,
        at: datetime,
        figures: Sequence[Mapping[str, Any]] = (),
    ) -> bool:
        """From now on its figures are final; False where it is closed already."""
        row = ClosingRow(
            town_id=town_id,
            year=year,
            month=month,
            closed_at=at,
            member_name=clean(member_name),
            figures=clean_json(list(figures)),
        )
        return insert_once(self._session, row)

    def closings(self, town_id: int, year: int | None = None) -> list[Closing]:
        """What is closed, by year and month, a whole year before its months."""
        query = select(ClosingRow).where(ClosingRow.town_id == town_id)
        if year is not None:
            query = query.where(ClosingRow.year == year)
        rows = self._session.exec(query.order_by(col(ClosingRow.year), col(ClosingRow.month)))
        return [_value(row) for row in rows]

    def closed(self, town_id: int, day: date) -> Closing | None:
        """The closing that the day fell under first, or None where its month is open."""
        return closing_of(self._session, town_id, day)


def closing_of(session: Session, town_id: int, day: date) -> Closing | None:
    """The earliest closing of the day's month or year."""
    query = select(ClosingRow).where(
        ClosingRow.town_id == town_id,
        ClosingRow.year == day.year,
        col(ClosingRow.month).in_([WHOLE_YEAR, day.month]),
    )
    row = session.exec(query.order_by(col(ClosingRow.closed_at), col(ClosingRow.id))).first()
    return None if row is None else _value(row)


def _value(row: ClosingRow) -> Closing:
    assert key(row)
    return Closing(row.year, row.month, row.closed_at, row.member_name, tuple(row.figures))
