import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from drafting import layout
from drafting.report import (
    Block,
    BlockType,
    EntryRef,
    EntrySpan,
    FigureSpan,
    Report,
    Source,
    SourceRow,
    TextSpan,
)
from drafting.word import tables, writer

ENTRIES = ("2024-3", "2024-17")


def heading(number: str, text: str, level: int, *, run_in: bool = False) -> Block:
    return Block(
        BlockType.HEADING, (TextSpan(number, Source.NUMBER), TextSpan(text)), level=level, run_in=run_in
    )


def paragraph(*spans: TextSpan | FigureSpan | EntrySpan) -> Block:
    return Block(BlockType.PARAGRAPH, spans)


def figure(text: str = "209件", count: int = 2) -> FigureSpan:
    entries = ENTRIES if count == 2 else tuple(f"2024-{n}" for n in range(1, count + 1))
    return FigureSpan(text, "人民调解", "调解", Decimal(209), entries)


def source() -> SourceRow:
    refs = tuple(EntryRef(number, date(2024, 3, 5), None, "桃源村") for number in ENTRIES)
    return SourceRow("209件", "人民调解", "调解", Decimal(209), "全年各条相加", refs, 2)


def report(*blocks: Block, title: str = "柳林镇2024年法治政府建设年度报告") -> Report:
    standard = (
        Block(BlockType.ADDRESSEE, (TextSpan("县委、县政府：", Source.SETTING),)),
        heading("一、", "主要举措和成效", 1),
        heading("（一）", "化解矛盾纠纷。", 2, run_in=True),
        paragraph(TextSpan("全年调解“邻里”纠纷"), figure(), TextSpan("【待补充：复议】", Source.GAP)),
        heading("（二）", "加强普法宣传", 2),
        paragraph(EntrySpan("在桃源村老戏台开讲", ("2024-8",))),
        Block(BlockType.SIGNATURE, (TextSpan("柳林镇人民政府", Source.SETTING),)),
        Block(BlockType.DATE, (TextSpan("2025年1月8日", Source.SETTING),)),
    )
    return Report(title, 2024, blocks or standard, sources=(source(),))


def opened(content: bytes):
    return python_docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def texts(content: bytes) -> list[str]:
    return [found.text for found in opened(content).paragraphs]


def test_the_page_is_a4_with_the_margins_and_the_grid_of_the_standard():
    section = opened(writer.write(report())).sections[0]

    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(grid.get(qn("w:linePitch"))) == 579
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert 156 / 25.4 * 72 // pitch == 28


def test_every_style_names_a_chinese_font_and_none_a_themes():
    styles = part(writer.write(report()), "word/styles.xml")

    fonts = re.findall(r"<w:rFonts[^>]*>", styles)
    assert fonts
    assert all("w:eastAsia=" in font and "Theme" not in font for font in fonts)


def test_every_run_of_text_has_the_hint_that_makes_its_quotes_chinese():
    body = part(writer.write(report()), "word/document.xml")

    runs = [run for run in re.findall(r"<w:r>.*?</w:r>", body) if "<w:t" in run]
    assert len(runs) > 10
    assert all('w:hint="eastAsia"' in run for run in runs)


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", 32),
        ("Title", "方正小标宋简体", 44),
        ("Heading1", "黑体", 32),
        ("Heading2", "楷体_GB2312", 32),
        ("Heading3", "仿宋_GB2312", 32),
        ("Footer", "宋体", 28),
    ],
)
def test_each_part_of_the_page_has_its_font_and_size(style: str, font: str, half_points: int):
    styles = part(writer.write(report()), "word/styles.xml")

    found = re.search(rf'w:styleId="{style}".*?</w:style>', styles)
    assert found
    assert f'w:eastAsia="{font}"' in found.group()
    assert f'<w:sz w:val="{half_points}"/>' in found.group()


def test_body_text_is_indented_by_two_characters_and_the_addressee_is_flush():
    styles = part(writer.write(report()), "word/styles.xml")

    assert 'w:firstLineChars="200"' in re.search(r'w:styleId="BodyText".*?</w:style>', styles).group()
    assert 'w:firstLineChars="0"' in re.search(r'w:styleId="Addressee".*?</w:style>', styles).group()


def test_signature_and_date_stand_four_characters_from_the_right_and_not_alone():
    content = writer.write(report())
    styles = part(content, "word/styles.xml")

    for style in ("Signature", "Date"):
        found = re.search(rf'w:styleId="{style}".*?</w:style>', styles).group()
        assert 'w:rightChars="400"' in found
        assert '<w:jc w:val="right"/>' in found
    last_words = opened(content).paragraphs[-4]
    assert last_words.text == "在桃源村老戏台开讲"
    assert last_words.paragraph_format.keep_with_next


def test_a_heading_of_its_own_has_words_heading_style():
    styles = {found.text: found._p.style for found in opened(writer.write(report())).paragraphs}

    assert styles["一、主要举措和成效"] == "Heading1"
    assert styles["（二）加强普法宣传"] == "Heading2"


def test_a_run_in_heading_shares_its_paragraph_which_carries_the_outline_level():
    content = writer.write(report())
    (found,) = (found for found in opened(content).paragraphs if found.text.startswith("（一）"))

    assert found.text == "（一）化解矛盾纠纷。全年调解“邻里”纠纷209件【待补充：复议】"
    assert found._p.style == "RunIn2"
    assert [run._r.style for run in found.runs[:3]] == ["Heading2Char", "Heading2Char", None]
    style = re.search(r'w:styleId="RunIn2".*?</w:style>', part(content, "word/styles.xml")).group()
    assert '<w:outlineLvl w:val="1"/>' in style


