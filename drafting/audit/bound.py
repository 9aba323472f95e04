"""A count that a bookmark binds to a figure: as printed, changed by people, or overtaken by the ledger."""

from decimal import Decimal

from drafting.audit.findings import Finding, FindingType
from drafting.audit.judging import finding, hedged, verdict_of
from drafting.audit.ledger import Ledger
from drafting.audit.seen import Seen
from drafting.audit.verdicts import Verdict
from drafting.binding import checksum
from drafting.report import FigureSpan
from drafting.totals import Total


def bound(one: Seen, ledger: Ledger) -> Finding | str:
    """What is wrong with it, or its status."""
    assert one.key is not None, "what binds a count says what it is"
    kind, measure, period = one.key
    total = ledger.totals.get(kind, measure) if period is None else None
    expected = ledger.expected.get(one.key)
    if expected and one.words == expected.text:
        return "unchanged"
    if period is not None:
        return _of_other_span(one, expected)
    if total is None:
        return finding(one, FindingType.CHANGED, "台账里已经没有这个数" + _why(kind, measure, ledger), "")
    printed = ledger.printed(total)
    said = verdict_of(one, total)
    if said is not Verdict.SAME:
        return _wrong(one, total, said, printed)
    if one.count and not _counts_the_same(one, total):
        text = f"“人”和“人次”不是一回事，台账是{printed}"
        return finding(one, FindingType.UNIT, text, printed)
    if one.count and not _unit_fits(one, ledger):
        return finding(one, FindingType.UNIT, f"单位与台账不同，台账是{printed}", printed)
    return "unchanged"


def _wrong(one: Seen, total: Total, said: Verdict, printed: str) -> Finding:
    mark = one.bound
    if mark and mark.check and mark.check == checksum(one.words):
        text = f"起草以后台账有更新，现在是{printed}"
        return finding(one, FindingType.BEHIND, text, printed, total.numbers)
    if said is Verdict.OTHER or one.count is None:
        was = one.paragraph.before(one.start, one.end)
        before = (
            f"（修订前是{was}{'，与台账一致' if was == printed else ''}）" if was and was != one.words else ""
        )
        return finding(
            one, FindingType.CHANGED, f"改成了{one.words}，台账是{printed}{before}", printed, total.numbers
        )
    return finding(one, FindingType.HEDGE, hedged(said, printed), printed, total.numbers)


def _of_other_span(one: Seen, expected: FigureSpan | None) -> Finding | str:
    """A figure of last year, or the change since."""
    if expected is None:
        return finding(one, FindingType.CHANGED, "台账里已经没有这个对比数", "")
    said = one.count.value if one.count else Decimal(0)
    if said == abs(expected.value) and (one.count is None or not one.count.more):
        return "unchanged"
    return finding(
        one, FindingType.CHANGED, f"改成了{one.words}，台账是{expected.text}", expected.text, expected.entries
    )


def _unit_fits(one: Seen, ledger: Ledger) -> bool:
    if one.key is None or one.count is None:
        return True
    known = ledger.vocabulary.by_key.get((one.key[0], one.key[1]))
    return known is None or known.takes(one.count.unit) or one.count.unit == ""


def _counts_the_same(one: Seen, total: Total) -> bool:
    """人 and 人次 are different things: who came twice is one 人 and two 人次."""
    said = one.count.unit if one.count else ""
    return (said == "人次") == (total.unit == "人次") or said not in ("人", "名", "位", "人次")


def _why(kind: str, measure: str, ledger: Ledger) -> str:
    reason = next(
        (item.reason for item in ledger.totals.unknown if (item.kind, item.measure) == (kind, measure)), ""
    )
    return f"：{reason}" if reason else ""
