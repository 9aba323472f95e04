"""What acts or fetches by itself is refused with its letterhead; links that people click may stay."""

from collections.abc import Callable

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from drafting.errors import UnreadableReportError
from drafting.letterhead import reading, rendering
from tests.drafting.letterhead import papers

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
AWAY = "http://127.0.0.1:9/x"


def related(kind: str, *, external: bool = True) -> bytes:
    document = papers.sheet("{{ 正文 }}")
    if external:
        document.part.relate_to(AWAY, kind, is_external=True)
    else:
        part = Part(PackURI("/word/other.bin"), "application/x-test", b"x", document.part.package)
        document.part.relate_to(part, kind)
    return papers.packed(document)


def field(*codes: str) -> bytes:
    document = papers.sheet("{{ 正文 }}")
    for code in codes:
        element = OxmlElement("w:instrText")
        element.text = code
        document.add_paragraph().add_run()._r.append(element)
    return papers.packed(document)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a picture from elsewhere": (lambda: related(RELATIONSHIP_TYPE.IMAGE), "外面的图片或文件"),
    "a frame from elsewhere": (lambda: related(f"{OFFICE}/frame"), "外面的图片或文件"),
    "an embedded object": (lambda: related(RELATIONSHIP_TYPE.OLE_OBJECT, external=False), "嵌着对象或控件"),
    "a control": (lambda: related(RELATIONSHIP_TYPE.CONTROL, external=False), "嵌着对象或控件"),
    "another document": (lambda: related(RELATIONSHIP_TYPE.A_F_CHUNK, external=False), "嵌着另一个文档"),
    "a field that starts programs": (lambda: field(' DDEAUTO c:\\\\cmd "/k calc" '), "自己取外部内容的域"),
    "a field that fetches": (lambda: field(f' INCLUDEPICTURE "{AWAY}" '), "自己取外部内容的域"),
    "a field in pieces": (lambda: field(" INCLUDE", f'TEXT "{AWAY}"'), "自己取外部内容的域"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_acts_or_fetches_is_refused(name: str):
    make, words = BAD[name]
    found = [one for one in reading.read(make()).problems if one.stops]
    assert [one for one in found if words in one.text]


def test_a_file_that_nobody_may_edit_is_refused():
    document = papers.sheet("{{ 正文 }}")
    document.settings.element.append(
        OxmlElement("w:documentProtection", {qn("w:edit"): "readOnly", qn("w:enforcement"): "1"})
    )
    assert "编辑保护" in reading.read(papers.packed(document)).problems[0].text


def test_links_and_usual_fields_may_stay():
    document = papers.sheet("{{ 正文 }}")
    document.part.relate_to("https://example.com", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert reading.read(papers.packed(document)).problems == []
    assert reading.read(field(" PAGE ", ' HYPERLINK "https://example.com" ', " DATE ")).problems == []


def test_the_file_that_a_document_was_made_from_is_let_go_with_a_word():
    document = papers.sheet("{{ 正文 }}")
    settings = document.part._settings_part
    key = settings.relate_to("file:///c:/red.dotx", f"{OFFICE}/attachedTemplate", is_external=True)
    element = OxmlElement("w:attachedTemplate")
    element.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", key)
    settings.element.append(element)
    found = reading.read(papers.packed(document))
    assert [one.line for one in found.problems] == ["！ 文件连着另一个模板文件，已经断开"]
    again = papers.opened(rendering.render(found, {}))
    assert not list(again.part._settings_part.rels.values())
    assert "attachedTemplate" not in again.part._settings_part.element.xml


def test_macros_are_refused_under_whatever_name():
    main = b"wordprocessingml.document.main+xml"
    for kind, words in (
        (b"ms-word.document.macroEnabled.main+xml", "宏"),
        (main.replace(b"document.main", b"template.main"), "dotx"),
    ):
        swapped = [(b"openxmlformats-officedocument." + main, b"openxmlformats-officedocument." + kind)]
        content = papers.with_part(papers.plain("{{ 正文 }}"), "[Content_Types].xml", b"", swapped)
        with pytest.raises(UnreadableReportError, match=words):
            reading.read(content)
    with pytest.raises(UnreadableReportError, match="宏"):
        reading.read(papers.with_part(papers.plain("{{ 正文 }}"), "word/vbaProject.bin", b"x"))
