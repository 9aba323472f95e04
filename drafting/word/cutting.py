"""Runs of an existing .docx: cut at places of the text, made anew in the look of others."""

from copy import deepcopy
from typing import Any

from drafting.word.pieces import pieces
from drafting.word.runs import printable
from drafting.word.xml_tree import local

Element = Any
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_TAKEN_OVER = ("w:highlight", "w:rPrChange", "w:ins", "w:del")


def runs_at(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs that hold [start, end) of a paragraph's text and nothing else; runs are cut for it."""
    _cut(paragraph, start)
    _cut(paragraph, end)
    found: list[Element] = []
    at = 0
    for piece in pieces(paragraph):
        if piece.run is None or piece.gone:
            continue
        if start <= at and at + len(piece.text) <= end and piece.run not in found:
            found.append(piece.run)
        at += len(piece.text)
    return found


def last_run(paragraph: Element) -> Element | None:
    """The last run with text: how body text is set, also behind a run-in heading."""
    runs = [piece.run for piece in pieces(paragraph) if piece.run is not None and not piece.gone]
    return runs[-1] if runs else None


def new_run(text: str, like: Element | None) -> Element:
    """A run in the look of another, without its highlight."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    new = OxmlElement("w:r")
    properties = like.find(qn("w:rPr")) if like is not None else None
    if properties is not None:
        properties = deepcopy(properties)
        for part in [part for name in _NOT_TAKEN_OVER for part in properties.findall(qn(name))]:
            properties.remove(part)
        new.append(properties)
    holder = OxmlElement("w:t")
    holder.text = printable(text)
    holder.set(_SPACE, "preserve")
    new.append(holder)
    return new


def outermost(run: Element) -> Element:
    """The run, or the tracked change or link right below the paragraph that it stands in."""
    while local(run.getparent()) not in ("p", "sdtContent"):
        run = run.getparent()
    return run


def _cut(paragraph: Element, at: int) -> None:
    """Splits the run that holds the place, so that a run begins there."""
    place = 0
    last: Element | None = None
    for piece in pieces(paragraph):
        if piece.run is None or piece.gone:
            continue
        inside = at - place
        if 0 < inside < len(piece.text) or (inside == 0 and last is piece.run):
            _split(piece.run, piece.element, piece.text, inside)
            return
        if inside <= 0:
            return
        last = piece.run
        place += len(piece.text)


def _split(run: Element, element: Element, text: str, inside: int) -> None:
    """Moves what stands behind a place of a run into a new run after it."""
    from docx.oxml.ns import qn

    rest = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        rest.append(deepcopy(properties))
    behind = list(run)[list(run).index(element) + (1 if inside else 0) :]
    if inside:
        tail = deepcopy(element)
        tail.text, element.text = text[inside:], text[:inside]
        for part in (tail, element):
            part.set(_SPACE, "preserve")
        rest.append(tail)
    for part in behind:
        rest.append(part)
    run.addnext(rest)
