"""Entries held against what their message says elsewhere: its days, its totals, how often it happened."""

from collections.abc import Sequence

from bot.understanding.dates import DateSpan
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.patterns import Pattern
from bot.understanding.said import FIRM
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue
from storage.records import Doubt, EntryDraft

_HELD = Pattern("(?:开展|举办|举行|召开)了?[^，。；、\\d]{0,6}$")
_NAMED = Pattern("(?:活动|工作|行动)?(?:[，。；、\n ]|$)")
_TOTAL = Pattern("(?:[一总]?共计?|合计|总计|加起来|合起来|拢共|统共|通共|总件数)[是有为]?$")
# Words of time; where none of the dates that were read holds them, the day may be another.
_TIME = Pattern(
    "昨(?!天[说讲])|腊月|正月|旧年|廿[一二三四五六七八九]|[头前近、一二三四五六七八九\\d][一二三四五六七八九两几\\d]个月|"
    "(?<=[所队站办])\\d{1,2}月(?=报|台账|数|情况)|^\\d{1,2}月(?=报|台账|数|情况)"
)
_LASTED = Pattern("[吵闹扯拖欠打僵停等][了过]?$")  # "吵了三个月": how long it went on before
_ISSUED = Pattern("印发|出台|制定了?(?=[《“])")
_PAPERS = ("制度文件", "规范性文件")
_ISSUE_PAPERS = frozenset([*_PAPERS, "普法活动", "政务公开", "新媒体普法", "工作计划", "法治建议", "荣誉"])
_JOINTLY = Pattern(
    "联合|联手|会同|一同|一道|(?:跟|和|与|同|配合)[^，。；]{1,14}(?:一起|一块)|一起(?:去|到|查|检|巡|夜)"
)
# A kind, its neighbour, and words of the neighbour that were said though no entry is of it.
_NEIGHBOURS = (
    ("行政检查", "联合执法", _JOINTLY),
    ("合法性审查", "重大决策", Pattern("[定列]为重大|(?:审议|通过|拍板)[^，。；]{0,8}重大")),
    ("示范创建", "荣誉", Pattern("奖牌|锦旗|先进|获评")),
    ("普法活动", "督察整改", Pattern("督导组|督察组|验收组|迎检|来督[导察查]")),
    ("普法活动", "经费保障", Pattern("付[了清]|支付|拨付|尾款|报销")),
)
_STANDS = Pattern("(?:在册|持证|现有|明白人(?:现在|目前|眼下|当前))[^，。；\\d]{0,5}$")
_NEAR = 16  # characters
_TOLD_BARE = frozenset(["人民调解", "班子学法", "重大决策"])  # one of these is often told without a number
_OF_REPORT = Pattern("[^，。；\\d]{0,8}(?:：|报)")  # "12月29日：全年…": the day of the report
_TODAY = Pattern("今|刚|上午|下午|目前|现")


