"""Tables of a .docx: those of the report, and the annex 数据来源表."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from drafting import annex
from drafting.layout import Layout
from drafting.report import Note, SourceRow, Span
from drafting.word.runs import Marks, lines, paragraph, spans, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_ANNEX_SHARES = (22, 16, 46, 36, 16)  # of the width: figure, rule, entries, days, units
_PADDING = 9  # points: the margins of a cell and its rules
_BETWEEN = 0.2  # of a character, between Chinese and digits
_LATIN = 0.65  # of a character's width, with room for a wider font than planned


def add(
    document: "Document", rows: Sequence[Sequence[tuple[Span, ...]]], layout: Layout, marks: Marks
) -> None:
    """A table of the report over the whole width, its columns equal."""
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    frame = _frame(document, len(rows), (1,) * columns, layout)
    for row, cells in zip(rows, frame, strict=True):
        for content, cell in zip(row, cells, strict=False):
            spans(cell, content, marks)


def sources(document: "Document", rows: Sequence[SourceRow], layout: Layout) -> None:
    """The annex on its own pages: what each printed figure came from."""
    if not rows:
        return
    words(paragraph(document, "AnnexTitle"), annex.TITLE)
    frame = _frame(document, len(rows) + 1, _ANNEX_SHARES, layout, "AnnexText")
    for row, cells in zip((annex.HEAD, *map(annex.cells, rows)), frame, strict=True):
        for text, cell, share in zip(row, cells, _ANNEX_SHARES, strict=True):
            room = layout.width / 20 * share / sum(_ANNEX_SHARES) - _PADDING
            lines(cell, folded(text, room / layout.annex.size))


def review(document: "Document", notes: Sequence[Note]) -> None:
    """What a person should look at before the report is filed, on pages of its own behind the annex."""
    if notes:
        words(paragraph(document, "AnnexTitle"), annex.REVIEW)
    for number, note in enumerate(notes, 1):
        words(paragraph(document, "AnnexText"), f"{number}. {note.text}")


def folded(text: str, room: float) -> list[str]:
    """A listing (2024-3、2024-17 …) in lines of at most `room` characters, broken between its items only."""
    lines = [""]
    for item in text.replace("、", "、\n").split("\n"):
        if lines[-1] and _wide(lines[-1] + item.rstrip("、")) > room:
            lines.append("")
        lines[-1] += item
    return lines


def _wide(text: str) -> float:
    """The width of a text in characters, with the space that LibreOffice sets between Chinese and digits."""
    latin = [character.isascii() for character in text]
    return sum(_LATIN if ascii_ else 1 for ascii_ in latin) + _BETWEEN * sum(
        a != b for a, b in pairwise(latin)
    )


def _frame(
    document: "Document", rows: int, shares: Sequence[int], layout: Layout, style: str = "TableText"
) -> "list[tuple[Paragraph, ...]]":
    """An empty table: the paragraph of each cell, row by row. The first row is the head, on every page."""
    table = document.add_table(rows, len(shares))
    table._tbl.tblStyle_val = "TableGrid"
    table.autofit = False
    widths = [layout.width * share // sum(shares) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = _length(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = _length(width)
    _head(table)
    paragraphs = [cell.paragraphs[0] for cell in table._cells]
    for number, first in enumerate(paragraphs):
        first._p.style = "TableHead" if number < len(shares) else style
    return [
        tuple(paragraphs[start : start + len(shares)]) for start in range(0, len(paragraphs), len(shares))
    ]


def _head(table: "Table") -> None:
    """Rows are not cut by a page's end, and the first is repeated (ECMA-376 17.4.6, 17.4.49)."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _length(twips: int) -> "Length":
    from docx.shared import Twips

    return Twips(twips)
