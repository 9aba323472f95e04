"""One question at a time in a chat; the others wait their turn."""

import pytest

from storage.errors import NotFoundError
from storage.records import Question
from storage.work import Work
from tests.storage.conftest import NOON, Setting


def ask(work: Work, setting: Setting, number: str, part: str = "kind", chat: str = "7") -> Question:
    options = ("普法活动", "法律咨询")
    return work.questions.ask(
        setting.town.id, setting.wang.id, "telegram", chat, number, part, None, options, NOON
    )


def test_the_oldest_question_of_a_chat_is_open_and_the_next_follows(work: Work, setting: Setting) -> None:
    first, second = ask(work, setting, "2023-1"), ask(work, setting, "2023-1", "date")
    ask(work, setting, "2023-2", chat="8")
    opened = work.questions.open_in("telegram", "7", setting.wang.id)
    assert opened == first
    assert first.options == ("普法活动", "法律咨询")
    work.questions.answer(first.id)
    assert work.questions.open_in("telegram", "7", setting.wang.id) == second
    assert [q.number for q in work.questions.waiting(setting.town.id, setting.wang.id)] == [
        "2023-1",
        "2023-2",
    ]
    assert (work.questions.is_open(first.id), work.questions.get(first.id)) == (False, first)


def test_a_question_is_the_members_own(work: Work, setting: Setting) -> None:
    ask(work, setting, "2023-1")
    assert work.questions.open_in("telegram", "7", setting.li.id) is None


def test_the_same_question_is_not_asked_twice_while_it_is_open(work: Work, setting: Setting) -> None:
    first = ask(work, setting, "2023-1")
    assert ask(work, setting, "2023-1") == first
    work.questions.answer(first.id)
    assert ask(work, setting, "2023-1") != first


def test_a_settled_entry_takes_its_questions_along(work: Work, setting: Setting) -> None:
    for part in ("kind", "date", "place"):
        ask(work, setting, "2023-1", part)
    ask(work, setting, "2023-2")
    assert work.questions.drop_for(setting.town.id, "2023-1", "date") == 1
    assert work.questions.drop_for(setting.town.id + 1, "2023-1") == 0
    assert work.questions.drop_for(setting.town.id, "2023-1") == 2
    assert [q.number for q in work.questions.waiting(setting.town.id, setting.wang.id)] == ["2023-2"]


def test_an_unknown_question_is_not_found(work: Work) -> None:
    with pytest.raises(NotFoundError):
        work.questions.answer(99)
