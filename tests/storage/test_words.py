"""A corrected wording is known from then on."""

from datetime import timedelta

import pytest

from storage.errors import InvalidValueError
from storage.records import LearnedWord
from storage.work import Work
from tests.storage.conftest import NOON, Setting


def test_the_last_lesson_counts_and_the_newest_comes_first(work: Work, setting: Setting) -> None:
    town = setting.town.id
    work.words.learn(town, "坐班", "普法活动", NOON)
    work.words.learn(town, "入户走访", "信访", NOON + timedelta(hours=1))
    assert [word.words for word in work.words.all(town)] == ["入户走访", "坐班"]
    work.words.learn(town, " 坐班 ", "人民调解", NOON + timedelta(hours=2))
    assert work.words.all(town)[0] == LearnedWord(town, "坐班", "人民调解")
    assert len(work.words.all(town)) == 2


def test_a_lesson_can_be_forgotten(work: Work, setting: Setting) -> None:
    work.words.learn(setting.town.id, "坐班", "普法活动", NOON)
    assert work.words.forget(setting.town.id, "坐班")
    assert not work.words.forget(setting.town.id, "坐班")
    assert work.words.all(setting.town.id) == []


def test_nothing_is_learned_of_an_unknown_kind_or_no_words(work: Work, setting: Setting) -> None:
    for words, kind in (("坐班", "没有的类"), ("  ", "普法活动")):
        with pytest.raises(InvalidValueError):
            work.words.learn(setting.town.id, words, kind, NOON)
