"""Targets: read from settings, measured against the part of the year that has passed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot import goals
from bot.goals import Goal, Light
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure, Town, Unit, UnitLevel

NOW = datetime(2025, 6, 1, tzinfo=UTC)
UNITS = {name: Unit(n, 1, name, UnitLevel.VILLAGE) for n, name in enumerate(("柳树村", "桃林村"), 1)}


def entry(number: int, day: date, count: int, unit: str = "柳树村") -> Entry:
    figures = (Figure("活动", Decimal(count)),)
    return Entry(
        number, 1, f"2025-{number}", "普法活动", day, None, None, figures, {}, "", "", UNITS[unit], 1, "王芳",
        NOW, EntryState.RECORDED, (), NOW,
    )  # fmt: skip


def light(count: int, today: date, wanted: int = 40) -> Light:
    found = [entry(1, date(2025, 1, 5), count)] if count else []
    goal = Goal("普法活动", "活动", Decimal(wanted), 2025)
    (one,) = goals.progress([goal], found, bundled(), 2025, today)
    return one.light


@pytest.mark.parametrize(
    ("count", "today", "expected"),
    [
        (18, date(2025, 6, 30), Light.GREEN),
        (17, date(2025, 6, 30), Light.YELLOW),
        (12, date(2025, 6, 30), Light.YELLOW),
        (11, date(2025, 6, 30), Light.RED),
        (40, date(2025, 2, 1), Light.GREEN),
        (39, date(2025, 12, 31), Light.YELLOW),
        (40, date(2026, 1, 5), Light.GREEN),
        (0, date(2025, 3, 31), Light.RED),
    ],
)
def test_the_light_tells_whether_enough_is_done_by_now(count: int, today: date, expected: Light) -> None:
    assert light(count, today) is expected


def test_a_units_target_counts_its_own_alone() -> None:
    found = [entry(1, date(2025, 1, 5), 3), entry(2, date(2025, 1, 6), 4, "桃林村")]
    wanted = [Goal("普法活动", "活动", Decimal(10)), Goal("普法活动", "活动", Decimal(10), None, "桃林村")]
    town, unit = goals.progress(wanted, found, bundled(), 2025, date(2025, 6, 1))
    assert (town.value, unit.value) == (7, 4)
    assert goals.line(unit) == "🟢 桃林村 普法活动 活动：4/10场次（40%），绿灯"


def test_what_is_no_target_is_passed_over() -> None:
    rows = [
        {"kind": "普法活动", "measure": "活动", "value": "40", "year": 2025},
        {"kind": "普法活动", "measure": "活动", "value": "-1"},
        {"kind": "普法活动", "value": 3},
        {"kind": "没有", "measure": "活动", "value": 3},
        "乱写",
        {"kind": "普法活动", "measure": "活动", "value": "很多"},
    ]
    town = Town(1, "青石镇", "", "", settings={"targets": rows})
    assert [goal.kind for goal in goals.all_goals(town)] == ["普法活动", "没有"]
    assert [goal.kind for goal in goals.goals(town, 2024)] == ["没有"]
    assert goals.progress(goals.goals(town, 2024), [], bundled(), 2024, date(2024, 6, 1)) == []
    old = Town(1, "青石镇", "", "", settings={"targets": {"普法活动.活动": 20}})
    assert goals.all_goals(old) == [Goal("普法活动", "活动", Decimal(20))]
