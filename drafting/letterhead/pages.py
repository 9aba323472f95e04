"""The pages of a letterhead: what its text area is, and what about them is not as it should be."""

from typing import TYPE_CHECKING, Any

from drafting.letterhead.problems import Problem

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_A4 = (210.0, 297.0)  # millimetres
_TOLERANCE = 2.0
_TWIPS_A_MILLIMETRE = 1440 / 25.4
_PAGE_FIELDS = ("PAGE", "NUMPAGES")


def facts(anchor: Element) -> dict[str, list[float]]:
    """Paper ("page": width, height) and margins (top, bottom, left, right) where the body stands, in mm."""
    from docx.oxml.ns import qn

    section = _section_of(anchor)
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    page = [_millimetres(size, side) for side in ("w", "h")]
    edges = [_millimetres(margins, side) for side in ("top", "bottom", "left", "right")]
    edges[2] += _millimetres(margins, "gutter") if margins is not None else 0.0
    return {"page": [round(one, 1) for one in page], "margins": [round(one, 1) for one in edges]}


def problems(document: "Document") -> list[Problem]:
    """Paper that is not A4, and pages without a number: neither stops anything."""
    found = []
    for section in document.sections:
        page = [length.mm if length else 0.0 for length in (section.page_width, section.page_height)]
        if any(abs(one - wanted) > _TOLERANCE for one, wanted in zip(page, _A4, strict=True)):
            words = "横放的A4" if abs(page[0] - _A4[1]) <= _TOLERANCE else f"{page[0]:.0f}×{page[1]:.0f}毫米"
            found.append(Problem(f"纸张是{words}，公文一般用竖放的A4（210×297毫米）", stops=False))
    if not _numbered(document):
        found.append(Problem("页脚里没有页码，打印出来没有页码", stops=False))
    return found


def _section_of(anchor: Element) -> Element | None:
    """The properties of the section that a paragraph of the body stands in: they follow it."""
    from docx.oxml.ns import qn

    for one in (anchor, *anchor.itersiblings()):
        if one.tag == qn("w:sectPr"):
            return one
        properties = one.find(qn("w:pPr"))
        section = properties.find(qn("w:sectPr")) if properties is not None else None
        if section is not None:
            return section
    return None


def _millimetres(element: Element | None, side: str) -> float:
    """A length in twips as millimetres; that of A4 with Word's usual margins where it is missing."""
    from docx.oxml.ns import qn

    usual = {"w": 210.0, "h": 297.0, "gutter": 0.0}.get(side, 25.4)
    text = element.get(qn(f"w:{side}")) if element is not None else None
    try:
        return abs(float(text)) / _TWIPS_A_MILLIMETRE if text else usual
    except ValueError:
        return usual


def _numbered(document: "Document") -> bool:
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in ("header", "footer") and not relation.is_external:
            root = relation.target_part.element
            codes = root.xpath("//*[local-name()='instrText']/text() | //@*[local-name()='instr']")
            words = " ".join(map(str, codes)).upper().split()
            if any(word in _PAGE_FIELDS for word in words) or root.xpath("//*[local-name()='pgNum']"):
                return True
    return False
