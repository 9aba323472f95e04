import io
from decimal import Decimal

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from drafting.errors import UnreadableReportError
from drafting.learning.learn import learn
from drafting.outline import Outline
from drafting.report import Block, BlockType, Report, Source, SourceRow, TextSpan
from drafting.word import writer

BODY = "镇里抓紧抓实各项工作，按月安排部署、按季检查通报，干部群众普遍反映较好，取得了看得见的变化。"
TITLE = "青石镇2024年法治政府建设年度报告"


def of(*lines: str) -> Outline:
    return learn("\n".join(lines).encode(), "report.txt")


def shape(outline: Outline, *, items: bool = False) -> list[tuple[int, str | None, str, bool]]:
    nodes = (node for node in outline.walk() if items or not node.inline_item)
    return [(node.level, node.number, node.text, node.run_in) for node in nodes]


def saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_chapters_sections_and_points_nest_by_their_numbers():
    outline = of(
        TITLE,
        "一、主要举措",
        "（一）加强领导",
        BODY,
        "1.明确责任",
        BODY,
        "（1）分工到人",
        BODY,
        "二、存在不足",
        BODY,
    )

    assert shape(outline) == [
        (1, "一、", "主要举措", False),
        (2, "（一）", "加强领导", False),
        (3, "1.", "明确责任", False),
        (4, "（1）", "分工到人", False),
        (1, "二、", "存在不足", False),
    ]


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        (("第一部分 ", "一、", "（一）"), [1, 2, 3]),
        (("第一章 ", "第一节 ", "一、"), [1, 2, 3]),
        (("一、", "1、", "（1）"), [1, 2, 3]),
        (("一、", "(一)", "①"), [1, 2, 3]),
        (("一.", "（一）、", "1．"), [1, 2, 3]),
        (("一、", "●", "●"), [1, 2, 2]),
        (("1.", "1.1 ", "（1）"), [1, 2, 2]),
        (("一、", "首先，", "其次，"), [1, 2, 2]),
        (("一、", "第一，", "第二，"), [1, 2, 2]),
        (("一、", "一是", "二是"), [1, 2, 2]),
    ],
)
def test_every_way_of_numbering_is_known(numbers: tuple[str, str, str], levels: list[int]):
    words = ("推进各项工作。", "加强统筹谋划。", "抓实宣传教育。")

    outline = of(TITLE, *(f"{number}{text}{BODY}" for number, text in zip(numbers, words, strict=True)))

    assert [node.level for node in outline.walk()] == levels
    assert [node.text for node in outline.walk()] == [text.rstrip("。") for text in words]
    assert all(node.run_in for node in outline.walk())


@pytest.mark.parametrize(
    "line", ["2024年共排查隐患12处。", "12.4宪法日期间开展宣传。", "3、4月份开展宣传。", "1.5万人参加。"]
)
def test_what_only_begins_with_a_number_is_text(line: str):
    assert shape(of(TITLE, "一、工作情况", line + BODY)) == [(1, "一、", "工作情况", False)]


@pytest.mark.parametrize(
    ("line", "text", "run_in"),
    [
        ("（一）加强领导。" + BODY, "加强领导", True),
        ("（一）加强领导：" + BODY, "加强领导", True),
        ("（一）加强领导 " + BODY, "加强领导", True),
        ("（一） 加强 领导。", "加强 领导", False),
        (
            "（一）用好“三张清单：责任、任务、问题”，压实责任。" + BODY,
            "用好“三张清单：责任、任务、问题”，压实责任",
            True,
        ),
        (
            "（一）加强领导，镇党委书记任组长，镇长任副组长，各站所负责人为成员，下设办公室在司法所，负责日常联络和督办。",
            "加强领导",
            True,
        ),
    ],
)
def test_a_heading_ends_at_its_closing_mark(line: str, text: str, run_in: bool):
    assert shape(of(TITLE, "一、主要工作", line, BODY))[1] == (2, "（一）", text, run_in)


