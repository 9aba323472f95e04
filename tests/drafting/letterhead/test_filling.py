"""A report set into a letterhead keeps its bound figures; the letterhead keeps its looks."""

import re
import shutil
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.survey import Books
from drafting.draft import draft
from drafting.errors import UnreadableReportError
from drafting.layout import load
from drafting.letterhead.dressing import dress
from drafting.letterhead.fields import of_town, values
from drafting.letterhead.filling import fill
from drafting.redrafting.redraft import redraft
from drafting.report import Report
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from drafting.word.editing import edit
from drafting.word.page import title_lines
from drafting.word.stripping import strip
from storage.records import Entry
from tests.drafting.audit.test_audit_edits import a_year
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said
from tests.drafting.letterhead import papers
from tests.drafting.redrafting.test_redraft import through_libreoffice

TODAY = date(YEAR + 1, 1, 5)
AT = datetime(YEAR + 1, 1, 5, tzinfo=UTC)
LAYOUT = load()


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return a_year()


@pytest.fixture(scope="module")
def report(entries: list[Entry]) -> Report:
    return draft(entries, TOWN, UNITS, YEAR, today=TODAY)


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return filled(report, papers.letterhead())


def filled(
    report: Report, letterhead: bytes, *, clean: bool = False, number: str = "柳政发〔2032〕3号"
) -> bytes:
    body = writer.write(report, LAYOUT, clean=clean, at=AT)
    return fill(letterhead, body, values(report, TOWN, number), title_lines(report.title, LAYOUT))


def books(entries: list[Entry]) -> Books:
    return Books(entries, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary())


def audited(content: bytes, entries: list[Entry]) -> list[str]:
    return [one.type.value for one in audit(read_edited(content), books(entries)).findings]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_each_part_stands_once_and_in_the_letterheads_order(written: bytes, report: Report):
    texts = [text for text in papers.texts(papers.opened(written)) if text]
    assert texts[:4] == ["柳林镇人民政府文件", "柳政发〔2032〕3号", report.title, "县委、县政府："]
    assert texts.count("县委、县政府：") == 1
    signed = texts.index("柳林镇人民政府")
    assert texts[signed : signed + 4] == [
        "柳林镇人民政府", "2032年1月5日", "抄送：县委、县政府", "2032年1月5日印发"
    ]  # fmt: skip
    assert texts.count("柳林镇人民政府") == 1
    assert texts[signed + 4] == "数据来源表"
    assert not any("{{" in text or "｛" in text for text in texts)


def test_what_the_letterhead_has_no_place_for_stands_in_the_body(report: Report):
    texts = papers.texts(papers.opened(filled(report, papers.plain("{{ 正文 }}"))))
    assert texts[:2] == [report.title, "县委、县政府："]
    assert "2032年1月5日" in texts


def test_the_day_of_printing_is_not_the_day_of_signing(report: Report):
    content = filled(report, papers.plain("{{ 正文 }}", "柳林镇党政办 {{ 日期 }}印发"))
    texts = papers.texts(papers.opened(content))
    assert "2032年1月5日" in texts
    assert "柳林镇党政办 2032年1月5日印发" in texts


def test_an_untouched_draft_in_a_letterhead_audits_like_the_plain_one(
    written: bytes, report: Report, entries: list[Entry]
):
    plain = writer.write(report, LAYOUT, at=AT)
    assert audited(written, entries) == audited(plain, entries)
    assert read_edited(written).printed == read_edited(plain).printed


def test_figures_stay_bound_in_a_letterhead(written: bytes, report: Report):
    plain = read_edited(writer.write(report, LAYOUT, at=AT))
    marks = [mark.name for one in read_edited(written).paragraphs for mark in one.marks if mark.name]
    assert marks == [mark.name for one in plain.paragraphs for mark in one.marks if mark.name]
    document = papers.opened(written)
    ids = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids)) > 20
    assert len(list(document.comments)) > 20


