"""One sheet after another into an .xlsx: heads, widths, filters, real dates and numbers, and no live text.

Rows go to disk as they come, so that a year of many thousand entries needs little memory.
"""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | Decimal | int | date | datetime | None

_NARROWEST, _WIDEST, _MARGIN = 6, 50, 2  # in cells: a Chinese character takes two
_FILTER_ARROW = 3
_LINE, _TALLEST = 16, 400  # points
_MOST_CHARACTERS = 32_767  # that a cell of Excel holds
_FONT = "宋体"
_HEAD_COLOUR = "#DDEBF7"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it is to be. `frozen`: columns that stay when scrolled. `rows`: as wide as `heads`."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    frozen: int = 0


def write(pages: Iterable[Page], title: str, at: datetime) -> bytes:
    """The bytes of the workbook. `title`: of the document and its printed pages; `at`: when it is made."""
    import xlsxwriter

    content = io.BytesIO()
    # What staff wrote stays text: "=1+1" computes nothing, and an address opens nothing.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": _FONT, "font_size": 11},
    }
    workbook = xlsxwriter.Workbook(content, options)
    workbook.set_properties({"title": title, "created": at.replace(tzinfo=None)})
    styles = _Styles(workbook)
    for page in pages:
        _write_page(workbook, page, title, styles)
    workbook.close()
    return content.getvalue()


class _Styles:
    """The looks of cells, shared by all sheets."""

    def __init__(self, workbook: "Workbook") -> None:
        base: dict[str, Any] = {"valign": "top", "border": 1, "border_color": "#BFBFBF"}
        centred = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.head: Format = workbook.add_format({**base, **centred, "bg_color": _HEAD_COLOUR})
        self.text: Format = workbook.add_format({**base, "text_wrap": True, "num_format": "@"})
        self.number: Format = workbook.add_format({**base, "num_format": "#,##0.######"})
        self.whole: Format = workbook.add_format({**base, "num_format": "#,##0"})
        self.plain: Format = workbook.add_format({**base, "num_format": "0"})
        self.day: Format = workbook.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.time: Format = workbook.add_format({**base, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})


def _write_page(workbook: "Workbook", page: Page, title: str, styles: _Styles) -> None:
    sheet = workbook.add_worksheet(page.title)
    widths = [_head_width(head) for head in page.heads]
    sheet.set_row(0, 2 * _LINE + 3)
    for column, head in enumerate(page.heads):
        sheet.write_string(0, column, head, styles.head)
    last = 0
    for last, row in enumerate(page.rows, 1):
        sheet.set_row(last, min(_LINE * max(map(_lines, row)), _TALLEST))
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _write_cell(sheet, last, column, value, styles))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + _MARGIN, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, page.frozen)
    sheet.autofilter(0, 0, last, len(page.heads) - 1)
    _set_paper(sheet, title)


def _set_paper(sheet: "Worksheet", title: str) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # & begins a code in a header of Excel.
    sheet.set_header(f"&C{title.replace('&', '&&')}  &A")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _write_cell(sheet: "Worksheet", row: int, column: int, value: Cell, styles: _Styles) -> int:
    """Writes one cell as what it is; how wide it would like to be."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, styles.text)
        return 0
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), styles.time)
        return 16
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles.day)
        return 10
    if isinstance(value, int):  # a year, a number of rows: not grouped by thousands
        sheet.write_number(row, column, value, styles.plain)
        return len(str(value))
    if isinstance(value, Decimal):
        whole = value == int(value)
        style = styles.whole if whole else styles.number
        sheet.write_number(row, column, int(value) if whole else float(value), style)
        return len(f"{value:,}")
    text = value[:_MOST_CHARACTERS]
    sheet.write_string(row, column, text, styles.text)
    return max(map(wide, text.splitlines()), default=0)


def _head_width(head: str) -> int:
    """A head stands on two lines: the name, and the unit below it."""
    name, mark, unit = head.partition("（")
    return max(wide(name) + _FILTER_ARROW, wide(mark + unit))


def _lines(value: Cell) -> int:
    """How many lines a cell takes, where its column is as wide as it may be."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-wide(line) // (_WIDEST - 1))) for line in value.splitlines()) or 1


def wide(text: str) -> int:
    """How many cells a text takes on a line: a Chinese character or full-width mark takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
