"""What was chosen for an event's counts, without strays: where it was, and whom it was for."""

from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from bot.understanding import helpers
from bot.understanding.kinds import SURE
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.readings import Reading
from bot.understanding.scene import Scene
from bot.understanding.statements import Told
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.choosing import Chosen
    from bot.understanding.events import Event
    from bot.understanding.mentions import Mention

LISTED = Pattern(r"[、和及](?!还?[未没待余剩]|还?在[办调处])[\u4e00-\u9fff]{0,8}")
_INTO = Pattern("[，、；][走送]?进[\u4e00-\u9fff]{1,6}")  # "进企业2场，进学校1场"
ONE_BY_ONE = Pattern(  # "一家5000元，一家3000元", "上午场40人，下午场37人", "第一期30人，第二期45人"
    "[一-鿿]{2,10}[、和及与]|[，、；]?(?:另外?|还有)?一[家户人起件个处期场次批笔]|[，、；]第[二三四五六2-6][期场次批班堂][来到是有了]{0,2}|[，、；](?:下午|晚上|夜里|中午|次日)那?[场班期次批堂节][来到是有了]{0,2}"
)
_WITH = Pattern("[一-鿿]{1,7}[、和及][一-鿿]{0,6}")  # "22名村支书和8名站长述法"
_ALIKE = Pattern(  # "镇领导6人，站所长8人"
    "[，；](?!其中|比|较)[\u4e00-\u9fff（）]{0,8}"
    "(?:[^增]长|记|书|主任|领导|负责人|成员|干部|委员|代表|[正副]职|经费|[^收交缴]费|家庭|[^入]户|[婆媳])"
)
_PAID = Pattern(  # "普法经费4万2，另付律师顾问费3万元"
    "[，；](?!其中|比|较)[^，。；\\d]{0,14}(?:费|报酬|补贴|补助|款|资金|专项|奖励|奖补|工资|经费|印刷|制作|横幅|手册|折页|海报|展板)[约共是为]?"
)
_HEADED = Pattern(r"[^：，]{2,16}：[\u4e00-\u9fff]{2,6}")  # "行政检查：企业12家次，商铺30家次"
_OF_HEAD = Pattern(r"[，、][\u4e00-\u9fff]{2,6}")
_REST = Pattern("[，、； ]?(?:还剩?|另外?|其[余他]|剩余?下?|余下?|那)?有?")
_SUMMED = Pattern(r"(?:(?<=，)[一总]?共|合计|总计|共计|加起来|合起来|合在一起)[是有为]?$")
_SORTS = {
    unit: sort
    for sort, units in {
        "times": "次 场 回 趟 轮 期 场次",
        "persons": "人 名 位 人次 个人 号人",
        "households": "户 家 户次",
        "cases": "件 起 宗 桩 例 件次",
        "vehicles": "辆 艘",
    }.items()
    for unit in units.split()
}
_GOODS_GIVEN = frozenset(["资料", "宣传品"])
_ROUNDS = frozenset(["轮", "遍", "圈", "趟"])
_FINDINGS = frozenset(["意见", "问题"])
_WHERE = frozenset(["户", "家", "批", "批次", "个村", "村", "个社区"])  # "走了5户，走访5次": the visits count


def without(scene: Scene, chosen: list["Chosen"]) -> list["Chosen"]:
    """The choices that stand beside each other."""
    return _of_one_sort(_without_rest(scene, _without_strays(scene, chosen)))


def _without_rest(scene: Scene, chosen: list["Chosen"]) -> list["Chosen"]:
    """Without what is left of a whole once its part is told ("调解9件，成功7件，2件在做工作")."""
    kept: list[Chosen] = []
    for one in chosen:
        words = scene.lexicon.measures[one.reading.kind]
        for part, base in ((name, row.base) for name, row in words.items() if row.base):
            told = {
                each.reading.measure: each.count.value
                for each in reversed(kept)
                if each.reading.kind == one.reading.kind and _alike(each.count.unit, one.count.unit)
            }
            rest = told.get(base or "", 0) - told.get(part, 0)
            if part in told and one.count.value == rest and _may_be_rest(scene, one, kept, part, base):
                break
        else:
            kept.append(one)
    return kept


