"""Which level a heading stands at where its number does not tell: it goes by its likes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafting.heading_numbers import Form
from drafting.reading import Line

TEXT = 40  # characters of a line that is text, not a heading
CHAPTER_WORDS = re.compile(
    r"存在.{0,4}(?:问题|不足)|不足|短板|差距|下一步|下步|今后|打算|(?:工作|下.{0,2}年.{0,6})(?:计划|安排|思路|重点)"
    r"|主要(?:举措|做法|工作|措施|成效)|工作(?:开展)?情况|成效|第一责任人|其他需要"
)
_PART = re.compile(
    r"存在.{0,6}(?:问题|不足)|^不足|下一步|下步|工作(?:计划|打算|安排|思路|谋划)|第一责任人.{0,6}(?:职|情况)|其他需要"
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


def settle(found: Sequence[Found], lines: Sequence[Line]) -> None:
    """Gives each heading its rank: those without a number, and those counted like the one that holds them."""
    look = body_look(lines)
    for index, heading in enumerate(found):
        if heading.bare:
            heading.rank = _rank(index, found, look)
    _lower_inner(found)


def body_look(lines: Sequence[Line]) -> str:
    """How most of the text is set."""
    looks = Counter(line.look for line in lines if len(line.text) >= TEXT and not line.table)
    return looks.most_common(1)[0][0] if looks else ""


def _rank(index: int, found: Sequence[Found], look: str) -> float:
    """Where a heading without a number stands among the forms. `look`: how body text is set."""
    heading, before, after = found[index], found[:index], found[index + 1 :]
    numbered = any(not other.bare for other in found)
    return (
        _set_alike(heading, found, look)
        or _fills(heading, before, after)
        or _above(heading, found, after)
        or (_below(heading, before) if numbered else _unnumbered(heading, found))
    )


def _set_alike(heading: Found, found: Sequence[Found], look: str) -> float:
    """The rank of numbered headings that Word sets alike, else the one that its outline level says."""
    line = heading.line
    if line.look and line.look != look and not heading.run_in:
        alike = Counter(other.rank for other in found if not other.bare and other.line.look == line.look)
        if alike:
            return alike.most_common(1)[0][0]
    if line.level is None:
        return 0
    level = Counter(other.rank for other in found if not other.bare and other.line.level == line.level)
    return level.most_common(1)[0][0] if level else Form.CHAPTER + line.level - 1


def _fills(heading: Found, before: Sequence[Found], after: Sequence[Found]) -> float:
    """The form whose count has a gap here: 一、 … (heading) … 三、."""
    for form in list(Form)[: Form.ORDER]:
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
    return bool(CHAPTER_WORDS.search(heading.words)) or not any(
        CHAPTER_WORDS.search(other.words) for other in between
    )


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
    """Beside the last heading that stands alone like it, or one below it where that has no text yet.

    A chapter where only those are said so: 存在的不足.
    """
    ranked = [other for other in before if other.rank]
    if not ranked:
        return Form.CHAPTER
    last = ranked[-1]
    if heading.run_in:
        return last.rank if last.run_in else last.rank + 0.5
    told = bool(last.body)
    alone = next((other for other in reversed(ranked) if not other.run_in), last)
    if _PART.search(heading.words):
        like = alone.bare and bool(_PART.search(alone.words))
        chapters = min(other.rank for other in ranked)
        return alone.rank if like else chapters if told else alone.rank + 0.5
    if last.run_in or (told and (alone.bare or alone.rank >= Form.SECTION)):
        return alone.rank
    return alone.rank + 0.5


def _unnumbered(heading: Found, found: Sequence[Found]) -> float:
    """In a report without numbers: chapters by their words, where a heading stands right below another."""
    nested = any(not other.body and other is not found[-1] for other in found)
    return Form.CHAPTER if not nested or CHAPTER_WORDS.search(heading.words) else Form.SECTION


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
            if heading.count != expected or (
                goes_on and expected > 1 and CHAPTER_WORDS.search(heading.words)
            ):
                break
            heading.rank, expected = form + 0.5, expected + 1