def test_a_changed_figure_is_found_and_renewed_in_a_letterhead(written: bytes, entries: list[Entry]):
    more = [*entries, said("人民调解", "12-20", "镇调委会", 调解=6, 成功=6, text="调解6件")]
    assert "behind" in audited(written, more)
    made = redraft(read_edited(written), books(more))
    notes = dict(made.notes)
    renewed = edit(written, made.edits, AT, properties=made.properties, notes=notes, annex=made.annex)
    assert "behind" not in audited(renewed, more)
    assert papers.texts(papers.opened(renewed))[0] == "柳林镇人民政府文件"


def test_the_clean_version_and_the_published_one_have_neither_comments_nor_annex(
    report: Report, written: bytes
):
    for content in (filled(report, papers.letterhead(), clean=True), strip(written)):
        texts = papers.texts(papers.opened(content))
        assert "数据来源表" not in texts
        assert not list(papers.opened(content).comments)
        assert "抄送：县委、县政府" in texts
        assert "柳林镇人民政府文件" in texts


def test_headers_the_red_line_and_the_towns_own_styles_are_kept(written: bytes):
    document = papers.opened(written)
    before = papers.opened(papers.letterhead())
    assert document.sections[0].header.paragraphs[0].text == "柳林镇人民政府"
    assert document.sections[0].top_margin == before.sections[0].top_margin
    assert "w:pBdr" in part(written, "word/document.xml")
    assert "PAGE" in part(written, "word/footer1.xml")
    run = document.paragraphs[0].runs[0]
    assert (run.font.size, run.font.color.rgb, run.bold) == (Pt(36), RGBColor(255, 0, 0), True)
    kept = {style.style_id: style.element.xml for style in document.styles}
    assert all(kept[style.style_id] == style.element.xml for style in before.styles)


def test_the_reports_looks_come_under_names_of_their_own(written: bytes):
    document = papers.opened(written)
    used = {one.style.name for one in document.paragraphs}
    assert {"报告正文", "报告一级标题"} <= used
    assert document.styles["报告正文"].base_style.name == "报告基准"
    assert "仿宋_GB2312" in document.styles["报告基准"].element.xml


def test_a_town_that_has_a_style_of_such_a_name_has_it_used(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    own = sheet.styles.add_style("报告正文", 1)
    own.font.size = Pt(15)
    document = papers.opened(filled(report, papers.packed(sheet)))
    body = next(one for one in document.paragraphs if one.style.name == "报告正文")
    assert body.style.font.size == Pt(15)
    assert [style.name for style in document.styles].count("报告正文") == 1


def test_every_style_that_is_named_is_there(written: bytes):
    ids = {style.style_id for style in papers.opened(written).styles}
    for name in ("word/document.xml", "word/comments.xml", "word/styles.xml"):
        named = re.findall(
            r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val="([^"]+)"', part(written, name)
        )
        assert set(named) <= ids, name


