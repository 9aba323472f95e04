from datetime import date
from decimal import Decimal

from drafting import markdown
from drafting.report import (
    Block,
    BlockType,
    EntryRef,
    EntrySpan,
    Gap,
    Report,
    Source,
    SourceRow,
    TextSpan,
)


def heading(number: str, text: str, level: int, *, run_in: bool = False) -> Block:
    return Block(
        BlockType.HEADING, (TextSpan(number, Source.NUMBER), TextSpan(text)), level=level, run_in=run_in
    )


def report(*blocks: Block, gaps: tuple[Gap, ...] = (), sources: tuple[SourceRow, ...] = ()) -> Report:
    return Report("柳林镇2024年法治政府建设年度报告", 2024, blocks, gaps=gaps, sources=sources)


def paragraph(text: str) -> Block:
    return Block(BlockType.PARAGRAPH, (EntrySpan(text, ("2024-1",)),))


def source(count: int) -> SourceRow:
    refs = tuple(
        EntryRef(f"2024-{n}", date(2024, 3, n), None, "桃源村") for n in range(1, min(count, 30) + 1)
    )
    return SourceRow("12场次", "普法活动", "活动", Decimal(12), "各条相加", refs, count)


def test_levels_become_headings_below_the_title():
    text = markdown.write(report(heading("一、", "主要举措", 1), heading("（一）", "加强领导", 2)))

    assert text.splitlines()[0] == "# 柳林镇2024年法治政府建设年度报告"
    assert "## 一、主要举措\n\n### （一）加强领导" in text


def test_a_run_in_heading_stands_in_bold_before_its_text():
    text = markdown.write(
        report(heading("（一）", "加强领导。", 2, run_in=True), paragraph("召开专题会议。"))
    )

    assert "**（一）加强领导。**召开专题会议。" in text


def test_a_run_in_heading_with_nothing_after_it_still_stands():
    text = markdown.write(report(heading("（一）", "加强领导。", 2, run_in=True), heading("二、", "不足", 1)))

    assert "**（一）加强领导。**\n\n## 二、不足" in text


def test_a_gap_is_bold_in_the_text_and_listed_after_it():
    gap = Block(BlockType.PARAGRAPH, (TextSpan("【待补充：复议】", Source.GAP),))

    text = markdown.write(report(gap, gaps=(Gap("10月至12月未报复议"),)))

    assert "**【待补充：复议】**" in text
    assert "## 待补充\n\n- 10月至12月未报复议" in text


def test_words_of_staff_are_never_markup():
    text = markdown.write(
        report(paragraph("# 1*2_3 <b>[x](y)</b> `a`|b"), paragraph("1. 第一项"), paragraph("- 列"))
    )

    assert r"\# 1\*2\_3 \<b\>\[x\](y)\</b\> \`a\`\|b" in text
    assert r"1\. 第一项" in text
    assert r"\- 列" in text


def test_the_annex_names_thirty_entries_and_then_how_many_there_are():
    few, many = (markdown.write(report(sources=(source(count),))) for count in (2, 45))

    assert "2024-1、2024-2 | 3月1日、3月2日 | 桃源村 |" in few
    assert "2024-30等45条，见台账" in many


def test_the_clean_copy_has_neither_annex_nor_list():
    draft = report(paragraph("召开会议。"), gaps=(Gap("没有安排"),), sources=(source(2),))

    assert markdown.write(draft, clean=True) == "# 柳林镇2024年法治政府建设年度报告\n\n召开会议。\n"
