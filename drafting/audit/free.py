"""A count that nothing binds: it may be any of the likely figures, staff's own words, or nothing known."""

import re
from collections.abc import Mapping

from drafting.audit.findings import Finding, FindingType
from drafting.audit.judging import agrees, finding, hedged, verdict_of
from drafting.audit.ledger import Ledger
from drafting.audit.seen import Seen
from drafting.audit.spans import Span
from drafting.audit.verdicts import Verdict
from drafting.binding import Key
from drafting.totals import Total, Totals
from drafting.wording import word

_SPACE = re.compile(r"\s+")


def free(one: Seen, ledger: Ledger, sound: set[Key | None], often: Mapping[Key, int]) -> Finding | str:
    """A count that nothing binds: it may be any of the likely figures, staff's own words, or nothing."""
    count = one.count
    if count is None or count.foreign or ledger.empty:
        return "skipped"
    if one.span and (told := _of_span(one, one.span, ledger)):
        return told
    if _is_any(one, ledger.totals) or (one.paragraph.table and _in_cell(one, ledger.totals)):
        return "unchanged"
    if _in_entries(one, ledger.texts):
        return "entry"
    if count.value in ledger.settings and count.unit in ("个", "个村", "个社区", "个村居", "个村（社区）"):
        return "setting"
    total = ledger.totals.get(one.key[0], one.key[1]) if one.key else None
    if total and total.value:
        several = one.key is not None and often.get(one.key, 0) > 1
        return _against(one, total, ledger, one.key in sound, several)
    if count.small:
        return "skipped"
    about = f"（像是{one.key[0]}·{one.key[1]}）" if one.key else ""
    return finding(one, FindingType.UNLEDGERED, f"{one.words}在台账里查不到{about}", "")


def _is_any(one: Seen, totals: Totals) -> bool:
    """Whether it gives any of the figures that it may be."""
    kin = one.matched.kin if one.matched and one.count and not one.count.small else ()
    return any(agrees(one, key, totals) for key in (*one.likely, *kin))


def _in_cell(one: Seen, totals: Totals) -> bool:
    """Whether a count in a table, whose name stands in another cell, is some total of such a unit."""
    unit = one.count.unit if one.count else ""
    return any(total.unit == unit and verdict_of(one, total) is Verdict.SAME for total in totals)


def _of_span(one: Seen, span: Span, ledger: Ledger) -> Finding | str | None:
    """What is to be said of a count of a quarter, a month, or another year; None: as of one of the year."""
    totals = ledger.during(span.period) if span.period else None
    if totals and _is_any(one, totals):
        return "unchanged"
    if _in_entries(one, ledger.texts):
        return "entry"
    if span.loose or (one.count and one.count.small):
        return None
    if span.period is None:
        text = f"“{span.words}”不只是这一年，{one.words}台账核对不了，请自己核对"
        return finding(one, FindingType.UNLEDGERED, text, "")
    if totals is None:
        return "skipped"
    total = totals.get(one.key[0], one.key[1]) if one.key else None
    if total is None or not total.value or one.key is None:
        return finding(one, FindingType.UNLEDGERED, f"{one.words}在台账{span.words}的记录里查不到", "")
    printed = word(total, ledger.words)
    said = verdict_of(one, total)
    if said is not Verdict.OTHER:
        return finding(one, FindingType.HEDGE, hedged(said, printed), printed, total.numbers)
    text = f"写的是{one.words}，台账“{total.kind}·{total.measure}”{span.words}是{printed}"
    return finding(one, FindingType.CHANGED, text, printed, total.numbers)


def _against(one: Seen, total: Total, ledger: Ledger, sound: bool, often: bool) -> Finding:
    """A count that differs from its total. `sound`: another place has it right; `often`: there are more."""
    printed = ledger.printed(total)
    name = f"{total.kind}·{total.measure}"
    if sound or (often and one.count and one.count.value < total.value):
        where = "，报告另有一处写对了" if sound else ""
        text = f"{one.words}在台账里查不到；{name}全年是{printed}{where}"
        return finding(one, FindingType.UNLEDGERED, text, printed, total.numbers)
    said = verdict_of(one, total)
    if said is Verdict.OTHER:
        return finding(
            one,
            FindingType.CHANGED,
            f"写的是{one.words}，台账“{name}”是{printed}",
            printed,
            total.numbers,
        )
    return finding(one, FindingType.HEDGE, hedged(said, printed), printed, total.numbers)


def _in_entries(one: Seen, texts: str) -> bool:
    """Whether staff wrote this count, with what stands right before or behind it."""
    text, words = one.paragraph.text, _SPACE.sub("", one.words)
    before = _SPACE.sub("", text[max(one.start - 8, 0) : one.start])[-2:]
    behind = _SPACE.sub("", text[one.end : one.end + 8])[:2]
    near = [piece for piece in (before + words, words + behind) if len(piece) > len(words) + 1]
    return any(piece in texts for piece in near)
