"""Rows that only add up what other sheets of the same file tell: they are not recorded again. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.workbooks.values import ImportRow
from storage.catalogue import bundled
from storage.records import EntryDraft

_ADDS_UP = re.compile("汇总|合计|总表|总账|全镇|全乡|全街道")  # in a sheet's name
_WHOLE = 25  # days: so many are a month, and no single event
_REASON = "“{sheet}”里已经有这段时间的{topic}，这里是汇总，不重复记。不是同一批事的，请单独存成一个文件再导入"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row tells, by what it is compared."""

    sheet: str
    unit: str | None
    on: date
    last: date
    single: bool


def without_repeats(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """The rows; those whose months other sheets tell event by event, or unit by unit, are left out."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for row in rows:
        if row.known_as is None:
            for draft in row.drafts:
                told[_topic(draft)].append(_of(row, draft))
    return [row if row.known_as else _kept(row, told) for row in rows]


def _kept(row: ImportRow, told: dict[str, list[_Told]]) -> ImportRow:
    """The row without the drafts that are told elsewhere."""
    repeats = {
        index: _elsewhere(_of(row, draft), told[_topic(draft)]) for index, draft in enumerate(row.drafts)
    }
    stay = [index for index, sheet in repeats.items() if sheet is None]
    if len(stay) == len(row.drafts):
        return row
    if not stay:
        sheet, topic = repeats[0], _topic(row.drafts[0])
        return replace(row, drafts=(), doubts=(), reason=_REASON.format(sheet=sheet, topic=topic))
    doubts = tuple(replace(one, entry=stay.index(one.entry)) for one in row.doubts if one.entry in stay)
    return replace(row, drafts=tuple(row.drafts[index] for index in stay), doubts=doubts)


def _elsewhere(one: _Told, others: Iterable[_Told]) -> str | None:
    """The sheet in which the events are that this adds up."""
    adds_up = bool(_ADDS_UP.search(one.sheet))
    if one.single and not adds_up:
        return None
    for other in others:
        apart = other.sheet == one.sheet or other.on > one.last or other.last < one.on
        same_unit = one.unit is None or adds_up or one.unit == other.unit
        if not apart and same_unit and ((other.single and not one.single) or _is_part(one, other)):
            return other.sheet
    return None


def _is_part(one: _Told, other: _Told) -> bool:
    """A sheet that is called a sum adds up those that are not."""
    return bool(_ADDS_UP.search(one.sheet)) and not _ADDS_UP.search(other.sheet)


def _of(row: ImportRow, draft: EntryDraft) -> _Told:
    last = draft.until or draft.on
    return _Told(row.sheet, row.unit, draft.on, last, (last - draft.on).days < _WHOLE)


def _topic(draft: EntryDraft) -> str:
    return bundled().kind(draft.kind).topic
