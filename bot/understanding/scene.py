"""What is on a message's page before anything is decided: clauses, dates, counts, and the words found in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.understanding import segments
from bot.understanding.dates import DateSpan
from bot.understanding.lexicon import PATTERN_WEIGHT, Found, Lexicon, Sense
from bot.understanding.meaning import TownWords
from bot.understanding.numbers import Count, find_counts
from bot.understanding.segments import Clause

LEARNED_WEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or turn of phrase at [start, end) that speaks for a kind."""

    start: int
    end: int
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A normalised message and what was found in it, each list in text order."""

    text: str
    at: datetime
    town: TownWords
    lexicon: Lexicon
    clauses: Sequence[Clause]
    dates: Sequence[DateSpan]
    counts: Sequence[Count]
    cues: Sequence[Cue]
    nouns: Sequence[Found[Sense]]
    noun_starts: Sequence[int] = field(repr=False)

    def clause_at(self, position: int) -> Clause:
        """The clause that holds a position, or the last one that starts before it."""
        index = bisect_left([clause.start for clause in self.clauses], position + 1) - 1
        return self.clauses[max(index, 0)]

    def nouns_in(self, start: int, end: int) -> list[Found[Sense]]:
        """The measures' words that lie wholly within [start, end)."""
        first = bisect_left(self.noun_starts, start)
        found = []
        for noun in self.nouns[first:]:
            if noun.start >= end:
                break
            if noun.end <= end:
                found.append(noun)
        return found


def look(text: str, at: datetime, town: TownWords, lexicon: Lexicon, dates: Sequence[DateSpan]) -> Scene:
    """Everything that is found in a normalised text."""
    items = segments.marks(text)
    clauses = segments.split(text, items)
    counts = find_counts(text, [*items, *((date.start, date.end) for date in dates)])
    nouns = lexicon.nouns.find(text)
    return Scene(
        text,
        at,
        town,
        lexicon,
        clauses,
        dates,
        counts,
        _cues(text, town, lexicon),
        nouns,
        [n.start for n in nouns],
    )


def _cues(text: str, town: TownWords, lexicon: Lexicon) -> list[Cue]:
    found = [
        Cue(hit.start, hit.end, kind, weight)
        for hit in lexicon.cues.find(text)
        for kind, weight in hit.senses
    ]
    for kind, pattern in lexicon.patterns:
        found += [Cue(hit.start(), hit.end(), kind, PATTERN_WEIGHT) for hit in pattern.finditer(text)]
    for words, kind in town.learned:
        start = text.find(words) if words else -1
        if start >= 0:
            found.append(Cue(start, start + len(words), kind, LEARNED_WEIGHT))
    return sorted(found, key=lambda cue: (cue.start, -cue.end))
