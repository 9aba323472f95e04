"""Corrections put together from small parts: how the entry is pointed at, what is wrong, what is right."""

from datetime import date, datetime
from decimal import Decimal
from itertools import product

import pytest

from bot.understanding.amendments import read_amendment, resolve
from bot.understanding.meaning import Intent, TownWords
from bot.understanding.reader import understand
from storage.catalogue import bundled
from storage.records import Figure

AT = datetime.fromisoformat("2024-06-12T15:00+08:00")
TOWN = TownWords("青石镇", ("柳沟村", "石桥村"), "石桥村")
POINTERS = ("", "上一条", "刚才那条", "刚报的那条", "最后一条", "128号", "第128条", "昨天那条讲座")
LEADS = ("", "不好意思，", "手误，", "写错了，", "看串行了，", "上午弄错了，")
TAILS = ("", "，麻烦改一下", "，其余不变", "，我数错了", "，辛苦了")
# What the entry holds, and how its figures are called.
KIND = "法治讲座"
HELD = (Figure("听众", Decimal(68)), Figure("资料", Decimal(200)))
CALLED = {"听众": ("听众", "听众人数", "听课人数"), "资料": ("资料", "资料份数", "传单", "折页数量")}
# "{}" the figure; 45 is right, or 20 are to be added or taken off.
SETS = (
    *(
        "{}改成45",
        "{}应为45",
        "{}应该是45",
        "{}更正为45",
        "{}其实是45",
        "{}按45算",
        "{}45才对",
        "{}不对，应该是45",
    ),
    *("{}写成88了，应该是45", "{}记成88了，其实45", "{}误报为88，实为45", "{}填错了，填45", "{}报错了，改45"),
    *("{}多报了，实际45", "{}少算了，应该45", "{}报少了，有45", "{}又数了一遍，是45", "{}核对后是45"),
    *("{}不止30，是45", "{}不是88而是45", "{}从88改到45", "{}那个数写错了，45", "{}有误，正确数字是45"),
)
ADDS = ("{}再加20", "{}少报了20", "{}漏了20", "{}漏统计20", "{}还得再加20")
TAKES = ("{}减去20", "{}扣掉20", "{}多报了20", "{}去掉20", "{}里有20是重复的，扣掉")
GONE = ("{}撤了吧", "{}作废", "把{}删掉", "{}请撤回", "{}当我没说", "{}先别算", "撤回{}", "{}划掉")
REASONS = (
    "",
    "，重复了",
    "，活动没办成",
    "，是去年的",
    "，两个人都报了",
    "，跟前天那条是一回事",
    "，地点写错了",
)


def sample(*parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """One in a hundred of the product of the parts: each part meets many of the others."""
    return list(product(*parts))[::101]


def unlike(text: str, measure: str, value: int) -> str:
    """What is wrong with the reading of a correction, or ""."""
    if understand(text, AT, TOWN).intent is not Intent.AMEND:
        return f"{text}: no correction"
    found = resolve(read_amendment(text, AT, TOWN), bundled().kind(KIND), HELD)
    figures = [(one.measure, one.value) for one in found.change.figures]
    return "" if figures == [(measure, value)] and found.clear else f"{text}: {figures}"


@pytest.mark.parametrize("measure", CALLED)
@pytest.mark.parametrize(("frames", "change"), [(SETS, None), (ADDS, 20), (TAKES, -20)])
def test_a_corrections_figure_gets_its_value(
    frames: tuple[str, ...], change: int | None, measure: str
) -> None:
    held = next(int(one.value) for one in HELD if one.measure == measure)
    value = 45 if change is None else held + change
    wrong = [
        why
        for lead, pointer, frame, name, tail in sample(LEADS, POINTERS, frames, CALLED[measure], TAILS)
        if (why := unlike(lead + pointer + frame.format(name) + tail, measure, value))
    ]
    assert wrong == []


def test_what_is_said_with_a_withdrawal_is_its_reason() -> None:
    for pointer, frame, reason in product(POINTERS[1:], GONE, REASONS):
        text = frame.format(pointer) + reason
        found = read_amendment(text, AT, TOWN)
        assert understand(text, AT, TOWN).intent is Intent.AMEND, text
        assert (found.withdraw, found.figures, found.on) == (True, (), None), text


@pytest.mark.parametrize("pointer", POINTERS[1:])
def test_days_places_and_kinds_are_corrected_too(pointer: str) -> None:
    for frame in ("{}日期错了，是6月3日", "{}日期改成6月3号", "{}时间写错了，应该是3号"):
        assert read_amendment(frame.format(pointer), AT, TOWN).on == date(2024, 6, 3)
    for frame in (
        "{}地点错了，是镇中学",
        "{}不在石桥村，是在镇中学",
        "{}地点补一下，镇中学",
        "{}实际地点是镇中学",
    ):
        assert read_amendment(frame.format(pointer), AT, TOWN).place == "镇中学"
    for frame in (
        "{}类型错了，应该是培训",
        "{}不是讲座，是培训",
        "{}不是讲座，算培训",
        "{}不该算讲座，该算培训",
    ):
        assert read_amendment(frame.format(pointer), AT, TOWN).kind == "法治培训"


def test_an_increment_stands_beside_the_new_value_of_another_figure() -> None:
    found = read_amendment("上一条资料少报了20份，听众改成45人", AT, TOWN)
    change = resolve(found, bundled().kind(KIND), HELD).change
    assert {one.measure: int(one.value) for one in change.figures} == {"听众": 45, "资料": 220}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("昨天整改隐患6处，督促商户更正登记信息3条", Intent.LOG),
        ("昨天调解老赵家欠条少写一千块的事，双方签了协议", Intent.LOG),
        ("今天评查案卷5件，发现文书写错3处，已要求更正", Intent.LOG),
        ("昨天普法，受众60人，比上次多了10人", Intent.LOG),
        ("昨天那起打架的事调成了，赔了300块", Intent.LOG),
        ("讲座原计划60人，昨天实际到了52人", Intent.LOG),
        ("补报昨天调解2件", Intent.LOG),
        ("取消的那场讲座昨天补上了，听众44人", Intent.LOG),
        ("发错群了", Intent.CHAT),
        ("大家填表时看清楚别填错", Intent.CHAT),
        ("我电话改了，新号13800001111", Intent.CHAT),
        ("老张把钱算错了，笑死", Intent.CHAT),
        ("刚才那条路堵死了", Intent.CHAT),
        ("昨天的讲座取消了", Intent.CHAT),
        ("128号撤了没有", Intent.QUERY),
        ("128号改成多少了", Intent.QUERY),
        ("怎么撤销上一条", Intent.QUERY),
        ("调解改成5件了没有", Intent.QUERY),
        ("讲座改到6月27日了", Intent.PLAN),
        ("调解时间改为下周一上午九点，双方都到", Intent.PLAN),
    ],
)
def test_the_words_of_correction_said_of_something_else_correct_nothing(text: str, intent: Intent) -> None:
    assert understand(text, AT, TOWN).intent is intent
