"""A paragraph of a .docx as lines: its words, its automatic number, its outline level and how it is set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from drafting.reading import Line
from drafting.word.numbering import Numbering
from drafting.word.xml_tree import attribute, child, children, local, value

_BODY_LEVEL = 9  # w:outlineLvl of body text
_LONGEST_CHAIN = 20  # of styles based on each other
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs. `level`: the outline level from 1. `list_`: (w:numId, level)."""

    name: str
    level: int | None
    list_: tuple[str, int] | None
    parent: str


@dataclass(frozen=True, slots=True)
class Styles:
    by_id: Mapping[str, Style]

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.parent


def read_styles(root: Element | None) -> Styles:
    """The paragraph styles of a styles part."""
    found = {}
    for style in () if root is None else children(root, "style"):
        name = value(style, "name").lower()
        properties = child(style, "pPr")
        level = _level(properties)
        if level is None and name.startswith(("heading ", "标题 ")) and name[-1].isdigit():
            level = int(name[-1])
        found[attribute(style, "styleId")] = Style(name, level, _list(properties), value(style, "basedOn"))
    return Styles(found)


def line_of(paragraph: Element, styles: Styles, numbering: Numbering, table: bool) -> list[Line]:
    """The lines of a paragraph: several where it has line breaks. A table of contents has none."""
    properties = child(paragraph, "pPr")
    style_id = value(properties, "pStyle")
    chain = list(styles.chain(style_id))
    if chain and chain[0].name.startswith("toc "):
        return []
    runs = [(text, face) for text, face in map(_run, _runs(paragraph)) if text]
    if not any(text.strip() for text, _ in runs):
        return []
    label = _label(properties, chain, numbering)
    first = next(face for text, face in runs if text.strip())
    text = label + "".join(text for text, _ in runs)
    level = _level(properties) or next((style.level for style in chain if style.level), None)
    level = None if level is not None and level > _BODY_LEVEL else level
    look = "|".join((style_id, value(child(paragraph, "pPr"), "jc"), *first))
    lead = _lead(runs, first)
    parts = text.split("\n")
    lines = [Line(parts[0], level, look, len(label) + lead if lead else 0, table)]
    return lines + [Line(part, level, look, 0, table) for part in parts[1:]]


def runs_on(paragraph: Element) -> bool:
    """Whether the paragraph ends in a style separator: the next one stands in the same line."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return mark is not None and child(mark, "specVanish") is not None


def _runs(paragraph: Element) -> Iterator[Element]:
    return (element for element in paragraph.iter() if local(element) == "r")


def _run(run: Element) -> tuple[str, tuple[str, str, str, str]]:
    """The words of a run and its face: style, font, weight, size. Hidden text has none."""
    properties = child(run, "rPr")
    if properties is not None and _on(child(properties, "vanish")):
        return "", ("", "", "", "")
    fonts = child(properties, "rFonts")
    font = "" if fonts is None else attribute(fonts, "eastAsia")
    bold = "b" if properties is not None and _on(child(properties, "b")) else ""
    text = "".join((part.text or "") if local(part) == "t" else _MARKS.get(local(part), "") for part in run)
    return text, (value(properties, "rStyle"), font, bold, value(properties, "sz"))


def _lead(runs: list[tuple[str, tuple[str, str, str, str]]], first: tuple[str, str, str, str]) -> int:
    """How many characters are set like the first, where what follows is set otherwise."""
    lead = 0
    for text, face in runs:
        if text.strip() and face != first:
            return lead
        lead += len(text)
    return 0


def _label(properties: Element | None, chain: list[Style], numbering: Numbering) -> str:
    list_ = _list(properties) or next((style.list_ for style in chain if style.list_), None)
    return numbering.label(*list_) if list_ else ""


def _list(properties: Element | None) -> tuple[str, int] | None:
    number = child(properties, "numPr")
    if number is None:
        return None
    depth = value(number, "ilvl")
    return value(number, "numId"), int(depth) if depth.isdecimal() else 0


def _level(properties: Element | None) -> int | None:
    level = value(properties, "outlineLvl")
    return int(level) + 1 if level.isdecimal() else None


def _on(switch: Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in ("0", "false", "off", "none")
