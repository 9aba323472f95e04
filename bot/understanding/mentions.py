"""Each count of a clause with everything that it may mean: the measures that its words and its unit allow."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.understanding import helpers, kinds, prices
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.readings import (
    ALONE,
    BESIDE,
    BLAND,
    GENERAL,
    SCOPE,
    UNIT,
    Reading,
    options_of,
    sum_of_money,
)
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from storage.catalogue import bundled as catalogue

_ABSENT = Pattern(
    r"(?:请假|缺席|未到|没来|缺[勤课考训]|旷[课会]|候选|参评|入围|还差|不含|(?<![解消清拆铲排扣删废根破免割剪])除)(?:的|了|下)?有?$"
)
_SENT_AWAY = Pattern(
    "(?:约谈(?:企业|商户|[^，。；、\\d]{0,4}(?:负责人|法人|老板|业主|店主|当事人|经营[者户]))|劝离|劝返|劝退|劝导|清走|清退|拖离|拖走|没收(?!入)|收缴(?![^，。；、\\d]{0,4}罚)|疏散|转移|搬走)了?[^，。；、\\d]{0,6}$"
)  # of what is driven off or taken away the ledger counts nothing
_PLACES = Pattern("[在到去进][^，。；\\d]{2,12}?[、和及][^，。；\\d]{2,12}$")  # "到中学、老街两处宣传"
_SITES = frozenset(["处", "个地方", "地", "个点", "村", "个村", "个社区", "所学校", "家", "个"])
_UNCOUNTED = Pattern(
    r"[^，。；\d]{0,5}，?(?:都|均)?(?:不[另再]?算|不(?:另|重复)?计(?!较|前嫌|得失)|未计|没计|不含在|[已都]?[包]?[含算计]在(?=内|里))(?![数多少大])(?:受众|听众|人数|入|在内|算)?"
)
_COMPARED = Pattern(  # "比去年多4人"
    "(?:比|较)(?:去年|上年|上月|上个月|上季度?|上半年|上一?次|上回|同期|前年|往年|上周|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|"
    "[一二三四]季度)[^，。；\\d]{0,6}"
    "(?:多|少|增|减|增加|减少|上升|下降|涨|降)了?$"
)
_GRADED = Pattern("(?:^|[，；、])(?:合格|优秀|良好|达标|不合格|通过|及格)[的了者]?$")
_UNDONE = Pattern(  # "还有4处没清", "1件正在调": what was not done is no figure of what was
    "(?:还|尚|仍)?(?:在|正在|没有?|未|待)(?!册|矫|人|有|发现|出|参|来|到)(?:抓紧|继续|被)?"
    "(?:清(?!掉|零)|整?改|办|结|化|调|处理|解|跟|完成|销|谈|协商|推进|落实)|"
    "(?:已|被)?(?:责令|限[期时令]|要求|勒令)[^，。；]{0,8}?(?:整?改|纠正|清|拆|化解|办结)(?!了|完|好|掉)|"
    "(?=[^，。；]{0,8}[月日号周期天底初末旬年节])[^，。；]{0,9}?之?前(?:[要须得能]|计划|必须)?(?:整?改|完成|办|清|拆|销)"
)
_NOT_DONE = Pattern(
    "(?:未能?|没有?|没能|不|尚未|暂未)(?:整?改|清|办|结|化解|调[解成处]?|成功|谈[成拢]|达成|解决|处理|完成|销号)"
    "[^，。；\\d]{0,4}$|(?:责令|限[期时令]|勒令)[^，。；\\d]{0,4}?(?:整?改|纠正)[^，。；\\d]{0,2}$|(?<![现实存])在(?:办|调|处|整改)(?:理|处|解|中)?的?有?$"
)
_DUE = Pattern(
    r"应(?:参考|参加|参训|参会|参学|出席|到|考|训|学|述)(?:人员|人数|对象|干部)?(?:共|有|为|是|：)?$"
    r"|(?:报名|报了名|登记|通知|邀请|计划|预计|原定|本来|原来|[原本]?以为|估计)(?:参加|参训|参会|要来|来|到|的|了)?(?:人数)?(?:共|有|为|是|：)?$"
)
_UTMOST = Pattern(
    "最[高多大重少低小长短老新远近久早晚难](?:的|数额)?$"
)  # "最高一起罚500元": one of those counted already
_OUGHT = Pattern(r"应(?:到|考|参加|参考|训)")  # "8人应考8人参考"
_CAME = Pattern(
    r"实|[，；、](?:最[后终])?(?:参[考加训会]|[来到](?:了|的|[会考场]))|[，；、]\d+(?:人|名|位)(?:参|到|考|全|都)"
)
_OF_THEM = Pattern(
    r"(?:其中|里面|里边|里头|内含|包括|含|(?<=[，；（])当中|(?<![侵强抢挤违霸独])占[了到有]?(?=\d|$)|(?:^|[，；（])[^，；]{0,2}有|还有|还剩|[剩余]下?|剩余|另有?(?!有|外?[又还]?[发送付派赠印办开搞讲做查拨列支买给]))[^，。；]{0,8}$"
)
_PARTS_FOLLOW = ("其中", "，含", "，包括", "，包含", "（含", "（包括")
_OBJECT = Pattern(r"[^，。；\n\d]{1,24}?(?:进行|开展|实施|[做作])了?")
_STANDS = ("台", "桌", "点", "处", "位", "团伙")
_NEAR = 4  # characters
_SENTENCE = 60  # characters
_LISTED = 24  # characters: so long a list of places may be
_PERSONS = frozenset(["人", "名", "位", "个人", "人次"])
KEPT_DOWN = "稳控"  # of what is not settled yet
_JOINS = Pattern("[、和及]")
_EACH = Pattern(
    r"(?:各|均|都)(?:是|为|达|发了?|送了?|评了?|选了?|评出|选出|做了?)?$|(?<![村区日号])各[检抽]?查了?$"
)
# "受理9件、均已办结、积案3件": what became of all of them tells nothing of the next count.
_ALL_DONE = Pattern("(?:全部|件件|悉数|[均都全])[^，。；、\\d]{1,8}、")
_ITEM_END = Pattern(r"[、/]|以及|并(?!列)|和(?=[^，。；]*\d)")
NAMED = 0.3  # the share of a reading's score that speaks for its kind
NAMES = 5.0  # what a stated primary ("讲座1场") adds to its kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in its clause. `local`: the kinds that the words around it tell; `options`: what it may mean.

    `partial`: said as a part of something ("其中…", "还有…"): not added to what is counted already.
    `of_all`: of several events together, so that none of them has it for its own.
    `shared`: how many things were joined before one count that each of them has ("参考率、合格率都是100%").
    """

    count: Count
    clause: Clause
    local: Mapping[str, float]
    options: Sequence[Reading]
    partial: bool = False
    shared: int = 1
    of_all: bool = False


