"""Which measure each count is a figure of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.events import Event
from bot.understanding.lexicon import Found, MeasureWords, Sense
from bot.understanding.numbers import Count
from bot.understanding.scene import Scene

_FILLER = re.compile(r"[共约了达为是有的：: 计总近数量大概个在、到]+|人数|总数|合计|累计")
BESIDE, GENERAL, UNIT, ALONE = 8.0, 4.5, 2.0, 2.0
OWN, PRESENT, STRANGE = 4.0, 1.5, -2.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A count read as a measure of a kind. `score`: how well its words and its unit fit; `word`: what told it."""

    count: Count
    kind: str
    measure: str
    score: float
    word: str = ""


def readings(scene: Scene, count: Count, left: int, right: int, runs_on: bool) -> list[Reading]:
    """Every reading of a count whose words lie in [left, right); `runs_on`: another count follows in its clause."""
    best: dict[tuple[str, str], Reading] = {}
    for noun in scene.nouns_in(left, right):
        base = _nearness(scene.text, noun, count, right, runs_on)
        for sense in noun.senses:
            measure = scene.lexicon.measures[sense.kind][sense.measure]
            fit = _unit_fit(measure, count, noun)
            if fit is None or base <= 0:
                continue
            score = (base - (BESIDE - GENERAL if sense.general else 0)) + fit
            key = (sense.kind, sense.measure)
            if key not in best or best[key].score < score:
                best[key] = Reading(count, sense.kind, sense.measure, score, noun.word)
    for kind, measures in scene.lexicon.measures.items():
        for name, measure in measures.items():
            if count.unit and count.unit in measure.units and (kind, name) not in best:
                best[kind, name] = Reading(count, kind, name, ALONE)
    return list(best.values())


def _nearness(text: str, noun: Found[Sense], count: Count, right: int, runs_on: bool) -> float:
    """How closely a word stands by a count, 0 to BESIDE."""
    if noun.end <= count.numeral:
        gap = len(_FILLER.sub("", text[noun.end : count.numeral]))
        return BESIDE - 0.6 * min(gap, 9) + min(len(noun.word), 6) * 0.05
    if noun.start >= count.numeral + 1:
        gap = max(0, len(_FILLER.sub("", text[count.end : noun.start])))
        nearness = BESIDE - 0.5 * min(gap, 9) + min(len(noun.word), 6) * 0.05
        if runs_on and right - noun.end <= 1:
            nearness -= 5
        return nearness
    return 0.0


def _unit_fit(measure: MeasureWords, count: Count, noun: Found[Sense]) -> float | None:
    """What the counted word adds; None where it cannot be this measure's."""
    if count.unit in measure.units:
        return UNIT
    if count.unit in measure.also:
        return UNIT / 2
    if (
        not count.unit
        and noun.end <= count.numeral
        and count.numeral - noun.end <= 6
        and "%" not in measure.units
    ):
        return 0.0
    return None


def choose(options: Sequence[Reading], kind: str | None, present: Iterable[str]) -> Reading | None:
    """The best reading of a count in an event of a kind, beside other kinds that the message speaks of."""
    known = set(present)

    def worth(reading: Reading) -> float:
        if reading.kind == kind:
            return reading.score + OWN
        if reading.score <= ALONE:
            return -10.0
        return reading.score + (PRESENT if reading.kind in known else STRANGE)

    best = max(options, key=worth, default=None)
    return best if best and worth(best) > 0 else None


def regions(scene: Scene, event: Event) -> list[tuple[Count, int, int, bool]]:
    """The counts of an event, each with the stretch of its clause that may name it."""
    found = []
    for clause in event.clauses:
        inside = [count for count in scene.counts if clause.start <= count.numeral < clause.end]
        for index, count in enumerate(inside):
            left = inside[index - 1].end if index else clause.start
            runs_on = index + 1 < len(inside)
            right = inside[index + 1].start if runs_on else clause.end
            found.append((count, left, right, runs_on))
    return found


def support(options: Mapping[int, Sequence[Reading]]) -> dict[str, float]:
    """What counts alone say of the kind: the sum of each kind's best reading that a word of its own tells."""
    weights: dict[str, float] = {}
    for found in options.values():
        best: dict[str, float] = {}
        for reading in found:
            if reading.score > GENERAL + UNIT:
                best[reading.kind] = max(best.get(reading.kind, 0), reading.score)
        for kind, score in best.items():
            weights[kind] = weights.get(kind, 0) + 0.3 * score
    return weights
