"""The .docx that each town's reports are set into: kept in the ledger itself, so that a backup has it too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from storage.errors import NotFoundError
from storage.letterhead_tables import LetterheadRow
from storage.rows import locked
from storage.tables import key
from storage.text import clean, clean_json


class LetterheadState(StrEnum):
    OFFERED = "offered"  # checked, and its admin has not yet said that it is to be used
    USED = "used"
    PUT_AWAY = "put_away"  # another one came, or none is wanted; it stays known


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead that was checked, and who handed it in when (UTC). `facts`: what its check found out."""

    id: int
    town_id: int
    filename: str
    content: bytes
    member_name: str
    at: datetime
    state: LetterheadState
    facts: Mapping[str, Any] = field(default_factory=dict)


class Letterheads:
    """The letterheads of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(
        self,
        town_id: int,
        filename: str,
        content: bytes,
        facts: Mapping[str, Any],
        *,
        member_name: str,
        at: datetime,
    ) -> Letterhead:
        """Keeps one that was checked; it is used only once somebody says so."""
        row = LetterheadRow(
            town_id=town_id, filename=clean(filename), content=content, facts=clean_json(facts),
            member_name=clean(member_name), at=at, state=LetterheadState.OFFERED,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return _value(row)

    def get(self, letterhead_id: int) -> Letterhead:
        """The letterhead; NotFoundError."""
        return _value(self._row(letterhead_id))

    def use(self, letterhead_id: int) -> Letterhead:
        """From now on the town's reports are set into this one; NotFoundError."""
        row = self._row(letterhead_id)
        self.put_away(row.town_id)
        row.state = LetterheadState.USED
        self._session.flush()
        return _value(row)

    def put_away(self, town_id: int) -> bool:
        """The town's reports have no letterhead any more; whether they had one."""
        query = select(LetterheadRow).where(
            LetterheadRow.town_id == town_id, LetterheadRow.state == LetterheadState.USED
        )
        rows = self._session.exec(query).all()
        for row in rows:
            row.state = LetterheadState.PUT_AWAY
        self._session.flush()
        return bool(rows)

    def of_town(self, town_id: int) -> Letterhead | None:
        """The letterhead that the town's reports are set into, or None where there is none."""
        query = select(LetterheadRow).where(
            LetterheadRow.town_id == town_id, LetterheadRow.state == LetterheadState.USED
        )
        row = self._session.exec(query.order_by(col(LetterheadRow.id).desc())).first()
        return None if row is None else _value(row)

    def _row(self, letterhead_id: int) -> LetterheadRow:
        row = locked(self._session, LetterheadRow, letterhead_id)
        if row is None:
            raise NotFoundError(f"没有红头模板 {letterhead_id}")
        return row


def _value(row: LetterheadRow) -> Letterhead:
    return Letterhead(
        id=key(row),
        town_id=row.town_id,
        filename=row.filename,
        content=bytes(row.content),
        member_name=row.member_name,
        at=row.at,
        state=LetterheadState(row.state),
        facts=row.facts,
    )
