"""The marks of a letterhead – {{ … }}, {% … %}, {# … #} – found in its paragraphs and put into one run each.

Word cuts what was typed in one go into several runs, and offices type full-width braces; both are mended in
the tree itself, so that what is rendered is what was checked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafting.word.xml_tree import local

Element = Any  # lxml's elements have no public type

_MARK = re.compile(
    r"[{｛]{2}(?P<output>.*?)[}｝]{2}|[{｛][%％](?P<tag>.*?)[%％][}｝]|[{｛]#(?P<note>.*?)#[}｝]", re.DOTALL
)
_BRACE = re.compile("[{}｛｝]")
_LEFT = re.compile(r"[{｛]{2}|[}｝]{2}|[{｛][%％#]|[%％#][}｝]")
_SINGLE = re.compile(r"(?<![{｛])[{｛]\s*([^{}｛｝%％]{1,12}?)\s*[}｝](?![}｝])")
_WIDE = str.maketrans("“”‘’（）｜，．［］＝！＞＜＋－＊／～％＿：　\u00a0", "\"\"''()|,.[]=!><+-*/~%_:  ")
_NOISE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")  # what pasted text carries along
_PREFIX = re.compile(r"(tr|tc|p|r)\s+(?=\S)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_STARTS = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind`: output, tag or note. `prefix`: p, tr, tc or "": what docxtpl takes away around it. `inner`: the
    words within, with half-width punctuation. `whole`: it has its paragraph to itself.
    """

    kind: str
    prefix: str
    inner: str
    paragraph: Element
    whole: bool

    @property
    def written(self) -> str:
        """As docxtpl reads it."""
        first, last = {"output": ("{{", "}}"), "tag": ("{%", "%}"), "note": ("{#", "#}")}[self.kind]
        return f"{first}{self.prefix} {self.inner.strip()} {last}"


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of a w:t, or of a break, which is none's. It starts at `start` of its paragraph's text."""

    start: int
    text: str
    holder: Element | None


def paragraphs(root: Element) -> list[Element]:
    """All paragraphs of a story in order, those of tables and text boxes too."""
    return [
        one for one in root.iter() if isinstance(one.tag, str) and local(one) == "p" and "wordproc" in one.tag
    ]


def count(root: Element) -> int:
    """How many marks, whole or half, a story holds at most: each brace of its text may be one."""
    return sum(
        (one.text or "").count("{") + (one.text or "").count("｛") for one in root.iter() if _is_text(one)
    )


def _is_text(element: Element) -> bool:
    return isinstance(element.tag, str) and local(element) == "t"


def text_of(paragraph: Element) -> str:
    """The paragraph's own text, without that of text boxes within it."""
    return "".join(piece.text for piece in _pieces(paragraph))


def without_marks(paragraph: Element) -> str:
    """The paragraph's own words."""
    return _MARK.sub("", text_of(paragraph))


def join(paragraph: Element) -> list[Mark]:
    """The marks of a paragraph, each put whole into the run where it begins."""
    found: list[Mark] = []
    at = 0
    while match := _MARK.search(text_of(paragraph), at):
        text = text_of(paragraph)
        mark = _mark(match, paragraph, whole=not (text[: match.start()] + text[match.end() :]).strip())
        found.append(mark)
        _put(paragraph, match.start(), match.end(), mark.written)
        at = match.start() + len(mark.written)
    return found


