"""Corrections that take one figure out of an entry, and those that take out the entry."""

from datetime import datetime

import pytest

from bot.understanding.amendments import read_amendment

AT = datetime.fromisoformat("2025-07-02T15:00+08:00")
ENTRIES = ("传单那条删掉", "发传单的那条不要了", "讲座不要了", "刚才那条删了", "3号不要了")


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("1号的传单不要了", ("传单",)),
        ("横幅那个数删掉", ("横幅",)),
        ("资料没发，去掉", ("资料",)),
        ("去掉展板", ("展板",)),
        ("上一条的横幅删了", ("横幅",)),
    ],
)
def test_a_figure_can_be_taken_out_by_its_name(text: str, dropped: tuple[str, ...]) -> None:
    found = read_amendment(text, AT)
    assert (found.drop, found.withdraw) == (dropped, False)


@pytest.mark.parametrize("text", ENTRIES)
def test_an_entry_that_is_named_by_its_work_is_taken_out_whole(text: str) -> None:
    found = read_amendment(text, AT)
    assert (found.drop, found.withdraw) == ((), True)
