"""What a row of a foreign table says, part by part: its text, its counts, its unit. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot import formats
from bot.understanding.disputes import dispute_kind
from bot.understanding.lexicon import bundled as words
from bot.understanding.meaning import TownWords
from bot.understanding.normalise import normalise
from bot.understanding.numbers import find_counts
from bot.workbooks.grid import Sheet, Value
from bot.workbooks.heads import Column, Role, Table
from bot.workbooks.measures import PEOPLE, Counted, counted_by_itself, measure_of
from storage.catalogue import bundled
from storage.records import Figure, Hedge

_NOTHING = re.compile(r"[-—－/\\\s]*|无|没有|暂无")
_ZERO = re.compile(r"无|没有|暂无|零")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?")
_NOT_DONE = re.compile(r"未|不|否|失败|正在|中止|撤回|待|无法")
_DONE = re.compile(r"成功|达成|化解|调处|办结|解决|履行|完毕|完成|和解|结案|是")
_SHORT_UNIT = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|社区|村)$")
_LIKE_A_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:村|社区|居委会|村委会|所|办|办公室|站|中心|队|委|会|局|室|科|庭|组|联|院|校|团委)"
)
_SENTENCE = 6  # characters: a shorter text under an unknown head is a name or a mark
_NO_UNIT = re.compile("和|与|及|、|各|全|等")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below a head. `number`: as Excel shows it, from 1. `filled`: columns merged from a row above."""

    number: int
    cells: Sequence[Value]
    columns: Sequence[Column]
    filled: frozenset[int] = frozenset()

    def first(self, role: Role) -> Value:
        """The first cell of that role that says anything."""
        return next(
            (self.cells[one.index] for one in self.columns if one.role is role and self._says(one)), None
        )

    def said(self, *roles: Role) -> list[str]:
        """The cells of these roles as text, in the order of the sheet."""
        return [show(self.cells[one.index]) for one in self.columns if one.role in roles and self._says(one)]

    def telling(self) -> list[str]:
        """The texts that tell what was done: 名称, 内容, and longer ones under heads that say nothing."""
        told = [
            one for one in self.columns if one.role in (Role.TITLE, Role.TEXT, Role.OTHER) and self._says(one)
        ]
        found = []
        for one in told:
            text = show(self.cells[one.index])
            if one.role is not Role.OTHER:
                found.append(text)
            elif re.search(r"\d", text):
                found.append(one.head.words + text)  # 参与人员 + 班子成员12人
            elif len(text) >= _SENTENCE:
                found.append(text)
        return found

    def counts(self) -> list[Column]:
        """The columns with a count in this row; a merged one counts once, in its first row."""
        return [
            one
            for one in self.columns
            if one.role is Role.COUNT and self.cells[one.index] is not None and one.index not in self.filled
        ]

    def _says(self, column: Column) -> bool:
        value = self.cells[column.index]
        return value is not None and not (isinstance(value, str) and _NOTHING.fullmatch(value))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """(head, value) of all that may be kept: nothing of private persons, no numbering."""
        return [
            (one.head.text, show(self.cells[one.index]))
            for one in self.columns
            if one.role not in (Role.PRIVATE, Role.SKIP) and self.cells[one.index] is not None
        ]


def rows_of(sheet: Sheet, table: Table) -> list[Row]:
    """The rows below the head that hold anything."""
    merged: dict[int, set[int]] = {}
    for at, column in sheet.filled:
        merged.setdefault(at, set()).add(column)
    found = []
    for index in range(table.first, len(sheet.rows)):
        cells = sheet.rows[index]
        filled = frozenset(merged.get(index, ()))
        if any(value is not None for at, value in enumerate(cells) if at not in filled):
            found.append(Row(index + 1, cells, table.columns, filled))
    return found


