"""A message's events put in order at the end: what only leads to others, or announces them, is none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions, turns
from bot.understanding.dates import DateSpan
from bot.understanding.lexicon import PATTERNS, WEIGHTS, bundled
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.events import Event
    from bot.understanding.mentions import Mention

_SESSIONS = frozenset(["场", "次", "期", "场次", "堂", "件", "起", "回"])
# Works that people come to, and hear and are given things at: such a one is told with words of another
# ("开展普法活动。律师作了讲解，70人到场"), and hardly ever without any count beside another.
_GATHERINGS = frozenset(["普法活动", "法治讲座", "法治培训", "警示教育"])
_TITLE = Pattern(r"[月周季日简]报|[汇上]报|报一[下哈]|汇总|统计|小结|总结|盘点|台账")
_ANNOUNCED = Pattern(
    "[^，。；：]{0,6}?[搞办开讲做跑了有]?[两三四五2-5](?:场|次|件事?|起|个活动)(?:活动|事|[普送]法|宣传|讲座)?[：]?"
)


def without_announced(scene: Scene, events: Sequence["Event"]) -> None:
    """ "今天两场：上午…；下午…": how many events follow is no figure of the first of them."""
    if len(events) < 2 or len({event.kind for event in events}) > 1:
        return
    first = events[0]
    if not all(_lies_within(first.when, event.when) for event in events[1:]):
        return
    for mention in first.counts[:1]:
        said = scene.said(mention.clause)
        own = bool(first.place) and str(first.place) in said  # "调解：柳湾村2件，石桥村5件"
        whole = not own and mention.count.value == len(events) and len(first.clauses) > 1
        if whole and _ANNOUNCED.fullmatch(said) and not _names_work(scene, mention):
            first.counts = [one for one in first.counts if one is not mention]


def without_whole(events: list["Event"]) -> None:
    """ "这个月三场讲座：3日…；10日…；17日…": the event that only counts those that follow is none of them.

    So with one of a period ("本月普法一次，9日在村口"), which the count is then of.
    """
    for index, whole in enumerate(events):
        if len(whole.counts) != 1 or whole.counts[0].count.unit not in _SESSIONS:
            continue
        number = int(whole.counts[0].count.value)
        rest = events[index + 1 :] if number > 1 else events[index + 1 : index + 2]
        if not 0 < number == len(rest) or not all(_is_one_of(whole, whole.kind, one) for one in rest):
            continue
        if number == 1:
            if whole.place or whole.when is None or whole.when.until is None or whole.case:
                continue
            rest[0].counts = whole.counts + rest[0].counts
        rest[0].clauses = whole.clauses + rest[0].clauses
        events.remove(whole)
        return


def without_named_days(events: list["Event"]) -> None:
    """ "3日、5日各一场：3日在A村…；5日在B村…": days that are named before each is told of are none."""
    for event in [one for one in events if one.group and not one.place and len(one.counts) <= 1]:
        kind = event.kind
        told = [one for one in events if one.group is not event.group and _is_that_day(event, kind, one)]
        if told:
            if not any(mention.count.unit in _SESSIONS for mention in told[0].counts):
                told[0].counts = event.counts + told[0].counts
            events.remove(event)


def _is_that_day(named: "Event", kind: str | None, event: "Event") -> bool:
    """Whether an event that is told by itself is the one of a kind and a day that was named."""
    same = event.kind == kind and event.when is not None and not event.inherited
    return same and not differ(named.when, event.when) if named.when and event.when else False


def _is_one_of(whole: "Event", kind: str | None, event: "Event") -> bool:
    """Whether an event is one of those that were counted before: of that kind, then, and no count of many."""
    if event.kind != kind or event.when is None or event.inherited:
        return False
    many = any(one.count.unit in _SESSIONS and one.count.value != 1 for one in event.counts)
    return _lies_within(whole.when, event.when) and not many


def _lies_within(whole: DateSpan | None, part: DateSpan | None) -> bool:
    if whole is None or part is None:
        return True
    return whole.on <= part.on and part.last_day <= whole.last_day


def _names_work(scene: Scene, mention: "Mention") -> bool:
    """Whether a count's clause is a report of its own ("调解2件" of "柳林村：调解2件"), no announcement."""
    clause = mention.clause
    if scene.text[clause.end : clause.end + 1] == "：":
        return False
    return kinds.told(kinds.weigh(scene, clause.start, clause.end))


