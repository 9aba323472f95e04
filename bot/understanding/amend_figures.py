"""The figures that a correction sets: each new count with the words that tell which it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding import lexicon
from bot.understanding.amend_roles import HINTS, REACH, Said, clause_index, roles
from bot.understanding.amend_words import NOUGHTS, OF_CORRECTION
from bot.understanding.indexes import Found
from bot.understanding.lexicon import Sense
from bot.understanding.meaning import NewFigure, Setting
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.resolving import UNITS_OF
from bot.understanding.scene import Scene
from storage.catalogue import bundled

_ZERO = Pattern(rf"(?P<sign>少|漏|多)(?:写|打|输|填|敲|加|按|报)?了?{NOUGHTS}")
_UNIT = Pattern("(?:金额|罚款|钱)的?单位[^，。\n]{0,6}?是万元|单位(?:少|漏)了?个?万")
_HINT = Pattern(HINTS)


_HAS_ITS_OWN = Pattern(r"数?(?:改|应|[是为])?[成为是]?\d")  # "听众改69资料改58": 资料 is of the next
_ANY = ("", "个", "次")


def new_figures(
    scene: Scene, kind: str | None, taken: Iterable[tuple[int, int]] = ()
) -> tuple[NewFigure, ...]:
    """What a correction sets, in text order. `kind`: the kind of the entry, where the words tell it.

    `taken`: spans that hold an entry's number. A difference ("漏了2件") counts where no new value is said.
    """
    zeros = [zero.span() for zero in _ZERO.finditer(scene.text)]
    said = roles(scene, [*taken, *zeros])
    chosen = [one for one in said if one.role == "new"]
    olds = [one for one in said if one.role == "old"]
    found = [_figure(scene, one, kind, _old_of(scene, one, olds, len(chosen))) for one in chosen]
    found = [
        one for place, one in enumerate(found) if not any(_is_same(one, other) for other in found[:place])
    ]
    changes = [_figure(scene, one, kind, None) for one in said if one.role in ("more", "less")]
    if not found:
        twice = [one for one in changes[:-1] if one.value == changes[-1].value]
        found = [one for one in changes if one not in twice]  # "漏报了3件，上一条调解加3"
    elif all(one.hint for one in found):  # "资料少报了20份，听众改成80"; a reason speaks of what is set
        told = {word for one in found for word in (one.measure, one.hint)} | {""}
        found += [one for one in changes if told.isdisjoint((one.measure, one.hint)) and one.unit not in _ANY]
    if unit := _UNIT.search(scene.text):
        return (NewFigure(Decimal(10_000), setting=Setting.TIMES, measure="金额", hint=unit.group()),)
    if zero := _ZERO.search(scene.text):
        if not found:
            return (_times(scene, zero, kind),)
        found = [one if one.old else replace(one, old=one.value / _factor(zero)) for one in found]
    return (*found, *_all_of_them(scene, chosen, found))


def _is_same(one: NewFigure, other: NewFigure) -> bool:
    """Whether a figure is only said again: "42写成69了，改回42"."""
    return (one.value, one.measure, one.hint, one.unit) == (
        other.value,
        other.measure,
        other.hint,
        other.unit,
    )


_ALL_DONE = Pattern("(?:都|全部?|均|也都)(?:已经?|调解)?(?:成功|调成|谈成|成)了?(?=[，。；！!]|$)")
_CASES = frozenset(("件", "起", "宗", "例"))


def _all_of_them(scene: Scene, chosen: Sequence[Said], found: Sequence[NewFigure]) -> list[NewFigure]:
    """改成2件，都成功了: as many succeeded as were mediated."""
    done = _ALL_DONE.search(scene.text)
    before = [one for one in chosen if done and one.role == "new" and one.count.end <= done.start()]
    cases = [one for one in before if one.count.unit in _CASES]
    if done is None or len(cases) != 1 or any(one.measure == "成功" for one in found):
        return []
    if scene.text[cases[0].count.end : done.start()].strip() == "":
        return []  # 两起都成了: the count itself is of those that succeeded
    count = cases[0].count
    return [NewFigure(count.value, count.hedge, "成功", count.unit, done.group())]


# 传单不要了, 横幅那个数删掉, 删掉资料: a figure, where 传单那条删掉 and 发传单的删掉 mean the entry.
_OUT = "删掉|删了|删除|删去|去掉|不要了?|不算|划掉|取消"
_TAKEN_OUT = Pattern(
    rf"(?:那|这)?[个项栏行]?(?:的?(?:数字?|数量|[份人条块件]数))?(?:也|就|都|全|先|请)?"
    rf"(?:(?:没[发有用做来挂摆办搞]的?|没得|多写了?|写多了)[，, ]*(?:请|把它)?)?"
    rf"(?:{_OUT}|没[发有用做挂摆](?=[了的吧。！!]*$))"
)
_TAKES_OUT = Pattern(rf"(?:{_OUT})(?:那|这)?[个项栏]?$")


def dropped_figures(scene: Scene) -> tuple[str, ...]:
    """The words of figures that a correction takes out of an entry; what a kind counts first is the entry."""
    words = []
    for noun in names(scene, 0, len(scene.text)):
        first = any(bundled().kind(sense.kind).primary == sense.measure for sense in noun.senses)
        if len(noun.word) < 2 or first:
            continue
        behind = scene.text[noun.end :].startswith(("那", "这", "数", "的数", "一", "，", "。", "吧", "了"))
        asked = _TAKES_OUT.search(scene.text[: noun.start]) and (behind or noun.end == len(scene.text))
        entry = re.match("[那这]一?[条场次笔件]", scene.text[noun.end :]) or _is_entry(scene, noun)
        if not entry and (asked or _TAKEN_OUT.match(scene.text, noun.end)):
            words.append(noun.word)
    return tuple(dict.fromkeys(words))


def _is_entry(scene: Scene, noun: Found[Sense]) -> bool:
    """Whether a word is of the entry itself: 那条接待删掉, by the measure that its kind has first."""
    firsts = {bundled().kind(sense.kind).measures[0].name for sense in noun.senses}
    named = any(sense.measure in firsts for sense in noun.senses)
    return named and re.search("那一?[条场次笔件个]$", scene.text[: noun.start]) is not None


def _old_of(scene: Scene, one: Said, olds: Sequence[Said], chosen: int) -> Decimal | None:
    """The wrong value that a new one replaces: the one beside it, or the only one."""
    index = bisect_right(olds, one.count.start, key=lambda old: old.count.start)
    beside = olds[max(0, index - 1) : index + 1]
    near = min(beside, key=lambda old: abs(old.count.start - one.count.start), default=None)
    if near is None or (chosen > 1 and abs(near.count.start - one.count.start) > 12):
        return None
    return near.count.value


def _figure(scene: Scene, one: Said, kind: str | None, old: Decimal | None) -> NewFigure:
    setting = Setting.REPLACE if one.role == "new" else Setting.ADD
    value = -one.count.value if one.role == "less" else one.count.value
    measure, word, start = _measure(scene, one, kind)
    said = scene.text[start : one.count.numeral]
    return NewFigure(value, one.count.hedge, measure, one.count.unit, word, old, setting, said)


_OF_CORRECTION = Pattern(OF_CORRECTION)
_ANY_COUNT = frozenset(("数量", "数字", "数据", "数目", "件数", "次数", "个数"))  # said of any measure


def names(scene: Scene, start: int, end: int) -> list[Found[Sense]]:
    """The measures' words in a stretch, without those of the correction itself ("报错了" is no 报考)."""
    taken = [found.span() for found in _OF_CORRECTION.finditer(scene.text)]
    return [
        noun
        for noun in scene.nouns.within(start, end)
        if noun.word not in _ANY_COUNT
        and (len(noun.word) > 1 or noun.word == "人")
        and not any(left < noun.end and noun.start < right for left, right in taken)
    ]


