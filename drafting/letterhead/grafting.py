"""The body of a written report set into a letterhead: its paragraphs, looks, comments and bound figures.

The report is a .docx that our own writer made; the letterhead's styles, pages, headers and seals stay as
they are. The report's looks come in under names of their own (报告正文, 报告一级标题 …); where the letterhead
has a style of such a name, the letterhead's is used.
"""

import io
from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from drafting.binding import PROPERTY
from drafting.errors import UnreadableReportError
from drafting.letterhead.looks import Looks
from drafting.letterhead.reading import ANCHOR
from drafting.word.bookmarks import keep
from drafting.word.cutting import runs_at
from drafting.word.edited_reader import custom_properties
from drafting.word.package import fixed
from drafting.word.pieces import pieces
from drafting.word.xml_tree import attribute, local, value

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_PARTS = {"Title": "title", "Addressee": "addressee", "Signature": "signature", "Date": "date"}  # by style
_ANNEX = "AnnexTitle"
DRESSED = "letterhead"  # the custom property of a report that stands in one
_GAP = "【待补充："


def graft(letterhead: bytes, report: bytes, placed: Collection[str], title: Sequence[str]) -> bytes:
    """The report in the letterhead. `placed`: the report's parts that the letterhead has a place for.
    `title`: its lines, for where the letterhead has it in a paragraph of its own.
    """
    import docx

    frame, inner = (docx.Document(io.BytesIO(content)) for content in (letterhead, report))
    anchor = _anchor(frame)
    _mark_gaps(frame)
    _break_title(frame, title)
    body, annex = _parts(inner, placed)
    looks = Looks(frame, inner)
    for element in (*body, *annex):
        looks.rename(element)
    _set_in(anchor, body)
    for element in annex:
        frame.element.body[-1].addprevious(element)
    _renumber(frame, body)
    _take_comments(frame, inner, looks)
    looks.add_fonts()
    ours = {name: text for name, text in custom_properties(inner).items() if name.startswith(PROPERTY)}
    others = {name: text for name, text in custom_properties(frame).items() if name not in ours}
    keep(frame, ours, {**others, DRESSED: "1"})
    _describe(frame, inner)
    packed = io.BytesIO()
    frame.save(packed)
    return fixed(packed.getvalue())


def _anchor(frame: "Document") -> Element:
    from docx.oxml.ns import qn

    found = [
        mark.getparent()
        for mark in frame.element.body.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")) == ANCHOR
    ]
    if len(found) != 1 or local(found[0]) != "p":
        raise UnreadableReportError("模板里放正文的地方填好以后不见了，或者变成了几处。请让它单独占一段")
    return found[0]


def _parts(inner: "Document", placed: Collection[str]) -> tuple[list[Element], list[Element]]:
    """(body, annex) of the report, without what the letterhead has a place for."""
    body: list[Element] = []
    annex: list[Element] = []
    for element in inner.element.body:
        style = style_of(element)
        if local(element) == "sectPr" or _PARTS.get(style) in placed:
            continue
        (annex if annex or style == _ANNEX else body).append(deepcopy(element))
    return body, annex


def style_of(element: Element) -> str:
    """The id of a paragraph's style; "" for anything else."""
    properties = element.find(f"{element.tag.partition('}')[0]}}}pPr")
    return value(properties, "pStyle") if properties is not None else ""


def _set_in(anchor: Element, body: Sequence[Element]) -> None:
    """The body in the anchor's place. An anchor that ends a section stays, empty."""
    from docx.oxml.ns import qn

    for element in body:
        anchor.addprevious(element)
    properties = anchor.find(qn("w:pPr"))
    if properties is None or properties.find(qn("w:sectPr")) is None:
        anchor.getparent().remove(anchor)
        return
    for part in [part for part in anchor if part is not properties]:
        anchor.remove(part)


def _renumber(frame: "Document", body: Sequence[Element]) -> None:
    """Bookmarks of the letterhead and of the report have ids of their own."""
    from docx.oxml.ns import qn

    marks = {qn("w:bookmarkStart"), qn("w:bookmarkEnd")}
    ours = [one for element in body for one in element.iter() if one.tag in marks]
    known = [one for one in frame.element.body.iter() if one.tag in marks]
    highest = max((int(text) for one in known if (text := attribute(one, "id")).isdecimal()), default=0)
    for one in ours:
        one.set(qn("w:id"), str(highest + int(attribute(one, "id"))))


def _take_comments(frame: "Document", inner: "Document", looks: Looks) -> None:
    for relation in inner.part.rels.values():
        if relation.reltype.endswith("/comments"):
            part = relation.target_part
            looks.rename(part.element)
            frame.part.relate_to(part, relation.reltype)


def _mark_gaps(frame: "Document") -> None:
    """What is missing in the letterhead's own fields is marked like any gap."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for paragraph in frame.element.body.iter(qn("w:p")):
        text = _text(paragraph)
        start = text.find(_GAP)
        while start >= 0:
            end = text.find("】", start) + 1 or len(text)
            for run in runs_at(paragraph, start, end):
                mark = OxmlElement("w:highlight")
                mark.set(qn("w:val"), "yellow")
                properties = run.find(qn("w:rPr"))
                if properties is None:
                    properties = OxmlElement("w:rPr")
                    run.insert(0, properties)
                _in_order(properties, mark)
            start = text.find(_GAP, end)


def _in_order(properties: Element, mark: Element) -> None:
    """w:highlight stands before these in w:rPr (ECMA-376 17.3.2.28)."""
    after = ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
             "eastAsianLayout", "specVanish", "oMath")  # fmt: skip
    behind = next((part for part in properties if local(part) in after), None)
    if behind is None:
        properties.append(mark)
    else:
        behind.addprevious(mark)


def _break_title(frame: "Document", title: Sequence[str]) -> None:
    """The title in its lines, where it stands alone in a paragraph of the text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for paragraph in frame.element.body.findall(qn("w:p")):
        if len(title) > 1 and _text(paragraph).strip() == "".join(title):
            start = len(_text(paragraph)) - len(_text(paragraph).lstrip())
            for line in title[:-1]:
                start += len(line)
                runs_at(paragraph, start, len(_text(paragraph)))[0].insert(0, OxmlElement("w:br"))
                start += 1
            for run in paragraph.findall(qn("w:r")):
                properties = run.find(qn("w:rPr"))
                if properties is not None:
                    run.insert(0, properties)


def _text(paragraph: Element) -> str:
    return "".join(piece.text for piece in pieces(paragraph) if piece.run is not None and not piece.gone)


def _describe(frame: "Document", inner: "Document") -> None:
    ours, theirs = frame.core_properties, inner.core_properties
    ours.title, ours.author, ours.last_modified_by = theirs.title, theirs.author, theirs.last_modified_by
    if theirs.created and theirs.modified:
        ours.created, ours.modified = theirs.created, theirs.modified
    ours.comments = ours.subject = ours.keywords = ours.category = ""
    ours.language, ours.revision = "zh-CN", 1
