"""Phrases that point at an entry, made of parts: which entry they name, and what is left to read."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest

from bot.understanding.amendments import read_amendment
from bot.understanding.likeness import likeness
from bot.understanding.pointing import find_pointer
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure, Unit, UnitLevel

AT = datetime.fromisoformat("2024-06-12T15:00+08:00")


def entry(
    number: int, kind: str, day: int, place: str | None, text: str, dispute: str = "", **held: int
) -> Entry:
    figures = tuple(Figure(measure, Decimal(value)) for measure, value in held.items())
    attributes = {"纠纷类型": dispute} if dispute else {}
    unit = Unit(1, 1, "石桥村", UnitLevel.VILLAGE)
    return Entry(
        number, 1, f"2024-{number}", kind, date(2024, 6, day), None, place, figures, attributes,
        text, text, unit, 1, "马秀英", AT.astimezone(UTC), EntryState.RECORDED,
    )  # fmt: skip


FAIR = entry(1, "普法活动", 11, "集市", "昨天在集市摆摊普法，发单子200份", 资料=200)
CLASS = entry(2, "法治讲座", 10, "镇中学", "前天请律师到镇中学讲法治课，听众60人", 听众=60)
WAGES = entry(3, "人民调解", 8, None, "一起是讨工钱的，赔了3600元", "劳动争议", 调解=1, 金额=3600)
LEAK = entry(4, "人民调解", 8, None, "一起是楼上漏水", "邻里", 调解=1)
STATION = entry(5, "行政检查", 5, "加油站", "5号到加油站检查3次", 检查=3)
ENTRIES = (FAIR, CLASS, WAGES, LEAK, STATION)
POINTERS = {
    FAIR.number: (
        "昨天那个",
        "摆摊那次",
        "那个发单子的",
        "集市那场",
        "昨天那场普法",
        "普法的那条",
        "集市摆摊那回",
    ),
    CLASS.number: (
        "那节课",
        "前天那场讲座",
        "镇中学那个",
        "法治课那次",
        "请律师的那条",
        "那个讲课的",
        "前天的课",
    ),
    WAGES.number: ("工钱那起", "讨工钱那件", "工钱的那条", "劳动争议那起"),
    LEAK.number: ("漏水那起", "楼上漏水那个", "漏水的那件"),
    STATION.number: ("加油站那个", "检查加油站那次", "5号那次检查", "加油站的检查"),
}
CHANGES = (
    "写错了，是7",
    "日期不对，是6月3日",
    "撤了吧",
    "报重了",
    "少写了一个零",
    "改成9",
    "再加4",
    "不是8，是9",
)
LEADS = ("", "不好意思，", "对了，", "麻烦把")


def meant(text: str) -> Entry | None:
    """The one entry that a text points at best."""
    pointer = find_pointer(text, AT)
    assert pointer is not None, text
    assert pointer.sign(text), text
    of_day = [one for one in ENTRIES if pointer.day is None or one.on == pointer.day.on]
    marks = {one.id: likeness(pointer.words, one, AT) if pointer.words else 1 for one in of_day}
    best = [one for one in of_day if marks[one.id] == max(marks.values())]
    return best[0] if len(best) == 1 and marks[best[0].id] else None


@pytest.mark.parametrize("wanted", ENTRIES, ids=lambda one: one.kind + one.words[:8])
def test_a_phrase_names_its_entry_and_no_other(wanted: Entry) -> None:
    texts = ["".join(parts) for parts in product(LEADS, POINTERS[wanted.number], CHANGES)][::3]
    assert [text for text in texts if meant(text) is not wanted] == []


def test_what_points_is_left_out_of_what_is_read() -> None:
    for phrase in POINTERS[STATION.number]:
        text = f"{phrase}写错了，是7次"
        pointer = find_pointer(text, AT)
        assert pointer is not None
        found = read_amendment(pointer.replaced(text), AT)
        assert [figure.value for figure in found.figures] == [7], text
        assert (found.on, found.kind, found.place, found.about_kind) == (None, None, None, None), text


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        ("倒数第二条撤了", "back", 2),
        ("上上条改成9", "back", 2),
        ("第二条不要了", "nth", 2),
        ("第3条写错了，是9", "nth", 3),
        ("上面两条都撤了吧", "many", 2),
        ("刚才那三条全删掉", "many", 3),
        ("2024-128是在村部", "number", "2024-128"),
        ("编号128改成9", "number", "128"),
        ("全部撤销", "whole", True),
        ("这两条都不要了", "many", 2),
    ],
)
def test_an_entry_is_also_named_by_its_number_or_its_order(text: str, part: str, value: object) -> None:
    pointer = find_pointer(text, AT)
    assert pointer is not None
    assert getattr(pointer, part) == value


@pytest.mark.parametrize(
    "text",
    [
        "上一条人数改成150",
        "刚报的那条撤了",
        "今天在集市摆摊普法，发单子200份，那个地方人多",
        "第一次全体会议审议议题6项",
        "那个人今天没来",
        "那个月的表交了",
    ],
)
def test_the_latest_and_what_the_message_tells_itself_are_not_pointed_at(text: str) -> None:
    assert find_pointer(text, AT) is None


def test_a_day_and_a_kind_that_are_told_with_counts_are_no_change() -> None:
    for text in (
        "昨天检查3次，复查不算",
        "昨天劝好一起物业纠纷，这起就算平了",
        "5号接待群众36人次，代写文书不算",
    ):
        pointer = find_pointer(text, AT)
        assert pointer is None or not pointer.sign(text), text


def test_every_kind_is_named_by_its_own_name() -> None:
    for kind in bundled().kinds.values():
        pointer = find_pointer(f"那条{kind.name}撤了", AT)
        assert pointer is not None, kind.name
        assert likeness(kind.name, entry(1, kind.name, 11, None, "昨天办的"), AT), kind.name
