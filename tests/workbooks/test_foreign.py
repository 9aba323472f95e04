"""Ledgers that towns kept in their own way: understood, or asked about."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from bot.understanding.meaning import TownWords
from bot.workbooks.errors import UnreadableWorkbookError
from bot.workbooks.importing import preview
from bot.workbooks.values import ImportPreview, ImportRow, Verdict
from storage.records import EntryDraft, Hedge
from tests.workbooks.conftest import NOW, book

TOWN = TownWords("青石镇", ("司法所", "虹桥村", "柳湾村"), "司法所")
ABOUT, LEAST = Hedge.ABOUT, Hedge.AT_LEAST

# A register of events with a title above its head, days in many forms, hedged counts and a sum below.
EVENTS = (
    "普法宣传",
    [
        ["青石镇2025年普法宣传工作台账", None, None, None, None, None, None, None, None],
        ["填报单位：司法所", None, None, None, None, None, None, "填报时间：2025年10月", None],
        [
            "序号",
            "活动时间",
            "活动地点",
            "活动主题",
            "活动内容",
            "参加人数",
            "发放资料（份）",
            "责任单位",
            "备注",
        ],
        [
            1,
            date(2025, 3, 5),
            "虹桥村文化广场",
            "学雷锋普法",
            "宣传民法典，悬挂横幅3条",
            120,
            300,
            "虹桥村",
            None,
        ],
        [
            2,
            "3月15日",
            "农贸市场",
            "“3·15”消费维权",
            "接待咨询20人次",
            "约80人",
            "200余份",
            "市场监管所",
            None,
        ],
        [3, "2025.4.15", "中心小学", "国家安全教育", "开展法治讲座1场", 350, None, "司法所", None],
        [4, "4月中旬", "各村", "农村法治宣传月", "入户宣传", None, "1.2万", "各村", None],
        [5, date(2025, 12, 30), "镇政府", "元旦送法", "", 50, None, "司法所", None],
        ["合计", None, None, None, None, 600, 12500, None, None],
    ],
    ["A1:I1"],
)
# A register of disputes: private persons, results in words, money.
DISPUTES = (
    "人民调解登记",
    [
        ["人民调解案件登记表（2025年）"],
        [
            "编号", "受理日期", "申请人", "被申请人", "联系电话", "纠纷类别", "纠纷简要情况", "调解结果",
            "涉及金额（万元）", "调解员",
        ],
        ["调1", date(2025, 2, 3), "甲某", "乙某", "13812345678", "邻里", "排水争吵", "调解成功", 0, "张敏"],
        ["调2", date(2025, 2, 20), "丙某", "丁某", "139", "婚姻家庭纠纷", "闹离婚", "达成协议", 2, "张敏"],
        ["调3", date(2025, 5, 6), "戊某", "己某", "", "道路交通事故", "电动车刮擦", "未成功", None, "周丽"],
    ],
    [],
)  # fmt: skip
# A table of months, with groups of columns over them.
MONTHS = (
    "统计表",
    [
        ["青石镇法治建设工作月统计表", None, None, None, None, None, None, None],
        ["2025年", None, None, None, None, None, None, None],
        ["月份", "普法宣传", None, None, "矛盾纠纷", None, "法治培训", "行政复议（件）"],
        [None, "活动场次", "受众人数", "资料份数", "调解件数", "调解成功件数", "培训场次", None],
        ["1月", 2, 100, 300, 11, 10, 1, 0],
        ["2月", 3, 200, 600, 12, 11, 0, 0],
        ["合计", 5, 300, 900, 23, 21, 1, 0],
    ],
    ["A1:H1", "B3:D3", "E3:F3", "A3:A4", "H3:H4"],
)


def read(*sheets: tuple[str, Sequence[list[object]], Sequence[str]]) -> ImportPreview:
    return preview(book(*((title, list(rows), list(merged)) for title, rows, merged in sheets)), NOW, TOWN)


def row(found: ImportPreview, number: int, sheet: str | None = None) -> ImportRow:
    return next(one for one in found.rows if one.number == number and sheet in (None, one.sheet))


def values(draft: EntryDraft) -> dict[str, object]:
    """Each measure's value, with its hedge where it has one, or "implied"."""
    return {
        one.measure: "implied"
        if one.implied
        else (int(one.value), one.hedge)
        if one.approx
        else int(one.value)
        for one in draft.figures
    }


