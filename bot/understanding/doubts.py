"""What a careful clerk would ask about: signs of a wrong reading, each with a reason and likely answers."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.understanding import kinds, prospects, strays
from bot.understanding.choosing import SAME_DEED, Chosen
from bot.understanding.dates import DateSpan
from bot.understanding.events import Event
from bot.understanding.leads import LED_TO
from bot.understanding.mentions import Mention
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE, UNIT, is_excluded
from bot.understanding.said import FIRM
from bot.understanding.scene import Scene, Track
from storage.catalogue import Kind
from storage.catalogue import bundled as catalogue
from storage.records import Doubt, Figure

RIVAL = 5.0  # the least weight of a kind that may be meant instead
NEARLY = 0.9  # a second kind with this share of the first one's weight may as well be meant
MANY = 5  # a number without a counted word, from here on, counts something
FEW = 2  # so many may be anything (两家, 两张桌子)
_OF_HEADS = {"人", "人次", "家次", "户次", "件次", "名", "位", "个人", "份", "册", "本", "张"}
_OF_THINGS = {"件", "起", "宗", "场", "次", "场次", "期", "条", "块", "处", "元", "%", "部", "篇", "项"}
COUNTED = frozenset(_OF_HEADS | _OF_THINGS)
_VISITED = frozenset(["家", "户", "个点位", "个工地"])
PLAUSIBLE = {"人次": 50_000, "人": 5_000, "份": 200_000, "场次": 500, "次": 5_000, "件": 50_000}
DAILY = {"人次": 20_000, "人": 1_000, "场次": 30, "次": 150, "件": 2_000}
# Fewer is rather a count of something else: three stalls, a plot of land (一块地).
LEAST = {"受众": 6, "听众": 6, "资料": 6, "宣传品": 6, "阅读": 10, "金额": 100}
_GROUPS = frozenset(["家", "批", "拨", "批次"])
_HOTLINES = frozenset([110, 119, 120, 122, 315])
_LONGEST = 200  # characters of clauses that were joined
_AFTERWARDS = Pattern(  # what came of a case, and no work: "昨天回访，双方都满意"
    r"[^，。；\d]{0,6}(?:回访(?!\d)|送来?[了]?[面]?锦旗|来?(?:感谢|道谢)|和好|两家一[起块]|没再[闹吵])(?![^，。；]{0,6}\d)"
)
# What came of a visit or a choice on a later day: "昨天已整改4个", "名单昨天上墙".
_MENDED = Pattern(
    r"(?:前后|之?前|为止|已经?|又|才|就|全部|都|累计)*(?:整改|[整改][了好完掉]|销号|办[结完]|到位)"
)
_INSPECTED = Pattern(r"督[察查导办]|巡[察视]|反馈|交办")
_POSTED = Pattern(
    r"[^，。；\d]{0,8}(?:贴|公示|张榜|上墙|公布|公开|发了?奖|颁|揭晓|通报|宣布)(?![^，。；]{0,6}\d)"
)
_CHOSEN = Pattern(r"名单|结果|评|选")
_TOLD_OF = Pattern(r"(?:通报|听取|汇报|总结|回顾|研究)了?[^，。；\d]{0,6}$")
_WHICH = Pattern(
    r"的?[^，。；：\n\d]{0,10}(?:那[起件场次个回](?!还|也)|情况(?=汇报|的?报告)|的(?:事|工作|任务|情况|合同|案子|欠薪|欠款))|要签"
)
_DAY_SAID = Pattern(r"(?<!\d)([1-9]|1[0-2])月(\d{1,2})[日号]")
_LENGTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RATE_SLACK = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Worry:
    """A doubt that does not know its entry's number yet."""

    part: str
    reason: str
    measure: str | None = None
    options: tuple[str, ...] = ()

    def of(self, entry: int) -> Doubt:
        return Doubt(entry, self.part, self.reason, self.measure, self.options)


def about_kind(
    weights: Mapping[str, float], kind: str, told: Iterable[str], event: Event, chosen: Sequence[Chosen]
) -> list[Worry]:
    """Two kinds nearly equal, or one that nothing but a topic tells, and no figure's own name."""
    told_alone = event.weights  # without what the counts' names say
    others = {
        name: weights[name] for name in weights if name not in told and told_alone.get(name, 0) >= RIVAL
    }
    if second := kinds.best(others):
        by = told_alone if (kind, second) in SAME_DEED else weights
        if by[second] >= NEARLY * by.get(kind, 0):
            return [Worry("kind", f"像“{kind}”，也像“{second}”，请选一个", options=(kind, second))]
    named = any(one.reading.kind == kind and one.reading.names for one in chosen)
    if weights[kind] < kinds.SURE and not event.base and not (named and not others):
        options = tuple(sorted(weights, key=lambda name: -weights[name])[:3])
        return [Worry("kind", f"没有说明是哪类工作，先按“{kind}”记", options=options)]
    return []


