"""Which topics the headings of last year's report hold: by their words, else by the text below them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from drafting.learning.levels import Found

PLAN = "下一步"
_APART = frozenset({"不足", PLAN, "其他"})  # what stands below these is no result of the year
_OUTRIGHT = re.compile(r"存在|不足|下一步|下步|明年|来年|下年|20\d\d年|其他需要")
_MOST = 4  # topics that one section's text may be found to hold
_PLAN_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`headings`: (word, topic), the longest word first; `bodies`: topic → words.

    `parts`: topics of whole chapters.
    """

    headings: tuple[tuple[str, str], ...]
    bodies: dict[str, tuple[str, ...]]
    parts: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of topics.toml."""
    file = tomllib.loads(
        resources.files("drafting.learning").joinpath("topics.toml").read_text(encoding="utf-8")
    )
    topics = file["topic"]
    pairs = [(word, topic["name"]) for topic in topics for word in topic["heading"]]
    return Vocabulary(
        headings=tuple(sorted(pairs, key=lambda pair: -len(pair[0]))),
        bodies={topic["name"]: tuple(topic["body"]) for topic in topics},
        parts=frozenset(topic["name"] for topic in topics if topic.get("part")),
    )


@dataclass
class Matched:
    """A heading with its topics. `apart`: of shortcomings, plan or other: no result of the year.

    `silent`: its own words name no topic.
    """

    heading: Found
    topics: list[str]
    apart: bool
    children: list["Matched"]
    silent: bool

    @cached_property
    def scores(self) -> dict[str, int]:
        """How many of a topic's words stand in the section's text, each counted up to three times."""
        text = "".join(self.heading.body)
        return {
            topic: sum(min(text.count(word), 3) for word in words)
            for topic, words in vocabulary().bodies.items()
            if topic not in vocabulary().parts
        }

    def walk(self) -> Iterator["Matched"]:
        yield self
        for child in self.children:
            yield from child.walk()


def match(roots: Sequence[Found], year: int | None) -> list[Matched]:
    """The headings with their topics, as far as headings and texts tell."""
    matched = [_match(root, year, apart=False, root=True) for root in roots]
    results = [root for root in matched if not root.apart]
    leaves = [one for root in results for one in root.walk() if not one.apart and not one.children]
    told = {topic for leaf in leaves for topic in leaf.topics}
    for leaf in leaves:
        _complete(leaf, told)
    for root in results:
        if root.children:
            _hand_down(root)
    _give_the_rest(leaves, {topic for root in matched for one in root.walk() for topic in one.topics})
    return matched


def unmatched(matched: Sequence[Matched]) -> tuple[str, ...]:
    """The headings of results that hold no topic, neither by themselves nor by one above or below."""
    found: list[str] = []
    for one in matched:
        if one.apart or one.topics:
            continue
        if any(below.topics for below in one.walk()):
            found += unmatched(one.children)
        else:
            found.append((one.heading.number or "") + one.heading.words)
    return tuple(found)


def topics_of(words: str) -> list[str]:
    """The topics that a heading's words name, in the order of the words; longer words go first."""
    found: dict[str, int] = {}
    rest = words
    for word, topic in vocabulary().headings:
        place = rest.find(word)
        if place >= 0:
            found.setdefault(topic, place)
            if not any(other == word and name != topic for other, name in vocabulary().headings):
                rest = rest.replace(word, "　" * len(word))
    return sorted(found, key=lambda topic: found[topic])


def _match(heading: Found, year: int | None, *, apart: bool, root: bool = False) -> Matched:
    """`apart`: the headings above are of shortcomings, plans or other."""
    parts = vocabulary().parts
    topics = topics_of(heading.words)
    if any(int(said) == (year or 0) + 1 for said in _PLAN_YEAR.findall(heading.words)) and PLAN not in topics:
        topics.append(PLAN)
    if not root and not _OUTRIGHT.search(heading.words):
        topics = [topic for topic in topics if topic not in _APART]
    opens = not apart and bool(_APART & set(topics))
    if opens:
        topics = [topic for topic in topics if topic in parts]
    if apart:
        topics = [topic for topic in topics if topic not in parts]
    below = apart or opens
    children = [_match(child, year, apart=below) for child in heading.children]
    return Matched(heading, topics, below, children, silent=not topics)


def _complete(leaf: Matched, told: set[str]) -> None:
    """What a section's 一是…二是… name; and what its text speaks of, where its heading tells nothing.

    `told`: topics that sections' own headings name: those sections keep them.
    """
    found = [topic for _, words in leaf.heading.items for topic in topics_of(words)]
    found += [] if leaf.topics else _of_text(leaf)
    parts = vocabulary().parts
    found = [topic for topic in dict.fromkeys(found) if topic not in parts]
    fresh = [topic for topic in found if topic not in told]
    leaf.topics += fresh if leaf.topics or fresh else found[:_MOST]


def _of_text(leaf: Matched) -> list[str]:
    """The topics that a section's text speaks of most."""
    scores = leaf.scores
    best = max(scores.values(), default=0)
    fitting = [topic for topic, score in scores.items() if score >= 2 and score >= best / 3]
    return sorted(fitting, key=lambda topic: -scores[topic])[:_MOST]


def _hand_down(above: Matched) -> None:
    """A topic that only a chapter's heading names goes to the section below whose text speaks of it most."""
    below = [leaf for one in above.children for leaf in one.walk() if not leaf.children]
    for topic in above.topics:
        if topic in vocabulary().parts or any(topic in leaf.topics for leaf in below):
            continue
        best = max(below, key=lambda leaf: leaf.scores[topic])
        if best.scores[topic]:
            best.topics.append(topic)
    for one in above.children:
        if one.children:
            _hand_down(one)


def _give_the_rest(leaves: Sequence[Matched], held: set[str]) -> None:
    """A topic that no heading tells goes to the section whose text speaks of it most, if one clearly does."""
    for topic in vocabulary().bodies:
        if topic in held or topic in vocabulary().parts or not leaves:
            continue
        best = max(leaves, key=lambda leaf: leaf.scores[topic])
        if best.scores[topic] >= (2 if best.silent else 3):
            best.topics.append(topic)
