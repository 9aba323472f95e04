"""What only looks like a count (三项制度, 12345, 3号楼, 第7期, phones), masked before counts are read."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.understanding.patterns import Pattern, Sieve

MASK = "□"


@dataclass(frozen=True, slots=True)
class Traps:
    """The look-alikes by their names, and the counted words that the ledger has no measure for.

    `reviewed`: look-alikes only where something is reviewed.
    """

    patterns: Sieve[str]
    reviewed: Pattern
    foreign_units: tuple[str, ...]


@cache
def bundled() -> Traps:
    """The traps that the program ships, from count_traps.toml."""
    path = resources.files("bot.understanding").joinpath("count_traps.toml")
    data: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    units = tuple(data.pop("foreign_units").split())
    reviewed = Pattern(data.pop("sums_reviewed"))
    return Traps(Sieve((Pattern(pattern), name) for name, pattern in data.items()), reviewed, units)


def mask(text: str, taken: Iterable[tuple[int, int]] = ()) -> str:
    """The text, as long as before, with every look-alike and every taken span blotted out."""
    traps = [pattern for pattern, _ in bundled().patterns.possible(text)]
    for pattern in [*traps, bundled().reviewed] if "审" in text else traps:
        text = pattern.sub(lambda found: MASK * len(found.group()), text)
    blotted = list(text)
    for start, end in taken:
        blotted[start:end] = MASK * (end - start)
    return "".join(blotted)
