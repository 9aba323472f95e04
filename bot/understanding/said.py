"""What one clause of a message says: its time, place, kinds and counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding import cues as tense
from bot.understanding import helpers, kinds, mentions, prospects
from bot.understanding.bearings import means
from bot.understanding.dates import DateSpan, merged
from bot.understanding.patterns import Pattern
from bot.understanding.places import is_body, opens_with, place_of, village_at
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause

FIRM = 4  # a date span's rank from which it tells a day or a period, not a year or a feast's name
_MOVED = Pattern(
    r"(?<!整)改[到期]|(?<!整)改在(?=\d|[下明后周]|星期|礼拜|[一二三四五六七八九十]+[月号日])|"
    r"推迟|延期|顺延"
)
_YEAR = Pattern(r"[今本去前全明当]年(?:以来|度)?$|年内$|20\d\d年度?$")
# "今年全部办结", "去年省里命名的…": the clause tells what was done in it.
_IN_IT = Pattern(
    r"实现|(?:全|都|均|已)[^，。；]{0,4}[完结清好毕销]|[^，。；]{0,8}(?:命名|授牌|授予|认定|评[上出定为]?|创[成建]|获批|公布)的"
)
_OURS = Pattern(  # who tells a year's counts
    r"[ ，]*(?:现?[将把]|关于|[我本俺咱]们?[镇村乡所局队站办]?|[\u4e00-\u9fff]{1,6}[村所局队站办镇乡区]|"
    r"[\u4e00-\u9fff]{0,4}(?:矫正|社矫|调解|帮教|排查|信访|热线|治安)|"
    r"(?:向[^，。；\d]{1,4})?(?:[上汇]?报[告总]?|汇总|请?查收)一?下?)?[ 的：]*"
)
_TITLE = Pattern(  # "去年小结", "去年工作情况": a heading, and nothing that was done
    r"的?[一-鿿]{0,6}(?:工作|情况|方面|这一?[块摊头]|这项|小结|总结|汇总|汇报|报告|数据|报表|统计|[司法]{2}所|台账|数)(?:情况|汇报|汇总|小结|如下)?"
)
_DOERS = Pattern(  # "今年我办", "去年我镇共开展": whose counts follow
    r"(?:[我本俺咱全][们]?[镇乡村所队站办]?|[一-鿿]{1,10}(?:[村所局队站办镇乡区委联]|中心|街道|单位))"
    r"(?:一?共|累计|总共)?(?:(?:开展|组织|完成|办理|进行)了?(?![^，。]{0,4}[第首])[一-鿿]{0,10})?"
)
# "今年组织考试，83人参考": a year that opens what was held in it.
_HELD = Pattern(r"(?:[我本][镇村所乡]|[一-鿿]{1,4}[村所局队站办])?(?:组织|开展|举办|召开|举行)")
_AIMS = Pattern(r"计划|目标|部署|安排|方案|文件|通知|要点|任务|规划|精神|指标")
# "听取二季度情况汇报": the quarter is what was told, not when.
_ABOUT = Pattern(r"听取|研究|审议|部署|通报|商量|商议|讨论|谋划|布置")
_OF_PAPER = Pattern(r"[^，。；\d]{2,12}的(?:通知|方案|意见|办法|通告)")  # "关于年底述法的通知"
_COMPARED = Pattern(r"(?:[低高少多好优]于|不及|不如|超过?)$")  # "整改率略低于上月"
_DEALT_WITH = Pattern(r"(?:对|针对|围绕|就)$")  # "对上半年的案卷进行评查"
_SIGNED_UP = Pattern(r"报名(?:的|了|人数|共|有)?\d")  # those who signed up were counted
_MORNING = Pattern(r"[今上早][午早晨]|早上|清早|一早")
_CAME_IN = Pattern("就?(?:收[到的]|接到|送[来到]|报来|递来|拿来|发来)")  # "26号收到、27号审完"
_THAT_ONE = Pattern(r"[^，。；\d]{0,10}的那[起件场次个]")
_PROMISED = Pattern(
    r"赔|给[^，。；\d]{1,6}补|[喊叫让][^，。；\d]{1,10}[补退]|答应|承诺|同意|保证|约[定好]|[说谈讲]好|[商议]定|愿意?"
)
_MONEY = frozenset(["元", "万元", "块", "块钱", "亿元"])
_NOT_OURS = Pattern(  # "督查不归我们", "谈话不算在内", "咨询另报"
    r"不(?:归|属|由)(?:于)?(?:我|俺|咱|本)|不(?:算|计|含|包括|统计)在|不在[此其这本][列内中次]|另(?:行|外)?(?:上?报|统计|计(?!划))|"
    r"(?:不|未|没有?)(?:纳入|列入|计入|算入)|不另?(?:计算|统计)$"
)
# "8月份计划轮训": what a period to come is planned for, whatever year the month is taken to be of.
_PLANNED = Pattern(
    r"[ ，]*(?:\d{1,2}月份?|下(?:个?月|周|一?步|季度)|[二三四]季度|下半年|接下来)[^，。；\d]{0,4}"
    r"(?:计划|打算|拟|准备|预计)"
)
_CARRIED_OVER = Pattern(  # "剩的那1件转到今年": counted among those that came, and done in another period
    r"[ ，]*(?:还?剩|余|另|其余|其他|还有|尚有|没[办结调]|未[办结])[^，。；]{0,10}?"
    r"(?:转|顺延|移|推迟|推|留|拖|延|列)(?:到|至|入|进)?(?=[今明本这下上次一二三四\d])"
)
# What says that something else follows, before it is said: "忙完…", "回来路上…", "老李那边…".
NEXT = (
    r"(?:[会课训过饭午]后|(?:讲|听|看|学|宣讲|演|忙|办|弄|干)完(?:了|后|课|这)?|完[了事]后?(?:又|再)?|散会后?|中途|"
    r"另外?|此外|还有|同时|随后|紧?接着|跟着(?![跑去走看学])|接下[来去]|然后|之后|后来|最后|其次|再有|再者?(?:就是)?|"
    r"再一[个件桩]|顺[便带路]|一并|捎带|正好|同[一]?[日天]|当天还|(?:回来|回去|返回)?的?(?:路上|途中)|回程|回头(?!看)|"
    r"第[二三四五][个件桩项]|第[一二三四五]站|首站|[他老小][^，。；]?那[边头])"
)
_HOUR = Pattern(  # "随后", "下午": a village may follow it
    rf"{NEXT}?(?:一?大?早上?|上午|中午|下午|傍晚|晚上|当晚|夜里|白天)?(?=[\u4e00-\u9fff])"
)
_MOTTO = Pattern(
    r"“[^“”，。；\n]{2,20}在[^“”，。；\n]{1,4}”(?=为主?题|主题|系列|普法|法治|法律|宣传|活动|专题)"
)
_BEHIND = 12  # characters
_VENUES = ("村委会", "居委会", "服务中心")  # bodies that are a place where no more is said
_LONG_AGO = 60  # days after which a day's name is none of its date ("清明禁烧" in March)
_BEFORE_IT = Pattern(r"前(?![台来往期])|[快将就临]|到来")


@dataclass(frozen=True, slots=True)
class Said:
    """What one clause says. `weights`: of its cues and of what its counts name.

    `year`: one that is named in passing ("部署今年的创建工作"), and dates only a total that follows.
    """

    clause: Clause
    text: str
    when: DateSpan | None
    days: Sequence[DateSpan]
    place: str | None
    cues: dict[str, float]
    weights: dict[str, float]
    counts: Sequence[mentions.Mention]
    figures: bool
    year: DateSpan | None = None

    @property
    def acts(self) -> bool:
        return kinds.told(self.weights)

    @property
    def substance(self) -> bool:
        return self.figures or self.acts


def hear(scene: Scene, clause: Clause) -> Said:
    """What a clause says."""
    text = scene.said(clause)
    spans = _spans(scene, clause)
    place = _place(scene, clause, spans)
    venue = (clause.start + place[0], clause.start + place[1]) if place else None
    counts = mentions.mentioned(scene, clause, venue)
    came = [one for one in counts if not helpers.hold(scene.text, one.count)]
    figured = any(map(mentions.weighty, came)) or bool(scene.zeros.within(clause.start, clause.end))
    year = None
    if not figured and sum(one.end - one.start for one in spans) < len(text.strip("：，。 ")):
        # "部署今年的创建工作" does not date what was done
        year = next((one for one in spans if _YEAR.match(scene.text, one.start, one.end)), None)
        spans = [
            one
            for one in spans
            if not _YEAR.match(scene.text, one.start, one.end)
            or one.rank >= FIRM
            or (one.start == clause.start and _IN_IT.match(scene.text, one.end, clause.end))
            or _heads(scene, clause, one)
        ]
    when = max(merged(spans), key=lambda one: (one.rank, one.form == "year"), default=None)  # 今年…全年
    cues = kinds.weigh(scene, clause.start, clause.end, venue, runs_on=True)
    weights = dict(cues)
    for kind, weight in mentions.naming(scene, counts).items():
        weights[kind] = weights.get(kind, 0) + weight
    return Said(
        clause,
        text,
        when,
        [one for one in spans if when and one.group == when.group],
        text[slice(*place)].strip() if place else None,
        cues,
        weights,
        counts,
        figured,
        year,
    )


def _heads(scene: Scene, clause: Clause, year: DateSpan) -> bool:
    """Whether a year is what a clause says of the counts after it: "我村去年：…", "全年数据报一下：…"."""
    if not _OURS.fullmatch(scene.text, clause.start, year.start):
        return False
    rest = scene.text[year.end : clause.end].strip("：度 ")
    colon = "：" in scene.text[clause.end - 1 : clause.end + 1]  # "去年平安建设：1.…"
    heads = _TITLE.fullmatch(rest) or _DOERS.fullmatch(rest) or (_HELD.match(rest) and not _AIMS.search(rest))
    return not rest or (colon and not _AIMS.search(rest)) or heads is not None


def _place(scene: Scene, clause: Clause, spans: Sequence[DateSpan]) -> tuple[int, int] | None:
    """Where in a clause its place stands: before its day (文化广场昨天…) or after it, never over another."""
    text, first = scene.said(clause), spans[0].start - clause.start if spans else 0
    if scene.text.startswith("：", clause.end) and is_body(text.strip()):
        return None  # "派出所：治安发案3件": whose row it is
    if first > 1 and (opening := opens_with(text[:first])):
        return opening
    if clause.aside and text.strip().endswith(_VENUES) and text.strip() == text:
        return 0, len(text)  # "讲座1场（9日，村委会，35人）"
    leading = spans[0].end - clause.start if spans and first <= 2 else 0
    for one in scene.dates.within(clause.start + leading, clause.end):
        if one.form != "name":  # 在村部礼拜二讲课
            at, end = one.start - clause.start, one.end - clause.start
            text = text[:at] + "，" * (end - at) + text[end:]
    text = _MOTTO.sub(lambda motto: "，" * len(motto.group()), text)  # "以“宪法在心中”为主题"
    hour = _HOUR.match(text, leading)
    found = place_of(text, hour.end() if hour else leading, scene.town.units)
    found = found or _after_work(scene, clause, text)
    return None if found and _has_share(scene, clause.start + found[0], clause.start + found[1]) else found


def _has_share(scene: Scene, start: int, end: int) -> bool:
    """Whether a village only has its part of a whole told before ("调解9件，其中柳湾村3件、石桥村6件")."""
    if any(first <= start < last for first, last in scene.shares):
        return True
    begin = max(scene.text.rfind(mark, 0, start) for mark in "。；\n") + 1
    counted = any(count.start == end for count in scene.counts.within(end, end + 1))
    return counted and "其中" in scene.text[begin:start]


def _after_work(scene: Scene, clause: Clause, text: str) -> tuple[int, int] | None:
    """The village that is named between a work and its count: "调解纠纷柳湾村3件"."""
    counts = {count.start - clause.start for count in scene.counts.within(clause.start, clause.end)}
    for cue in scene.cues.within(clause.start, clause.end) if counts else ():
        village = village_at(text, cue.end - clause.start)
        if village and village[1] in counts:
            return village
    return None


def _spans(scene: Scene, clause: Clause) -> list[DateSpan]:
    """The dates of a clause that have come; a feast that is only approached ("端午前") is none."""
    today = scene.at.date()
    found = scene.dates.within(clause.start, clause.end)
    if len(found) > 1:  # "昨天没调成的那件今天调成了"
        found = [one for one in found if not _THAT_ONE.match(scene.text, one.end)] or found
        found = [one for one in found[:-1] if not _CAME_IN.match(scene.text, one.end)] + list(found[-1:])
    return [
        one
        for one in found
        if one.on <= today
        and not one.future
        and (one.rank or (today - one.on).days <= _LONG_AGO)
        and (one.rank >= FIRM or not _BEFORE_IT.match(scene.text, one.end))
        and not (one.until and _ABOUT.search(scene.text, clause.start, one.start))
        and not (one.until and _OF_PAPER.match(scene.text, one.end, clause.end))
        and not (one.until and _DEALT_WITH.search(scene.text, clause.start, one.start))
        and not (one.until and _COMPARED.search(scene.text, clause.start, one.start))
    ]


def _gave_way(scene: Scene, said: Said) -> bool:
    """Whether what was meant is counted anew by what was done: "本来要罚2000，最后罚了500"."""
    meant = prospects.HAD_BEEN.search(said.text) if said.counts else None
    turned = prospects.TURNED_OUT.search(scene.text, said.clause.end) if meant else None
    behind = scene.counts.within(turned.end(), turned.end() + _BEHIND) if turned else ()
    return any(one.unit == count.count.unit for one in behind for count in said.counts)


def is_ahead(scene: Scene, said: Said) -> bool:
    """Whether a clause tells what will be, what was called off, or what is not counted here."""
    if not said.figures and _PLANNED.match(said.text):
        return True
    if _gave_way(scene, said) or _CARRIED_OVER.match(said.text):
        return True
    if not said.figures and (_MOVED.search(said.text) or _NOT_OURS.search(said.text)):
        return True
    if any(one.count.unit in _MONEY for one in said.counts) and _PROMISED.search(said.text):
        return False  # what a quarrel was settled for
    came = any(count.value >= prospects.AUDIENCE for count in scene.counts.things)
    asked = prospects.INVITED.sub("", said.text) if came else said.text
    if not (prospects.FUTURE_TIME.search(said.text) or means(scene, asked)):
        return not said.figures and prospects.CANCELLED.search(said.text) is not None
    if said.when and said.when.last_day < scene.at.date():
        return False
    if said.when and said.when.on == scene.at.date() and scene.at.hour >= 12 and _MORNING.search(said.text):
        return False
    if said.figures and _SIGNED_UP.search(said.text):
        return False
    return not tense.DONE.search(said.text)