def faults(paragraph: Element) -> list[str]:
    """What is written like half a mark, or more than one, after the whole ones were found."""
    text = text_of(paragraph)
    for match in _MARK.finditer(text):
        within = _BRACE.search(match[match.lastgroup or 0])
        if (
            within
            or text[: match.start()].endswith(("{", "｛"))
            or text[match.end() :].startswith(("}", "｝"))
        ):
            return ["花括号多了：一个标记左右各两层"]
    rest = without_marks(paragraph)
    if text.rstrip().endswith(("{", "｛")) or text.lstrip().startswith(("}", "｝")):
        return ["段首段尾多了花括号，请删去"]  # docxtpl would join it with the next paragraph's
    if _LEFT.search(rest):
        return ["标记没有写完整：两层花括号要成对，写在同一段里"]
    names = [match[1] for match in _SINGLE.finditer(rest)]
    return [f"“{{{name}}}”只有一层花括号，要写成“{{{{ {name} }}}}”" for name in names if _is_name(name)]


def hidden(root: Element) -> bool:
    """Whether anything like a mark stands where no text does: in a field's code, a picture's description."""
    texts = {piece.holder for paragraph in paragraphs(root) for piece in _pieces(paragraph)}
    found = " or ".join(f"contains(., '{start}')" for start in _STARTS)
    if root.xpath(f".//@*[{found}] | .//comment() | .//processing-instruction()"):
        return True  # a word processor writes neither comments nor instructions of XML
    return any(text.is_tail or text.getparent() not in texts for text in root.xpath(f".//text()[{found}]"))


def has_body(text: str) -> bool:
    """Whether a text holds the mark of a report's body."""
    from drafting.letterhead.fields import BODY, field_of

    marks = (_mark(match, None, whole=False) for match in _MARK.finditer(text))
    return any(mark.kind == "output" and field_of(mark.inner) is BODY for mark in marks)


def place_of(paragraph: Element, story: str, number: int) -> str:
    """正文第3段, 正文的表格, 页眉的文本框."""
    above = {local(one) for one in paragraph.iterancestors()}
    if "txbxContent" in above:
        return f"{story}的文本框"
    if "tc" in above:
        return f"{story}的表格"
    return f"{story}第{number}段" if story == "正文" else story


def _mark(match: re.Match[str], paragraph: Element, *, whole: bool) -> Mark:
    kind = next(name for name, inner in match.groupdict().items() if inner is not None)
    inner = _NOISE.sub("", match[kind]).translate(_WIDE).strip()
    found = _PREFIX.match(inner)
    prefix = found[1] if found and kind != "note" else ""
    return Mark(kind, prefix, inner[found.end() :] if found and prefix else inner, paragraph, whole)


def rewrite(mark: Mark, written: str) -> None:
    """Writes a mark anew where it stands; its paragraph holds it once more only if it stood there before."""
    text = text_of(mark.paragraph)
    start = text.index(mark.written)
    _put(mark.paragraph, start, start + len(mark.written), written)


def _put(paragraph: Element, start: int, end: int, written: str) -> None:
    """Writes over [start, end) of a paragraph's text, in the run where it starts."""
    first = True
    for piece in _pieces(paragraph):
        last = piece.start + len(piece.text)
        if last <= start or piece.start >= end or piece.holder is None:
            continue
        before, after = piece.text[: max(start - piece.start, 0)], piece.text[max(end - piece.start, 0) :]
        piece.holder.text = before + (written if first else "") + (after if last > end else "")
        piece.holder.set(_SPACE, "preserve")
        first = False


def _pieces(paragraph: Element) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for part in _own(paragraph):
        name = local(part)
        text = (part.text or "") if name == "t" else _BREAKS.get(name, "")
        if text:
            found.append(Piece(at, text, part if name == "t" else None))
            at += len(text)
    return found


def _own(element: Element) -> Iterator[Element]:
    """What stands in a paragraph in order, without what stands in drawings."""
    for part in element:
        if not isinstance(part.tag, str):
            continue
        name = local(part)
        if name in ("drawing", "pict", "object", "AlternateContent", "del", "pPr", "rPr"):
            continue
        if name == "t" or (name in _BREAKS and local(element) == "r"):
            yield part
        else:
            yield from _own(part)


def _is_name(text: str) -> bool:
    from drafting.letterhead.fields import field_of

    return field_of(text) is not None