def tidy(scene: Scene, events: Sequence["Event"]) -> list["Event"]:
    """Events without figures and of no kind join the one before; headers that others follow are no events."""
    if len(events) > 1:
        events = [event for event in events if not event.header] or list(events)
    kept: list[Event] = []
    for event in events:
        bare = not event.figures and not event.case and not event.visit
        if kept and bare and not _tells_work(event):
            kept[-1].clauses += event.clauses
            kept[-1].place = kept[-1].place or event.place
        elif kept and bare and _is_one_gathering(scene, kept[-1], event):
            kept[-1].clauses += event.clauses
        elif kept and (_only_leads(scene, kept[-1], event) or _is_one_gathering(scene, kept[-1], event)):
            before = kept.pop()
            event.clauses = before.clauses + event.clauses
            event.counts = before.counts + event.counts
            event.place = event.place or (None if _reports(scene, before) else before.place)
            if before.when and (event.when is None or event.inherited):
                event.when = before.when
            kinds.join(event.weights, before.weights)
            kept.append(event)
        else:
            kept.append(event)
    return kept


def _tells_work(event: "Event") -> bool:
    """Whether an event names a work: by an act, or, as an item of a list, by its subject ("二是出台制度")."""
    kind = kinds.best(event.weights)
    of_list = event.clauses[0].item and kind is not None and catalogue().kind(kind).primary is not None
    return kinds.told(event.weights) or (of_list and event.weights[kind or ""] >= WEIGHTS["topics"])


def _is_one_gathering(scene: Scene, before: "Event", event: "Event") -> bool:
    """Whether two gatherings of a day, one of them without any count, are one told with both words."""
    if not {before.kind, event.kind} <= _GATHERINGS or not (_is_bare(before) or _is_bare(event)):
        return False
    if any(one.case or one.visit or one.header or one.clauses[0].item for one in (before, event)):
        return False
    apart = bool(before.place and event.place and before.place != event.place)
    apart = apart and not scene.text.startswith("【", before.clauses[0].start - 1)  # a title's play of words
    apart = apart or (_is_named(scene, before) and mentions.states_primary(scene, event.kind, event.counts))
    if before.when and event.when and not event.inherited:
        apart = apart or differ(before.when, event.when)
    return not (apart or turns.HOUR.match(scene.said(event.clauses[0])))


def _is_bare(event: "Event") -> bool:
    """Whether an event counts nothing, or only the villages that it was in."""
    villages = all("村" in one.count.unit or "社区" in one.count.unit for one in event.counts)
    return not event.figures or (bool(event.counts) and villages)


def _is_named(scene: Scene, event: "Event") -> bool:
    """Whether a gathering is told by its own name ("开展宪法宣传活动"), not only by a word of its sort."""
    inside = scene.cues.within(*event.span)
    return any(cue.kind == event.kind and cue.weight >= PATTERNS["strong"] for cue in inside)


def _reports(scene: Scene, event: "Event") -> bool:
    """Whether an event is but the title of a report ("青石村普法月报：")."""
    return bool(_TITLE.search(scene.text, *event.span))


def _only_leads(scene: Scene, event: "Event", following: "Event") -> bool:
    """Whether an event only announces the next: it counts nothing, and names no other kind, time or place."""
    elsewhere = event.place and following.place and event.place != following.place
    if event.figures or event.case or (elsewhere and not (event.when is None and _reports(scene, event))):
        return False
    if not _tells_work(event):
        return True
    kind, next_kind = kinds.best(event.weights), following.kind
    turns_up = bundled().yields.get(kind or "", frozenset())
    if kind != next_kind and next_kind not in turns_up:
        return False
    if event.when is None or following.when is None or following.inherited:
        return True
    of_it = event.when.until is not None and _lies_within(event.when, following.when)
    return of_it or not differ(event.when, following.when) or event.when.rank < following.when.rank


def differ(one: DateSpan, other: DateSpan) -> bool:
    """Whether two date expressions mean other days."""
    return (one.on, one.until) != (other.on, other.until)
