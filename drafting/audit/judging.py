"""What both judges of a count share: how it compares with a total, and how a finding is worded."""

from drafting.audit.findings import Finding, FindingType, at
from drafting.audit.seen import Seen
from drafting.audit.verdicts import Verdict, verdict
from drafting.totals import Rule, Total, Totals


def agrees(one: Seen, key: tuple[str, str], totals: Totals) -> bool:
    """Whether a count may stand for that total."""
    total = totals.get(*key)
    return total is not None and verdict_of(one, total) is Verdict.SAME


def verdict_of(one: Seen, total: Total) -> Verdict:
    """How a count, or a zero in words, compares with a total."""
    if one.count is None:
        return Verdict.SAME if total.rule is Rule.ZERO or total.value == 0 else Verdict.OTHER
    return verdict(one.count, total)


def hedged(said: Verdict, printed: str) -> str:
    """What is wrong with a count's hedge."""
    if said is Verdict.ON_EXACT:
        return f"台账是确数{printed}，不加“余”“约”"
    if said is Verdict.AS_EXACT:
        return f"台账里是约数，应写{printed}"
    return f"“余”只能往小里写，台账支持{printed}"


def finding(one: Seen, type_: FindingType, text: str, printed: str, entries: tuple[str, ...] = ()) -> Finding:
    """A finding at a count's place. `printed`: as the ledger would print it."""
    key = one.key[:2] if one.key else None
    return at(
        type_,
        text,
        one.paragraph,
        one.start,
        one.end,
        key=key,
        said=one.words,
        ledger=printed,
        entries=entries,
    )