def rests(scene: Scene, kind: str, chosen: Sequence["Chosen"]) -> Set[Decimal]:
    """What is left of each whole of a kind once its part is told: 2 of "调解9件，成功7件"."""
    told = {one.reading.measure: one.count.value for one in reversed(chosen) if one.reading.kind == kind}
    pairs = ((row.base or "", part) for part, row in scene.lexicon.measures.get(kind, {}).items())
    return {told[base] - told[part] for base, part in pairs if base in told and part in told}


def _may_be_rest(scene: Scene, one: "Chosen", kept: Sequence["Chosen"], part: str, base: str | None) -> bool:
    """Whether a count is read as its whole, or as the part without a word of it ("办结7件、2件在办")."""
    if one.reading.measure != part or not one.reading.word:
        return one.reading.measure in (base, part)
    return one.listed and _REST.fullmatch(scene.text, kept[-1].count.end, one.count.start) is not None


def _of_one_sort(chosen: list["Chosen"]) -> list["Chosen"]:
    """Without counts of another sort where the measure's own was counted ("看了两名，走访2次").

    Only goods are told in all units, and one round is that of all the times ("做了一轮，检查46次").
    """
    told: dict[tuple[str, str], set[str]] = {}
    for one in chosen:
        told.setdefault((one.reading.kind, one.reading.measure), set()).add(_sort_of(one))
    kept = []
    for one in chosen:
        own = _SORTS.get(_unit_of(one.reading), "")
        sorts = told[one.reading.kind, one.reading.measure]
        proper = not one.count.unit or _sort_of(one) == own
        if one.listed or not own or own not in sorts or proper or one.reading.measure in _GOODS_GIVEN:
            kept.append(one)
    return [one for one in kept if not (one.count.unit in _ROUNDS and _is_round(one, kept))]


def _sort_of(one: "Chosen") -> str:
    """The sort of things that a count is of, by its counted word; "other" for one of no sort."""
    if one.count.unit == "个" and _SORTS.get(_unit_of(one.reading)) == "persons":
        return "persons"
    return _SORTS.get(one.count.unit, "other" if one.count.unit else "")


def _is_round(one: "Chosen", chosen: Sequence["Chosen"]) -> bool:
    """Whether a single round is counted in times as well."""
    same = (other for other in chosen if other.reading.measure == one.reading.measure)
    return one.count.value == 1 and any(other.count.unit not in _ROUNDS for other in same)


def _alike(one: str, other: str) -> bool:
    """Whether two counted words count the same sort of things (件 and 起)."""
    return one == other or _SORTS.get(one, one) == _SORTS.get(other, other)


def _unit_of(reading: Reading) -> str:
    """The canonical unit of the measure that a count was read as."""
    return catalogue().kind(reading.kind).measure(reading.measure).unit


def _leads_list(scene: Scene, one: "Chosen", chosen: Sequence["Chosen"]) -> bool:
    """Whether a count begins a list that ends in the measure's word ("正职2人、副职7人述了法")."""
    before = one
    for following in islice(chosen, chosen.index(one) + 1, None):
        between = scene.text[before.count.end : following.count.start]
        same = (following.reading.measure, following.count.unit) == (one.reading.measure, one.count.unit)
        of_persons = _SORTS.get(one.count.unit) == "persons"
        if not same or not (LISTED.fullmatch(between) or (of_persons and _WITH.fullmatch(between))):
            return bool(before.reading.word) and before is not one
        before = following
    return bool(before.reading.word) and before is not one