def _measure(scene: Scene, one: Said, kind: str | None) -> tuple[str | None, str, int]:
    """The measure that the words by a count tell, the word, and where they start; else in earlier clauses."""
    for start in (one.left, *_earlier(scene, one.left)):
        left = max(start, one.count.numeral - REACH)
        nouns = _nouns(scene, one, left)
        hint = _last(_HINT, scene.text, left, one.count.numeral)
        if hint in UNITS_OF or (hint and nouns):
            return _agreed(nouns, one.count, kind, UNITS_OF.get(hint)), hint, left
        for noun in nouns:
            if _senses(noun, one.count, kind):
                return _agreed([noun], one.count, kind), noun.word, left
    start = next(iter(_earlier(scene, one.left)), one.left)
    return None, "", max(start, one.count.numeral - REACH)


def _nouns(scene: Scene, one: Said, left: int) -> list[Found[Sense]]:
    """The measures' words by a count, nearest first: those before it, and what follows at once (50个水杯)."""
    found = [noun for noun in names(scene, left, one.right) if noun.end <= one.right]
    after = [
        noun
        for noun in found
        if 0 <= noun.start - one.count.end <= 1 and not _HAS_ITS_OWN.match(scene.text, noun.end)
    ]
    return after + [noun for noun in found if noun.end <= one.count.numeral][::-1]


