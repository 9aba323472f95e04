"""Regular expressions that cost nothing until a text holds one of the words that they need.

There are some six hundred turns of phrase, and a message meets few of them. To compile them all would take
most of the first message's time. Pure.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from operator import add
from typing import Generic, TypeVar

_PLAIN = re.compile(r"[^\\\[\](){}.*+?|^$]+")
_REPEAT = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_LISTED = re.compile(r"\[([^\^\\\-\]]+)\]")  # a class that only lists characters
_OPENING = re.compile(r"\((?:\?(?:(?P<around><?[=!])|:|P<\w+>)|(?!\?))")

T = TypeVar("T")

Needs = frozenset[str] | None  # a match holds one of these; None: nothing is known of it


def needs(pattern: str) -> Needs:
    """Words of which every text that matches holds at least one; None where no such words are found.

    Reads what this package writes: alternatives, groups, classes, repeats, looks ahead and behind. A pattern
    with anything else (flags) gives None.
    """
    found, end = _alternatives(pattern, 0)
    return found if end == len(pattern) else None


def _alternatives(pattern: str, at: int) -> tuple[Needs, int]:
    """The needs of alternatives up to a closing bracket or the end, and where they end."""
    united: set[str] | None = set()
    while True:
        one, at = _sequence(pattern, at)
        united = None if one is None or united is None else united | one
        if at >= len(pattern) or pattern[at] != "|":
            return (frozenset(united) if united else None), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Needs, int]:
    """The best needs of what stands in a row, and where it ends."""
    best: Needs = None
    while at < len(pattern) and pattern[at] not in "|)":
        one, at = _atom(pattern, at)
        if one and (best is None or _worth(one) > _worth(best)):
            best = one
    return best, at


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Long words say most; of words of one length, few."""
    return min(map(len, words)), -len(words)


def _atom(pattern: str, at: int) -> tuple[Needs, int]:
    """The needs of plain characters, a class or a group, with the repeat after it; and where it ends."""
    if plain := _PLAIN.match(pattern, at):
        repeat = _REPEAT.match(pattern, plain.end())
        if repeat is None:
            return frozenset([plain.group()]), plain.end()
        if len(plain.group()) > 1:  # the repeat is of the last character alone
            return frozenset([plain.group()[:-1]]), plain.end() - 1
        return (frozenset([plain.group()]) if _must(repeat) else None), repeat.end()
    found: Needs = None
    if opening := _OPENING.match(pattern, at):
        found, end = _alternatives(pattern, opening.end())
        found, end = (None if opening["around"] else found), end + 1
    elif pattern[at] == "\\":
        end = at + 2
    elif one := _LISTED.match(pattern, at):
        found, end = frozenset(one[1]), one.end()
    elif one := _CLASS.match(pattern, at):
        end = one.end()
    elif pattern[at] in ".^$":
        end = at + 1
    else:
        return None, len(pattern) + 1  # not ours: the whole pattern is of unknown needs
    if repeat := _REPEAT.match(pattern, end):
        return (found if _must(repeat) else None), repeat.end()
    return found, end


def _must(repeat: re.Match[str]) -> bool:
    """Whether what is repeated stands there at least once."""
    return repeat.group()[0] == "+" or int(repeat["least"] or 0) > 0


_FEW = 48  # so many words are looked for faster than a pattern is tried at each character


class Pattern:
    """A regular expression, compiled when a text may hold a match; its methods are those of `re.Pattern`.

    A text without any word that a match needs is not searched; many words are only looked for until then.
    """

    __slots__ = ("_barren", "_regex", "_words", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._regex: re.Pattern[str] | None = None
        self._words: tuple[str, ...] = ()
        self._barren: str | None = None  # the last text that was found to hold none of the words

    def _for(self, text: str) -> re.Pattern[str] | None:
        """What searches a text; None where nothing can be found in it."""
        for word in self._words or self._needed():
            if word in text:
                return self._regex or self._compiled()
        return None

    def _needed(self) -> tuple[str, ...]:
        self._words = tuple(needs(self.pattern) or ("",))
        return self._words

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self.pattern)
            if len(self._words) > _FEW:
                self._words = ("",)
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