def show(value: Value) -> str:
    """A cell as staff would write it."""
    if isinstance(value, Decimal):
        return formats.number(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else value or ""


@dataclass(slots=True)
class Counts:
    """A row's counts by kind and measure.

    `unread`: (head, cell) that are no count; `unused`: heads that are no measure.
    """

    figures: dict[str, dict[str, Figure]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def counts_of(row: Row, kind: str | None, at: datetime, town: TownWords) -> Counts:
    """What the columns count, under the row's kind where it fits, else under the kind that the head names."""
    counts = Counts()
    sure: set[tuple[str, str]] = set()
    heads: dict[tuple[str, str], str] = {}
    for column in row.counts():
        value = row.cells[column.index]
        counted = _counted(column, kind, at, town)
        if counted is None:
            counts.unused.append(column.head.text)
            continue
        read = number_of(value)
        if read is None:
            if not (isinstance(value, str) and _NOTHING.fullmatch(value)):
                counts.unread.append((column.head.text, show(value)))
            continue
        scale = (
            column.head.scale if isinstance(value, Decimal) or not re.search("[万千百]", show(value)) else 1
        )
        name = counted.measure.name
        figure = Figure(name, read[0] * scale, read[1], words=f"{column.head.text}{show(value)}"[:60])
        if figure.value == 0 and not _zero_says(counted):
            continue
        of_kind = counts.figures.setdefault(counted.kind, {})
        if name in of_kind and not (counted.sure and (counted.kind, name) in sure):
            # Two columns that only look alike are not one sum: the surer one counts.
            counts.unused.append(column.head.text if not counted.sure else heads[counted.kind, name])
            figure = figure if counted.sure else of_kind[name]
        elif name in of_kind:
            figure = _sum(of_kind[name], figure)
        of_kind[name] = figure
        heads[counted.kind, name] = column.head.text
        if counted.sure:
            sure.add((counted.kind, name))
    return counts


def _zero_says(counted: Counted) -> bool:
    """Whether a zero tells anything: of what may be 无, what stands, a rate, or the main count."""
    kind, measure = bundled().kind(counted.kind), counted.measure
    parts = {name for one in kind.measures for name in one.rate or ()}
    return measure.zero or measure.stock or measure.name in parts or measure.name == kind.primary


def _counted(column: Column, kind: str | None, at: datetime, town: TownWords) -> Counted | None:
    head = column.head
    own = measure_of(head, kind) if kind else None
    if own and own.sure:
        return own
    if kind:
        for other in sorted(words().yields.get(kind, ())):
            found = measure_of(head, other)
            if found and found.sure:
                return found
    if kind and head.unit in PEOPLE:
        return own  # people belong to the row's own event
    return counted_by_itself(head, at, town) or own


def _sum(one: Figure, other: Figure) -> Figure:
    hedge = Hedge.ABOUT if Hedge.ABOUT in (one.hedge, other.hedge) else max(one.hedge, other.hedge, key=_rank)
    return Figure(one.measure, one.value + other.value, hedge, words=one.words)


def _rank(hedge: Hedge) -> int:
    return [Hedge.EXACT, Hedge.AT_LEAST, Hedge.ABOUT].index(hedge)


def number_of(value: Value) -> tuple[Decimal, Hedge] | None:
    """A cell's number and hedge: 300, 300余份, 约1.2万, 95.2%, 无 (0); None where it is no single count."""
    if isinstance(value, Decimal):
        return (value, Hedge.EXACT) if value >= 0 else None
    if not isinstance(value, str):
        return None
    if _ZERO.fullmatch(value):
        return Decimal(0), Hedge.EXACT
    plain = normalise(value).text
    if _PLAIN.fullmatch(plain):  # 110 under a head is a count, and no hotline
        return Decimal(plain.replace(",", "")), Hedge.EXACT
    found = find_counts(plain)
    if len(found) != 1 or len(value) > 20:
        return None
    return found[0].value, found[0].hedge


def tells_counts(text: str) -> bool:
    """Whether a text says how many of something there were."""
    return bool(find_counts(normalise(text).text))


def dispute_of(cell: Value) -> str | None:
    """The type of dispute that a cell names, one of the catalogue's fifteen; None where it names none."""
    if not isinstance(cell, str):
        return None
    plain = re.sub(r"(?:类|类型|纠纷|矛盾|争议|案件|\s)+$", "", cell)
    found = dispute_kind(normalise(f"{plain}纠纷").text)
    return found[0] if found else None


def outcome(kind: str, cell: Value, figures: dict[str, Figure]) -> Figure | None:
    """What a result says of the kind's main count: 成功 repeats 调解, 未成功 is none of it."""
    if not isinstance(cell, str):
        return None
    for name, measure in words().measures.get(kind, {}).items():
        if measure.base not in figures or name in figures or not bundled().kind(kind).has(name):
            continue
        if _NOT_DONE.search(cell):
            return Figure(name, Decimal(0), words=cell[:60])
        if _DONE.search(cell):
            base = figures[measure.base]
            return Figure(name, base.value, base.hedge, words=cell[:60])
    return None


def unit_of(cell: str, town: TownWords) -> tuple[str, bool] | None:
    """The unit that a cell names, and whether the town has it; None where it names none."""
    name = re.sub(r"\s+", "", cell)
    bare = name.removeprefix(town.name) if name != town.name else name
    known = [unit for unit in town.units if unit in (name, bare)]
    known = known or [unit for unit in town.units if _short(unit) == _short(bare) and _short(bare)]
    if len(known) == 1:
        return known[0], True
    if known or not _LIKE_A_UNIT.fullmatch(bare) or _NO_UNIT.search(bare):
        return None
    return bare, False


def _short(unit: str) -> str:
    return _SHORT_UNIT.sub("", unit)
