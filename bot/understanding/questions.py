"""Questions to the ledger: whether a message is one, and what it asks for."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.understanding import lexicon
from bot.understanding import scene as scenes
from bot.understanding.amend_words import NUMBER
from bot.understanding.cues import fold
from bot.understanding.dates import DateSpan, find_dates
from bot.understanding.disputes import dispute_kind
from bot.understanding.matters import matter
from bot.understanding.meaning import NO_TOWN, Question, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.question_words import PURPOSE
from bot.understanding.scene import Scene

# What is asked, by its words; the first that fits.
_KINDS_OF_QUESTION = (
    (
        "last",
        Pattern(
            "(?:上次|上一?回|最近一?次|最后一?次|最近)[^，。]{0,16}(?:哪天|哪[一]?[日月]|几号|什么时候|"
            "[啥何]时|多久)"
        ),
    ),
    (
        "missing",
        Pattern(
            "(?:谁|哪些|哪几?[个家]|哪个?月|几个[村单月]|还有)[^，。]{0,12}(?:没有?|未|漏|缺|差|"
            "欠)[^，。]{0,4}[报交填记]|(?:谁|哪些)还?[没缺差]"
            "|(?:没|未|漏|缺|差|欠)[^，。]{0,2}报|(?:报|交)(?:齐|全|完|上来)了?没|还(?:差|缺)哪|都报了"
        ),
    ),
    (
        "count",
        Pattern("(?:记|报|录|登|写)了?(?:多少|几)[条笔个]|多少条(?:记录|台账)?|几条|记录(?:数|有多少)"),
    ),
    (
        "rank",
        Pattern(
            "(?:哪一?[个家]?(?:村|社区|单位|所|站)|谁)[^，。]{0,12}?最[多少高低好差]|"
            "谁[^，。]{1,8}[多少高低](?:[呢啊些]|一?点)?[?？]?$|"
            "(?:各|每个)(?:个?村|社区|单位)[^，。]{0,24}?(?:多少|几[件个场次条人份起]|分别|怎么样|[咋怎]样|"
            "如何|各自?|排名|排行|"
            "对比)|"
            "最[多少高低](?:的|几个)?[^，。]{0,4}?(?:是哪|是谁|哪个?[村社单])|排(?:个|一?下)?(?:名|行|序)"
        ),
    ),
    (
        "other",
        Pattern("怎么(?!样)|咋(?!样)|如何(?!了|$)|导出|草稿|谁[报记填录]的|是谁|在哪"),
    ),
    (
        "list",
        Pattern(
            "(?:报|记|录|搞|做|办|开展|干)了?(?:些|点)?(?:什么|啥|哪些)|明细|哪些|有啥|有什么|列(?:一?下|"
            "出)|清单|情况|都叫|记录|看[看下一]|是哪条|调出"
        ),
    ),
)
_TOTAL_WORDS = Pattern(
    r"多少|几|总|合计|一共|够|率|吗|没有?|有没有|统计|汇总|数|好多|多了|少了|[多高]还是[少低]|同期|"
    r"最[多少高低]"
)
_OWN = Pattern(
    "我们?(?:村|社区|单位|所|站|这[里边儿])|咱们?(?:村|社区|单位|所|站|这[里边儿])|本村|本社区|俺们?村"
)
_UNIT_NAME = Pattern("[\u4e00-\u9fff]{2,4}?(?:村|社区)(?![居民委里矫])")
_NOT_UNIT = Pattern("[各哪几个些全每这那的有还差缺年月季度查看下示范统计我咱本们]")


def read_question(
    text: str, at: datetime, town: TownWords = NO_TOWN, dates: Sequence[DateSpan] | None = None
) -> Question:
    """What a question sent at `at` (aware, local) asks; `dates`: those of the text, where already read.

    Takes any text. `asks` is "total" where a measure or a kind's count is meant, "other" where nothing fits.
    """
    plain = fold(text)
    bare = _AROUND.sub(_blank, plain)
    spans = dates if dates is not None and bare == plain else find_dates(bare, at)
    scene = scenes.look(bare, at, town, lexicon.bundled(), spans)
    asks, words = _asks(plain)
    about = matter(bare, at, town, counts=not (asks == "count" and re.match("[记报录登写]", words)))
    number = re.search(NUMBER, plain) or _BARE_NUMBER.search(plain)
    day = number and any(span.start <= number.start() < span.end for span in spans)
    if number and _OF_ENTRY.match(plain, number.start()):
        day = False
        if "-" in number.group():
            spans = [span for span in spans if not span.start <= number.start() < span.end]
    dispute = _dispute(plain)
    kind, measures = about.kind, about.measures
    if dispute and kind is None:
        kind, measures = _DISPUTES, (measures or ("调解",))
    if asks == "count" and about.counted:
        asks, words = _asks(plain, but="count")  # 横幅挂了几条 asks for no entries
    span = _span(spans, plain) if asks != "last" else None
    unit = _unit(plain, town)
    if asks == "other" and words in ("", "导出") and (kind or span or unit):
        asks = "list"
    return Question(
        asks=asks,
        kind=kind,
        measure=measures[0] if measures else None,
        on=span.on if span else None,
        until=(span.until or span.on) if span else None,
        unit=unit,
        measures=measures,
        number=_digits(number) if number and not day else None,
        target=_target(scene),
        words=words,
        dispute=dispute if kind == _DISPUTES else None,
        own=bool(_MINE.search(plain)) and unit is None,
        place=_place(bare, town),
        theme=_theme(bare),
    )


_BARE_NUMBER = Pattern(r"(?<![\d月年.\-])(?P<bare>\d{1,5})[号条](?=是|那条|的?记录|[在]哪|$|[？?])")


# 2025-1是什么 asks about an entry, 2025-1普法几场 about a month.
_OF_ENTRY = Pattern(
    r"\d{1,5}[号条]是(?:什么|啥|哪一?条)|"
    r"20\d\d\s*-\s*\d{1,5}(?:[号条]|那条|是(?:什么|啥|哪|谁|怎么)|(?:说|记|写|报)的|什么(?:内容|事)|怎么回事|"
    r"的?(?:内容|详情|原话)|[?？]|$)"
)
_DISPUTES = "人民调解"
_MINE = Pattern(
    "(?<![们其和给])我(?!们|[村镇县市所站])[^，。？?]{0,8}?(?:[报记填录登交写发]|一共|总共)|我自己|我个人|"
    "我名下"
)


def _dispute(text: str) -> str | None:
    """The type of dispute that a question names: 邻里纠纷今年几件."""
    named = re.search("纠纷|矛盾|争议", text)
    found = dispute_kind(text) if named else None
    return found[0] if found else None


def _asks(text: str, but: str = "") -> tuple[str, str]:
    for asks, pattern in _KINDS_OF_QUESTION:
        if asks == but:
            continue
        if found := pattern.search(text):
            if asks == "list" and re.search("多少|几", text):
                continue
            return asks, found.group().strip()
    found = _TOTAL_WORDS.search(text)
    return ("total", found.group()) if found else ("other", "")


def _digits(number: re.Match[str]) -> str | None:
    groups = number.groupdict()
    if groups.get("full"):
        return f"{groups['full']}-{int(groups['serial'])}"
    digits = next((groups[name] for name in ("nth", "coded", "bare") if groups.get(name)), None)
    return str(int(digits)) if digits else None


# What is said around a question: "查一下", "给我拉个…", "，写总结用", "开会要讲，".
_AROUND = Pattern(
    "(?:查|问|统计|报|说|看|算|对|汇总|列|了解|整理)(?:一下|下(?!半|个|周|月|季|旬|礼|星))|"
    f"(?:拉|报|列|来|做|出|整|打)一?个|的(?:清单|明细|台账|记录)|(?<=没)[记报填录]过|{PURPOSE}|"
    "^[^，。,\\d]{0,8}(?:[要急][用讲写报看]|汇报|要数|开会|问起?|催数?)[，,]"
)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _span(dates: Sequence[DateSpan], text: str) -> DateSpan | None:
    """The time that is asked about: the first that is said, names of days left out."""
    for span in dates:
        if span.form != "name" and not re.match("刚", text[span.start : span.end]):
            return span
    return None


def _unit(text: str, town: TownWords) -> str | None:
    """The village or unit that is asked about: one of the town's, the sender's own, or a name of its form."""
    for unit in sorted(town.units, key=len, reverse=True):
        if re.search(rf"(?<![跟和与同合]){re.escape(unit)}", text):
            return unit
    if town.sender_unit and _OWN.search(text):
        return town.sender_unit
    for found in _UNIT_NAME.finditer(text):
        if not _NOT_UNIT.search(found.group()):
            return found.group()
    return None


# "在文化广场普法几次": where; and what was told there.
_WHERE = Pattern(
    "(?:在|到|去(?!年))(?P<place>[^，。\\d]{2,8}?)(?=[搞办开讲做发查]|普法|宣传|调解|检查|上课|举行|组织|"
    "的(?:普法|讲座|活动|宣传|检查))|(?P<scene>[^，。\\d的]{2,6})(?=那[场次])"
)
_NO_PLACE = Pattern("系统|台账|账上|群|[哪这那年月周]|季度|今天|昨天|现在|目前|一起|底|们")
_THEMES = Pattern(
    "反诈|防诈|诈骗|禁毒|反邪教|扫黑|宪法|民法典|反家暴|家暴|防溺水|未成年人保护|国家安全|消防|防火|"
    "食品安全|交通安全|"
    "道路交通|安全生产|燃气|环保|秸秆|劳动法|欠薪|土地|妇女|老年人|残疾人|知识产权|保密|防震|养老"
)


def _place(text: str, town: TownWords) -> str:
    """The place that is asked about, or ""; a village is asked about as a unit."""
    found = _WHERE.search(text)
    place = (found["place"] or found["scene"]) if found else ""
    return "" if _NO_PLACE.search(place) or any(unit in place for unit in town.units) else place


def _theme(text: str) -> str:
    """What was taught, of the subjects that are named like this, or ""."""
    found = _THEMES.search(text)
    return found.group() if found and re.search("普法|宣传|讲座|课|宣讲|活动|培训|检查", text) else ""


def _target(scene: Scene) -> Decimal | None:
    """The number that is asked for: 60 of "够不够60次"."""
    enough = re.search("够|达到|到没到|满", scene.text)
    after = [count.value for count in scene.counts.things if enough and count.numeral >= enough.start()]
    return after[0] if after else None
