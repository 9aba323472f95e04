"""Which of the things that a count may mean it does mean, beside the other counts of its event."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from bot.understanding import jointly, kinds, strays
from bot.understanding.mentions import Mention
from bot.understanding.numbers import Count
from bot.understanding.parted import follows_session, parted, standing_total
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE, UNIT, Reading
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue

OWN = 4.0  # a measure of the event's own kind
FOREIGN = 1.0  # one of another kind that the words around the count name
BETTER = 2.0  # so much nearer must another kind's word stand than the event's own
LOCAL = 2.0  # more for one whose kind is named around the count, and not only in its sentence
TOLD = 1.0  # more for one whose kind alone is named around the count
FILLED = -3.0  # one that has a figure already
FOLLOWS = 4.5  # a part right after its whole ("受理7件，办结7件")
_DONE_OF = Pattern(r"[，里中]?(?:已经?|共|都)?[\u4e00-\u9fff]{1,4}了?")
_ANYTHING = frozenset("次场期回个条处家户项")  # counted words of all sorts of things
# Verbs of being under way, which say nothing of what was counted ("送法下乡跑了3场").
_ON_FOOT = Pattern("(?:(?:搞|办|举办|开展|组织)了?|[跑走去]了?|[进下]村|下乡|入户|上门)?")
SAME_DEED = frozenset([("联合执法", "行政检查")])  # the second is what the first goes by
_FOUND_OUT = frozenset([("人民调解", "矛盾排查", "排查")])  # "排查纠纷9件，调解5件": no nine mediations
JOINED = 6.5  # the least score of a measure that shares another's count
CLOSE = 0.5  # two readings so near each other may both be meant


@dataclass(frozen=True, slots=True)
class Chosen:
    """A count and the reading that was chosen for it; `second`: the next best, where it comes close.

    `listed`: it goes on with a list of the count before.
    """

    count: Count
    reading: Reading
    second: Reading | None = None
    partial: bool = False
    listed: bool = False


def choose(scene: Scene, kind: str, mentions: Sequence[Mention], start: int = 0) -> list[Chosen]:
    """The best reading of each count of an event of that kind; what was chosen before bears on what comes.

    `start`: where the event begins, for counts that a comma parted from their noun.
    """
    chosen: list[Chosen] = []
    filled: set[tuple[str, str]] = set()
    denied = _denied(scene, mentions, start)
    sure = _surely_told(mentions)
    for mention in mentions:
        if mention.of_all:
            continue
        last = chosen[-1].reading if chosen else None
        if several := jointly.readings(scene, kind, mention):
            chosen += [Chosen(mention.count, one, partial=mention.partial) for one in several]
            filled |= {(one.kind, one.measure) for one in several}
            continue
        worths = [
            (worth, reading)
            for option in (*mention.options, *parted(scene, kind, mention, start, filled))
            if (reading := _of_act(scene, kind, option))
            and (
                worth := _worth(
                    scene,
                    kind,
                    mention,
                    reading,
                    last,
                    filled | denied if mention.count.value else filled,
                    sure,
                )
            )
            is not None
        ]
        worths.sort(key=lambda pair: -pair[0])
        unnamed = not (worths and worths[0][1].word)
        listed = bool(last) and unnamed and not _named_otherwise(mention)
        listed = listed and _is_listed(scene, chosen[-1], mention)
        listed = listed or (bool(chosen) and _is_part(chosen[-1], mention))
        listed = listed or (bool(worths and last) and jointly.gives_more(chosen[-1], mention, worths[0][1]))
        if last and listed:
            between = chosen[-1].count.end, mention.count.start
            worths = [(last.score, jointly.named_between(scene, last, *between))]
        if (
            (unnamed or not worths)
            and not listed
            and (stock := standing_total(scene, kind, mention, not worths))
        ):
            worths = [(stock.score, stock)]
        if not worths:
            continue
        near = next((reading for worth, reading in worths[1:2] if worths[0][0] - worth < CLOSE), None)
        if near and _echoes(scene, near, worths[0][1]):
            near = None
        one = Chosen(mention.count, worths[0][1], near, mention.partial, listed)
        if chosen and _goes_on_alike(scene, chosen[-1], one):
            one = replace(one, listed=True)
        if chosen and (whole := _whole_of(scene, chosen[-1], one, filled)):
            chosen[-1] = whole
            filled.add((whole.reading.kind, whole.reading.measure))
        if chosen and _same_twice(scene, chosen[-1], one):
            chosen[-1] = one if _canonical(scene, one) else chosen[-1]
            continue
        chosen.append(one)
        filled.add((one.reading.kind, one.reading.measure))
        if mention.shared > 1:
            chosen += _joined(
                scene, mention, one, [reading for _, reading in worths[1:] if reading.score >= JOINED]
            )
    return strays.without(scene, chosen)


def _denied(scene: Scene, mentions: Sequence[Mention], start: int) -> set[tuple[str, str]]:
    """The measures that an event's clauses deny, parts and all: what is counted beside is something else."""
    end = max((mention.clause.end for mention in mentions), default=start)
    denied = {(sense.kind, sense.measure) for zero in scene.zeros.within(start, end) for sense in zero.senses}
    parts = {
        (kind, name)
        for kind in {kind for kind, _ in denied}
        for name, words in scene.lexicon.measures[kind].items()
        if (kind, words.base) in denied
    }
    return denied | parts


