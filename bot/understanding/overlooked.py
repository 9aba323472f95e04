"""What a message says and its entries do not hold: counts that were left, denials, a question's mark.

The other doubts are about one event, while it is read; these look back from the finished entries to the text,
so that a word that nobody listed is at least asked about.
"""

from collections.abc import Sequence, Set

from bot.understanding import prospects, strays, talk
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from storage.catalogue import bundled as catalogue
from storage.records import Doubt, EntryDraft

SEVERAL = 3  # so many are told for their number; fewer may be anything, unless written in digits
SUM = 100  # a bare number from here on is a sum, or heads, not an hour or an age
OTHER = "其他"
# Counted words of time and goods, which a message may name whatever it is about.
OF_ANYTHING = frozenset("天日箱包批斤吨米顶只头桌提段站波年月") | {
    "口子",
    "公斤",
    "小时",
    "分钟",
    "公里",
    "元",
    "块",
    "块钱",
    "万元",
}
_OF_PERSONS = frozenset(["个", "号", "人", "名", "位", "户", "口人", ""])
_WHO = Pattern("[一-鿿]{0,5}?(?=[，。；！、\\s]|$)")  # who came, in a word that nobody listed: 45个小囡
_CAME = frozenset(["个", "名", "位", "人", "人次"])
_CROWD = 10  # fewer may be who held it, or stalls, or villages
_TOTALLED = Pattern("[一总]?共计?|合计|总计|累计|加起来|合起来|拢共|统共|通共|总件数")
_ENDS = Pattern("[的吧呢啊哈嘛了]*(?:[，。；、！()（）\\s]|$)")
_NO_FIGURE = Pattern(
    "(?:请假|缺席|未到|没来|[原本]?以为|预计|估计|报名|报了名|通知|邀请|应[考到参训]人?员?|平均|每[^，。；]{1,3}|劝[离返退导][^，。；]{0,10}|比[^，。；]{1,4}多了?|优秀|满分|及格|发言|"
    "入户|走访[^，。；]{0,4}|跑了|注销|退单|转[^，。；]{0,3}|没成的|废止|限期整改|花了)(?:的|了|有)*$"
)  # what stands before a count that the ledger has no measure for
_ONE_BY_ONE = Pattern("[，：；][^，。；]{0,4}(?:其中)?[前头]?一[起件个桩宗次场]")  # "2起，一起…，一起…"
# A denial that states a number, and not only how something went (没剩, 没谈拢, 没统计).
_DENIES = Pattern(
    "没有?(?:查(?!完)|提|开(?=[罚展会出办])|罚|接[到过]|发现|发生|出(?=[台现过])|办(?!完)|新|推[送过]|培[训养]|创[建成]|走访|被|审|评|"
    "签|申|受理|报(?!完)|制定|人(?=[报来告脱问申举求]))|(?:没得?|没有|无|零|未[有见])(?=$|[，。；、])|"
    "一[件起个次条家份场人][也都]?(?:没(?!有?[落漏剩]|[报登记录填][上记录写]?(?=[，：]))|未(?!成年))|(?:[件起个次条家份场人])[也都](?:没|未)|"
    "未(?:发生|出现|收到|接到|受理|发现|新增|查[到出])|无(?=[新人])|还没(?:整|治|改|化解|办结)"
)
_SOME_DID_NOT = Pattern(
    "有(?:些|的|[一两二三四五六七八九十几\\d]+[家户个人处名])[^，。]{0,6}[没未无]"
)  # "有一家没登记"
_GRAVE = Pattern("极端|恶性|群体性|民转刑")  # what no kind counts
_NAUGHT = Pattern("[一-鿿]{2}(?:为?零|[：: ]0)(?=[、\\s]|$)|[：: ]无$")
_NOT = Pattern("没有?|无(?!讼|访|障碍)|零(?!花|售|工|部|食|距)|未(?!成年)")
_MAY_BE_BARE = frozenset(["示范创建", "荣誉", "制度文件", "述法"])  # a plain mention makes one
_ASKS = Pattern(
    "吗(?=[，。？]|$)|[?？]|是几(?!乎)|是多少|给我(?:个|发|看)|垫底|在不在|(?:够|对|行|好)不(?:够|对|行|好)"
)
_HAPPENED = Pattern(
    "了|过(?=[，。]|$)|完成|圆满|建成|揭牌|获|评|授|通过|表彰|命名|入选|解除|刚|上午|下午|"
    "[印下]发|发布|建立|开展|修订|列入|提交|讨论|投用|受理|述法"
)


