"""The words by which a report's counts are known: what each measure is called, and what speaks for a kind.

This room knows its own words (the catalogue's names, the headings' cues); whoever calls it may add more.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from drafting.phrases import bundled as phrases
from storage.catalogue import Catalogue

_STYLES = ("件起宗例桩个批", "次场期堂", "人名位", "份册本张套", "处个座", "条幅", "部条个", "家户", "项个")
_OWN_CUE = 4.0
_SAYS_NOTHING = re.compile("[了共约达为是有的计总近到在现个]+|累计|合计|目前")  # beside any count whatever

Senses = tuple[tuple[int, bool], ...]  # (place in `measures`, whether the word is a general one)
Cues = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """How a measure is told. `units` tell it alone, `also` beside one of `words`; `zero`: denied, a zero.

    `general`: words that it shares with many others (参加), and that say little.
    """

    kind: str
    measure: str
    units: frozenset[str]
    also: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()

    def takes(self, unit: str) -> bool:
        return unit in self.units or unit in self.also


@dataclass(frozen=True)
class Vocabulary:
    """`measures`: all that may be counted. `cues`: kind → (word, how much it says, up to 10)."""

    measures: tuple[Words, ...]
    cues: Cues

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Words]:
        return {(one.kind, one.measure): one for one in self.measures}

    @cached_property
    def index(self) -> Mapping[str, tuple[tuple[str, Senses], ...]]:
        """First character → (word, what it stands for), longest first."""
        senses: dict[str, list[tuple[int, bool]]] = {}
        for place, one in enumerate(self.measures):
            for word in one.words:
                senses.setdefault(word, []).append((place, False))
            for word in one.general:
                senses.setdefault(word, []).append((place, True))
        by_first: dict[str, list[tuple[str, Senses]]] = {}
        for word in sorted(senses, key=len, reverse=True):
            by_first.setdefault(word[0], []).append((word, tuple(senses[word])))
        return {first: tuple(words) for first, words in by_first.items()}

    def kinds(self, text: str) -> dict[str, float]:
        """How strongly a text speaks for each kind."""
        found = {
            kind: max((weight for word, weight in cues if word in text), default=0.0)
            for kind, cues in self.cues.items()
        }
        return {kind: weight for kind, weight in found.items() if weight}


def vocabulary(catalogue: Catalogue, more: Iterable[Words] = (), cues: Cues | None = None) -> Vocabulary:
    """This room's words, and `more` and `cues` of the caller's."""
    extra: dict[tuple[str, str], list[Words]] = {}
    for one in more:
        extra.setdefault((one.kind, one.measure), []).append(one)
    measures = [
        _together(_own(kind.name, measure.name, measure.unit), extra.get((kind.name, measure.name), []))
        for kind in catalogue.kinds.values()
        for measure in kind.measures
    ]
    own = {
        kind.name: tuple((word, _OWN_CUE) for word in (kind.name, *phrases().cues.get(kind.name, ())))
        for kind in catalogue.kinds.values()
    }
    given = cues or {}
    return Vocabulary(tuple(measures), {kind: own[kind] + given.get(kind, ()) for kind in own})


def _own(kind: str, measure: str, unit: str) -> Words:
    zero = phrases().zeros.get((kind, measure))
    return Words(kind, measure, frozenset({unit}), like(unit), (measure,), (), (zero,) if zero else ())


def like(unit: str) -> frozenset[str]:
    """Units that house style puts for this one."""
    if unit == "人次":
        return frozenset({"人", "名", "余人", "位", "次"})
    if unit == "场次":
        return frozenset({"场", "次", "期"})
    if unit == "元":
        return frozenset({"块钱"})
    return frozenset("".join(style for style in _STYLES if unit in style)) | (
        {"人次", "个"} if unit == "人" else set()
    )


def _together(own: Words, more: Iterable[Words]) -> Words:
    units, also, words, zero = set(own.units), set(own.also), list(own.words), list(own.zero)
    general: list[str] = []
    for one in more:
        units |= one.units
        also |= one.also
        words += one.words
        general += one.general
        zero += one.zero
    told = (
        tuple(word for word in dict.fromkeys(some) if not _SAYS_NOTHING.fullmatch(word))
        for some in (words, general, zero)
    )
    return Words(own.kind, own.measure, frozenset(units), frozenset(also), *told)