def _surely_told(mentions: Sequence[Mention]) -> Set[tuple[int, str]]:
    """The (sentence, kind) pairs of which some count is surely told ("案件4件，罚没款6500元")."""
    return {
        (mention.clause.sentence, name)
        for mention in mentions
        for name, weight in mention.local.items()
        if weight >= kinds.SURE
    }


def _of_act(scene: Scene, kind: str, reading: Reading) -> Reading:
    """A reading of what an act goes by as the act's own ("联合夜查2次，出动9人": two of the joint acts)."""
    own = catalogue().kind(kind) if (kind, reading.kind) in SAME_DEED else None
    if own is None or own.primary is None:
        return reading
    theirs = catalogue().kind(reading.kind)
    if any(one.name == reading.measure for one in own.measures):
        return replace(reading, kind=kind)
    times = own.measure(own.primary).unit == theirs.measure(reading.measure).unit == "次"
    itself = times and theirs.primary == reading.measure
    return replace(reading, kind=kind, measure=own.primary) if itself else reading


def _whole_of(scene: Scene, before: Chosen, one: Chosen, filled: Set[tuple[str, str]]) -> Chosen | None:
    """The count before as the whole of this one, which it was taken for itself ("整改，12项完成11项")."""
    kind, measure = one.reading.kind, one.reading.measure
    base = scene.lexicon.measures[kind][measure].base
    between = scene.text[before.count.end : one.count.numeral]
    if not base or (kind, base) in filled or (before.reading.kind, before.reading.measure) != (kind, measure):
        return None
    if before.count.unit != one.count.unit or one.count.value > before.count.value:
        return None
    if not _DONE_OF.fullmatch(between):
        return None
    return replace(before, reading=replace(before.reading, measure=base))


def _is_listed(scene: Scene, before: Chosen, mention: Mention) -> bool:
    """Whether a count goes on with a list ("查处酒驾5起、无证驾驶3起", "公园2个、长廊3条")."""
    between = scene.text[before.count.end : mention.count.start]
    measure = scene.lexicon.measures[before.reading.kind][before.reading.measure]
    fits = bool(before.reading.word) and mention.count.unit in measure.units | measure.also
    return (fits or before.count.unit == mention.count.unit) and bool(strays.LISTED.fullmatch(between))


def _echoes(scene: Scene, one: Reading, other: Reading) -> bool:
    """Whether one measure only says again what the other counts ("110转来纠纷4起"), or less of it."""
    if one.measure == other.measure or (one.word and one.word != other.word and one.word in other.word):
        return True
    words = scene.lexicon.measures.get(one.kind, {}) if one.kind == other.kind else {}
    pairs = ((one.measure, other.measure), (other.measure, one.measure))
    return any(name in words and words[name].echo and words[name].raises == whole for name, whole in pairs)


def _goes_on_alike(scene: Scene, before: Chosen, one: Chosen) -> bool:
    """Whether a count is of the measure and unit of the one before, in one list with it."""
    alike = (before.reading.kind, before.reading.measure) == (one.reading.kind, one.reading.measure)
    between = scene.text[before.count.end : one.count.start]
    listed = strays.LISTED.fullmatch(between) or strays.ONE_BY_ONE.fullmatch(between)
    return alike and before.count.unit == one.count.unit and listed is not None