def about_agreement(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Where entries and text do not agree."""
    return [
        *_days(page, drafts),
        *_day_of_last(page, drafts),
        *_unread_time(page, drafts),
        *_totals(page, drafts),
        *_twice(drafts),
        *_asides(page, drafts),
        *_naught_beside(drafts),
        *_no_quarrels(drafts),
        *_standing(page, drafts),
        *_issued(page, drafts),
        *_neighbours(page, drafts),
        *_of_today(page, drafts),
        *_held_besides(page, drafts),
    ]


def _days(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Single days that were said and that only lie inside an entry's span: it may be that day's."""
    said = {one.on for one in page.dates.things if one.until is None}
    spans = [(draft.on, draft.until or draft.on) for draft in drafts]
    return [
        Doubt(0, "date", f"“{page.text[one.start : one.end]}”是哪件事的日子？", options=(one.on.isoformat(),))
        for one in page.dates.things
        if _is_past_day(page, one) and not any(one.on in span for span in spans)
        if one.start or not _OF_REPORT.match(page.text, one.end)
        if any(first < one.on < last and not {first, last} <= said for first, last in spans)
    ]


def _day_of_last(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Works without a day before one with its day in brackets at the end ("会议1次，普法1场（5日）")."""
    last = page.clauses[-1] if page.clauses else None
    days = [one for one in page.dates.things if not one.future]
    if last is None or not last.aside or len(days) != 1 or not _is_past_day(page, days[0]):
        return []
    said, on, today = page.text[days[0].start : days[0].end], days[0].on, page.at.date()
    return [
        Doubt(index, "date", f"也是“{said}”的吗？先按今天记", options=(on.isoformat(), today.isoformat()))
        for index, draft in enumerate(drafts)
        if draft.on == today != on and drafts[-1].on == on and days[0].start >= last.start
    ]


def _is_past_day(page: Scene, one: DateSpan) -> bool:
    single = one.until is None and one.form in ("relative", "day", "weekday")
    return single and one.rank >= FIRM and not one.future and one.on <= page.at.date()


def _unread_time(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Words of time that were not read, beside an entry of today."""
    today = page.at.date()
    index = next((at for at, one in enumerate(drafts) if one.on == today and one.until is None), None)
    if index is None:
        return []
    return [
        Doubt(index, "date", f"“{word.group()}”没有看懂，先按今天记，对吗？", options=(today.isoformat(),))
        for word in _TIME.finditer(page.text)
        if not any(one.start < word.end() and word.start() < one.end for one in page.dates.things)
        if not _LASTED.search(page.text, max(0, word.start() - 2), word.start() + 1)
    ][:1]


def _totals(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Figures that were added up to more than the total that is said among them."""
    return [
        Doubt(
            index,
            "figure",
            f"“{said}”说的是总数，{one.measure}算成了{one.value:f}，对吗？",
            one.measure,
            (f"{count.value:f}",),
        )
        for index, draft in enumerate(drafts)
        for one in draft.figures
        if len(words := one.words.split("；")) > 1
        for count in page.counts.things
        if (said := page.text[count.start : count.end].strip()) in words and count.value < one.value
        if _TOTAL.search(page.text, max(0, count.start - 6), count.start)
    ]


def _twice(drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """One kind on two days, once without a count of its own: that may be the same event."""
    if len(drafts) < 2 or len({draft.kind for draft in drafts}) > 1 or len({one.on for one in drafts}) < 2:
        return []
    bare = [at for at, one in enumerate(drafts) if all(figure.implied for figure in one.figures)]
    days = tuple(dict.fromkeys(draft.on.isoformat() for draft in drafts))[:2]
    reason = "分成几天的几件记了，是同一件的话，请选是哪天"
    return [Doubt(bare[0], "date", reason, options=days)] if bare else []


def _asides(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """A work that nothing is told of but its name, beside one of the same day that figures are told of."""
    told = [one for one in drafts if any(not figure.implied for figure in one.figures)]
    return [
        Doubt(at, "intent", f"{aside.kind}只提了一句，也单记一件吗？", options=("记", "不记"))
        for at, aside in enumerate(drafts)
        if aside.figures and aside not in told and aside.kind not in _TOLD_BARE
        if (beside := [one for one in told if (one.on, one.until) == (aside.on, aside.until)])
        if not page.lexicon.yields.get(aside.kind, frozenset()) & {one.kind for one in beside}
        if aside.place is None or aside.place in {one.place for one in beside}
    ]


def _naught_beside(drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """A zero of a single day beside what was done: a month has none of a work, a day needs no saying so."""
    if len(drafts) < 2:
        return []
    return [
        Doubt(at, "intent", f"{one.kind}{one.figures[0].measure}为零，也单记一件吗？", options=("记", "不记"))
        for at, one in enumerate(drafts)
        if one.until is None and one.figures and all(figure.value == 0 for figure in one.figures)
        if not any(catalogue().kind(one.kind).measure(figure.measure).stock for figure in one.figures)
    ]


def _no_quarrels(drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """没纠纷: that none was mediated, or only that none was found, or that it did not come to blows."""
    return [
        Doubt(at, "figure", "说的是没有纠纷，调解也是零吗？", figure.measure, ("0",))
        for at, one in enumerate(drafts)
        for figure in one.figures
        if figure.measure == "调解" and not figure.value and figure.words.endswith("纠纷")
    ]


def _standing(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Counts that are told as what there is now (在册27人), where no standing number has their value."""
    held = {
        figure.value
        for one in drafts
        for figure in one.figures
        if catalogue().kind(one.kind).measure(figure.measure).stock
    }
    return [
        Doubt(0, "figure", f"“{page.text[count.start : count.end].strip()}”像是现有的数，请看一下")
        for count in page.counts.things
        if drafts and count.value not in held
        if _STANDS.search(page.text, max(0, count.start - _NEAR), count.start)
    ]


def _issued(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """A paper that was issued, whatever matter it is about."""
    if not drafts or not _ISSUED.search(page.text) or any(one.kind in _ISSUE_PAPERS for one in drafts):
        return []
    kind = drafts[0].kind
    return [Doubt(0, "kind", f"印发的是文件吗？先按“{kind}”记", options=(kind, *_PAPERS))]


def _neighbours(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Near neighbours of an entry's kind, whose own words were said: "同执法局一起查了网吧"."""
    kinds = [draft.kind for draft in drafts]
    return [
        Doubt(kinds.index(kind), "kind", f"有“{said.group()}”，是“{other}”吗？", options=(kind, other))
        for kind, other, words in _NEIGHBOURS
        if kind in kinds and other not in kinds and (said := words.search(page.text))
    ]


def _held_besides(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """A work that was held by its words, of which no entry is."""
    kinds = {draft.kind for draft in drafts}
    taken = set().union(*(page.lexicon.yields.get(kind, frozenset()) for kind in kinds), kinds)
    return [
        Doubt(
            0,
            "kind",
            f"有“{held.group()}{page.text[cue.start : cue.end]}”，是“{cue.kind}”吗？",
            options=(drafts[0].kind, cue.kind),
        )
        for cue in page.cues.things
        if drafts
        and cue.weight == WEIGHTS["acts"]
        and cue.kind not in taken
        and catalogue().kind(cue.kind).primary
        if (held := _HELD.search(page.text, max(0, cue.start - 9), cue.start))
        if _NAMED.match(page.text, cue.end)
    ][:1]


def _of_today(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Entries of today, where another day was said and today was not."""
    today = page.at.date()
    if not drafts or _TODAY.search(page.text) or any(one.until or one.on != today for one in drafts):
        return []
    return [
        Doubt(
            0, "date", f"“{words}”是办的日子吗？先按今天记", options=(one.on.isoformat(), today.isoformat())
        )
        for one in page.dates.things
        if one.rank > 0 and not one.future and one.on < today
        if (words := page.text[one.start : one.end])
    ][:1]