def _goes_on(scene: Scene, one: "Chosen", kept: Sequence["Chosen"]) -> bool:
    """Whether a count goes on from the last one: told one by one, or of a kind that counts one thing."""
    before = kept[-1] if kept else None
    if before is None or before.reading.measure != one.reading.measure:
        return False
    between = scene.text[before.count.end : one.count.start]
    if one.reading.kind == "经费保障" and not one.partial and _PAID.fullmatch(between):
        return True
    if before.count.unit != one.count.unit:
        return False
    single = len(catalogue().kind(one.reading.kind).measures) == 1
    start = max(scene.text.rfind(mark, 0, before.count.start) for mark in "。；\n") + 1
    headed = _HEADED.fullmatch(scene.text, start, before.count.start) and _OF_HEAD.fullmatch(between)
    one_by_one = ONE_BY_ONE.fullmatch(between) or _INTO.fullmatch(between)
    return bool(headed or one_by_one or (single and _ALIKE.fullmatch(between)))


def _without_strays(scene: Scene, chosen: list["Chosen"]) -> list["Chosen"]:
    """Without counts that only a unit tells, or of where it was, where another has the measure's word."""
    named: dict[tuple[str, str], set[str]] = {}
    for one in chosen:
        if one.reading.word:
            named.setdefault((one.reading.kind, one.reading.measure), set()).add(one.count.unit)
    kept: list[Chosen] = []
    for one in chosen:
        units = named.get((one.reading.kind, one.reading.measure), set())
        own = scene.lexicon.measures[one.reading.kind][one.reading.measure].units
        proper = units & own
        canonical = _unit_of(one.reading)
        where = one.count.unit in _WHERE and canonical not in _WHERE
        better = canonical in proper if one.count.unit in own else bool(proper - {one.count.unit})
        beside = where and better
        summed = _SUMMED.search(scene.text, max(0, one.count.start - 4), one.count.start)
        concerned = one.count.value == 1 and one.count.unit in ("位", "名") and len(chosen) > 1
        if (
            not beside
            and not (concerned and not one.reading.word)
            and (one.reading.word or not units or summed or _leads_list(scene, one, chosen))
        ) or _goes_on(scene, one, kept):
            kept.append(one)
    return kept


_CAME = Pattern("(?:[实应]?到|到场|参加|来|出席|在场)(?:了|的|有|人数)?(?:共|有|是)?$")
_CONTENT = Pattern("(?:满意|好评|知晓|采纳|出庭)[率度][达为是：]{0,2}$")
_COME = Pattern(
    "[^，。；]{0,3}(?:到场|参加|到会|来了|到了|到齐|出席|在场|都来|都到|集中|全到|没缺|无缺席|上线)"
)
_TAKEN_AWAY = Pattern(  # goods, and not persons: 查扣采砂船1条, 收缴铁夹子47个
    r"(?:查扣|扣留|扣押|暂扣|扣|收缴|没收|缴获|拆除|拆掉|拖移|拖走)了?[^，。；\n\d]{0,8}$|(?:宣传|巡逻|警)车$"
)
_OF_NO_KIND = Pattern(r"(?:病假|事假|缺席|发言|提问|抢答|[中获]奖|日均|平均)的?了?(?:为|是|约|共|有)?$")
_GONE = Pattern(r"(?:走|跑|来回|往返)了?$")
_BROUGHT = Pattern(r"(?:派|请|带|领)(?:来|着)?了?$")
_HELPERS = Pattern(r"律师|法官|检察官|民警|同志|同事")
_GOODS = frozenset("条辆台处艘把副个块") | {"套", "公斤"}
_AUDIENCE = frozenset(["受众", "听众", "参训", "参加", "参会", "参学", "参考", "述法"])
_PERSONS = _AUDIENCE | {"阅读", "接待", "咨询"}
_HEADS = frozenset("人位名个") | {"", "个人"}
_FINED = frozenset("家户人名位辆台艘")  # "对一家饭店罚款": who was fined, and no count of cases


