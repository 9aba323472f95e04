"""A letterhead to begin with: red head, number, line, title, addressee, body, signature, 版记 of GB/T 9704.

A town changes in Word what it has otherwise, and hands it in.
"""

import io
from typing import TYPE_CHECKING, Any

from drafting.layout import Layout
from drafting.word import page
from drafting.word.package import fixed, template
from drafting.word.runs import paragraph, words
from drafting.word.xml_tree import local

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

Element = Any
_RED = "FF0000"
_HEAD_SIZE = 48  # points: as large as a dozen characters fit
_NOTE_SIZE = 14  # points: 4号
_IMPRINT = ("抄送：{{ 上级 }}。", "{{ 全称 }}办公室　　{{ 日期 }}印发")
_BEHIND_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook")  # ECMA-376 17.4.60
_LINES = ("top", "bottom", "insideH")


def starter(layout: Layout) -> bytes:
    """The .docx, on the layout's page."""
    import docx

    document = docx.Document(template(layout))
    page.set_up(document, layout)
    _head(document, layout)
    words(paragraph(document, "Title"), "{{ 标题 }}")
    words(paragraph(document, "Addressee"), "{{ 主送 }}：")
    words(paragraph(document, "BodyText"), "{{ 正文 }}")
    words(paragraph(document, "Signature"), "{{ 落款 }}")
    words(paragraph(document, "Date"), "{{ 日期 }}")
    _imprint(document, layout)
    packed = io.BytesIO()
    document.save(packed)
    return fixed(packed.getvalue())


def _head(document: "Document", layout: Layout) -> None:
    """发文机关标志, 发文字号, and the red line."""
    from docx.shared import Pt, RGBColor

    head = _centred(document)
    run = words(head, "{{ 全称 }}文件")
    _set_in(run, layout.title.font, _HEAD_SIZE)
    run.font.color.rgb = RGBColor.from_string(_RED)
    head.paragraph_format.line_spacing = Pt(_HEAD_SIZE * 1.5)
    number = _centred(document)
    number.paragraph_format.space_before = Pt(layout.body.size)
    words(number, "{{ 发文字号 }}")
    line = _centred(document)
    _border(line, "top", _RED, 18)


def _imprint(document: "Document", layout: Layout) -> None:
    """版记: whom it is copied to, and who printed it when."""
    from docx.oxml import OxmlElement
    from docx.shared import Twips

    paragraph(document, "BodyText")
    table = document.add_table(2, 1)
    table.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in _LINES:
        borders.append(_line(side, "auto", 8))
    behind = next(part for part in table._tbl.tblPr if local(part) in _BEHIND_BORDERS)
    behind.addprevious(borders)
    table.columns[0].width = Twips(layout.width)
    for cell, text in zip(table.columns[0].cells, _IMPRINT, strict=True):
        cell.width = Twips(layout.width)
        first = cell.paragraphs[0]
        first._p.style = "TableText"
        _set_in(words(first, text), layout.body.font, _NOTE_SIZE)
    paragraph(document, "TableText")  # a table is followed by a paragraph


def _centred(document: "Document") -> "Paragraph":
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

    made = paragraph(document, "Addressee")
    made.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    return made


def _set_in(run: "Run", font: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), font)
    run.font.size = Pt(size)


def _border(line: "Paragraph", side: str, colour: str, eighths: int) -> None:
    """A line above or below a paragraph; `eighths` of a point wide."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:pBdr")
    borders.append(_line(side, colour, eighths))
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _line(side: str, colour: str, eighths: int) -> Element:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement(f"w:{side}")
    for name, text in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), text)
    return line
