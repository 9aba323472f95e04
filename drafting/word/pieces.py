"""The text of a .docx' paragraphs piece by piece, each with the element that holds it.

Reading and changing an edited report go through the same pieces, so that a place in the text that was read is
the same place when it is changed. A tracked insertion counts as text, a deletion does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafting.word.xml_tree import attribute, child, local

Element = Any  # lxml's elements have no public type

_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = frozenset({"del", "moveFrom"})
_NEW = frozenset({"ins", "moveTo"})
# What holds runs without being one; everything else (drawings, formulas, fields' codes) holds no text.
_HOLDERS = frozenset({"hyperlink", "sdt", "sdtContent", "smartTag", "fldSimple", "dir", "bdo", "customXml"})
_ENDS = frozenset({"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run's text, or an end of a bookmark or comment (`text` "" and `run` None)."""

    text: str
    element: Element
    run: Element | None = None
    gone: bool = False
    new: bool = False


def paragraphs(body: Element) -> list[Element]:
    """All paragraphs in reading order, those of tables too; text boxes are left out."""
    found: list[Element] = []
    _collect(body, found)
    return found


def _collect(element: Element, found: list[Element]) -> None:
    for part in element:
        if not isinstance(part.tag, str):
            continue
        name = local(part)
        if name == "p" and "wordprocessingml" in part.tag:
            found.append(part)
        elif name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "body"):
            _collect(part, found)


def pieces(paragraph: Element) -> Iterator[Piece]:
    """The pieces of a paragraph in order."""
    return _pieces(paragraph, False, False)


def _pieces(element: Element, gone: bool, new: bool) -> Iterator[Piece]:
    for part in element:
        if not isinstance(part.tag, str):
            continue
        name = local(part)
        if name == "r":
            yield from _of_run(part, gone, new)
        elif name in _ENDS:
            yield Piece("", part, None, gone, new)
        elif name in _GONE or name in _NEW or name in _HOLDERS:
            yield from _pieces(part, gone or name in _GONE, new or name in _NEW)


def is_hidden(run: Element) -> bool:
    """Whether nobody sees the run's words."""
    hidden = child(child(run, "rPr"), "vanish")
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")


def _of_run(run: Element, gone: bool, new: bool) -> Iterator[Piece]:
    if is_hidden(run):
        return
    for part in run:
        if not isinstance(part.tag, str):
            continue
        name = local(part)
        text = (part.text or "") if name in ("t", "delText") else _MARKS.get(name, "")
        if text:
            yield Piece(text, part, run, gone or name == "delText", new)
