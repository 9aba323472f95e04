"""How clauses become events: by day, place, kind and structure."""

from datetime import datetime

import pytest

from bot.understanding import TownWords, understand
from storage.records import EntryDraft

AT = datetime.fromisoformat("2024-06-20T16:00:00+08:00")


def entries(text: str, town: TownWords | None = None) -> tuple[EntryDraft, ...]:
    return understand(text, AT, town or TownWords()).entries


def outline(text: str) -> list[tuple[str, str, dict[str, float]]]:
    return [
        (one.kind, one.on.strftime("%m-%d"), {figure.measure: float(figure.value) for figure in one.figures})
        for one in entries(text)
    ]


def test_two_kinds_on_two_days_are_two_entries() -> None:
    assert outline("6月3日开展普法宣传1场，6月5日调解邻里纠纷2件") == [
        ("普法活动", "06-03", {"活动": 1}),
        ("人民调解", "06-05", {"调解": 2}),
    ]


def test_a_header_dates_the_list_below_it_but_not_items_with_a_day_of_their_own() -> None:
    text = "5月小结：\n1. 6月1日在柳林小学普法1场；\n2. 调解纠纷3件；\n3. 无行政复议。"
    assert [(kind, day) for kind, day, _ in outline(text)] == [
        ("普法活动", "06-01"),
        ("人民调解", "05-01"),
        ("行政复议诉讼", "05-01"),
    ]


def test_one_clause_may_tell_of_two_days() -> None:
    assert outline("上周二、上周四各办一次法治讲座，头一次35人，第二次29人") == [
        ("法治讲座", "06-11", {"讲座": 1, "听众": 35}),
        ("法治讲座", "06-13", {"讲座": 1, "听众": 29}),
    ]


def test_counts_are_dealt_out_to_the_villages_that_they_were_listed_for() -> None:
    found = entries("昨天双桥村和石滩村各办一场反诈讲座，双桥村41人，石滩村36人")
    assert [(one.place, float(one.figures[1].value)) for one in found] == [("双桥村", 41), ("石滩村", 36)]


def test_cases_told_one_by_one_are_entries_of_their_own() -> None:
    found = outline("昨天调了两起：一起是邻居漏水，一起是工地欠薪，赔了800元")
    assert [(kind, figures.get("金额")) for kind, _, figures in found] == [
        ("人民调解", None),
        ("人民调解", 800),
    ]


def test_a_breakdown_is_one_entry_and_no_addition() -> None:
    assert outline("本月调解：婚姻家庭3件、邻里4件，共7件") == [("人民调解", "06-01", {"调解": 7})]


def test_parts_are_not_added_to_their_whole() -> None:
    assert outline("本月调解11件，其中110转来4件") == [("人民调解", "06-01", {"调解": 11, "警情转调": 4})]


def test_a_running_total_after_its_increment_is_dropped() -> None:
    assert outline("昨天又创成民主法治示范村3个，今年一共7个") == [("示范创建", "06-19", {"创建": 3})]


def test_what_an_inspection_turned_up_is_an_entry_beside_it() -> None:
    assert outline("今天检查企业，发现隐患8处，全部整改") == [
        ("行政检查", "06-20", {"检查": 1}),
        ("隐患整改", "06-20", {"隐患": 8, "整改": 8}),
    ]


