"""An .xlsx → what importing it would do. Pure but for unpacking: `preview` records nothing."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.meaning import NO_TOWN, TownWords
from bot.workbooks import grid, native
from bot.workbooks.days import When, when_of, year_of
from bot.workbooks.errors import UnreadableWorkbookError
from bot.workbooks.foreign import read_row
from bot.workbooks.grid import Sheet
from bot.workbooks.heads import Role, Table, find_table
from bot.workbooks.kinds import KindWord, kind_of
from bot.workbooks.making import Context
from bot.workbooks.reading import Row, rows_of, unit_of
from bot.workbooks.repeating import without_repeats
from bot.workbooks.turning import NOTE, turned
from bot.workbooks.values import ImportPreview, ImportRow, ImportSheet
from storage.records import EntryDraft

_NO_TABLE = "没认出表头，这张表没有读。表头要有“日期”“内容”这样的栏目名"
_ASIDE = "是导出时附带的，不用导入"
_NOTHING = "没有认出一张台账。请在表头写明“日期”“地点”“内容”“人数”等栏目名，再发一次"
_KEY_LENGTH = 40
_LONGEST_TEXT = 2_000


def preview(content: bytes, at: datetime, town: TownWords = NO_TOWN) -> ImportPreview:
    """What each row of a workbook becomes, read at `at` (aware, the town's local time).

    UnreadableWorkbookError where the file cannot be opened, or no sheet of it is a ledger.
    """
    sheets: list[ImportSheet] = []
    rows: list[ImportRow] = []
    new_units: dict[str, None] = {}
    tables = [(sheet, _table(sheet)) for sheet in grid.read(content)]
    year = _year_of_all([found for found in tables if found[1]], at)
    for sheet, table in tables:
        facts, found, units = _read_sheet(sheet, table, at, town, year)
        sheets.append(facts)
        rows += found
        new_units.update(dict.fromkeys(units))
    if not rows and not _any_read(sheets):
        raise UnreadableWorkbookError(_NOTHING)
    return ImportPreview(tuple(sheets), tuple(_numbered(without_repeats(rows))), tuple(new_units))


def _any_read(sheets: Iterable[ImportSheet]) -> bool:
    return any(sheet.remark != _NO_TABLE for sheet in sheets)


_Read = tuple[ImportSheet, list[ImportRow], list[str]]


def _table(sheet: Sheet) -> Table | None:
    return None if native.is_aside(sheet) or native.is_native(sheet) else find_table(sheet)


def _year_of_all(tables: Iterable[tuple[Sheet, Table | None]], at: datetime) -> int | None:
    """The year that the sheets tell by their titles or days, where they agree."""
    years = {
        when_of([sheet.title, *table.above], at).year or _year_of(sheet, table)
        for sheet, table in tables
        if table
    } - {None}
    return years.pop() if len(years) == 1 else None


def _year_of(sheet: Sheet, table: Table) -> int | None:
    """The year of the sheet's own days, which those without one are of too."""
    days = [one.index for one in table.of(Role.DATE)[:1]]
    return year_of(row[index] for row in sheet.rows[table.first :] for index in days)


def _read_sheet(sheet: Sheet, table: Table | None, at: datetime, town: TownWords, year: int | None) -> _Read:
    """How the sheet was understood, its rows, and the units that the town does not have."""
    if native.is_aside(sheet):
        return ImportSheet(sheet.title, remark=_ASIDE), [], []
    if native.is_native(sheet):
        rows = [_native_row(sheet.title, one) for one in native.read(sheet, at.tzinfo)]
        units = [row.unit for row in rows if row.unit and row.unit not in town.units]
        return ImportSheet(sheet.title, sheet.title, 1), rows, units
    if table is None:
        return ImportSheet(sheet.title, remark=_NO_TABLE), [], []
    if upright := turned(sheet, table):
        facts, found, new = _foreign_sheet(*upright, at, town, year)
        return replace(facts, note=NOTE), found, new
    return _foreign_sheet(sheet, table, at, town, year)


def _native_row(title: str, one: native.NativeRow) -> ImportRow:
    """An exported row is known again by its number, time and sender, whatever was changed in it since."""
    sent = one.sent_at.isoformat() if one.sent_at else ""
    return ImportRow(
        title,
        one.row,
        _hash(["export", one.number, sent, one.unit, one.person]),
        (one.draft,) if one.draft else (),
        one.doubts if one.draft else (),
        one.text,
        one.unit or None,
        one.person or None,
        one.reason,
        one.sent_at,
        one.number or None,
        {"编号": one.number, "种类": title, "内容": one.text[:_LONGEST_TEXT]},
    )


def _foreign_sheet(sheet: Sheet, table: Table, at: datetime, town: TownWords, year: int | None) -> _Read:
    labels = [sheet.title, *table.above]
    context = _context(table, labels, at, town, _year_of(sheet, table) or year)
    rows: list[ImportRow] = []
    units: list[str] = []
    unused: dict[str, None] = {}
    for row in rows_of(sheet, table):
        outcome = read_row(row, context)
        if not outcome.drafts and _repeats_head(row):
            continue
        unused.update(dict.fromkeys(outcome.unused))
        if outcome.new_unit and outcome.unit:
            units.append(outcome.unit)
        person = row.said(Role.PERSON)
        rows.append(
            ImportRow(
                sheet.title,
                row.number,
                _hash([_telling(context, outcome.drafts), *sorted(row.kept)]),
                outcome.drafts,
                outcome.doubts,
                _text(row),
                outcome.unit,
                person[0] if person else None,
                outcome.reason,
                cells=dict(row.kept),
            )
        )
    return _facts(sheet, table, context, unused), rows, units


def _context(table: Table, labels: Sequence[str], at: datetime, town: TownWords, year: int | None) -> Context:
    when = when_of(labels, at)
    when = when if when.year else replace(when, year=year)
    kind = _kind_of_sheet(labels, when, town)
    unit = next((found[0] for label in labels if (found := _unit_in(label, town))), None)
    return Context(when, town, kind, unit, fixed=bool(table.of(Role.DISPUTE)))


def _kind_of_sheet(labels: Sequence[str], when: When, town: TownWords) -> KindWord | None:
    """What the sheet's name says, else the lines above its head."""
    found = (kind_of(label, when.at, town) for label in labels)
    return next((kind for kind in found if kind), None)


def _unit_in(label: str, town: TownWords) -> tuple[str, bool] | None:
    """填报单位：虹桥村, or a sheet that has a unit's name; only units that the town has."""
    _, _, after = label.rpartition("：") if "：" in label else label.rpartition(":")
    words = after.split()
    found = unit_of(words[0], town) if words else None
    return found if found and found[1] else None


def _repeats_head(row: Row) -> bool:
    """The head again, at the top of a printed page."""
    same = sum(row.cells[one.index] == one.head.text for one in row.columns if one.head.text)
    return same >= 2


def _telling(context: Context, drafts: Sequence[EntryDraft]) -> str:
    """What a row's meaning hangs on besides its cells: the kind and unit of the sheet, and the day."""
    kind, day = context.kind.kind if context.kind else "", drafts[0].on if drafts else None
    return "|".join((kind, context.unit or "", str(day)))


def _text(row: Row) -> str:
    """The row as a text: 活动时间：2025-03-05；参加人数：120."""
    return "；".join(f"{head}：{value}" if head else value for head, value in row.kept)[:_LONGEST_TEXT]


def _facts(sheet: Sheet, table: Table, context: Context, unused: Iterable[str]) -> ImportSheet:
    def heads(*roles: Role) -> tuple[str, ...]:
        return tuple(one.head.text for one in table.columns if one.role in roles and one.head.text)

    kind = context.kind.kind if context.kind else None
    return ImportSheet(
        sheet.title,
        kind,
        table.first,
        tuple((one.head.text, one.role.value) for one in table.columns if one.head.text),
        unread=tuple(dict.fromkeys((*heads(Role.OTHER), *unused))),
        private=heads(Role.PRIVATE),
    )


def _hash(parts: Sequence[object]) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


def _numbered(rows: Iterable[ImportRow]) -> Iterable[ImportRow]:
    """Rows of one content told apart by how many of them came before: an appended file keeps their keys."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row.key] += 1
        yield replace(row, key=f"{row.key}:{seen[row.key]}")
