"""The pages of a .docx: paper, margins, grid, page numbers, properties; and where a title breaks."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from drafting.layout import Layout, twips
from drafting.word.runs import paragraph, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer
    from docx.text.paragraph import Paragraph

# Where a long title may break, best first: after the issuing body, before the year, before what it is about.
_BREAKS = (
    re.compile(r"(?<=人民政府)|(?<=办事处)|(?<=委员会)|(?=关于)"),
    re.compile(r"(?=20\d\d年)"),
    re.compile(r"(?<=年度)|(?=法治政府)|(?=情况)|(?<=的)(?=报告)"),
)


def set_up(document: "Document", layout: Layout) -> None:
    """Paper, margins and grid of the only section, and its footers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Twips

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in layout.page)
    section.top_margin, section.bottom_margin = Mm(layout.margins.top), Mm(layout.margins.bottom)
    section.left_margin, section.right_margin = Mm(layout.margins.left), Mm(layout.margins.right)
    section.gutter = Mm(0)
    section.header_distance, section.footer_distance = Twips(twips(15)), Mm(layout.footer)
    outside = layout.page_number_at == "outside"
    _page_number(section.footer, layout, "right" if outside else "center")
    _page_number(section.even_page_footer, layout, "left" if outside else "center")
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(layout.line_pitch))
    grid.set(qn("w:charSpace"), str(layout.character_space))
    section._sectPr.append(grid)


def describe(document: "Document", title: str, author: str, at: datetime) -> None:
    """The document's properties, with `at` (UTC) for every time."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author, author
    properties.created = properties.modified = at.replace(tzinfo=None, microsecond=0)
    properties.language = "zh-CN"
    properties.revision = 1


def title_lines(title: str, layout: Layout) -> list[str]:
    """The title in lines of about equal length, broken between words; its own breaks are kept."""
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    room = layout.width / 20 / layout.title.size
    if _wide(title) <= room:
        return [title]
    for form in _BREAKS:
        cuts = [found.start() for found in form.finditer(title) if 0 < found.start() < len(title)]
        fitting = [cut for cut in cuts if max(_wide(title[:cut]), _wide(title[cut:])) <= room]
        if fitting:
            best = min(fitting, key=lambda cut: abs(_wide(title[:cut]) - _wide(title[cut:])))
            return [title[:best], title[best:]]
    return [title]


def _wide(text: str) -> float:
    """The width of a text in Chinese characters: ASCII is half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _page_number(footer: "_Footer", layout: Layout, align: str) -> None:
    """— 1 —, one character from the edge of the text area (GB/T 9704—2012, 7.5)."""
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT as ALIGN
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    for old in footer.paragraphs:
        old._p.getparent().remove(old._p)
    line = paragraph(footer, "Footer")
    line.alignment = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}[align]
    if align == "right":
        line.paragraph_format.right_indent = Pt(layout.page_number.size)
    if align == "left":
        line.paragraph_format.left_indent = Pt(layout.page_number.size)
    words(line, f"{layout.page_number_dash} ")
    _field(line, "PAGE")
    words(line, f" {layout.page_number_dash}")


def _field(line: "Paragraph", code: str) -> None:
    """A field that Word fills when it lays out the page (ECMA-376 17.16.18); 1 until then."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for part in ("begin", code, "separate", "1", "end"):
        run = words(line, part if part == "1" else "")
        if part == code:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif part != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), part)
            run._r.append(mark)
