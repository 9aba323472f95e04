"""The sheets that an export wrote, read back exactly. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from bot import formats
from bot.workbooks import columns
from bot.workbooks.grid import Sheet, Value
from bot.workbooks.heads import texts_of
from storage.catalogue import bundled
from storage.checks import checked
from storage.errors import InvalidValueError
from storage.records import Doubt, EntryDraft, Figure, Hedge

_CLOSED = "（涉及个人"
_NO_DAY = "“日期”不是日期"
_NO_NUMBER = "“{head}”写的是“{cell}”，不是数字"
_NO_STATE_REASON = "导出时是待确认。对吗？"


@dataclass(frozen=True, slots=True)
class NativeRow:
    """A row of an export: the entry that it was. `reason`: why it cannot be one any more."""

    row: int
    number: str
    draft: EntryDraft | None
    doubts: tuple[Doubt, ...] = ()
    text: str = ""
    unit: str = ""
    person: str = ""
    sent_at: datetime | None = None
    reason: str = ""


def is_native(sheet: Sheet) -> bool:
    """Whether it is an exported sheet of one kind."""
    heads = texts_of(sheet, 0) if sheet.rows else []
    fixed = (*columns.FIRST, columns.HEDGES, *columns.LAST)
    return sheet.title in bundled().kinds and set(fixed) <= set(heads)


def is_aside(sheet: Sheet) -> bool:
    """Whether it is the summary, or the sheet of withdrawn entries, of an export."""
    heads = set(texts_of(sheet, 0) if sheet.rows else [])
    summary = sheet.title == columns.SUMMARY and {"种类", "项目", "合计"} <= heads
    return summary or (sheet.title == columns.WITHDRAWN and {columns.NUMBER, "撤销原因"} <= heads)


def read(sheet: Sheet, zone: tzinfo | None) -> list[NativeRow]:
    """The entries of an exported sheet. `zone`: the town's, that its times are in."""
    heads = texts_of(sheet, 0)
    found = []
    for index, cells in enumerate(sheet.rows[1:], 2):
        if any(value is not None for value in cells):
            row = dict(zip(heads, cells, strict=True))
            try:
                found.append(_row(sheet.title, heads, row, index, zone))
            except (InvalidValueError, _NoEntryError) as why:
                found.append(NativeRow(index, _text(row[columns.NUMBER]), None, reason=str(why)))
    return found


class _NoEntryError(Exception):
    """The row was changed so that it is no entry; the message says where."""


def _row(
    kind: str, heads: Sequence[str], row: Mapping[str, Value], index: int, zone: tzinfo | None
) -> NativeRow:
    on, until = _day(row[columns.ON]), _day(row[columns.UNTIL])
    if on is None:
        raise _NoEntryError(_NO_DAY)
    figures = _figures(kind, heads, row)
    attributes = {
        name: _text(row[name]) for name in bundled().kind(kind).attributes if row.get(name) is not None
    }
    words = _text(row[columns.WORDS])
    place = _text(row[columns.PLACE]) or None
    draft = checked(EntryDraft(kind, on, until, place, figures, attributes, words), bundled())
    if words.startswith(_CLOSED):
        words = "，".join(filter(None, (kind, str(on), place, formats.figures(kind, figures))))
    doubts = columns.read_doubts(_text(row[columns.DOUBTS]))
    if row[columns.STATE] == columns.PENDING and not doubts:
        doubts = (Doubt(0, "intent", _NO_STATE_REASON),)
    sent = row[columns.SENT]
    if isinstance(sent, date) and not isinstance(sent, datetime):
        sent = datetime(sent.year, sent.month, sent.day)
    return NativeRow(
        index,
        _text(row[columns.NUMBER]),
        draft,
        doubts,
        words or kind,
        _text(row[columns.UNIT]),
        _text(row[columns.PERSON]),
        sent.replace(tzinfo=zone) if isinstance(sent, datetime) else None,
    )


def _figures(kind: str, heads: Sequence[str], row: Mapping[str, Value]) -> tuple[Figure, ...]:
    """The row's figures in the order of its columns; InvalidValueError where the kind has no such measure."""
    hedges = columns.read_hedges(_text(row[columns.HEDGES]))
    fixed = {
        *columns.FIRST,
        columns.HEDGES,
        *columns.LAST,
        columns.LATE,
        *bundled().kind(kind).attributes,
        "",
    }
    figures = []
    for head in heads:
        value = row[head]
        if head in fixed or value is None:
            continue
        if not isinstance(value, Decimal):
            raise _NoEntryError(_NO_NUMBER.format(head=head, cell=_text(value)))
        name = re.sub("（[^）]*）$", "", head)
        hedge, implied = hedges.get(name, (Hedge.EXACT, False))
        figures.append(Figure(name, value, hedge, implied))
    return tuple(figures)


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _NoEntryError(_NO_DAY) from None
    return value if isinstance(value, date) else None


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return formats.number(value)
    return str(value) if value is not None else ""
