"""Which measure each count is a figure of."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.understanding import kinds
from bot.understanding.lexicon import Found, MeasureWords, Sense
from bot.understanding.numbers import Count
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from storage.catalogue import bundled as catalogue

_FILLER = re.compile(r"[共约了达为是有的：: 计总近数量大概个在到]+|人数|总数|合计|累计")
_ABSENT = re.compile(r"(?:请假|缺席|未到|没来|缺勤|还差|不含|(?<!解)除|换了)(?:的|了|下)?$")
_OF_THEM = re.compile(
    r"(?:其中|里面|里头|内含|包括|含|(?:^|[，；（])[^，；]{0,2}有|还有|还剩|剩余?|另有?)[^，。；]{0,8}$"
)
_EACH = re.compile(r"(?:各|均|都)(?:是|为|达|发了?|送了?)?$")
_ITEM_END = re.compile(r"[、/]|以及|并(?!列)|和(?=[^，。；]*\d)")
BESIDE, GENERAL, UNIT, ALONE = 8.0, 4.0, 2.0, 2.0
OWN, FOREIGN, FILLED, FOLLOWS = 4.0, 1.0, -3.0, 3.0
CLOSE = 0.5
NAMED = 0.3
PART_SCOPE = 40  # characters: how far 其中 reaches in its sentence
NAMES = 5.0  # what a stated primary ("讲座1场") adds to its kind


@dataclass(frozen=True, slots=True)
class Reading:
    """A count read as a measure of a kind. `score`: how well word and unit fit; `word`: what told it ("": the unit), `shared` by so many measures."""

    kind: str
    measure: str
    score: float
    word: str = ""
    general: bool = False
    shared: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A count in its clause; `local`: the kinds that the words around it speak for; `options`: what it may mean.

    `partial`: said as a part of something ("其中…", "还有…"): not added to what is counted already.
    `shared`: how many things were joined before one count that each of them has ("参考率、合格率都是100%").
    """

    count: Count
    clause: Clause
    local: Mapping[str, float]
    options: Sequence[Reading]
    partial: bool = False
    shared: int = 1


def placed(scene: Scene, clause: Clause, venue: tuple[int, int] | None = None) -> list[Place]:
    """The counts of a clause with all that they may mean, in text order."""
    found = []
    inside = scene.counts.within(clause.start, clause.end)
    scope = "其中" in scene.text[max(0, clause.start - PART_SCOPE) : clause.start].rpartition("。")[2]
    for index, count in enumerate(inside):
        left = inside[index - 1].end if index else clause.start
        if _ABSENT.search(scene.text, left, count.start):
            continue
        runs_on = index + 1 < len(inside)
        right = inside[index + 1].start if runs_on else clause.end
        if cut := _ITEM_END.search(scene.text, count.end, right):
            right, runs_on = cut.start(), False
        local = kinds.weigh(scene, left, right, venue) or kinds.weigh(scene, clause.start, clause.end, venue)
        options = _options(scene, count, left, right, runs_on) or _sum_of_money(scene, clause, count)
        partial = clause.aside or scope or bool(_OF_THEM.search(scene.text, max(0, left - 3), count.start))
        each = _EACH.search(scene.text, left, count.start)
        shared = 1 + len(re.findall("[、和与及]", scene.text[left : count.start])) if each else 1
        found.append(Place(count, clause, local, options, partial, shared))
    return found


def _options(scene: Scene, count: Count, left: int, right: int, runs_on: bool) -> list[Reading]:
    best: dict[tuple[str, str], Reading] = {}
    for noun in scene.nouns.within(left, right):
        nearness = _nearness(scene.text, noun, count, right, runs_on) if noun.end <= right else 0.0
        if nearness <= 0:
            continue
        for sense in noun.senses:
            measure = scene.lexicon.measures[sense.kind][sense.measure]
            fit = _fit(measure, count, noun)
            if measure.label and noun.start > count.numeral:
                continue
            if fit is None or _is_excluded(scene.text, measure, count):
                continue
            score = nearness + fit - (BESIDE - GENERAL if sense.general else 0)
            score += 0.5 if noun.word == sense.measure else 0
            key = (sense.kind, sense.measure)
            if key not in best or best[key].score < score:
                best[key] = Reading(
                    sense.kind, sense.measure, score, noun.word, sense.general, len(noun.senses)
                )
    for kind, name in scene.lexicon.by_unit.get(count.unit, ()):
        if not _is_excluded(scene.text, scene.lexicon.measures[kind][name], count):
            best.setdefault((kind, name), Reading(kind, name, ALONE))
    return list(best.values())


def _sum_of_money(scene: Scene, clause: Clause, count: Count) -> list[Reading]:
    """A bare number after talk of money ("今天钱付清了，4.5万", "一共一千五")."""
    if count.unit or count.value < 50:
        return []
    return [
        Reading(sense.kind, sense.measure, GENERAL, noun.word)
        for noun in scene.nouns.within(max(0, clause.start - PART_SCOPE), count.numeral)
        for sense in noun.senses
        if "元" in scene.lexicon.measures[sense.kind][sense.measure].units
    ]


def _is_excluded(text: str, measure: MeasureWords, count: Count) -> bool:
    """Whether a word right beside the count says that something else was counted."""
    if not measure.excluded:
        return False
    before = text[max(0, count.start - 8) : count.start].rstrip("共有约来了到")
    return before.endswith(measure.excluded) or text.startswith(measure.excluded, count.end)


