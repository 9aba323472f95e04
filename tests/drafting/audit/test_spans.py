"""Counts of a quarter, a month or another year are held against that span, not against the year."""

from datetime import date

import pytest

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.spans import span_of
from drafting.audit.survey import Books
from drafting.edited import of_lines
from drafting.reading import Line
from drafting.totals import Period
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said

FRONT = ("柳林镇2031年度法治政府建设情况报告", "县委、县政府：", "一、主要举措和成效", "（一）化解矛盾纠纷")


def months(first: int, last: int, year: int = YEAR) -> Period:
    return Period(Period.of_month(year, first).on, Period.of_month(year, last).until)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全年调解纠纷", None),
        ("2031年调解纠纷", None),
        ("2031年以来，调解纠纷", None),
        ("今年以来调解纠纷", None),
        ("截至2031年12月底，调解纠纷", None),
        ("第一季度调解纠纷", months(1, 3)),
        ("四季度调解纠纷", months(10, 12)),
        ("上半年，调解纠纷", months(1, 6)),
        ("1至6月调解纠纷", months(1, 6)),
        ("9月份集中调解纠纷", months(9, 9)),
        ("九月份集中调解纠纷", months(9, 9)),
        ("截至11月底，调解纠纷", months(1, 11)),
        ("3月以来，调解纠纷", months(3, 12)),
        ("第一季度调解45件，全年调解纠纷", None),
        ("2030年调解纠纷", Period.of_year(2030)),
        ("2030年下半年调解纠纷", months(7, 12, 2030)),
        ("去年调解纠纷", Period.of_year(2030)),
        ("5月“民法典宣传月”等节点，发放资料", None),
        ("12月4日发放资料", Period(date(2031, 12, 4), date(2031, 12, 4))),
    ],
)
def test_the_last_span_that_is_named_counts(text: str, period: Period | None) -> None:
    found = span_of(text, 0, len(text), YEAR)
    assert (found.period if found else None) == period


@pytest.mark.parametrize(
    "text", ["“八五”普法以来，", "近三年，", "党的二十大以来，", "上年同期", "2028年以来"]
)
def test_what_goes_beyond_the_years_that_a_ledger_holds_has_no_period(text: str) -> None:
    found = span_of(text, 0, len(text), YEAR)
    assert found is not None
    assert found.period is None


def findings(text: str, last_year: list | None = None) -> list[tuple[str, str]]:
    entries = [said("人民调解", f"{month:02}", "镇调委会", 调解=10 + month) for month in range(1, 13)]
    books = Books(entries, TOWN, UNITS, YEAR, last_year or (), words=vocabulary())
    edited = of_lines([Line(one) for one in (*FRONT, text)])
    found = audit(edited, books).findings
    return [
        (one.type.value, one.text) for one in found if one.type.value in ("changed", "unledgered", "year")
    ]


def last_year() -> list:
    return [said("人民调解", f"{month:02}", "镇调委会", year=YEAR - 1, 调解=5) for month in range(1, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "第一季度调解纠纷36件。",
        "9月份调解纠纷19件，全年调解纠纷198件。",
        "上半年调解纠纷81件，下半年调解纠纷117件。",
    ],
)
def test_a_right_count_of_a_span_is_no_fault(text: str) -> None:
    assert findings(text) == []


def test_a_wrong_count_of_a_span_is_told_with_what_the_span_has() -> None:
    assert findings("第一季度调解纠纷45件。") == [
        ("changed", "写的是45件，台账“人民调解·调解”第一季度是36件")
    ]


def test_the_years_total_is_no_quarters() -> None:
    assert [type_ for type_, _ in findings("第一季度调解纠纷198件。")] == ["changed"]


def test_last_years_figure_is_a_comparison_where_last_years_ledger_has_it() -> None:
    assert findings("2030年共调解纠纷60件，2031年调解纠纷198件。", last_year()) == []
    assert {type_ for type_, _ in findings("2030年共调解纠纷61件。", last_year())} == {"changed", "year"}


def test_without_last_years_ledger_only_the_year_is_pointed_at() -> None:
    assert [type_ for type_, _ in findings("2030年共调解纠纷60件。")] == ["year"]


def test_a_figure_of_many_years_is_left_to_the_clerk() -> None:
    [(type_, text)] = findings("“八五”普法以来调解纠纷900件。")
    assert type_ == "unledgered"
    assert "请自己核对" in text
