"""Reports in items: every mark of a list beside every way to write a day or to begin with a count."""

from datetime import date, datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
# "{n}" is the number of an item, "{c}" the same in Chinese, "{o}" in a circle.
MARKS = (
    "{n}.",
    "{n}、",
    "({n})",
    "（{n}）",
    "{n})",
    "{n}，",
    "{n} ",
    "{o}",
    "{c}、",
    "（{c}）",
    "{c}是",
    "第{c}，",
    "",
)
DAYS = ("{d}日", "{d}号", "10月{d}日", "10.{d}", "10/{d}", "10-{d}")
BETWEEN = ("；", "。", "\n", "；\n")
WORKS = (("在集市普法1场", "普法活动", 5), ("，讲座1场", "法治讲座", 12), ("调解纠纷2件", "人民调解", 26))
COUNTED = (("3场普法", "普法活动", 3), ("5件纠纷调解", "人民调解", 5), ("12次安全检查", "行政检查", 12))


def numbered(mark: str, place: int) -> str:
    return mark.format(n=place + 1, c="一二三"[place], o="①②③"[place])


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("mark", MARKS)
def test_an_item_has_the_day_that_it_begins_with(mark: str, between: str) -> None:
    for written in DAYS:
        items = [
            numbered(mark, place) + written.format(d=day) + work for place, (work, _, day) in enumerate(WORKS)
        ]
        for head in ("10月工作小结：\n", "【10月】", "报一下10月的："):
            told = [
                (one.kind, one.on, one.until) for one in understand(head + between.join(items), AT).entries
            ]
            assert (written, told) == (written, [(kind, date(2026, 10, day), None) for _, kind, day in WORKS])


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("mark", MARKS)
def test_an_item_has_the_count_that_it_begins_with(mark: str, between: str) -> None:
    items = [numbered(mark, place) + work for place, (work, *_) in enumerate(COUNTED)]
    for head in ("10月工作小结：\n", "10月份情况：", "10月，"):
        entries = understand(head + between.join(items), AT).entries
        assert [(one.kind, [int(figure.value) for figure in one.figures]) for one in entries] == [
            (kind, [count]) for _, kind, count in COUNTED
        ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11.5日普法1场；11.12日讲座1场", [date(2026, 11, 5), date(2026, 11, 12)]),
        ("10月5、12日各讲座1场", [date(2026, 10, 5), date(2026, 10, 12)]),
    ],
)
def test_days_in_figures_are_no_marks(text: str, days: list[date]) -> None:
    assert [one.on for one in understand(text, AT).entries] == days