def mentioned(scene: Scene, clause: Clause, venue: tuple[int, int] | None = None) -> list[Mention]:
    """The counts of a clause with all that they may mean, in text order."""
    found = []
    inside = scene.counts.within(clause.start, clause.end)
    said = scene.text[max(0, clause.start - SCOPE) : clause.start]
    scope = max(map(said.rfind, _PARTS_FOLLOW)) > max(map(said.rfind, "。；\n"))
    for index, count in enumerate(inside):
        left = inside[index - 1].end if index else clause.start
        away = _SENT_AWAY.search(scene.text, left, count.start) or _COMPARED.search(
            scene.text, left, count.start
        )
        if away or helpers.serve(scene.text, left, count) or _says_how_many(scene.text, left, count):
            continue
        if _is_of_stands(scene, left, count):
            continue  # "工作人员支起咨询台3个"
        if count.each.endswith("|") or _UNCOUNTED.match(scene.text, count.end):
            continue
        absent = _ABSENT.search(scene.text, left, count.start) or _OUGHT.match(scene.text, count.end)
        if absent or _is_due(scene.text, left, count):
            continue
        if count.value == 1 and _UTMOST.search(scene.text, left, count.start):
            continue
        runs_on = index + 1 < len(inside)
        right = inside[index + 1].start if runs_on else clause.end
        if cut := _ITEM_END.search(scene.text, count.end, right):
            right, runs_on = cut.start(), False
        local = kinds.weigh(scene, left, right, venue) or kinds.weigh(scene, clause.start, clause.end, venue)
        begin = _after_own_noun(scene, inside[index - 1], count) if index else left
        if whole := _ALL_DONE.search(scene.text, begin, count.start):
            begin = whole.end()
        options = options_of(scene, clause, count, (begin, right), runs_on)
        if not options or prices.is_spoken(scene.text, count.numeral, count.end):
            options = [*options, *sum_of_money(scene, clause, count)]
        options = _dealt_with(scene, count) or options
        undone = _UNDONE.match(scene.text, count.end) if scene.text[count.end - 1] != " " else None
        if undone or _NOT_DONE.search(scene.text, left, count.start):
            going_on = scene.text[count.end : undone.end() + 2] if undone else ""
            options = [one for one in options if one.word and not _is_done(scene, one, going_on)]
            if not options:
                continue
        within = "其中" in scene.text[clause.start : left]
        of_them = within or _OF_THEM.search(scene.text, max(0, left - 3), count.start)
        if isinstance(of_them, re.Match) and _adds_others(scene, of_them.group(), options):
            of_them = None
        of_them = of_them or _GRADED.search(scene.text, max(0, left - 1), count.start)
        partial = clause.aside or scope or bool(of_them) or _is_broken_down(scene, count)
        each = _EACH.search(scene.text, left, count.start)
        shared = 1 + len(re.findall("[、和与及]", scene.text[left : count.start])) if each else 1
        found.append(Mention(count, clause, local, options, partial, shared))
    return found


