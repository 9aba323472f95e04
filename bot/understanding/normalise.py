"""One form of each character before anything is read.

Every step keeps the text's length, so that offsets stay those of the original.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.understanding.patterns import Pattern

_BLANK = " "
_KEPT = frozenset("，；：（）！？。、〔〕～\u20e3")
_CHINESE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_MARKS = Pattern(r"(?<!\d)[,:]|[,:](?!\d)|(?<=\d),(?!\d{3}(?!\d))|[;()!?]")
_KEYCAP = Pattern("([0-9])[\ufe0f ]?[\u20e3]")


@dataclass(frozen=True, slots=True)
class _Spelling:
    traditional: Mapping[str, str]
    typos: Mapping[str, str]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one form, exactly as long as the original."""

    text: str


def normalise(text: str) -> Plain:
    """The text with full-width, traditional and misspelt characters made plain, and ornaments blanked."""
    plain = "".join(map(_plain, text))
    plain = _MARKS.sub(lambda found: _CHINESE[found.group()], plain)
    plain = _KEYCAP.sub(lambda found: "\n" + found.group(1).ljust(len(found.group()) - 1, "."), plain)
    spelling = _spelling()
    return Plain(spelling.pattern.sub(lambda found: spelling.typos[found.group()], plain))


@cache
def _plain(character: str) -> str:
    """One character in its plain form; emoji, combining marks and control characters become a blank."""
    if character < "\x80":
        return character if character >= " " or character == "\n" else _BLANK
    if character in _KEPT or "\u2460" <= character <= "\u249b":  # ① ⑴ ⒈ mark lists
        return character
    if "\u4e00" <= character <= "\u9fff":
        return _spelling().traditional.get(character, character)
    if character in "·•・":
        return "·"
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1 and wide != character:
        return wide
    return _BLANK if unicodedata.category(character)[0] in "SCZM" else character


@cache
def _spelling() -> _Spelling:
    """What spelling.toml holds; ValueError where a spelling and its reading differ in length."""
    path = resources.files("bot.understanding").joinpath("spelling.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    typos: dict[str, str] = data["typos"]
    for wrong, right in typos.items():
        if len(wrong) != len(right):
            raise ValueError(f"{wrong} and {right} differ in length")
    longest_first = sorted(map(re.escape, typos), key=len, reverse=True)
    return _Spelling(
        {pair[0]: pair[1] for pair in data["traditional"].split()}, typos, Pattern("|".join(longest_first))
    )
