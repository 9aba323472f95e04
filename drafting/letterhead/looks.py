"""The styles and fonts that a report brings into a letterhead, under names that a town can take over."""

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from drafting.word.xml_tree import attribute, local, value

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
_LEVELS = "一二三四"
NAMES = {
    "Normal": "报告基准",
    "BodyText": "报告正文",
    "Title": "报告标题",
    "Addressee": "报告主送",
    "Signature": "报告落款",
    "Date": "报告日期",
    **{f"Heading{at}": f"报告{numeral}级标题" for at, numeral in enumerate(_LEVELS, 1)},
    **{f"Heading{at}Char": f"报告{numeral}级标题字" for at, numeral in enumerate(_LEVELS, 1)},
    **{f"RunIn{at}": f"报告连排{numeral}级标题" for at, numeral in enumerate(_LEVELS, 1)},
    "Heading5Char": "报告一是",
    "TableText": "报告表格文字",
    "TableHead": "报告表头",
    "AnnexText": "报告附表文字",
    "AnnexTitle": "报告附表标题",
    "TableNormal": "报告表格",
    "TableGrid": "报告表格线",
}  # what a town may define itself; the rest keeps Word's own names
_REFERS = ("pStyle", "rStyle", "tblStyle")
_LINKS = ("basedOn", "next", "link")
_PREFIX = "Report"


class Looks:
    """Takes the styles of `inner` over into `frame` as they are needed."""

    def __init__(self, frame: "Document", inner: "Document") -> None:
        from docx.oxml.ns import qn

        self._frame, self._inner = frame, inner
        self._target = frame.styles.element
        self._known = {
            value(style, "name").lower(): attribute(style, "styleId")
            for style in self._target.findall(qn("w:style"))
        }
        self._ids = {attribute(style, "styleId") for style in self._target.findall(qn("w:style"))}
        self._ours = {
            attribute(style, "styleId"): style for style in inner.styles.element.findall(qn("w:style"))
        }
        self._mapped: dict[str, str] = {}

    def rename(self, element: Element) -> None:
        """The styles that an element and what is in it refer to, by their ids in the letterhead."""
        from docx.oxml.ns import qn

        for one in element.iter():
            if isinstance(one.tag, str) and local(one) in _REFERS:
                one.set(qn("w:val"), self._mapped_id(attribute(one, "val")))
        for paragraph in element.iter(qn("w:p")):
            properties = paragraph.find(qn("w:pPr"))
            if properties is None or properties.find(qn("w:pStyle")) is None:
                paragraph.style = self._mapped_id("Normal")

    def add_fonts(self) -> None:
        """The report's fonts in the letterhead's list, with what stands in for each."""
        from docx.opc.oxml import serialize_part_xml
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        parts = [_font_table(document) for document in (self._frame, self._inner)]
        if parts[0] is None or parts[1] is None:
            return
        ours, theirs = (parse_xml(part.blob) for part in parts)
        known = {attribute(font, "name") for font in ours.findall(qn("w:font"))}
        for font in theirs.findall(qn("w:font")):
            if attribute(font, "name") not in known:
                ours.append(font)
        parts[0]._blob = serialize_part_xml(ours)

    def _mapped_id(self, style_id: str) -> str:
        """The id in the letterhead of a style of ours, which is taken over where it is not there yet."""
        if style_id in self._mapped:
            return self._mapped[style_id]
        style = self._ours.get(style_id)
        if style is None:
            return style_id
        name = NAMES.get(style_id, value(style, "name"))
        known = self._known.get(name.lower())
        if known is not None:
            self._mapped[style_id] = known
            return known
        new_id = _PREFIX + style_id
        while new_id in self._ids:
            new_id += "x"
        self._mapped[style_id] = new_id
        self._ids.add(new_id)
        self._known[name.lower()] = new_id
        self._add(style, new_id, name)
        return new_id

    def _add(self, style: Element, new_id: str, name: str) -> None:
        from docx.oxml.ns import qn

        new = deepcopy(style)
        new.set(qn("w:styleId"), new_id)
        new.attrib.pop(qn("w:default"), None)
        if name in NAMES.values():  # the others are Word's own
            new.set(qn("w:customStyle"), "1")
        new.find(qn("w:name")).set(qn("w:val"), name)
        self._target.append(new)
        for link in [part for part in new if local(part) in _LINKS]:
            link.set(qn("w:val"), self._mapped_id(attribute(link, "val")))


def _font_table(document: "Document") -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable") and not relation.is_external:
            return relation.target_part
    return None
