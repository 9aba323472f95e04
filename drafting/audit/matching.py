"""Which figure of the ledger a count in a report is: by the words around it, its unit, and its place."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafting.audit.counts import Count
from drafting.audit.traps import mask
from drafting.audit.vocabulary import Vocabulary

SURE, CLOSE = 9.0, 1.5  # a score that names the figure; how near a second one may come
PLAUSIBLE = 5.0
_BESIDE = 8.0
_BEHIND = 6.5  # a word right after the count: 300件纠纷
_GENERAL = 2.5  # what a word that many share lacks
_UNIT, _ALSO = 2.0, 1.0
_KIN = 2.0  # what speaks for a kind enough that its other measures are thought of
_ALONE = 2.0  # only the unit speaks
_SUPPORT = 0.35  # of a cue's weight
_TOPIC = 1.0
_GOES_ON = 1.2  # the figure before it is of the same kind
_REACH = 24  # characters before a count in which its word may stand
_STOPS = "。；！？\n"
_LONGEST = 400  # characters of a sentence on either side of a count
_STOP = re.compile("[。；！？\n□]")
_CLAUSE = re.compile("[，、：（）()]")
_FILLER = re.compile(
    "[了共约达为是有的：: 计总近数量大概到等各类各种该]+|人数|总数|合计|累计|全年|年内|其中|超过|多达"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    kind: str
    measure: str
    score: float
    word: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """A count of a paragraph and what it may be, best first. `sentence`: where its sentence lies.

    `kin`: what else its sentence's kinds count in such a unit.
    """

    count: Count
    candidates: tuple[Candidate, ...]
    sentence: tuple[int, int]
    kin: tuple[tuple[str, str], ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The figure that it surely is, or None."""
        if not self.candidates or self.candidates[0].score < SURE:
            return None
        first = self.candidates[0]
        rival = next((one for one in self.candidates[1:] if one.kind != first.kind or one.word), None)
        return None if rival and first.score - rival.score < CLOSE else first


def match(
    text: str, counts: Sequence[Count], vocabulary: Vocabulary, topics: Mapping[str, float]
) -> list[Matched]:
    """The counts of a paragraph with what they may be. `topics`: kinds that its headings speak for."""
    plain = mask(text)
    found: list[Matched] = []
    supports: dict[tuple[int, int], dict[str, float]] = {}
    for index, count in enumerate(counts):
        start, end = sentence_of(text, count)
        left = max(start, counts[index - 1].end if index and counts[index - 1].end > start else start)
        right = min(end, counts[index + 1].start if index + 1 < len(counts) else end)
        if (start, end) not in supports:
            supports[start, end] = _support(vocabulary, text[start:end], topics)
        support = supports[start, end]
        last = found[-1].candidates[:1] if found and found[-1].sentence == (start, end) else ()
        candidates = _candidates(plain, count, left, right, vocabulary, support, last)
        kin = tuple(
            (one.kind, one.measure)
            for one in vocabulary.measures
            if support.get(one.kind, 0) >= _KIN and one.takes(count.unit)
        )
        found.append(Matched(count, candidates, (start, end), kin))
    return found


def sentence_of(text: str, count: Count) -> tuple[int, int]:
    """Where the sentence of a count begins and ends; of a very long one, what is near."""
    first = max(count.start - _LONGEST, 0)
    start = max((text.rfind(stop, first, count.start) + 1 for stop in _STOPS), default=0)
    last = min(count.end + _LONGEST, len(text))
    found = [place for stop in _STOPS if (place := text.find(stop, count.end, last)) >= 0]
    return max(start, first), min(found, default=last)


def _support(vocabulary: Vocabulary, sentence: str, topics: Mapping[str, float]) -> dict[str, float]:
    support = {kind: weight * _SUPPORT for kind, weight in vocabulary.kinds(sentence).items()}
    for kind, weight in topics.items():
        support[kind] = support.get(kind, 0.0) + weight * _TOPIC
    return support


def _candidates(
    text: str,
    count: Count,
    left: int,
    right: int,
    vocabulary: Vocabulary,
    support: Mapping[str, float],
    last: Sequence[Candidate],
) -> tuple[Candidate, ...]:
    words = _words(text, count, left, right, vocabulary)
    found = []
    for place, one in enumerate(vocabulary.measures):
        if not one.takes(count.unit):
            continue
        near, word = words.get(place, (0.0, ""))
        fit = _UNIT if count.unit in one.units else _ALSO
        if not word:
            if count.unit not in one.units:
                continue
            near = _ALONE
        score = near + fit + support.get(one.kind, 0.0)
        score += _GOES_ON if last and last[0].kind == one.kind else 0.0
        if score >= PLAUSIBLE:
            found.append(Candidate(one.kind, one.measure, score, word))
    return tuple(sorted(found, key=lambda one: -one.score)[:6])


def _words(
    text: str, count: Count, left: int, right: int, vocabulary: Vocabulary
) -> dict[int, tuple[float, str]]:
    """The best word for each measure around a count: how near it stands."""
    best: dict[int, tuple[float, str]] = {}
    first = max(left, count.start - _REACH)
    for at in range(first, count.start):
        _keep(best, text, at, count.start, vocabulary, _before(text, count))
    behind = _STOP.search(text, count.end, right)
    end = min(behind.start() if behind else right, count.end + 12)
    clause = _CLAUSE.search(text, count.end, end)
    end = clause.start() if clause else end
    for at in range(count.end, end):
        _keep(best, text, at, end, vocabulary, lambda start, _: _BEHIND - 0.6 * (start - count.end))
    return best


def _before(text: str, count: Count) -> Callable[[int, int], float]:
    """How near a word that ends before the count stands to it."""

    def nearness(_: int, end: int) -> float:
        between = text[end : count.start]
        gap = len(_FILLER.sub("", between))
        breaks = len(re.findall("[，、；]", between))
        return _BESIDE - 0.5 * gap - 1.0 * breaks

    return nearness


def _keep(
    best: dict[int, tuple[float, str]],
    text: str,
    at: int,
    limit: int,
    vocabulary: Vocabulary,
    nearness: Callable[[int, int], float],
) -> None:
    for word, places in vocabulary.index.get(text[at], ()):
        if at + len(word) <= limit and text.startswith(word, at):
            beside = nearness(at, at + len(word)) + 0.15 * min(len(word), 6)
            for place, general in places:
                near = beside - (_GENERAL if general else 0)
                if near > best.get(place, (0.0, ""))[0]:
                    best[place] = near, word
