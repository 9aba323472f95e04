"""A letterhead is read with its marks joined, and what is wrong with it is said where it stands."""

import random

import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from drafting.errors import UnreadableReportError
from drafting.letterhead import reading
from tests.drafting.letterhead import papers


def lines(content: bytes) -> list[str]:
    return [one.line for one in reading.read(content).problems]


def stops(*text: str) -> list[str]:
    return [line for line in lines(papers.plain(*text)) if line.startswith("✗")]


def test_a_whole_letterhead_has_nothing_wrong_and_says_what_it_has_a_place_for():
    found = reading.read(papers.letterhead())
    assert found.problems == []
    facts = found.facts()
    assert facts["placed"] == ["addressee", "date", "signature", "title"]
    assert facts["page"] == [210.0, 297.0]
    assert facts["margins"] == [37.0, 35.0, 28.0, 26.0]


def test_the_body_must_have_a_place():
    assert stops("{{ 标题 }}") == ["✗ 没有写“{{ 正文 }}”，不知道报告的正文放在哪里。请单独起一段写上"]


def test_the_body_has_one_place_only():
    assert any("不止一处" in line for line in stops("{{ 正文 }}", "{{ body }}"))


@pytest.mark.parametrize("text", ["正文：{{ 正文 }}", "{% if 年度 %}{{ 正文 }}{% endif %}"])
def test_the_body_stands_alone_in_its_paragraph(text: str):
    assert any("单独占一段" in line for line in stops(text))


def test_the_body_stands_in_no_table_and_no_header():
    document = papers.sheet()
    document.add_table(1, 1).cell(0, 0).text = "{{ 正文 }}"
    assert any("正文的表格" in line and "单独占一段" in line for line in lines(papers.packed(document)))
    document = papers.sheet()
    document.sections[0].header.paragraphs[0].text = "{{ 正文 }}"
    assert any("页眉" in line and "单独占一段" in line for line in lines(papers.packed(document)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 标提 }}", "没有“标提”这一项，是不是“标题”？"),
        ("{{ tittle }}", "没有“tittle”这一项，是不是“title”？"),
        ("{{ 发文号 }}", "是不是“"),
        ("{{ 猫 }}", "没有“猫”这一项"),
        ("{{ 标题 }", "没有写完整"),
        ("{ 标题 }", "只有一层花括号，要写成“{{ 标题 }}”"),
        ("标题 }}", "没有写完整"),
        ("{{{ 标题 }}}", "花括号多了"),
        ("这里{", "段首段尾多了花括号"),
        ("{{{ 标题 }}", "花括号多了"),
        ("{{ '}' }}", "花括号多了"),
        ("{_{{% if 上级 %}甲{% endif %}", "花括号多了"),
        ("{%tr if 年度 %}{% endif %}", "不能用 tr、tc"),
        ("{% 标题 %}", "只能用 if 和 for"),
        ("{{ }}", "没有写项目的名称"),
        ("{{ 标题 主送 }}", "写法认不出"),
        ("{% if 主送 %}县委", "没有写 {% endif %}"),
        ("{% endif %}", "endif 前面没有对应的 if"),
        ("{% else %}", "else 前面没有 if"),
        ("{% if 主送 %}好{% endif 主送 %}", "多写了“主送”"),
        ("{% for 一 in 标题 %}{{ 一 }}{% endfor %}", "for 只能用在“章节”上"),
        ("{% for 标题 in 章节 %}{{ 标题 }}{% endfor %}", "请换一个词"),
        ("{{ 一章 }}", "没有“一章”这一项"),
        ("{{ 标题|upper }}", "不能用“|upper”"),
    ],
)
def test_what_is_wrong_with_a_mark_is_said_with_the_paragraph_where_it_stands(text: str, words: str):
    found = "\n".join(stops("{{ 正文 }}", text))
    assert words in found
    assert text[:5] in found
    if "没有写 {% endif" not in words:
        assert "正文第2段" in found


