"""Days and places that are listed before it is told what was done at each: "5日在A村、8日在B村各讲一场"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bot.understanding import shares
from bot.understanding.dates import DateSpan
from bot.understanding.numbers import Count, find_counts
from bot.understanding.patterns import Pattern
from bot.understanding.places import place_of, stands_for_place
from bot.understanding.scene import Scene, Track
from bot.understanding.segments import Clause

EACH = Pattern(
    r"各(?!位|类|项|级|种|界|方|单位|部门|站所|村|社区)|分别|每[村天场次个处家堂]|同[时步](?!也|还|又|，)|"
    r"(?:均|都)(?=已?[办开搞做讲摆设组举召进去走跑上有]|宣|普法)"
)
# 和 between two, not that of a name (永和村, 和平村).
AND = r"(?<![、，在到去和与及给\s])和(?!村|社区|解|谐|平(?!村|社区|安))|[与及]"
_JOINS = Pattern(rf"[、，,～~…—]+|以及|还有|{AND}|跟")
_STOPS = "。；！？：\n（）"
_HOUR = Pattern(r"(?:一?大?早上?|上午|中午|下午|傍晚|晚上|当晚|夜里)")
_LED = Pattern(r"(?:先后|分头)?(?:走进了?|来到|前往|[在到去赴进给为向])(?!位|场)")
# Whom something was done for is no place, but a village: "给砖厂、茶厂各做1次法治体检".
_GIVEN = Pattern(r"[给为](?!期)[一-鿿]{1,12}(?<![村寨组区])(?<!嘎查)$")
_VILLAGE_FIRST = Pattern(r"[\u4e00-\u9fff]{1,12}?(?:村|社区)(?=[\u4e00-\u9fff])")  # "白沙村搞普法，每村…"
_EACH_HAD = Pattern(r"\s*每(?:个[\u4e00-\u9fff]|[村天场次处家堂])")
_OF_LIST = Pattern(r"[\u4e00-\u9fff\d]{2,12}")
_SO_MANY = Pattern(r"(?:这)?[两二三四五六七八九十\d]{1,2}[个所家]?(?:村居|村|社区|地方|地|点|处|单位|学校)$")
_ONE = r"[\u4e00-\u9fff]{2,3}(?:村|社区)"
_VILLAGES = Pattern(rf"(?:{_ONE}[、和与及]){{1,5}}{_ONE}")
_LEADING = Pattern(rf"[，在到给](?={_ONE}[、和与及])")
_WITHOUT_LEAD = Pattern(r"^[在到于](?=..)")
_SITES = frozenset(
    ["学校", "企业", "校园", "集上", "社区", "单位"]
)  # which with a day of their own tell where
_MARKS = Pattern(rf"[、，]|以及|{AND}")
_JOINED_TO = Pattern(r" ?(?:[、，]|以及|[和与及]) ?$")
_VILLAGE = ("村", "社区")
_DONE = Pattern(r"[了过的]|各|每|分别|宣传|普法|讲座|培训|开展|调解(?!室|中心)|检查|一[次场件起]")


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a list: a day, a place, or both. `start`: where it begins in the text."""

    start: int
    when: DateSpan | None
    place: str | None