def about_counts(
    scene: Scene, kind: str, mentions: Sequence[Mention], chosen: Sequence[Chosen]
) -> list[Worry]:
    """Counts that nothing was made of though they look like figures, and those that fit two measures."""
    taken = {one.count for one in chosen}
    filled = {one.reading.measure for one in chosen if one.reading.kind == kind}
    accounted, rests = _accounted(kind, chosen), strays.rests(scene, kind, chosen)
    worries = []
    for mention in mentions:
        count = mention.count
        said = scene.text[count.start : count.end].strip()
        if mention.of_all:
            worries.append(Worry("figure", f"“{said}”是几次合起来的，各是多少没有说，没有记"))
        if count in taken or mention.partial or mention.of_all or _says_nothing(count):
            continue
        if count.value in rests:
            continue  # "受理9件，办结7件，2件未到期"
        if count.unit in _VISITED and scene.lexicon.yields.get(kind):
            continue  # "检查12家企业": where an inspection went is no figure of it
        if strays.has_no_measure(scene, kind, count) or strays.only_besides(scene, count):
            continue  # "集中教育一次，到了8个": of who came some kinds count nothing
        names = _open_measures(scene, kind, count, filled) if count.value > FEW else _named(mention)
        names = names or _named(mention)
        if not names and count.value > FEW and count.value not in accounted:
            names = _open_measures(scene, kind, count, frozenset())  # each has a figure already
        told = count.unit in COUNTED or (count.value > FEW and _named(mention))
        if (told and names) or (not count.unit and count.value >= MANY):
            worries.append(Worry("figure", f"“{said}”没看出是什么数，没有记", options=names))
    for one in chosen:
        said = scene.text[one.count.start : one.count.end].strip()
        if one.second:
            options = (one.reading.measure, one.second.measure)
            reason = f"“{said}”可能是{one.reading.measure}，也可能是{one.second.measure}"
            worries.append(Worry("figure", reason, one.reading.measure, options))
        elif one.count.each:
            share, _, number = one.count.each.partition("|")
            options = (f"{one.count.value:f}", f"{one.count.value / Decimal(number):f}")
            reason = f"“{share}”按{number}份记，共{one.count.value:f}，对吗？"
            worries.append(Worry("figure", reason, one.reading.measure, options))
        elif one.count.vague:
            worries.append(Worry("figure", f"“{said}”是多少？请给个大概的数", one.reading.measure))
    return worries


def _says_nothing(count: Count) -> bool:
    """Whether a count is of no measure anyway: the firms that were checked, callers' groups, a hotline."""
    whole = count.unit == "%" and count.value == 100
    return whole or count.unit in _GROUPS or (not count.unit and count.value in _HOTLINES)


def about_left_out(scene: Scene, events: Sequence[Event]) -> list[Worry]:
    """Counts of clauses that were taken for what is to come, though no coming time is said."""
    heard = Track(
        sorted({(clause.start, clause.end) for event in events for clause in event.clauses}),
        lambda span: span[0],
    )
    alone = [count.each[:-1] for count in scene.counts.things if count.each.endswith("|")]
    untold = [Worry("figure", f"“{said}”只说了每个的数，没有记；一共多少？") for said in alone]
    return untold + [
        Worry("figure", f"“{scene.text[count.start : count.end].strip()}”像是还没办的，没有记")
        for clause in scene.clauses
        if not _is_heard(heard, clause.start) and not prospects.FUTURE_TIME.search(scene.said(clause))
        for count in scene.counts.within(clause.start, clause.end)
        if count.unit in scene.lexicon.units and count.value > FEW
    ]


def _is_heard(heard: Track[tuple[int, int]], start: int) -> bool:
    """Whether a clause that begins there is part of one that was heard (lists join several)."""
    return any(begin <= start < end for begin, end in heard.within(start - _LONGEST, start + 1))


def _named(mention: Mention) -> tuple[str, ...]:
    """The measures of any kind that a word right beside a count names."""
    named = [one for one in mention.options if one.word and not one.general and one.score >= BESIDE + UNIT]
    return tuple(dict.fromkeys(one.measure for one in sorted(named, key=lambda one: -one.score)))[:3]


def _accounted(kind: str, chosen: Sequence[Chosen]) -> Set[Decimal]:
    """The values of an event's figures, and the sum of those of each measure."""
    sums: dict[str, Decimal] = {}
    for one in chosen:
        if one.reading.kind == kind:
            sums[one.reading.measure] = sums.get(one.reading.measure, Decimal(0)) + one.count.value
    return {*sums.values(), *(one.count.value for one in chosen)}


def _open_measures(scene: Scene, kind: str, count: Count, filled: Set[str]) -> tuple[str, ...]:
    """The measures of a kind that a counted word fits and that have no figure yet."""
    measures = scene.lexicon.measures.get(kind, {})
    return tuple(
        name
        for name, words in measures.items()
        if name not in filled and count.unit in words.units | words.also
        if not is_excluded(scene.text, words, count)
    )


