"""A figure beside the one of the month before (环比) and of the year before (同比). Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from drafting.totals import Rule, Total, Totals

_SMALL = 10  # below it a percentage says less than the difference
COMPARED = (Rule.SUM, Rule.LATEST, Rule.VILLAGES)


@dataclass(frozen=True, slots=True)
class Before:
    """The totals to compare with; None where the ledger has nothing of that time."""

    month: Totals | None = None
    year: Totals | None = None


def words(total: Total, before: Before) -> str:
    """环比+1 同比+50%, or "" where there is nothing to compare with."""
    if total.rule not in COMPARED:
        return ""
    told = [
        name + change(total, old.get(total.kind, total.measure))
        for name, old in (("环比", before.month), ("同比", before.year))
        if old is not None
    ]
    return " ".join(told)


def change(now: Total, old: Total | None) -> str:
    """+1, -20%, 持平, 新增. Approximate figures are compared as they are, with 约."""
    if old is None or not old.value:
        return "新增"
    about = "约" if now.approx or old.approx else ""
    difference = now.value - old.value
    if not difference:
        return "持平"
    if old.value < _SMALL:
        return f"{about}{difference.normalize():+f}"
    percent = (100 * difference / old.value).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{about}{percent:+f}%"