def test_items_inside_a_paragraph_are_kept_as_such_and_are_no_headings():
    outline = of(
        TITLE,
        "一、不足",
        "主要是：一是人手不够；二是经费不足，渠道单一；三是方法不多。",
        "二、下一步工作",
        "一是抓宣传。" + BODY,
        "二是抓队伍。" + BODY,
    )

    assert shape(outline) == [
        (1, "一、", "不足", False),
        (1, "二、", "下一步工作", False),
        (2, "一是", "抓宣传", True),
        (2, "二是", "抓队伍", True),
    ]
    inline = [(node.number, node.text) for node in outline.walk() if node.inline_item]
    assert inline == [("一是", "人手不够"), ("二是", "经费不足，渠道单一"), ("三是", "方法不多")]


def test_a_chapter_whose_number_is_missing_is_a_chapter():
    outline = of(TITLE, "一、主要举措", BODY, "存在的问题和不足", BODY, "三、下一步打算", BODY)

    assert shape(outline)[1] == (1, None, "存在的问题和不足", False)


def test_a_first_chapter_without_a_number_is_known_by_the_sections_below_it():
    outline = of(
        TITLE,
        BODY,
        "落实第一责任人职责",
        "（一）带头部署。" + BODY,
        "（二）带头述法。" + BODY,
        "二、主要成效",
        BODY,
    )

    assert [(level, number) for level, number, *_ in shape(outline)] == [
        (1, None),
        (2, "（一）"),
        (2, "（二）"),
        (1, "二、"),
    ]


def test_a_section_whose_number_is_missing_is_a_section():
    outline = of(
        TITLE, "一、成效", "（一）抓领导", BODY, "抓好普法宣传", BODY, "（三）抓化解", BODY, "二、不足", BODY
    )

    assert [level for level, *_ in shape(outline)] == [1, 2, 2, 2, 1]


def test_headings_below_a_chapter_without_any_number_stand_one_below_it():
    outline = of(
        TITLE,
        "一、成效",
        BODY,
        "二、下一步工作",
        "突出思想引领，压实责任",
        BODY,
        "突出队伍建设，增强活力",
        BODY,
    )

    assert shape(outline)[2:] == [
        (2, None, "突出思想引领，压实责任", False),
        (2, None, "突出队伍建设，增强活力", False),
    ]


def test_a_report_without_any_number_has_its_chapters_by_their_words():
    outline = of(
        TITLE,
        BODY,
        "2024年主要举措和成效",
        "强化组织领导",
        BODY,
        "抓好普法宣传",
        BODY,
        "存在的不足",
        BODY,
        "下一步工作安排",
        BODY,
    )

    assert [level for level, *_ in shape(outline)] == [1, 2, 2, 1, 1]


def test_chapters_that_are_counted_like_the_one_that_holds_them_stand_below_it():
    inner = ("一、强化领导责任", BODY, "二、规范执法行为", BODY, "三、抓好普法宣传", BODY)

    outline = of(TITLE, "一、2024年主要措施", *inner, "二、存在的问题", BODY, "三、下一步打算", BODY)

    assert [(level, number) for level, number, *_ in shape(outline)] == [
        (1, "一、"),
        (2, "一、"),
        (2, "二、"),
        (2, "三、"),
        (1, "二、"),
        (1, "三、"),
    ]


def test_a_number_that_lost_a_bracket_is_still_one():
    assert shape(of(TITLE, "一、举措", "一)加强领导", BODY, "(二）抓好普法。" + BODY))[1:] == [
        (2, "一)", "加强领导", False),
        (2, "(二）", "抓好普法", True),
    ]


def test_what_a_web_page_puts_around_a_report_is_left_out():
    page = [f"[ 索引号 ] 1150023/2025-0000{n}" for n in range(14)]

    outline = of(
        "您当前所在位置:首页>政务公开>法治政府建设报告", *page, "[ 体裁分类 ] 工作报告", "[ 有效性 ]", TITLE,
        "时间:2025-02-28 15:36 浏览量:1", BODY, "一、举措", BODY, "青石镇人民政府", "2025年1月8日",
        "扫一扫在手机打开当前页", "版权所有：青石镇人民政府",
    )  # fmt: skip

    assert (outline.title, outline.signature) == (TITLE, "青石镇人民政府")
    assert len(shape(outline)) == 1


