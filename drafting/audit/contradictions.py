"""What a report contradicts by itself: rates, parts beyond their whole, hedges, a figure with two numbers."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from drafting.audit.counts import Count
from drafting.audit.findings import Finding, FindingType, at
from drafting.audit.seen import Seen
from drafting.audit.vocabulary import like
from drafting.phrases import bundled
from drafting.wording import plain
from storage.catalogue import Catalogue
from storage.records import Hedge

_RATE = re.compile(r"([一-鿿]{2,6})率[^，。；、\d]{0,6}$")
_OF_THEM = re.compile("其中|里面")
_LABEL = re.compile(r"[一-鿿]{4,12}$")
_SAME = ({"结案", "办结", "办理"}, {"化解", "调处"}, {"成功", "调成"})
_SPAN = re.compile(r"\d{1,2}月|季度|上半年|下半年|上年|去年|当日|当天|本次|其中|另")


def inside(seen: Sequence[Seen], catalogue: Catalogue) -> list[Finding]:
    """The findings of one report; figures of the same sentence are held against each other."""
    sentences: dict[tuple[int, int], list[Seen]] = {}
    for one in seen:
        if one.count is not None and one.matched is not None:
            sentences.setdefault((one.paragraph.place, one.matched.sentence[0]), []).append(one)
    findings = [found for one in seen for found in _hedges(one)]
    for counts in sentences.values():
        for place, one in enumerate(counts):
            findings += _rate(one, counts[:place], catalogue)
            findings += _part(one, counts, place)
        findings += _footings(counts)
    return [*findings, *_twice(seen)]


def _hedges(one: Seen) -> Iterator[Finding]:
    count = one.count
    if count is None:
        return
    if count.doubled:
        text = f"“{one.words}”里“{count.before}”和“{count.more}”重复，只留一个"
        yield at(FindingType.HEDGE, text, one.paragraph, one.start, one.end, said=one.words)
    elif count.more in ("余", "多", "来") and not count.round_ and count.value > 10:
        text = f"{plain(count.value)}是确数，后面不加“{count.more}”"
        yield at(FindingType.HEDGE, text, one.paragraph, one.start, one.end, said=one.words)


def _rate(one: Seen, before: Sequence[Seen], catalogue: Catalogue) -> Iterator[Finding]:
    """A percentage that does not follow from the part and the whole that stand before it."""
    assert one.count is not None
    label = _RATE.search(one.paragraph.text[: one.count.numeral])
    if one.count.unit != "%" or label is None or one.count.hedge is not Hedge.EXACT:
        return
    part = _part_of_rate(one, before, label[1], catalogue)
    if part is None or part.count is None:
        return
    wholes = [
        other
        for other in before
        if other is not part
        and other.count
        and other.count.value >= part.count.value
        and _alike(other.count, part.count)
        and other.count.hedge is Hedge.EXACT
    ]
    if not wholes or part.count.hedge is not Hedge.EXACT:
        return
    said = one.count.value
    computed = [_percent(part.count.value, other.count.value, said) for other in wholes if other.count]
    if said in computed:
        return
    whole = next((other for other in wholes if other.start < part.start), wholes[-1])
    assert whole.count is not None
    right = _percent(part.count.value, whole.count.value, Decimal("0.1"))
    basis = f"{plain(part.count.value)}÷{plain(whole.count.value)}"
    text = f"{label[1]}率写的是{one.words}，按{basis}应为{plain(right)}%"
    key = one.key[:2] if one.key else None
    yield at(
        FindingType.MISCOMPUTED,
        text,
        one.paragraph,
        one.start,
        one.end,
        key=key,
        said=one.words,
        ledger=f"{plain(right)}%",
    )


def _part_of_rate(one: Seen, before: Sequence[Seen], stem: str, catalogue: Catalogue) -> Seen | None:
    """The figure that a rate is of: the one that the rate's own word stands before, nearest first."""
    words = {stem, stem[-2:]}
    for same in _SAME:
        if words & same:
            words |= same
    for other in reversed(before):
        assert other.count is not None
        if other.count.unit == "%" or not other.count.unit:
            continue
        lead = re.split("[，；。]", other.paragraph.text[: other.start])[-1][-12:]
        if any(word in lead for word in words):
            return other
    if one.key and catalogue.kind(one.key[0]).has(one.key[1]):
        rate = catalogue.kind(one.key[0]).measure(one.key[1]).rate
        keyed = [other for other in before if rate and other.key and other.key[:2] == (one.key[0], rate[0])]
        return keyed[-1] if keyed else None
    return None


