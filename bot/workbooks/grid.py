"""The sheets of a workbook as plain values: text, numbers, days. Formulas count as what they came to."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.workbooks import package
from bot.workbooks.errors import UnreadableWorkbookError

Value = str | Decimal | date | datetime | None

MOST_ROWS = 10_000  # of a workbook
MOST_SHEETS = 60
_MOST_COLUMNS = 80
_MOST_CHARACTERS = 5_000  # of a cell
_BLANK_END = 300  # so many blank rows end a sheet: offices format a million of them
_MOST_MERGED = 20_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_TOO_MANY = f"行数超过{MOST_ROWS}行，不像一个镇的台账。请分成几个文件再发"
_BROKEN = "表格打不开，可能损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 再发"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows, all of one width. `across`: (row, first column, last column) of cells merged sideways.

    Cells merged downwards have their value in each row; `filled` names those (row, column) that got it so.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...]
    across: tuple[tuple[int, int, int], ...] = ()
    filled: frozenset[tuple[int, int]] = frozenset()


def read(content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets that hold anything; UnreadableWorkbookError says what to do."""
    import openpyxl

    package.check(content)
    try:
        # What openpyxl warns of (styles, validations) is nothing that the ledger reads.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            try:
                return tuple(_sheets(book, content))
            finally:
                book.close()
    except UnreadableWorkbookError:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise almost anything
        raise UnreadableWorkbookError(_BROKEN) from error


def _sheets(book: Any, content: bytes) -> Iterator[Sheet]:
    count = 0
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        rows = _rows(sheet)
        count += len(rows)
        if count > MOST_ROWS:
            raise UnreadableWorkbookError(_TOO_MANY)
        if rows:
            yield _with_merged(str(sheet.title), rows, _merged(content, sheet))


def _rows(sheet: Any) -> list[list[Value]]:
    """The rows up to the last that holds anything, each as wide as the widest."""
    sheet.reset_dimensions()  # a file may say that it is smaller than it is
    rows: list[list[Value]] = []
    blank = 0
    for cells in sheet.iter_rows(max_col=_MOST_COLUMNS, max_row=MOST_ROWS + _BLANK_END + 1):
        row = [_value(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        blank = 0 if row else blank + 1
        if blank >= _BLANK_END:
            break
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None or isinstance(value, time):
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, (int, float)):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, (str, date)):
        return value if isinstance(value, date) else _text(value)
    return _text(str(value))


def _number(value: int | float, form: str) -> Value:
    """A number; a cell that shows per cent is text as it shows it: 0.952 is 95.2%."""
    try:
        number = Decimal(repr(value))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return f"{(100 * number).normalize():f}%" if "%" in form else number


def _text(value: str) -> str | None:
    text = value.replace("_x000D_", "\n").replace("\r\n", "\n").replace("\u3000", " ").replace("\xa0", " ")
    return text.strip()[:_MOST_CHARACTERS].strip() or None


def _merged(content: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:
    """The merged ranges as (first row, first column, last row, last column), from 0.

    openpyxl does not tell them where it reads a sheet in a stream.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(str(sheet._worksheet_path).lstrip("/"))
    found = []
    for match in _MERGED.finditer(xml):
        left, top, right, bottom = (part.decode() for part in match.groups())
        found.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))
        if len(found) >= _MOST_MERGED:
            break
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _with_merged(title: str, rows: list[list[Value]], merged: list[tuple[int, int, int, int]]) -> Sheet:
    across, filled = [], set()
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[top]) or bottom < top or right < left:
            continue
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            if row > top and rows[row][left] is None and rows[top][left] is not None:
                rows[row][left] = rows[top][left]
                filled.add((row, left))
            if right > left:
                across.append((row, left, min(right, len(rows[row]) - 1)))
    return Sheet(title, tuple(map(tuple, rows)), tuple(across), frozenset(filled))
