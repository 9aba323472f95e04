"""Totals beside what they add up: "电话咨询14人次，当面咨询25人次，合计39人次" is one number, 39."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.understanding.mentions import Mention
from bot.understanding.patterns import Pattern
from bot.understanding.readings import Reading
from bot.understanding.scene import Scene

if TYPE_CHECKING:
    from bot.understanding.events import Event

_TOTAL = Pattern(r"(?:[一总]共|合计|总计|共计?|加起来|合起来|拢共|统共|通共)[是有为达约近]{0,2}$")
_TOTAL_OF = Pattern(r"(?:[一总]?共计?|合计|总计|加起来|合起来|拢共|统共|通共)[^\d，。；、]{0,4}$")
_OF_EACH = Pattern(r"[\u4e00-\u9fff]{0,4}各[^\d，。；、]{0,5}")
_MEMBERS = frozenset(["个", "个村", "个社区", "村", "社区", "所", "家", "处"])
_WENT = Pattern(r"[去到进跑往](?:了|过)?$")
_SERVED = Pattern(r"[给为帮替][^，。；\d]{0,8}$")
_DID = Pattern(r"[^，。；\d]{0,8}(?:做|开|搞|提供|开展|进行|上)[^，。；\d]{0,12}")
_PAPERS = frozenset("份本册张")  # of leaflets, one adds up with the other
_NEAR = 2.0  # a reading so much below a count's best one may be what is summed


def without_addends(scene: Scene, counts: Sequence[Mention]) -> list[Mention]:
    """The counts of an event, without those that a bare total adds up; it means what they mean."""
    kept: list[Mention] = []
    for mention in counts:
        addends = _addends(scene, kept, mention)
        meant = _common(addends) if addends else None
        if meant and (_is_bare(scene, mention) or any(_alike(meant, one) for one in mention.options)):
            kept = kept[: len(kept) - len(addends)]
            mention = replace(mention, options=[meant], local=addends[0].local)
        kept.append(mention)
    return kept


def told_once(scene: Scene, counts: Sequence[Mention]) -> list[Mention]:
    """The counts of an event, without where they went, if it is counted again: "去两家厂…，走访2家".

    And without for whom it was: "给三家小厂做了体检3次".
    """
    return [
        one
        for index, one in enumerate(counts)
        if not (
            _WENT.search(scene.text, max(0, one.count.start - 3), one.count.start)
            and any(_same(one, later) for later in counts[index + 1 :])
        )
        and not _is_served(scene, one, counts[index + 1 : index + 2])
    ]


def _is_served(scene: Scene, one: Mention, after: Sequence[Mention]) -> bool:
    """Whether a count is of those for whom was done what is counted next ("给三家小厂做了体检3次")."""
    text, count = scene.text, one.count
    return (
        count.unit in ("家", "户")
        and bool(_SERVED.search(text, max(one.clause.start, count.start - 9), count.start))
        and any(_DID.fullmatch(text, count.end, later.count.start) for later in after)
    )


def _same(one: Mention, later: Mention) -> bool:
    """Whether two counts of as many are read as one measure, the later by its word."""
    alike = one.count.value == later.count.value > 1 and one.count.unit == later.count.unit
    if not (alike and one.options and later.options):
        return False
    first, second = (max(each.options, key=lambda option: option.score) for each in (one, later))
    return _alike(first, second)


def _is_bare(scene: Scene, total: Mention) -> bool:
    """Whether nothing but a word of summing says what a total is of."""
    return bool(_TOTAL.search(scene.text, max(0, total.count.start - 6), total.count.start))


def _alike(one: Reading, other: Reading) -> bool:
    return (one.kind, one.measure) == (other.kind, other.measure) and bool(other.word)


def of_each(scene: Scene, counts: Sequence[Mention]) -> list[Mention]:
    """The counts of an event, "三个村各办一场" being three times one."""
    found: list[Mention] = []
    for mention in counts:
        before = found[-1] if found else None
        if (
            before is not None
            and before.clause is mention.clause
            and before.count.unit in _MEMBERS
            and 1 < before.count.value <= 50
            and _OF_EACH.fullmatch(scene.text, before.count.end, mention.count.start)
        ):
            value = before.count.value * mention.count.value
            mention = replace(mention, count=replace(mention.count, value=value), shared=1)
        found.append(mention)
    return found


def across(scene: Scene, events: list["Event"]) -> None:
    """Take away the total of what the events before and its own tell ("7月5件，8月6件，两个月共11件")."""
    for index, event in enumerate(events):
        for mention in list(event.counts):
            count = mention.count
            if not _TOTAL_OF.search(scene.text, max(0, count.start - 8), count.start):
                continue
            told = [
                [one for one in other.counts if one.count.unit == count.unit and one is not mention]
                for other in events[: index + 1]
            ]
            told = [found for found in told if found]
            added = sum((one.count.value for found in told for one in found), Decimal(0))
            if len(told) > 1 and added == count.value and mention.count.start > told[-1][-1].count.start:
                event.counts = [one for one in event.counts if one is not mention]
                if not event.counts and len(event.clauses) == 1:
                    events[index - 1].clauses += event.clauses
                    events.remove(event)
                    return


def _addends(scene: Scene, before: Sequence[Mention], total: Mention) -> list[Mention]:
    """The counts right before a total that add up to it, two or more, or none."""
    count = total.count
    if not _TOTAL_OF.search(scene.text, max(0, count.start - 8), count.start):
        return []
    added = Decimal(0)
    for number, mention in enumerate(reversed(before), start=1):
        if mention.of_all or not (
            mention.count.unit == count.unit or {mention.count.unit, count.unit} <= _PAPERS
        ):
            return []
        added += mention.count.value
        if added >= count.value:
            return list(before[-number:]) if added == count.value and number > 1 else []
    return []


def _common(addends: Sequence[Mention]) -> Reading | None:
    """The measure that each addend may well be, by a word; None where they are of different measures."""
    scores: dict[tuple[str, str], list[Reading]] = {}
    worded = 0
    for mention in addends:
        named = [one for one in mention.options if one.word and not one.general]
        if not named:
            continue
        worded += 1
        best = max(one.score for one in named)
        for one in named:
            if one.score >= best - _NEAR:
                scores.setdefault((one.kind, one.measure), []).append(one)
    shared = [found for found in scores.values() if worded and len(found) == worded]
    if not shared:
        return None
    return max(max(shared, key=lambda found: sum(one.score for one in found)), key=lambda one: one.score)
