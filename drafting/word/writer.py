"""A report as a .docx on the page of GB/T 9704—2012, in the looks that styles.py gives.

For the clerk every figure carries a comment and a bookmark (binding.py says what for), and the annex
数据来源表 stands on pages of its own after the report, with what to look at behind it; the clean copy, for
filing, has the same text alone.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drafting import annex, binding
from drafting.layout import Layout, load
from drafting.report import Block, BlockType, Report, Source
from drafting.word import bookmarks, page, tables
from drafting.word.package import fixed, template
from drafting.word.runs import Marks, lines, paragraph, printable, spans
from drafting.word.styles import ITEM_LOOK

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_AUTHOR = "法治台账"
_STYLES = {
    BlockType.ADDRESSEE: "Addressee",
    BlockType.PARAGRAPH: "BodyText",
    BlockType.SIGNATURE: "Signature",
    BlockType.DATE: "Date",
}
# By its number a heading has its face, whatever level it stands at: 一是 right under 一、 is still an item.
_LOOKS = (
    (1, re.compile(r"[一二三四五六七八九十百]+[、.．]|第[一二三四五六七八九十\d]+[部章篇]")),
    (2, re.compile(r"[（(][一二三四五六七八九十百]+[）)]")),
    (3, re.compile(r"\d+[.．、]")),
    (4, re.compile(r"[（(]?\d+[）)]|[①-⑳]")),
    (
        ITEM_LOOK,
        re.compile(r"[一二三四五六七八九十]+[是要]|[首其再最][先次后]|第[一二三四五六七八九十]+[，,]"),
    ),
)


def write(
    report: Report, layout: Layout | None = None, *, clean: bool = False, at: datetime | None = None
) -> bytes:
    """The .docx. `at`: the time that its properties and comments carry (the year's last day where None)."""
    import docx

    layout = layout or load()
    at = (at or datetime(report.year, 12, 31, tzinfo=UTC)).astimezone(UTC)
    document = docx.Document(template(layout))
    page.set_up(document, layout)
    page.describe(document, printable(report.title), _AUTHOR, at)
    _title(document, report.title, layout)
    marks: Marks = []
    _body(document, report.blocks, layout, marks)
    if not clean:
        _comments(document, report, marks, at)
        bookmarks.bind(document, marks, binding.printed(report))
        tables.sources(document, report.sources, layout)
        # Behind the annex only: by its title a reader of the edited file knows where the report ends.
        tables.review(document, report.review if report.sources else ())
    packed = io.BytesIO()
    document.save(packed)
    return fixed(packed.getvalue())


def _title(document: "Document", title: str, layout: Layout) -> None:
    line = paragraph(document, "Title")
    lines(line, page.title_lines(title, layout))


def _body(document: "Document", blocks: tuple[Block, ...], layout: Layout, marks: Marks) -> None:
    """The blocks in order; a run-in heading and what follows it share a paragraph."""
    shared: Paragraph | None = None
    for block, signed in _before_signature(blocks):
        if block.type is BlockType.TABLE:
            tables.add(document, block.rows, layout, marks)
            shared = None
            continue
        heading = block.type is BlockType.HEADING
        if shared is None or not (heading or block.type is BlockType.PARAGRAPH):
            shared = paragraph(document, _style(block))
        spans(shared, block.spans, marks, _face(block) if heading else None)
        shared.paragraph_format.keep_with_next = True if signed else None
        if not (heading and block.run_in):
            shared = None


def _before_signature(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether the signature follows: it must not stand alone on a page."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        yield block, after is not None and after.type in (BlockType.SIGNATURE, BlockType.DATE)


def _style(block: Block) -> str:
    if block.type is BlockType.HEADING:
        level = min(max(block.level, 1), 4)
        return f"RunIn{level}" if block.run_in else f"Heading{level}"
    return _STYLES[block.type]


def _face(block: Block) -> str | None:
    """The run style of a heading; None where its paragraph's style has that face."""
    look = look_of(block)
    return None if look == block.level and not block.run_in else f"Heading{look}Char"


def look_of(block: Block) -> int:
    """Which face a heading has: 1 to 4 as 一、 （一） 1. （1）, 5 as 一是; without a number, by its level."""
    number = "".join(span.text for span in block.spans if span.source is Source.NUMBER).strip()
    for look, form in _LOOKS:
        if form.match(number):
            return look
    return min(max(block.level, 1), 4)


def _comments(document: "Document", report: Report, marks: Marks, at: datetime) -> None:
    """A comment on each figure: what it counts, its rule, its entries."""
    rules = annex.rules(report)
    for run, figure in marks:
        text = printable(annex.comment(figure, rules))
        note = document.add_comment(run, text=text, author=_AUTHOR, initials="账")
        note._comment_elm.date = at.replace(microsecond=0)
