"""One number, or one verb, that several things share: "复议、诉讼各1件", "走访社矫6次、帮教4次"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding import kinds
from bot.understanding.mentions import Mention
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE, GIVING, Reading
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.choosing import Chosen

_LIST = Pattern(
    r"(?P<list>[\u4e00-\u9fff（）]{2,14}(?:[、和与及][\u4e00-\u9fff（）]{2,14})+?)"
    r"(?:各|均|都)(?:自|是|为|有|达|完成|办结?|办了|搞了?|开了?|开展了?|组织了?|举办了?|[分散派]?发(?:放|了|出)?|送(?:了|出)?)?$"
)
_REACH = 60
_GOODS = frozenset(["资料", "宣传品"])


def readings(scene: Scene, kind: str, mention: Mention) -> list[Reading]:
    """What each member of the list before a shared count is; none where it is not told of two or more."""
    if mention.shared < 2 or mention.count.unit == "%":
        return []
    begin = max(mention.clause.start, mention.count.start - _REACH)
    begin = max([begin, *(date.end for date in scene.dates.within(begin, mention.count.start))])
    match = _LIST.search(scene.text, begin, mention.count.start)
    if not match:
        return []
    found: list[Reading] = []
    start = match.start("list")
    for name in re.split("([、和与及])", match["list"]):
        reading = _of_member(scene, kind, (start, start + len(name)), mention.count.unit)
        found += [reading] if reading else []
        start += len(name)
    measures = {(one.kind, one.measure) for one in found}
    return found if len(measures) == len(found) > 1 else []


def _of_member(scene: Scene, kind: str, span: tuple[int, int], unit: str) -> Reading | None:
    """The measure that a list's member names: of the event's kind, or of the kind that it names itself."""
    told = kinds.weigh(scene, *span)
    fitting: list[tuple[tuple[bool, bool, int], Reading]] = []
    for noun in scene.nouns.within(*span):
        for sense in noun.senses:
            words = scene.lexicon.measures[sense.kind][sense.measure]
            own = sense.kind == kind or told.get(sense.kind, 0) >= kinds.SURE
            if own and noun.end <= span[1] and (not unit or unit in words.units | words.also):
                rank = (sense.kind == max(told, key=lambda one: told[one], default=kind), sense.kind == kind)
                reading = Reading(sense.kind, sense.measure, BESIDE, noun.word, sense.general)
                fitting.append(((*rank, len(noun.word)), reading))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def distinct(found: Sequence[Reading], filled: set[tuple[str, str]]) -> list[Reading]:
    """The readings of measures that have no figure yet."""
    return [one for one in found if (one.kind, one.measure) not in filled]


def named_between(scene: Scene, reading: Reading, start: int, end: int) -> Reading:
    """What a list's next count means: as the last one, of the kind named between ("走访社矫6次、帮教4次")."""
    for cue in scene.cues.within(start, end):
        alike = any(one.name == reading.measure for one in catalogue().kind(cue.kind).measures)
        if alike and cue.weight >= kinds.SURE and cue.kind != reading.kind:
            return replace(reading, kind=cue.kind)
    return reading


def gives_more(before: "Chosen", mention: Mention, reading: Reading) -> bool:
    """Whether a count that only a verb of giving tells is more of what was given before ("又发了400张")."""
    alike = before.count.unit == mention.count.unit != ""
    goods = {reading.measure, before.reading.measure} <= _GOODS
    return alike and goods and GIVING.fullmatch(reading.word) is not None
