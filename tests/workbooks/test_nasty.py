"""Two ledgers as nasty as real ones: two-line heads, sums, days as text, sheets that repeat each other."""

from datetime import date
from decimal import Decimal

import pytest

from bot.workbooks import telling
from bot.workbooks.importing import preview
from bot.workbooks.values import ImportPreview, ImportRow
from storage.records import Hedge
from tests.workbooks.conftest import NOW, book
from tests.workbooks.test_foreign import ABOUT, LEAST, TOWN, row, values

HEAD = [
    "日期",
    "地 点",
    "活动名称",
    "主要内容",
    "受教育人数",
    "其中：未成年人",
    "发放资料\n（份/册）",
    "备 注",
]
EVENTS = (
    "普法",
    [
        ["青石镇司法所法治宣传教育工作台账"],
        ["单位：青石镇司法所（盖章）", None, None, None, None, None, None, "统计截止：2025.9.30"],
        ["活动情况", None, None, None, "效 果", None, None, "备 注"],
        [
            "日期",
            "地 点",
            "活动名称",
            "主要内容",
            "受教育人数",
            "其中：未成年人",
            "发放资料\n（份/册）",
            None,
        ],
        ["3.5", "文化广场", "学雷锋普法", "宣传民法典", "120", None, "300余", "另发环保袋50个"],
        ["3.12-14", "各村", "植树节法治宣传", "巡回宣讲3场", 240, None, 600, None],
        [45731, "中心小学", "法治进校园", "讲座1场", 350, 350, "约1.2千", "照片已存"],
        ["小计", None, None, None, 710, 350, 2100, None],
        HEAD,
        ["4月下旬", "柳湾村", "宪法进农村", "入户宣传", "２６０", None, "—", None],
        ["合　计", None, None, None, 970, 350, 2100, None],
        ["制表人：张某", "审核人：李某"],
    ],
    ["A1:H1", "A2:G2", "A3:D3", "E3:G3", "H3:H4"],
)
DISPUTES = (
    "纠纷",
    [
        ["矛盾纠纷排查化解台账"],
        ["序号", "登记时间", "当事人", "案由", "是否化解", "标的额（元）"],
        [1, "2025年3月2日", "甲某、乙某", "宅基地边界", "是", 20000],
        [2, "三月九日", "丙某", "相邻排水", "已化解", "0"],
        ["总计", "2件", None, None, "2件", 20000],
    ],
    ["A1:F1"],
)
SUMMARY = (
    "月度汇总",
    [
        ["工作月度汇总表"],
        ["月份", "普法活动（场）", "发放资料（份）", "调解纠纷（件）"],
        ["3月", 5, 2100, 2],
        ["4月", 1, 0, 0],
        ["8月", 2, 500, 1],
        ["合计", 8, 2600, 3],
    ],
    ["A1:D1"],
)
ITEMS = (("普法宣传活动", "场"), ("发放宣传资料", "份"), ("调解矛盾纠纷", "件"), ("出动车辆", "台次"))


def read(*sheets: tuple[str, list[list[object]], list[str]]) -> ImportPreview:
    return preview(book(*sheets), NOW, TOWN)


@pytest.fixture(scope="module")
def first() -> ImportPreview:
    return read(EVENTS, DISPUTES, SUMMARY)


def test_numbers_and_days_that_are_text_are_read(first: ImportPreview) -> None:
    (draft,) = row(first, 5, "普法").drafts
    assert draft.on == date(2025, 3, 5)
    assert values(draft) == {"活动": "implied", "受众": 120, "资料": (300, LEAST), "宣传品": 50}
    (draft,) = row(first, 7, "普法").drafts
    assert (draft.on, values(draft)["资料"]) == (date(2025, 3, 15), (1200, ABOUT))
    (draft,) = row(first, 10, "普法").drafts
    assert (draft.on, draft.until) == (date(2025, 4, 21), date(2025, 4, 30))
    assert values(draft)["受众"] == 260


def test_sums_printed_heads_and_foot_notes_are_no_events(first: ImportPreview) -> None:
    assert [one.number for one in first.rows if one.sheet == "普法" and one.drafts] == [5, 6, 7, 10]


def test_a_day_without_a_year_is_of_the_year_that_its_table_tells(first: ImportPreview) -> None:
    assert [one.drafts[0].on for one in first.rows if one.sheet == "纠纷" and one.drafts] == [
        date(2025, 3, 2),
        date(2025, 3, 9),
    ]


