"""What a .docx says outside of its paragraphs: headers, footers, notes, text boxes, hidden words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drafting.word.pieces import is_hidden
from drafting.word.xml_tree import local

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_STORIES = ("header", "footer", "footnotes", "endnotes")
_MOST = 200  # texts that are looked at


def beside(document: "Document") -> tuple[str, ...]:
    """Each text once, in the order of the stories."""
    found = dict.fromkeys(text for text in _texts(document) if text.strip())
    return tuple(found)[:_MOST]


def _texts(document: "Document") -> Iterator[str]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _STORIES and not relation.is_external:
            try:
                story = parse_xml(relation.target_part.blob)
            except SyntaxError:
                continue
            yield from (_text(one) for one in story.iter() if _named(one, "p"))
    body = document.element.body
    yield from (_text(one) for one in body.iter() if _named(one, "txbxContent"))
    yield from (_text(one) for one in body.iter() if _named(one, "r") and is_hidden(one))


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if _named(one, "t"))


def _named(element: Element, name: str) -> bool:
    return isinstance(element.tag, str) and local(element) == name
