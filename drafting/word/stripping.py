"""An edited .docx without what is not for its readers: comments, hidden words, highlights, annex."""

import io
import re
from typing import TYPE_CHECKING, Any

from drafting.annex import REVIEW, TITLE
from drafting.binding import PROPERTY, read_name
from drafting.word.bookmarks import keep
from drafting.word.edited_reader import custom_properties, open_docx
from drafting.word.package import fixed
from drafting.word.pieces import is_hidden, pieces
from drafting.word.xml_tree import attribute, local

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_POINT = re.compile(r"\d+\. ")  # of the review, as the writer of tables sets it
_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")


def strip(content: bytes, *, annex: bool = False) -> bytes:
    """The same text without them. `annex`: the 数据来源表 stays."""
    document = open_docx(content)
    body = document.element.body
    drop_comments(document)
    _bookmarks(body)
    _hidden(body)
    _highlights(body)
    _review(body)
    if not annex:
        _annex(body)
    known = custom_properties(document)
    if any(name.startswith(PROPERTY) for name in known):
        keep(document, {name: text for name, text in known.items() if not name.startswith(PROPERTY)})
    document.core_properties.author = document.core_properties.last_modified_by = ""
    packed = io.BytesIO()
    document.save(packed)
    return fixed(packed.getvalue())


def drop_comments(document: "Document") -> None:
    """Takes away all comments: where they stand, and what they say."""
    for element in list(document.element.body.iter()):
        name = local(element) if isinstance(element.tag, str) else ""
        if name in ("commentRangeStart", "commentRangeEnd"):
            element.getparent().remove(element)
        elif name == "commentReference":
            run = element.getparent()
            run.remove(element)
            if not any(local(part) != "rPr" for part in run):
                run.getparent().remove(run)
    rels = document.part.rels
    for key, relation in list(rels.items()):
        if relation.reltype.rpartition("/")[2] in _COMMENTS:
            del rels[key]


def _bookmarks(body: Element) -> None:
    """Ours alone: others may be what a table of contents leads to."""
    ours = {
        attribute(element, "id"): element
        for element in body.iter()
        if isinstance(element.tag, str)
        and local(element) == "bookmarkStart"
        and read_name(attribute(element, "name"))
    }
    ends = [
        element
        for element in body.iter()
        if isinstance(element.tag, str)
        and local(element) == "bookmarkEnd"
        and attribute(element, "id") in ours
    ]
    for element in (*ours.values(), *ends):
        element.getparent().remove(element)


def _hidden(body: Element) -> None:
    """Words that are set hidden are not seen on paper; in the file anybody reads them."""
    for run in [one for one in body.iter() if isinstance(one.tag, str) and local(one) == "r"]:
        if is_hidden(run):
            run.getparent().remove(run)


def _highlights(body: Element) -> None:
    """The yellow of a gap, which stays on what people type there; a gap that is still open keeps it."""
    for mark in [one for one in body.iter() if isinstance(one.tag, str) and local(one) == "highlight"]:
        look = mark.getparent()
        run = look.getparent()
        if "【" not in "".join(run.itertext()):
            look.remove(mark)


def _titled(body: Element, title: str) -> list[Element]:
    """The paragraphs that say only this."""
    from docx.oxml.ns import qn

    return [line for line in body.findall(qn("w:p")) if _text(line) == title]


def _text(line: Element) -> str:
    return "".join(piece.text for piece in pieces(line)).strip()


def _review(body: Element) -> None:
    """The last title 请核对, behind a 数据来源表, and the points after it: they are for the clerk alone."""
    from docx.oxml.ns import qn

    titles = _titled(body, REVIEW)
    if not titles or not any(one in _titled(body, TITLE) for one in titles[-1].itersiblings(preceding=True)):
        return
    points = []
    for point in titles[-1].itersiblings():
        if point.tag != qn("w:p") or not (_POINT.match(_text(point)) or not _text(point)):
            break
        points.append(point)
    for element in (titles[-1], *points):
        body.remove(element)


def _annex(body: Element) -> None:
    """The last title 数据来源表 and the table after it."""
    from docx.oxml.ns import qn

    titles = _titled(body, TITLE)
    if titles:
        table = next(titles[-1].itersiblings(qn("w:tbl")), None)
        for element in (titles[-1], table):
            if element is not None:
                body.remove(element)