def test_a_table_without_any_year_is_of_the_year_of_the_others() -> None:
    dayless = (DISPUTES[0], [*DISPUTES[1][:2], *DISPUTES[1][3:]], DISPUTES[2])
    old = ("普法", [["2023年普法台账"], ["日期", "内容", "人数"], ["5.6", "普法宣传1场", 30]], ["A1:C1"])
    assert [one.drafts[0].on for one in read(old, dayless).rows if one.drafts] == [
        date(2023, 5, 6),
        date(2023, 3, 9),
    ]


def test_months_that_other_sheets_tell_event_by_event_are_not_counted_again(first: ImportPreview) -> None:
    """And a month that nobody tells otherwise is counted."""
    found = [one for one in first.rows if one.sheet == "月度汇总"]
    assert [bool(one.drafts) for one in found] == [False, False, True, False]
    assert "“普法”里已经有" in found[0].reason
    assert [(one.kind, values(one)) for one in found[2].drafts] == [
        ("普法活动", {"活动": 2, "资料": 500}),
        ("人民调解", {"调解": 1}),
    ]


def months(title: str, times: int) -> tuple[str, list[list[object]], list[str]]:
    """Items by months, in the village that the sheet is named after."""
    rows: list[list[object]] = [
        [f"{title}2025年法治工作进度表"],
        [],
        ["项目", "单位", "1月", "2月", "3月份", "全年合计"],
    ]
    for number, (name, unit) in enumerate(ITEMS, 1):
        rows.append([name, unit, number * times, None, "无", number * times])
    return title, rows, ["A1:F1"]


def of(found: ImportPreview, sheet: str) -> list[ImportRow]:
    return [one for one in found.rows if one.sheet == sheet and one.drafts]


def test_months_side_by_side_are_read_as_months() -> None:
    found = read(months("虹桥村", 10))
    one = row(found, 3)
    assert {draft.kind: values(draft) for draft in one.drafts} == {
        "普法活动": {"活动": 10, "资料": 20},
        "人民调解": {"调解": 30},
    }
    assert {(draft.on, draft.until) for draft in one.drafts} == {(date(2025, 1, 1), date(2025, 1, 31))}
    assert one.unit == "虹桥村"
    assert "第几列" in telling.short(found)


def test_a_sheet_of_the_whole_town_adds_up_the_villages() -> None:
    found = read(months("全镇", 20), months("虹桥村", 10), months("柳湾村", 10))
    assert of(found, "全镇") == []
    assert [len(of(found, unit)) for unit in ("虹桥村", "柳湾村")] == [2, 2]
    total = sum(
        figure.value
        for one in found.rows
        for draft in one.drafts
        for figure in draft.figures
        if figure.measure == "资料"
    )
    assert total == 40


def test_what_is_counted_in_a_unit_of_its_own_is_made_no_event() -> None:
    found = read(months("虹桥村", 10))
    assert {draft.kind for one in found.rows for draft in one.drafts} == {"普法活动", "人民调解"}
    assert "出动车辆（台次）" in found.sheets[0].unread


def test_hotlines_under_a_head_of_people_are_counts() -> None:
    rows: list[list[object]] = [["日期", "内容", "参加人数"]]
    rows += [
        [f"2025-03-0{day}", "普法宣传1场", count] for day, count in enumerate(("110", "120", "12345"), 1)
    ]
    found = read(("台账", rows, []))
    assert [values(one.drafts[0])["受众"] for one in found.rows] == [110, 120, 12345]
    assert all(figure.hedge is Hedge.EXACT for one in found.rows for figure in one.drafts[0].figures)
    assert all(isinstance(figure.value, Decimal) for one in found.rows for figure in one.drafts[0].figures)


def test_what_was_done_stands_with_its_counts_under_a_head_of_kinds() -> None:
    rows: list[list[object]] = [
        ["时间", "事项", "人数", "备注"],
        ["元月", "普法讲座2期", None, "领导带队"],
        ["一季度", "调解纠纷6件", None, None],
        ["6/18", "矛盾排查2次", None, None],
        ["6月19日", "法治讲座", 30, None],
        ["2.30", "普法宣传", 30, None],
        ["每周一", "法律咨询", None, "长期"],
    ]
    found = read(("2024年", rows, []))
    told = [{draft.kind: values(draft) for draft in one.drafts} for one in found.rows]
    assert told == [
        {"法治讲座": {"讲座": 2}},
        {"人民调解": {"调解": 6}},
        {"矛盾排查": {"行动": 2}},
        {"法治讲座": {"讲座": "implied", "听众": 30}},
        {},
        {},
    ]
    assert [one.reason for one in found.rows[4:]] == [
        "日期写的是“2.30”，看不出是哪天",
        "日期写的是“每周一”，看不出是哪天",
    ]
