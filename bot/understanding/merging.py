"""Entries of one kind, time and place made one; totals of what was told before left out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.entries import Part


def merge(parts: list["Part"]) -> list["Part"]:
    """One entry for each kind, time and place; cases that were told one by one stay apart."""
    merged: dict[tuple[object, ...], Part] = {}
    for part in parts:
        if part.running and _is_told_before(part, merged.values()):
            continue
        key = (part.kind, part.on, part.until, part.place, part.span if part.case else None)
        if key in merged:
            merged[key].figures += part.figures
            merged[key].worries += part.worries
            merged[key].span = (merged[key].span[0], part.span[1])
        else:
            merged[key] = part
    return list(merged.values())


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
