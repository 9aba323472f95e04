"""Regular expressions that cost nothing until a text holds one of the words that they need.

There are some six hundred turns of phrase, and a message meets few of them. To compile them all would take
most of the first message's time. Pure.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import Generic, TypeVar

from bot.understanding.needs import FEW, needs
from bot.understanding.openings import guarded

T = TypeVar("T")

_KEPT = 32  # texts: a message and its clauses, and those that are read beside it


@lru_cache(_KEPT)
def grams(text: str) -> frozenset[str]:
    """A text's characters, its pairs of neighbours, and "". Hundreds of patterns ask for one text's."""
    return frozenset(("", *text, *map(add, text, text[1:])))


def _start(word: str) -> str:
    """What of a word is among the grams of each text that holds it."""
    return word[:2]


class Pattern:
    """A regular expression, compiled when a text may hold a match; its methods are those of `re.Pattern`.

    A text without any word that a match needs is not searched.
    """

    __slots__ = ("_barren", "_needs", "_regex", "_starts", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._regex: re.Pattern[str] | None = None
        self._starts: frozenset[str] = frozenset()  # of the words that are needed; none before the first text
        self._needs: tuple[
            tuple[str, frozenset[str]], ...
        ] = ()  # those words, each with the starts of those needed beside it
        self._barren: str | None = None  # the last text that was found to hold none of the words

    def _for(self, text: str) -> re.Pattern[str] | None:
        """What searches a text; None where nothing can be found in it."""
        held = grams(text)
        if (self._starts or self._prepared()).isdisjoint(held):
            return None
        for word, beside in self._needs:
            if word in text and not (beside and beside.isdisjoint(held)):
                return self._regex or self._compiled()
        return None

    def _prepared(self) -> frozenset[str]:
        """Fills in what a match needs. Two threads may both do it: they write the same."""
        found = needs(self.pattern) or {"": frozenset()}
        rows = tuple((word, frozenset(map(_start, beside))) for word, beside in found.items())
        self._needs = rows if len(rows) <= FEW else (("", frozenset()),)
        self._starts = frozenset(map(_start, found))
        return self._starts

    def _compiled(self) -> re.Pattern[str]:
        self._regex = re.compile(guarded(self.pattern))
        return self._regex

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        regex = self._for(text) if start == 0 else self._regex or self._for(text)
        return regex.search(text, start, end) if regex else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        regex = self._for(text) if start == 0 else self._regex or self._for(text)
        return regex.finditer(text, start, end) if regex else iter(())

    def findall(self, text: str) -> list[str]:
        regex = self._for(text)
        return regex.findall(text) if regex else []

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        regex = self._for(text)
        return regex.sub(by, text, count) if regex else text

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        regex = self._for(text)
        return regex.split(text, maxsplit) if regex else [text]

    # These look at one place, and are asked for one after the other: no look at the whole text each time.

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        regex = self._regex or self._once_for(text)
        return regex.match(text, start, end) if regex else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        regex = self._regex or self._once_for(text)
        return regex.fullmatch(text, start, end) if regex else None

    def _once_for(self, text: str) -> re.Pattern[str] | None:
        """As `_for`, where it is asked again and again for places of one text."""
        if text is self._barren:
            return None
        regex = self._for(text)
        self._barren = None if regex else text
        return regex


class Sieve(Generic[T]):
    """Patterns with what each stands for; one look at a text's characters tells which may match it."""

    def __init__(self, rows: Iterable[tuple[Pattern, T]]) -> None:
        self.rows = tuple(rows)
        self._always: list[int] = []
        self._by_start: dict[
            str, dict[str, list[int]]
        ] = {}  # words by their first two characters, or the one
        for index, (pattern, _) in enumerate(self.rows):
            words = needs(pattern.pattern)
            if words is None:
                self._always.append(index)
            for word in words or ():
                self._by_start.setdefault(_start(word), {}).setdefault(word, []).append(index)

    def possible(self, text: str) -> list[tuple[Pattern, T]]:
        """The rows that may match, in their order."""
        found = set(self._always)
        for start in grams(text) & self._by_start.keys():
            for word, indices in self._by_start[start].items():
                if word in text:
                    found.update(indices)
        return [self.rows[index] for index in sorted(found)]
