"""Entries as rows, as values, and as the plain JSON that revisions keep."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage.checks import month_of
from storage.columns import plain_digits
from storage.records import Doubt, Entry, EntryDraft, EntryState, Figure, Hedge, Member, Revision, Unit
from storage.rows import R
from storage.tables import EntryRow, FigureRow, MemberRow, RevisionRow, UnitRow, key
from storage.text import clean
from storage.towns import unit_value

AT_ONCE = 500  # ids in one query: SQLite takes 32766 variables, PostgreSQL 65535


def entry_values(session: Session, rows: Sequence[EntryRow]) -> list[Entry]:
    """The rows as entries, in their order."""
    figures = _figures(session, [key(row) for row in rows])
    units = {
        unit_id: unit_value(unit)
        for unit_id, unit in _by_id(session, UnitRow, {row.unit_id for row in rows}).items()
    }
    members = _by_id(session, MemberRow, {row.member_id for row in rows})
    return [
        _entry(row, tuple(figures.get(key(row), ())), units[row.unit_id], members[row.member_id])
        for row in rows
    ]


def new_row(
    town_id: int,
    serial: int,
    draft: EntryDraft,
    unit: Unit,
    member: Member,
    doubts: Sequence[Doubt],
    *,
    text: str,
    sent_at: datetime,
    at: datetime,
) -> EntryRow:
    """The row of a checked draft, 待确认 where there are doubts; its message is not named yet."""
    return EntryRow(
        town_id=town_id,
        year=draft.on.year,
        serial=serial,
        kind=draft.kind,
        first_day=draft.on,
        last_day=draft.until or draft.on,
        month=month_of(draft.on),
        place=draft.place,
        attributes=dict(draft.attributes),
        text=clean(text),
        words=draft.words,
        unit_id=unit.id,
        member_id=member.id,
        sent_at=sent_at,
        recorded_at=at,
        state=EntryState.PENDING if doubts else EntryState.RECORDED,
        doubts=[doubt_json(doubt) for doubt in doubts],
    )


def write_figures(session: Session, row: EntryRow, figures: Iterable[Figure]) -> None:
    """Put the figures in the place of those that the entry has."""
    for old in session.exec(select(FigureRow).where(FigureRow.entry_id == key(row))).all():
        session.delete(old)
    session.flush()
    for position, figure in enumerate(figures):
        session.add(
            FigureRow(
                town_id=row.town_id,
                entry_id=key(row),
                position=position,
                measure=figure.measure,
                value=figure.value,
                hedge=figure.hedge,
                implied=figure.implied,
                words=figure.words,
            )
        )
    session.flush()


def snapshot(entry: Entry) -> dict[str, Any]:
    """What of an entry can change, as plain JSON: days in ISO form, values as digits."""
    return {
        "kind": entry.kind,
        "on": entry.on.isoformat(),
        "until": entry.until.isoformat() if entry.until else None,
        "place": entry.place,
        "figures": [
            {
                "measure": figure.measure,
                "value": plain_digits(figure.value),
                "hedge": figure.hedge.value,
                "implied": figure.implied,
                "words": figure.words,
            }
            for figure in entry.figures
        ],
        "attributes": dict(entry.attributes),
        "unit": entry.unit.name,
        "state": entry.state.value,
        "doubts": [doubt_json(doubt) for doubt in entry.doubts],
        "text": entry.text,
        "words": entry.words,
    }


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """A doubt as plain JSON, its texts cleaned."""
    return {
        "entry": doubt.entry,
        "part": doubt.part,
        "reason": clean(doubt.reason),
        "measure": doubt.measure,
        "options": [clean(option) for option in doubt.options],
    }


def revision_value(row: RevisionRow, number: str) -> Revision:
    return Revision(number, row.at, row.member_name, row.action, row.reason, row.before, row.after)


def _entry(row: EntryRow, figures: tuple[Figure, ...], unit: Unit, member: MemberRow) -> Entry:
    return Entry(
        id=key(row),
        town_id=row.town_id,
        number=f"{row.year}-{row.serial}",
        kind=row.kind,
        on=row.first_day,
        until=_until(row.first_day, row.last_day),
        place=row.place,
        figures=figures,
        attributes=row.attributes,
        text=row.text,
        words=row.words,
        unit=unit,
        member_id=row.member_id,
        member_name=member.name,
        sent_at=row.sent_at,
        state=EntryState(row.state),
        doubts=tuple(_doubt(value) for value in row.doubts),
        recorded_at=row.recorded_at,
    )


def _until(first: date, last: date) -> date | None:
    return None if last == first else last


def _figures(session: Session, entry_ids: Sequence[int]) -> dict[int, list[Figure]]:
    """The figures of the entries, in their order. Plain columns: a year has thousands of them."""
    found: dict[int, list[Figure]] = {}
    columns = (
        col(FigureRow.entry_id),
        col(FigureRow.measure),
        col(FigureRow.value),
        col(FigureRow.hedge),
        col(FigureRow.implied),
        col(FigureRow.words),
    )
    for start in range(0, len(entry_ids), AT_ONCE):
        ids = entry_ids[start : start + AT_ONCE]
        query = select_columns(*columns).where(col(FigureRow.entry_id).in_(ids))
        query = query.order_by(col(FigureRow.entry_id), col(FigureRow.position))
        for entry_id, measure, value, hedge, implied, words in session.connection().execute(query):
            found.setdefault(entry_id, []).append(Figure(measure, value, Hedge(hedge), implied, words))
    return found


def _doubt(value: Mapping[str, Any]) -> Doubt:
    return Doubt(value["entry"], value["part"], value["reason"], value["measure"], tuple(value["options"]))


def _by_id(session: Session, table: type[R], ids: set[int]) -> dict[int, R]:
    query = select(table).where(table.id.in_(ids))  # type: ignore[attr-defined]
    return {key(row): row for row in session.exec(query)}
