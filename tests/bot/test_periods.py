from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import periods
from drafting.totals import Period

AT = datetime(2023, 6, 14, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("words", "on", "until"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022年", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023年5月", date(2023, 5, 1), date(2023, 5, 31)),
        ("2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        ("5月", date(2023, 5, 1), date(2023, 5, 31)),
        ("５月份", date(2023, 5, 1), date(2023, 5, 31)),
        ("12", date(2022, 12, 1), date(2022, 12, 31)),
        ("今年", date(2023, 1, 1), date(2023, 12, 31)),
        ("上个月", date(2023, 5, 1), date(2023, 5, 31)),
        ("一季度", date(2023, 1, 1), date(2023, 3, 31)),
        ("上半年", date(2023, 1, 1), date(2023, 6, 30)),
    ],
)
def test_a_span_is_read_as_staff_write_it(words: str, on: date, until: date) -> None:
    assert periods.read_period(words, AT) == Period(on, until)


@pytest.mark.parametrize("words", ["abcd", "13月", "0", "1899", "普法", "-1", "99999999999", "５０００年"])
def test_what_is_no_span_is_none(words: str) -> None:
    assert periods.read_period(words, AT) is None


@pytest.mark.parametrize(
    ("words", "year"), [("2023", 2023), ("２０２３年度", 2023), ("1899", None), ("abcd", None), ("23", None)]
)
def test_a_year_is_one_that_a_ledger_can_have(words: str, year: int | None) -> None:
    assert periods.year_of(words) == year
