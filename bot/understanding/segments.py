"""The structure of a message: lines and list items, sentences, clauses. Spans of the normalised text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ITEM = re.compile(
    r"(?:(?<=^)|(?<=[\n。；;：:，\s])|(?<=[\u4e00-\u9fff）]))(?:"
    r"[\u2460-\u249b]|（[一二三四五六七八九十\d]{1,3}）|"
    r"(?:(?<=^)|(?<=[\n。；：，\s]))(?:\d{1,2}(?:[、）]|\.(?!\d))|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九]是(?!否)|其[一二三四五]))"
)
_STOP = re.compile(r"[。；！？\n]+")
_COMMA = re.compile(
    r"(?<!\d),|,(?!\d{3})|[，（）~～…]+|(?<=[\u4e00-\u9fff\d%]) +(?=[\u4e00-\u9fff\d])|——+|--+"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at [start, end); `line`, `sentence`: counters; `item`: it opens a list item."""

    start: int
    end: int
    line: int
    sentence: int
    item: bool = False


def marks(text: str) -> list[tuple[int, int]]:
    """The spans of the list marks (①, 1., 一、, 一是): numerals that count nothing."""
    found = [match.span() for match in _ITEM.finditer(text)]
    return found


def split(text: str, items: Iterable[tuple[int, int]]) -> list[Clause]:
    """The clauses of a text, in order, without empty ones."""
    starts = {end for _, end in items}
    cuts: list[tuple[int, int, int]] = [
        (m.start(), m.end(), 2 if "\n" in m.group() else 1) for m in _STOP.finditer(text)
    ]
    cuts += [(m.start(), m.end(), 0) for m in _COMMA.finditer(text)]
    cuts += [(start, end, 2) for start, end in items]
    cuts.sort()
    clauses: list[Clause] = []
    begin, line, sentence, item = 0, 0, 0, False
    for start, end, level in [*cuts, (len(text), len(text), 0)]:
        if start < begin:
            continue
        if text[begin:start].strip():
            clauses.append(Clause(begin, start, line, sentence, item))
            item = False
        if level:
            sentence += 1
        if level == 2:
            line += 1
        if end in starts:
            item = True
        begin = end
    return clauses
