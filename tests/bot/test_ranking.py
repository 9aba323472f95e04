"""Units side by side, and figures beside those of before."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot import comparing, ranking
from bot.widths import padded, width, wrapped
from drafting.totals import Period, Rule, Total
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure, Hedge, Unit, UnitLevel

NOW = datetime(2025, 6, 1, tzinfo=UTC)
UNITS = [
    Unit(1, 1, "柳树村", UnitLevel.VILLAGE),
    Unit(2, 1, "桃林社区", UnitLevel.VILLAGE),
    Unit(3, 1, "河口村", UnitLevel.VILLAGE),
    Unit(4, 1, "司法所", UnitLevel.TOWN),
]


def entry(number: int, unit: Unit) -> Entry:
    figures = (Figure("活动", Decimal(2)),)
    return Entry(
        number, 1, f"2025-{number}", "普法活动", date(2025, 6, 1), None, None, figures, {}, "", "", unit, 1,
        "王芳", NOW, EntryState.RECORDED, (), NOW,
    )  # fmt: skip


def test_villages_and_offices_are_ranked_apart_and_equals_share_a_place() -> None:
    found = [entry(1, UNITS[1]), entry(2, UNITS[1]), entry(3, UNITS[3])]
    ranked = ranking.ranked(UNITS, found, bundled(), Period.of_month(2025, 6))
    assert ranking.lines(ranked) == [
        "村和社区：",
        " 1 桃林社区 2条 普法4",
        " 2 柳树村　 0条",
        " 2 河口村　 0条",
        "镇级单位：",
        " 1 司法所 1条 普法2",
    ]


def total(value: int, hedge: Hedge = Hedge.EXACT) -> Total:
    return Total("普法活动", "活动", "场次", Decimal(value), Rule.SUM, (), hedge)


@pytest.mark.parametrize(
    ("now", "old", "said"),
    [
        (total(8), total(5), "+3"),
        (total(2), total(5), "-3"),
        (total(15), total(10), "+50%"),
        (total(8), total(20), "-60%"),
        (total(5), total(5), "持平"),
        (total(5), None, "新增"),
        (total(5), total(0), "新增"),
        (total(300, Hedge.AT_LEAST), total(200), "约+50%"),
    ],
)
def test_a_change_is_a_difference_where_small_and_a_percentage_where_not(
    now: Total, old: Total | None, said: str
) -> None:
    assert comparing.change(now, old) == said


def test_columns_are_as_wide_as_chinese_characters() -> None:
    assert (width("普法ab"), width("　")) == (6, 2)
    assert padded("普法", 8) == "普法　　"
    assert padded("ab", 5) == "ab　 "
    assert wrapped(["资料300份", "横幅8条", "展板12块"], "　", 2, 20) == [
        "　资料300份、横幅8条、",
        "　展板12块",
    ]
