"""Entries of one kind, time and place made one; totals of what was told before left out."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.understanding.kinds import SURE
from bot.understanding.patterns import Pattern
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.entries import Part
    from bot.understanding.scene import Scene
    from storage.records import EntryDraft

_DENIES = Pattern(r"没有|无(?!讼)|未")
# How many reported is often left unsaid: "书记、镇长述法", "召开述法会".
_REPORTED = Pattern(
    r"(?:书记|[镇乡]长|主任|负责人|成员|干部|所长|开展|组织|进行)[^，。；\n]{0,8}述(?:职述)?法|述法[^，。；\n]{0,6}会"
)
_ANOTHER = Pattern("另|又|再|还[有在]|第[二三]|[上下]午|晚|；")
_OWN_DRIVE = Pattern(r"整治|专项")


def merge(page: "Scene", parts: list["Part"]) -> list["Part"]:
    """One entry for each kind, time and place; cases that were told one by one stay apart."""
    merged: dict[tuple[object, ...], Part] = {}
    for part in parts:
        if part.running and _is_told_before(part, merged.values()):
            continue
        last = next(reversed(merged.values()), None)
        place = last.place if last and _goes_on(page, last, part) else part.place
        key = (part.kind, part.on, part.until, place, part.span if part.case else None)
        if key in merged:
            merged[key].figures += part.figures
            merged[key].worries += part.worries
            merged[key].span = (merged[key].span[0], part.span[1])
        else:
            merged[key] = part
    return list(merged.values())


def _goes_on(page: "Scene", last: "Part", part: "Part") -> bool:
    """Whether a part that names no place, and no other work, only tells more figures of the one before."""
    told = {item.measure for item in last.figures}
    more = {item.measure for item in part.figures}
    acts = any(cue.kind == part.kind and cue.weight >= SURE for cue in page.cues.within(*part.span))
    another = acts and _ANOTHER.search(page.text, *part.span)
    alike = (last.kind, last.on, last.until) == (part.kind, part.on, part.until)
    return alike and part.place is None and not (last.case or part.case or another or told & more)


def _is_told_before(total: "Part", parts: Iterable["Part"]) -> bool:
    """Whether a running total ("今年一共7个了") follows what was added to it, within its own span."""
    first, last = total.on, total.until or total.on
    counted = {
        (part.kind, item.measure)
        for part in parts
        for item in part.figures
        if first <= part.on and (part.until or part.on) <= last
    }
    return all((total.kind, item.measure) in counted for item in total.figures)


def without_bare(
    page: "Scene", parts: Sequence["Part"], drafts: Sequence["EntryDraft"]
) -> tuple[list["Part"], tuple["EntryDraft", ...]]:
    """The entries without those that hold no figure beside others that do: a slogan, or a word in passing.

    One stays whose words count or deny something: what was not understood of it is to be asked. What a
    check or a joint enforcement cleared away is no drive of its own.
    """
    joint = {(part.on, part.until) for part in parts if part.kind in ("联合执法", "行政检查")}
    if not any(draft.figures for draft in drafts):
        return list(parts), tuple(drafts)
    kept = [
        (part, draft)
        for part, draft in zip(parts, drafts, strict=True)
        if draft.figures
        or not catalogue().kind(draft.kind).measures
        or page.counts.within(*part.span)
        or _DENIES.search(page.text, *part.span)
        or (part.kind == "述法" and _REPORTED.search(page.text, *part.span))
    ]
    kept = [
        (part, draft)
        for part, draft in kept
        if part.kind != "专项整治"
        or (part.on, part.until) not in joint
        or _OWN_DRIVE.search(page.text, *part.span)
    ]
    return [part for part, _ in kept], tuple(draft for _, draft in kept)
