"""Every work that a report may count, beside every period, every way to tell the period, and another work."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
TODAY = AT.date()
PERIODS = {
    "本月": (date(2026, 11, 1), date(2026, 11, 30)),
    "10月": (date(2026, 10, 1), date(2026, 10, 31)),
    "十月份": (date(2026, 10, 1), date(2026, 10, 31)),
    "上个月": (date(2026, 10, 1), date(2026, 10, 31)),
    "2026年10月": (date(2026, 10, 1), date(2026, 10, 31)),
    "10月1日至31日": (date(2026, 10, 1), date(2026, 10, 31)),
    "10月下旬": (date(2026, 10, 21), date(2026, 10, 31)),
    "9、10月": (date(2026, 9, 1), date(2026, 10, 31)),
    "第三季度": (date(2026, 7, 1), date(2026, 9, 30)),
    "上季度": (date(2026, 7, 1), date(2026, 9, 30)),
    "前三季度": (date(2026, 1, 1), date(2026, 9, 30)),
    "上半年": (date(2026, 1, 1), date(2026, 6, 30)),
    "1至10月": (date(2026, 1, 1), date(2026, 10, 31)),
    "截至10月底": (date(2026, 1, 1), date(2026, 10, 31)),
    "今年以来": (date(2026, 1, 1), TODAY),
    "截至目前": (date(2026, 1, 1), TODAY),
    "上周": (date(2026, 11, 9), date(2026, 11, 15)),
    "去年12月": (date(2025, 12, 1), date(2025, 12, 31)),
    "2025年": (date(2025, 1, 1), date(2025, 12, 31)),
}
FRAMES = (
    "{p}{w}",
    "{p}，{w}",
    "{p}：{w}",
    "{p}我镇{w}",
    "{p}全镇共{w}",
    "{p}累计{w}",
    "{w}（{p}）",
    "报一下{p}：{w}",
    "{p}{w}，请查收",
)
BESIDE = (
    "{p}{a}，{b}",
    "{p}{a}；{b}",
    "{p}{a}。{b}",
    "{p}{a} {b}",
    "{p}{a}，同时{b}",
    "{p}{a}，此外{b}",
    "{p}{a}，期间{b}",
    "{p}{a}+{b}",
    "{p}：1.{a}；2.{b}",
    "{p}一是{a}，二是{b}",
    "{p}①{a}②{b}",
    "{p}\n{a}\n{b}",
    "{p}完成：{a}，{b}",
    "{a}，{b}（{p}）",
)
# What people asked there is told of these works as well, and is not told apart by its words.
ASKED_AT = ("普法活动", "法律顾问")

Told = dict[tuple[str, str], tuple[int, date, date | None]]


def works() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("works.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    names = [name.split() for name, _ in rows]
    return [(kind, measure, row[1]) for (kind, measure), row in zip(names, rows, strict=True)]


def told(text: str) -> Told:
    return {
        (entry.kind, figure.measure): (int(figure.value), entry.on, entry.until)
        for entry in understand(text, AT).entries
        for figure in entry.figures
        if not figure.implied
    }


@pytest.mark.parametrize("period", PERIODS)
def test_a_work_is_counted_over_the_period_that_is_told(period: str) -> None:
    for number, (kind, measure, wording) in enumerate(works()):
        count = 2 + number % 28
        text = FRAMES[number % len(FRAMES)].format(p=period, w=wording.format(count))
        assert (text, told(text)) == (text, {(kind, measure): (count, *PERIODS[period])})


def pairs(shift: int) -> Iterator[tuple[tuple[str, str, str], tuple[str, str, str]]]:
    """Each work with the one so many places after it, where that is of another kind."""
    rows = works()
    for place, one in enumerate(rows):
        other = rows[(place + shift) % len(rows)]
        asked = "公共法律服务" in (one[0], other[0]) and {one[0], other[0]} & set(ASKED_AT)
        if one[0] != other[0] and not asked:
            yield one, other


@pytest.mark.parametrize("shift", [7, 23, 41])
@pytest.mark.parametrize("frame", BESIDE, ids=lambda frame: frame.replace("\n", "/"))
def test_two_works_told_together_have_one_period(frame: str, shift: int) -> None:
    period = "10月" if shift < 40 else "上周"
    for one, other in pairs(shift):
        text = frame.format(p=period, a=one[2].format(12), b=other[2].format(9))
        spans = PERIODS[period]
        assert (text, told(text)) == (text, {one[:2]: (12, *spans), other[:2]: (9, *spans)})
