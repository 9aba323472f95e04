"""What several events that one clause told of had each: lists of shares, ordinals, and totals of them all."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene

if TYPE_CHECKING:
    from bot.understanding.events import Event
    from bot.understanding.mentions import Mention
    from bot.understanding.said import Said

_ORDINALS = (
    Pattern(r"(?:头一|第一|前一|首)[次场个天期]|前者"),
    Pattern(r"(?:第二|后一|另一|二)[次场个天期]|后者"),
    Pattern(r"第三[次场个天期]"),
)
DAYS = (
    Pattern(r"(?:头一|第一|首|前一)[天晚日次趟回]|头[天晚日回次趟场]"),
    Pattern(r"(?:第二|后一)[天晚日次趟回]|次[日晚]|翌日|[隔转]天|二[回次趟场]"),
    Pattern(r"第三[天晚日次趟回]"),
    Pattern(r"第四[天晚日]"),
)
_ONE_OF = Pattern(r"\s*一[个场次边处头](?![共都])")  # "一个300人，一个200人"
TIMES = ("次", "场", "场次", "期", "回", "堂", "个")
_ALL_HAVE = Pattern(
    r"\s*(?:一[天晚]一(?=[场次堂])|每[村天晚场次期个处家堂回趟课]|各(?!位|类|项|级|种|界|方|单位|部门|站所)|均|"
    r"(?:[两三四五]?[次趟回场]?|[\u4e00-\u9fff]{2,4})[都均](?=[发来有是]))"
)
_EACH_TIME = Pattern(r"\s*每[期场次回趟堂课][^，。；]{0,4}[\d一二两三四五六七八九十]")
# "三场：圩上一场，学校两场", "一回在场院一回在小学": one event's times, told over several places.
_SCATTERED = Pattern(
    r"一(?P<time>[场次回期])在[^，。；\d]{2,8}?[，、]?(?:另外?|还有)?一(?P=time)在|"
    r"(?:[^，。；：、\d]{1,8}[一两二三四五\d][场次回期堂](?:[，、]|(?=[。；]|$))){2,}"
)
_EACH_OF = Pattern("(?:各|均|每[场次期村校天])[^，。；]{0,3}$")
_LIST_OF = Pattern(r" *(?:地点|地方|场地)?(?:分别|依次)?(?:在|是|为|：)+")
_NAMES = Pattern("[、，和及]")
_TOTAL = Pattern(r"(?:[一总]?共计?|合计|总计|累计|拢共|统共)[^，。；\d]{0,3}$")


def on_its_day(events: list["Event"], said: "Said") -> tuple["Event", "Said"] | None:
    """The one of several days' events that a clause tells of ("第二晚52人"), with the clause undated."""
    alike, number = _alike(events) if events else [], day_told(said)
    if number is None or len(alike) < 2 or number >= len(alike):
        return None
    if len({one.when.on for one in alike if one.when}) < len(alike):
        return None
    return alike[number], replace(said, when=None, days=())


def day_told(said: "Said") -> int | None:
    """Which of several days a clause with figures begins with, from 0: 1 for "第二晚52人"."""
    text = said.text.strip()
    return next((number for number, day in enumerate(DAYS) if said.figures and day.match(text)), None)


def meant(events: list["Event"], said: "Said") -> "Event | None":
    """Which of the twin events a later clause is about, by its ordinal or its village; None where none is."""
    alike = _alike(events)
    if len(alike) < 2:
        return None
    for event, ordinal in zip(alike, _ORDINALS, strict=False):
        if ordinal.match(said.text.strip()):
            return event
    if named := next((event for event in alike if event.place and stem(event.place) in said.text), None):
        return named
    untold = [event for event in alike if event.clauses[-1] is event.group]
    if untold and _ONE_OF.match(said.text):
        return untold[0]
    last = max(alike, key=lambda event: event.clauses[-1].start).clauses[-1]
    goes_on = last is not alike[0].group and last.sentence == said.clause.sentence
    return next((event for event in alike[:-1] if goes_on and event.clauses[-1] is last), None)


def stem(place: str) -> str:
    """A village's name without its last word: what follows says 桥湾 of 桥湾村."""
    return re.sub("(?<=..)(?:村|社区)$", "", place)


