"""What a regular expression needs is never more than it does need."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import understanding
from bot.understanding import lexicon
from bot.understanding.needs import needs
from bot.understanding.openings import alternatives, guarded, opening
from bot.understanding.patterns import Pattern, Sieve, Turns

FOLDER = Path(understanding.__file__).parent


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("开会", {"开会"}),
        ("开会|例会", {"开会", "例会"}),
        ("(?:开|召开)了?会议", {"会议"}),
        ("发(?:传单|资料)", {"传单", "资料"}),
        ("发(?:传单|资料)?", {"发"}),
        ("[改删]了?", {"改", "删"}),
        ("讲座{0,2}", {"讲"}),
        ("讲座{1,2}", {"讲"}),
        ("(?:讲座)+", {"讲座"}),
        ("(?!讲座)法(?<=说法)", {"说法"}),
        ("(?P<old>旧)[^，。]{0,3}(?P<new>新的)", {"新的"}),
    ],
)
def test_the_longest_words_that_must_be_there_are_found(pattern: str, words: set[str]) -> None:
    assert set(needs(pattern) or ()) == words


def test_a_word_is_needed_with_another_of_its_alternative() -> None:
    found = needs("(?:开|召开)了?会议|[改删]了|讲座")
    assert found == {"会议": {"开", "召开"}, "了": {"改", "删"}, "讲座": set()}


@pytest.mark.parametrize("pattern", [r"\d+", "讲?", "[一-九]", "(?i)law", "讲座|.", "[^讲]", "a)b"])
def test_a_pattern_may_need_nothing(pattern: str) -> None:
    assert needs(pattern) is None


def _kept() -> Iterator[str]:
    """Every pattern of the words and of the modules' own."""
    words = lexicon.bundled()
    yield from (pattern.pattern for pattern, _ in (*words.patterns.rows, *words.turns.rows))
    for path in sorted(FOLDER.glob("*.py")):
        module = __import__(f"bot.understanding.{path.stem}", fromlist=["_"])
        found = [value for value in vars(module).values() if isinstance(value, Pattern | tuple)]
        flat = [one for value in found for one in (value if isinstance(value, tuple) else (value,))]
        yield from (one.pattern for one in flat if isinstance(one, Pattern))


PATTERNS = sorted(set(_kept()))


def test_every_pattern_compiles() -> None:
    assert len(PATTERNS) > 400
    for pattern in PATTERNS:
        re.compile(pattern)


@settings(max_examples=400)
@given(st.data())
def test_what_matches_holds_what_is_needed(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern))
    needed = needs(pattern) or {"": frozenset()}
    assert any(
        word in text and (not beside or any(one in text for one in beside)) for word, beside in needed.items()
    )
    ours, theirs = Pattern(pattern).search(text), re.search(pattern, text)
    assert ours
    assert theirs
    assert ours.span() == theirs.span()


@given(st.text("讲座法会议开了12，。", max_size=20))
def test_a_pattern_finds_what_a_compiled_one_finds(text: str) -> None:
    for pattern in ("讲座|会议", "开了?会", r"法\d*", "(?<=开)会"):
        ours, theirs = Pattern(pattern), re.compile(pattern)
        assert [one.span() for one in ours.finditer(text)] == [one.span() for one in theirs.finditer(text)]
        assert bool(ours.match(text)) == bool(theirs.match(text))
        assert bool(ours.fullmatch(text)) == bool(theirs.fullmatch(text))
        assert ours.sub("字", text) == theirs.sub("字", text)
        assert ours.split(text) == theirs.split(text)
        assert ours.findall(text) == theirs.findall(text)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("讲座|会议", {"讲", "会"}),
        (r"\s*讲座", {r"\s", "讲"}),
        ("(?<!开)[改删a-z]?了", {"改", "删", "a-z", "了"}),
        ("(?:讲座)?会", {"讲", "会"}),
        ("[~&-]", {r"\~", r"\&", r"\-"}),
        ("^讲{1,2}$", {"讲"}),
        ("讲座?", {"讲"}),
        ("讲?座", {"讲", "座"}),
        ("讲?(?=座)", {"讲", "座"}),
    ],
)
def test_it_is_known_what_a_match_begins_with(pattern: str, begins: set[str]) -> None:
    assert opening(pattern) == (begins, set())


def test_what_may_begin_with_anything_is_known_by_what_stands_before_it() -> None:
    assert opening("讲座|(?<=开)[^，]会|^.会") == ({"讲"}, {"(?<=开)", "^"})


@pytest.mark.parametrize(
    "pattern", ["讲?", "讲座|", "(?!讲)", "(?i)law", "(讲", "讲)", ".讲", r"[\u4e00-\u9fff]", "(?<=(讲))."]
)
def test_of_some_patterns_it_is_not_known(pattern: str) -> None:
    assert opening(pattern) is None


def test_a_pattern_that_may_begin_anywhere_is_left_alone() -> None:
    plain, anywhere = "讲|会|法|改|删|开|放|听|看", "[一-鿿]讲|会|法|改|删|开|放|听|看"
    assert guarded(plain) == f"(?:(?=[{''.join(sorted('讲会法改删开放听看'))}]))(?:{plain})"
    assert guarded(anywhere) == anywhere


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("讲座|开(?:例|大)会|^[|)]", ("讲座", "开(?:例|大)会", "^[|)]")),
        ("(?:讲座|会议)了", ("(?:讲座|会议)了",)),
        ("(讲)座|会议", ("(讲)座|会议",)),
        ("(?i)law|讲座", ("(?i)law|讲座",)),
    ],
)
def test_a_pattern_is_taken_apart_where_nothing_is_captured(pattern: str, parts: tuple[str, ...]) -> None:
    assert alternatives(pattern) == parts


@given(st.lists(st.text("讲座法会议开了12，。", max_size=20), min_size=12, max_size=12))
def test_turns_find_what_the_whole_pattern_finds_first_and_later(texts: list[str]) -> None:
    pattern = r"讲座|开了?会|会(?=议)|会议|^法\d*|了$"
    ours, theirs = Turns(pattern), re.compile(pattern)
    for text in texts:
        for start in (0, 2):
            found, whole = ours.search(text, start), theirs.search(text, start)
            assert (found and found.span()) == (whole and whole.span())


def test_a_sieve_gives_what_may_match_in_order() -> None:
    patterns = ("例?会", "普法|讲座", r"\d", "讲课")
    sieve = Sieve((Pattern(pattern), name) for name, pattern in enumerate(patterns, 1))
    assert [name for _, name in sieve.possible("讲座后开会")] == [1, 2, 3]
    assert [name for _, name in sieve.possible("")] == [3]


def test_understanding_compiles_nothing_itself() -> None:
    """One place compiles: the rest would cost the first message its time."""
    own = {"patterns.py", "needs.py", "openings.py"}
    others = [path for path in FOLDER.glob("*.py") if path.name not in own]
    assert [path.name for path in others if "re.compile(" in path.read_text(encoding="utf-8")] == []
