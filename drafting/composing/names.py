"""The things that entries name, to be listed: documents, venues, awards, villages, subjects, days."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from drafting.composing.excerpts import clauses
from drafting.counts import find_count
from drafting.phrases import bundled
from drafting.privacy import is_open, masked
from drafting.report import EntrySpan, Source, Span, TextSpan
from storage.records import Entry

_MOST = 8  # names in one list
_MOST_ENTRIES = 30  # entry numbers that a name carries
_TYPE = "纠纷类型"
_MOST_TYPES, _ENOUGH_TYPES = 3, 5

_BOOK = re.compile(r"《([^《》]{2,60})》")
_RUN = r"[\w“”‘’、·（）()—\-]"
_DOCUMENTS = (
    "方案|要点|意见|办法|清单|规划|细则|制度|规定|计划|规则|通知|规程|章程|预案|指引|责任分工|年度安排"
)
_VENUES = (
    "公园|广场|长廊|公法点|文化带|宣传栏|文化墙|展厅|驿站|书屋|小院|连廊|一条街|工作室|观察点|联系点|基地"
)
_AWARDS = "奖|称号|先进集体|先进个人|先进单位|优秀集体|优秀个人|优秀单位|委员会|示范单位|示范点|标兵"
_PATTERNS = {
    "制度文件": re.compile(
        rf"({_RUN}{{2,50}}?(?:{_DOCUMENTS})(?!的)(?:[和与及]{_RUN}{{0,12}}?(?:{_DOCUMENTS})(?!的))?)"
    ),
    "法治阵地": re.compile(rf"((?:“[^”]{{1,12}}”)?[^\W和]{{0,12}}?(?:{_VENUES}))"),
    "荣誉": re.compile(
        rf"(?:获评|荣获|获得|喜获|获|评为|评上|拿到|拿下|授予)了?({_RUN}{{2,36}}?(?:{_AWARDS}))"
    ),
    "重大决策": re.compile(rf"({_RUN}{{2,24}}?(?:项目|工程|方案|规划|实事|合同|协议))"),
    "法治建议": re.compile(r"(?:关于|讲|说的是|针对|围绕)([一-鿿·]{2,14}?)(?:的|问题|方面|$)"),
}
_VENUE = _PATTERNS["法治阵地"]
_DOCUMENT = _PATTERNS["规范性文件"] = _PATTERNS["制度文件"]
# What a name does not begin with: words of time, and the verb that it is the object of.
_BEFORE = re.compile(
    r"^.*?(?:验收|新建成?|改造|翻新|打造|提升|建成|(?<!关于)印发|(?<!关于)制定|出台|下发|发布|修订|研究|审议|通过)[了的]?"
    r"|^(?:今天|昨天|前天|刚刚?|上午|下午|晚上|(?:上|本|这)?(?:周|星期)[一二三四五六日天]?|上月|本月|今年|年初|又|也"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号](?!楼)|\d{1,2}月|新的|新增的?|的(?!士)|同时|完善|镇里|我镇|我们|村里|把|将|并|和|了|是|、)+"
)

Name = tuple[str, ...]  # pieces as they stand in the message
Named = dict[Name, list[str]]  # → the numbers of the entries that it stands in


def things(kind: str, entries: Iterable[Entry], places: Sequence[str] = ()) -> Named:
    """What entries of a kind name: documents, venues, awards … `places`: the town's units."""
    named: Named = {}
    for entry in entries if is_open(kind) else ():
        found = _sites(entry, places) if kind == "示范创建" else _of_entry(entry, _PATTERNS.get(kind))
        for name in (one for one in found if not _is_general(one, found)):
            named.setdefault(name, []).append(entry.number)
    return named


def _is_general(name: Name, found: Sequence[Name]) -> bool:
    """法治公园 beside 城东法治公园 and 城西法治公园: what they are, and no third."""
    words = "".join(name)
    return any(words != "".join(other) and "".join(other).endswith(words) for other in found)


def subjects(kind: str, entries: Iterable[Entry]) -> Named:
    """What the events were about, the most frequent first, in staff's words."""
    named: Named = {}
    for entry in entries if is_open(kind) else ():
        for found in dict.fromkeys(_subject_pattern().findall(entry.words or entry.text)):
            named.setdefault((found,), []).append(entry.number)
    return dict(sorted(named.items(), key=lambda item: -len(item[1])))


def days(entries: Iterable[Entry]) -> tuple[Span, ...]:
    """The named days on which there were events, in the order of the year, 、 between them."""
    known = bundled().days
    held = set()
    for entry in entries:
        day = entry.on.month, entry.on.day
        if day in known and any(word in entry.text for word in known[day][1]):
            held.add(day)
    return _joined([[TextSpan(name, Source.NAME)] for day, (name, _) in known.items() if day in held])


def dispute_types(entries: Iterable[Entry]) -> tuple[Span, ...]:
    """The most frequent 纠纷类型, where enough entries tell theirs; the words are the catalogue's."""
    types = (entry.attributes.get(_TYPE, "") for entry in entries)
    told = Counter(name for name in types if name and not find_count(name))
    if told.total() < _ENOUGH_TYPES:
        return ()
    return _joined([[TextSpan(name)] for name, _ in told.most_common(_MOST_TYPES)])


def listing(named: Named, *, quoted: bool = False, of: Decimal | None = None) -> tuple[Span, ...]:
    """The names as one list, each a span of its entries. `quoted`: in 《》. `of`: how many there are."""
    items: list[list[Span]] = []
    for name, numbers in list(named.items())[:_MOST]:
        spans: list[Span] = [EntrySpan(piece, tuple(numbers[:_MOST_ENTRIES])) for piece in name]
        items.append([TextSpan("《"), *spans, TextSpan("》")] if quoted else spans)
    more = items and (len(named) > _MOST or (of is not None and len(named) < of))
    return (*_joined(items, "" if quoted else "、"), *([TextSpan("等")] if more else []))


def _joined(items: Sequence[Sequence[Span]], mark: str = "、") -> tuple[Span, ...]:
    spans: list[Span] = []
    for item in items:
        spans += [TextSpan(mark), *item] if spans and mark else item
    return tuple(spans)


def _of_entry(entry: Entry, pattern: re.Pattern[str] | None) -> list[Name]:
    if pattern is None:
        return []
    text = masked(entry.words or entry.text)
    if pattern is _DOCUMENT and (titles := _BOOK.findall(text)):
        return [(title,) for title in titles]
    found = [_BEFORE.sub("", name) for clause in clauses(text) for name in pattern.findall(clause)]
    named = [name for name in found if len(name) > 3 and not (pattern is _VENUE and find_count(name))]
    # A venue is known by its village: 虹桥村法治公园.
    village = entry.place if pattern is _VENUE and entry.place else ""
    at = village if village.endswith(("村", "社区")) else ""
    return [(at, name) if at and at not in name else (name,) for name in named]


def _sites(entry: Entry, places: Sequence[str]) -> list[Name]:
    text = entry.words or entry.text
    found = [place for place in places if place in text]
    if not found and entry.place and entry.place.endswith(("村", "社区")):
        found = [entry.place]
    return [(place,) for place in found]


@cache
def _subject_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, bundled().subjects)))