@pytest.mark.parametrize(
    ("number", "level", "look"),
    [
        ("一、", 1, 1),
        ("（一）", 2, 2),
        ("1.", 3, 3),
        ("（1）", 4, 4),
        ("一是", 2, 5),
        ("首先，", 3, 5),
        ("", 2, 2),
    ],
)
def test_a_headings_face_follows_its_number(number: str, level: int, look: int):
    assert writer.look_of(heading(number, "加强领导", level)) == look


def test_a_gap_is_highlighted_and_nothing_else_is():
    runs = [run for found in opened(writer.write(report())).paragraphs for run in found.runs]

    assert [run.text for run in runs if run.font.highlight_color] == ["【待补充：复议】"]


def test_odd_and_even_pages_have_their_number_outside_between_dashes():
    content = writer.write(report())
    section = opened(content).sections[0]

    assert "<w:evenAndOddHeaders/>" in part(content, "word/settings.xml")
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer._element.xml
        assert footer.paragraphs[0].text == "— 1 —"
        assert f'<w:jc w:val="{align}"/>' in xml
        assert " PAGE " in xml


def test_every_figure_carries_a_comment_with_its_entries():
    document = opened(writer.write(report()))

    (comment,) = document.comments
    assert comment.text == "人民调解·调解。全年各条相加。台账：2024-3、2024-17"
    xml = document.element.xml
    assert xml.count("w:commentRangeStart") == xml.count("w:commentRangeEnd") == 1


def test_the_annex_starts_on_its_own_page_after_the_report():
    document = opened(writer.write(report()))

    assert document.paragraphs[-1].text == "数据来源表"
    assert document.paragraphs[-1]._p.style == "AnnexTitle"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "209件（人民调解·调解）",
        "全年各条相加",
        "2024-3、2024-17",
        "3月5日",
        "桃源村",
    ]
    assert "w:pageBreakBefore" in part(writer.write(report()), "word/styles.xml")


def test_the_clean_copy_has_the_same_text_and_neither_comments_nor_annex():
    whole, clean = writer.write(report()), writer.write(report(), clean=True)

    assert texts(clean) == texts(whole)[:-1]
    assert not opened(clean).tables
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]


def test_the_same_report_gives_the_same_bytes():
    at = datetime(2025, 1, 8, 9, 0, tzinfo=UTC)

    assert writer.write(report(), at=at) == writer.write(report(), at=at)
    assert "2025-01-08T09:00:00Z" in part(writer.write(report(), at=at), "docProps/core.xml")


def test_the_spans_stand_in_the_text_unchanged_and_in_order():
    blocks = report().blocks
    written = "".join(texts(writer.write(report(), clean=True))[1:])

    assert written == "".join(block.text for block in blocks)


def test_what_xml_cannot_hold_is_left_out_and_markup_is_text():
    broken = paragraph(EntrySpan("甲\x00乙\ud800丙<b>&\n丁", ("2024-1",)))

    assert texts(writer.write(report(broken), clean=True))[1] == "甲乙丙<b>& 丁"


def test_a_table_of_the_report_keeps_its_cells_and_comments_its_figures():
    cells = (((TextSpan("类别"),), (TextSpan("数量"),)), ((TextSpan("调解"),), (figure(),)))

    document = opened(writer.write(report(Block(BlockType.TABLE, rows=cells))))

    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["类别", "数量"],
        ["调解", "209件"],
    ]
    assert len(list(document.comments)) == 1


def test_a_listing_is_broken_between_its_items_only():
    lines = tables.folded("、".join(f"2024-{n}" for n in range(101, 131)), 15)

    assert len(lines) > 5
    assert all(re.fullmatch(r"(?:2024-\d{3}、?)+", line) for line in lines)
    assert "".join(lines).count("2024-") == 30


def test_a_long_title_breaks_between_words_and_a_short_one_does_not():
    long = writer.write(report(title="青石镇人民政府关于2024年度法治政府建设情况的报告"))

    assert texts(long)[0] == "青石镇人民政府\n关于2024年度法治政府建设情况的报告"
    assert texts(writer.write(report()))[0] == "柳林镇2024年法治政府建设年度报告"


def test_a_profile_with_a_latin_font_sets_digits_in_it():
    styles = part(writer.write(report(), layout.load("fixed28")), "word/styles.xml")

    assert 'w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"' in styles
    assert 'w:line="560" w:lineRule="exact"' in styles


def test_fonts_that_may_be_missing_name_a_stand_in_that_word_can_read():
    fonts = part(writer.write(report()), "word/fontTable.xml")

    names = re.findall(r'<w:altName w:val="([^"]*)"', fonts)
    assert "仿宋" in names
    assert all(len(name) <= 31 and "," not in name for name in names)
    # What the schema allows (ECMA-376, ST_Pitch): Word calls a file with another value damaged.
    assert set(re.findall(r'<w:pitch w:val="([^"]*)"', fonts)) <= {"fixed", "variable", "default"}


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed"
)
def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters(tmp_path: Path):
    words = EntrySpan("青山绿水田园村庄" * 160, ("2024-1",))
    (tmp_path / "a.docx").write_bytes(writer.write(report(paragraph(words)), clean=True))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    convert = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=60)
    read = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True)

    pages = [re.findall(r"[青山绿水田园村庄]{10,}", page) for page in read.stdout.decode().split("\f")]

    assert {len(line) for line in pages[1]} == {28}
    assert len(pages[1]) == 22
