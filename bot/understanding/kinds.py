"""Which kinds a stretch of a message speaks for, and how strongly."""

from collections.abc import Mapping, Sequence

from bot.understanding.patterns import Pattern
from bot.understanding.scene import Cue, Scene
from storage.catalogue import bundled as catalogue

OTHER = "其他"
SURE = 6.0  # an act's word; two topics are less
# Between a compound's parts stands no word that makes a sentence ("重大决策经党委会通过").
_MODIFIES = Pattern(
    r"(?:(?!发现|[查找排揪搜]出|查到|存在|经(?![验费济营]))[^，。；：！？\n\d、了在到把给对和与及并加兼后没无未由被]){0,6}"
)
# What a work is told by, for or about, and what it is none of: an object, a plan, a subject of talk, a room.
_BY_PLAN = (
    r"(?:按照|根据|依据|依照|(?:^|[，。；\n])(?:按|结合|为落实))[^，。；\n\d]{0,20}"
    r"(?:计划|方案|要求|部署|安排|规划|通知|精神|责任制?)(?=，|$)|"
    r"经[^，。；\n]{1,14}(?:通过|审议|同意|批准|研究)"
)
_DEALT_WITH = (
    r"(?:对|就|针对|围绕)[^，。；\n]{1,20}?(?=进行|开展|召开|举办|举行|作了|做了)|"
    r"(?<=督导|督查|督察)(?!组|反馈|整改|检查|发现|问题|了?\d)[^，。；\n]{2,16}|"
    r"(?<=拨了|付了|拨给|拨付|付给|支付)[^，。；\n\d]{1,16}(?=款|费|经费|资金)|"
    r"(?<=法制审核)了?[^，。；\n\d]{0,6}(?:\d+件)?(?:重大|行政)*(?:处罚|执法)(?:决定|案件)?|"
    r"(?<=，)[并还]?(?:建立|健全|完善|形成)了?[^，。；\n\d《]{0,10}机制|"
    r"其中(?!罚款|处罚|立案|规范性文件|[^，。；\n\d]{0,4}隐患)[^，。；\n\d]{2,16}(?=\d)"
)
_ON_AGENDA = (  # at a meeting
    r"(?<=研究了|审议了|商议了|讨论了)[^，。；\n]{1,20}|"
    r"(?<=研究)(?!所|室|生|部署|和|并|决定|同意|通过|确定)[^，。；\n]{1,20}|"
    r"(?<=讨论)(?![了会和并]|决定|通过|确定)[^，。；\n]{1,20}|商量[^，。；\n]{2,20}|"
    r"(?:关于|听取了?|听了)[^，。；\n]{1,24}?的?(?=汇报|报告|介绍)|"
    r"(?:[汇通]报|总结|分析|[点讲]评|回顾)了?[^，。；\n]{1,24}?(?=情况|工作|进展)"
)
_TALKED_OF = (  # taught, warned of, said in passing, or of another work
    r"把[^，。；\n]{1,20}(?=的(?:事|底子))|(?:(?:讲|教|学|说|交代)[^，。；\n]{0,3}|(?<=，))"
    r"(?:怎么|咋|如何|怎样)[^，。；\n]{1,20}|[讲说念谈][^，。；\n]{1,8}(?=的?(?:害处|坏处|危害|后果))|"
    r"(?<=[，；])(?:[并还]|同时|现场|顺便|一并){1,2}[向对给][^，。；\n\d]{1,10}(?:宣讲|宣传|讲解|普及)了?[^，。；\n\d]*|"
    r"(?<=[，。；]讲)(?:司法确认|调解|纠纷|信访|矫正|处罚)[^，。；\n]{0,12}|"
    r"(?:上次|上回|前期|之前|此前|前次|上一?轮)[^，。；\n\d]{0,6}(?:检查|排查|巡查)[^，。；\n\d]{0,4}的|"
    r"(?:没有?|漏|忘了?)[上填]?(?:报|交)[^，。；\n\d]{1,8}|"
    r"(?<=[，。；])[^，。；\n\d]{1,6}(?=是[^，。；\n\d]{1,8}(?:搞|办|组织|请)的)"
)
_OF_A_BODY = (  # an office that opened, those who moved in, a room whose things are told of
    r"[^，。；\n]{2,16}(?:中心|窗口|站|室|点|所|大厅)(?=[^，。；\n]{0,8}(?:挂牌|揭牌|启用|投用|投入使用|成立))"
    r"(?<!服务站)(?<!法点)|(?:[^，。；、\n\d]{2,6}、)+[^，。；、\n\d]{2,6}?(?=[都均]?(?:派人)?(?:进驻|入驻|派驻|入住))|"
    r"[^，。；\n]{2,12}(?:大厅|室|窗口|中心|站|所|房)的?"
    r"(?=[^，。；\n]{0,4}(?:叫号机|空调|打印机|自助机|大屏|长椅|桌椅|门牌|牌子|灯|通了))"
)
_OBJECTS = tuple(map(Pattern, ("|".join((_BY_PLAN, _DEALT_WITH, _ON_AGENDA, _TALKED_OF)), _OF_A_BODY)))
_PUBLICISED = Pattern(  # "宣传噪音扰民": told to people, and no quarrel
    r"(?<=宣传)了?(?:一下)?(?!活动|教育|长廊|阵地|[册单资页品栏墙牌点])[^，。；\n\d调排检处]{2,8}"
)
_TRANSITIVE = (
    "审查",
    "审核",
    "督导",
    "督查",
    "督察",
    "研究",
    "部署",
    "听取",
    "汇报",
    "评查",
    "推送",
    "转发",
    "播放",
    "公开",
    "通报表扬",
    "表扬",
    "表彰",
)
# Who teaches at what is told next, or was told, holds no lecture ("邀请3位专家授课，培训网格员80人").
_TEACHES = r"[请聘由][^，。；\n]{1,20}(?:授课|讲课|上课|主讲|讲授|辅导)"
_TEACHERS = Pattern(
    rf"{_TEACHES}，(?=(?!上午|下午|中午|晚上)[^，。；\n\d]{{0,16}}(?:[培轮集]训|警示教育|学法))"
)
_TEACHERS_AFTER = Pattern(rf"(?:特?邀)?{_TEACHES}|[^，。；\n\d]{{2,14}}(?:讲|授课|主讲)的(?=[，。；\n]|$)")
_TRAINED = Pattern(r"(?:[培轮集]训|警示教育)[^。；\n]{0,20}，$")
_LOOK_BACK = 40  # characters
_HOSTS = frozenset(["公共法律服务", "法律明白人"])  # kinds whose words also name who goes out to others
_GOES = Pattern(
    r"(?:中心|工作站|[站室所队们]|人员|志愿者|骨干)*(?:[、和与及同联合会]+[^，。；\n\d]{1,12}?)?"
    r"(?:来到|走进|深入|前往|赴|到(?!访|账)|在|去|进|组织|开展)"
)
_CHARGES = frozenset(["社区矫正", "安置帮教"])  # kinds whose persons are what their own work is done to
_VILLAGE = 10.0  # what a turn of phrase says that names the village's or the office's own things
_ASSEMBLED = frozenset(["专题会议", "制度文件"])  # kinds that a village's assembly and its rules are none of
_ANY_HEAD = frozenset(["专项行动", "集中行动", "攻坚行动", "清零行动", "百日行动"])
_MODIFIER = 0.4
_VENUE = 0.25  # of what only says where ("到社矫对象家里走访"; "在法治公园宣传")
_AGAIN = 0.25
_TOPIC = 4.0  # a topic's word


