from datetime import date
from decimal import Decimal

import pytest

from drafting import annex
from drafting.report import EntryRef, FigureSpan, SourceRow


def row(*entries: EntryRef, period: str | None = None) -> SourceRow:
    return SourceRow("3次", "专题会议", "会议", Decimal(3), "各条相加", entries, len(entries), period)


@pytest.mark.parametrize(
    ("on", "until", "words"),
    [
        (date(2024, 3, 5), None, "3月5日"),
        (date(2024, 3, 5), date(2024, 3, 5), "3月5日"),
        (date(2024, 3, 2), date(2024, 3, 9), "3月2日至9日"),
        (date(2024, 2, 1), date(2024, 2, 29), "2月"),
        (date(2024, 1, 1), date(2024, 6, 30), "1月至6月"),
        (date(2024, 1, 1), date(2024, 12, 31), "全年"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023年全年"),
        (date(2024, 3, 28), date(2024, 4, 2), "3月28日至4月2日"),
        (date(2023, 12, 30), date(2024, 1, 2), "2023年12月30日至2024年1月2日"),
    ],
)
def test_days_are_written_as_short_as_they_can_be(on: date, until: date | None, words: str):
    assert annex.cells(row(EntryRef("2024-7", on, until, "司法所")))[3] == words


def test_whole_months_in_a_row_are_one_span_and_single_days_stay():
    months = [
        EntryRef(f"2024-{n}", date(2024, n, 1), date(2024, n, 29 if n == 2 else 31), "司法所")
        for n in (1, 2, 3)
    ]
    day = EntryRef("2024-4", date(2024, 4, 2), None, "司法所")

    assert annex.cells(row(*months, day))[3] == "1月至3月逐月、4月2日"
    assert annex.cells(row(*months[:2], day))[3] == "1月、2月、4月2日"


def test_a_unit_that_reported_twice_is_named_once():
    refs = [EntryRef(f"2024-{n}", date(2024, 3, n), None, "司法所") for n in (1, 2)]

    assert annex.cells(row(*refs))[4] == "司法所"


def test_a_figure_of_last_year_says_so():
    assert annex.cells(row(period="2023"))[0] == "3次（专题会议·会议，2023年）"


def test_a_comment_names_rule_and_entries():
    figure = FigureSpan("3次", "专题会议", "会议", Decimal(3), ("2024-1", "2024-9"))

    assert (
        annex.comment(figure, {("专题会议", "会议", None): "各条相加"})
        == "专题会议·会议。各条相加。台账：2024-1、2024-9"
    )


def test_a_comment_on_many_entries_names_thirty():
    figure = FigureSpan(
        "90余次", "行政检查", "检查", Decimal(93), tuple(f"2024-{n}" for n in range(1, 94)), approx=True
    )

    words = annex.comment(figure, {})

    assert words.endswith("2024-30等93条，见台账")
    assert "2024-31" not in words
