"""A heading of an outline as a block: its number, and its words renewed for the year."""

import re
from collections.abc import Sequence
from itertools import pairwise

from drafting.counts import find_count
from drafting.heading_numbers import number_of
from drafting.outline import Node, Outline, renewed
from drafting.report import Block, BlockType, Source, Span, TextSpan

_NUMERALS = [*"一二三四五六七八九十", *("十" + one for one in "一二三四五六七八九"), "二十"]
_CHINESE = re.compile("[一二三四五六七八九十]+")
# What is known by a name with numerals: days, plans, hotlines, systems of work, and what stands in quotes.
_NAME = re.compile(
    r"(“[^”]{1,20}”|\d{1,2}[·.．]\d{1,2}(?!\d)|12345|12348|12309|110|[七八九]五(?=普法)|三项制度|一把手"
    r"|一件事|最多跑一次|一网通办|两个维护|四个意识|四个自信|两个确立|三所联动|一村一|三张清单|《[^》]*》"
    r"|二十届?\w中全会)"
)


def block(node: Node, outline: Outline, *, year: int, town: str, places: Sequence[str] = ()) -> Block:
    """The heading's block. A run-in heading ends with its mark: its text goes on behind it.

    `places`: the town's villages, which may be called like a count (三家村).
    """
    words = renewed(node.text, outline, year=year, town=town)
    spans: list[Span] = [TextSpan(node.number, Source.NUMBER)] if node.number else []
    spans += title_spans(words, (town, *places))
    if node.run_in and not words.endswith(("。", "：", "；", "，")):
        spans.append(TextSpan("。"))
    return Block(BlockType.HEADING, tuple(spans), node.level, node.holds, run_in=node.run_in)


def title_spans(words: str, places: Sequence[str] = ()) -> list[Span]:
    """The words of a heading: years and places are settings, known names names, a stale count a gap."""
    settings = re.compile("|".join(["(20\\d\\d年?", *map(re.escape, filter(None, places))]) + ")")
    spans: list[Span] = []
    for index, piece in enumerate(settings.split(words)):
        if index % 2:
            spans.append(TextSpan(piece, Source.SETTING))
            continue
        for place, part in enumerate(_NAME.split(piece)):
            if part:
                spans += [TextSpan(part, Source.NAME)] if place % 2 else _words(part)
    return spans


def _words(text: str) -> list[Span]:
    count = find_count(text)
    if count is None:
        return [TextSpan(text)]
    before, _, after = text.partition(count)
    spans: list[Span] = [TextSpan(before)] if before else []
    spans.append(TextSpan("【待核：上年数字】", Source.GAP))
    return [*spans, *(_words(after) if after else [])]


def numbers(nodes: Sequence[Node]) -> list[str | None]:
    """The numbers of a row of headings; one that was left out before （二） or 二、 is filled in."""
    found = [node.number for node in nodes]
    for index, (number, after) in enumerate(pairwise([*found, None])):
        follows = number_of(after) if after else None
        if number is None and follows and follows.count == index + 2:
            found[index] = next_number(after, index)
    return found


def next_number(number: str | None, index: int) -> str | None:
    """The number that follows in a row of headings: （三） → （四） for index 3; None where there is none."""
    if not number or index >= len(_NUMERALS):
        return None
    if _CHINESE.search(number):
        return _CHINESE.sub(_NUMERALS[index], number, count=1)
    return re.sub(r"\d+", str(index + 1), number, count=1)
