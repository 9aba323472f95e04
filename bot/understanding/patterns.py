"""Regular expressions that cost nothing until a text holds one of the words that they need.

There are some six hundred turns of phrase, and a message meets few of them. To compile them all would take
most of the first message's time. Pure.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from operator import add
from typing import Generic, TypeVar

from bot.understanding.needs import FEW, needs

T = TypeVar("T")

_ANYTHING = (("", ()),)


class Pattern:
    """A regular expression, compiled when a text may hold a match; its methods are those of `re.Pattern`.

    A text without any word that a match needs is not searched; many words are only looked for until then.
    """

    __slots__ = ("_barren", "_needs", "_regex", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._regex: re.Pattern[str] | None = None
        self._needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._barren: str | None = None  # the last text that was found to hold none of the words

    def _for(self, text: str) -> re.Pattern[str] | None:
        """What searches a text; None where nothing can be found in it."""
        for word, beside in self._needs or self._needed():
            if word in text:
                if not beside:
                    return self._regex or self._compiled()
                for other in beside:
                    if other in text:
                        return self._regex or self._compiled()
        return None

    def _needed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = needs(self.pattern)
        self._needs = tuple((word, tuple(beside)) for word, beside in found.items()) if found else _ANYTHING
        return self._needs

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self.pattern)
            if len(self._needs) > FEW:
                self._needs = _ANYTHING
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
                self._by_start.setdefault(word[:2], {}).setdefault(word, []).append(index)

    def possible(self, text: str) -> list[tuple[Pattern, T]]:
        """The rows that may match, in their order."""
        found = set(self._always)
        starts = {*text, *map(add, text, text[1:])}
        for start in starts & self._by_start.keys():
            for word, indices in self._by_start[start].items():
                if word in text:
                    found.update(indices)
        return [self.rows[index] for index in sorted(found)]
