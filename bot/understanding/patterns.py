"""Regular expressions that cost nothing until a text holds one of the words that they need.

There are some six hundred turns of phrase, and a message meets few of them. To compile them all would take
most of the first message's time. Pure.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import Generic, Protocol, TypeVar

from bot.understanding.needs import FEW, needs
from bot.understanding.openings import alternatives, guarded

T = TypeVar("T")

_KEPT = 32  # texts: a message and its clauses, and those that are read beside it
_OFTEN = 8  # searches: from then on a pattern of many turns is compiled as a whole


@lru_cache(_KEPT)
def grams(text: str) -> frozenset[str]:
    """A text's characters, its pairs of neighbours, and "". Hundreds of patterns ask for one text's."""
    return frozenset(("", *text, *map(add, text, text[1:])))


_latest = "", grams("")  # the text that was looked at last; most patterns ask for that one again


def _start(word: str) -> str:
    """What of a word is among the grams of each text that holds it."""
    return word[:2]


class _AtPlace(Protocol):
    def __call__(self, string: str, pos: int = 0, endpos: int = ..., /) -> re.Match[str] | None: ...


class Pattern:
    """A regular expression, compiled when a text may hold a match; its methods are those of `re.Pattern`.

    A text without any word that a match needs is not searched.
    """

    __slots__ = ("_barren", "_needs", "_regex", "_starts", "fullmatch", "match", "pattern")

    # These look at one place: as soon as it is compiled they are the regular expression's own.
    match: _AtPlace
    fullmatch: _AtPlace

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._regex: re.Pattern[str] | None = None
        # The starts of the words that a match needs, and those words with the starts of what each needs
        # beside it; empty before the first text.
        self._starts: frozenset[str] = frozenset()
        self._needs: tuple[tuple[str, frozenset[str]], ...] = ()
        self._barren: str | None = None  # the last text that was found to hold no match
        self.match, self.fullmatch = self._first_match, self._first_fullmatch

    def _for(self, text: str) -> re.Pattern[str] | None:
        """What searches a text; None where nothing can be found in it."""
        global _latest
        of, held = _latest  # one value, so that what another thread puts there is whole
        if of is not text:
            held = grams(text)
            _latest = text, held
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
        self.match, self.fullmatch = self._regex.match, self._regex.fullmatch
        return self._regex

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        of, held = _latest
        if text is of and self._starts and self._starts.isdisjoint(held):
            return None  # what most searches come to, without a call more
        regex = self._for(text) if start == 0 else self._regex or self._for(text)
        return regex.search(text, start, end) if regex else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        of, held = _latest
        if self._starts and self._starts.isdisjoint(held if text is of else grams(text)):
            return iter(())
        regex = self._for(text) if start == 0 else self._regex or self._for(text)
        return regex.finditer(text, start, end) if regex else iter(())

    def findall(self, text: str) -> list[str]:
        regex = self._for(text)
        return regex.findall(text) if regex else []

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        of, held = _latest
        if text is of and self._starts and self._starts.isdisjoint(held):
            return text
        regex = self._for(text)
        return regex.sub(by, text, count) if regex else text

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        regex = self._for(text)
        return regex.split(text, maxsplit) if regex else [text]

    # Asked for one place after the other: no look at the whole text each time.

    def _first_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        regex = self._once_for(text)
        return regex.match(text, start, end) if regex else None

    def _first_fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        regex = self._once_for(text)
        return regex.fullmatch(text, start, end) if regex else None

    def _once_for(self, text: str) -> re.Pattern[str] | None:
        """As `_for`, of a text that is asked about again and again."""
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
        # By the starts of their words: those words, the rows that need one, and what starts those beside it.
        self._by_start: dict[str, list[tuple[str, int, frozenset[str]]]] = {}
        for index, (pattern, _) in enumerate(self.rows):
            words = needs(pattern.pattern)
            if words is None:
                self._always.append(index)
            for word, beside in (words or {}).items():
                row = word, index, frozenset(map(_start, beside))
                self._by_start.setdefault(_start(word), []).append(row)

    def possible(self, text: str) -> list[tuple[Pattern, T]]:
        """The rows that may match, in their order."""
        found = set(self._always)
        held = grams(text)
        for start in held & self._by_start.keys():
            for word, index, beside in self._by_start[start]:
                if word in text and not (beside and beside.isdisjoint(held)):
                    found.add(index)
        return [self.rows[index] for index in sorted(found)]


class Turns(Pattern):
    """A pattern of many turns of phrase, which takes long to compile for the few that a text may hold.

    So at first only these are searched for, one by one; what is asked often is worth to be compiled. Where it
    captures nothing, that finds what the whole would: the first place, and there the first alternative.
    """

    __slots__ = ("_asked", "_sieve")

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._sieve: Sieve[None] | None = None
        self._asked = 0

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        of, held = _latest
        held = held if text is of else grams(text)
        if (self._starts or self._prepared()).isdisjoint(held):
            return None
        if self._asked >= _OFTEN:
            regex = self._for(text)
            return regex.search(text, start, end) if regex else None
        turns = (self._sieve or self._apart()).possible(text)
        self._asked += bool(turns)
        found = [match for turn, _ in turns if (match := turn.search(text, start, end))]
        return min(found, key=re.Match.start, default=None)  # of those at one place the first

    def _apart(self) -> Sieve[None]:
        self._sieve = Sieve((Pattern(one), None) for one in alternatives(self.pattern))
        return self._sieve
