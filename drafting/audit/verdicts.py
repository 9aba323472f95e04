"""Whether a count may stand for a total of the ledger, and how it fails where it may not."""

from decimal import Decimal
from enum import StrEnum

from drafting.audit.counts import Count
from drafting.totals import Total
from storage.records import Hedge

_DOUBT = Decimal("0.10")  # what 近, 约, 左右 may overstate
_LOW = Decimal("0.5")  # a floor below half of the truth says something else
_NEAR = Decimal("0.05")


class Verdict(StrEnum):
    SAME = "same"
    ON_EXACT = "on_exact"  # 余 or 约 on what is known exactly
    AS_EXACT = "as_exact"  # an approximate total as an exact number
    ABOVE = "above"  # 余 over more than is sure
    OTHER = "other"


def verdict(count: Count, total: Total) -> Verdict:
    """How a count compares with a total that has its unit's scale."""
    value = total.value
    hedge = Hedge.AT_LEAST if count.doubled else count.hedge  # two hedges are a fault of their own
    if not total.approx:
        if hedge is Hedge.EXACT:
            return Verdict.SAME if count.value == value else Verdict.OTHER
        close = count.value <= value and value - count.value <= value * _LOW and value > 0
        near = hedge is Hedge.ABOUT and abs(value - count.value) <= value * _NEAR
        return Verdict.ON_EXACT if close or near else Verdict.OTHER
    if hedge is Hedge.EXACT:
        return Verdict.AS_EXACT if count.value == value or _lower(count.value, value) else Verdict.OTHER
    if hedge is Hedge.ABOUT:
        return Verdict.SAME if abs(value - count.value) <= value * _NEAR else Verdict.OTHER
    sure = value - _DOUBT * total.about
    if count.value > value or (total.about and count.value >= value):
        return Verdict.ABOVE if count.value <= value * 2 else Verdict.OTHER
    if count.value > sure and not _coarse(count.value):
        return Verdict.ABOVE
    return Verdict.SAME if value - count.value <= value * _LOW else Verdict.OTHER


def _lower(said: Decimal, value: Decimal) -> bool:
    """Whether it is the total's floor without its 余: 8000 for 8123."""
    return 0 <= value - said <= value / 10 and said % 10 == 0


def _coarse(value: Decimal) -> bool:
    """Whether only its first digit is not zero: a floor that 近 may stand on, being strictly below."""
    return len(value.normalize().as_tuple().digits) == 1
