"""One clause that tells of several events at once: "上周二、周四各办一场", "A村和B村各讲一次"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from bot.understanding import listed
from bot.understanding.listed import Listed
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
_DAYS = (
    Pattern(r"(?:头一|第一|首|前一)[天晚日次趟回]|头[天晚日回次趟场]"),
    Pattern(r"(?:第二|后一)[天晚日次趟回]|次[日晚]|翌日|[隔转]天|二[回次趟场]"),
    Pattern(r"第三[天晚日次趟回]"),
    Pattern(r"第四[天晚日]"),
)
_REACH = 8  # clauses: so far what each day had is told after the days
_ONE_OF = Pattern(r"\s*一[个场次边处头](?![共都])")  # "一个300人，一个200人"
_IN_TURN = Pattern(r"先后|依次|分头")
_TIMES = ("次", "场", "场次", "期", "回", "堂", "个")
_ALL_HAVE = Pattern(
    r"\s*(?:一[天晚]一(?=[场次堂])|每[村天晚场次期个处家堂]|各(?!位|类|项|级|种|界|方|单位|部门|站所)|均|"
    r"(?:[两三四五]?[次趟回场]?|[\u4e00-\u9fff]{2,4})[都均](?=[发来有是]))"
)
_EACH_TIME = Pattern(r"\s*每[期场次][^，。；]{0,4}[\d一二两三四五六七八九十]")
_TOTAL = Pattern(r"(?:[一总]?共计?|合计|总计|累计|拢共|统共)[^，。；\d]{0,3}$")


def twins(scene: Scene, event: "Event", said: "Said", following: Sequence["Said"] = ()) -> list["Event"]:
    """The further events of a clause that opened `event` and tells of several; it becomes their first."""
    scenes = _scenes(scene, said)
    if len(scenes) < 2:
        scenes = _day_by_day(said, following) or _place_by_place(said, following)
    if len(scenes) < 2:
        return []
    event.counts = [one for one in event.counts if not _says_how_many(scenes, one)]
    event.clauses, event.figures, number = list(event.clauses), True, len(scenes)
    events = [event, *(_twin(event) for _ in scenes[1:])]
    alike = len(event.counts) == number and len({mention.count.unit for mention in event.counts}) == 1
    lists = _named_alike(event.counts) if alike else []
    each = re.search(r"各|[均都]", said.text)  # what follows is what each of them had
    for index, (one, its) in enumerate(zip(events, scenes, strict=True)):
        one.group = said.clause
        if its.when:
            one.when, one.inherited = its.when, False
        one.place = its.place or one.place
        shares = one.counts if each else [_share(mention, number) for mention in one.counts]
        one.counts = [lists[index]] if lists else [replace(mention, shared=1) for mention in shares]
    return events[1:]


def _says_how_many(scenes: Sequence[Listed], mention: "Mention") -> bool:
    """Whether a count only says how many places are listed ("A村、B村、C村三个村各…")."""
    places = mention.count.unit in ("个村", "村", "个社区", "社区") and scenes[0].place
    return bool(places) and mention.count.value == len(scenes)


def _scenes(scene: Scene, said: "Said") -> list[Listed]:
    """The days and places that a clause goes through: before 各 and the like, or as its only words."""
    clause = said.clause
    if each := listed.EACH.search(scene.text, clause.start, clause.end):
        found = listed.members(scene, clause.start, each.start())
        places = listed.after(scene, each.end(), clause)
        if places and len(places) == len(found) and not any(one.place for one in found):
            return [replace(one, place=place) for one, place in zip(found, places, strict=True)]
        return found or _otherwise(said)
    if turns := _IN_TURN.search(scene.text, clause.start, clause.end):
        return [Listed(clause.start, None, place) for place in listed.after(scene, turns.end(), clause)]
    return listed.pairs(scene, clause)


def _day_by_day(said: "Said", following: Sequence["Said"]) -> list[Listed]:
    """The days of a clause whose figures are told day by day after it: "头晚来了45人，第二晚52人"."""
    days = list(said.days)
    if len(days) == 1 and days[0].until and (days[0].until - days[0].on).days < len(_DAYS):
        first, number = days[0], (days[0].until - days[0].on).days + 1
        days = [replace(first, on=first.on + timedelta(one), until=None) for one in range(number)]
    told = [_day_told(one) for one in following[:_REACH] if one.clause.line == said.clause.line]
    numbers = [number for number in told if number is not None]
    if not 2 <= len(days) <= len(_DAYS) or numbers != list(range(len(days))):
        return []
    return [Listed(said.clause.start, one, None) for one in days]


def _place_by_place(said: "Said", following: Sequence["Said"]) -> list[Listed]:
    """The villages of a clause whose figures are told apart: "到柳村和桃村普法，分别来了50人和60人"."""
    villages = _villages(said)
    own = (one for one in (said, *following[:_REACH]) if one.clause.sentence == said.clause.sentence)
    told = next((one for one in own if "分别" in one.text), None)
    if told is None or len(villages) < 2 or len(told.counts) != len(villages):
        return []
    return [Listed(said.clause.start, None, village) for village in villages]


def _day_told(said: "Said") -> int | None:
    """Which of several days a clause with figures begins with, from 0: 1 for "第二晚52人"."""
    text = said.text.strip()
    return next((number for number, day in enumerate(_DAYS) if said.figures and day.match(text)), None)


def on_its_day(events: list["Event"], said: "Said") -> tuple["Event", "Said"] | None:
    """The one of several days' events that a clause tells of ("第二晚52人"), with the clause undated."""
    alike, number = _alike(events) if events else [], _day_told(said)
    if number is None or len(alike) < 2 or number >= len(alike):
        return None
    if len({one.when.on for one in alike if one.when}) < len(alike):
        return None
    return alike[number], replace(said, when=None, days=())


