"""The words by which places are told, compiled from places.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.understanding.patterns import Pattern

_CAME = (  # 律师来村部, 昨天来村部
    "(?:(?<=[师官员志生队们警导记任长天午晚号日份间，])|(?<=[周期拜][一二三四五六日天末]))来(?![了的自过])"
)
_UP = (  # 我们上菜场门口; no 上午, no 上课
    "(?:(?<=[们我俺咱村所先又再天日号午，])|(?<=老[一-鿿])|^)上(?=[一-鿿]{2})"
    "(?:(?<=[们我俺咱]上)|(?![一-鿿]{1,2}(?:村|社区)))"  # 上河湾村
    "(?![给对为向把被跟和与请让叫来有午周月个季半报级门课班访墙线网传限述了完好过山法普宪道党一年旬面头下边交缴调任岗马当户台升诉市涨]|学(?!校)|星期|礼拜|民法|安全)"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What places.toml holds. `deeds`: verbs that end whatever 在 leads; `any_site`: a site without a name;
    `bodies`: who acts rather than where; `scenes`: what a clause ends in that is nothing but a place.
    """

    lead: Pattern
    firm: frozenset[str]
    verbs: Pattern
    ends: tuple[str, ...]
    sites: tuple[str, ...]
    none: frozenset[str]
    compounds: tuple[str, ...]
    opening: Pattern
    deeds: frozenset[str]
    any_site: Pattern
    bodies: tuple[str, ...]
    scenes: tuple[str, ...]


@cache
def place_words() -> PlaceWords:
    """The bundled words."""
    path = resources.files("bot.understanding").joinpath("places.toml")
    data: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, data[key].split()), key=len, reverse=True))

    before = "".join(data["not_before"].split())
    unless = "|".join(data["not_after"].split())
    # 我们所到…, 另外到…, 顺便到…, no 所到之处
    came = (
        "(?<!(?<![们本镇乡我法政林税管出监建保源])所)(?<!跃)(?<!前(?=进[村社]))(?<!(?<!另)外)(?<!(?<!顺)便)"
    )
    loose = f"(?<![{before}]){came}(?:{either('loose')})(?:一[次遍趟回圈](?=[一-鿿]))?"
    lead = f"(?:{either('firm')}|{loose}|{_CAME}|{_UP})(?!{unless})"
    no_scenes = {*data["bodies"].split(), "基地"}
    return PlaceWords(
        Pattern(f"(?<![现存实潜正旨用花])(?<!(?<!另)外)(?:{lead})"),
        frozenset(data["firm"].split()),
        Pattern(either("verbs")),
        tuple(data["ends"].split()),
        tuple(data["sites"].split()),
        frozenset(data["none"].split()),
        tuple(data["compounds"].split()),
        Pattern(
            f"(?P<place>[\\u4e00-\\u9fff]{{0,8}}?(?:{either('sites')}))"
            "(?:(?P<within>里|内)(?=[挤坐站围摆])| (?=\\d)"
            f"|(?P<inside>[那这]边|那里|那儿|里|内|上(?!周|个|月|午|星期|礼拜|半))?[也又还]?(?:{either('verbs')}|(?<=广场|公园|门口|集市|剧院)(?=法治|普法|宪法|民法典|禁毒|反诈|露天)))"
        ),
        frozenset(data["deeds"].split()),
        Pattern(f"(?:{either('any')})*(?:{either('ends')})?"),
        tuple(data["bodies"].split()),
        tuple({*data["sites"].split(), *({one for one in data["ends"].split() if len(one) > 1} - no_scenes)}),
    )
