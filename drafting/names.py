"""The things that entries name: documents, venues, awards, model villages. Listed in a sentence by name."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from drafting.excerpts import clauses
from drafting.phrases import bundled
from drafting.privacy import is_open, masked
from drafting.report import EntrySpan, Source, Span, TextSpan
from storage.records import Entry

_MOST = 8  # names in one list
_MOST_ENTRIES = 30  # entry numbers that a name carries
_BOOK = re.compile(r"《([^《》]{2,60})》")
_RUN = r"[\w“”‘’、·（）()—\-]"
_DOCUMENT_END = (
    "方案|要点|意见|办法|清单|规划|细则|制度|规定|计划|规则|通知|工作规程|规程|章程|预案|指引|责任分工|年度安排"
)
_DOCUMENT = re.compile(rf"({_RUN}{{2,50}}?(?:{_DOCUMENT_END})(?:[和与及]{_RUN}{{2,12}}?(?:{_DOCUMENT_END}))?)")
_VENUE_END = (
    "公园|广场|长廊|公法点|文化带|宣传栏|文化墙|展厅|驿站|书屋|小院|连廊|主题街|一条街|工作室|观察点|联系点|教育基地"
)
_VENUE = re.compile(rf"((?:“[^”]{{1,12}}”)?[\w·]{{0,12}}?(?:{_VENUE_END}))")
_HONOUR = re.compile(
    rf"(?:获评|荣获|获得|喜获|获|评为|评上|拿到|拿下|授予)(?:了)?"
    rf"({_RUN}{{2,36}}?(?:奖|称号|先进集体|先进个人|先进单位|优秀集体|优秀个人|优秀单位|委员会|示范单位|示范点|标兵))"
)
_PROJECT = re.compile(rf"({_RUN}{{2,24}}?(?:项目|工程|方案|规划|实事|合同|协议))")
_SITE = re.compile(r"([一-鿿]{2,5}(?:社区|村))(?!民|委|级|居|干|两|支|规|里|务|口)")
_PATTERNS = {
    "制度文件": _DOCUMENT,
    "规范性文件": _DOCUMENT,
    "法治阵地": _VENUE,
    "荣誉": _HONOUR,
    "重大决策": _PROJECT,
    "示范创建": _SITE,
    "法治建议": _BOOK,
}
# What a name does not begin with: words of time, and the verb that it is the object of.
_LEAD = re.compile(
    r"^(?:今天|昨天|前天|刚刚?|上午|下午|晚上|(?:上|本|这)?(?:周|星期)[一二三四五六日天]?|上月|本月|今年|年初|又|也|还"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号](?!楼)|\d{1,2}月|新的|新建的?|新增的?|制定|印发|出台|下发|发布|修订|完善"
    r"|研究|审议|通过|提升|改造|建成|完成|了|的|把|将|镇里|我镇|我们|村里|并|和)+"
)

Named = dict[str, list[str]]  # name → the numbers of the entries that it stands in


def listing(named: Named, *, quoted: bool = False) -> tuple[Span, ...]:
    """The names as one list, 、 between them, each as a span of its entries. `quoted`: inside 《》."""
    spans: list[Span] = []
    for name, numbers in list(named.items())[:_MOST]:
        spans += [TextSpan("、")] if spans else []
        spans += [TextSpan("《")] if quoted else []
        spans.append(EntrySpan(name, tuple(numbers[:_MOST_ENTRIES])))
        spans += [TextSpan("》")] if quoted else []
    return tuple(spans)


def things(kind: str, entries: Iterable[Entry], places: Sequence[str] = ()) -> Named:
    """What entries of a kind name: documents, venues, awards … `places`: the town's units, for model villages."""
    named: Named = {}
    pattern = _PATTERNS.get(kind)
    if pattern is None or not is_open(kind):
        return named
    for entry in entries:
        for name in _of_entry(entry, pattern, places if pattern is _SITE else ()):
            named.setdefault(name, []).append(entry.number)
    return named


def subjects(kind: str, entries: Iterable[Entry]) -> Named:
    """What the events were about, the most frequent first, in staff's words."""
    named: Named = {}
    if not is_open(kind):
        return named
    for entry in entries:
        text = entry.words or entry.text
        for found in _subject_pattern().findall(text):
            named.setdefault(found, []).append(entry.number)
    return dict(sorted(named.items(), key=lambda item: -len(item[1])))


def days(entries: Iterable[Entry]) -> tuple[Span, ...]:
    """The named days on which there were events, in the order of the year, 、 between them."""
    names = bundled().days
    held = {names[entry.on.month, entry.on.day] for entry in entries if (entry.on.month, entry.on.day) in names}
    spans: list[Span] = []
    for name in (name for name in names.values() if name in held):
        spans += [TextSpan("、")] if spans else []
        spans.append(TextSpan(name, Source.NAME))
    return tuple(spans)


def _of_entry(entry: Entry, pattern: re.Pattern[str], places: Sequence[str]) -> list[str]:
    text = entry.words or entry.text
    if pattern is _DOCUMENT and (titles := _BOOK.findall(masked(text))):
        return titles
    if pattern is _SITE and (known := [place for place in places if place in text]):
        return known
    found = [_LEAD.sub("", name) for clause in clauses(text) for name in pattern.findall(clause)]
    return [name for name in found if len(name) > 3 or (pattern is _SITE and len(name) > 2)]


@cache
def _subject_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, bundled().subjects)))
