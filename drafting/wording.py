"""Figures as officials write them: 93 with 余 → 90余次, 17500元 → 1.75万元; an exact number stands exactly.

An approximate number is worded downwards with 余. 余 stands only over what is surely not above the truth: a
number that rests on 近, 约 or 左右 takes a floor strictly below it, or is printed as 约 itself.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from drafting.totals import Period, Total
from storage.records import Hedge

_WAN = Decimal(10000)
_LOSS = Decimal("0.10")  # what a floor may give away before a finer one is taken
_DOUBT = Decimal("0.10")  # what 近, 约, 左右 may overstate
# Units that are a matter of house style; 人 and 人次 are different things and never change places.
# 名 is no house word of a figure: it asks for a noun behind it (107名干部), which a figure does not have.
_STYLES = ({"件", "起", "宗"}, {"场次", "场", "次"})
# Kinds that take each other's house word where they have none, so that one style runs through the report.
_ALIKE = (("人民调解", "矛盾排查"), ("普法活动", "法治讲座", "法治培训"))


def word(total: Total, words: Mapping[str, str] | None = None) -> str:
    """The total as printed, with its unit in the house's words ({"人民调解": "起"})."""
    unit = house_unit(total.kind, total.unit, words or {})
    if total.unit == "%":
        return ("约" if total.approx else "") + plain(total.value) + unit
    if total.approx:
        return approximate(total.value, total.hedge, total.about) + unit
    if total.unit == "元" and total.value >= _WAN and total.value % 10 == 0:
        return plain(total.value / _WAN) + "万元"
    return plain(total.value) + unit


def house_unit(kind: str, unit: str, words: Mapping[str, str]) -> str:
    """The unit in the house's word for the kind, where that word is another style of the same unit."""
    alike = next((kinds for kinds in _ALIKE if kind in kinds), ())
    wanted = next((words[one] for one in (kind, *alike) if one in words), None)
    if wanted and any(unit in style and wanted in style for style in _STYLES):
        # A plain 次 counts acts as well as meetings: it becomes 场 only where the kind itself is said so.
        return unit if unit == "次" and kind not in words else wanted
    return unit


def plain(value: Decimal) -> str:
    """The number in full, without trailing zeros: 12650, 95.3."""
    return f"{value.normalize():f}"


def approximate(value: Decimal, hedge: Hedge, about: Decimal = Decimal(0)) -> str:
    """An approximate number in words, without its unit: 8000余, 2万余, 5.8万余, 约350.

    `about`: how much of it comes from parts that may be less.
    """
    floors = _floors(value)
    if hedge is not Hedge.AT_LEAST:
        lone = about == value and value in floors
        # A coarse floor lies strictly below; a finer one must leave room for what may be less.
        sure = value - _DOUBT * about
        floors = [] if lone else [f for n, f in enumerate(floors) if f < value and (n == 0 or f <= sure)]
    if not floors:
        return "约" + plain(value)
    near = [f for f in floors if (value - f) / value < _LOSS]
    floor = value if value in floors else [*near, floors[-1]][0]
    return (plain(floor / _WAN) + "万" if floor >= _WAN else plain(floor)) + "余"


def _floors(value: Decimal) -> list[Decimal]:
    """The number cut to its first digit, and to its first two, where tens or more are cut."""
    floors = []
    for digits in (1, 2):
        step = Decimal(1).scaleb(value.adjusted() + 1 - digits)
        if step >= 10:
            floors.append((value / step).to_integral_value(ROUND_FLOOR) * step)
    return floors


def months_in_words(months: Sequence[Period]) -> str:
    """Months of one year as a clerk lists them: 1月、3月至5月."""
    runs: list[list[int]] = []
    for month in (period.on.month for period in months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(f"{run[0]}月" if len(run) == 1 else f"{run[0]}月至{run[-1]}月" for run in runs)


def period_in_words(period: Period) -> str:
    """A span as a clerk says it: 5月, 1月至6月, 全年, or its days."""
    months = period.months()
    if months and (months[0].on, months[-1].until) == (period.on, period.until):
        return "全年" if len(months) == 12 else months_in_words(months)
    return f"{period.on.month}月{period.on.day}日至{period.until.month}月{period.until.day}日"
