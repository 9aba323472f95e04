"""What a question asks about: the kind of work, and which of its measures."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.understanding import entries, events, kinds, lexicon
from bot.understanding import scene as scenes
from bot.understanding.dates import find_dates
from bot.understanding.meaning import TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled

# The ledger's own doings, which name no kind.
_LEDGER_WORDS = frozenset(("记录", "登记", "填报", "上报", "报了", "来了", "有", "统计", "总数", "社区"))
_SHORT_NAME = 2  # characters: a name that says little by itself
# A count that is asked for, and a number in its place by which the reader of reports tells what it counts.
_ASKED_COUNT = Pattern(
    r"多少(?!有)|(?<![十百千万好])几(?=人次|场次|[个件场次条人份项户名期家起篇块处部宗堂趟回本张遍元轮])"
)
_UNIT_ASKED = Pattern(r"(?:多少|几)(?:人|场|[个件次条份项户名期家起篇块处部宗堂趟回本张遍元轮])")
_STAND_INS = range(37, 43)


@dataclass(frozen=True, slots=True)
class Matter:
    """The kind that is asked about, and its measures; measures alone where several kinds have them.

    `counted`: a count was asked for (几场), which told them.
    """

    kind: str | None
    measures: tuple[str, ...] = ()
    counted: bool = False


def matter(text: str, at: datetime, town: TownWords, *, counts: bool = True) -> Matter:
    """What a folded text asks about; `counts`: 几 and 多少 count the ledger's matters, not entries."""
    scene = scenes.look(text, at, town, lexicon.bundled(), find_dates(text, at))
    counted = _counts_asked(text, at, town) if counts else []
    if counted:
        counted = [(_of_unit(*counted[0], text), counted[0][1]), *counted[1:]]
    kind = _kind_with(text, "率") or (counted[0][0] if counted else _named_kind(scene))
    named = _measures(scene, kind)
    told = tuple(dict.fromkeys(measure for name, measure in counted if name == kind))
    rates = any(name.endswith("率") for name in named)
    if told and rates and len(_ASKED_COUNT.findall(text)) > 1:
        return Matter(kind, tuple(dict.fromkeys((*told, *named))), True)  # 调解多少件，成功率多少
    if told and not rates and (_UNIT_ASKED.search(text) or set(named) <= set(told)):
        return Matter(kind, told, True)
    if kind is None or named:
        return Matter(kind, named, bool(counted))
    primary = bundled().kind(kind).primary
    asked = primary and re.search(r"几|多少|够|总|数|\d", text)
    return Matter(kind, (primary,) if primary and asked else (), bool(counted))


def _counts_asked(text: str, at: datetime, town: TownWords) -> list[tuple[str, str]]:
    """The kind and measure of each count that is asked for, read as if it were told: 搞了几场 as 搞了37场."""
    pieces = _ASKED_COUNT.split(text.replace("多少钱", "多少元"))
    if not 1 < len(pieces) <= len(_STAND_INS):
        return []
    numbers = [str(number) for number, _ in zip(_STAND_INS, pieces[1:], strict=False)]
    told = "".join(piece + number for piece, number in zip(pieces, [*numbers, ""], strict=True))
    page = scenes.look(told, at, town, lexicon.bundled(), find_dates(told, at))
    parts = [part for event in events.build(page) for part in entries.parts_of(page, event, told)]
    found = [
        (part.kind, figure.measure)
        for part in parts
        for figure in part.figures
        if str(figure.value) in numbers
    ]
    special = [(kind, measure) for kind, measure in found if measure != bundled().kind(kind).primary]
    return (
        special if len(found) > len(numbers) and special else found
    )  # 调解成功几件 is of those that went well


def _of_unit(kind: str, measure: str, text: str) -> str:
    """The kind that counts a measure of this name in the unit that is asked for: 整改几处 is of 隐患整改."""
    asked = _UNIT_ASKED.search(text)
    unit = asked.group()[-1] if asked else ""
    kinds_with = [one for one in bundled().kinds.values() if one.has(measure)]
    fitting = [one.name for one in kinds_with if one.measure(measure).unit == unit]
    own = lexicon.bundled().measures[kind][measure]
    return fitting[0] if len(fitting) == 1 and unit not in own.units | own.also else kind


def _named_kind(scene: Scene) -> str | None:
    """The kind that the words name, where no count is asked for."""
    weights = kinds.weigh(scene, 0, len(scene.text))
    for noun in scene.nouns.things:
        own = {sense.kind for sense in noun.senses if not sense.general}
        if len(noun.word) > 1 and noun.word not in _LEDGER_WORDS and len(own) == 1:
            name = next(iter(own))
            weights[name] = weights.get(name, 0) + 3
    kind = kinds.best({name: weight for name, weight in weights.items() if weight >= 3})
    return kind or _kind_with(scene.text)


def _measures(scene: Scene, kind: str | None) -> tuple[str, ...]:
    """The measures that are named last, or joined to those ("受众和资料"): the head of 讲座听众 is 听众."""
    named = sorted([*_named(scene, kind), *_by_name(scene.text, kind)])
    if not named:
        return ()
    heads, start = [named[-1][2]], named[-1][0]
    for begins, ends, measure in reversed(named[:-1]):
        if _JOINED.fullmatch(scene.text, ends, start):
            heads.insert(0, measure)
            start = min(begins, start)
        else:
            break
    return tuple(dict.fromkeys(heads))


_JOINED = Pattern("(?:人?数|总数|人次|场次|件数|份数|数量)?(?:和|与|及|以及|、|，|跟|同|还有|加上?)")


def _named(scene: Scene, kind: str | None) -> list[tuple[int, int, str]]:
    """Where words of measures stand, and of which measure each is."""
    found = []
    for noun in scene.nouns.things:
        senses = [sense for sense in noun.senses if kind in (None, sense.kind)]
        if len(noun.word) < 2 or noun.word in _LEDGER_WORDS or len({one.measure for one in senses}) != 1:
            continue
        if any(cue.end > noun.end and cue.start <= noun.end for cue in scene.cues.things if cue.kind == kind):
            continue  # 调解员 of 调解员培训
        if kind is not None or not senses[0].general:
            found.append((noun.start, noun.end, senses[0].measure))
    return found


def _kind_with(text: str, ending: str = "") -> str | None:
    """The only kind that has a measure of a name in the text: 成功率 is of 人民调解."""
    every = [(kind.name, one.name) for kind in bundled().kinds.values() for one in kind.measures]
    named = {
        kind for kind, name in every if len(name) > _SHORT_NAME and name.endswith(ending) and name in text
    }
    return named.pop() if len(named) == 1 else None


def _by_name(text: str, kind: str | None) -> list[tuple[int, int, str]]:
    """Where the measures of a kind stand by their names; the first one's name is the kind's own."""
    if kind is None:
        return []
    own, found = bundled().kind(kind), []
    for measure in sorted(own.measures, key=lambda one: len(one.name), reverse=True):
        name, at = measure.name, text.find(measure.name)
        if len(name) > 1 and at >= 0 and name != own.primary:
            found.append((at, at + len(name), name))
            text = text.replace(name, " " * len(name))
    return found