def _percent(part: Decimal, whole: Decimal, as_: Decimal) -> Decimal:
    """The rate with as many decimals as `as_` has."""
    if not whole:
        return Decimal(0)
    exponent = as_.as_tuple().exponent
    assert isinstance(exponent, int)
    step = Decimal(1).scaleb(min(exponent, 0))
    return (100 * part / whole).quantize(step, ROUND_HALF_UP)


def _part(one: Seen, counts: Sequence[Seen], place: int) -> Iterator[Finding]:
    """其中 with more than what it is part of."""
    assert one.count is not None
    lead = one.paragraph.text[counts[place - 1].end if place else one.start : one.start]
    whole: Seen | None = None
    if _OF_THEM.search(lead):
        whole = next(
            (two for two in reversed(counts[:place]) if two.count and _alike(two.count, one.count)), None
        )
    elif one.key and (name := bundled().parts.get((one.key[0], one.key[1]))):
        keyed = [two for two in counts if two.key == (one.key[0], name, one.key[2]) and two is not one]
        whole = keyed[0] if keyed else None
    if whole is None or whole.count is None or one.count.value <= whole.count.value:
        return
    if whole.count.hedge is not Hedge.EXACT:
        return  # 40余 may well be more than 41
    if one.count.unit == "%" or (whole.bound is None and one.bound is None and not _OF_THEM.search(lead)):
        return
    text = f"部分大于总数：{one.words}超过了前面的{whole.words}"
    key = one.key[:2] if one.key else None
    yield at(FindingType.PART, text, one.paragraph, one.start, one.end, key=key, said=one.words)


def _footings(counts: Sequence[Seen]) -> Iterator[Finding]:
    """Parts that ought to add up, where a sentence gives all of them exactly."""
    known = {one.key[:2]: one for one in counts if one.key and one.key[2] is None and one.count}
    for whole, parts in bundled().footings.items():
        some = [known.get(whole), *(known.get((whole[0], part)) for part in parts)]
        figures = [one for one in some if one and one.count and one.count.hedge is Hedge.EXACT]
        if len(figures) < len(some):
            continue
        first, *rest = figures
        added = sum((one.count.value for one in rest if one.count), Decimal(0))
        if first.count and added != first.count.value:
            text = f"{'、'.join(parts)}相加得{plain(added)}，不等于{whole[1]}的{first.words}"
            yield at(
                FindingType.PART, text, first.paragraph, first.start, first.end, key=whole, said=first.words
            )


def _alike(one: Count, other: Count) -> bool:
    """Whether two counts may be of one thing: the same unit, or one that house style puts for it."""
    if one.unit == other.unit:
        return True
    return other.unit in like(one.unit) or one.unit in like(other.unit)


def _twice(seen: Sequence[Seen]) -> Iterator[Finding]:
    """The same words before two counts that differ: 发放宣传资料300份 here, 400份 there."""
    first: dict[tuple[str, str], Seen] = {}
    for one in seen:
        count = one.count
        if count is None or count.foreign or count.unit == "%" or count.small:
            continue
        clause = re.split("[，；。、]", one.paragraph.text[: one.start])[-1]
        label = _LABEL.search(clause)
        sentence = one.paragraph.text[max(one.start - 20, 0) : one.start]
        if label is None or _SPAN.search(sentence):
            continue
        before = first.setdefault((label[0][-6:], count.unit), one)
        same_kind = before.key == one.key or before.key is None or one.key is None
        if before is not one and before.count and before.count.value != count.value and same_kind:
            if before.bound and one.bound:
                continue
            text = f"同一个数两处不同：这里是{one.words}，前面是{before.words}"
            yield at(FindingType.CONFLICT, text, one.paragraph, one.start, one.end, said=one.words)
