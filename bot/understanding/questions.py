"""Questions to the ledger: whether a message is one, and what it asks for."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.understanding import kinds, lexicon
from bot.understanding import scene as scenes
from bot.understanding.amend_words import NUMBER
from bot.understanding.cues import fold
from bot.understanding.dates import DateSpan, find_dates
from bot.understanding.disputes import dispute_kind
from bot.understanding.meaning import NO_TOWN, Question, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled

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
            "(?:各|每个)(?:个?村|社区|单位)[^，。]{0,12}?(?:多少|几[件个场次条人份起]|分别|各自?|排名|排行|对比)|"
            "最[多少高低](?:的|几个)?[^，。]{0,4}?(?:是哪|是谁|哪个?[村社单])|排(?:个|一?下)?(?:名|行|序)"
        ),
    ),
    (
        "other",
        Pattern("怎么|咋|如何(?!了)|导出|草稿|谁[报记填录]的|是谁|在哪"),
    ),
    (
        "list",
        Pattern(
            "(?:报|记|录|搞|做|办|开展|干)了?(?:些|点)?(?:什么|啥|哪些)|明细|哪些|有啥|有什么|列(?:一?下|"
            "出)|清单|情况|都叫|记录|看[看下一]|是哪条|调出"
        ),
    ),
)
_TOTAL_WORDS = Pattern(r"多少|几|总|合计|一共|够|率|吗|没有?|有没有|统计|汇总|数|好多|多了|少了|最[多少高低]")
_OWN = Pattern(
    "我们?(?:村|社区|单位|所|站|这[里边儿])|咱们?(?:村|社区|单位|所|站|这[里边儿])|本村|本社区|俺们?村"
)
_UNIT_NAME = Pattern("[\u4e00-\u9fff]{2,4}?(?:村|社区)(?![居民委里矫])")
_NOT_UNIT = Pattern("[各哪几个些全每这那的有还差缺年月季度查看下示范统计我咱本们]")
# The ledger's own doings, which name no kind.
_LEDGER_WORDS = frozenset(("记录", "登记", "填报", "上报", "报了", "来了", "有", "统计"))


def read_question(
    text: str, at: datetime, town: TownWords = NO_TOWN, dates: Sequence[DateSpan] | None = None
) -> Question:
    """What a question sent at `at` (aware, local) asks; `dates`: those of the text, where already read.

    Takes any text. `asks` is "total" where a measure or a kind's count is meant, "other" where nothing fits.
    """
    plain = fold(text)
    spans = find_dates(plain, at) if dates is None else dates
    scene = scenes.look(plain, at, town, lexicon.bundled(), spans)
    asks, words = _asks(plain)
    number = re.search(NUMBER, plain) or _BARE_NUMBER.search(plain)
    day = number and any(span.start <= number.start() < span.end for span in spans)
    if number and _OF_ENTRY.match(plain, number.start()):
        day = False
        if "-" in number.group():
            spans = [span for span in spans if not span.start <= number.start() < span.end]
    dispute = _dispute(plain)
    kind, measures = _matter(scene)
    if dispute and kind is None:
        kind, measures = _DISPUTES, (measures or ("调解",))
    if asks in ("total", "list") and measures and (asks == "total" or _TOTAL_WORDS.search(words)):
        asks = "total"
    span = _span(spans, plain) if asks != "last" else None
    unit = _unit(plain, town)
    if asks == "other" and not words and (kind or span or unit):
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
    )


_BARE_NUMBER = Pattern(r"(?<![\d月年.\-])(?P<bare>\d{1,5})[号条](?=是|那条|的?记录|[在]哪|$|[？?])")


# 2025-1是什么 asks about an entry, 2025-1普法几场 about a month.
_OF_ENTRY = Pattern(
    r"\d{1,5}[号条]是(?:什么|啥|哪一?条)|"
    r"20\d\d\s*-\s*\d{1,5}(?:[号条]|那条|是(?:什么|啥|哪|谁|怎么)|(?:说|记|写|报)的|什么(?:内容|事)|怎么回事|"
    r"的?(?:内容|详情|原话)|[?？]|$)"
)
_DISPUTES = "人民调解"
_SHORT_NAME = 2  # characters: a name that says little by itself
_MINE = Pattern(
    "(?<![们其和给])我(?!们|[村镇县市所站])[^，。？?]{0,8}?(?:[报记填录登交写发]|一共|总共)|我自己|我个人|我名下"
)


def _dispute(text: str) -> str | None:
    """The type of dispute that a question names: 邻里纠纷今年几件."""
    named = re.search("纠纷|矛盾|争议", text)
    found = dispute_kind(text) if named else None
    return found[0] if found else None


def _asks(text: str) -> tuple[str, str]:
    for asks, pattern in _KINDS_OF_QUESTION:
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


def _matter(scene: Scene) -> tuple[str | None, tuple[str, ...]]:
    """The kind that is asked about, and its measures; measures alone where several kinds have them."""
    weights = kinds.weigh(scene, 0, len(scene.text))
    for noun in scene.nouns.things:
        own = {sense.kind for sense in noun.senses if not sense.general}
        if len(noun.word) > 1 and noun.word not in _LEDGER_WORDS and len(own) == 1:
            name = next(iter(own))
            weights[name] = weights.get(name, 0) + 3
    kind = kinds.best({name: weight for name, weight in weights.items() if weight >= 3})
    kind = kind or _kind_with(scene.text)
    measures = _measures(scene, kind)
    if kind is None or measures:
        return kind, measures
    primary = bundled().kind(kind).primary
    return kind, (primary,) if primary and re.search("几|多少|够|总|数", scene.text) else ()


_ASKED = Pattern(
    r"(?:几|多少|够\d{0,9}|(?<!\d)\d{1,9})(?P<unit>人次|场次|[个件场次条人份项户名期家起篇块处部宗元块])|"
    r"(?P<money>多少钱|金额|总额)|(?P<rate>率)"
)


_STANDING = Pattern("现在|目前|现有|在册|总共有|一共有|手上")


def _measures(scene: Scene, kind: str | None) -> tuple[str, ...]:
    """The measures that are named, those first whose counted word is asked for (几场 of 讲座)."""
    named: dict[str, None] = dict.fromkeys(_by_name(scene.text, kind))
    general: dict[str, None] = {}
    for noun in scene.nouns.things:
        if len(noun.word) < 2 or noun.word in _LEDGER_WORDS:
            continue
        senses = [sense for sense in noun.senses if kind in (None, sense.kind)]
        if len({sense.measure for sense in senses}) == 1:
            (general if senses[0].general else named)[senses[0].measure] = None
    if kind is None:
        return tuple(named)
    catalogue = bundled().kind(kind)
    words = lexicon.bundled().measures[kind]
    asked: dict[str, None] = {}
    for found in _ASKED.finditer(scene.text):
        unit = found["unit"] or ("元" if found["money"] else "%" if found["rate"] else "")
        fitting = [name for name in (*named, *general) if unit in words[name].units | words[name].also]
        fitting = fitting or [name for name, one in words.items() if unit in one.units]
        stock = [one.name for one in catalogue.measures if one.stock and one.name in fitting]
        if stock and _STANDING.search(scene.text):
            fitting = stock
        if fitting:
            asked[
                catalogue.primary if catalogue.primary in fitting and fitting[0] not in named else fitting[0]
            ] = None
    rates = [name for name in named if name.endswith("率")]
    return tuple(
        dict.fromkeys(rates or [*asked, *(name for name in named if name != catalogue.primary or not asked)])
    )


def _kind_with(text: str) -> str | None:
    """The only kind that has a measure of a name in the text: 成功率 is of 人民调解."""
    every = [(kind.name, one.name) for kind in bundled().kinds.values() for one in kind.measures]
    named = {kind for kind, name in every if len(name) > _SHORT_NAME and name in text}
    return named.pop() if len(named) == 1 else None


def _by_name(text: str, kind: str | None) -> list[str]:
    """The measures of a kind that are asked for by their names; the first one's name is the kind's own."""
    if kind is None:
        return []
    own, found = bundled().kind(kind), []
    for measure in sorted(own.measures, key=lambda one: len(one.name), reverse=True):
        if len(measure.name) > 1 and measure.name in text and measure.name != own.primary:
            found.append(measure.name)
            text = text.replace(measure.name, " ")
    return found


def _span(dates: Sequence[DateSpan], text: str) -> DateSpan | None:
    """The time that is asked about: the first that is said, names of days left out."""
    for span in dates:
        if span.form != "name" and not re.match("刚", text[span.start : span.end]):
            return span
    return None


def _unit(text: str, town: TownWords) -> str | None:
    """The village or unit that is asked about: one of the town's, the sender's own, or a name of its form."""
    for unit in sorted(town.units, key=len, reverse=True):
        if unit in text:
            return unit
    if town.sender_unit and _OWN.search(text):
        return town.sender_unit
    for found in _UNIT_NAME.finditer(text):
        if not _NOT_UNIT.search(found.group()):
            return found.group()
    return None


def _target(scene: Scene) -> Decimal | None:
    """The number that is asked for: 60 of "够不够60次"."""
    enough = re.search("够|达到|到没到|满", scene.text)
    after = [count.value for count in scene.counts.things if enough and count.numeral >= enough.start()]
    return after[0] if after else None
