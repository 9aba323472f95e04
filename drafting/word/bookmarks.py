"""The bookmarks and custom properties by which a written .docx knows its figures again; see binding.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from drafting.binding import Printed, name_of, properties
from drafting.word.runs import Marks, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_PART = "/docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of user-defined properties (ECMA-376 22.3.2.2)


def bind(document: "Document", marks: Marks, what: Printed) -> None:
    """A bookmark around each figure's run, and the list of what is printed."""
    for place, (run, figure) in enumerate(marks, start=1):
        name = name_of((figure.kind, figure.measure, figure.period), figure.text, place)
        if name:
            start, end = bookmark(name, place)
            run._r.addprevious(start)
            run._r.addnext(end)
    keep(document, properties(what))


def bookmark(name: str, number: int) -> "tuple[BaseOxmlElement, BaseOxmlElement]":
    """The two ends of a bookmark. `number`: unlike any other's of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return start, end


def keep(document: "Document", values: Mapping[str, str], others: Mapping[str, str] | None = None) -> None:
    """Writes the custom properties. `others`: those that the document had of other programs."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    rows = "".join(
        f"<property fmtid={quoteattr(_FORM)} pid={quoteattr(str(number))} name={quoteattr(name)}>"
        f"<vt:lpwstr>{escape(printable(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate({**(others or {}), **values}.items(), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    content = f'{head}<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}">{rows}</Properties>'.encode()
    package = document.part.package
    for relation in package.rels.values():
        if relation.reltype == _RELATION:
            relation.target_part._blob = content
            return
    package.relate_to(Part(PackURI(_PART), _TYPE, content, package), _RELATION)