def test_a_standing_number_is_of_the_day_of_writing() -> None:
    assert sorted(outline("5月入矫2人，目前在册12人"), key=lambda one: one[1]) == [
        ("社区矫正", "05-01", {"入矫": 2}),
        ("社区矫正", "06-20", {"在册": 12}),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "measures"),
    [
        ("本月没有行政复议、行政诉讼案子", "行政复议诉讼", {"复议", "诉讼"}),
        ("5月行政复议、诉讼都是零", "行政复议诉讼", {"复议", "诉讼"}),
        ("没有发生脱管漏管", "社区矫正", {"脱管"}),
        ("信访积案已清零", "信访", {"积案"}),
        ("规范性文件今年没有制定", "规范性文件", {"制定"}),
        ("没有发生干预司法、插手案件的情况", "执纪监督", {"违规干预"}),
    ],
)
def test_zeros_are_said_in_words(text: str, kind: str, measures: set[str]) -> None:
    (entry,) = entries(text)
    assert entry.kind == kind
    assert {figure.measure for figure in entry.figures if figure.value == 0} == measures


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("昨天在文化广场搞了普法宣传", "文化广场"),
        ("普法宣传，地点二组梁家院子", "二组梁家院子"),
        ("今天走进柳林中学上法治课", "柳林中学"),
        ("在村里普法一场", None),
        ("给各村发了普法资料300份", None),
        ("今天在镇便民服务中心门口普法", "镇便民服务中心门口"),
    ],
)
def test_the_place_is_as_written_or_none(text: str, place: str | None) -> None:
    assert entries(text)[0].place == place


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("6月20日：上半年无行政诉讼案件", [("01-01", "诉讼", 0)]),
        ("今天报一下，5月调解6件", [("05-01", "调解", 6)]),
        (
            "一季度：1月调解3件，2月4件，3月2件",
            [("01-01", "调解", 3), ("02-01", "调解", 4), ("03-01", "调解", 2)],
        ),
        ("调解：3月6件，4月9件，5月没有", [("03-01", "调解", 6), ("04-01", "调解", 9), ("05-01", "调解", 0)]),
        ("社矫走访：3日3次，6日2次", [("06-03", "走访", 3), ("06-06", "走访", 2)]),
        ("上周小结：调解3件；本周：调解2件", [("06-10", "调解", 3), ("06-17", "调解", 2)]),
        ("6月3日调解2件、6月4日调解1件", [("06-03", "调解", 2), ("06-04", "调解", 1)]),
        ("4月3件，5月5件，都是调解的", [("04-01", "调解", 3), ("05-01", "调解", 5)]),
        ("4月、5月分别调解3件、2件", [("04-01", "调解", 3), ("05-01", "调解", 2)]),
        ("普法3月3场、4月2场，分别发资料50份和26份", [("03-01", "资料", 50), ("04-01", "资料", 26)]),
    ],
)
def test_what_a_list_leaves_out_is_taken_from_its_head(text: str, told: list[tuple[str, str, float]]) -> None:
    found = outline(text)
    assert len(found) == len(told)
    assert [
        (day, measure, figures.get(measure))
        for (_, day, figures), (_, measure, _) in zip(found, told, strict=True)
    ] == told


@pytest.mark.parametrize(
    "text",
    [
        "前天在石湾村、昨天在桥头村普法，分别发手册85本、70本",
        "前天、昨天分别在石湾村、桥头村普法，发手册85本、70本",
        "这个月普法两场：18日在石湾村，发手册85本；19日在桥头村，发手册70本",
        "普法2场：18日石湾村发手册85本，19日桥头村发手册70本",
    ],
)
def test_days_with_places_of_their_own_are_events_of_their_own(text: str) -> None:
    papers = [one.value for entry in entries(text) for one in entry.figures if one.measure == "资料"]
    assert [(one.place, str(one.on)) for one in entries(text)] == [
        ("石湾村", "2024-06-18"),
        ("桥头村", "2024-06-19"),
    ]
    assert papers == [85, 70]


def test_screenings_beside_mediations_keep_what_they_settled() -> None:
    assert outline("5月调解5件，排查矛盾4件，化解3件") == [
        ("人民调解", "05-01", {"调解": 5}),
        ("矛盾排查", "05-01", {"排查": 4, "化解": 3}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "昨天调解了两家的邻里纠纷，今早两家一起喝酒",
        "昨天调解1件，这个月已调解5件",
        "昨天调解1件，1到6月累计调解30件",
        "昨天调解1件，有事请打12348法律热线",
        "前天没调成的那件昨天调成了",
        "原定周五的调解提前到昨天，调好1件",
    ],
)
def test_what_only_follows_a_case_or_sums_up_is_no_entry(text: str) -> None:
    assert [(kind, day, figures["调解"]) for kind, day, figures in outline(text)] == [
        ("人民调解", "06-19", 1)
    ]


def test_a_spell_that_nobody_dated_is_asked_about() -> None:
    found = understand("开学以来普法4场", AT)
    assert [doubt.part for doubt in found.doubts] == ["date"]
    assert found.entries[0].until == AT.date()


def test_a_town_s_units_are_known_places() -> None:
    town = TownWords(units=("豆各庄村",))
    assert entries("昨天豆各庄村普法一场", town)[0].place == "豆各庄村"


def test_a_corrected_wording_decides_the_kind() -> None:
    text = "今天搞了田间小课堂，来了30人"
    town = TownWords(learned=(("田间小课堂", "法治培训"),))
    assert entries(text, town)[0].kind == "法治培训"


@pytest.mark.parametrize(
    ("text", "dispute"),
    [
        ("调解邻居漏水纠纷1件", "邻里"),
        ("调解一起工伤赔偿", "劳动争议"),
        ("两兄弟为宅基地吵架，调解好了", "房屋宅基地"),
        ("调解纠纷3件", None),
        ("调解：婚姻3件、邻里4件", None),
    ],
)
def test_the_dispute_s_type_is_told_by_its_words(text: str, dispute: str | None) -> None:
    assert entries(text)[0].attributes.get("纠纷类型") == dispute


def test_figures_keep_the_words_that_they_were_read_from() -> None:
    (entry,) = entries("昨天普法，发了300多份资料")
    assert [figure.words for figure in entry.figures if not figure.implied] == ["300多份"]
