"""Words of the dialects as the standard words that they stand for, as long as they are (dialects.toml)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from bot.understanding.patterns import Pattern


@dataclass(frozen=True, slots=True)
class _Dialects:
    """`words` by the word; `patterns` by the name of the group that matched."""

    words: Mapping[str, str]
    any_word: Pattern
    patterns: Mapping[str, str]
    any_pattern: Pattern


@lru_cache(maxsize=4)
def standard(text: str) -> str:
    """The text with the dialects' words in standard ones ("琴日" → "昨日"); as long as before.

    Dates, numbers and words of one message are each read from it: the last ones are kept.
    """
    known = _dialects()
    text = known.any_word.sub(lambda found: known.words[found.group()], text)
    return known.any_pattern.sub(lambda found: known.patterns[found.lastgroup or ""], text)


@cache
def _dialects() -> _Dialects:
    """What dialects.toml holds; ValueError where a word and its reading differ in length."""
    path = resources.files("bot.understanding").joinpath("dialects.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = data["words"]
    for word, reading in words.items():
        if len(word) != len(reading):
            raise ValueError(f"{word} and {reading} differ in length")
    any_word = Pattern("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    rows = [(f"w{index}", *row) for index, row in enumerate(data["patterns"].items())]
    any_pattern = Pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in rows))
    return _Dialects(words, any_word, {name: reading for name, _, reading in rows}, any_pattern)
