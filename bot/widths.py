"""Text that stands in columns on a phone: Chinese characters and the pads are twice as wide as digits."""

import unicodedata
from collections.abc import Iterable

WIDE_BLANK = "\u3000"  # as wide as a Chinese character, whatever the font
LINE = 40  # half-width cells: what a phone shows on a line of a message


def width(text: str) -> int:
    """In half-width cells."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def padded(text: str, cells: int) -> str:
    """Filled up to that width, with wide blanks as far as they go."""
    missing = max(cells - width(text), 0)
    return text + WIDE_BLANK * (missing // 2) + " " * (missing % 2)


def wrapped(parts: Iterable[str], first: str, indent: int, line: int = LINE) -> list[str]:
    """The parts in lines behind `first`, later lines indented by that many cells; a part is never broken."""
    lines, now, empty = [], first, True
    for part in parts:
        joined = now + ("" if empty else "、") + part
        if not empty and width(joined) > line:
            lines.append(now + "、")
            now = padded("", indent) + part
        else:
            now = joined
        empty = False
    return [*lines, now]
