"""What a clause leaves out because an earlier one said it: "走访：8日3次，9日2次", "8月9件，9月没有"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.understanding import kinds
from bot.understanding.mentions import Mention
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene, Track
from bot.understanding.segments import Clause
from storage.records import Hedge

if TYPE_CHECKING:
    from bot.understanding.events import Event

_VILLAGE = Pattern(r" ?[\u4e00-\u9fff]{2,3}(?:村|社区)")
_ALL_ARE = Pattern(r"[ ]*(?:全部|都|均|全|统统)(?:是|为|属于)")
_NONE = Pattern(
    r"[ ：]*(?:份|数量|数)?(?:都|也|则|还)?[是为]?(?:没有|没得|没|无|零|0|空白)[件起次场期个份人宗条]?[ 。]*"
)


def with_noughts(scene: Scene) -> Scene:
    """The page with "9月没有" and "三季度0", after "8月9件", as counts of none in the unit of that one."""
    found: list[Count] = []
    before: Clause | None = None
    for clause in scene.clauses:
        nought = _nought(scene, clause, before)
        if nought:
            found.append(nought)
        elif scene.counts.within(clause.start, clause.end):
            before = clause
    if not found:
        return scene
    taken = {one.numeral for one in found}
    counts = [*(one for one in scene.counts.things if one.numeral not in taken), *found]
    counts.sort(key=lambda one: one.numeral)
    return replace(scene, counts=Track(counts, lambda one: one.numeral))


def _nought(scene: Scene, clause: Clause, before: Clause | None) -> Count | None:
    """The none of a clause that says nothing but its day or period, and that there was nothing."""
    start = _after_head(scene, clause)
    if before is None or start is None or clause.line != before.line:
        return None
    told = scene.counts.within(before.start, before.end)
    if len(told) != 1 or not told[0].unit or _after_head(scene, before) is None:
        return None
    if not _NONE.fullmatch(scene.text, start, clause.end):
        return None
    return Count(start, clause.end, Decimal(0), Hedge.EXACT, told[0].unit, start)


def _after_head(scene: Scene, clause: Clause) -> int | None:
    """Where the day, period or village ends that a clause begins with; None where it begins with none."""
    days = scene.dates.within(clause.start, clause.end)
    if len(days) == 1 and not scene.text[clause.start : days[0].start].strip():
        return days[0].end
    village = _VILLAGE.match(scene.text, clause.start, clause.end)
    return village.end() if village and not days else None


def named(scene: Scene, events: Sequence["Event"]) -> None:
    """Give what events leave unsaid of their kind, and of their counts, from those beside them."""
    _named_after(scene, events)
    _named_by_next(scene, events)
    _alike(events)


def _named_after(scene: Scene, events: Sequence["Event"]) -> None:
    """ "4月3件，5月5件，都是调解的": what was counted before its kind was named is of that kind."""
    for index, event in enumerate(events):
        said = any(_ALL_ARE.match(scene.said(clause)) for clause in event.clauses)
        if not said or not kinds.told(event.weights):
            continue
        for before in reversed(events[:index]):
            if before.weights or before.base or not before.counts:
                break
            before.base = dict(event.weights)


def _named_by_next(scene: Scene, events: Sequence["Event"]) -> None:
    """ "法律咨询9人次；律师值班2次": what only a count's own word names is of the work that is told next,
    on the same days, where that work counts the same by the word.
    """
    for event, after in pairwise(events):
        kind = kinds.best(after.weights)
        if not event.counts or event.base or kind is None or not kinds.told(after.weights):
            continue
        if event.days(scene.at.date()) != after.days(scene.at.date()) or event.place != after.place:
            continue
        words = [
            {one.word for one in mention.options if one.kind == kind and one.word and not one.lent}
            for mention in event.counts
        ]
        told = {scene.text[cue.start : cue.end] for cue in scene.cues.within(*event.span) if cue.kind != kind}
        if all(words) and all(any(cue in word for word in set().union(*words)) for cue in told):
            event.weights, event.base = {}, {kind: kinds.SURE}


def _alike(events: Sequence["Event"]) -> None:
    """Counts of events that name no work of their own mean what such a count meant in the event before."""
    for before, event in pairwise(events):
        if kinds.told(event.weights) or not kinds.told(event.base) or not event.counts:
            continue
        if event.clauses[0].sentence != before.clauses[-1].sentence:
            continue
        units = [mention.count.unit for mention in before.counts]
        if all(units.count(mention.count.unit) == 1 for mention in event.counts):
            event.head = before.head if before.head is not None else before.span[0]
            event.counts = [_meant(before, mention) for mention in event.counts]


def _meant(before: "Event", mention: Mention) -> Mention:
    """A count with the meaning of the count in the same unit before, where its own words tell none."""
    if any(one.word and not one.general for one in mention.options):
        return mention
    same = next(one for one in before.counts if one.count.unit == mention.count.unit)
    if not any(one.word for one in same.options):
        return mention
    return replace(mention, options=same.options, local=same.local)