def members(scene: Scene, start: int, end: int) -> list[Listed]:
    """The listed days and places that end at `end` (two or more), or none; `start`: not before that."""
    text = scene.text
    start = max([start, *(text.rfind(stop, start, end) + 1 for stop in _STOPS)])
    cuts = [match.span() for match in _JOINS.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    found: list[tuple[Listed, bool]] = []
    for first, last in reversed(list(zip(edges[::2], edges[1::2], strict=True))):
        if not text[first:last].strip():
            if found:
                break
            continue
        if _GIVEN.search(text, first, last):
            return []
        one = _member(scene, first, last)
        if one is None and not found and text.startswith("每", end):
            village = _VILLAGE_FIRST.match(text, first, last)
            one = _member(scene, first, village.end()) if village else None
        if one is None:
            if led := _led_within(scene, first, last):
                found.append((led, True))
            break
        found.append(one)
    return _told_alike(found[::-1])


def pairs(scene: Scene, clause: Clause) -> list[Listed]:
    """Days with a place each before what was done at all of them: "5日在A村、6日在B村普法"; or none."""
    days = scene.dates.within(clause.start, clause.end)
    if len(days) < 2 or scene.text[clause.start : days[0].start].strip() or clause.aside:
        return []
    found: list[Listed] = []
    for day, after in pairwise(days):
        joined = _JOINED_TO.search(scene.text[day.end : after.start])
        one = _member(scene, day.start, day.end + joined.start()) if joined else None
        if one is None or one[0].when is not day or not (one[1] or (one[0].place or "").endswith(_VILLAGE)):
            return []
        found.append(one[0])
    last = days[-1]
    places = _places_after(scene, last.end, clause.end) or villages(
        scene.said(clause), last.end - clause.start
    )
    if not places and (village := _VILLAGE_FIRST.match(scene.text, last.end, clause.end)):
        places = [village.group()]
    return [*found, Listed(last.start, last, places[0])] if len(places) == 1 else []


def after(scene: Scene, each: int, clause: Clause) -> list[str]:
    """The places that follow 分别 or 先后 ("分别在A村、B村举办"), two or more, or none."""
    places = _places_after(scene, each, clause.end)
    return places if len(places) > 1 else []


def _places_after(scene: Scene, start: int, end: int) -> list[str]:
    """The places of a list that begins with 在, 到 or the like at `start`; the last one ends at its verb."""
    hour = _HOUR.match(scene.text, start, end)
    lead = _LED.match(scene.text, hour.end() if hour else start, end)
    if not lead:
        return []
    *names, rest = _MARKS.split(scene.text[lead.end() : end])
    last = place_of("在" + rest)
    if last is None or last[0] != 1:
        return []
    names.append(("在" + rest)[slice(*last)])
    names = [_SO_MANY.sub("", name.strip()) if len(name) > 4 else name.strip() for name in names]
    fits = all(_OF_LIST.fullmatch(name) and stands_for_place(name, True) for name in names)
    return names if fits else []


def _member(scene: Scene, start: int, end: int) -> tuple[Listed, bool] | None:
    """The day and place that a stretch consists of, and whether 在 or the like leads the place."""
    text, begin = scene.text, start + len(scene.text[start:end]) - len(scene.text[start:end].lstrip())
    when = next((one for one in scene.dates.within(begin, end) if one.start - begin <= 1), None)
    rest = max(when.end if when else begin, begin)
    if hour := _HOUR.match(text, rest, end):
        rest = hour.end()
    lead = _LED.match(text, rest, end)
    place = text[lead.end() if lead else rest : end].strip()
    place = _SO_MANY.sub("", place) if len(place) > 4 else place
    if not place:
        return (Listed(start, when, None), False) if when and not lead else None
    if not _OF_LIST.fullmatch(place) or _DONE.search(place):
        return None
    return Listed(start, when, place), bool(lead)


def _led_within(scene: Scene, start: int, end: int) -> Listed | None:
    """The place behind a 在 within a stretch: the list's first, after what was done there."""
    lead = re.search(r"(?<![现存实正])在(?!册|职|线|校)", scene.text[start:end])
    if not lead:
        return None
    place = scene.text[start + lead.end() : end].strip()
    if not _OF_LIST.fullmatch(place) or _DONE.search(place):
        return None
    inside = scene.dates.within(start, start + lead.start())
    return Listed(start, inside[-1] if inside else None, place)


def _told_alike(found: Sequence[tuple[Listed, bool]]) -> list[Listed]:
    """The members as events: all with a place, or all with a day; a day told once is for all that follow."""
    if zipped := _days_then_places([item for item, _ in found]):
        return zipped
    led = any(one for _, one in found)
    items: list[Listed] = []
    when: DateSpan | None = None
    for item, own_lead in found:
        sited = item.when is not None and item.place in _SITES
        if item.place and not (
            sited or stands_for_place(item.place, led or own_lead or item.when is not None)
        ):
            items, when = [], None  # what stands before a list is none of it
            continue
        when = item.when or when
        items.append(replace(item, when=when))
    placed = [item for item in items if item.place]
    if len(placed) > 1:
        return placed
    days = [one for one in items if one.when]
    if len({(one.when.on, one.when.until) for one in days if one.when}) != len(days) or len(days) < 2:
        return []
    place = placed[0].place if placed else None
    return [replace(one, place=place) for one in days]


def _days_then_places(items: Sequence[Listed]) -> list[Listed]:
    """The members of a list that names all days before as many places: "5日和7日在柳湾村、桃林村"."""
    days = [one for one in items if one.when]
    places = [one.place for one in items if one.place]
    turn = len(days) - 1  # the last day stands with the first place
    if len(days) < 2 or len(places) != len(days) or any(one.place for one in items[:turn]):
        return []
    if any(one.when for one in items[turn + 1 :]) or not all(stands_for_place(name, True) for name in places):
        return []
    return [replace(one, place=place) for one, place in zip(days, places, strict=True)]


def joined(scene: Scene) -> list[Clause]:
    """The clauses of a message, with those of a list of days and places joined to what is told of each."""
    clauses: list[Clause] = []
    for _, run in groupby(scene.clauses, key=lambda clause: clause.sentence):
        sentence: list[Clause] = []
        for clause in run:
            begins = sentence[0].start if sentence else clause.start
            first = _list_before(scene, clause, begins)
            while first is not None and sentence and sentence[-1].end > first and not sentence[-1].aside:
                clause = replace(clause, start=sentence[-1].start, item=sentence.pop().item)
            sentence.append(clause)
        clauses += sentence
    return clauses


def with_shares(scene: Scene) -> Scene:
    """The page with what each of several listed events had ("每村发册子50本") among its counts."""
    scene = shares.with_products(scene)
    lists = [
        clause
        for clause in joined(scene)
        if (each := EACH.search(scene.text, clause.start, clause.end))
        and members(scene, clause.start, each.start())
    ]
    found: list[Count] = []
    for clause in scene.clauses:
        alone = any(one.line == clause.line and one.start < clause.start for one in lists)
        if alone and (each := _EACH_HAD.match(scene.text, clause.start, clause.end)):
            blank = "，" * each.end() + scene.text[each.end() : clause.end]
            found += [one for one in find_counts(blank) if not scene.dates.within(one.start, one.end)]
    known = {one.numeral for one in scene.counts.things}
    counts = [*scene.counts.things, *(one for one in found if one.numeral not in known)]
    counts.sort(key=lambda one: one.numeral)
    return replace(scene, counts=Track(counts, lambda one: one.numeral)) if found else scene


def _list_before(scene: Scene, clause: Clause, begins: int) -> int | None:
    """Where the list begins that a clause's 各 is said of, if it began in a clause before."""
    each = EACH.search(scene.text, clause.start, clause.end)
    if not each or clause.aside:
        return None
    found = members(scene, begins, each.start())
    return found[0].start if found and found[0].start < clause.start else None


def villages(text: str, start: int) -> list[str]:
    """The villages that a text lists at `start`, or after 在 and the like."""
    for begin in (start, *(match.end() for match in _LEADING.finditer(text, start))):
        if match := _VILLAGES.match(text, begin):
            return [_WITHOUT_LEAD.sub("", one) for one in re.split(f"、|{AND}", match.group())]
    return []
