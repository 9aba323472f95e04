"""The headings of a report, found in its lines and set in a tree.

Numbered headings go by the form of their number. A heading without one is taken for what its likes are: those
that Word sets alike, those whose count it fills (一、 … 三、), or one above what starts to count below it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from drafting.errors import UnreadableReportError
from drafting.heading_numbers import Form, Numbered, number_of
from drafting.heading_words import LONGEST, Split, inline_items, split
from drafting.reading import Line

_ENDS = re.compile(r"[。；;，,、：:！!？?…”]$")
_NO_HEADING = re.compile(
    r"^(?:附|注|表|图)[\d一二三四五六七八九十：: ]|\d{7}|@|https?:|^[\d\W]+$|^[【\[（(].*[】\]）)]$"
)
_PARAGRAPH = 40  # characters of a line that is text, not a heading
_MOST = 2_000  # headings of a report
_CHAPTER = re.compile(
    r"存在.{0,4}(?:问题|不足)|不足|短板|差距|下一步|下步|今后|打算|(?:工作|下.{0,2}年.{0,6})(?:计划|安排|思路|重点)"
    r"|主要(?:举措|做法|工作|措施|成效)|工作(?:开展)?情况|成效|第一责任人|其他需要"
)
_PART = re.compile(
    r"存在.{0,6}(?:问题|不足)|^不足|下一步|下步|工作(?:计划|打算|安排|思路|谋划)|履行.{0,12}第一责任人|其他需要"
)


@dataclass(slots=True)
class Found:
    """A heading as it is found. `rank`: its form; of one without a number 0 until the others are known."""

    place: int
    number: str | None
    words: str
    run_in: bool
    body: list[str]
    rank: float = 0
    count: int = 0
    line: Line = field(default_factory=lambda: Line(""))
    children: list["Found"] = field(default_factory=list)
    items: tuple[tuple[str, str], ...] = ()

    @property
    def bare(self) -> bool:
        return self.number is None


def tree_of(lines: Sequence[Line]) -> tuple[list[Found], list[str]]:
    """The headings as a tree, each with the text below it; and the text before the first.

    UnreadableReportError where there are far too many.
    """
    found, before = _headings(lines)
    if len(found) > _MOST:
        raise UnreadableReportError("标题多得不像一份年度报告。请只发报告正文")
    for heading in found:
        if heading.bare:
            heading.rank = _rank(heading, found, lines)
    _lower_inner(found)
    roots: list[Found] = []
    open_: list[Found] = []
    for heading in found:
        while open_ and open_[-1].rank >= heading.rank:
            open_.pop()
        (open_[-1].children if open_ else roots).append(heading)
        open_.append(heading)
    return roots, before


def _lower_inner(found: Sequence[Found]) -> None:
    """Where 一、 stands right below 一、, the inner ones are set half a form lower, until the outer go on."""
    for place, (outer, first) in enumerate(pairwise(found)):
        if (
            outer.bare
            or outer.body
            or outer.rank != first.rank
            or first.count != 1
            or first.rank >= Form.ITEM
        ):
            continue
        form, expected = outer.rank, 1
        for heading in found[place + 1 :]:
            if heading.rank < form:
                break
            if heading.rank != form or heading.bare:
                continue
            goes_on = heading.count == outer.count + 1
            if heading.count != expected or (goes_on and expected > 1 and _CHAPTER.search(heading.words)):
                break
            heading.rank, expected = form + 0.5, expected + 1


def _headings(lines: Sequence[Line]) -> tuple[list[Found], list[str]]:
    found: list[Found] = []
    before: list[str] = []
    body_look = _body_look(lines)
    for place, line in enumerate(lines):
        heading = None if line.table else _heading(place, lines, body_look)
        if heading:
            found.append(heading)
            continue
        (found[-1].body if found else before).append(line.text)
        if found and not found[-1].items:
            found[-1].items = inline_items(line.text)
    return found, before


def _heading(place: int, lines: Sequence[Line], body_look: str) -> Found | None:
    """The heading that a line begins with, or None where it is text."""
    line = lines[place]
    numbered = number_of(line.text)
    if numbered and numbered.rest:
        if numbered.form >= Form.ITEM and inline_items(line.text):
            return None
        lead = max(line.lead - (len(line.text) - len(numbered.rest)), 0)
        return _found(place, numbered, split(numbered.rest, lead), line)
    if numbered is None and _stands_alone(place, lines, body_look):
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


def _stands_alone(place: int, lines: Sequence[Line], body_look: str) -> bool:
    """Whether a line without a number is a heading: short, unpunctuated, with text or headings after it."""
    line = lines[place]
    if not 4 <= len(line.text) <= LONGEST + 10 or _NO_HEADING.search(line.text):
        return False
    styled = line.level is not None
    if not styled and (_ENDS.search(line.text) or "。" in line.text):
        return False
    after = [late.text for late in islice((late for late in lines[place + 1 :] if not late.table), 2)]
    if not after:
        return False
    if styled or (line.look and line.look != body_look):
        return True
    if len(after[0]) >= _PARAGRAPH or number_of(after[0]) is not None or after[0].endswith("："):
        return True
    # A chapter right above a section that has no number either.
    above = bool(_CHAPTER.search(line.text)) and not _ENDS.search(after[0])
    return above and len(after[-1]) >= _PARAGRAPH


def _body_look(lines: Sequence[Line]) -> str:
    """How most of the text is set."""
    looks = Counter(line.look for line in lines if len(line.text) >= _PARAGRAPH and not line.table)
    return looks.most_common(1)[0][0] if looks else ""


def _rank(heading: Found, found: Sequence[Found], lines: Sequence[Line]) -> float:
    """Where a heading without a number stands among the forms."""
    index = next(place for place, other in enumerate(found) if other is heading)
    before, after = found[:index], found[index + 1 :]
    numbered = [other for other in found if not other.bare]
    return (
        _set_alike(heading, found, lines)
        or _fills(heading, before, after)
        or _above(heading, found, after)
        or (_below(heading, before) if numbered else _unnumbered(heading, found))
    )


def _set_alike(heading: Found, found: Sequence[Found], lines: Sequence[Line]) -> float:
    """The rank of numbered headings that Word sets alike, else the one that its outline level says."""
    line = heading.line
    if line.look and line.look != _body_look(lines) and not heading.run_in:
        alike = Counter(other.rank for other in found if not other.bare and other.line.look == line.look)
        if alike:
            return alike.most_common(1)[0][0]
    if line.level is None:
        return 0
    level = Counter(other.rank for other in found if not other.bare and other.line.level == line.level)
    return level.most_common(1)[0][0] if level else Form.CHAPTER + line.level - 1


def _fills(heading: Found, before: Sequence[Found], after: Sequence[Found]) -> float:
    """The form whose count has a gap here: 一、 … (heading) … 三、."""
    for form in (Form.PART, Form.CHAPTER, Form.SECTION, Form.POINT):
        last = next((other for other in reversed(before) if other.rank and other.rank <= form), None)
        following = next((other for other in after if not other.bare and other.rank <= form), None)
        if following is None or following.rank != form:
            continue
        count = last.count if last is not None and last.rank == form else 0
        if last is not None and last.bare and last.rank == form:
            count = following.count - 1  # the gap is already filled
        if following.count == count + 2 and _best(heading, after, following):
            return form
    return 0


def _best(heading: Found, after: Sequence[Found], following: Found) -> bool:
    """Whether no later heading without a number fills the gap better: one that is said as chapters are."""
    between = [other for other in after if other.bare and other.place < following.place]
    return bool(_CHAPTER.search(heading.words)) or not any(_CHAPTER.search(other.words) for other in between)


def _above(heading: Found, found: Sequence[Found], after: Sequence[Found]) -> float:
    """Where headings start to count right below: the rank of what holds such elsewhere, else one above."""
    if not after or heading.run_in or heading.body or after[0].bare or after[0].count != 1:
        return 0
    first = after[0]
    likes = Counter(
        upper.rank
        for upper, lower in pairwise(found)
        if not upper.bare and not upper.run_in and lower.rank == first.rank > upper.rank and lower.count == 1
    )
    if likes:
        return likes.most_common(1)[0][0]
    return first.rank - 1 if first.rank < Form.ITEM else 0


def _below(heading: Found, before: Sequence[Found]) -> float:
    """One below the heading that it stands under, or beside it; a chapter where only those are said so."""
    last = next((other for other in reversed(before) if other.rank and other.rank < Form.ITEM), None)
    if last is None:
        return Form.CHAPTER
    told = bool(last.body) or last is not before[-1]
    if _PART.search(heading.words):
        like = last.bare and bool(_PART.search(last.words))
        chapters = min(other.rank for other in before if other.rank)
        return last.rank if like else chapters if told else last.rank + 0.5
    if last.bare or last.run_in or (told and last.rank >= Form.SECTION):
        return last.rank if told else last.rank + 0.5
    return last.rank + 0.5


def _unnumbered(heading: Found, found: Sequence[Found]) -> float:
    """In a report without numbers: chapters by their words, where a heading stands right below another."""
    nested = any(not other.body and other is not found[-1] for other in found)
    return Form.CHAPTER if not nested or _CHAPTER.search(heading.words) else Form.SECTION