class TestEvents:
    @pytest.fixture
    def found(self) -> ImportPreview:
        return read(EVENTS)

    def test_columns_give_the_figures_and_the_text_adds_to_them(self, found: ImportPreview) -> None:
        (draft,) = row(found, 4).drafts
        assert (draft.kind, draft.on, draft.place) == ("普法活动", date(2025, 3, 5), "虹桥村文化广场")
        assert values(draft) == {"活动": "implied", "受众": 120, "资料": 300, "横幅": 3}
        assert row(found, 4).unit == "虹桥村"

    def test_days_take_the_year_of_the_title_and_counts_keep_hedges(self, found: ImportPreview) -> None:
        (draft,) = row(found, 5).drafts
        assert draft.on == date(2025, 3, 15)
        assert values(draft) == {"活动": "implied", "受众": (80, ABOUT), "资料": (200, LEAST), "咨询": 20}

    def test_what_the_text_calls_a_lecture_is_one_with_its_audience(self, found: ImportPreview) -> None:
        (draft,) = row(found, 6).drafts
        assert (draft.kind, values(draft)) == ("法治讲座", {"听众": 350, "讲座": 1})

    def test_a_part_of_a_month_is_a_span_and_ten_thousands_are_counted(self, found: ImportPreview) -> None:
        (draft,) = row(found, 7).drafts
        assert (draft.on, draft.until) == (date(2025, 4, 11), date(2025, 4, 20))
        assert values(draft)["资料"] == 12_000
        assert row(found, 7).unit == "司法所"

    def test_what_is_to_come_and_sums_are_left_out_with_a_reason(self, found: ImportPreview) -> None:
        assert "还没到" in row(found, 8).reason
        assert "合计" in row(found, 9).reason
        assert len(found.of(Verdict.LEFT_OUT)) == 2

    def test_a_unit_that_the_town_does_not_have_is_to_be_added(self, found: ImportPreview) -> None:
        assert found.new_units == ("市场监管所",)


class TestDisputes:
    @pytest.fixture
    def found(self) -> ImportPreview:
        return read(DISPUTES)

    def test_each_row_is_a_case_with_its_type_money_and_result(self, found: ImportPreview) -> None:
        drafts = [draft for one in found.rows for draft in one.drafts]
        assert [draft.attributes["纠纷类型"] for draft in drafts] == ["邻里", "婚姻家庭", "道路交通"]
        assert [values(draft) for draft in drafts] == [
            {"调解": "implied", "成功": 1},
            {"调解": "implied", "金额": 20_000, "成功": 1},
            {"调解": "implied", "成功": 0},
        ]

    def test_nothing_of_private_persons_is_kept(self, found: ImportPreview) -> None:
        kept = "".join(one.text + str(one.cells) for one in found.rows)
        assert not [name for name in ("甲某", "丁某", "1381", "139", "戊某") if name in kept]
        assert found.sheets[0].private == ("申请人", "被申请人", "联系电话")


class TestMonths:
    @pytest.fixture
    def found(self) -> ImportPreview:
        return read(MONTHS)

    def test_each_group_of_columns_is_an_entry_over_the_month(self, found: ImportPreview) -> None:
        drafts = row(found, 5).drafts
        assert {draft.kind: values(draft) for draft in drafts} == {
            "普法活动": {"活动": 2, "受众": 100, "资料": 300},
            "人民调解": {"调解": 11, "成功": 10},
            "法治培训": {"培训": 1},
            "行政复议诉讼": {"复议": 0},
        }
        assert {(draft.on, draft.until) for draft in drafts} == {(date(2025, 1, 1), date(2025, 1, 31))}

    def test_a_zero_that_says_nothing_makes_no_entry(self, found: ImportPreview) -> None:
        assert [one.kind for one in row(found, 6).drafts] == ["普法活动", "人民调解", "行政复议诉讼"]

    def test_the_sum_below_is_no_month(self, found: ImportPreview) -> None:
        assert not row(found, 7).drafts


def table(
    heads: list[object], *lines: list[object], sheet: str = "台账", merged: Sequence[str] = ()
) -> ImportPreview:
    return read((sheet, [heads, *lines], merged))


