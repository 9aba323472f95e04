"""Words of persons are known by how they end; bodies and things are none."""

import pytest

from bot.understanding import persons


@pytest.mark.parametrize(
    "text",
    [
        "班子成员参加",
        "队员",
        "楼栋长，",
        "电工来听",
        "果农到场",
        "村民小组长和大家一起听",
        "门市老板",
        "工人",
    ],
)
def test_a_word_that_ends_like_persons_is_of_persons(text: str) -> None:
    assert persons.begin(text, 0)


@pytest.mark.parametrize(
    "text", ["村参加", "部门到会", "成员单位参加", "村民小组参加", "员工手册", "民生项目", "工地", "卫生死角"]
)
def test_bodies_and_things_are_no_persons(text: str) -> None:
    assert not persons.begin(text, 0)


def test_the_word_of_a_thing_ends_behind_it() -> None:
    assert persons.thing_end("员工手册，听众50人", 0) == 4
    assert persons.thing_end("工人参加", 0) is None
