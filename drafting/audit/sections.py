"""The frame of an edited report, and which topics the headings above each paragraph speak for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.composing.placing import PLAN
from drafting.edited import Paragraph
from drafting.errors import UnreadableReportError
from drafting.learning.frame import Frame, frame_of
from drafting.learning.headings import tree_of
from drafting.learning.topics import Matched, match
from storage.catalogue import Catalogue

_TOPIC = 1.5  # how much a heading says for the kinds of its topic


@dataclass(frozen=True)
class Sections:
    """`topics`: those above each paragraph, by its place, the nearest heading's first. `headings`: theirs.

    `held`: all topics that some heading holds. `plans`: the places of paragraphs that tell of next year.
    """

    frame: Frame
    topics: dict[int, tuple[str, ...]]
    headings: dict[int, str]
    held: frozenset[str]
    plans: frozenset[int]

    def kinds(self, place: int, catalogue: Catalogue) -> dict[str, float]:
        """How strongly the headings above a paragraph speak for each kind."""
        near = self.topics.get(place, ())
        return {kind.name: _TOPIC for kind in catalogue.kinds.values() if kind.topic in near}


def sections_of(body: Sequence[Paragraph]) -> Sections:
    """The sections of a report's body."""
    lines = [one.line for one in body]
    frame = frame_of(lines)
    try:
        roots, _ = tree_of(frame.body)
    except UnreadableReportError:
        roots = []
    by_line = {id(line): one.place for line, one in zip(lines, body, strict=True)}
    matched = match(roots, frame.year)
    starts = {by_line[id(frame.body[one.heading.place])]: (one, path) for one, path in _walk(matched, ())}
    topics: dict[int, tuple[str, ...]] = {}
    plans: set[int] = set()
    now: tuple[str, ...] = ()
    inside = {id(line) for line in frame.body}
    for line, one in zip(lines, body, strict=True):
        if one.place in starts:
            found, above = starts[one.place]
            now = (*found.topics, *above)
        if id(line) in inside:
            topics[one.place] = now
            if PLAN in now:
                plans.add(one.place)
    held = frozenset(topic for found, _ in starts.values() for topic in found.topics)
    headings = {place: found.heading.words for place, (found, _) in starts.items()}
    return Sections(frame, topics, headings, held, frozenset(plans))


def _walk(some: Sequence[Matched], above: tuple[str, ...]) -> Iterator[tuple[Matched, tuple[str, ...]]]:
    for one in some:
        yield one, above
        yield from _walk(one.children, (*one.topics, *above))
