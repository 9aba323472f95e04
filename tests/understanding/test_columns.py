"""Names in one row with as many figures after them."""

from bot.understanding.columns import columns


def test_each_name_has_the_figure_at_its_place() -> None:
    text = "三季度复议/诉讼/败诉：0/1/2"
    pairs = [(text[one.start : one.end], text[one.value : one.value_end]) for one in columns(text)]
    assert pairs == [("三季度复议", "0"), ("诉讼", "1"), ("败诉", "2")]


def test_names_without_as_many_figures_are_no_row() -> None:
    assert columns("复议/诉讼/败诉：0/1") == []
    assert columns("调解/普法：10/8调解2件") == []