def test_blank_lines_stray_spaces_and_marks_of_pasted_text_do_not_matter():
    outline = of(
        "",
        "　" + TITLE + "  ",
        "\u200b",
        "\u3000\u3000一、 [bookmark: _GoBack]主要举措 ",
        "",
        "\t（一）加强领导。" + BODY,
        "— 2 —",
    )

    assert shape(outline) == [(1, "一、", "主要举措", False), (2, "（一）", "加强领导", True)]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((TITLE,), TITLE),
        (
            ("青石镇人民政府", "关于2024年度法治政府建设情况的报告"),
            "青石镇人民政府\n关于2024年度法治政府建设情况的报告",
        ),
        (("关于青石镇2024年法治", "政府建设工作情况的报告"), "关于青石镇2024年法治政府建设工作情况的报告"),
        (
            ("中共青石镇委员会", "青石镇人民政府", "2024年法治建设报告"),
            "中共青石镇委员会\n青石镇人民政府\n2024年法治建设报告",
        ),
        (("青石镇人民政府文件", "青政发〔2024〕5号", TITLE), TITLE),
        ((TITLE, "发布日期：2025-01-10 来源：青石镇人民政府"), TITLE),
        ((TITLE, "（公开稿）"), TITLE),
    ],
)
def test_the_title_is_found_in_what_stands_above(lines: tuple[str, ...], title: str):
    outline = of(*lines, "县委、县政府：", BODY, "一、主要举措", BODY)

    assert (outline.title, outline.addressee, outline.year) == (title, "县委、县政府", 2024)


def test_an_opening_that_ends_in_a_colon_is_no_addressee():
    assert of(TITLE, "现将全镇法治政府建设有关情况报告如下：", "一、主要举措", BODY).addressee is None


@pytest.mark.parametrize(
    ("ending", "signature"),
    [
        (("青石镇人民政府", "2025年1月8日"), "青石镇人民政府"),
        (("青石镇人民政府 2025年1月8日",), "青石镇人民政府"),
        (("中共青石镇委员会", "青石镇人民政府", "二〇二五年一月八日"), "中共青石镇委员会\n青石镇人民政府"),
        (("附件：1.工作台账", "青石镇人民政府", "2025年1月8日", "（此件公开发布）"), "青石镇人民政府"),
        (("青石镇人民政府", "2025年1月8日", "附件1", "青石镇法治建设台账", "一、表格"), "青石镇人民政府"),
        (("2025年1月8日",), None),
        ((), None),
    ],
)
def test_the_signature_is_told_from_the_last_chapter(ending: tuple[str, ...], signature: str | None):
    outline = of(TITLE, "一、主要举措", BODY, "二、下一步工作", BODY, *ending)

    assert outline.signature == signature
    assert [text for _, _, text, _ in shape(outline)] == ["主要举措", "下一步工作"]


@pytest.mark.parametrize(
    ("heading", "topics"),
    [
        ("加强组织领导，压实主体责任", ("组织领导",)),
        ("深化“放管服”改革，优化营商环境", ("政务服务",)),
        ("严把合法性审查关", ("合法性审查",)),
        ("规范公正文明执法", ("行政执法",)),
        ("健全行政执法监督体系", ("行政执法", "监督公开")),
        ("深入开展普法宣传，建好法治公园", ("普法宣传", "法治阵地")),
        ("坚持和发展新时代“枫桥经验”", ("矛盾化解",)),
        ("做好社区矫正和安置帮教", ("社区矫正与平安",)),
        ("推进公共法律服务体系建设", ("公共法律服务",)),
        ("抓住“关键少数”，带头尊法学法", ("干部学法", "普法宣传")),
        ("完善重大行政决策程序", ("制度与依法决策",)),
        ("争创民主法治示范村", ("示范创建",)),
    ],
)
def test_a_heading_holds_the_topics_that_its_words_name(heading: str, topics: tuple[str, ...]):
    outline = of(TITLE, "一、主要举措和成效", f"（一）{heading}", "略。")

    assert outline.nodes[0].topics == ()
    assert outline.nodes[0].children[0].topics == topics


