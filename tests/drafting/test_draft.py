"""A year of an invented town, from its entries to its report."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from drafting.draft import draft
from drafting.json_writer import write
from drafting.outline import Node, Outline, names
from drafting.privacy import CLOSED_KINDS, has_personal_number
from drafting.report import BlockType, EntrySpan, FigureSpan, Report, Source
from storage.catalogue import bundled
from storage.records import EntryState
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said, zero_months

TODAY = date(YEAR + 1, 1, 5)


def year() -> list:
    return [
        said("专题会议", "02-14", "党政办", "今天召开法治建设专题会议，参会31人", 会议=1, 参会=31),
        said("述法", "01-17", "党政办", "今天党政主要负责人专题述法"),
        said("制度文件", "02-21", "司法所", "《柳林镇普法责任清单》今天印发", 文件=1),
        said(
            "普法活动",
            "04-15",
            "桃溪村",
            "在集市宣传国家安全，发单页200多份",
            活动=1,
            资料="200+",
            受众="~80",
        ),
        said("普法活动", "05-04", "石桥村", "民法典宣传，发册子150本", 活动=1, 资料=150),
        said("人民调解", "03", "镇调委会", "3月调解12件，赵某某13812345678", 调解=12, 成功=12),
        said("人民调解", "03-09", "桃溪村", "王大山家和李二水家争地界", 调解=1),
        said("人民调解", "06-09", "桃溪村", "又调一起", 调解=1, state=EntryState.WITHDRAWN),
        said("示范创建", "09-01", "司法所", "石桥村今天获评民主法治示范村", 创建=1),
        said("法治阵地", "10-01", "柳岸社区", "法治长廊今天在柳岸社区完工，电话0571-8765432"),
        said("问题不足", "12-04", "司法所", "问题：执法力量不足"),
        said("工作计划", "12-05", "司法所", "明年计划：法治课进校园"),
        *zero_months("行政复议诉讼", "复议", range(1, 13)),
        *zero_months("行政复议诉讼", "诉讼", range(1, 10)),
    ]


def drafted(entries=None, **rest) -> Report:
    return draft(year() if entries is None else entries, TOWN, UNITS, YEAR, today=TODAY, **rest)


def text(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks)


def figures(report: Report) -> dict:
    spans = (span for block in report.blocks for span in block.spans)
    return {(s.kind, s.measure): s for s in spans if isinstance(s, FigureSpan) and not s.period}


def test_the_year_s_totals_stand_in_the_report_as_officials_write_them():
    printed = {key: span.text for key, span in figures(drafted()).items()}
    assert printed["普法活动", "资料"] == "350余份"
    assert printed["普法活动", "受众"] == "约80人次"
    assert printed["人民调解", "调解"] == "13件"
    assert printed["行政复议诉讼", "复议"] == "无"
    assert ("行政复议诉讼", "诉讼") not in printed


def test_a_zero_that_is_not_licensed_is_a_gap_naming_the_months():
    report = drafted()
    gap = next(gap for gap in report.gaps if gap.measure == "诉讼")
    assert gap.reason == "行政诉讼案件10月至12月未报"
    assert "【待补充：" in text(report)


def test_words_of_closed_kinds_and_personal_numbers_are_printed_nowhere():
    everything = write(drafted())
    for secret in ("13812345678", "王大山", "李二水", "赵某某", "8765432"):
        assert secret not in everything


def test_named_things_and_events_without_figures_are_told_in_staffs_words():
    report = drafted()
    quoted = [span.text for block in report.blocks for span in block.spans if isinstance(span, EntrySpan)]
    assert "柳林镇普法责任清单" in quoted
    assert "石桥村" in quoted
    assert any("法治长廊" in words for words in quoted)
    assert "执法力量不足" in quoted
    assert all(span.entries for block in report.blocks for span in block.spans if isinstance(span, EntrySpan))


def test_every_printed_figure_has_a_row_in_the_annex_with_its_entries():
    report = drafted()
    rows = {(row.kind, row.measure): row for row in report.sources}
    for key, span in figures(report).items():
        assert rows[key].count == len(span.entries) > 0
        assert [ref.number for ref in rows[key].entries] == list(span.entries[:30])


@pytest.mark.parametrize("style", list(names()))
def test_every_style_prints_every_figure_once_or_more_and_misses_none(style):
    default, other = figures(drafted()), figures(drafted(outline=style))
    assert default.keys() == other.keys()
    assert {key: span.value for key, span in default.items()} == {
        key: span.value for key, span in other.items()
    }


def test_every_kind_of_the_catalogue_has_a_place_and_a_sentence():
    entries = [
        said(kind.name, "05-04", text=f"{kind.name}的事", **{measure.name: 3 for measure in kind.measures})
        for kind in bundled().kinds.values()
        if kind.topic not in ("不足", "下一步", "其他")
    ]
    printed = figures(drafted(entries))
    for kind in bundled().kinds.values():
        for measure in kind.measures:
            assert (kind.name, measure.name) in printed, (kind.name, measure.name)


def test_what_has_no_place_in_the_outline_comes_in_a_last_sub_section_of_the_results():
    tree = Outline(
        (
            Node(1, "一、", "成效", children=(Node(2, "（一）", "执法", topics=("行政执法",)),)),
            Node(1, "二、", "打算", topics=("下一步",)),
        )
    )
    blocks = drafted(outline=tree).blocks
    spare = next(index for index, block in enumerate(blocks) if block.fallback)
    assert blocks[spare].text.startswith("（二）")
    assert blocks[spare].level == 2
    plan = next(index for index, block in enumerate(blocks) if block.text.startswith("二、"))
    kinds = {s.kind for block in blocks[spare:plan] for s in block.spans if isinstance(s, FigureSpan)}
    assert {"普法活动", "人民调解", "示范创建"} <= kinds


def test_required_parts_that_an_outline_lacks_are_marked_and_listed():
    report = drafted(outline=Outline((Node(1, "一、", "成效", topics=("普法宣传",)),)))
    for part in ("存在的不足和原因", "第一责任人职责情况", "下一年度主要安排"):
        assert any(part in gap.reason for gap in report.gaps)
        assert f"{part}（本提纲没有这一部分" in text(report)


def test_addressee_signature_and_date_come_from_the_town_or_are_gaps():
    blocks = drafted().blocks
    assert blocks[0].type is BlockType.ADDRESSEE
    assert blocks[0].text == "县委、县政府："
    assert [block.text for block in blocks[-2:]] == ["柳林镇人民政府", f"{YEAR + 1}年1月5日"]
    bare = draft([], replace(TOWN, superior="", full_name=""), UNITS, YEAR)
    assert {"主送机关", "落款单位", "成文日期"} <= {gap.reason for gap in bare.gaps}


def test_an_empty_year_is_all_gaps_and_no_figure():
    report = drafted([])
    assert figures(report) == {}
    assert report.sources == ()
    assert len(report.gaps) > 10


def test_last_year_stands_beside_a_figure_only_where_the_ledger_has_last_year():
    last = [said("人民调解", f"{month:02}-08", "镇调委会", year=YEAR - 1, 调解=1) for month in range(1, 13)]
    spans = [
        s for b in drafted(last_year=last).blocks for s in b.spans if isinstance(s, FigureSpan) and s.period
    ]
    assert [(s.text, s.period) for s in spans] == [("12件", str(YEAR - 1)), ("1件", f"{YEAR - 1}-{YEAR}")]
    few = drafted(last_year=last[-2:])
    assert not [s for b in few.blocks for s in b.spans if isinstance(s, FigureSpan) and s.period]


def test_one_house_word_is_used_throughout():
    settings = {"words": {"人民调解": "起"}}
    report = draft(year(), replace(TOWN, settings=settings), UNITS, YEAR)
    assert figures(report)["人民调解", "调解"].text == "13起"


def test_a_town_chooses_its_outline_by_name_or_in_full():
    by_name = draft([], replace(TOWN, settings={"outline": "topics"}), UNITS, YEAR)
    assert any("按" not in block.text and block.text.startswith("七、") for block in by_name.blocks)
    tree = {
        "title": "{town}报告",
        "nodes": [{"level": 1, "number": "一、", "text": "唯一一章", "topics": ["普法宣传"]}],
    }
    in_full = draft([], replace(TOWN, settings={"outline": tree}), UNITS, YEAR)
    assert in_full.title == "柳林镇报告"


def test_a_heading_with_last_years_count_in_it_does_not_carry_it_on():
    tree = Outline(
        (Node(1, "一、", "2030年普法30场，“两人”队伍和12·4活动", topics=("普法宣传",)),), year=2030
    )
    heading = next(b for b in drafted(outline=tree).blocks if b.type is BlockType.HEADING)
    assert "30场" not in heading.text
    assert {s.text: s.source for s in heading.spans if s.source is Source.NAME} == {
        "“两人”": Source.NAME,
        "12·4": Source.NAME,
    }


def test_the_same_ledger_drafts_the_same_report():
    entries = year()
    assert drafted(entries) == drafted(list(reversed(entries)))


def test_an_eleventh_section_is_numbered_as_the_eleventh():
    sections = tuple(Node(2, f"（{one}）", "执法", topics=("行政执法",)) for one in "一二三四五六七八九十")
    blocks = drafted(outline=Outline((Node(1, "一、", "成效", children=sections),))).blocks
    assert next(block for block in blocks if block.fallback).text.startswith("（十一）")


def test_a_village_called_like_a_count_keeps_its_name_in_a_heading():
    tree = Outline((Node(1, "一、", "三家村与石桥村的普法三场", topics=("普法宣传",)),))
    units = (*UNITS, replace(UNITS[0], id=99, name="三家村"))
    report = draft(year(), TOWN, units, YEAR, tree)
    heading = next(block for block in report.blocks if block.type is BlockType.HEADING)
    assert "三家村" in heading.text
    assert "三场" not in heading.text


@pytest.mark.parametrize(
    "leaders",
    [
        "党委书记周明、镇长吴岚",
        ["党委书记周明", "镇长吴岚"],
        {"党委书记": "周明", "镇长": "吴岚"},
        [{"post": "党委书记", "name": "周明"}, {"post": "镇长", "name": "吴岚"}],
    ],
)
def test_the_first_responsible_persons_are_named_as_the_town_set_them(leaders):
    report = draft([], replace(TOWN, settings={"leaders": leaders}), UNITS, YEAR)
    assert "党委书记周明、镇长吴岚作为推进法治建设第一责任人" in text(report)


def test_what_the_ledger_tells_of_the_leaders_stands_in_their_chapter():
    entries = [
        said("专题会议", "06-08", "党政办", "今天镇党委书记主持听取法治政府建设汇报", 会议=1),
        said("专题会议", "07-08", "党政办", "今天开了普法工作会", 会议=1),
    ]
    blocks = drafted(entries).blocks
    start = next(index for index, block in enumerate(blocks) if "第一责任人职责情况" in block.text)
    assert "镇党委书记主持听取法治政府建设汇报" in blocks[start + 1].text
    assert "普法工作会" not in blocks[start + 1].text


def test_an_item_that_runs_on_is_one_paragraph():
    blocks = drafted(outline="four_points").blocks
    first = next(index for index, block in enumerate(blocks) if block.text.startswith("一是"))
    assert blocks[first].run_in
    assert blocks[first + 2].type is BlockType.HEADING


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.lists(
        some.tuples(
            some.sampled_from(list(bundled().kinds)),
            some.text(max_size=60)
            | some.text("今天昨3月5日，。了的一二两十件场次村138《》“”\ue000\ue0011380000", max_size=60),
            some.none() | some.text(max_size=8),
        ),
        max_size=6,
    )
)
def test_whatever_staff_write_a_report_is_drafted_without_personal_numbers(rows):
    entries = []
    for kind, words, place in rows:
        measures = bundled().kinds[kind].measures[:1]
        counted = {measure.name: 2 for measure in measures if words[:1] != "今"}
        entry = said(kind, "05-04", text=words, place=place, **counted)
        entries.append(replace(entry, attributes={"纠纷类型": words[:4]}))
    report = drafted(entries)
    assert not any(has_personal_number(span.text) for block in report.blocks for span in block.spans)
    if any(kind in CLOSED_KINDS for kind, _, _ in rows):
        closed = {entry.number for entry in entries if entry.kind in CLOSED_KINDS}
        quoted = [s for block in report.blocks for s in block.spans if isinstance(s, EntrySpan)]
        assert not any(closed & set(span.entries) for span in quoted)