def doubts(found: ImportPreview, number: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.part, one.options) for one in row(found, number).doubts]


def test_a_sheet_for_each_month_tells_the_month_of_its_days() -> None:
    heads = ["日期", "村（居）", "工作类型", "干了什么"]
    found = read(
        (
            "2025年1月",
            [heads, [5, "虹桥", "普法", "赶集发宣传单200份"], ["12日", "柳湾村", "调解", "调了一起"]],
            [],
        )
    )
    assert [one.drafts[0].on for one in found.rows] == [date(2025, 1, 5), date(2025, 1, 12)]
    assert [one.drafts[0].kind for one in found.rows] == ["普法活动", "人民调解"]
    assert [one.unit for one in found.rows] == ["虹桥村", "柳湾村"]


def test_a_day_that_lost_its_last_figure_is_asked_about() -> None:
    found = table(["时间", "内容"], [3.1, "开展普法宣传"])
    assert doubts(found, 2) == [("date", ("2025-03-01", "2025-03-10"))]


def test_a_row_without_a_day_takes_the_month_and_is_asked_about() -> None:
    found = table(["时间", "内容"], [None, "开展普法宣传"], sheet="2025年6月")
    assert doubts(found, 2) == [("date", ("2025-06-01/2025-06-30",))]


def test_a_row_without_any_day_is_left_out_with_a_reason() -> None:
    found = table(["时间", "内容"], [None, "开展普法宣传"])
    assert "没写日期" in row(found, 2).reason


def test_a_day_in_the_text_that_contradicts_the_column_is_asked_about() -> None:
    found = table(["日期", "内容"], [date(2025, 3, 8), "3月5日在文化广场开展普法宣传"])
    assert doubts(found, 2) == [("date", ("2025-03-08", "2025-03-05"))]


def test_a_count_in_the_text_that_contradicts_the_column_is_asked_about() -> None:
    found = table(["日期", "内容", "资料份数"], [date(2025, 3, 8), "开展普法宣传，发放资料200份", 300])
    assert doubts(found, 2) == [("figure", ("300", "200"))]
    assert values(row(found, 2).drafts[0])["资料"] == 300


def test_a_count_that_cannot_be_read_is_asked_about() -> None:
    found = table(
        ["日期", "内容", "参加人数"],
        [date(2025, 3, 8), "开展普法宣传", "若干"],
        [date(2025, 3, 9), "开展普法宣传", 30],
    )
    assert [part for part, _ in doubts(found, 2)] == ["figure"]
    assert row(found, 3).verdict is Verdict.CLEAR


def test_work_of_no_known_kind_is_asked_about() -> None:
    found = table(["日期", "内容"], [date(2025, 3, 8), "大扫除"])
    assert row(found, 2).drafts[0].kind == "其他"
    assert [part for part, _ in doubts(found, 2)] == ["kind"]


def test_cells_merged_downwards_hold_for_each_row_but_a_count_counts_once() -> None:
    found = table(
        ["日期", "地点", "内容", "参加人数"],
        [date(2025, 3, 8), "文化广场", "上午开展普法宣传", 80],
        [None, None, "下午开展普法宣传", None],
        merged=["A2:A3", "B2:B3", "D2:D3"],
    )
    drafts = [one.drafts[0] for one in found.rows]
    assert [(draft.on, draft.place) for draft in drafts] == [(date(2025, 3, 8), "文化广场")] * 2
    assert [values(draft).get("受众") for draft in drafts] == [80, None]


def test_a_head_that_is_printed_again_on_the_next_page_is_no_row() -> None:
    heads: list[object] = ["日期", "地点", "内容"]
    found = table(
        heads, [date(2025, 3, 8), "广场", "普法宣传"], list(heads), [date(2025, 3, 9), "广场", "普法宣传"]
    )
    assert [one.number for one in found.rows] == [2, 4]


def test_two_columns_of_one_measure_are_added_and_others_only_kept() -> None:
    found = table(
        ["日期", "活动内容", "折页（份）", "手册（册）", "志愿者人数"],
        [date(2025, 3, 8), "普法宣传", 100, 50, 6],
    )
    assert values(row(found, 2).drafts[0])["资料"] == 150
    assert "志愿者人数" in found.sheets[0].unread


