"""The headings of a report, found in its lines and set in a tree.

Numbered headings go by the form of their number. A heading without one is taken for what its likes are: those
that Word sets alike, those whose count it fills (一、 … 三、), or one above what starts to count below it.
"""

import re
from collections.abc import Sequence
from itertools import islice

from drafting.errors import UnreadableReportError
from drafting.heading_numbers import Form, Numbered, number_of
from drafting.learning.heading_words import LONGEST, Split, inline_items, split
from drafting.learning.levels import CHAPTER_WORDS, TEXT, Found, body_look, settle
from drafting.reading import Line

_ENDS = re.compile(r"[。；;，,、：:！!？?…”]$")
_NO_HEADING = re.compile(
    r"^(?:附|注|表|图)[\d一二三四五六七八九十：: ]|\d{7}|@|https?:|^[\d\W]+$|^[【\[（(].*[】\]）)]$"
)
_MOST = 2_000  # headings of a report


def tree_of(lines: Sequence[Line]) -> tuple[list[Found], list[str]]:
    """The headings as a tree, each with the text below it; and the text before the first.

    UnreadableReportError where there are far too many.
    """
    found, before = _headings(lines)
    if len(found) > _MOST:
        raise UnreadableReportError("标题多得不像一份年度报告。请只发报告正文")
    settle(found, lines)
    roots: list[Found] = []
    open_: list[Found] = []
    for heading in found:
        while open_ and open_[-1].rank >= heading.rank:
            open_.pop()
        (open_[-1].children if open_ else roots).append(heading)
        open_.append(heading)
    return roots, before


def _headings(lines: Sequence[Line]) -> tuple[list[Found], list[str]]:
    found: list[Found] = []
    before: list[str] = []
    look = body_look(lines)
    for place, line in enumerate(lines):
        heading = None if line.table else _heading(place, lines, look)
        if heading:
            found.append(heading)
            continue
        (found[-1].body if found else before).append(line.text)
        if found and not found[-1].items:
            found[-1].items = inline_items(line.text)
    return found, before


def _heading(place: int, lines: Sequence[Line], look: str) -> Found | None:
    """The heading that a line begins with, or None where it is text."""
    line = lines[place]
    numbered = number_of(line.text)
    if numbered and numbered.rest:
        if numbered.form >= Form.ITEM and inline_items(line.text):
            return None
        lead = max(line.lead - (len(line.text) - len(numbered.rest)), 0)
        return _found(place, numbered, split(numbered.rest, lead), line)
    if numbered is None and _stands_alone(place, lines, look):
        return _found(place, None, Split(line.text.rstrip("。：:")), line)
    lead_words = line.text[: line.lead]
    if numbered is None and 4 <= line.lead <= LONGEST and lead_words.rstrip().endswith(("。", "：", ":")):
        return _found(place, None, split(line.text, line.lead), line)
    return None


def _found(place: int, numbered: Numbered | None, parts: Split, line: Line) -> Found | None:
    if not parts.heading:
        return None
    body = [parts.body] if parts.body else []
    return Found(
        place=place,
        number=numbered.number if numbered else None,
        words=parts.heading,
        run_in=bool(parts.body),
        body=body,
        rank=numbered.form if numbered else 0,
        count=numbered.count if numbered else 0,
        line=line,
        items=inline_items(parts.body),
    )


def _stands_alone(place: int, lines: Sequence[Line], look: str) -> bool:
    """Whether a line without a number is a heading: short, unpunctuated, with text or headings after it."""
    line = lines[place]
    if not 4 <= len(line.text) <= LONGEST + 10 or _NO_HEADING.search(line.text):
        return False
    styled = line.level is not None
    if not styled and (_ENDS.search(line.text) or "。" in line.text):
        return False
    following = (late for late in islice(lines, place + 1, None) if not late.table)
    after = [late.text for late in islice(following, 2)]
    if not after:
        return False
    if styled or (line.look and line.look != look):
        return True
    if len(after[0]) >= TEXT or number_of(after[0]) is not None or after[0].endswith("："):
        return True
    # A chapter right above a section that has no number either.
    above = bool(CHAPTER_WORDS.search(line.text)) and not _ENDS.search(after[0])
    return above and len(after[-1]) >= TEXT
