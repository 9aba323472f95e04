"""One clause that tells of several events at once: "上周二、周四各办一场", "A村和B村各讲一次"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from bot.understanding import listed
from bot.understanding.dates import DateSpan
from bot.understanding.dealing import DAYS, TIMES, day_told, named_alike, of_one, stem
from bot.understanding.listed import Listed
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene

if TYPE_CHECKING:
    from bot.understanding.events import Event
    from bot.understanding.mentions import Mention
    from bot.understanding.said import Said

_REACH = 8  # clauses: so far what each day had is told after the days
_RUN = Pattern(r" *(?:[、，和及与/]|以及) *")
_NO_MORE = Pattern(r"分别|依次|日子|时间|日期|[，、和及与在于是为的： ]")
_IN_TURN = Pattern(r"先后|依次|分头")


def twins(scene: Scene, event: "Event", said: "Said", following: Sequence["Said"] = ()) -> list["Event"]:
    """The further events of a clause that opened `event` and tells of several; it becomes their first."""
    scenes = _scenes(scene, said)
    if len(scenes) < 2:
        scenes = _day_by_day(scene, event, said, following) or _place_by_place(said, following)
        scenes = scenes or _by_lists(scene, event, said, following)
    if len(scenes) < 2:
        return []
    event.counts = [one for one in event.counts if not _says_how_many(scenes, one)]
    event.clauses, event.figures, number = list(event.clauses), True, len(scenes)
    events = [event, *(_twin(event) for _ in scenes[1:])]
    alike = len(event.counts) == number and len({mention.count.unit for mention in event.counts}) == 1
    lists = named_alike(event.counts) if alike else []
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


def _day_by_day(scene: Scene, event: "Event", said: "Said", following: Sequence["Said"]) -> list[Listed]:
    """The days of a clause whose figures are told day by day after it: "头晚来了45人，第二晚52人"."""
    days = _days(scene, event, said) if said.days else []
    told = [day_told(one) for one in following[:_REACH] if one.clause.line == said.clause.line]
    numbers = [number for number in told if number is not None]
    if not 2 <= len(days) <= len(DAYS) or numbers != list(range(len(days))):
        return []
    return [Listed(said.clause.start, one, None) for one in days]


def _by_lists(scene: Scene, event: "Event", said: "Said", following: Sequence["Said"]) -> list[Listed]:
    """The days or places that a list of as many figures follows: "5日、7日在一小、二小普法，120人、95人"."""
    days = _days(scene, event, said)
    begin = max([said.clause.start, *(one.end for one in said.days)])
    places = listed.after(scene, begin, said.clause) or _villages(said)
    number = max(len(days), len(places))
    if {len(days), len(places)} - {0, 1, number} or number < 2:
        return []
    own = takewhile(lambda one: one is said or not (one.when or one.place), (said, *following[:_REACH]))
    if not any(_lists(scene, one, number) for one in own if one.clause.line == said.clause.line):
        return []
    return [
        Listed(
            said.clause.start,
            days[at] if len(days) == number else None,
            places[at] if len(places) == number else None,
        )
        for at in range(number)
    ]


def _days(scene: Scene, event: "Event", said: "Said") -> list[DateSpan]:
    """The single days that an event is told with; each one of a few that are told as a spell."""
    if event.when is None or not event.clauses:
        return []
    inside = scene.dates.within(event.clauses[0].start, said.clause.end)
    days = [one for one in inside if one.group == event.when.group]
    if len(days) == 1 and days[0].until and (days[0].until - days[0].on).days < _REACH:
        first, number = days[0], (days[0].until - days[0].on).days + 1
        days = [replace(first, on=first.on + timedelta(one), until=None) for one in range(number)]
    return [] if any(one.until for one in days) else days


def _lists(scene: Scene, said: "Said", number: int) -> bool:
    """Whether a clause has a list of just so many counts in one unit ("依次是120人、95人、210人")."""
    counts = [one.count for one in said.counts]
    runs = [counts[at : at + number] for at in range(len(counts) - number + 1)]
    alike = [run for run in runs if len({one.unit for one in run}) == 1 and run[0].unit not in TIMES]
    return len(counts) == number and any(
        all(_RUN.fullmatch(scene.text, one.end, after.start) for one, after in pairwise(run)) for run in alike
    )


def _place_by_place(said: "Said", following: Sequence["Said"]) -> list[Listed]:
    """The villages of a clause whose figures are told apart: "到柳村和桃村普法，分别来了50人和60人", "…，
    柳村50人，桃村60人".
    """
    villages = _villages(said)
    own = (one for one in (said, *following[:_REACH]) if one.clause.sentence == said.clause.sentence)
    if len(villages) < 2:
        return []
    by_name = [one.text.strip() for one in following[: len(villages)] if one.figures]
    named = len(by_name) == len(villages) and all(map(str.startswith, by_name, map(stem, villages)))
    told = next((one for one in own if "分别" in one.text), None)
    if not named and (told is None or len(told.counts) != len(villages)):
        return []
    return [Listed(said.clause.start, None, village) for village in villages]


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


def by_days(scene: Scene, event: "Event", said: "Said") -> list["Event"]:
    """The further events of one whose times are dated after it: "讲座两场（9日、23日）"."""
    rest = said.text
    for day in said.days:
        rest = rest.replace(said.text[day.start - said.clause.start : day.end - said.clause.start], "")
    scenes = [Listed(day.start, day, None) for day in said.days] if not _NO_MORE.sub("", rest) else []
    scenes = scenes or [one for one in _scenes(scene, said) if one.when]
    times = [one for one in event.counts if one.count.unit in TIMES and one.count.value == len(scenes)]
    if len(scenes) < 2 or not times:
        return []
    events = [event, *(_twin(event) for _ in scenes[1:])]
    for one, its in zip(events, scenes, strict=True):
        one.when, one.inherited, one.group, one.place = its.when, False, said.clause, its.place or one.place
        one.counts = [_share(mention, len(scenes)) for mention in one.counts]
        one.counts += [of_one(mention, len(scenes)) for mention in said.counts]
        one.clauses.append(said.clause)
    return events[1:]
