"""Which measure of a kind a column counts, by its head: 发放资料（份） of 普法活动 is 资料."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache

from bot.understanding import lexicon, understand
from bot.understanding.meaning import Intent, TownWords
from bot.understanding.normalise import normalise
from storage.catalogue import Kind, Measure, bundled

PEOPLE = frozenset({"人", "人次", "名", "位"})
_GROUPS = (
    PEOPLE,
    frozenset({"次", "场次", "场", "期", "回"}),
    frozenset({"件", "起", "宗", "例"}),
    frozenset({"份", "册", "本", "张"}),
    frozenset({"元", "块"}),
    frozenset({"%"}),
)
# What a head ends in, and the units that it may count; "" in front of a mere 数.
_TAILS = (
    ("人次", "人次"), ("人数", "人次"), ("份数", "份"), ("册数", "份"), ("次数", "次"), ("场次", "场次"),
    ("场数", "场次"), ("期数", "期"), ("件数", "件"), ("起数", "件"), ("宗数", "件"), ("条数", "条"),
    ("块数", "块"), ("户数", "户"), ("金额", "元"), ("经费", "元"), ("款", "元"), ("率", "%"), ("个数", "个"),
    ("处数", "处"), ("篇数", "篇"), ("部数", "部"), ("数量", ""), ("总数", ""), ("数", ""),
)  # fmt: skip
_SCALES = {"万": Decimal(10_000), "千": Decimal(1_000), "百": Decimal(100)}
_BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
_UNIT = re.compile(r"(?:单位[：:])?([万千百]?)([\u4e00-\u9fff%％]{0,3})")
_NOT_THE_AUDIENCE = re.compile("涉及|工作人员|志愿|干部|律师|民警|死|伤|刑|矫正|应到|请假")
_NOT_DONE = re.compile("未|待|不予|尚|拟")
_LEAST = 3.0
_PROBE = Decimal(3)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its words without brackets and blanks, and the unit and scale that it tells."""

    text: str
    words: str
    unit: str = ""
    scale: Decimal = Decimal(1)
    counts: bool = False  # it ends like a count, or has a unit in brackets


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column counts. `sure`: its own words say so, not only its unit."""

    kind: str
    measure: Measure
    sure: bool


@cache
def read_head(text: str) -> Head:
    """发放资料（份） → words 发放资料, unit 份; 金额（万元） → unit 元, scale 10000."""
    flat = re.sub(r"\s+", "", text)
    words = _BRACKETS.sub("", flat).strip("：:*")
    for inside in _BRACKETS.findall(flat):
        match = _UNIT.fullmatch(inside.strip())
        unit = match[2].replace("％", "%") if match else ""
        if match and _is_unit(unit):
            return Head(flat, words, unit, _SCALES.get(match[1], Decimal(1)), counts=True)
    for tail, unit in _TAILS:
        if words.endswith(tail):
            return Head(flat, words, unit, counts=True)
    return Head(flat, words)


def _is_unit(unit: str) -> bool:
    return unit in lexicon.bundled().units or any(unit in group for group in _GROUPS)


@cache
def measure_of(head: Head, kind: str) -> Counted | None:
    """The measure of the kind that fits the head best; None where none does."""
    row = bundled().kinds.get(kind)
    if row is None:
        return None
    scored = [(_score(head, row, measure), measure) for measure in row.measures]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] is None or best[0] < _LEAST:
        return _people_of(head, row)
    return Counted(kind, best[1], sure=best[0] >= 2 * _LEAST)


def _people_of(head: Head, kind: Kind) -> Counted | None:
    """参加人数 of a kind of event is whom that event counts: 受众, 听众, 参训 …"""
    if head.unit not in PEOPLE or kind.primary is None or _NOT_THE_AUDIENCE.search(head.words):
        return None
    people = (one for one in kind.measures if one.unit in PEOPLE and not one.stock)
    measure = next(people, None)
    return Counted(kind.name, measure, sure=False) if measure else None


def _score(head: Head, kind: Kind, measure: Measure) -> float:
    words = lexicon.bundled().measures.get(kind.name, {}).get(measure.name)
    units = {measure.unit, *(words.units if words else ())}
    if head.unit and not _fits(head.unit, units):
        return 0.0
    if _NOT_DONE.search(head.words) and not _NOT_DONE.search(measure.name):
        return 0.0  # 未化解 is not 化解
    if not head.unit and measure.unit == "%":
        return 0.0
    if words and any(word in head.words for word in words.excluded):
        return 0.0
    if head.words == measure.name or _strip_tail(head.words) == measure.name:
        return 20.0
    score = 2.0 if head.unit in units else 1.0 if head.unit else 0.0
    if measure.name in head.words:
        score += 5 + len(measure.name)
    score += _sense_score(head.words, kind.name, measure.name)
    if measure.name == kind.primary and (head.counts or not head.unit):
        score += 1.5
    return score


def _sense_score(text: str, kind: str, measure: str) -> float:
    best = 0.0
    for found in lexicon.bundled().nouns.find(normalise(text).text):
        for sense in found.senses:
            if (sense.kind, sense.measure) == (kind, measure):
                best = max(best, (3.0 if sense.general else 6.0) + len(found.word) / 10)
    return best


def _fits(unit: str, units: Iterable[str]) -> bool:
    group = next((group for group in _GROUPS if unit in group), frozenset({unit}))
    return any(one in group for one in units)


def _strip_tail(words: str) -> str:
    for tail in ("总数", "数量", "人数", "次数", "场次", "份数", "件数", "数"):
        if words.endswith(tail) and len(words) > len(tail):
            return words[: -len(tail)]
    return words


def counted_by_itself(head: Head, at: datetime, town: TownWords) -> Counted | None:
    """What a head counts without a kind given: 调解纠纷件数 is 人民调解's 调解.

    The head is read as a message that reports three of it.
    """
    if _NOT_DONE.search(head.words):
        return None
    words = _strip_tail(head.words)
    unit = head.unit or ("件" if head.words.endswith(("件数", "起数")) else "")
    strange = _strange_unit(head)
    texts = (f"{words}3{strange}",) if strange else (f"{words}3{unit}", f"{words}3次")
    for text in texts:
        meaning = understand(text, at, town)
        for draft in meaning.entries if meaning.intent is Intent.LOG else ():
            for figure in draft.figures:
                if figure.value == _PROBE and not figure.implied:
                    return Counted(draft.kind, bundled().kind(draft.kind).measure(figure.measure), True)
    return None


def _strange_unit(head: Head) -> str:
    """A unit in brackets that nothing in the catalogue is counted in: 车辆（台次）; or "" for none."""
    inside = (_UNIT.fullmatch(found.strip()) for found in _BRACKETS.findall(head.text))
    return next((found[2] for found in inside if found and found[2] and not _is_unit(found[2])), "")
