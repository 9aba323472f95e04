"""Whether a clause comes back to a work told before: carries it on elsewhere, or tells how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions, zeros
from bot.understanding.date_reading import DATED
from bot.understanding.disputes import dispute_kind
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE
from bot.understanding.said import Said
from bot.understanding.scene import Scene
from bot.understanding.turns import QUARREL, is_report

if TYPE_CHECKING:
    from bot.understanding.events import Event

_MENDED = Pattern(r"整改|改[了好完掉正成到]|销[了]?号|办[结完]|到位|清零|解决|完成|落实")
# "这场讲座是…": more of the work before.
_SAME = Pattern(r"[这该此][一]?[次场期堂节][^，。；]{0,8}(?:是|由|主要|围绕|针对|重点|采用|采取|受到)")
# "主要是合同把关": what the work before was about.
_ABOUT = Pattern(
    r"[ ，]*(?:(?:主要|重点|内容|大多|大都|多半)(?:是|为|涉及|围绕|集中在|包括)|多是|以[^，。；]{2,12}为主)"
)
_CASES = frozenset(["件", "起", "宗", "桩"])
_INSPECTED = frozenset(["督察整改"])
_SCREENING = "矛盾排查"
_MADE_KNOWN = Pattern(r"名单|结果|奖牌|锦旗|证书|牌匾|奖状|喜报|公告|海报|光荣榜|红榜|公示|张榜|上墙")
_POSTED = Pattern(r"贴|公示|张榜|上墙|公布|公开|发[了到给]|颁|挂|揭晓|通报|宣布|送[到了]")
_ON_THE_SPOT = Pattern(
    r"[ ，]*(?:当场|现场|当天|都|均|全部|已)[^，。；\d]{0,2}(?:调|劝)[^，。；\d]{0,4}(?=\d|$)"
)
_AGREED = Pattern(
    r"(?:谈|说|调|劝|协商|讲|磨)[了得]?[妥拢成好通和服]|调解(?:成功|好|下来)|签(?:了|订|下|字)|握手|和好|达成|终于|总算|才"
)
_MEETS = Pattern(r"调[解处停和好]|劝|说[和合]|协商|谈")
_IN_VAIN = Pattern(r"[调劝说][^，。；]{0,8}(?:没(?!事)|不(?!闹|吵)|未|白)[^，。；]{0,4}")
_ANOTHER = Pattern(r"[^，。；]{0,6}[又另再也]")
_SETTLED = Pattern(r"调[解处停和好成](?!室|中心|委)|劝[好和住开]|说[和合]|和好|握手|达成|赔(?!偿)|协议|签")


def at_table(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a quarrel that was told is settled at another place or hour ("吵了半个月，昨天在村部说和了").

    It may have been talked over before in vain; another quarrel is told with what it was about.
    """
    if (current.kind, kinds.best(said.weights)) != (QUARREL, QUARREL) or not current.clauses or current.case:
        return False
    if any(one.count.unit in _CASES and one.count.value != 1 for one in (*current.counts, *said.counts)):
        return False
    if not (said.place or said.when) or not (_MEETS.search(said.text) or _AGREED.search(said.text)):
        return False
    return not (_tells_another(said) or _SETTLED.search(_IN_VAIN.sub("", scene.text[slice(*current.span)])))


def _tells_another(said: Said) -> bool:
    """Whether a clause says that another quarrel follows, or what it was about."""
    return bool(_ANOTHER.match(said.text) or dispute_kind(said.text.replace(said.place or "", "")))


def names(current: "Event", said: Said) -> bool:
    """Whether a sentence of a period's report counts, by its own name, what only another kind has."""
    kind, before = kinds.best(said.weights), current.kind
    if not said.counts or kind in (None, before) or not is_report(current):
        return False
    own = [_named(mention) for mention in said.counts]
    if not all(own) or any(name == before for named in own for name, _ in named):
        return False
    return any(one.kind == kind and one.word == one.measure for one in said.counts[0].options)


def returns(events: Sequence["Event"], said: Said) -> "Event | None":
    """The work before the last one, where a clause counts what is its own: "行动2次，检查9家，查处5起"."""
    if len(events) < 2 or not said.counts or said.when or said.place or said.acts:
        return None
    before, now = events[-2:]
    if before.clauses[-1].sentence != said.clause.sentence or before.header or before.case or now.group:
        return None
    kind, other = (one.kind for one in (before, now))
    told = {one for mention in before.counts for one in _named(mention)}
    for mention in said.counts:
        own = _named(mention)
        kinds_named = {name for name, _ in own}
        if kind not in kinds_named or other in kinds_named or kind == other or told & own:
            return None
    return before


def _named(mention: mentions.Mention) -> set[tuple[str, str]]:
    """The measures that a word right beside a count names."""
    close = (one for one in mention.options if one.word and not one.general and one.score >= BESIDE)
    return {(one.kind, one.measure) for one in close}


def of_work(scene: Scene, current: "Event", said: Said) -> Said:
    """A clause without what is none of its own work: more of the one before, what came of it, or its end."""
    if current.figures and _SAME.match(said.text) and not said.when and not said.place:
        return replace(said, cues={}, weights={})
    if current.figures and not said.figures and _ABOUT.match(said.text):
        return replace(said, cues={}, weights={})
    denied = () if said.counts else scene.zeros.within(said.clause.start, said.clause.end)
    if (
        current.figures
        and denied
        and not any(zeros.denies_all(scene.text, one, scene.lexicon) for one in denied)
    ):
        return replace(said, cues={}, weights={})  # "调解12件，无越级上访"
    if _settles(current, said):
        said = replace(said, cues=_unquarrelled(said.cues), weights=_unquarrelled(said.weights))
    if _comes_of(current, said):
        return replace(said, when=None, days=(), place=None)
    if not current.case and _ends(current, said):
        current.when, current.inherited = said.when, False
        return replace(said, when=None)
    return said


def _settles(current: "Event", said: Said) -> bool:
    """Whether a clause counts how many of the quarrels were settled that the work before had found out.

    "排查出矛盾30件；化解矛盾26件；矛盾化解率95%", "摸排5件，当场调解4件": that is no mediation beside it.
    """
    if kinds.best(current.weights or current.base) != _SCREENING or not (current.figures and said.counts):
        return False
    if ("化解" not in said.text or "调" in said.text) and not _ON_THE_SPOT.match(said.text):
        return False
    return all(any(one.kind == _SCREENING and one.word for one in count.options) for count in said.counts)


def _unquarrelled(weights: Mapping[str, float]) -> dict[str, float]:
    return {kind: weight for kind, weight in weights.items() if kind != QUARREL}


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
    kind = current.kind
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
    if current.kind != QUARREL or said.when.on <= current.when.last_day or _ANOTHER.match(said.text):
        return False
    one = all(mention.count.value == 1 for mention in current.counts if mention.count.unit in _CASES)
    told = any(mention.count.unit in _CASES and mention.count.value != 1 for mention in said.counts)
    return one and not told and bool(_AGREED.search(said.text))
