"""Totals beside what they add up: "电话咨询14人次，当面咨询25人次，合计39人次" is one number, 39."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding.mentions import Mention
from bot.understanding.readings import Reading
from bot.understanding.scene import Scene

_TOTAL = re.compile(r"(?:[一总]共|合计|总计|共计?|加起来|合起来|拢共|统共|通共)[是有为达约近]{0,2}$")
_NEAR = 2.0  # a reading so much below a count's best one may be what is summed


def without_addends(scene: Scene, counts: Sequence[Mention]) -> list[Mention]:
    """The counts of an event, without those that a bare total adds up; it means what they mean."""
    kept: list[Mention] = []
    for mention in counts:
        addends = _addends(scene, kept, mention)
        meant = _common(addends) if addends else None
        if meant:
            kept = kept[: len(kept) - len(addends)]
            mention = replace(mention, options=[meant], local=addends[0].local)
        kept.append(mention)
    return kept


def _addends(scene: Scene, before: Sequence[Mention], total: Mention) -> list[Mention]:
    """The counts right before a total that add up to it, two or more, or none."""
    count = total.count
    if not _TOTAL.search(scene.text, max(0, count.start - 6), count.start):
        return []
    added = Decimal(0)
    for number, mention in enumerate(reversed(before), start=1):
        if mention.count.unit != count.unit or mention.of_all:
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
