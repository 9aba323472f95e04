"""Counts of one measure that were added up, though they may not belong together: they are asked about."""

from collections.abc import Sequence

from bot.understanding.doubts import Worry
from bot.understanding.statements import Item, single, total

# Counted words that count the same sort of thing, by their last character.
_ALIKE = ("人名位号", "件起宗例桩", "场次期回趟堂节轮", "份本册张页", "元块万", "处个项条家户所")
_GOODS = frozenset(["资料", "宣传品"])  # which come in all units


def about_sums(items: Sequence[Item]) -> list[Worry]:
    """Several counts that were added, where nothing but their unit tells that they belong together."""
    by_measure: dict[str, list[Item]] = {}
    for item in items:
        by_measure.setdefault(item.measure, []).append(item)
    worries = (
        _worry(name, found) for name, found in by_measure.items() if len({one.words for one in found}) > 1
    )
    return [worry for worry in worries if worry]


def _worry(name: str, found: Sequence[Item]) -> Worry | None:
    """What is asked about several counts of a measure: whether they were rightly added, or rightly not."""
    if all(one.listed for one in found[1:]):
        return None
    said = "、".join(one.words for one in found)
    whole = total(found)
    if single(found) and whole.value == 1:
        return None  # 一名组长受处分，查处1人: said twice
    if single(found):
        return Worry("figure", f"{name}有{said}，先按{whole.value:f}记，对吗？", name)
    added = whole.value > max(one.value for one in found) or len({one.value for one in found}) == 1
    if added and (len({one.word for one in found}) < len(found) or _count_different_things(name, found)):
        return Worry("figure", f"{name}把{said}加在了一起，对吗？", name)
    return None


def _count_different_things(measure: str, found: Sequence[Item]) -> bool:
    """Whether counts go by words of different sorts: "暂扣炉子4个，查处2起"."""
    units = ["人" if one.words.endswith("人次") else one.words[-1:] for one in found]
    sorts = {next((alike for alike in _ALIKE if unit in alike), "") for unit in units}
    return measure not in _GOODS and len(sorts - {""}) > 1