def dealt(events: list["Event"], said: "Said") -> bool:
    """Deal out what a clause counts of all twin events: a list with one for each ("听众31人、27人"), or what
    each of them had ("每场发资料50份"); whether it was so.
    """
    alike = _alike(events)
    if len(alike) < 2 and "分别" in said.text:
        alike = _of_sentence(events, said)
    if len(alike) < 2 and _ALL_HAVE.match(said.text) and all(_is_once(one) for one in said.counts):
        alike = [event for event in _of_sentence(events, said) if event.place and not event.header]
        alike = alike if not any(one.count.unit in TIMES for event in alike for one in event.counts) else []
    if len(alike) < 2 and _EACH_TIME.match(said.text):
        alike = [event for event in _of_sentence(events, said) if event.when and not event.inherited]
    if len(alike) < 2 or not said.counts:
        return _told_when_or_where(alike, said)
    counts = [one for one in said.counts if one.count.unit not in ("天", "晚")]  # "一天一场"
    led = said.text[: counts[0].count.start - said.clause.start] if len(counts) == 1 else ""
    if (_ALL_HAVE.match(said.text) or _EACH_OF.search(led)) and len(counts) < len(alike):
        for event in alike:
            event.clauses.append(said.clause)
            event.counts += [of_one(mention, len(alike)) for mention in counts]
        return True
    told = said.clause.start + max(said.text.find("分别"), said.text.find("依次"), 0)
    counts = [one for one in said.counts if one.count.start >= told]
    if len(counts) != len(alike) or len({one.count.unit for one in counts}) > 1:
        return False
    shares = named_alike(counts)
    if whole := _whole(alike, shares):
        shares = [replace(one, options=whole.options, local=whole.local) for one in shares]
    for event, mention in zip(alike, shares, strict=True):
        event.clauses.append(said.clause)
        event.counts.append(mention)
    return True


def _told_when_or_where(alike: Sequence["Event"], said: "Said") -> bool:
    """Whether a clause without counts lists when, or where, each of several was ("日子是14日和22日")."""
    if len(alike) < 2:
        return False
    names = _NAMES.split(_LIST_OF.sub("", said.text).strip("。 ")) if _LIST_OF.match(said.text) else []
    if len(said.days) == len(alike):
        for event, day in zip(alike, said.days, strict=True):
            event.when, event.inherited = day, False
    elif len(names) == len(alike):
        for event, name in zip(alike, names, strict=True):
            event.place = name.strip()
    else:
        return False
    for event in alike:
        event.clauses.append(said.clause)
    return True


def _is_once(mention: "Mention") -> bool:
    """Whether a count is one time for each of several ("各讲一场", "每村一场")."""
    return mention.count.unit in TIMES[:-1] and (mention.count.value == 1 or bool(mention.count.each))


def of_one(mention: "Mention", number: int) -> "Mention":
    """What one of so many events had, where a count was multiplied already ("每天一场")."""
    count = mention.count
    if count.each.endswith(f"|{number}"):
        count = replace(count, value=count.value / number, each="")
    return replace(mention, count=count, shared=1)


def _of_sentence(events: Sequence["Event"], said: "Said") -> list["Event"]:
    """The last events of the sentence that a 分别 is said in."""
    run = takewhile(lambda event: event.clauses[-1].sentence == said.clause.sentence, reversed(events))
    return list(run)[::-1]


def _whole(alike: Sequence["Event"], shares: Sequence["Mention"]) -> "Mention | None":
    """The total that was told before its shares ("共来了90人，分别是50人和40人"), taken from its event."""
    added = sum((one.count.value for one in shares), Decimal(0))
    for event, mention in _toldof_one(alike):
        if mention.count.value == added and mention.options:
            event.counts = [one for one in event.counts if one is not mention]
            return mention
    return None


def _toldof_one(alike: Sequence["Event"]) -> list[tuple["Event", "Mention"]]:
    """The counts that only one of the twin events has."""
    told = [(event, mention) for event in alike for mention in event.counts]
    where = Counter(mention.count.start for _, mention in told)
    return [(event, mention) for event, mention in told if where[mention.count.start] == 1]


