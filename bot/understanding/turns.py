"""Whether a clause that counts goes on with the work before it, or turns to another: "调解5件，排查4件"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions
from bot.understanding.date_reading import DATED
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE, Reading
from bot.understanding.said import Said
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.events import Event

TURN = Pattern(
    r"(?:会后|课后|训后|(?:讲|听|看|学|宣讲|演|说)完(?:了|后|课)?|散会后?|会上|过后|饭后|中途|另外|另|此外|还有|同时|随后|接着|然后|之后|顺便|顺带|一并|捎带|再有|其次|后来|完了又|又|还|最后|再|同日|同天|当天还|正好|后(?=[在到去赴召开组举进走]))"
)
HOUR = Pattern(
    r"[^，。；]{0,2}?(?:上午|下午|晚上|中午|傍晚|当晚|早上|后晌|前晌|夜里|午后|[上下]半天|头晌|过晌|擦黑|天黑)"
)
_MENDED = Pattern(r"整改|改[了好完掉正成到]|销[了]?号|办[结完]|到位|清零|解决|完成|落实")
QUARREL = "人民调解"
_CASES = frozenset(["件", "起", "宗", "桩"])
_INSPECTED = frozenset(["督察整改"])
_MADE_KNOWN = Pattern(r"名单|结果|奖牌|证书|牌匾|奖状|喜报|公告|海报|光荣榜|红榜|公示|张榜|上墙")
_POSTED = Pattern(r"贴|公示|张榜|上墙|公布|公开|发[了到给]|颁|挂|揭晓|通报|宣布|送[到了]")
_AGREED = Pattern(
    r"(?:谈|说|调|劝|协商|讲|磨)[了得]?[妥拢成好通和服]|调解(?:成功|好|下来)|签(?:了|订|下|字)|握手|和好|达成|终于|总算|才"
)
_TOPIC = WEIGHTS["topics"]
_SUMS = frozenset(["元", "万元", "块", "块钱"])
_HOLDS = Pattern(r"(?:随后|之后|接着|又|还|再|并)?(?:组织)?(?:召开|举办|举行|组织|开展)")
_ALIKE = 0.9  # a kind of that share of the weight may as well be meant
_NEAR = 4.0  # a reading so much below another one may be meant
_NEARER = 1.0  # where the other work is surely told
_LOOK_BACK = 12  # counts and clauses: no list of a message's event is longer


def counts_apart(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause counts, by its own word, another work than the one before."""
    return _counts_alike(scene, current, said) or _counts_its_own(scene, current, said)


def tells_topic(said: Said) -> bool:
    """Whether a clause has a word of the kind that it is of, and not only its counts."""
    return said.cues.get(kinds.best(said.weights) or "", 0) >= _TOPIC


def moves_on(text: str) -> bool:
    """Whether a clause's first word says that something else follows ("随后…", "下午…")."""
    return bool(TURN.match(text) or HOUR.match(text))


