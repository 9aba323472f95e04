"""Each count of a report held against the ledger: unchanged, changed, overtaken, or not in it at all."""

from collections import Counter
from collections.abc import Sequence

from drafting.audit.bound import bound
from drafting.audit.findings import Finding, FindingType
from drafting.audit.free import free
from drafting.audit.judging import agrees, finding
from drafting.audit.ledger import Ledger
from drafting.audit.seen import Seen
from drafting.binding import Key
from storage.records import EntryState

_MOST_NUMBERS = 5


def hold(seen: Sequence[Seen], ledger: Ledger) -> tuple[list[Finding], dict[int, str]]:
    """The findings, and the status of each count by its place in `seen` (unchanged, changed, entry …)."""
    sound: set[Key | None] = {key for one in seen for key in right(one, ledger)}
    often = Counter(one.of_year for one in seen if one.of_year and not one.bound)
    findings: list[Finding] = []
    status: dict[int, str] = {}
    for place, one in enumerate(seen):
        found = bound(one, ledger) if one.bound else free(one, ledger, sound, often)
        if isinstance(found, Finding):
            findings.append(found)
            status[place] = found.type.value
        else:
            status[place] = found
        if one.key and status[place] == "unchanged":
            findings += _pending(one, ledger)
    return findings, status


def right(one: Seen, ledger: Ledger) -> list[Key]:
    """The figures that a count gives as the ledger has them."""
    if one.bound and one.key:
        return [] if isinstance(bound(one, ledger), Finding) else [one.key]
    if one.span:
        return []
    return [(*key, None) for key in one.likely if agrees(one, key, ledger.totals)]


def _pending(one: Seen, ledger: Ledger) -> list[Finding]:
    assert one.key is not None
    total = ledger.totals.get(one.key[0], one.key[1]) if one.key[2] is None else None
    numbers = [e.number for e in total.entries if e.state is EntryState.PENDING] if total else []
    if not numbers:
        return []
    shown = "、".join(numbers[:_MOST_NUMBERS]) + (
        f"等{len(numbers)}条" if len(numbers) > _MOST_NUMBERS else ""
    )
    return [finding(one, FindingType.PENDING, f"这个数里有待确认的记录：{shown}", "", tuple(numbers))]
