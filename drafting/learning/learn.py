"""Last year's report → its outline: headings, numbers, topics, addressee, signature and house words."""

from drafting.errors import UnreadableReportError
from drafting.learning.frame import frame_of
from drafting.learning.headings import tree_of
from drafting.learning.topics import Matched, match, unmatched
from drafting.learning.words import house_words
from drafting.outline import DEFAULT_TITLE, Node, Outline
from drafting.reading import read

_DEEPEST = 6  # levels that an outline may have


def learn(content: bytes, name: str = "") -> Outline:
    """The outline of a report (.docx, or .txt in UTF-8, UTF-16 or GBK). `name`: the file's.

    UnreadableReportError where it cannot be read, or has no headings.
    """
    lines = read(content, name)
    frame = frame_of(lines)
    roots, _ = tree_of(frame.body)
    if not roots:
        raise UnreadableReportError(
            "没有认出标题。请确认这是年度报告，标题用“一、”“（一）”这样的编号，或在 Word 里设为标题样式"
        )
    matched = match(roots, frame.year)
    return Outline(
        nodes=tuple(_node(one, 1) for one in matched),
        title=frame.title or DEFAULT_TITLE,
        year=frame.year,
        addressee=frame.addressee,
        signature=frame.signature,
        words=house_words(line.text for line in lines),
        unmatched=unmatched(matched),
    )


def _node(one: Matched, level: int) -> Node:
    heading = one.heading
    below = min(level + 1, _DEEPEST)
    items = tuple(
        Node(below, number, words, run_in=True, inline_item=True) for number, words in heading.items
    )
    return Node(
        level=level,
        number=heading.number,
        text=heading.words,
        run_in=heading.run_in,
        topics=tuple(one.topics),
        children=items + tuple(_node(child, below) for child in one.children),
    )
