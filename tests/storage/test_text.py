"""What staff wrote is kept as far as a database can hold it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from storage.text import clean, clean_json, dump_json

ANY = st.text(st.characters(codec=None, categories=None))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY, lambda part: st.lists(part) | st.dictionaries(ANY, part)
)


@given(ANY)
def test_a_cleaned_text_can_be_stored_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_sound_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_two_halves_of_a_character_become_one_again() -> None:
    assert clean("\ud83d\ude00好\ud83d") == "😀好\ufffd"


@given(JSON)
def test_a_cleaned_value_comes_back_from_its_json(value: object) -> None:
    cleaned = clean_json(value)
    assert json.loads(dump_json(cleaned).encode("utf-8")) == cleaned