def test_text_boxes_tables_headers_and_split_runs_are_filled(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    papers.text_box(sheet, "{{ 全称 }}（{{ 年度 }}）")
    sheet.add_table(1, 1).cell(0, 0).text = "{% if 上级 %}送{{ 上级 }}{% endif %}"
    papers.split(sheet.sections[0].header.paragraphs[0], "{", "{ 镇", "名 }", "}")
    document = papers.opened(filled(report, papers.packed(sheet)))
    texts = papers.texts(document)
    assert "柳林镇人民政府（2031）" in texts
    assert "送县委、县政府" in texts
    assert document.sections[0].header.paragraphs[0].text == "柳林镇"


def test_both_copies_of_a_modern_text_box_are_filled(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    papers.modern_text_box(sheet, "{{ 镇名 }}印")
    content = filled(report, papers.packed(sheet))
    assert papers.texts(papers.opened(content)).count("柳林镇印") == 2


def test_a_picture_in_a_header_and_a_seal_in_the_text_are_kept(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    papers.picture(sheet.sections[0].header.paragraphs[0], "{{ 镇名 }}")
    papers.picture(sheet.add_paragraph(), "{{ 落款 }}")
    content = filled(report, papers.packed(sheet))
    document = papers.opened(content)
    header = document.sections[0].header
    assert header.paragraphs[0].text == "柳林镇"
    for place in (header, document):
        (key,) = place._element.xpath("//a:blip/@r:embed")
        assert place.part.related_parts[key].blob.startswith(b"\x89PNG")


def test_the_first_and_the_even_pages_have_headers_of_their_own(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    sheet.settings.odd_and_even_pages_header_footer = True
    section = sheet.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ 镇名 }}首页"
    section.even_page_footer.paragraphs[0].text = "{{ 年度 }}双页"
    made = papers.opened(filled(report, papers.packed(sheet))).sections[0]
    assert made.first_page_header.paragraphs[0].text == "柳林镇首页"
    assert made.even_page_footer.paragraphs[0].text == "2031双页"


def test_a_list_of_chapters_is_repeated(report: Report):
    sheet = papers.sheet("{% for 一章 in 章节 %}", "目录：{{ 一章 }}", "{% endfor %}", "{{ 正文 }}")
    texts = papers.texts(papers.opened(filled(report, papers.packed(sheet))))
    listed = [text for text in texts if text.startswith("目录：")]
    assert len(listed) >= 3
    assert listed[0].startswith("目录：一、")


def test_what_is_not_known_yet_is_marked_as_a_gap(report: Report, entries: list[Entry]):
    content = filled(report, papers.letterhead(), number="")
    runs = [run for one in papers.opened(content).paragraphs for run in one.runs if "发文字号" in run.text]
    assert [run.font.highlight_color.name for run in runs] == ["YELLOW"]
    assert (
        audited(content, entries).count("gap")
        == audited(filled(report, papers.letterhead()), entries).count("gap") + 1
    )


def test_a_long_title_is_broken_where_it_stands_alone(report: Report):
    long = Report("柳林镇人民政府关于2031年度法治政府建设情况的报告", YEAR, report.blocks)
    (title,) = [
        one for one in papers.opened(filled(long, papers.letterhead())).paragraphs if "关于2031" in one.text
    ]
    assert title.text == "柳林镇人民政府\n关于2031年度法治政府建设情况的报告"
    assert title.runs[0].font.size == Pt(22)


def test_marks_of_xml_in_a_towns_words_stay_words(report: Report):
    content = filled(report, papers.letterhead(), number="<w:p>&{{ 标题 }}〔2032〕3号")
    assert "<w:p>&{{ 标题 }}〔2032〕3号" in papers.texts(papers.opened(content))


def test_a_body_that_ends_a_section_keeps_the_section(report: Report):
    sheet = papers.sheet("{{ 正文 }}")
    sheet.add_section().left_margin = Pt(50)
    ends = sheet.element.body.xpath("w:p/w:pPr/w:sectPr")[0]
    sheet.paragraphs[0]._p.get_or_add_pPr().append(ends)
    document = papers.opened(filled(report, papers.packed(sheet)))
    assert len(document.sections) == 2
    assert papers.texts(document)[0] == report.title


def test_the_same_report_gives_the_same_bytes(report: Report, written: bytes):
    assert filled(report, papers.letterhead()) == written


def test_a_letterhead_that_is_wrong_is_not_filled(report: Report):
    with pytest.raises(UnreadableReportError, match="没有写"):
        filled(report, papers.plain("{{ 标题 }}"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_in_a_letterhead_goes_through_another_word_processor(
    written: bytes, entries: list[Entry], tmp_path: Path
):
    saved = through_libreoffice(written, tmp_path)
    assert audited(saved, entries) == audited(written, entries)
    assert papers.texts(papers.opened(saved))[0] == "柳林镇人民政府文件"
    assert dress(papers.letterhead(), strip(saved), of_town(TOWN, YEAR)) is None  # it still says that it is
