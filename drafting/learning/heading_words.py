"""Where a heading ends and its text begins, and the 一是…二是… that stand inside a paragraph."""

import re
from dataclasses import dataclass
from itertools import pairwise

from drafting.heading_numbers import Form, number_of

LONGEST = 45  # characters of a heading; what is longer is a sentence
_LONGEST_ITEM = 30
_CLOSING = "。：:；;！!？?"
_OPEN, _SHUT = "《“‘（(「『【〔", "》”’）)」』】〕"
_ITEM = re.compile(r"(?:^|(?<=[。；：:;，,！!：、 ]))(?=[一二三四五六七八九十]{1,2}(?:是|要))")


@dataclass(frozen=True, slots=True)
class Split:
    """A heading without its closing mark, and the text that follows in the same paragraph ("" for none)."""

    heading: str
    body: str = ""


def split(text: str, lead: int = 0, longest: int = LONGEST) -> Split:
    """The heading at the start of a paragraph (its number taken off) and the rest.

    `lead`: how many characters are set apart as a heading. A first sentence that is too long for a heading
    gives its first clause.
    """
    if 0 < lead < len(text) and lead <= longest + 15:
        return Split(text[:lead].strip().rstrip(_CLOSING).strip(), text[lead:].strip())
    end = _first(text, _CLOSING)
    space = _gap(text, end)
    if space:
        return Split(text[:space], text[space:].strip())
    heading, body = text[:end], text[end + 1 :].strip()
    if len(heading) > longest:
        clause = _first(heading, "，,")
        if 0 < clause < len(heading):
            return Split(heading[:clause].strip(), text[clause + 1 :].strip())
    return Split(heading.strip(), body)


def inline_items(text: str) -> tuple[tuple[str, str], ...]:
    """The (number, words) of 一是…二是… inside a paragraph, in order; none where only one stands there."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    found: list[tuple[int, str, str]] = []
    for start, end in pairwise([*starts, len(text)]):
        numbered = number_of(text[start:end])
        if numbered is None or numbered.form is not Form.ITEM:
            continue
        if found and numbered.count != found[-1][0] + 1:
            continue
        found.append((numbered.count, numbered.number, split(numbered.rest, longest=_LONGEST_ITEM).heading))
    return tuple((number, words) for _, number, words in found if words) if len(found) > 1 else ()


def _first(text: str, marks: str) -> int:
    """Where the first of the marks stands outside quotes and brackets; the length where none does."""
    depth = 0
    for place, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _SHUT:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in marks:
            return place
    return len(text)


def _gap(text: str, end: int) -> int:
    """Where a blank ends a heading that has no closing mark: 加强领导 镇党委…; 0 where none does."""
    place = _first(text, " ")
    if place >= min(end, LONGEST) or len(text) <= LONGEST or len(text) - place < 20:
        return 0
    return place if place >= 4 else 0
