"""The report's vocabulary beyond the catalogue, read from phrases.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

Key = tuple[str, str]  # (kind, measure)


@dataclass(frozen=True, slots=True)
class Phrases:
    """`zeros`: how a licensed zero is worded after 无. `parts`: part → whole, of one kind.

    `footings`: whole → the parts that add up to it. `subjects`: what an event may be about, longest first.
    `days`: (month, day) → the day's name, and words that tell that a message speaks of it.
    `cues`: kind → the words by which a heading names it.
    """

    zeros: Mapping[Key, str]
    parts: Mapping[Key, str]
    footings: Mapping[Key, tuple[str, ...]]
    subjects: tuple[str, ...]
    days: Mapping[tuple[int, int], tuple[str, tuple[str, ...]]]
    cues: Mapping[str, tuple[str, ...]]


@cache
def bundled() -> Phrases:
    """The phrases that the program ships."""
    rows = tomllib.loads(resources.files("drafting").joinpath("phrases.toml").read_text(encoding="utf-8"))
    return Phrases(
        zeros={_key(name): words for name, words in rows["zeros"].items()},
        parts={_key(name): whole for name, whole in rows["parts"].items()},
        footings={_key(name): tuple(parts) for name, parts in rows["footings"].items()},
        subjects=tuple(sorted(rows["subjects"]["words"], key=len, reverse=True)),
        days={
            (int(day[:2]), int(day[3:])): (row["name"], tuple(row["words"].split()))
            for day, row in rows["days"].items()
        },
        cues={kind: tuple(words.split()) for kind, words in rows["cues"].items()},
    )


def _key(name: str) -> Key:
    kind, _, measure = name.partition(".")
    return kind, measure
