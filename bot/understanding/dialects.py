"""Words of the dialects as the standard words that they stand for, as long as they are (dialects.toml)."""

import tomllib
from functools import cache, lru_cache
from importlib import resources

from bot.understanding.patterns import Pattern, Sieve


@lru_cache(maxsize=4)
def standard(text: str) -> str:
    """The text with the dialects' words in standard ones ("琴日" → "昨日"); as long as before.

    Dates, numbers and words of one message are each read from it: the last ones are kept.
    """
    for pattern, reading in _dialects().possible(text):
        text = pattern.sub(reading, text)
    return text


@cache
def _dialects() -> Sieve[str]:
    """dialects.toml, long words first; ValueError where a word and its reading differ in length."""
    path = resources.files("bot.understanding").joinpath("dialects.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = data["words"]
    for word, reading in words.items():
        if len(word) != len(reading):
            raise ValueError(f"{word} and {reading} differ in length")
    rows = sorted(words.items(), key=lambda row: -len(row[0])) + list(data["patterns"].items())
    return Sieve((Pattern(pattern), reading) for pattern, reading in rows)