def _is_part(before: Chosen, mention: Mention) -> bool:
    """Whether a part that no word names is one of the count before ("资料800份，其中今天300份")."""
    unnamed = not any(reading.word for reading in mention.options)
    smaller = mention.count.unit == before.count.unit and mention.count.value <= before.count.value
    return mention.partial and unnamed and smaller and bool(before.reading.word)


def _joined(scene: Scene, mention: Mention, one: Chosen, others: Sequence[Reading]) -> list[Chosen]:
    """The count for each measure that was joined ("复议、诉讼各2件"), or once more ("扇子、毛巾各50份")."""
    named = scene.text[mention.clause.start : mention.count.start]
    same = [reading for reading in others if reading.kind == one.reading.kind and reading.word]
    same = same if one.reading.word in named else []  # "给砖厂、鞋厂各做了1次体检": receivers were joined
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
    sure: Set[tuple[int, str]] = frozenset(),
) -> float | None:
    """How much speaks for a reading; None where nothing allows a figure of another kind than the event's."""
    is_filled = (reading.kind, reading.measure) in filled
    if not reading.word and (is_filled or mention.count.unit in _ANYTHING) and _named_otherwise(mention):
        return None
    goes_on = last is not None and reading.kind == last.kind
    bare = not reading.word or reading.general
    if reading.kind != kind and ((bare and not goes_on) or strays.is_own_word(scene, kind, mention, reading)):
        return None
    worth = reading.score
    if reading.kind == kind:
        worth += OWN
    elif _is_told_there(mention, reading, kind) or follows_session(scene, mention, reading, last):
        worth += OWN + TOLD
    elif (
        mention.local.get(reading.kind, 0) >= kinds.SURE
        or goes_on
        or (
            (mention.clause.sentence, reading.kind) in sure
            and reading.word.startswith((reading.measure, "案子"))
        )
    ):
        worth += FOREIGN + (LOCAL if mention.local.get(reading.kind, 0) >= kinds.SURE else 0)
    else:
        return None
    of_another = not reading.word and reading.kind == kind and _is_of_another_act(scene, mention, kind)
    if of_another or strays.is_aside(scene, kind, reading, mention.count):
        return None
    if is_filled:
        worth += FILLED
    base = scene.lexicon.measures[reading.kind][reading.measure].base
    if base and last and goes_on and base == last.measure:
        worth += FOLLOWS
    return worth


def _is_told_there(mention: Mention, reading: Reading, kind: str) -> bool:
    """Whether a word that two kinds count alike stands by the other's name ("社矫走访6次，帮教走访4次")."""
    told = mention.local.get(reading.kind, 0)
    if not reading.word or told < kinds.SURE or mention.local.get(kind, 0) >= told / 2:
        return False
    if catalogue().kind(kind).primary is not None:
        return (kind, reading.kind, reading.measure) in _FOUND_OUT
    own = [one for one in mention.options if one.kind == kind and one.word]
    better = own and all(reading.score >= one.score + BETTER for one in own)
    return bool(better or any(one.measure == reading.measure for one in own))


def _is_of_another_act(scene: Scene, mention: Mention, kind: str) -> bool:
    """Whether an act of another kind alone is told around a count ("调解纠纷2件，代写文书3份")."""
    told = [
        name
        for name, weight in mention.local.items()
        if weight >= kinds.SURE and _takes(scene, name, mention.count.unit)
    ]
    return kind not in mention.local and bool(told) and mention.clause.start > 0 and not mention.clause.aside


def _takes(scene: Scene, kind: str, unit: str) -> bool:
    """Whether a kind has a measure for that counted word: leaflets cost money, but publicity counts none."""
    return any(unit in words.units | words.also for words in scene.lexicon.measures.get(kind, {}).values())


def _named_otherwise(mention: Mention) -> bool:
    """Whether a word beside the count says what it is, so that its unit alone says nothing ("转发500次")."""
    return any(
        reading.score >= BESIDE + UNIT and not reading.general and not _ON_FOOT.fullmatch(reading.word)
        for reading in mention.options
    )
