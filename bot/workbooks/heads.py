"""Where a table's head is, and what each of its columns holds."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from bot.workbooks.grid import Sheet, Value
from bot.workbooks.measures import Head, read_head

_LOOKED_AT = 15  # rows: titles and notes stand above a head
_LEAST_COLUMNS = 2
_MOST_TEXT = 24  # characters of a head
_NUMBERS = re.compile(
    r"[约近超共]?\d[\d,，]*(?:\.\d+)?\s?[万千百]?[余多来]?[\u4e00-\u9fff%％]{0,3}(?:左右|以上|上下)?"
)
_NOTHING = re.compile(r"[-—－/\\无0〇零\s]*")
_SAMPLE = 60  # rows that show what a column holds


class Role(StrEnum):
    """What a column holds. COUNT is a figure; PRIVATE tells of private persons and is never read on."""

    SKIP = "skip"
    PRIVATE = "private"
    UNTIL = "until"
    DISPUTE = "dispute"
    RESULT = "result"
    DATE = "date"
    MONTH = "month"
    PLACE = "place"
    PERSON = "person"
    UNIT = "unit"
    KIND = "kind"
    TITLE = "title"
    TEXT = "text"
    COUNT = "count"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    head: Head
    role: Role


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table: `above`: the texts over its head, `first`: the index of its first row below it."""

    columns: tuple[Column, ...]
    above: tuple[str, ...]
    first: int

    def of(self, role: Role) -> list[Column]:
        return [column for column in self.columns if column.role is role]


@dataclass(frozen=True, slots=True)
class _Words:
    role: Role
    exact: frozenset[str]
    words: tuple[str, ...]
    ruled_out: tuple[str, ...]
    need: tuple[str, ...]


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet by its head, anywhere in the first rows; None where there is none."""
    scored = [(_score(texts_of(sheet, index)), index) for index in range(min(_LOOKED_AT, len(sheet.rows)))]
    best = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
    if best[0] < _LEAST_COLUMNS:
        return None
    top = best[1] - 1 if _is_grouped(sheet, best[1] - 1) else best[1]
    first = top + 1
    heads = texts_of(sheet, top)
    if _is_second_line(sheet, top):
        below = texts_of(sheet, first)
        spread = _spread(sheet, top, heads)
        heads = [_joined(over, under) for over, under in zip(spread, below, strict=True)]
        first += 1
    above = [text for index in range(top) for text in dict.fromkeys(texts_of(sheet, index)) if text]
    return Table(tuple(_columns(sheet, heads, first)), tuple(above), first)


def texts_of(sheet: Sheet, index: int) -> list[str]:
    return [" ".join(value.split()) if isinstance(value, str) else "" for value in sheet.rows[index]]


def _score(texts: Sequence[str]) -> float:
    """How much a row looks like a head: a point for each column that it names, for each role once."""
    roles: set[Role] = set()
    counts = 0
    for text in texts:
        if text and len(text) <= _MOST_TEXT:
            head = read_head(text)
            role = role_of(head)
            if role is Role.COUNT:
                counts += 1
            elif role is not Role.OTHER:
                roles.add(role)
    if not roles - {Role.SKIP} and counts < _LEAST_COLUMNS:
        return 0.0
    return len(roles) + counts


def _is_grouped(sheet: Sheet, index: int) -> bool:
    """Whether a row is the upper line of a head: groups of columns, not a title across all of them."""
    if index < 0:
        return False
    width = sum(bool(text) for text in texts_of(sheet, index + 1))
    groups = [(left, right) for row, left, right in sheet.across if row == index]
    return bool(groups) and all(right - left + 1 <= 0.7 * width for left, right in groups)


def _is_second_line(sheet: Sheet, top: int) -> bool:
    """Whether the row below goes on with the head: a group over it is merged sideways, and it has no data."""
    if top + 1 >= len(sheet.rows) or not any(row == top for row, _, _ in sheet.across):
        return False
    below = [(at, value) for at, value in enumerate(sheet.rows[top + 1]) if value is not None]
    own = [value for at, value in below if (top + 1, at) not in sheet.filled]
    return bool(own) and all(isinstance(value, str) and len(value) <= _MOST_TEXT for value in own)


def _spread(sheet: Sheet, top: int, heads: Sequence[str]) -> list[str]:
    spread = list(heads)
    for row, left, right in sheet.across:
        if row == top:
            spread[left : right + 1] = [heads[left]] * (right + 1 - left)
    return spread


def _joined(over: str, under: str) -> str:
    if not under or under == over:
        return over
    return f"{over}{under}" if over else under


def _columns(sheet: Sheet, heads: Sequence[str], first: int) -> Iterable[Column]:
    sample = sheet.rows[first : first + _SAMPLE]
    found = []
    for index, text in enumerate(heads):
        values = [row[index] for row in sample if row[index] is not None]
        if text or values:
            head = read_head(text)
            found.append(Column(index, head, _by_values(role_of(head), head, values)))
    return _one_date(found)


def _by_values(role: Role, head: Head, values: Sequence[Value]) -> Role:
    """What the cells show of a column whose head may be read in two ways."""
    told = [value for value in values if not (isinstance(value, str) and _NOTHING.fullmatch(value))]
    if not told or role in (Role.SKIP, Role.PRIVATE, Role.DATE, Role.UNTIL, Role.MONTH):
        return role
    if all(isinstance(value, (date, datetime)) for value in told):
        return Role.DATE if role is Role.OTHER and not head.words else role
    share = sum(_is_number(value) for value in told) / len(told)
    if role is Role.COUNT:
        return role if share >= 0.3 else Role.TEXT
    if share >= 0.6 and role in (Role.OTHER, Role.TITLE, Role.TEXT, Role.KIND) and head.words:
        return Role.COUNT
    return role


def _is_number(value: Value) -> bool:
    return isinstance(value, Decimal) or (isinstance(value, str) and bool(_NUMBERS.fullmatch(value)))


def _one_date(columns: Sequence[Column]) -> list[Column]:
    """Of several days in a row, the event's: 调解时间 before 受理时间 before 填报时间."""
    dates = [column for column in columns if column.role is Role.DATE]
    if len(dates) < 2:
        return list(columns)
    words = next(row for row in _roles() if row.role is Role.DATE)
    best = min(dates, key=lambda column: (_rank(column.head.words, words), column.index))
    return [
        Column(one.index, one.head, Role.SKIP) if one.role is Role.DATE and one is not best else one
        for one in columns
    ]


def _rank(text: str, words: _Words) -> int:
    if text in words.exact:
        return 0
    return next((at for at, word in enumerate(words.words, 1) if word in text), len(words.words) + 1)


@cache
def role_of(head: Head) -> Role:
    """What a head says that its column holds; OTHER where it says nothing that is known."""
    for words in _roles():
        if words.role not in (Role.SKIP, Role.PRIVATE) and head.counts:
            return Role.COUNT
        if head.words in words.exact or (
            any(word in head.words for word in words.words)
            and not any(word in head.words for word in words.ruled_out)
            and (not words.need or any(word in head.words for word in words.need))
        ):
            return words.role
    return Role.OTHER


@cache
def _roles() -> tuple[_Words, ...]:
    text = resources.files("bot.workbooks").joinpath("heads.toml").read_text(encoding="utf-8")
    return tuple(
        _Words(
            Role(row["name"]),
            frozenset(row.get("exact", "").split()),
            tuple(row.get("words", "").split()),
            tuple(row.get("not", "").split()),
            tuple(row.get("need", "").split()),
        )
        for row in tomllib.loads(text)["role"]
    )
