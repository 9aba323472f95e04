"""What a count means that stands apart from its noun: "集中教育，14日，1次", "调解员培训 15个"."""

from collections.abc import Set

from bot.understanding import persons
from bot.understanding.lexicon import Sense
from bot.understanding.mentions import Mention
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.readings import ALONE, BESIDE, BLAND, Reading, is_excluded
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue
from storage.records import Hedge

PARTED = 5.0  # a noun that a comma parts from its count
_ALONE = Pattern(
    r"[共约了达为是有的：: 计总近数量大概个在到也又还都已做走跑办开上讲查搞发调，、。；]+|"
    r"本[月周年季]|[今昨前]天|上?半年|目前"
)
_THERE = Pattern(r"(?:都|全|也|均)?(?:在(?=$|[，。；场])|到(?:齐|场|会|了)|来了?|参加|出席|听了?|坐)")
# What was given is the noun before.
_GIVEN = frozenset(["发", "发了", "送", "送了", "送出", "送出去", "散", "派", "递"])
_SEATED = Pattern(
    "[坐站挤围][了得]?(?:满|一屋|一院|一坝|不少)|[来到看听去凑围](?:了|的|得)(?:人)?(?:不少|很多|好多|许多|[蛮挺真]多)|"
    "人(?:来得|到得|去得)?[也最蛮挺很真特]?(?:别|比较)?(?:多|不少)|满满当当|"
    "座无虚席|挤不下|人山人海|乌泱泱|老鼻子|人来人往|黑压压|乌压压"
)
_HEADS = Pattern(
    "[坐来到站围挤](?:了|满|着)[^，。；]{0,4}人(?:，|$)|人(?:来|去|到|围|聚)[得了的][^，。；]{0,5}"
)
# Who came, in the clause before their number: "来看的乌央乌央，少说五百".
_CROWD = Pattern("[来到看听去坐围学]的|听|看|人|娃|老的|大人|老少|学生|家长|[坐座凳挤]")
_CAME = Pattern("[来到看听坐围]的(?:人)?[都全尽]?是?[^，。；]{0,14}[，：]$")
_TRADE = Pattern(r"[\u4e00-\u9fff](?:工|农|师|生|嫂|汉|贩|匠|客|婆|爷|妈|娃|妇|友|民|户主|老板)[有约共近]?$")
_TOTAL = Pattern("(?:[一总]?共|合计|总计|加起来|拢共)[有是为]?$")
_OF_ALL = Pattern("(?:全[村镇乡县区]|全街道|全社区|现|总)(?:一共|总共|已?共|共计|计)有?$")
_THING = Pattern(r"(?![要已均都全也吧呢啊了是为和与及以并就被由在到当现其又还再参来听签])[\u4e00-\u9fff]{2,}")
_PERSONS = frozenset(["人", "名", "位", "人次"])
_FEW = 9  # so many may be anything, a crowd having been spoken of
_REACH = 60  # characters: how far before a lone count its noun may stand


def parted(
    scene: Scene, kind: str, mention: Mention, start: int, filled: Set[tuple[str, str]]
) -> list[Reading]:
    """The measure of the nearest noun before a count that stands alone ("集中教育，14日，1次")."""
    count, clause = mention.count, mention.clause
    own = [reading for reading in mention.options if reading.word and reading.kind == kind]
    of_persons = count.unit == "个" and persons.begin(scene.text, count.end)
    alone = count.start - clause.start < 2 and clause.end - count.end < 6 and count.value > 2
    if of_persons and not own and (alone or _THERE.search(scene.text, count.end, clause.end)):
        return _of_those_named(scene, kind, count, (start, clause.end), filled)
    if count.unit in BLAND and not of_persons and _THING.match(scene.text, count.end, clause.end):
        return []  # "举了5个案例"
    known = of_persons and scene.text.startswith(scene.lexicon.persons, count.end)
    if known or any(reading.word not in _GIVEN for reading in own):
        return []
    begin = max(clause.start, scene.text.rfind(" ", clause.start, count.start) + 1)
    end = clause.end if count.start > clause.start else _item_end(scene.text, count.end, clause.end)
    rest = _without_dates(scene, begin, count.start) + scene.text[count.end : end]
    if len(_ALONE.sub("", rest)) > 3:
        return []
    if count.unit == "个" and _CAME.search(scene.text, start, begin):
        return _of_those_named(scene, kind, count, (start, begin), filled)
    for noun in reversed(scene.nouns.within(max(start, count.start - _REACH), count.start)):
        for sense in () if noun.word in _GIVEN and noun.start >= begin else noun.senses:
            measure = scene.lexicon.measures[sense.kind][sense.measure]
            if sense.measure == "覆盖村居" and not noun.word.startswith("覆盖"):
                continue  # the 社区 in which it was
            fits = count.unit in measure.units or count.unit in measure.also
            free = not sense.general and not measure.label
            fits = fits and not is_excluded(scene.text, measure, count)
            if sense.kind == kind and fits and _is_one_case(scene, sense, count, filled):
                return []
            if sense.kind == kind and fits and free and (kind, sense.measure) not in filled:
                return [Reading(kind, sense.measure, PARTED + (BESIDE if own else 0), noun.word)]
    return _of_those_named(scene, kind, count, (start, begin), filled)