def _dealt_with(scene: Scene, count: Count) -> list[Reading]:
    """A count of what an act was done to, as the act's own: "对2件重大决策进行合法性审查" are two reviews."""
    if not 0 < scene.text.find("对", max(0, count.start - _NEAR), count.start) < count.start:
        return []
    object_ = _OBJECT.match(scene.text, count.end)
    act = next(iter(scene.cues.within(object_.end(), object_.end() + _NEAR)), None) if object_ else None
    if act is None or act.weight < kinds.SURE:
        return []
    measures = scene.lexicon.measures[act.kind]
    primary = catalogue().kind(act.kind).primary
    if primary is None:  # 法制审核, which is itself what is counted
        primary = next((name for name in measures if scene.text.startswith(name, act.start)), None)
    if primary is None:
        return []
    words = measures[primary]
    fits = count.unit in words.units | words.also
    return [Reading(act.kind, primary, BESIDE + UNIT, scene.text[act.start : act.end])] if fits else []


def _after_own_noun(scene: Scene, before: Count, count: Count) -> int:
    """Where the words begin that may tell a count: after the last one's noun ("30个人的咨询来了80人")."""
    noun = next(iter(scene.nouns.within(before.end, before.end + 2)), None)
    if noun is None or noun.end >= count.numeral or scene.text[before.end : noun.start] not in ("", "的"):
        return before.end
    words = [scene.lexicon.measures[sense.kind][sense.measure] for sense in noun.senses]
    counted = before.unit in _PERSONS and any(before.unit in one.units | one.also for one in words)
    headed = any(one.end == before.start for one in scene.nouns.within(before.start - 8, before.start))
    return noun.end if counted and not headed else before.end