def only_besides(scene: Scene, count: Count) -> bool:
    """Whether a count is of what no kind counts: cars that were seized, who was ill, the lawyers brought."""
    text, first = scene.text, max(0, count.start - 12)
    if count.unit in _GOODS and _TAKEN_AWAY.search(text, first, count.start):
        return True
    if count.unit in _HEADS and _OF_NO_KIND.search(text, first, count.start):
        return True
    if count.unit == "趟" and _GONE.search(text, first, count.start):
        return True
    if helpers.hold(text, count):
        return True
    brought = count.unit in _HEADS and _BROUGHT.search(text, first, count.start)
    return bool(brought) and _HELPERS.match(text, count.end) is not None


def is_aside(scene: Scene, kind: str, reading: Reading, count: Count) -> bool:
    """Whether a count is no figure by that reading: those who held an event are not its audience."""
    if reading.measure in _AUDIENCE and _OF_NO_KIND.search(scene.text, max(0, count.start - 6), count.start):
        return True
    if reading.measure in _PERSONS and helpers.hold(scene.text, count):
        return True
    if reading.measure == "案件" and count.value == 1 and count.unit in _FINED:
        return True
    return reading.kind != kind and only_besides(scene, count)


def has_no_measure(scene: Scene, kind: str, count: Count) -> bool:
    """Whether a count is of those who came, or were content, for a kind that has no measure of them."""
    if count.unit == "%":
        rated = any(one.unit == "%" for one in catalogue().kind(kind).measures)
        return not rated and _CONTENT.search(scene.text, max(0, count.start - 6), count.start) is not None
    if count.unit not in ("人", "名", "位", "个", "个人", "人次", "号人"):
        return False
    if any(sense.kind == kind for sense in scene.lexicon.nouns.senses("参加")):
        return False
    before = _CAME.search(scene.text, max(0, count.start - 6), count.start)
    return bool(before or _COME.match(scene.text, count.end))


def names_nothing(scene: Scene, event: "Event", kind: str, chosen: Sequence["Chosen"]) -> bool:
    """Whether no word of an event tells a kind but such as told figures of others ("排查9件，调处9件")."""
    if told_weight(event, kind) < SURE - 1:
        return True
    taken = {one.reading.word for one in chosen}
    cues = [cue for cue in scene.cues.within(*event.span) if cue.kind == kind and cue.weight >= SURE]
    return bool(cues) and all(scene.text[cue.start : cue.end] in taken for cue in cues)


def told_weight(event: "Event", kind: str) -> float:
    """How surely an event tells a kind, itself or by its list's header ("检查：1.福满超市，隐患2处；2.…")."""
    headed = event.base if event.place and event.clauses[0].item else {}
    return max(event.weights.get(kind, 0), headed.get(kind, 0))


def drop_findings(scene: Scene, span: tuple[int, int], kind: str, told: Told) -> None:
    """Without what was only found beside a kind that is surely named: what a legal check-up finds in a
    contract is no review.
    """
    cues = scene.cues.within(*span)
    if not any(cue.kind == kind and cue.weight >= WEIGHTS["acts"] for cue in cues):
        return
    for name in [name for name in told if name != kind and catalogue().kind(name).primary]:
        turned = all(cue.weight < WEIGHTS["acts"] for cue in cues if cue.kind == name)
        if turned and {item.measure for item in told[name]} <= _FINDINGS:
            told.pop(name)


def is_own_word(scene: Scene, kind: str, mention: "Mention", reading: Reading) -> bool:
    """Whether the event's kind counts by that word too, and no act tells of the other kind there.

    "执法资格考试，参加考试32人": they sat for the licence, and for no examination beside it.
    """
    if not reading.word or not any(one.kind == kind and one.word == reading.word for one in mention.options):
        return False
    begun = 1 + max(scene.text.rfind(mark, 0, mention.clause.start) for mark in "。；\n")
    cues = [cue for cue in scene.cues.within(begun, mention.clause.end) if cue.kind == reading.kind]
    return bool(cues) and all(
        cue.weight < WEIGHTS["acts"] and scene.text[cue.start : cue.end] in reading.word for cue in cues
    )
