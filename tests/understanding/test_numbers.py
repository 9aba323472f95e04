"""Counts: numeral, hedge with its direction, counted word; and what only looks like one."""

from decimal import Decimal

import pytest

from bot.understanding.normalise import normalise
from bot.understanding.numbers import find_counts
from storage.records import Hedge

EXACT, LEAST, ABOUT = Hedge.EXACT, Hedge.AT_LEAST, Hedge.ABOUT


def counts(text: str) -> list[tuple[int | float, Hedge, str]]:
    found = find_counts(normalise(text).text)
    return [(float(one.value), one.hedge, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [
        ("发了300份", 300, EXACT),
        ("发了300多份", 300, LEAST),
        ("三百余份", 300, LEAST),
        ("2万余份", 20000, LEAST),
        ("1.2万份", 12000, EXACT),
        ("2万3千份", 23000, EXACT),
        ("1,200份", 1200, EXACT),
        ("１２０份", 120, EXACT),
        ("百余份", 100, LEAST),
        ("近千份", 1000, ABOUT),
        ("十来份", 10, LEAST),
        ("十几份", 10, LEAST),
        ("三四十份", 30, LEAST),
        ("十四五份", 14, LEAST),
        ("七八份", 7, LEAST),
        ("30-40份", 30, LEAST),
        ("大概200份", 200, ABOUT),
        ("200份左右", 200, ABOUT),
        ("200份以上", 200, LEAST),
        ("200份出头", 200, LEAST),
        ("少说也有200份", 200, LEAST),
        ("5000+份", 5000, LEAST),
        ("小二百份", 200, ABOUT),
        ("壹佰贰拾份", 120, EXACT),
        ("二百五十来份", 250, LEAST),
        ("百十份", 100, ABOUT),
        ("百儿八十份", 100, ABOUT),
        ("千儿八百份", 1000, ABOUT),
        ("十多二十份", 10, LEAST),
        ("百多两百份", 100, LEAST),
        ("成百份", 100, LEAST),
        ("二十啷当份", 20, LEAST),
        ("五十份不止", 50, LEAST),
        ("将近三百份", 300, ABOUT),
        ("二百三四十份", 230, LEAST),
        ("一千一百多份", 1100, LEAST),
    ],
)
def test_a_count_has_its_value_and_its_hedge(text: str, value: float, hedge: Hedge) -> None:
    assert counts(text) == [(value, hedge, "份")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12个人", "个人"),
        ("30号人", "号人"),
        ("11个人次", "个人次"),
        ("1.35万元", "元"),
        ("95.2%", "%"),
        ("俩", ""),
    ],
)
def test_the_counted_word_is_kept_as_written(text: str, unit: str) -> None:
    assert [one[2] for one in counts(text)] == [unit]


@pytest.mark.parametrize("text", ["百分之九十五点六", "95.6%", "95.6％"])
def test_shares_are_in_percent(text: str) -> None:
    assert [(value, unit) for value, _, unit in counts(text)] == [(95.6, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "三项制度",
        "八五普法",
        "12345工单",
        "12348热线",
        "110转来的",
        "第7期",
        "电话13900001234",
        "身份证51010119700101123X",
        "0551-1234567",
        "〔2024〕15号文",
        "302会议室",
        "21号楼",
        "上午9点半",
        "一村一法律顾问",
        "三所联动",
        "每季度1次",
        "每人一本",
        "一起把事情办了",
        "统一安排",
        "没有一件带病上会",
        "头一场",
        "二十届三中全会",
        "同比下降20%",
        "不少于40学时",
        "一件事",
        "八项规定",
        "限期11月底整改",
        "结合一起滥伐案例说法",
    ],
)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    units = {"", "□"}
    assert [one for one in counts(text) if one[2] not in units] == []


def test_counts_never_lie_outside_the_text() -> None:
    text = normalise("大概来了六十人上下，发了300多份，1.2万元").text
    for one in find_counts(text):
        assert 0 <= one.start <= one.numeral < one.end <= len(text)


def test_values_are_exact_decimals() -> None:
    assert find_counts("赔了1.1万元")[0].value == Decimal(11000)