def _is_of_another(scene: Scene, span: DateSpan) -> bool:
    """Whether a day only tells of which thing the work was: "7月15日那起打架的事", "二季度情况汇报"."""
    if (
        LED_TO.match(scene.text, span.end)
        or _WHICH.match(scene.text, span.end)
        or (span.until and _TOLD_OF.search(scene.text, 0, span.start))
    ):
        return True
    before = scene.text[: span.start]
    mended = _MENDED.match(scene.text, span.end) and _INSPECTED.search(before)
    return bool(mended or (_POSTED.match(scene.text, span.end) and _CHOSEN.search(before)))


def about_date(scene: Scene, event: Event) -> list[Worry]:
    """Two days that both may be the event's."""
    if event.when and event.when.form == "vague":
        said = scene.text[event.when.start : event.when.end]
        first, last = event.when.on.isoformat(), event.when.last_day.isoformat()
        return [Worry("date", f"“{said}”是哪天到哪天？先按{first}至{last}记", options=(first,))]
    if event.when is None or event.inherited or event.group:
        return []
    spans = [
        span
        for clause in event.clauses
        if scene.counts.within(clause.start, clause.end)
        for span in scene.dates.within(clause.start, clause.end)
        if span.rank >= event.when.rank
        and span.on <= scene.at.date()
        and span.group != event.when.group
        and not _is_of_another(scene, span)
    ]
    days = {span.on for span in spans if not event.when.on <= span.on <= event.when.last_day}
    if not days:
        return []
    options = (event.when.on.isoformat(), *(day.isoformat() for day in sorted(days)[:2]))
    return [Worry("date", "有两个日子，请选是哪天的事", options=options)]


def about_no_days(scene: Scene) -> list[Worry]:
    """Days that the calendar does not have (6月31日): nobody knows which one was meant."""
    return [
        Worry("date", f"没有“{said[0]}”这一天，请看是哪天")
        for said in _DAY_SAID.finditer(scene.text)
        if int(said[1]) <= 12 and int(said[2]) > _LENGTHS[int(said[1])]
    ]


def about_days(scene: Scene, spans: Sequence[tuple[date, date]]) -> list[Worry]:
    """Days that were said and that none of the entries' spans holds: what was done then may be lost."""
    today = scene.at.date()
    return [
        Worry(
            "date",
            f"“{scene.text[one.start : one.end]}”没有用上，请看日期对不对",
            options=(one.on.isoformat(),),
        )
        for one in scene.dates.things
        if one.rank >= FIRM and not one.future and one.on <= today
        if not _is_of_another(scene, one) and not _AFTERWARDS.match(scene.text, one.end)
        if not any(first <= one.last_day and one.on <= last for first, last in spans)
    ]


def about_entry(name: str, settled: Sequence[Figure], single_day: bool) -> list[Worry]:
    """Figures that contradict each other or go beyond what a township does."""
    kind = catalogue().kind(name)
    values = {figure.measure: figure.value for figure in settled}
    worries = []
    for measure in kind.measures:
        if measure.rate and measure.name in values:
            worries += _rate(kind, measure.name, measure.rate, values)
    for figure in settled:
        limit = (DAILY if single_day else PLAUSIBLE).get(kind.measure(figure.measure).unit)
        if limit and figure.value > limit and figure.measure != "阅读":
            reason = f"{figure.measure}{figure.value:f}，数偏大，请核对"
            worries.append(Worry("figure", reason, figure.measure, (f"{figure.value:f}",)))
        elif 0 < figure.value < LEAST.get(figure.measure, 0) and not figure.implied:
            reason = f"{figure.measure}{figure.value:f}，数偏小，请核对"
            worries.append(Worry("figure", reason, figure.measure, (f"{figure.value:f}",)))
    return worries


def _rate(kind: Kind, name: str, rate: tuple[str, str], values: Mapping[str, Decimal]) -> list[Worry]:
    part, whole = (values.get(measure) for measure in rate)
    if part is None or not whole:
        return []
    computed = (part * 100 / whole).quantize(Decimal("0.1"))
    if abs(computed - values[name]) <= _RATE_SLACK:
        return []
    reason = f"{name}写的是{values[name]:f}%，按{rate[0]}和{rate[1]}算是{computed:f}%"
    return [Worry("figure", reason, name, (f"{values[name]:f}", f"{computed:f}"))]


def about_parts(name: str, settled: Sequence[Figure], bases: Mapping[str, str]) -> list[Worry]:
    """A part that is greater than its whole."""
    values = {figure.measure: figure.value for figure in settled if not figure.implied}
    return [
        Worry(
            "figure",
            f"{part}{values[part]:f}比{whole}{values[whole]:f}还多，请核对",
            part,
            (f"{values[part]:f}",),
        )
        for part, whole in bases.items()
        if part in values and values.get(whole) and values[part] > values[whole]  # none new, some old
    ]
