"""One form of each character, before anything is read. Every step keeps the text's length: offsets stay those of the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from bot.understanding.spelling import TRADITIONAL, TYPOS

_BLANK = " "


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelt word at [start, end) and what was read for it."""

    start: int
    end: int
    read: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one form, exactly as long as the original. `corrections`: the misspellings that were mended."""

    text: str
    corrections: tuple[Correction, ...] = ()


def normalise(text: str) -> Plain:
    """The text with full-width, traditional and misspelt characters made plain, and ornaments blanked."""
    plain = "".join(map(_plain, text))
    plain = _MARKS.sub(lambda found: _CHINESE[found.group()], plain)
    plain = _KEYCAP.sub(lambda found: f"\n{found.group(1)}.", plain)
    corrections = []
    for found in _typos().finditer(plain):
        read = TYPOS[found.group()]
        if len(read) == len(found.group()):
            corrections.append(Correction(found.start(), found.end(), read))
    for one in reversed(corrections):
        plain = plain[: one.start] + one.read + plain[one.end :]
    return Plain(plain, tuple(corrections))


_CHINESE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_MARKS = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|(?<=\d),(?!\d{3}(?!\d))|[;()!?]")
_KEYCAP = re.compile("([0-9])[\ufe0f ]?[\u20e3]")


@cache
def _plain(character: str) -> str:
    """One character in its plain form; emoji, marks and control characters become a blank."""
    if character < "\x80":
        return character if character >= " " or character == "\n" else _BLANK
    if character in TRADITIONAL:
        return TRADITIONAL[character]
    if "\u4e00" <= character <= "\u9fff":
        return character
    if character in "\u20e3·•・":
        return "·" if character != "\u20e3" else character
    if "\u2460" <= character <= "\u249b":  # ① ⑴ ⒈ are list marks, and stay
        return character
    if character in "，；：（）！？。、":
        return character
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1 and wide != character:
        return wide
    return _BLANK if unicodedata.category(character)[0] in "SCZM" and character not in "〔〕～" else character


@cache
def _typos() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, TYPOS), key=len, reverse=True)))
