"""What may be added up to one figure, what is asked about, and what is left alone."""

from datetime import datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")


def figures(text: str) -> dict[str, int]:
    return {one.measure: int(one.value) for entry in understand(text, AT).entries for one in entry.figures}


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("昨天整治夜市，收走煤炉4个，查处2起", "查处", 2),
        ("昨晚整治占道，暂扣秤杆3个，查处5起", "查处", 5),
        ("昨天整治违建，查处违建2起，拆除围墙80米", "查处", 2),
        ("上周把作坊查了一轮，检查31次", "检查", 31),
        ("昨天跟市监所查了6个零售点，联合执法一次，出动9人次", "出动", 9),
        ("上午开法治例会，听取四个站所汇报，参会25人", "参会", 25),
    ],
)
def test_counts_of_another_sort_are_not_added(text: str, measure: str, value: int) -> None:
    assert figures(text)[measure] == value


def test_goods_of_all_sorts_are_one_figure_that_nobody_asks_about() -> None:
    meaning = understand("昨天在渡口普法1场，送出毛巾85条、雨伞15把", AT)
    assert (figures("昨天在渡口普法1场，送出毛巾85条、雨伞15把")["宣传品"], meaning.doubts) == (100, ())


def test_what_a_count_names_itself_is_no_more_of_the_list_before() -> None:
    assert figures("5月合法性审查：合同7份、文件2份，审查共9件")["合同"] == 7


@pytest.mark.parametrize("spell", ["仨月", "俩月", "两个月", "仨礼拜"])
def test_how_long_a_quarrel_went_on_is_no_case(spell: str) -> None:
    assert figures(f"昨天把两家为烟囱闹了{spell}的纠纷调好了，算调解一件")["调解"] == 1


def test_shares_that_a_later_clause_tells_go_to_their_days() -> None:
    text = "11月9日和11日分别在柳湾村、石桥村讲反家暴法，各一场，两边来的姐妹分别是33人和29人"
    assert [
        [int(one.value) for one in entry.figures if one.measure == "听众"]
        for entry in understand(text, AT).entries
    ] == [[33], [29]]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("昨天在渡口普法，一人拿了一本册子，发出去38本", "资料", 38),
        ("10月普法3回，一回在渡口，发册子90份", "活动", 3),
        ("上月有一名组长挨了处分，查处1人", "查处", 1),
    ],
)
def test_one_of_a_thing_among_more_is_no_more_of_them(text: str, measure: str, value: int) -> None:
    assert figures(text)[measure] == value