def _otherwise(said: "Said") -> list[Listed]:
    """Villages and days that a clause with 各 names, where they are no plain list before it."""
    villages = _villages(said)
    days, number = said.days, max(len(villages), len(said.days))
    if len(villages) not in (0, number) or len(days) not in (0, 1, number):
        return []
    return [
        Listed(
            said.clause.start,
            days[index] if len(days) == number else None,
            villages[index] if villages else None,
        )
        for index in range(number)
    ]


def _villages(said: "Said") -> list[str]:
    return listed.villages(said.text, max(said.when.end - said.clause.start, 0) if said.when else 0)


def _twin(event: "Event") -> "Event":
    return replace(
        event,
        clauses=list(event.clauses),
        counts=list(event.counts),
        weights=dict(event.weights),
        figures=True,
    )


def _share(mention: "Mention", number: int) -> "Mention":
    """A count of as many times as there are events is one for each of them."""
    mention = replace(mention, shared=1)
    if mention.count.value == number and mention.count.unit in ("次", "场", "场次", "期"):
        return replace(mention, count=replace(mention.count, value=Decimal(1)))
    return mention


def by_days(event: "Event", said: "Said") -> list["Event"]:
    """The further events of one whose times a parenthesis dates: "讲座两场（9日、23日）"."""
    days = said.days
    rest = said.text
    for day in days:
        rest = rest.replace(said.text[day.start - said.clause.start : day.end - said.clause.start], "")
    times = [one for one in event.counts if one.count.unit in _TIMES and one.count.value == len(days)]
    if not said.clause.aside or len(days) < 2 or not times or rest.strip("、和，及与 "):
        return []
    events = [event, *(_twin(event) for _ in days[1:])]
    for one, day in zip(events, days, strict=True):
        one.when, one.inherited, one.group = day, False, said.clause
        one.counts = [_share(mention, len(days)) for mention in one.counts]
        one.clauses.append(said.clause)
    return events[1:]


def meant(events: list["Event"], said: "Said") -> "Event | None":
    """Which of the twin events a later clause is about, by its ordinal or its village; None where none is."""
    alike = _alike(events)
    if len(alike) < 2:
        return None
    for event, ordinal in zip(alike, _ORDINALS, strict=False):
        if ordinal.match(said.text.strip()):
            return event
    if named := next((event for event in alike if event.place and _stem(event.place) in said.text), None):
        return named
    untold = [event for event in alike if event.clauses[-1] is event.group]
    return untold[0] if untold and _ONE_OF.match(said.text) else None


def _stem(place: str) -> str:
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
        alike = alike if not any(one.count.unit in _TIMES for event in alike for one in event.counts) else []
    if len(alike) < 2 and _EACH_TIME.match(said.text):
        alike = [event for event in _of_sentence(events, said) if event.when and not event.inherited]
    if len(alike) < 2 or not said.counts:
        return False
    counts = [one for one in said.counts if one.count.unit not in ("天", "晚")]  # "一天一场"
    if _ALL_HAVE.match(said.text) and len(counts) < len(alike):
        for event in alike:
            event.clauses.append(said.clause)
            event.counts += [_of_one(mention, len(alike)) for mention in counts]
        return True
    told = said.clause.start + max(said.text.find("分别"), said.text.find("依次"), 0)
    counts = [one for one in said.counts if one.count.start >= told]
    if len(counts) != len(alike) or len({one.count.unit for one in counts}) > 1:
        return False
    shares = _named_alike(counts)
    if whole := _whole(alike, shares):
        shares = [replace(one, options=whole.options, local=whole.local) for one in shares]
    for event, mention in zip(alike, shares, strict=True):
        event.clauses.append(said.clause)
        event.counts.append(mention)
    return True


def _is_once(mention: "Mention") -> bool:
    """Whether a count is one time for each of several ("各讲一场", "每村一场")."""
    return mention.count.unit in _TIMES[:-1] and (mention.count.value == 1 or bool(mention.count.each))


def _of_one(mention: "Mention", number: int) -> "Mention":
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
    for event, mention in _told_of_one(alike):
        if mention.count.value == added and mention.options:
            event.counts = [one for one in event.counts if one is not mention]
            return mention
    return None


def _told_of_one(alike: Sequence["Event"]) -> list[tuple["Event", "Mention"]]:
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
        for event, whole in _told_of_one(alike):
            if not _TOTAL.search(scene.text, max(0, whole.count.start - 8), whole.count.start):
                continue
            shares = [pair for pair in _told_of_one(alike) if pair[1].count.start > whole.count.start]
            added = sum((mention.count.value for _, mention in shares), Decimal(0))
            if len(shares) == len(alike) and added == whole.count.value:
                event.counts = [one for one in event.counts if one is not whole]
                for one, mention in shares:
                    meaning = replace(mention, options=whole.options, local=whole.local)
                    one.counts = [meaning if other is mention else other for other in one.counts]
            else:
                event.counts = [replace(one, of_all=True) if one is whole else one for one in event.counts]


def _named_alike(mentions: Sequence["Mention"]) -> list["Mention"]:
    """Counts of one list mean what the first of them means."""
    first = mentions[0]
    return [first, *(replace(other, options=first.options, local=first.local) for other in mentions[1:])]


def _alike(events: list["Event"]) -> list["Event"]:
    """The last events, as long as one clause told of them all; in order."""
    group = events[-1].group
    alike = takewhile(lambda event: group is not None and event.group is group, reversed(events))
    return list(alike)[::-1]
