"""Paragraphs and runs of a .docx by the ids of their styles, with text that XML can hold."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.report import FigureSpan, Source, Span

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

Marks = list[tuple["Run", FigureSpan]]
# Characters that XML 1.0 cannot hold: controls, lone surrogates, and the two non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def paragraph(parent: "Document | BlockItemContainer", style: str) -> "Paragraph":
    """A new paragraph at the end of a document, cell or footer."""
    new = parent.add_paragraph()
    new._p.style = style
    return new


def words(paragraph_: "Paragraph", text: str, style: str | None = None) -> "Run":
    """A new run. The hint makes “ ” … — Chinese punctuation, whatever stands around them."""
    from docx.oxml.ns import qn

    run = paragraph_.add_run(printable(text))
    if style:
        run._r.style = style
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def lines(paragraph_: "Paragraph", texts: Sequence[str]) -> None:
    """A run of several lines."""
    run = words(paragraph_, texts[0])
    for text in texts[1:]:
        run.add_break()
        run.add_text(printable(text))


def spans(paragraph_: "Paragraph", spans_: tuple[Span, ...], marks: Marks, style: str | None = None) -> None:
    """The spans as runs: gaps highlighted, figures noted in `marks`."""
    from docx.enum.text import WD_COLOR_INDEX

    for span in spans_:
        run = words(paragraph_, span.text, style)
        if span.source is Source.GAP:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if isinstance(span, FigureSpan):
            marks.append((run, span))


def printable(text: str) -> str:
    """The text without what XML cannot hold; line breaks and tabs become spaces."""
    return re.sub(r"[\t\r\n]+", " ", _UNPRINTABLE.sub("", text))