def test_where_the_heading_does_not_tell_the_text_does():
    text = (
        "全年调解纠纷，排查矛盾，办理信访，做到小事不出村。司法所会同村干部上门化解邻里纠纷，调解成功率高。"
    )

    outline = of(TITLE, "一、主要举措", "（一）守好一方水土。" + text, "（二）加强党的领导。" + BODY)

    assert outline.nodes[0].children[0].topics == ("矛盾化解",)


def test_a_heading_that_nothing_tells_is_named():
    outline = of(TITLE, "一、主要举措", "（一）种好一棵树。" + BODY, "（二）加强党的领导。" + BODY)

    assert outline.unmatched == ("（一）种好一棵树",)


def test_what_stands_below_a_heading_with_a_topic_is_matched_by_it():
    outline = of(TITLE, "一、抓实普法宣传", "（一）种好一棵树。" + BODY, "二、推进行政执法", BODY)

    assert outline.unmatched == ()


def test_a_result_that_speaks_of_weak_points_is_no_chapter_of_shortcomings():
    outline = of(TITLE, "一、主要举措", "（一）补齐执法短板。" + BODY, "（二）加强党的领导。" + BODY)

    assert "不足" not in outline.topics


def test_sections_of_shortcomings_and_plans_hold_no_chapter_again():
    outline = of(
        TITLE,
        "一、存在的不足",
        "（一）普法宣传不够深入。" + BODY,
        "二、2025年工作计划",
        "（一）抓好下一步宣传。" + BODY,
    )

    assert [node.topics for node in outline.nodes] == [("不足",), ("下一步",)]
    assert all(
        not {"不足", "下一步"} & set(child.topics) for node in outline.nodes for child in node.children
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "word"),
    [
        ("全年共调解矛盾纠纷128起。", "人民调解", "起"),
        ("受理并调处各类纠纷65件。", "人民调解", "件"),
        ("开展法治宣传活动30余场次。", "普法活动", "场次"),
        ("累计开展16场法治宣传活动。", "普法活动", "场"),
        ("举办法治讲座12场。", "法治讲座", "场"),
        ("开展执法业务培训4期。", "法治培训", "期"),
    ],
)
def test_the_houses_counted_words_are_learned(sentence: str, kind: str, word: str):
    assert of(TITLE, "一、主要举措", sentence).words[kind] == word


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_file_is_read_in_every_encoding_that_offices_write(encoding: str):
    outline = learn("\r\n".join((TITLE, "一、主要举措", BODY)).encode(encoding), "报告.txt")

    assert shape(outline) == [(1, "一、", "主要举措", False)]


def test_word_headings_that_are_plain_text_are_found_by_their_numbers():
    document = python_docx.Document()
    for line in (
        TITLE,
        "县委：",
        BODY,
        "一、主要举措",
        "（一）加强领导。" + BODY,
        "二、不足",
        BODY,
        "青石镇人民政府",
    ):
        document.add_paragraph(line)

    outline = learn(saved(document), "report.docx")

    assert [(level, number) for level, number, *_ in shape(outline)] == [
        (1, "一、"),
        (2, "（一）"),
        (1, "二、"),
    ]
    assert outline.signature == "青石镇人民政府"


def test_a_word_heading_style_makes_a_heading_of_a_line_without_number_at_the_level_of_its_likes():
    document = python_docx.Document()
    document.add_paragraph(TITLE, style="Title")
    for number, text in (("一、", "主要举措"), ("", "存在的差距"), ("二、", "明年安排")):
        document.add_paragraph(number + text, style="Heading 1")
        document.add_paragraph(f"{'（一）' if not number else ''}抓一件实事", style="Heading 3")
        document.add_paragraph(BODY)

    outline = learn(saved(document))

    assert [(level, text) for level, _, text, _ in shape(outline)] == [
        (1, "主要举措"),
        (2, "抓一件实事"),
        (1, "存在的差距"),
        (2, "抓一件实事"),
        (1, "明年安排"),
        (2, "抓一件实事"),
    ]