def _senses(
    noun: Found[Sense], count: Count, kind: str | None, units: Sequence[str] | None = None
) -> list[Sense]:
    """The senses of a word that a count may have by kind, counted word, and the units that a hint allows."""
    found = []
    for sense in noun.senses:
        words = lexicon.bundled().measures[sense.kind][sense.measure]
        counted = not count.unit or count.unit in words.units or count.unit in words.also
        unit = bundled().kind(sense.kind).measure(sense.measure).unit
        if kind in (None, sense.kind) and counted and (units is None or unit in units):
            found.append(sense)
    return [sense for sense in found if not sense.general] or found


def _agreed(
    nouns: Sequence[Found[Sense]],
    count: Count,
    kind: str | None,
    units: Sequence[str] | None = None,
) -> str | None:
    """The measure of the first word that has any, where all its senses name the same."""
    for noun in nouns:
        if senses := _senses(noun, count, kind, units):
            measures = {sense.measure for sense in senses}
            return measures.pop() if len(measures) == 1 else None
    return None


def _earlier(scene: Scene, start: int) -> list[int]:
    """The starts of up to three clauses before a position, nearest first."""
    index = clause_index(scene, start)
    before = scene.clauses[max(0, index - 3) : index + 1]
    return [clause.start for clause in before if clause.start < start][::-1][:3]


def _factor(zero: re.Match[str]) -> Decimal:
    factor = Decimal(100 if (zero["count"] or "一")[0] in "两俩二2" else 10)
    return 1 / factor if zero["sign"] == "多" else factor


def _times(scene: Scene, zero: re.Match[str], kind: str | None) -> NewFigure:
    """少写个零 → ten times what stands there; the word before it tells the measure."""
    factor = _factor(zero)
    nouns = [noun for noun in scene.nouns.within(0, zero.start()) if noun.end <= zero.start()]
    senses = [s for s in nouns[-1].senses if kind in (None, s.kind)] if nouns else []
    measures = {sense.measure for sense in senses if not sense.general}
    hint = nouns[-1].word if senses else _last(_HINT, scene.text, 0, zero.start())
    return NewFigure(
        factor,
        measure=measures.pop() if len(measures) == 1 else None,
        hint=hint,
        setting=Setting.TIMES,
    )


def _last(pattern: Pattern, text: str, start: int, end: int) -> str:
    found = [match.group() for match in pattern.finditer(text, start, end)]
    return found[-1] if found else ""