def _is_broken_down(scene: Scene, count: Count) -> bool:
    """Whether a count is one of those that a greater one breaks down into ("调解2件：1件宅基地，1件噪音")."""
    colon = scene.text.rfind("：", max(0, count.start - _SENTENCE), count.start)
    if colon < 0 or any(mark in scene.text[colon : count.start] for mark in "。；\n"):
        return False
    whole = next((one for one in scene.counts.within(max(0, colon - 8), colon) if one.end == colon), None)
    if whole is None or not whole.unit or count.value >= whole.value:
        return False
    return count.unit == whole.unit or (not count.unit and whole.unit != "元")


def _adds_others(scene: Scene, lead: str, options: Sequence[Reading]) -> bool:
    """Whether "另有…" counts more of what has no parts ("14人口头述法，另有6人书面述法")."""
    named = [one for one in options if one.word and not one.general and one.score >= GENERAL]
    if not lead.lstrip("，；（").startswith("另") or not named:
        return False
    best = max(named, key=lambda one: one.score)
    words = scene.lexicon.measures[best.kind]
    return not words[best.measure].base and all(one.base != best.measure for one in words.values())


def _says_how_many(text: str, left: int, count: Count) -> bool:
    """Whether a count only says how many places were listed ("到中学、老街两处宣传")."""
    if count.unit not in _SITES:
        return False
    listed = _PLACES.search(text, max(left, count.start - _LISTED), count.start)
    return listed is not None and 1 + len(_JOINS.findall(listed.group())) == count.value


def _is_of_stands(scene: Scene, left: int, count: Count) -> bool:
    """Whether a noun of what no measure counts stands right before a count."""
    beside = (one for one in scene.nouns.within(left, count.start) if one.end == count.start)
    return any(not one.senses and one.word.endswith(_STANDS) for one in beside)


def _is_done(scene: Scene, reading: Reading, going_on: str) -> bool:
    """Whether a measure counts what was brought to its end (整改), or is named by what still goes on."""
    if reading.measure == KEPT_DOWN:
        return False
    return bool(scene.lexicon.measures[reading.kind][reading.measure].done) or reading.word in going_on


def _is_due(text: str, left: int, count: Count) -> bool:
    """Whether a count is only what ought to have come ("应到35人，实到33人")."""
    return bool(_DUE.search(text, left, count.start)) and bool(_CAME.search(text, count.end, count.end + 10))


def states_primary(scene: Scene, kind: str | None, mentions: Sequence[Mention]) -> bool:
    """Whether a count is, word and unit, the primary measure of that kind ("会前学法一次")."""
    return any(
        reading.kind == kind and _names(scene, reading) for mention in mentions for reading in mention.options
    )


def _names(scene: Scene, reading: Reading) -> bool:
    """Whether a reading is a kind's primary measure beside the kind's own name ("讲座1场")."""
    primary = catalogue().kind(reading.kind).primary == reading.measure
    return primary and reading.score >= BESIDE and (reading.kind, reading.word) in scene.lexicon.acts


def weighty(mention: Mention) -> bool:
    """Whether a count is likely a figure at all: a word names it, or its counted word is not just any."""
    return any(reading.word and reading.score > ALONE for reading in mention.options) or (
        bool(mention.options) and mention.count.unit not in BLAND and mention.count.unit != ""
    )


def naming(scene: Scene, mentions: Sequence[Mention]) -> dict[str, float]:
    """What the counts say of their event's kind: each one's best reading by a word, primaries above all."""
    weights: dict[str, float] = {}
    for mention in mentions:
        if "村" in mention.count.unit or "社区" in mention.count.unit:
            continue  # how many villages it was in says nothing of what it was
        best: dict[str, float] = {}
        nearest = max((reading.score for reading in mention.options if reading.word), default=0.0)
        for reading in mention.options:
            if reading.word and not reading.general and reading.score >= GENERAL:
                worth = NAMED * reading.score / reading.shared**0.5
                worth += NAMES if reading.score > nearest - 1 and _names(scene, reading) else 0
                best[reading.kind] = max(best.get(reading.kind, 0), worth)
        for kind, worth in best.items():
            weights[kind] = weights.get(kind, 0) + worth
    return weights
