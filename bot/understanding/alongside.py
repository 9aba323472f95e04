"""Whether a clause only tells what went with the work before: leaflets, who explained, how far it went."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.understanding import kinds
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.patterns import Pattern
from bot.understanding.said import Said
from bot.understanding.scene import Scene

if TYPE_CHECKING:
    from bot.understanding.events import Event

_PUBLICITY, _LECTURE = "普法活动", "法治讲座"
_TOPIC = WEIGHTS["topics"]
_EXPLAINS = Pattern(r"[向为给对][^，。；\n]{1,14}(?:讲解|解读|介绍)(?![^，。；\n]*(?:[一两\d]场|课|讲座))")
_IN_PASSING = Pattern(
    r"[ ，]*(?:并|还|也)?(?:顺[便带手道口嘴]|捎带)[^，。；\d]*(?:讲|宣传|普法|普及|说|念)[^，。；\d]*$"
)
_OF_THEM = Pattern(r"[ ，。；]*(?:以上|上述|这些)?(?:全部|全都|[均都]|一律|件件|项项)(?![是为])")
_STEPS = frozenset(  # what is done for the first, or is all that it was
    [
        ("重大决策", "合法性审查"),
        ("重大决策", "法律顾问"),
        ("法律顾问", "合法性审查"),
        ("法律顾问", "制度文件"),
        ("法律顾问", "人民调解"),
    ]
)
_REACH = Pattern(r"[ ，]*(?:共|累计|合计|总共|一共)?(?:覆盖|涉及|惠及|辐射)")  # how far the work before went
_CHECKS = frozenset(["行政检查", "联合执法", "专项整治"])
_WENT_ROUND = Pattern(  # where a check went: "跑了17家企业"
    r"[ ，]*(?:先后|一共|总共|共)?(?:跑|走|查|转|看|到)(?:访|看|查)?了?"
    r"[\d一二两三四五六七八九十百]+[余多]?[家户个]"
    r"(?:企业|商户|厂|店|单位|工地|场所|点位)?[。 ]*$"
)
# How well the work before was found: "评查案卷，评为优秀2本".
_GRADES = frozenset([("案卷评查", "荣誉"), ("学法考试", "荣誉")])
_GRADED = Pattern(r"[ ，]*(?:其中|有)?[^，。；\d]{0,4}评(?:为|出|上|定)?了?[^，。；\d]{0,2}(?:优|良|合格)")


def only_goes_with(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a sentence only tells what went with the work before ("讲座1场。发放手册80本")."""
    if said.when or said.place or said.clause.item:
        return False
    if _REACH.match(said.text) or (current.kind in _CHECKS and _WENT_ROUND.match(said.text)):
        return True
    if not said.figures and _OF_THEM.match(said.text):
        return True  # "重大决策2项。均做了合法性审查"
    return (
        _is_step(current, said)
        or _completes(scene, current, said)
        or _only_hands_out(scene, current, said)
        or _only_counts(scene, current, said)
        or (current.kind == _PUBLICITY and _EXPLAINS.search(said.text) is not None)  # no session of its own
        or (kinds.told(current.weights) and not said.counts and _IN_PASSING.match(said.text) is not None)
    )


def _is_step(current: "Event", said: Said) -> bool:
    """Whether a clause tells a step of the work before, uncounted ("决策1项，法律顾问把关"), or its grade."""
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    if (before, kind) in _GRADES and _GRADED.match(said.text):
        return True
    return (before, kind) in _STEPS and not said.figures


def _completes(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause only counts what was done of what the work before counted ("隐患8处。整改完成5处")."""
    counted = {(one.kind, one.measure) for mention in current.counts for one in mention.options if one.names}
    bases = scene.lexicon.measures
    of_them = (
        any((one.kind, bases[one.kind][one.measure].base) in counted for one in mention.options if one.word)
        for mention in said.counts
    )
    return max(said.cues.values(), default=0.0) < kinds.SURE and bool(said.counts) and all(of_them)


def _only_hands_out(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause tells another work only by what was handed out, and both are held in sessions."""
    before, kind = current.kind, kinds.best(said.weights)
    if before is None or kind is None:
        return False
    alike = kinds.session(before) is not None and kinds.session(before) == kinds.session(kind)
    return alike and kinds.handed_out(scene.cues.within(said.clause.start, said.clause.end))


def _only_counts(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause tells another work by nothing but a measure that the one before has as well.

    "宣传反诈。解答法律咨询30人次": they asked at the stand.
    """
    before, kind = current.kind, kinds.best(said.weights)
    if before in (None, kind) or not said.counts:
        return False
    if (current.weights or current.base).get(before or "", 0) < _TOPIC:
        return False  # a heading's 法治 is no work before
    words: set[str] = set()
    for mention in said.counts:
        theirs = {one.measure for one in mention.options if one.kind == kind and one.word}
        shared = {one.word for one in mention.options if one.kind == before and one.measure in theirs}
        if not any(shared):
            return False
        words |= shared
    cues = scene.cues.within(said.clause.start, said.clause.end)
    told = [cue for cue in cues if cue.kind == kind and cue.weight > WEIGHTS["hints"]]
    named = [scene.text[cue.start : cue.end] for cue in told if not cue.besides]
    alike = all(any(one in word or word in one for word in words if word) for one in named)
    return alike and len(named) == len(told)


def told_by(scene: Scene, current: "Event", said: Said) -> Mapping[str, float]:
    """The kinds that a clause speaks for: none where it only tells what went with its work."""
    if _only_counts(scene, current, said) or _is_step(current, said):
        return {kind: weight for kind, weight in said.cues.items() if kind != kinds.best(said.weights)}
    explained = kinds.best(said.weights) in (_PUBLICITY, _LECTURE) and kinds.told(
        current.weights
    )  # "向群众讲解法律知识"
    beside = (explained or not current.weights) and only_goes_with(scene, current, said)
    return {} if beside else said.cues
