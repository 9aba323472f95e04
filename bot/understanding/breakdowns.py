"""Counts that only break a whole down by what no measure tells apart: "调解12件，村级8件，镇级4件"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.lexicon import MeasureWords
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene, Track
from storage.records import Hedge

_CASES = frozenset(["件", "起", "宗", "例", "桩", "件次", "个", "次", "处", "场", "期"])
# Broken down in their own unit alone, as cases are in any ("8件：3起、5件").
_OWN = frozenset(["次", "处", "场", "期"])
_SESSIONS = frozenset(["次", "场", "期"])
_WHOLES = frozenset(
    ["调解", "排查", "受理", "工单", "办件", "检查", "隐患"]
)  # broken down by source and sort
_LABEL = Pattern(
    r"(?:其中|包括|分别[是为]?|来源)?：?(?P<of>(?!还|在|未|没|[剩其]?余|剩|另|尚|[一总合]?共)[\u4e00-\u9fff]{2,8}?)"
    r"(?:的|各?有|共|是|为)*：?"
)
_KINDS = ("信访", "热线", "普法", "社矫", "治安", "刑事")  # works of their own, named like sorts
_MARKS = "，、；。：（ \n"
_MOST = 10  # sorts
_BACK = 8  # counts: so far before its parts the whole may stand


def without(scene: Scene) -> Scene:
    """The page without the counts, two or more in a row, that add up to a whole told before them."""
    counts = list(scene.counts.things)
    dropped: set[int] = set()
    for first in range(1, len(counts)):
        if first not in dropped and (last := _last_part(scene, counts, first)):
            dropped |= set(range(first, last))
    if not dropped:
        return scene
    kept = [count for index, count in enumerate(counts) if index not in dropped]
    shares = [(counts[index - 1].end, counts[index].numeral) for index in sorted(dropped)]
    return replace(scene, counts=Track(kept, lambda count: count.numeral), shares=shares)


def _last_part(scene: Scene, counts: Sequence[Count], first: int) -> int | None:
    """The end of the run of counts from `first` that breaks down one of those before; None without one."""
    own = counts[first].unit if counts[first].unit in _OWN else ""
    before = [one for one in counts[max(0, first - _BACK) : first] if _is_cases(one)]
    wholes = {one.value for one in before if (one.unit if one.unit in _OWN else "") == own}
    added = counts[first].value
    for last in range(first + 1, min(first + _MOST, len(counts)) + 1):
        one = counts[last - 1]
        alike = one.unit == counts[first].unit and one.unit in {*_CASES, ""} and one.hedge is Hedge.EXACT
        if not alike or not _is_a_sort(scene, counts, last - 1):
            return None
        if last - first > 1:
            added += one.value
            if added in wholes:
                return last
    return None


def _is_cases(count: Count) -> bool:
    return count.unit in _CASES and count.value > 1


def _is_a_sort(scene: Scene, counts: Sequence[Count], index: int) -> bool:
    """Whether a count only has a name before it that no measure but the whole's own goes by.

    依申请 and 主动调解 are such; not 成功 or 协议, nor 调解 alone, which is a work beside.
    """
    count = counts[index]
    end = counts[index - 1].end
    start = max(end, 1 + max(scene.text.rfind(mark, end, count.numeral) for mark in _MARKS))
    label = _LABEL.fullmatch(scene.text, start, count.numeral)
    parted = start == end or scene.text[start - 1] in _MARKS  # "调解三起邻里两起地界一起"
    if not parted or label is None or scene.dates.within(label.start(), label.end()):
        return False
    told = {cue.kind for cue in scene.cues.things}
    named = [
        (noun, scene.lexicon.measures[sense.kind][sense.measure])
        for noun in scene.nouns.within(label.start("of"), label.end())
        for sense in noun.senses
        if sense.kind in told and not (sense.general or sense.lent)
    ]
    named = [(noun, words) for noun, words in named if _may_count(words, count)]
    last = [(noun, words) for noun, words in named if noun.end >= label.end("of")]
    return not (
        label["of"].endswith(_KINDS)
        or any(words.base or words.raises for _, words in named)
        or any(words.measure not in _WHOLES for _, words in last)
        or any(noun.word == words.measure and noun.start == label.start("of") for noun, words in last)
    )


def _may_count(words: MeasureWords, count: Count) -> bool:
    """Whether a measure takes a count's unit: "企业8次" are no visits to firms, which go by 家."""
    if count.unit in _SESSIONS:
        return bool(words.base) or count.unit in words.units
    return count.unit in words.units | words.also if count.unit else words.measure != "金额"
