"""The place that a clause names for its event: what follows 在/到/走进/地点, or a site named as the scene."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.understanding.patterns import Pattern

_LONGEST = 16
_NAMED = 5
_VILLAGE = r"[\u4e00-\u9fff]{2,3}(?:村|社区)"
_INSIDE = Pattern(r"(?:那边|这边|那里|那儿|里面|里头|里)$")
_TRAILING = Pattern(r"(?:那边|这边|那里|那儿|里面|里头|里|内|中)$")
_STOP = Pattern(
    r"[，。；：！？、\n（）《“]|[今昨前]天|[上下中]午|昨晚|今晚|"
    r"\d(?!\d*(?:室|号楼|楼|社|组|栋|单元|队))"
)
_HELPED = Pattern(r"[^，。；]{0,8}(?:配合|协助|支持|指导|帮助|见证|努力|主持)下")
_SITE = Pattern(rf"{_VILLAGE}(?!的)[\u4e00-\u9fff]{{1,8}}$")
_VENUE = Pattern(r"法治|普法|宪法|民法典|法律")  # 法治公园 at a clause's start is what the clause is about
_VAGUE = Pattern(
    r"我|俺|本|该|咱|各|全|每|所有|几个|多个|[一二三四五六七八九十]+点|[\u4e00-\u9fff]*[两争]|[去今前明全]?年"
)
_SITES_LISTED = Pattern(r"(?:村|社区|小学|中学|一小|二小|镇小|镇中|中心校|校区|工业园|园区|集上?|墟|圩)$")
_BARE = Pattern(
    r"(?!.*(?:宣传|普法|讲座|调解|培训|开展|检查|示范|建设|创建|送|进|和|与|跟|对|给|请|把|向|组织|关于|报|发|查|了|的|新建|改造))[\u4e00-\u9fff]+"
)
_NAME = Pattern(
    r"(?<![\u4e00-\u9fff])(?:在|到|去|由|替|代|帮|调解|调处|化解|为|我镇|本镇|我乡|镇)?"
    r"(?P<name>(?!我|俺|本|该|镇|乡|请|包|组|律|年|给|对|为|向|把|各|全|每|咱|两|这|那|某|示范|行政|自然|省|市|国|法|无讼|民主|美丽|文明|平安|一|几|多|农|乡|进|入|走|驻|下|邻|外|城|老村|新村|到|在|其|有|所|清|先)"
    r"[^\W\da-zA-Z进我将各给把向对请让被的了名为和与跟一二两三四五六七八九十]{2,3}(?:村|社区))(?!里|民(?!法典)|委|干|支|书|级|居|组|规|务|两(?!户|家|口|兄|姐|边|起|件|次|场)|矫|医|主|集|头|口|上(?!周|个|月|午|星|礼|报)|都|法|情|服|企|办|道|长|史|落|庄|公(?!共法)|调(?!解(?![委室员主小]))|司|部)"
)


@dataclass(frozen=True, slots=True)
class _Words:
    lead: Pattern
    firm: frozenset[str]
    verbs: Pattern
    ends: tuple[str, ...]
    sites: tuple[str, ...]
    none: frozenset[str]
    compounds: tuple[str, ...]
    opening: Pattern


def place_of(text: str, dates_end: int = 0, units: Sequence[str] = ()) -> tuple[int, int] | None:
    """The span of the place that a normalised clause names, or None; `dates_end`: where its date ends."""
    words = _words()
    for lead in words.lead.finditer(text, dates_end):
        place = _cut(text, lead.end(), words, lead.group() in words.firm)
        helped = _HELPED.match(text, lead.end() + len(place))
        vague = (
            lead.group().endswith("查了") and len(place) < _NAMED
        )  # 查了加油站 names none, 查了永兴花炮仓库 does
        goes_on = "到" in place[1:-1]  # the next lead is nearer ("进企业第一站到竹器厂")
        if place and not (helped or vague or goes_on) and _fits(place, words):
            return lead.end(), lead.end() + len(place)
    return _scene(text, dates_end, units, words)


def _cut(text: str, start: int, words: _Words, firm: bool) -> str:
    """What stands from `start` up to the verb that ends the place, or the clause's end."""
    rest = _STOP.split(text[start : start + _LONGEST + 2], maxsplit=1)[0]
    best = rest
    for verb in words.verbs.finditer(rest, 2):
        before = _INSIDE.sub("", rest[: verb.start()])
        if before.endswith(words.ends) and not rest.startswith(words.compounds, verb.start()):
            best = before
            break
    else:
        best = _reach(rest, words.ends) if firm else rest
    best = _TRAILING.sub("", best.strip())
    return best if len(best) <= _LONGEST and best.endswith(words.ends) else ""