@pytest.mark.parametrize(
    "text",
    [
        "{{ 标题 }}",
        "{{标题}}",
        "{{title}}",
        "{{p 标题 }}",
        "｛｛标题｝｝",
        "{{ 标\u200b题 }}",
        "{{\u00a0标题\u3000}}",
        "{{ 标题|default(“无”) }}",
        "{{ ‘第’ ~ 年度 }}",
        "{% if 主送 %}{{ 主送 }}：{% else %}无{% endif %}",
        "{% if 年度 > 2020 and 上级 is defined %}{{ 上级 }}{% endif %}",
        "{% for 一章 in 章节 %}{{ 一章 }}{% endfor %}",
        "{{ 章节|join('、') }}",
        "{# 这是说明 #}",
        "全文不含标记，只有{普通}花括号",
    ],
)
def test_what_may_be_written_is_let_through(text: str):
    assert stops("{{ 正文 }}", text) == []


def test_a_mark_that_word_split_is_one_mark():
    document = papers.sheet("{{ 正文 }}")
    papers.split(document.add_paragraph(), "第", "{", "{", " 标", "题 ", "}", "} 号")
    papers.split(
        document.sections[0].header.paragraphs[0], "{{ 全", "称 }}", "{%", " if 年度 %", "}甲{% endif %}"
    )
    found = reading.read(papers.packed(document))
    assert found.problems == []
    assert found.used == {"标题", "全称", "年度"}


def test_tags_in_paragraphs_of_their_own_belong_together():
    assert stops("{{ 正文 }}", "{% if 上级 %}", "抄送：{{ 上级 }}", "{% endif %}") == []
    assert any("要写在同一段里" in line for line in stops("{{ 正文 }}", "甲{% if 上级 %}", "乙{% endif %}"))


def test_typed_counts_are_warned_of_and_stop_nothing():
    (found,) = lines(papers.plain("{{ 正文 }}", "全年调解纠纷209件，青政发〔2025〕3号，12345热线"))
    assert found.startswith("！")
    assert "“209件”" in found


def test_paper_that_is_not_a4_is_warned_of():
    document = papers.sheet("{{ 正文 }}", a4=False)
    assert any("纸张是216×279毫米" in line for line in lines(papers.packed(document)))
    document = papers.sheet("{{ 正文 }}")
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    assert any("横放的A4" in line for line in lines(papers.packed(document)))


def test_pages_without_a_number_are_warned_of():
    assert lines(papers.packed(papers.sheet("{{ 正文 }}", number=False))) == [
        "！ 页脚里没有页码，打印出来没有页码"
    ]


def test_a_mark_where_nobody_sees_it_is_refused():
    document = papers.sheet("{{ 正文 }}")
    run = document.add_paragraph().add_run("图")._r
    run.set("title", "{{ 标题 }}")
    assert any("看不见的地方" in line for line in lines(papers.packed(document)))


def test_what_is_no_docx_is_refused_in_a_sentence():
    with pytest.raises(UnreadableReportError, match="Word 文件"):
        reading.read("{{ 正文 }} 青石镇的红头在这里".encode())
    with pytest.raises(UnreadableReportError, match="打不开"):
        reading.read(b"PK\x03\x04 broken")


def test_a_letterhead_of_many_pages_is_refused():
    document = papers.sheet("{{ 正文 }}")
    for _ in range(40):
        document.add_paragraph("青石镇" * 40_000)
    with pytest.raises(UnreadableReportError, match="模板太长"):
        reading.read(papers.packed(document))


def test_a_letterhead_with_huge_pictures_is_refused():
    content = papers.with_part(
        papers.plain("{{ 正文 }}"), "word/media/seal.png", random.Random(1).randbytes(9 << 20)
    )
    with pytest.raises(UnreadableReportError, match="超过8 MB"):
        reading.read(content)
