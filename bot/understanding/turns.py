"""Whether a clause that counts goes on with the work before it, or turns to another: "调解5件，排查4件"."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions
from bot.understanding.choosing import SAME_DEED
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE, Reading
from bot.understanding.said import NEXT, Said
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.events import Event

TURN = Pattern(rf"[ ，。；]*(?:{NEXT}|会上|[又还再]|后(?=[在到去赴召开组举进走]))")
HOUR = Pattern(
    r"[^，。；]{0,2}?(?:上午|下午|晚上|中午|傍晚|当晚|早上|后晌|前晌|夜里|午后|[上下]半天|头晌|过晌|擦黑|天黑)"
)
QUARREL = "人民调解"
_TOPIC = WEIGHTS["topics"]
_SUMS = frozenset(["元", "万元", "块", "块钱"])
_ALIKE = 0.9  # a kind of that share of the weight may as well be meant
_NEAR = 4.0  # a reading so much below another one may be meant
_NEARER = 1.0  # where the other work is surely told
# Kinds that a work of the one is told with words of the others.
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "普法活动 法治讲座 法治培训 班子学法 警示教育 学法考试 新媒体普法 公共法律服务 政务服务 涉企服务 "
        "专题会议",
        "专题会议 制度文件 重大决策 示范创建 荣誉 村居评选 督察整改 合法性审查 法律顾问",
        "行政检查 隐患整改 联合执法 专项整治 行政处罚 案卷评查 治安防控 矛盾排查 督察整改",
        "人民调解 矛盾排查 信访 热线工单",
    )
)
_TAUGHT = frozenset(["社区矫正"])  # whose persons see films and hear lectures
_TEACHES = Pattern(r"教育|学习|授课|训")
# What a clause begins with that says what the work before was about, or was all of it: "均经…", "学的是…".
_ABOUT = Pattern(
    r"[^，。；]{0,3}(?:[是均都算占含]|主题|内容|主要|重点|[学讲](?!座)|围绕|商量|研究|讨论|部署|布置|调度|研判|分析|传达|通报|议|被评)"
)
_WHAT_FOR = Pattern(r" *(?:为了?|按照|根据|围绕|结合|针对|以)[^，。；\d]*")
# "在集市开展普法宣传": that a work was held, where nothing of it is counted.
_HELD = Pattern(
    r" *(?:并|又|还|也|同时|另外?|再)?(?:(?:在|到|去|走进|赴|深入)[^，。；\d]{2,12}?)?"
    r"(?:组织|集中)?(?:开展|举办|举行|召开|组织)了?[^，。；\d]{0,6}$"
)
# Works that are done at the office: what was held elsewhere is another.
_OF_THE_OFFICE = frozenset(["专题会议", "班子学法", "公共法律服务", "政务服务", "社区矫正"])
_SHORT = 3  # characters
_LOOK_BACK = 12  # counts and clauses: no list of a message's event is longer


def tells_topic(said: Said) -> bool:
    """Whether a clause has a word of the kind that it is of, and not only its counts."""
    return said.cues.get(kinds.best(said.weights) or "", 0) >= _TOPIC


def moves_on(text: str) -> bool:
    """Whether a clause's first word says that something else follows ("随后…", "下午…")."""
    return bool(TURN.match(text) or HOUR.match(text))