def about_left(page: Scene, drafts: Sequence[EntryDraft], taken: Set[int]) -> list[Doubt]:
    """All that was said and is not held; `taken`: where the counts start that became figures."""
    if not drafts or drafts[0].kind == OTHER:
        return []
    doubts = [
        *_numbers(page, drafts, taken),
        *_denials(page, drafts),
        *_empty(page, drafts, taken),
        *_nothing_told(page, drafts),
    ]
    return list(dict.fromkeys(doubts))


def _numbers(page: Scene, drafts: Sequence[EntryDraft], taken: Set[int]) -> list[Doubt]:
    """Counts at a clause's end that no measure's word or unit explains, where no total covers them."""
    if _TOTALLED.search(page.text):
        return []
    doubts = []
    for count in page.counts.things:
        fitting = _fitting(page, drafts, count)
        if count.start in taken or strays.only_besides(page, count) or _is_rest(page, drafts, count):
            continue
        came = _may_have_come(page, drafts[0], count)
        if came or _stands_alone(page, count, fitting):
            whose = _WHO.match(page.text, count.end) if came else None
            said = page.text[count.start : whose.end() if whose else count.end].strip()
            doubts.append(Doubt(0, "figure", f"“{said}”没看出是什么数，没有记", options=came or fitting))
    return doubts


def _may_have_come(page: Scene, draft: EntryDraft, count: Count) -> tuple[str, ...]:
    """The measures of persons that a count with a noun of its own may be of, where none of them is told."""
    if count.unit not in _CAME or count.value < _CROWD or not _WHO.match(page.text, count.end):
        return ()
    of_persons = [one for one in catalogue().kind(draft.kind).measures if one.unit in ("人", "人次")]
    told = {figure.measure for figure in draft.figures}
    return () if any(one.name in told for one in of_persons) else tuple(one.name for one in of_persons)[:4]


def _is_rest(page: Scene, drafts: Sequence[EntryDraft], count: Count) -> bool:
    """Whether a count is what is left of a whole besides the part that an entry holds."""
    for draft in drafts:
        told = {figure.measure: figure.value for figure in draft.figures}
        for name, words in page.lexicon.measures.get(draft.kind, {}).items():
            if words.base in told and name in told and told[words.base] - told[name] == count.value:
                return True
    return False


def _stands_alone(page: Scene, count: Count, fitting: Sequence[str]) -> bool:
    """Whether a count ends its clause and has no noun of its own: "人嘛三十几个", "隐患3处，整好2处"."""
    text = page.text
    if not _ENDS.match(text, count.end) or _NO_FIGURE.search(text, max(0, count.start - 10), count.start):
        return False
    if prospects.HAD_BEEN.search(text[text.rfind("，", 0, count.start) + 1 : count.start]):
        return False  # "本来要罚两千，最后罚了500"
    if (
        count.unit in ("家", "间")
        or _ONE_BY_ONE.match(text, count.end)
        or "其中" in text[text.rfind("。", 0, count.start) + 1 : count.start]
    ):
        return False
    if count.unit in _OF_PERSONS and count.value >= SEVERAL:
        return count.value >= SUM if not count.unit else count.unit != "户" or bool(fitting)
    counted = count.unit in page.lexicon.units and count.unit not in OF_ANYTHING
    return counted and text[count.numeral].isdigit() and 0 < count.value < SEVERAL