def weigh(
    scene: Scene, start: int, end: int, venue: tuple[int, int] | None = None, *, runs_on: bool = False
) -> dict[str, float]:
    """The weight of each kind over [start, end) of the text, by its cues.

    Chinese compounds end in their head: in "调解员培训" the 调解 only says what was taught, and counts less.
    So with what is dealt with: "对2件处罚案件进行法制审核", and said in passing: "检查…，并向店主讲解法条".
    A kind's second word adds little, so that no kind wins by talking much. What lies in the `venue` only says
    where, and hardly counts.
    `runs_on`: turns of phrase that end in a later clause are weighed where they begin.
    """
    inside = [cue for cue in scene.cues.within(start, end) if runs_on or cue.end <= end]
    if not inside:
        return {}
    objects = [match.span() for one in _OBJECTS for match in one.finditer(scene.text, start, end)]
    publicised = [match.span() for match in _PUBLICISED.finditer(scene.text, start, end)]
    weights: dict[str, list[float]] = {}
    if any(cue.kind == "法治讲座" for cue in inside) and (taught := _teaching(scene.text, start)):
        objects.append(taught)
    for index, cue in enumerate(inside):
        dealt_with = _lies_in(cue, objects)
        lesser = dealt_with and cue.kind not in _CHARGES
        lesser = lesser or (cue.kind != "普法活动" and _lies_in(cue, publicised))
        lesser = lesser or _is_modifier(scene.text, cue, inside[index + 1 : index + 8])
        lesser = lesser or _only_heads(scene.text, cue, inside[max(0, index - 4) : index])
        lesser = lesser or _only_acts(scene.text, cue, inside[index + 1 :])
        where = venue is not None and venue[0] <= cue.start and cue.end <= venue[1]
        weight = cue.weight * (_VENUE if where else _MODIFIER if lesser else 1)
        weights.setdefault(cue.kind, []).append(weight)
    return {kind: max(found) + _AGAIN * (sum(found) - max(found)) for kind, found in weights.items()}


