"""Words and what they mean, indexed so that a text is searched in one pass. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import add
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):  # a tuple is made sooner than a frozen dataclass, and many are
    """A word of an index at [start, end) of a text, and what it means."""

    start: int
    end: int
    word: str
    senses: tuple[T, ...]


class Index(Generic[T]):
    """Words to their senses; finds the longest at each place, none inside a longer one.

    Nothing begins in a word without senses, a shield (the 强调 of 强调了, for 调了).
    `lent`: what a word means beside its own senses, asked when it is first met.
    """

    def __init__(
        self, words: Mapping[str, Iterable[T]], lent: Callable[[str], Iterable[T]] = lambda _: ()
    ) -> None:
        self._given, self._lent = words, lent
        self._met: dict[str, tuple[T, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for word in words:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        self._single = frozenset(word for word in words if len(word) == 1)
        # How long the words are that begin with two characters, the longest first.
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def senses(self, word: str) -> tuple[T, ...]:
        """What a word means; nothing for a shield, or for a word that is not known."""
        if word not in self._met:
            self._met[word] = (*self._given.get(word, ()), *self._lent(word))
        return self._met[word]

    def items(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Every word with what it means."""
        return ((word, self.senses(word)) for word in self._given)

    def find(self, text: str) -> list[Found[T]]:
        found: list[Found[T]] = []
        last = shielded = 0
        given, lengths, single = self._given, self._lengths, self._single
        for start, pair in enumerate(map(add, text, text[1:] + " ")):
            if pair not in lengths and pair[0] not in single:
                continue
            word = pair[0] if pair[0] in single else ""
            for length in lengths.get(pair, ()):
                if text[start : start + length] in given:
                    word = text[start : start + length]
                    break
            if word and start + len(word) > last and start >= shielded:
                last = start + len(word)
                senses = self.senses(word)
                shielded = shielded if senses else last
                found.append(Found(start, last, word, senses))
        return found