def test_a_bold_start_of_a_paragraph_is_a_run_in_heading():
    document = python_docx.Document()
    for line in (TITLE, "一、主要举措", BODY):
        document.add_paragraph(line)
    for words in ("强化领导。", "抓好普法。"):
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.add_run(BODY)

    outline = learn(saved(document))

    assert shape(outline)[1:] == [(2, None, "强化领导", True), (2, None, "抓好普法", True)]


def test_numbers_that_word_counts_by_itself_are_read():
    document = python_docx.Document()
    numbering = document.part.numbering_part.element
    levels = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{xml}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph(TITLE)
    for depth, text in ((0, "主要举措"), (1, "加强领导"), (2, "抓责任"), (1, "抓好普法"), (0, "存在不足")):
        paragraph = document.add_paragraph(text)
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val, number.get_or_add_numId().val = depth, 77
        document.add_paragraph(BODY)

    assert [(level, number) for level, number, *_ in shape(learn(saved(document)))] == [
        (1, "一、"),
        (2, "（一）"),
        (3, "1."),
        (2, "（二）"),
        (1, "二、"),
    ]


def test_a_style_separator_joins_a_heading_with_its_text():
    document = python_docx.Document()
    for line in (TITLE, "一、主要举措"):
        document.add_paragraph(line)
    heading = document.add_paragraph("（一）加强领导")
    mark = heading._p.get_or_add_pPr()
    run = OxmlElement("w:rPr")
    run.append(OxmlElement("w:specVanish"))
    mark.append(run)
    document.add_paragraph("。" + BODY)

    assert shape(learn(saved(document)))[1] == (2, "（一）", "加强领导", True)


def test_deleted_hidden_and_table_text_is_no_heading():
    document = python_docx.Document()
    for line in (TITLE, "一、主要举措", BODY):
        document.add_paragraph(line)
    document.add_paragraph().add_run("二、不要这章").font.hidden = True
    deleted = document.add_paragraph("三、删去的章")
    change = OxmlElement("w:del")
    change.append(deleted.runs[0]._r)
    deleted._p.append(change)
    document.add_table(1, 1).cell(0, 0).text = "四、表中文字"
    breaks = document.add_paragraph("二、")
    breaks.add_run("存在不足").add_break()
    breaks.add_run(BODY)

    assert shape(learn(saved(document))) == [(1, "一、", "主要举措", False), (1, "二、", "存在不足", False)]
    assert deleted._p.find(qn("w:del")) is not None


def test_what_this_program_writes_can_be_learned_again():
    headings = [
        heading("一、", "主要举措和成效", 1),
        heading("（一）", "加强领导。", 2, run_in=True),
        heading("一是", "压实责任。", 3, run_in=True),
        heading("（二）", "抓好普法", 2),
        heading("", "不足之处", 1),
        heading("三、", "下一年度安排", 1),
    ]
    blocks = [Block(BlockType.ADDRESSEE, (TextSpan("县委、县政府："),))]
    for block in headings:
        blocks += [block, Block(BlockType.PARAGRAPH, (TextSpan(BODY),))]
    blocks.append(Block(BlockType.PARAGRAPH, (TextSpan("【待补充：下一年度的目标】", Source.GAP),)))
    blocks += [Block(BlockType.SIGNATURE, (TextSpan("青石镇人民政府"),))]
    blocks += [Block(BlockType.DATE, (TextSpan("2025年1月8日", Source.SETTING),))]
    rows = (SourceRow("1次", "专题会议", "会议", Decimal(1), "合计", (), 1),)

    outline = learn(writer.write(Report(TITLE, 2024, tuple(blocks), sources=rows)))

    assert (outline.title, outline.addressee, outline.signature) == (TITLE, "县委、县政府", "青石镇人民政府")
    assert shape(outline) == [
        (block.level, block.spans[0].text or None, block.spans[1].text.rstrip("。"), block.run_in)
        for block in headings
    ]


def heading(number: str, text: str, level: int, *, run_in: bool = False) -> Block:
    return Block(
        BlockType.HEADING, (TextSpan(number, Source.NUMBER), TextSpan(text)), level=level, run_in=run_in
    )


def test_a_text_without_headings_is_refused_with_what_to_do():
    with pytest.raises(UnreadableReportError, match="没有认出标题"):
        of(TITLE, BODY, BODY)
