"""How a report reads when only some figures are known, and where little is."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from drafting import markdown
from drafting.composing.sentences import Token, render
from drafting.composing.sentences import load as template
from drafting.draft import draft
from drafting.learning.learn import learn
from drafting.outline import Node, Outline, load
from drafting.report import BlockType, FigureSpan, Report
from drafting.word.writer import write
from drafting.wording import house_unit
from storage.catalogue import bundled
from storage.records import Doubt, EntryState
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said

_TOLD = ("问题不足", "工作计划", "其他")  # by staff's words, not by figures
MEASURES = [
    (kind, measure)
    for kind in bundled().kinds.values()
    if kind.name not in _TOLD
    for measure in kind.measures
]


def drafted(*entries, outline: Outline | str | None = None) -> Report:
    return draft(entries, TOWN, UNITS, YEAR, outline)


def text(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks)


def docx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", xml.replace("</w:p>", "\n"))


@pytest.mark.parametrize(("kind", "measure"), MEASURES, ids=lambda one: one.name)
def test_a_sentence_reads_well_with_any_single_figure(kind, measure):
    values = dict.fromkeys(template(kind.id).asked | {one.name for one in kind.measures})
    span = FigureSpan(f"7{measure.unit}", kind.name, measure.name, Decimal(7), ("2031-1",))
    for way in range(len(template(kind.id).ways)):
        sentence = "".join(span.text for span in render(kind.id, {**values, measure.name: Token(span)}, way))
        assert f"7{measure.unit}" in sentence
        assert "其中" not in sentence  # of what?
        assert not re.search("[，、；：][，、；：。]|^[，。]|。。", sentence)
        assert sentence.endswith("。")


def test_a_part_is_said_to_be_one_where_its_whole_is_printed():
    both = said("人民调解", "03-09", "镇调委会", 调解=5, 警情转调=2)
    assert re.search("5件，其中[^，]*2件", text(drafted(both)))


def test_types_of_disputes_are_named_without_a_claim_to_be_most():
    """Five told types of two hundred cases say nothing of the most."""
    told = [
        replace(said("人民调解", f"03-{day:02}", "桃溪村", 调解=1), attributes={"纠纷类型": "邻里"})
        for day in range(1, 7)
    ]
    report = text(drafted(*told, said("人民调解", "05", "镇调委会", 调解=194)))
    assert "邻里" in report
    assert not re.search("为主|多为|主要涉及", report)


def test_a_head_count_has_no_classifier_without_a_noun():
    assert house_unit("学法考试", "人", {"学法考试": "名"}) == "人"


def test_what_is_missing_under_a_heading_on_the_state_of_things_is_not_said_twice():
    outline = Outline((Node(1, "一、", "专项整治工作情况", topics=("专项整治",)),))
    report = text(drafted(said("专题会议", "02-14", 会议=1), outline=outline))
    assert "“专项整治工作情况”，台账中没有" in report
    assert "情况”的情况" not in report


def test_a_heading_kept_from_last_year_is_named_in_what_is_missing():
    kept = (Node(2, "（一）", f"抓好{YEAR}年普法"), Node(2, "（二）", "强化监督"))
    plan = Node(1, "二、", "下一步", topics=("下一步",), children=kept)
    outline = Outline((Node(1, "一、", "主要工作", topics=("组织领导",)), plan), year=YEAR - 1)
    reasons = [gap.reason for gap in drafted(said("专题会议", "02-14", 会议=1), outline=outline).gaps]
    assert any(reason.startswith(f"“抓好{YEAR + 1}年普法”沿用上年标题") for reason in reasons)
    assert any(reason.startswith("“强化监督”沿用上年标题") for reason in reasons)


def test_last_years_headings_under_the_first_person_are_marked_as_last_years():
    chapter = Node(
        1, "二、", "第一责任人履职情况", topics=("第一责任人",), children=(Node(2, "（一）", "带头学习"),)
    )
    outline = Outline((Node(1, "一、", "主要工作", topics=("组织领导",)), chapter))
    assert "“带头学习”沿用上年标题" in text(drafted(said("专题会议", "02-14", 会议=1), outline=outline))


def test_a_number_that_was_left_out_of_a_row_of_headings_is_filled_in():
    outline = Outline(
        (Node(1, None, "加强领导", topics=("组织领导",)), Node(1, "二、", "普法", topics=("普法宣传",)))
    )
    headings = [b.text for b in drafted(outline=outline).blocks if b.type is BlockType.HEADING]
    assert headings[:2] == ["一、加强领导", "二、普法"]


def test_headings_without_any_number_stay_so():
    outline = Outline(
        (Node(1, None, "加强领导", topics=("组织领导",)), Node(1, None, "普法", topics=("普法宣传",)))
    )
    assert "加强领导" in [block.text for block in drafted(outline=outline).blocks]


def test_items_right_below_a_chapter_are_one_paragraph_each():
    outline = load("four_points")
    assert [child.level for child in outline.nodes[0].children] == [2, 2, 2, 2]
    entries = [
        said("专题会议", "02-14", 会议=1),
        said("班子学法", "03-14", 学法=1),
        said("制度文件", "04-14", 文件=1),
    ]
    blocks = drafted(*entries, outline=outline).blocks
    first = next(index for index, block in enumerate(blocks) if block.text.startswith("一是"))
    assert blocks[first + 1].type is BlockType.PARAGRAPH
    assert blocks[first + 2].text.startswith("二是")


def test_the_first_responsible_person_stands_in_the_chapter_that_is_named_so():
    blocks = drafted(said("述法", "01-17", "党政办", 述法=9), outline="four_points").blocks
    chapter = next(index for index, block in enumerate(blocks) if "第一责任人" in block.text)
    assert "亲自部署" in blocks[chapter + 1].text
    assert "9人" in blocks[chapter + 2].text


def test_what_to_look_at_stands_in_the_document_behind_the_annex_and_not_in_the_clean_copy():
    doubt = Doubt(0, "figure", "“13812345678件”没看出是什么数，没有记")
    entry = replace(said("普法活动", "05-04", 活动=1, state=EntryState.PENDING), doubts=(doubt,))
    report = drafted(entry)
    content, clean = docx_text(write(report)), docx_text(write(report, clean=True))
    annex, _, review = content.partition("数据来源表")[2].partition("请核对")
    assert entry.number in annex
    assert f"1. {entry.number} 普法活动待确认" in review
    assert "13812345678" not in content + markdown.write(report)
    assert "请核对" not in clean


def test_two_marks_in_a_row_are_one_bold_run():
    assert "****" not in markdown.write(drafted(said("行政复议诉讼", "03", 复议=0)))


def test_an_outline_is_learned_from_a_draft_that_was_never_dated():
    doubt = Doubt(0, "figure", "“200份”没看出是什么数，没有记")
    entry = replace(said("专题会议", "02-14", 会议=1, state=EntryState.PENDING), doubts=(doubt,))
    outline = learn(write(drafted(entry)), "去年的报告.docx")
    assert outline.signature == TOWN.full_name
    assert [node.text for node in outline.nodes] == [
        f"{YEAR}年主要举措和成效",
        "存在的不足和原因",
        "党政主要负责人履行推进法治建设第一责任人职责情况",
        f"{YEAR + 1}年主要安排",
        "其他需要报告的情况",
    ]
    assert outline.nodes[-1].children == ()


def test_a_zero_that_does_not_cover_its_month_is_told_from_one_that_was_never_reported():
    day = said("社区矫正", "06-14", "司法所", "无脱管", 脱管=0)
    village = said("信访", "06", "桃溪村", "6月无积案", 积案=0)
    reasons = {(gap.kind, gap.measure): gap.reason for gap in drafted(day, village).gaps}
    assert reasons["社区矫正", "脱管"].endswith("全年未报（报过零，但没写明是整月）")
    assert reasons["信访", "积案"].endswith("全年未报（只有村居或其他单位报过零）")
    assert reasons["行政处罚", "案件"].endswith("全年未报")


def test_what_several_new_venues_are_is_no_venue_beside_them():
    built = said("法治阵地", "06-14", "司法所", "新建法治公园2个：城东法治公园、城西法治公园", 新建=2)
    assert "城东法治公园、城西法治公园" in text(drafted(built))
    assert "法治公园、城东" not in text(drafted(built))


def test_a_chapter_has_one_row_of_items():
    """Notes are not counted 一是…二是… above headings that are."""
    kept = (Node(2, "一是", "强化监督", True), Node(2, "二是", "抓好普法", True))
    chapter = Node(1, "二、", "下一步", topics=("下一步",), children=kept)
    outline = Outline((Node(1, "一、", "主要工作", topics=("组织领导",)), chapter))
    notes = [said("工作计划", "12-05", text=f"明年计划：{words}") for words in ("办夜校", "建公园")]
    assert "办夜校；建公园" in text(drafted(*notes, outline=outline))
    assert "一是办夜校；二是建公园" in text(drafted(*notes))