def test_a_share_that_a_cell_shows_is_a_share() -> None:
    made = table(["日期", "内容", "合格率"], [date(2025, 3, 8), "学法考试", "95.2%"], sheet="学法考试")
    figures = {one.measure: one.value for one in row(made, 2).drafts[0].figures}
    assert figures == {"合格率": Decimal("95.2")}


def test_a_file_without_a_table_says_what_a_head_needs() -> None:
    with pytest.raises(UnreadableWorkbookError, match="表头"):
        table(["随便", "写写"], ["没有", "表"])


def test_a_sheet_that_is_no_table_is_told_and_the_others_are_read() -> None:
    found = read(("说明", [["本表由各村填写"]], []), ("台账", [["日期", "内容"], ["3月5日", "普法宣传"]], []))
    assert [bool(sheet.remark) for sheet in found.sheets] == [True, False]
    assert len(found.rows) == 1


def test_plans_are_asked_about() -> None:
    found = table(["日期", "内容"], [date(2025, 3, 8), "计划开展普法宣传"])
    assert "intent" in [part for part, _ in doubts(found, 2)]


def test_each_row_of_a_mixed_ledger_has_the_kind_that_its_label_tells() -> None:
    found = table(
        ["起止时间", "工作\n类别", "工作事项", "工作情况\n（简要）", "参与\n人员", "责任部门"],
        ["2025年1月8日", "会议", "领导小组会议", "研究工作要点，审议议题4项", "班子成员12人", "党政办"],
        ["1月15日-1月17日", "培训", "执法业务培训", "为期3天，24学时", "38人", "执法队"],
        ["2月", "执法检查", "烟花爆竹检查", "发现隐患6处，已整改5处", None, "应急办"],
        ["一季度", "信访", "信访接待", "受理信访件23件，办结22件", None, "信访办"],
        ["全年", "行政复议", "", "无行政复议、行政诉讼案件", None, "司法所"],
        sheet="2025年工作记录",
    )
    assert [[(draft.kind, values(draft)) for draft in one.drafts] for one in found.rows] == [
        [("专题会议", {"会议": "implied", "参会": 12, "议题": 4})],
        [("法治培训", {"培训": "implied", "参训": 38, "学时": 24})],
        [("行政检查", {"检查": "implied"}), ("隐患整改", {"隐患": 6, "整改": 5})],
        [("信访", {"受理": 23, "办结": 22})],
        [("行政复议诉讼", {"复议": 0, "诉讼": 0})],
    ]
    assert (found.rows[1].drafts[0].on, found.rows[1].drafts[0].until) == (
        date(2025, 1, 15),
        date(2025, 1, 17),
    )
    assert found.rows[4].drafts[0].until == NOW.date()


def test_a_village_table_of_a_month_keeps_what_is_left_apart_from_what_is_done() -> None:
    found = table(
        ["2025年5月矛盾纠纷排查调处统计表", None, None, None, None],
        ["村（社区）", "排查数", "化解数", "未化解", "备注"],
        ["虹桥村", 12, 11, 1, None],
        ["柳湾村", "/", "/", "/", "无"],
        ["填表人：某某    审核人：某某", None, None, None, None],
        sheet="月报",
    )
    (draft,) = row(found, 3).drafts
    assert (draft.kind, draft.on, draft.until) == ("矛盾排查", date(2025, 5, 1), date(2025, 5, 31))
    assert values(draft) == {"排查": 12, "化解": 11}
    assert [bool(one.drafts) for one in found.rows] == [True, False, False]


def test_what_was_done_in_which_form_tells_the_kind() -> None:
    found = table(
        ["时间", "形式", "主题", "场次", "受益人数", "资料发放数"],
        ["2025/1/20", "入户宣传", "反诈", 1, 45, 100],
        ["2025/2/14", "法治讲座", "婚姻家庭法律", 2, 90, 80],
        sheet="虹桥村",
    )
    assert [(one.drafts[0].kind, values(one.drafts[0])) for one in found.rows] == [
        ("普法活动", {"活动": 1, "受众": 45, "资料": 100}),
        ("法治讲座", {"讲座": 2, "听众": 90, "资料": 80}),
    ]