def _reach(rest: str, ends: tuple[str, ...]) -> str:
    """Where no verb ends it: up to the last of the place's words that follow one another (水库, 水库边)."""
    if rest.endswith(ends):
        return rest
    stops = [end for end in range(2, len(rest) + 1) if rest[:end].endswith(ends)]
    reach = stops[0] if stops else 0
    for stop in stops:
        reach = stop if stop - reach <= 3 else reach
    return rest[:reach]


def _fits(place: str, words: _Words) -> bool:
    return len(place) > 1 and place not in words.none and not _VAGUE.match(place)


def stands_for_place(name: str, led: bool) -> bool:
    """Whether a member of a list names a place; `led`: 在, or a day of its own, says that it tells where."""
    words = _words()
    if not _fits(name, words):
        return False
    if led:
        return name.endswith(words.ends) and not re.search(r"\d[^号栋楼室]|[是了的]", name)
    return bool(_SITES_LISTED.search(name) or name.endswith(words.sites)) and bool(_BARE.fullmatch(name))


_LEAD = Pattern("[，在 ]*(?:[头前后另又]?一[次场回]在)?")  # "一次在学校"


def _scene(text: str, dates_end: int, units: Sequence[str], words: _Words) -> tuple[int, int] | None:
    """A village named as the scene, a clause that is nothing but a place, or one that begins with it."""
    lead = _LEAD.match(text, dates_end)
    start = lead.end() if lead else dates_end
    whole = text[start:].rstrip()
    if (
        1 < len(whole) <= 12
        and whole.endswith(words.sites)
        and _BARE.fullmatch(whole)
        and _fits(whole, words)
    ):
        return start, start + len(whole)
    found = words.opening.match(whole)
    if found and whole.startswith(("和", "与", "跟", "同", "为被告", "为原告"), found.end("place")):
        found = None  # a party of what is told
    is_subject = found and not (found["inside"] or found["within"]) and _VENUE.match(found["place"])
    if found and not is_subject and _BARE.fullmatch(found["place"]) and _fits(found["place"], words):
        return start, start + found.end("place")
    for unit in units:
        if unit.endswith(("村", "社区")) and unit in text:
            return text.index(unit), text.index(unit) + len(unit)
    if (
        (site := _SITE.match(whole))
        and _BARE.fullmatch(whole)
        and len(whole) <= _LONGEST
        and whole.endswith(words.ends)
    ):
        return start, start + site.end()
    if found := _NAME.match(whole):
        return start + found.start("name"), start + found.end("name")
    return None


@cache
def _words() -> _Words:
    path = resources.files("bot.understanding").joinpath("places.toml")
    data: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, data[key].split()), key=len, reverse=True))

    before = "".join(data["not_before"].split())
    lead = f"(?:{either('firm')}|(?<![{before}])(?:{either('loose')}))(?!{either('not_after')})"
    return _Words(
        Pattern(f"(?<![现存实潜正旨外])(?:{lead})"),
        frozenset(data["firm"].split()),
        Pattern(either("verbs")),
        tuple(data["ends"].split()),
        tuple(data["sites"].split()),
        frozenset(data["none"].split()),
        tuple(data["compounds"].split()),
        Pattern(
            f"(?P<place>[\\u4e00-\\u9fff]{{0,8}}?(?:{either('sites')}))"
            "(?:(?P<within>里|内)(?=[挤坐站围摆])| (?=\\d)"
            f"|(?P<inside>里|内|上(?!周|个|月|午|星期|礼拜|半))?[也又还]?(?:{either('verbs')}))"
        ),
    )