def _nearness(text: str, noun: Found[Sense], count: Count, right: int, runs_on: bool) -> float:
    """How closely a word stands by a count, up to BESIDE; a longer word says more."""
    length = min(len(noun.word), 6) * 0.1
    if noun.end <= count.numeral:
        gap = len(_FILLER.sub("", text[noun.end : count.numeral]))
        return BESIDE - 0.6 * min(gap, 12) + length
    gap = len(_FILLER.sub("", text[count.end : noun.start])) if noun.start >= count.end else 0
    nearness = BESIDE - 0.5 * min(gap, 14) + length
    return nearness - 5 if runs_on and right - noun.end <= 1 else nearness


def _fit(measure: MeasureWords, count: Count, noun: Found[Sense]) -> float | None:
    """What the counted word adds; None where it cannot be this measure's."""
    if count.unit in measure.units:
        return UNIT
    if count.unit in measure.also:
        return UNIT / 2
    if not count.unit and noun.end <= count.numeral and count.numeral - noun.end <= 6:
        return None if "%" in measure.units else 0.0
    return None


def states_primary(kind: str | None, places: Sequence[Place]) -> bool:
    """Whether a count is, word and unit, the primary measure of that kind ("会前学法一次")."""
    primary = catalogue().kind(kind).primary if kind else None
    return any(
        reading.kind == kind
        and reading.measure == primary
        and reading.score >= BESIDE
        and not reading.general
        for place in places
        for reading in place.options
        if reading.word
    )


_BLAND = frozenset(["个", "家", "户", "处", "只", "项", "条"])


def weighty(place: Place) -> bool:
    """Whether a count is likely a figure at all: a word names it, or its counted word is not just any."""
    return any(reading.word for reading in place.options) or (
        bool(place.options) and place.count.unit not in _BLAND
    )


def naming(scene: Scene, places: Sequence[Place]) -> dict[str, float]:
    """What the counts say of the event's kind: each one's best reading by a word, and stated primaries above all."""
    weights: dict[str, float] = {}
    for place in places:
        best: dict[str, float] = {}
        for reading in place.options:
            if reading.word and not reading.general and reading.score >= GENERAL:
                primary = catalogue().kind(reading.kind).primary == reading.measure
                names = (
                    primary and reading.score >= BESIDE and (reading.kind, reading.word) in scene.lexicon.acts
                )
                worth = NAMED * reading.score / reading.shared**0.5 + (NAMES if names else 0)
                best[reading.kind] = max(best.get(reading.kind, 0), worth)
        for kind, worth in best.items():
            weights[kind] = weights.get(kind, 0) + worth
    return weights


@dataclass(frozen=True, slots=True)
class Chosen:
    """A count and the reading that was chosen for it; `second`: the next best, where it comes close."""

    count: Count
    reading: Reading
    second: Reading | None = None
    partial: bool = False


def choose(scene: Scene, kind: str, places: Sequence[Place]) -> list[Chosen]:
    """The best reading of each count of an event of that kind; what was chosen before bears on what comes."""
    chosen: list[Chosen] = []
    filled: set[tuple[str, str]] = set()
    for place in places:
        last = chosen[-1].reading if chosen else None
        worths = [
            (worth, reading)
            for reading in place.options
            if (worth := _worth(scene, kind, place, reading, last, filled)) is not None
        ]
        worths.sort(key=lambda pair: -pair[0])
        if not worths:
            continue
        near = worths[1][1] if len(worths) > 1 and worths[0][0] - worths[1][0] < CLOSE else None
        one = Chosen(place.count, worths[0][1], near, place.partial)
        if chosen and _same_twice(chosen[-1], one):
            chosen[-1] = one if _canonical(scene, one) else chosen[-1]
            continue
        chosen.append(one)
        filled.add((one.reading.kind, one.reading.measure))
        if place.shared > 1:
            chosen += _joined(place, one, [reading for worth, reading in worths[1:] if worth > BESIDE])
    return _without_strays(chosen)


def _joined(place: Place, one: Chosen, others: Sequence[Reading]) -> list[Chosen]:
    """ "复议、诉讼各2件": the count for every measure that was joined; "扇子和毛巾各50份": for one of them once more."""
    same = [reading for reading in others if reading.kind == one.reading.kind and reading.word]
    if same or one.count.unit == "%":
        return [Chosen(place.count, reading) for reading in same[: place.shared - 1]]
    return [one] * (place.shared - 1)


def _same_twice(before: Chosen, one: Chosen) -> bool:
    """ "4批19人次", "6家8次": one thing counted in two units."""
    touching = one.count.start == before.count.end
    return touching and (before.reading.kind, before.reading.measure) == (
        one.reading.kind,
        one.reading.measure,
    )


def _canonical(scene: Scene, one: Chosen) -> bool:
    return one.count.unit in scene.lexicon.measures[one.reading.kind][one.reading.measure].units


def _worth(
    scene: Scene,
    kind: str,
    place: Place,
    reading: Reading,
    last: Reading | None,
    filled: Set[tuple[str, str]],
) -> float | None:
    """How much speaks for a reading; None where nothing allows a figure of another kind than the event's."""
    is_filled = (reading.kind, reading.measure) in filled
    goes_on = last is not None and reading.kind == last.kind
    worth = reading.score
    if reading.kind == kind:
        worth += OWN
    elif place.local.get(reading.kind, 0) >= kinds.SURE or goes_on:
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


def _without_strays(chosen: list[Chosen]) -> list[Chosen]:
    """Without counts that only their unit tells, where another count has the measure's word."""
    named = {(one.reading.kind, one.reading.measure) for one in chosen if one.reading.word}
    return [one for one in chosen if one.reading.word or (one.reading.kind, one.reading.measure) not in named]