def _item_end(text: str, start: int, end: int) -> int:
    """Where the item of a list ends that a count begins a clause with ("办结率：98%、满意率97%")."""
    mark = text.find("、", start, end)
    return end if mark < 0 else mark


def _is_one_case(scene: Scene, sense: Sense, count: Count, filled: Set[tuple[str, str]]) -> bool:
    """Whether a lone "1件" is the case itself, not what it was settled by ("协议也写了，1件")."""
    primary = catalogue().kind(sense.kind).primary
    if primary in (None, sense.measure) or count.value != 1 or (sense.kind, primary) in filled:
        return False
    words = scene.lexicon.measures[sense.kind]
    return count.unit in words[primary or ""].units and count.unit not in words[sense.measure].units


def _without_dates(scene: Scene, start: int, end: int) -> str:
    """The text of [start, end) without the dates that it tells: "9月14日1次" says no more than "1次"."""
    rest = scene.text[start:end]
    for date in reversed(scene.dates.within(start, end)):
        rest = rest[: date.start - start] + rest[max(0, date.end - start) :]
    return rest


def _of_those_named(
    scene: Scene, kind: str, count: Count, before: tuple[int, int], filled: Set[tuple[str, str]]
) -> list[Reading]:
    """The persons whom a lone count of 个 must be of, where some were named before ("调解员培训 15个")."""
    said = scene.text[before[0] : max(before[1], count.start)]
    trade = _TRADE.search(scene.text, before[1], count.start)
    people = trade or any(person in said for person in scene.lexicon.persons) or _HEADS.search(said)
    crowd = _CROWD.search(scene.text, scene.text.rfind("，", before[0], before[1] - 1) + 1, before[1])
    many = crowd if count.value > _FEW else None
    named = count.unit == "个" and (people or _SEATED.search(said) or many)
    seated = not count.unit and (many or (count.hedge is not Hedge.EXACT and _SEATED.search(said)))
    if not (named or seated):
        return []
    for sense in scene.lexicon.nouns.senses("参加"):
        takes = (count.unit or "个") in scene.lexicon.measures[sense.kind][sense.measure].also
        if sense.kind == kind and takes and (kind, sense.measure) not in filled:
            return [Reading(kind, sense.measure, PARTED, "个")]
    return []


def standing_total(scene: Scene, kind: str, mention: Mention, alone: bool) -> Reading | None:
    """A total that no word names, as the standing number of a kind that has one ("法治阵地共18处").

    `alone`: nothing else is known of it; else only a total of all there are is one ("新选4人，全村共12人").
    """
    start = max(scene.text.rfind(mark, 0, mention.count.start) for mark in "。；\n") + 1
    if not _TOTAL.search(scene.text, start, mention.count.start):
        return None
    of_all = _OF_ALL.search(scene.text, max(0, mention.count.start - 12), mention.count.start)
    if not (alone or of_all):
        return None
    measures = scene.lexicon.measures.get(kind, {})
    fitting = [name for name, one in measures.items() if mention.count.unit in one.units | one.also]
    stocks = {measure.name for measure in catalogue().kind(kind).measures if measure.stock}
    flows = [
        sense.measure
        for noun in scene.nouns.within(start, mention.count.start)
        for sense in noun.senses
        if sense.kind == kind and sense.measure in fitting and sense.measure not in stocks
    ]
    if not stocks & set(fitting):
        return None
    return Reading(
        kind,
        flows[-1] if flows and not of_all else next(one for one in fitting if one in stocks),
        ALONE,
        "共",
    )


def follows_session(scene: Scene, mention: Mention, reading: Reading, last: Reading | None) -> bool:
    """Whether a count stands in one clause with the sessions of another kind ("讲座4场听众210人").

    Who came may be told in the next one: "检查15次；联合派出所执法3次，出动53人次".
    """
    if last is None or last.kind != reading.kind or not reading.word.startswith(reading.measure):
        return False
    primary = catalogue().kind(last.kind).primary
    start = mention.clause.start
    if mention.count.unit in _PERSONS:
        start = max(scene.text.rfind(mark, 0, start) for mark in "。；\n") + 1
    begun = scene.text[start : mention.count.start]
    return last.measure == primary and last.word in begun
