"""A letterhead's marks replaced by their values, by docxtpl in the sandbox of grammar.py."""

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from drafting.errors import UnreadableReportError
from drafting.letterhead.fields import Value
from drafting.letterhead.grammar import environment, refusals
from drafting.letterhead.reading import Letterhead
from drafting.word.runs import printable

_MOST = 8 * 1024 * 1024  # characters of a story after it was filled
_REFUSED = "模板里有不能用的写法，没有套用"


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl on a document that was read already; marks are read in its text and headers alone."""

    def __init__(self, letterhead: Letterhead) -> None:
        super().__init__(io.BytesIO())
        self.docx = letterhead.document

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """What the sandbox is given is read once more, just as it is given."""
        if any(refusals(jinja_env.parse(src_xml))):
            raise UnreadableReportError(_REFUSED)
        filled = str(super().render_xml_part(src_xml, part, context, jinja_env))
        if len(filled) > _MOST:
            raise UnreadableReportError(_REFUSED)
        return filled

    def fix_tables(self, xml: str) -> Any:
        """docxtpl would mend broken XML in silence."""
        try:
            etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            raise UnreadableReportError(
                "标记放的位置不对，填好以后不成文档。请让标记各自单独占一段"
            ) from None
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """A document's properties are ours."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Nothing is filled into footnotes."""


def render(letterhead: Letterhead, values: Mapping[str, Value]) -> bytes:
    """The .docx with its fields filled; UnreadableReportError where it cannot be."""
    from jinja2 import TemplateError

    plain = {name: _printable(value) for name, value in values.items()}
    template = _Template(letterhead)
    try:
        template.render(plain, environment(), autoescape=True)
    except TemplateError:
        raise UnreadableReportError(_REFUSED) from None
    packed = io.BytesIO()
    template.docx.save(packed)
    return packed.getvalue()


def _printable(value: Value) -> Value:
    """Texts without what XML cannot hold, and without what docxtpl would read as a mark."""
    if isinstance(value, list):
        return [str(_printable(one)) for one in value]
    return printable(value).replace("{_", "{").replace("_}", "}") if isinstance(value, str) else value
