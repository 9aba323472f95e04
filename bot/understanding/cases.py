"""Cases told one by one: "调了两起：欠薪的一起，赔了4000；退押金的一起", "两次，3日一次，10日一次"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions
from bot.understanding.patterns import Pattern
from bot.understanding.said import Said
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.events import Event

COUNTED_AS = frozenset(["件", "起", "宗", "桩"])
_TIMES = frozenset(["次", "场", "期", "回", "趟", "场次"])
_FURTHER = Pattern(r"\s*(?:还有|另外?|又)一[起件桩宗]")
_REACH = 30  # clauses: so far cases are told after their number
_CASE = Pattern(
    r"(?:^|(?<=[，；：。\n]))\s*(?:第[一二三四五][个起件桩宗]?(?:是|为|系)|[头前后]一[起个件桩宗](?:是|为|系)|"
    r"第[一二三四五][起件桩宗](?=(?!事|好事|大事|实事|工作|来|以)[\u4e00-\u9fff]{3})|"
    r"(?:第[一二三四五]|[头前后另]一)[起件桩宗](?=[，：]|$|[^，。；\n]{0,12}[赔退给补掏让])|(?:首?先|再|接着|然后)是(?!由|对|在|从)|"
    r"(?:还有|另外?|又)?一[起个件桩宗次场](?:是|为|系|在)|一家(?:是|为)(?!了)|(?:另外?|还有|再)?一[起件桩宗](?![，。；]|$|[去来把商协调解化]))"
)
_NUMBERED = Pattern(r"(?:第[一二三四五]|[头前后另]一)[起件桩宗]")
_BY_CLAUSE = Pattern(r"\s*[^，。；]{2,16}?的(?:这|那)?[一1][起件桩宗个](?![，。；]*[共都])")
_ALL_OF = Pattern("(?:[一总]?共|合计|总计|均|都|全部)[^，。；]*$")
_DEEDS = Pattern(r"件(?:事|工作|大事|实事)")
_DATED = Pattern(r"[^，。；\d]{0,8}(?:有|搞|办|讲|开|查)?了?[一1](?:[次场期回趟]|场次)")


def told(clauses: Sequence[Said]) -> list[Said]:
    """The clauses that begin a case each, where several are told one by one."""
    plain = [one for one in clauses if _opens(one)]
    if len(plain) > 1:
        return plain
    for index, said in enumerate(clauses):
        for mention in said.counts:
            number = int(mention.count.value)
            units = mention.count.unit
            if not units and said.text.startswith("事", mention.count.end - said.clause.start):
                units = "件"  # "调了俩事"
            if 1 < number < 10 and mention.count.value == number and units in COUNTED_AS | _TIMES | {"个"}:
                after = clauses[index + 1 : index + _REACH]
                found = [one for one in after if _is_member(one, units in _TIMES)]
                itemised = any(one.clause.item for one in clauses[: index + 1])
                if len(found) != number and units in COUNTED_AS and not itemised:
                    found = [one for one in after if one.clause.item]  # "调解两起：一是…；二是…"
                    found = found if _is_one_work(said, found) else []
                if len(found) == number:
                    return found
    return plain


def _is_one_work(whole: Said, cases: Sequence[Said]) -> bool:
    """Whether cases may be of what was counted, and are not works of all sorts ("两件事：1.…；2.…")."""
    told = {kinds.best(one.weights) for one in [whole, *cases] if one.acts}
    return whole.acts or (len(told) < 2 and not _DEEDS.search(whole.text))


def begins(said: Said, cases: Sequence[Said]) -> bool:
    return any(said is one for one in cases)


def _is_member(said: Said, times: bool) -> bool:
    """Whether a clause tells one of as many as were counted: "欠薪的一起", "9月3日一次"."""
    if not times:
        return bool(_BY_CLAUSE.match(said.text))
    when = said.days[0] if said.days else None
    dated = when is not None and when.start - said.clause.start <= 2
    if not dated or not when:
        return False
    many = any(one.count.unit in _TIMES and one.count.value != 1 for one in said.counts)
    return bool(_DATED.match(said.text, when.end - said.clause.start) or (said.counts and not many))


def only_named(clauses: Sequence[Said], told: Sequence[Said]) -> bool:
    """Whether cases are told by what they are about alone: "制度2件，一件管录像，一件管公车"."""
    for index, case in enumerate(told):
        start = clauses.index(case)
        end = clauses.index(told[index + 1]) if index + 1 < len(told) else len(clauses)
        for said in clauses[start:end]:
            if said.clause.sentence != case.clause.sentence:
                break
            own = [one for one in said.counts if not _ALL_OF.search(said.text[: _offset(said, one)])]
            if said is case and own and own[0].count.value == 1:
                own = own[1:]
            if own or said.when or said.place:
                return False
    return bool(told)


def _offset(said: Said, mention: mentions.Mention) -> int:
    return mention.count.start - said.clause.start


def named(current: "Event | None", said: Said, told: Sequence[Said]) -> tuple["Event", Said] | None:
    """A clause that only names one of the cases counted before, its "一件" a part of them, and their event;
    None where it is an entry of its own, as a quarrel is, whose kind is kept.
    """
    if not begins(said, told):
        return None
    kind = current.kind if current else None
    if current is None or kind is None or catalogue().kind(kind).attributes:
        return None
    whole = next((one for one in current.counts if one.count.value == len(told)), None)
    if whole is None or whole.count.unit not in COUNTED_AS:
        return None
    parts = [replace(one, options=whole.options, local=whole.local, partial=True) for one in said.counts[:1]]
    return current, replace(said, counts=[*parts, *said.counts[1:]], cues={}, weights={})


def one_of(announced: Sequence[mentions.Mention], said: Said) -> list[mentions.Mention]:
    """The one of the cases announced ("调解两件：") that "第一件是…" tells, if it counts none itself."""
    own = (*COUNTED_AS, *_TIMES, "个")
    if any(one.count.value == 1 and one.count.unit in own for one in said.counts):
        return []
    return [replace(one, count=replace(one.count, value=Decimal(1))) for one in announced[:1]]


def is_further(clauses: Sequence[Said], case: Said) -> bool:
    """Whether a single "还有一起是…" follows one case that was told without a number."""
    before = clauses[: clauses.index(case)]
    numbered = any(mention.count.unit in ("件", "起", "宗") for said in before for mention in said.counts)
    return bool(before) and not numbered and bool(_FURTHER.match(case.text))


def is_first(clause: Said) -> bool:
    """Whether a clause begins like a case, without a word of all the cases before it."""
    return _opens(clause)


def _opens(said: Said) -> bool:
    """Whether a clause begins like a case, behind its day ("昨天一起占道罚400元，另一起…")."""
    day = said.days[0] if said.days else None
    behind = day.end - said.clause.start if day and day.start - said.clause.start <= 1 else 0
    text = said.text[behind:]
    return bool(_CASE.match(said.text) or (_CASE.match(text) and not _NUMBERED.match(text)))


def of_event(current: "Event | None", said: Said, number: int) -> bool:
    """Whether "一个是…，一个是…" goes through cases: of a kind that counts them, or times ("一次在…"), or of
    as many as were counted before ("两起：…").
    """
    kind = current.kind if current else None
    primary = catalogue().kind(kind).primary if kind else None
    counts_cases = bool(kind and primary and catalogue().kind(kind).measure(primary).unit == "件")
    counted = current.counts if current else []
    units = COUNTED_AS | {"个"} | (_TIMES if said.when and said.counts else set())
    so_many = any(one.count.value == number and one.count.unit in units for one in counted)
    numbered = _NUMBERED.match(said.text.lstrip("，；：。 "))
    return counts_cases or so_many or bool(numbered) or bool(re.search(r"一[次场期回趟]", said.text[:16]))
