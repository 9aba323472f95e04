"""Which of the things that a count may mean it does mean, beside the other counts of its event."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.understanding import kinds
from bot.understanding.mentions import BESIDE, UNIT, Mention, Reading
from bot.understanding.numbers import Count
from bot.understanding.scene import Scene

OWN = 4.0  # a measure of the event's own kind
FOREIGN = 1.0  # one of another kind that the words around the count name
FILLED = -3.0  # one that has a figure already
FOLLOWS = 3.0  # a part right after its whole ("受理7件，办结7件")
_ANYTHING = frozenset("次场期回个条处家户项")  # counted words of all sorts of things
_WHERE = frozenset(["户", "家", "批", "批次", "个村", "村", "个社区"])  # "走了5户，走访5次": the visits count
JOINED = 6.5  # the least score of a measure that shares another's count
CLOSE = 0.5  # two readings so near each other may both be meant


@dataclass(frozen=True, slots=True)
class Chosen:
    """A count and the reading that was chosen for it; `second`: the next best, where it comes close."""

    count: Count
    reading: Reading
    second: Reading | None = None
    partial: bool = False


def choose(scene: Scene, kind: str, mentions: Sequence[Mention], start: int = 0) -> list[Chosen]:
    """The best reading of each count of an event of that kind; what was chosen before bears on what comes.

    `start`: where the event begins, for counts that a comma parted from their noun.
    """
    chosen: list[Chosen] = []
    filled: set[tuple[str, str]] = set()
    for mention in mentions:
        last = chosen[-1].reading if chosen else None
        worths = [
            (worth, reading)
            for reading in (*mention.options, *_parted(scene, kind, mention, start, filled))
            if (worth := _worth(scene, kind, mention, reading, last, filled)) is not None
        ]
        worths.sort(key=lambda pair: -pair[0])
        if not worths:
            continue
        near = next((reading for worth, reading in worths[1:2] if worths[0][0] - worth < CLOSE), None)
        if near and near.measure == worths[0][1].measure:
            near = None
        one = Chosen(mention.count, worths[0][1], near, mention.partial)
        if chosen and _same_twice(scene, chosen[-1], one):
            chosen[-1] = one if _canonical(scene, one) else chosen[-1]
            continue
        chosen.append(one)
        filled.add((one.reading.kind, one.reading.measure))
        if mention.shared > 1:
            chosen += _joined(mention, one, [reading for _, reading in worths[1:] if reading.score >= JOINED])
    return _without_strays(scene, chosen)


def _joined(mention: Mention, one: Chosen, others: Sequence[Reading]) -> list[Chosen]:
    """The count for each measure that was joined ("复议、诉讼各2件"), or once more ("扇子、毛巾各50份")."""
    same = [reading for reading in others if reading.kind == one.reading.kind and reading.word]
    if same or one.count.unit == "%":
        return [Chosen(mention.count, reading) for reading in same[: mention.shared - 1]]
    return [one] * (mention.shared - 1)


def _same_twice(scene: Scene, before: Chosen, one: Chosen) -> bool:
    """Whether one thing was counted in two units ("4批19人次", "给2家做了体检2次")."""
    if (before.reading.kind, before.reading.measure) != (one.reading.kind, one.reading.measure):
        return False
    between = scene.text[before.count.end : one.count.start]
    differ = before.count.unit != one.count.unit and _canonical(scene, before) != _canonical(scene, one)
    return not between or (differ and not re.search("[，。；、\n]", between))


def _canonical(scene: Scene, one: Chosen) -> bool:
    return one.count.unit in scene.lexicon.measures[one.reading.kind][one.reading.measure].units


def _worth(
    scene: Scene,
    kind: str,
    mention: Mention,
    reading: Reading,
    last: Reading | None,
    filled: Set[tuple[str, str]],
) -> float | None:
    """How much speaks for a reading; None where nothing allows a figure of another kind than the event's."""
    if not reading.word and _named_otherwise(mention):
        return None
    is_filled = (reading.kind, reading.measure) in filled
    goes_on = last is not None and reading.kind == last.kind
    worth = reading.score
    if reading.kind == kind:
        worth += OWN
    elif mention.local.get(reading.kind, 0) >= kinds.SURE or goes_on:
        worth += FOREIGN
    else:
        return None
    if (not reading.word or reading.general) and reading.kind != kind and not goes_on:
        return None
    if is_filled:
        worth += FILLED
    base = scene.lexicon.measures[reading.kind][reading.measure].base
    if base and last and goes_on and base == last.measure:
        worth += FOLLOWS
    return worth


def _named_otherwise(mention: Mention) -> bool:
    """Whether a word beside the count says what it is, so that its unit alone says nothing ("转发500次")."""
    return mention.count.unit in _ANYTHING and any(
        reading.word and not reading.general and reading.score >= BESIDE + UNIT for reading in mention.options
    )


def _without_strays(scene: Scene, chosen: list[Chosen]) -> list[Chosen]:
    """Without counts that only their unit tells, or only of where it was, where another has the measure's word."""
    named: dict[tuple[str, str], set[str]] = {}
    for one in chosen:
        if one.reading.word:
            named.setdefault((one.reading.kind, one.reading.measure), set()).add(one.count.unit)
    kept = []
    for one in chosen:
        units = named.get((one.reading.kind, one.reading.measure), set())
        proper = units & scene.lexicon.measures[one.reading.kind][one.reading.measure].units
        beside = one.count.unit in _WHERE and bool(proper - {one.count.unit})
        if not beside and (one.reading.word or not units):
            kept.append(one)
    return kept