def _fitting(page: Scene, drafts: Sequence[EntryDraft], count: Count) -> tuple[str, ...]:
    """The measures of the first entry's kind that take that counted word and have no figure yet."""
    filled = {figure.measure for figure in drafts[0].figures if not figure.implied}
    measures = page.lexicon.measures.get(drafts[0].kind, {})
    return tuple(
        name
        for name, words in measures.items()
        if name not in filled and (not count.unit or count.unit in words.units | words.also)
    )[:4]


def _denials(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Clauses that deny something of an entry's kind, where no zero was made of it."""
    doubts = []
    held = any(figure.value == 0 for draft in drafts for figure in draft.figures)
    for clause in page.clauses:
        said = page.said(clause)
        if not held and (naught := _NAUGHT.search(said)):
            doubts.append(Doubt(0, "figure", f"“{naught.group().strip()}”没有记成零，请看一下"))
            continue
        if (
            not _DENIES.search(said)
            or _SOME_DID_NOT.search(said)
            or _GRAVE.search(said)
            or (held and page.zeros.within(clause.start, clause.end))
        ):
            continue
        if any(count.value > 1 for count in page.counts.within(clause.start, clause.end)):
            continue
        if denied := _denied(page, drafts, clause):
            reason = f"“{said.strip()}”，是{denied[1]}为零吗？"
            doubts.append(Doubt(denied[0], "figure", reason, denied[1], ("0",)))
    return doubts


def _denied(page: Scene, drafts: Sequence[EntryDraft], clause: Clause) -> tuple[int, str] | None:
    """The entry and the measure that a denial may be of: one that its clause names, or what is implied."""
    kinds = [draft.kind for draft in drafts]
    named = [sense for noun in page.nouns.within(clause.start, clause.end) for sense in noun.senses]
    for sense in named:
        measure = catalogue().kind(sense.kind).measure(sense.measure)
        if sense.kind in kinds and not (sense.general or measure.stock or measure.rate):
            return kinds.index(sense.kind), sense.measure
    only = drafts[0].figures
    implied = len(drafts) == 1 and only and all(figure.implied for figure in only)
    return (0, only[0].measure) if implied else None


def _empty(page: Scene, drafts: Sequence[EntryDraft], taken: Set[int]) -> list[Doubt]:
    """Entries without any figure: they would count nothing in a report."""
    index = next((at for at, draft in enumerate(drafts) if not (draft.figures or draft.kind == OTHER)), None)
    if index is None:
        return []
    bare = drafts[index]
    measures = catalogue().kind(bare.kind).measures
    flow = next((one.name for one in measures if not (one.stock or one.rate)), None)
    if flow and _NOT.search(page.text):
        return [Doubt(index, "figure", f"没有记下数，是{flow}为零吗？", flow, ("0",))]
    counts = [
        one
        for one in page.counts.things
        if one.unit not in OF_ANYTHING and one.value > 0 and one.start not in taken
    ]
    if flow and counts and bare.until is None and bare.kind not in _MAY_BE_BARE:
        said = page.text[counts[0].start : counts[0].end].strip()
        fitting = _fitting(page, [bare], counts[0])
        return [Doubt(index, "figure", f"“{said}”没看出是什么数，没有记", options=fitting)]
    may_be_bare = bare.kind in _MAY_BE_BARE or catalogue().kind(bare.kind).primary
    if flow and (bare.until is not None or not may_be_bare):
        return [Doubt(index, "figure", f"{bare.kind}没有数，是多少？", flow)]
    return []


def _nothing_told(page: Scene, drafts: Sequence[EntryDraft]) -> list[Doubt]:
    """Reports that tell no number and no day, or that ask."""
    stated = any(not figure.implied for draft in drafts for figure in draft.figures)
    if _ASKS.search(page.text):
        return [Doubt(0, "intent", "像是在问，不像报数，要记吗？", options=("记", "不记"))]
    if not stated and not page.dates.things and not _HAPPENED.search(talk.without_courtesy(page.text)):
        return [Doubt(0, "intent", "没说哪天，也没说数，是办完的事吗？", options=("记", "不记"))]
    return []