def settle(scene: Scene, events: Sequence["Event"]) -> None:
    """Totals of twin events ("共来了90人"): dealt out where the shares follow, else of none of them."""
    for group, run in groupby(events, key=lambda event: event.group):
        if group is None:
            continue
        alike = list(run)
        for event, whole in _toldof_one(alike):
            summed = _TOTAL.search(scene.text, max(0, whole.count.start - 8), whole.count.start)
            if not (summed or (event is alike[-1] and _is_of_none(scene, alike, whole))):
                continue
            shares = [pair for pair in _toldof_one(alike) if pair[1].count.start > whole.count.start]
            added = sum((mention.count.value for _, mention in shares), Decimal(0))
            if len(shares) == len(alike) and added == whole.count.value:
                event.counts = [one for one in event.counts if one is not whole]
                for one, mention in shares:
                    meaning = replace(mention, options=whole.options, local=whole.local)
                    one.counts = [meaning if other is mention else other for other in one.counts]
            else:
                event.counts = [replace(one, of_all=True) if one is whole else one for one in event.counts]


def _is_of_none(scene: Scene, alike: Sequence["Event"], mention: "Mention") -> bool:
    """Whether nothing says which of the twin events a later clause counts for, all else being of them all."""
    clause = mention.clause
    if clause is alike[0].group or any(mention.clause in event.clauses for event in alike[:-1]):
        return False
    text = scene.said(clause).strip()
    led = any(one.match(text) for one in (*_ORDINALS, *DAYS)) or scene.dates.within(clause.start, clause.end)
    named = any(stem(event.place) in text for event in alike if event.place)
    return not (led or named or any(event is not alike[-1] for event, _ in _toldof_one(alike)))


def share_times(events: Sequence["Event"]) -> None:
    """Make one each of times that days after them tell of: "普法两场，9号在码头，16号在庙前"."""
    for event, *others in (events[at:] for at in range(len(events) - 1)):
        times = [one for one in event.counts if one.count.unit in TIMES and one.count.value > 1]
        if not times or event.when is None or event.inherited or event.when.until or event.group:
            continue
        number = int(times[0].count.value)
        rest = list(takewhile(lambda one: not one.inherited and one.when and not one.weights, others))
        if len(rest) == number - 1 and all(one.place and not _counts_times(one) for one in rest):
            event.counts = [_once(one) if one is times[0] else one for one in event.counts]
            event.group = event.clauses[0]
            for one in rest:
                one.visit, one.group = True, event.group


def _counts_times(event: "Event") -> bool:
    return any(one.count.unit in TIMES for one in event.counts)


def _once(mention: "Mention") -> "Mention":
    return replace(mention, count=replace(mention.count, value=Decimal(1)))


def rejoin(events: list["Event"]) -> None:
    """Put times of an event that were told one by one, place by place, back: "2回，一回在A村，一回在B村"."""
    for event in list(events):
        times = [one.count.value for one in event.counts if one.count.unit in TIMES]
        whole = next((value for value in times if value > 1), None)
        rest = _times_beside(event, events[events.index(event) + 1 :]) if whole and event in events else []
        if rest and len(rest) + times.count(Decimal(1)) == whole:
            for one in rest:
                event.clauses += one.clauses
                events.remove(one)
            event.place = None


def _times_beside(event: "Event", following: Sequence["Event"]) -> list["Event"]:
    """The events right after one that its sentence tells as one time at a place each, and no more of."""
    sentence = event.clauses[-1].sentence
    run = takewhile(lambda one: one.inherited and one.clauses[0].sentence == sentence, following)
    return list(takewhile(_is_one_time, run))


def _is_one_time(event: "Event") -> bool:
    """Whether an event counts nothing but one time, at a place."""
    counts = [one.count for one in event.counts]
    once = len(counts) == 1 and counts[0].unit in TIMES and counts[0].value == 1
    return once and event.place is not None and event.group is None


def without_place(scene: Scene, events: Sequence["Event"]) -> None:
    """Take the place from events that were held several times, at one place and another."""
    for event in events:
        several = [one.count.end for one in event.counts if one.count.unit in TIMES and one.count.value > 1]
        told = _SCATTERED.search(scene.text, several[0], event.span[1]) if several and event.place else None
        if told and (event.place or "") in told.group():
            event.place = None


def named_alike(mentions: Sequence["Mention"]) -> list["Mention"]:
    """Counts of one list mean what the first of them means."""
    first = mentions[0]
    return [first, *(replace(other, options=first.options, local=first.local) for other in mentions[1:])]


def _alike(events: list["Event"]) -> list["Event"]:
    """The last events, as long as one clause told of them all; in order."""
    group = events[-1].group
    alike = takewhile(lambda event: group is not None and event.group is group, reversed(events))
    return list(alike)[::-1]
