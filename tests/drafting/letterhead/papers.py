"""Letterheads as offices make them: built with python-docx, with the raw XML that it has no words for."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

RED = RGBColor(0xFF, 0, 0)
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def packed(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def sheet(*lines: str, a4: bool = True, number: bool = True) -> Document:
    """A page with these paragraphs, numbered in its footer."""
    document = docx.Document()
    section = document.sections[0]
    if a4:
        section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if number:
        page_number(section.footer.paragraphs[0])
    for line in lines:
        document.add_paragraph(line)
    return document


def plain(*lines: str) -> bytes:
    return packed(sheet(*lines))


def letterhead() -> bytes:
    """A whole one: red head, number, red line, title, addressee, body, signature, date, 版记 in a table."""
    document = sheet()
    document.sections[0].header.paragraphs[0].text = "{{ 全称 }}"
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("{{ full_name }}文件")
    run.font.size, run.font.color.rgb, run.bold = Pt(36), RED, True
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    split(number, "{", "{ 发文", "字号 ", "}", "}")
    line(document.add_paragraph())
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("{{ 标题 }}").font.size = Pt(22)
    document.add_paragraph("{{ 主送 }}：")
    document.add_paragraph("｛｛ 正文 ｝｝")
    document.add_paragraph("{{ 落款 }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("{{ 日期 }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table = document.add_table(1, 2)
    table.style = "Table Grid"
    table.cell(0, 0).text, table.cell(0, 1).text = "抄送：{{ 上级 }}", "{{ 日期 }}印发"
    return packed(document)


def split(paragraph: Paragraph, *texts: str) -> Paragraph:
    """One mark in several runs, with what Word leaves between them."""
    for text in texts:
        paragraph.add_run(text)
        paragraph._p.append(OxmlElement("w:proofErr", {qn("w:type"): "spellStart"}))
    return paragraph


def line(paragraph: Paragraph) -> None:
    """A red line below the head, as a paragraph's border."""
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="18" w:space="1" w:color="FF0000"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().append(borders)


def page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple", {qn("w:instr"): " PAGE "})
    paragraph._p.append(field)


def text_box(document: Document, text: str) -> None:
    """A text box of the kind that Word and WPS both write."""
    document.add_paragraph().add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} {_VML}><v:shape type="#_x0000_t202" style="width:200pt;height:40pt">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict>"
        )
    )


def modern_text_box(document: Document, text: str) -> None:
    """A text box as Word writes it now: a shape, and a copy for programs that know none."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    document.add_paragraph().add_run()._r.append(
        parse_xml(
            f'<mc:AlternateContent {names} {nsdecls("w", "wp", "a")} {_VML}><mc:Choice Requires="wps">'
            '<w:drawing><wp:inline><wp:extent cx="1800000" cy="400000"/><wp:docPr id="7" name="box"/>'
            "<a:graphic>"
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            f"<wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
            "</mc:Fallback></mc:AlternateContent>"
        )
    )


def picture(paragraph: Paragraph, text: str) -> None:
    """A small picture, and words beside it."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), (255, 0, 0)).save(drawn, "PNG")
    drawn.seek(0)
    paragraph.add_run().add_picture(drawn)
    paragraph.add_run(text)


def texts(document: Document) -> list[str]:
    """Every paragraph of the text, in order, tables and text boxes too."""
    return [
        "".join(part.text or "" for part in one.iter(qn("w:t")))
        for one in document.element.body.iter(qn("w:p"))
    ]


def with_part(content: bytes, name: str, data: bytes, replacing: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """A package with one more part, or with words of a part replaced."""
    import zipfile

    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in source.namelist():
            old = source.read(one)
            if one == name:
                for before, after in replacing:
                    assert before in old
                    old = old.replace(before, after)
            if one != name or replacing:
                new.writestr(one, old)
        if not replacing:
            new.writestr(name, data)
    return target.getvalue()
