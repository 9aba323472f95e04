"""The words of the field are data: held against the catalogue, and found in one pass."""

import pytest

from bot.understanding import lexicon
from bot.understanding.indexes import Index
from bot.understanding.lexicon import read_lexicon
from storage.catalogue import bundled as catalogue


def test_every_kind_and_measure_of_the_catalogue_has_its_words() -> None:
    words = lexicon.bundled().measures
    for name, kind in catalogue().kinds.items():
        assert name in words
        assert set(words[name]) == {measure.name for measure in kind.measures}


def test_bases_and_wholes_are_measures_of_the_same_kind() -> None:
    for kind, measures in lexicon.bundled().measures.items():
        for measure in measures.values():
            for other in (measure.base, measure.raises):
                assert other is None or catalogue().kind(kind).has(other)


def test_what_an_act_turns_up_are_kinds() -> None:
    for kind, yields in lexicon.bundled().yields.items():
        assert {kind, *yields} <= set(catalogue().kinds)


def test_the_longest_word_at_a_place_is_found_and_none_inside_it() -> None:
    index = Index({"调解": ("a",), "调解员": ("b",), "培训": ("c",)})
    assert [(one.word, one.start) for one in index.find("调解员培训")] == [("调解员", 0), ("培训", 3)]


def test_a_new_kind_needs_no_code() -> None:
    text = """
classes = {attend = "参加"}
shields = {words = "会议室", nouns = ""}
[[kind]]
name = "河长巡河"
acts = "巡河"
[kind.measures."巡河"]
units = "次"
words = "巡河"
"""
    read = read_lexicon(text)
    assert read.measures["河长巡河"]["巡河"].units == frozenset({"次"})
    assert [one.senses for one in read.cues.find("今天巡河")] == [(("河长巡河", 8.0),)]


def test_an_unknown_class_is_an_error() -> None:
    text = """
classes = {attend = ""}
shields = {words = "", nouns = ""}
[[kind]]
name = "甲"
[kind.measures."乙"]
units = "@nobody"
"""
    with pytest.raises(KeyError):
        read_lexicon(text)
