"""A report that people finished on plain pages, set into the letterhead afterwards.

It must be one that our writer began, for the looks of its paragraphs say what they are; and hold nothing that
lies in other parts of its file (pictures, links, footnotes, lists of its own), for those would be lost.
"""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from drafting.errors import UnreadableReportError
from drafting.layout import load
from drafting.letterhead.fields import Value, by_every_name
from drafting.letterhead.grafting import DRESSED, graft, style_of
from drafting.letterhead.reading import read
from drafting.word.edited_reader import custom_properties, open_docx
from drafting.word.pieces import pieces
from drafting.word.styles import styles
from drafting.word.xml_tree import attribute, local, value

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_FIELDS = {"Title": "标题", "Addressee": "主送", "Signature": "落款", "Date": "日期"}  # by style
_CHAPTERS = ("Heading1", "RunIn1")
_ELSEWHERE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTS = ("numPr", "footnoteReference", "endnoteReference", "sectPr")
_REFERS = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_FOREIGN = "这份不是在 /draft 出的文件上改的，没有套红头"
_MORE = "报告里有图片、链接、脚注或自动编号，没有套红头。请先去掉，或用不带这些的稿子"


def dress(letterhead: bytes, report: bytes, values: Mapping[str, Value]) -> bytes | None:
    """The report in the letterhead; None where it stands in one already. UnreadableReportError says why not.

    `values`: the fields that the report itself does not say.
    """
    from drafting.letterhead.rendering import render

    inner = open_docx(report)
    if DRESSED in custom_properties(inner):
        return None
    _name_styles(inner)
    said = _said(inner)
    if "标题" not in said:
        raise UnreadableReportError(_FOREIGN)
    _refuse_more(inner)
    found = read(letterhead)
    if not found.usable:
        raise UnreadableReportError("；".join(one.line for one in found.problems if one.stops))
    packed = io.BytesIO()
    inner.save(packed)
    rendered = render(found, by_every_name({**values, **said}))
    return graft(rendered, packed.getvalue(), found.facts()["placed"], _title_lines(inner))


def _name_styles(document: "Document") -> None:
    """Styles under the ids that our writer gives them: other programs keep their names, and not their ids."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    ours = {
        value(style, "name").lower(): attribute(style, "styleId")
        for style in parse_xml(styles(load())).findall(qn("w:style"))
    }
    known = document.styles.element.findall(qn("w:style"))
    new = {
        attribute(style, "styleId"): ours[name]
        for style in known
        if (name := value(style, "name").lower()) in ours
    }
    for style in known:
        style_id = attribute(style, "styleId")
        if style_id in new:
            style.set(qn("w:styleId"), new[style_id])
        elif style_id in new.values():
            style.set(qn("w:styleId"), f"{style_id}Other")
            new[style_id] = f"{style_id}Other"
    for root in (document.styles.element, document.element.body):
        for one in root.iter():
            if isinstance(one.tag, str) and local(one) in _REFERS and attribute(one, "val") in new:
                one.set(qn("w:val"), new[attribute(one, "val")])


def _said(document: "Document") -> dict[str, Value]:
    """What the report says of its fields, by the looks of its paragraphs."""
    said: dict[str, Value] = {}
    chapters: list[str] = []
    for paragraph in document.element.body:
        style, text = style_of(paragraph), _text(paragraph)
        if style in _FIELDS and text:
            said.setdefault(_FIELDS[style], text.rstrip("：:") if style == "Addressee" else text)
        elif style in _CHAPTERS and text:
            chapters.append(text.split("。")[0].rstrip("：:"))
    return {**said, "章节": chapters}


def _refuse_more(document: "Document") -> None:
    """UnreadableReportError where the body refers to other parts of its file."""
    for element in document.element.body.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        last = local(element) == "sectPr" and local(element.getparent()) == "body"
        inside = any(local(above) == "sectPr" for above in element.iterancestors())
        if last or inside:
            continue
        if local(element) in _LISTS or any(_ELSEWHERE in str(name) for name in element.attrib):
            raise UnreadableReportError(_MORE)


def _title_lines(document: "Document") -> list[str]:
    title = next(one for one in document.element.body if style_of(one) == "Title" and _text(one))
    return [line.strip() for line in _lines(title).split("\n") if line.strip()]


def _text(paragraph: Element) -> str:
    return _lines(paragraph).replace("\n", "").strip() if local(paragraph) == "p" else ""


def _lines(paragraph: Element) -> str:
    return "".join(piece.text for piece in pieces(paragraph) if piece.run is not None and not piece.gone)
