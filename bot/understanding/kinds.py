"""Which kinds a stretch of a message speaks for, and how strongly."""

import re
from collections.abc import Iterable

from bot.understanding.scene import Cue, Scene

SURE = 6.0  # an act's word, or two topics
_MODIFIES = re.compile(r"^(?!的?(?:时候|同时|期间))[^，。；：！？\n\d、了在到把给对和与及并后]{0,6}$")
_MODIFIER = 0.4
_AGAIN = 0.25


def weigh(scene: Scene, spans: Iterable[tuple[int, int]]) -> dict[str, float]:
    """The weight of each kind over some spans of the text, by their cues.

    Chinese compounds end in their head: in "调解员培训" the 调解 only says what the 培训 was about, and counts less.
    A kind's second word adds little, so that no kind wins by talking much.
    """
    weights: dict[str, list[float]] = {}
    for start, end in spans:
        inside = [cue for cue in scene.cues if start <= cue.start and cue.end <= end]
        for index, cue in enumerate(inside):
            weight = cue.weight * (_MODIFIER if _is_modifier(scene.text, cue, inside[index + 1 :]) else 1)
            weights.setdefault(cue.kind, []).append(weight)
    return {kind: max(found) + _AGAIN * (sum(found) - max(found)) for kind, found in weights.items()}


def _is_modifier(text: str, cue: Cue, later: Iterable[Cue]) -> bool:
    for other in later:
        if other.start - cue.end > 6:
            return False
        if other.start >= cue.end and other.kind != cue.kind and other.weight >= cue.weight:
            return bool(_MODIFIES.match(text[cue.end : other.start]))
    return False


def best(weights: dict[str, float]) -> str | None:
    """The kind of the greatest weight; of equals, the one that was met first."""
    return max(weights, key=lambda kind: weights[kind]) if weights else None