def is_of_other(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause counts, or in a period's report denies, what is of another work."""
    return is_another(scene, current, said) or (is_report(current) and _denies_apart(scene, current, said))


def is_another(scene: Scene, current: "Event | None", said: Said) -> bool:
    """Whether a clause counts, with a word of its own kind, another work than the one before."""
    if current is None or current.case:
        return False
    moved = moves_on(said.text) and _counts_its_own(scene, current, said, moved=True)
    if not (tells_topic(said) and (moved or counts_apart(scene, current, said))):
        return False
    if is_report(current) and said.cues.get(kinds.best(said.weights) or "", 0) >= kinds.SURE:
        return True
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    if kind is None or not (is_report(current) or catalogue().kind(kind).primary is None):
        return False  # what it would imply was not told
    if not (is_report(current) or moved or all(_is_people(one) for one in said.counts)):
        return False  # of one event's day: "…，提出法律建议20条"
    return all(one.count.unit != "%" for one in said.counts) and not goes_on(before, current, said)


def holds(scene: Scene, current: "Event", said: Said, line: Sequence[Said]) -> bool:
    """Whether a clause that counts nothing begins a session of another kind, whose people are counted next
    ("调解3件，召开警示教育会，42人参加"), or that was held at a place of its own.
    """
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    if said.figures or before is None or kind is None or not current.figures:
        return False
    if catalogue().kind(kind).primary is None or kind in scene.lexicon.yields.get(before, ()):
        return False
    if said.cues.get(kind, 0) < kinds.SURE or said.cues.get(before, 0) >= _TOPIC:
        return False
    after = next((one for one in line if one.clause.start > said.clause.start), None)
    people = after is not None and not after.acts and any(_is_people(one) for one in after.counts)
    held = _HOLDS.match(said.text.strip()) is not None
    placed = said.place is not None and current.place is None
    alike = kinds.session(before) == kinds.session(kind)
    if not held and (alike or not (placed or _counted(current, before, kind))):
        return False
    return people or placed


def _is_people(mention: mentions.Mention) -> bool:
    return mention.count.unit in ("人", "人次", "名", "位")


def _denies_apart(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause of a report denies what is of another work than the one before ("…；无积案")."""
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    if before in (None, kind) or kind in scene.lexicon.yields.get(before or "", ()) or said.counts:
        return False
    zeros = scene.zeros.within(said.clause.start, said.clause.end)
    denied = {sense.kind for zero in zeros for sense in zero.senses}
    counted = said.acts and current.figures and kinds.told(current.weights)
    return counted and kind in denied and before not in denied


def _counts_alike(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a clause counts, by its own word, in the unit of the work before ("调解5件，排查4件")."""
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    primary = catalogue().kind(before).primary if before else None
    if not before or not primary or not kind or catalogue().kind(kind).primary:
        return False
    told = mentions.states_primary(scene, before, current.counts[-_LOOK_BACK:]) or _denies(scene, current)
    unit = catalogue().kind(before).measure(primary).unit
    return told and any(
        reading.kind == kind and (kind, reading.word) in scene.lexicon.acts and one.count.unit == unit
        for one in said.counts
        for reading in one.options
    )


def _counts_its_own(scene: Scene, current: "Event", said: Said, moved: bool = False) -> bool:
    """Whether a clause counts what its own kind alone counts by that word ("会议3次，执法持证人员17人").

    `moved`: its first word says that another work begins ("下午…").
    """
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
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
    )


def only_hands_out(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a sentence only tells what was handed out at the work before ("讲座1场。发放手册80本")."""
    before, kind = kinds.best(current.weights or current.base), kinds.best(said.weights)
    if before is None or kind is None or said.when or said.place or said.clause.item:
        return False
    told = [cue for cue in scene.cues.within(said.clause.start, said.clause.end) if cue.weight >= kinds.SURE]
    alike = kinds.session(before) is not None and kinds.session(before) == kinds.session(kind)
    return alike and bool(told) and all(cue.besides for cue in told)


def told_by(scene: Scene, current: "Event", said: Said) -> Mapping[str, float]:
    """The kinds that a clause speaks for: none where it fills in a form what was handed out at its work."""
    return said.cues if current.weights or not only_hands_out(scene, current, said) else {}


def of_work(current: "Event", said: Said) -> Said:
    """A clause without the day that is none of its own work: what came of the work before, or its end."""
    if _comes_of(current, said):
        return replace(said, when=None, days=(), place=None)
    if not current.case and _ends(current, said):
        current.when, current.inherited = said.when, False
        return replace(said, when=None)
    return said


def _comes_of(current: "Event", said: Said) -> bool:
    """Whether a later day only tells what came of the work before ("问题5个，昨天整改3个", "名单昨天上墙").

    It is no day of that work, and no work of its own.
    """
    if said.when is None or current.when is None or not current.figures or said.clause.aside:
        return False
    if said.when.last_day < current.when.last_day and said.when.last_day < current.when.on:
        return False
    if not said.figures:
        return bool(_MADE_KNOWN.search(said.text) and _POSTED.search(said.text))
    kind = kinds.best(current.weights or current.base)
    period = said.when.until is not None and said.when.form != "since"
    if period or kind not in _INSPECTED or not _MENDED.search(said.text):
        return False
    most = max((one.count.value for one in current.counts), default=0)
    return bool(said.counts) and all(one.count.value <= most for one in said.counts)


def _ends(current: "Event", said: Said) -> bool:
    """Whether a later day tells when the one quarrel was settled that was taken up before: it is its day."""
    if said.when is None or current.when is None or said.when.until or said.clause.aside:
        return False
    if said.when.rank < DATED:
        return False  # "两小时后"
    if kinds.best(current.weights or current.base) != QUARREL or said.when.on <= current.when.last_day:
        return False
    one = all(mention.count.value == 1 for mention in current.counts if mention.count.unit in _CASES)
    told = any(mention.count.unit in _CASES and mention.count.value != 1 for mention in said.counts)
    return one and not told and bool(_AGREED.search(said.text))