def is_turn(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says nothing but that something else follows ("另外", "回来路上", "老李那边"), or what
    it was done for ("。为推进法治建设，召开…").
    """
    said = TURN.match(scene.text, clause.start, clause.end)
    if said and clause.end - said.end() <= _SHORT:
        return True
    opens = (
        said
        or scene.text[max(0, clause.start - 1)] in "。；！\n"
        or scene.text.startswith("为", clause.start)
    )
    return bool(opens and _WHAT_FOR.fullmatch(scene.text, said.end() if said else clause.start, clause.end))


def needs_no_base(scene: Scene, current: "Event | None", said: Said) -> bool:
    """Whether the work before says nothing of what a clause counts that begins a new one."""
    same_breath = current is not None and current.clauses[-1].sentence == said.clause.sentence
    return (said.acts and (same_breath or moves_on(said.text.strip()))) or is_another(scene, current, said)


def is_another(scene: Scene, current: "Event | None", said: Said) -> bool:
    """Whether a clause counts, with a word of its own kind, another work than the one before."""
    if current is None or current.case:
        return False
    moved = moves_on(said.text) and counts_its_own(scene, current, said, moved=True)
    if not (tells_topic(said) and (moved or counts_its_own(scene, current, said))):
        return False
    if is_report(current) and said.cues.get(kinds.best(said.weights) or "", 0) >= kinds.SURE:
        return True
    before, kind = current.kind, kinds.best(said.weights)
    if kind is None or not (is_report(current) or catalogue().kind(kind).primary is None):
        return False  # what it would imply was not told
    if not (is_report(current) or moved or all(_is_people(one) for one in said.counts)):
        return False  # of one event's day: "…，提出法律建议20条"
    return all(one.count.unit != "%" for one in said.counts) and not goes_on(before, current, said)


def _is_people(mention: mentions.Mention) -> bool:
    return mention.count.unit in ("人", "人次", "名", "位")


def counts_its_own(scene: Scene, current: "Event", said: Said, moved: bool = False) -> bool:
    """Whether a clause counts what its own kind alone counts by that word ("会议3次，执法持证人员17人").

    `moved`: its first word says that another work begins ("下午…").
    """
    before, kind = current.kind, kinds.best(said.weights)
    if before in (None, kind) or kind is None or kind in scene.lexicon.yields.get(before or "", ()):
        return False
    sessions = kinds.session(before) is not None and kinds.session(before) == kinds.session(kind)
    if sessions and not (is_report(current) and mentions.states_primary(scene, kind, said.counts)):
        return False  # the leaflets of a lecture
    if not (moved or _counted(current, before, kind) or _denies(scene, current)):
        return False
    weights = current.weights or current.base
    alike = [name for name, weight in weights.items() if weight >= _ALIKE * weights[before]]
    in_list = said.cues.get(kind, 0) >= kinds.SURE and is_report(current)
    further = is_report(current) and moves_on(said.text) and "其中" not in said.text  # "还有咨询34人次"
    return any(
        reading.kind == kind
        and (reading.names or (in_list and _is_best(one, reading)))
        and reading.word in scene.text[said.clause.start : one.count.start]  # not "1起建议走诉讼"
        and not any(_takes(one, name, reading, in_list) for name in alike)
        for one in said.counts
        if (not one.partial or further) and (in_list or one.count.unit not in _SUMS)
        for reading in one.options
    )


def _counted(current: "Event", before: str, kind: str) -> bool:
    """Whether the work before has a count that its own word names, and no other: a list of such goes on."""
    named = any(
        reading.kind == before
        and (reading.names or (is_report(current) and _is_best(one, reading)))
        and not _takes(one, kind, reading, is_report(current))
        for one in current.counts[-_LOOK_BACK:]
        for reading in one.options
    )
    return named and current.weights.get(before, 0) >= _TOPIC


def _is_best(mention: mentions.Mention, reading: Reading) -> bool:
    """Whether nothing that a count may mean is likelier than what its own verb says ("新建宣传栏3个")."""
    told = bool(reading.word and not reading.general)
    return told and all(one.score <= reading.score for one in mention.options if not one.lent)


def _takes(mention: mentions.Mention, kind: str, reading: Reading, in_list: bool = False) -> bool:
    """Whether a word says that a count may as well be of the work before.

    `in_list`: not a word within one of a work that is surely told there ("权力事项" is no 事项 of a check).
    """
    return any(
        one.kind == kind
        and one.word
        and one.score > reading.score - (_NEARER if in_list and not reading.lent else _NEAR)
        for one in mention.options
        if not (in_list and one.lent and not reading.lent)
    )


def is_report(current: "Event") -> bool:
    """Whether an event is what a period is reported with, so that others of the kind follow it."""
    return current.when is not None and current.when.until is not None


def _denies(scene: Scene, event: "Event") -> bool:
    return any(scene.zeros.within(clause.start, clause.end) for clause in event.clauses[-_LOOK_BACK:])


def goes_on(kind: str | None, current: "Event", said: Said) -> bool:
    """Whether a clause counts a measure of the work before that it has not told yet ("排查9件，调处9件")."""
    filled = {
        max(named, key=lambda one: one.score).measure
        for mention in current.counts[-_LOOK_BACK:]
        if (named := [one for one in mention.options if one.kind == kind and one.word])
    }
    return any(
        reading.measure not in filled
        for mention in said.counts
        for reading in mention.options
        if reading.kind == kind and reading.word and not reading.general and reading.score >= BESIDE
        if not (current.counts and _is_better(said, mention, reading))
    )


def is_held(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause that counts nothing says that another work was held, of no family with the one before,
    which was counted ("审查合同2份，在集市开展普法宣传").
    """
    before, kind = current.kind, kinds.best(said.weights)
    if not current.counts or said.counts or said.clause.aside or current.case or None in (before, kind):
        return False
    elsewhere = said.place is not None and said.place != current.place and before in _OF_THE_OFFICE
    alike = any(before in family and kind in family for family in _FAMILIES) or before in _TAUGHT
    if (alike and not elsewhere) or kind in scene.lexicon.yields.get(before or "", ()):
        return False
    return kind in held(scene, said.clause)


def held(scene: Scene, clause: Clause) -> set[str]:
    """The kinds with a primary measure that a clause says were held, by name ("在集市开展普法宣传")."""
    return {
        cue.kind
        for cue in scene.cues.within(clause.start, clause.end)
        if cue.weight >= WEIGHTS["acts"] and catalogue().kind(cue.kind).primary is not None
        if _HELD.match(scene.text, clause.start, cue.start)
    }


def _is_better(said: Said, mention: mentions.Mention, reading: Reading) -> bool:
    """Whether a count is rather of the other work that its clause surely tells ("出台制度文件24件")."""
    other = kinds.best(said.weights)
    if other in (None, reading.kind) or (other, reading.kind) in SAME_DEED:
        return False
    if said.cues.get(other or "", 0) < kinds.SURE:
        return False
    within = reading.lent and (other or "") in reading.word  # "清理规范性文件9件" put no hazards right
    return any(
        one.kind == other and (within or one.score >= reading.score + _NEARER) for one in mention.options
    )


def _is_of(mention: mentions.Mention, kind: str) -> bool:
    """Whether a count may, by a word beside it, be of that kind."""
    return any(
        one.kind == kind and one.word and not one.general and one.score >= BESIDE for one in mention.options
    )


def is_told_apart(scene: Scene, current: "Event", said: Said, line: Sequence[Said]) -> bool:
    """Whether a clause tells, surely and with counts, another work than the last one ("开了碰头会，抽查3次").

    Works of one family are told of each other ("送法下乡，讲座2场"): these it sets apart where both count.
    """
    before, kind = current.kind, kinds.best(said.weights)
    if before is None or kind is None or kinds.OTHER in (before, kind):
        return False
    if said.cues.get(kind, 0) <= _TOPIC or said.weights[kind] < kinds.SURE:
        return False
    sure = current.weights.get(before, 0) >= (_TOPIC if current.figures else kinds.SURE)
    if not sure or current.weights.get(kind, 0) >= kinds.SURE or said.cues.get(before, 0) >= _TOPIC:
        return False
    told = [cue for cue in scene.cues.within(said.clause.start, said.clause.end) if cue.weight > _TOPIC]
    of_it = kind in scene.lexicon.yields.get(before, ()) or all(cue.besides for cue in told)
    if (
        scene.text[said.clause.start - 1] == "、"
        or of_it
        or _ABOUT.match(said.text)
        or (before in _TAUGHT and kind in _FAMILIES[0] and _TEACHES.search(scene.text, *current.span))
    ):
        return False
    from_it = dropwhile(lambda one: one is not said, line)
    its_own = takewhile(lambda one: not one.acts or kinds.best(one.weights) == kind, from_it)
    counted = next((one for one in its_own if one.figures and not _ABOUT.match(one.text)), None)
    acts = {cue.kind for cue in scene.cues.within(*current.span) if cue.weight >= WEIGHTS["acts"]}
    named = before in acts and said.cues.get(kind, 0) >= kinds.SURE and counted is said
    if not named and current.counts and all(_is_of(mention, kind) for mention in current.counts):
        return False  # "化解矛盾9起，排查出11起"
    if counted is None or goes_on(before, current, counted):
        return False
    return current.figures or not any(before in family and kind in family for family in _FAMILIES)


def to_village(current: "Event", said: Said) -> bool:
    """Whether a period's report turns to a village, after a work of another ("…，调解1件；石桥村调解3件")."""
    period = current.when is not None and current.when.until is not None
    place = said.place or ""
    names = place.endswith(("村", "社区")) and said.text.strip().startswith(place)
    return bool(
        names and said.counts and period and current.inherited and current.figures and not current.place
    )
