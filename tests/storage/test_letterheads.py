"""A town has at most one letterhead in use; the earlier ones stay known."""

import pytest

from storage.errors import NotFoundError
from storage.letterheads import LetterheadState
from storage.work import Work
from tests.storage.conftest import NOON, Setting, settle


def test_only_what_is_used_counts_and_the_last_one_wins(work: Work, setting: Setting) -> None:
    town = setting.town.id
    first = work.letterheads.offer(
        town, "甲.docx", b"\x00PK1", {"page": [210, 297]}, member_name="王芳", at=NOON
    )
    assert work.letterheads.of_town(town) is None
    work.letterheads.use(first.id)
    second = work.letterheads.offer(town, "乙.docx", b"PK2", {}, member_name="王芳", at=NOON)
    assert work.letterheads.of_town(town) == work.letterheads.get(first.id)
    work.letterheads.use(second.id)
    used = work.letterheads.of_town(town)
    assert used is not None
    assert (used.filename, used.content, used.state) == ("乙.docx", b"PK2", LetterheadState.USED)
    kept = work.letterheads.get(first.id)
    assert (kept.state, kept.content, kept.facts) == (
        LetterheadState.PUT_AWAY,
        b"\x00PK1",
        {"page": [210, 297]},
    )


def test_a_town_may_have_none_again_and_others_keep_theirs(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇").town.id
    for town in (setting.town.id, other):
        one = work.letterheads.offer(town, "甲.docx", b"PK", {}, member_name="王芳", at=NOON)
        work.letterheads.use(one.id)
    assert work.letterheads.put_away(setting.town.id)
    assert not work.letterheads.put_away(setting.town.id)
    assert work.letterheads.of_town(setting.town.id) is None
    assert work.letterheads.of_town(other) is not None


def test_an_unknown_one_is_not_found(work: Work) -> None:
    with pytest.raises(NotFoundError):
        work.letterheads.use(99)