def _teaching(text: str, start: int) -> tuple[int, int] | None:
    """Where it is told from `start` on who taught at a training that is told beside."""
    after = _TEACHERS_AFTER.match(text, start)
    told = after and _TRAINED.search(text, max(0, start - _LOOK_BACK), start)
    found = after if told else _TEACHERS.search(text, start)
    return found.span() if found else None


def _lies_in(cue: Cue, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= cue.start and cue.end <= last for first, last in spans)


def _only_acts(text: str, cue: Cue, later: Sequence[Cue]) -> bool:
    """Whether a cue only names who did what is told after it ("法律援助中心到集市开展普法宣传")."""
    other = any(one.kind != cue.kind and one.weight >= _TOPIC for one in later)
    return other and cue.kind in _HOSTS and _GOES.match(text, cue.end) is not None


def _only_heads(text: str, cue: Cue, before: Sequence[Cue]) -> bool:
    """Whether a head that may be of any work follows the act that it is of ("矛盾纠纷排查专项行动")."""
    return text[cue.start : cue.end] in _ANY_HEAD and any(_is_of_times(other, cue) for other in before)


def _is_of_times(act: Cue, head: Cue) -> bool:
    """Whether the act before a head is counted in times itself, and its kind so takes the head's count."""
    if act.kind == head.kind or act.weight < SURE or not 0 <= head.start - act.end <= 4:
        return False
    measures = catalogue().kind(act.kind).measures
    return bool(measures) and measures[0].unit in ("次", "场次")


def _is_modifier(text: str, cue: Cue, later: Sequence[Cue]) -> bool:
    if text.endswith(_TRANSITIVE, cue.start, cue.end) and not _heads_meeting(text, cue, later):
        return False  # what follows is its object, not its head
    for other in later:
        if other.start - cue.end > 6:
            return False
        if other.start >= cue.end and other.kind == cue.kind and text.endswith(_TRANSITIVE, 0, other.end):
            return False  # its own verb comes before another's noun: "公众号推送普法文章"
        if text[other.start : other.end] in _ANY_HEAD and _is_of_times(cue, other):
            return False
        if other.start >= cue.end and other.kind != cue.kind and other.weight >= cue.weight:
            return bool(_MODIFIES.fullmatch(text, cue.end, other.start))
    return False


def _heads_meeting(text: str, cue: Cue, later: Sequence[Cue]) -> bool:
    """Whether a compound goes on from a cue to the meeting that it was ("法治督察迎检协调会")."""
    heads = [
        other for other in later if other.kind == "专题会议" and text.endswith(("会", "会议"), 0, other.end)
    ]
    return any(
        0 <= other.start - cue.end <= 6 and _MODIFIES.fullmatch(text, cue.end, other.start) is not None
        for other in heads
    )


def handed_out(cues: Sequence[Cue]) -> bool:
    """Whether cues tell of nothing but what was handed out; a word within that turn of phrase is of it."""
    handed = [(cue.start, cue.end) for cue in cues if cue.besides]
    own = [
        cue
        for cue in cues
        if cue.weight >= SURE and not any(start <= cue.start and cue.end <= end for start, end in handed)
    ]
    return bool(handed) and not own


def best(weights: Mapping[str, float]) -> str | None:
    """The kind of the greatest weight; of equals, the one that was met first."""
    return max(weights, key=weights.__getitem__) if weights else None


def best_of_work(weights: Mapping[str, float]) -> str | None:
    """The kind of the greatest weight; the office's own things are it only where no work is surely told."""
    sure = {kind: weight for kind, weight in weights.items() if kind != OTHER and weight >= SURE}
    if weights.get(OTHER, 0.0) >= _VILLAGE:
        sure = {kind: weight for kind, weight in sure.items() if kind not in _ASSEMBLED}
        return best(sure) or OTHER
    kind = best(weights)
    return best(sure) or kind if kind == OTHER else kind


def told(weights: Mapping[str, float]) -> bool:
    """Whether some kind is surely spoken of."""
    return any(weight >= SURE for weight in weights.values())


def join(weights: dict[str, float], more: Mapping[str, float]) -> None:
    """Add the weights of another clause of the same event."""
    for kind, weight in more.items():
        old = weights.get(kind, 0.0)
        weights[kind] = max(old, weight) + _AGAIN * min(old, weight)


def session(name: str) -> str | None:
    """The unit in which a kind's events are counted, if they are."""
    primary = catalogue().kind(name).primary
    return catalogue().kind(name).measure(primary).unit if primary else None


def counted_by(words: str) -> str | None:
    """The kind whose works are counted by that name: 是调解."""
    return next((kind.name for kind in catalogue().kinds.values() if kind.primary == words), None)
