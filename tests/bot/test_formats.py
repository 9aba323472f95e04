from datetime import date
from decimal import Decimal

import pytest

from bot import formats
from storage.records import Hedge

TODAY = date(2023, 6, 14)


@pytest.mark.parametrize(
    ("on", "until", "words"),
    [
        (date(2023, 6, 13), None, "6月13日（周二）"),
        (date(2022, 12, 30), None, "2022年12月30日（周五）"),
        (date(2023, 6, 1), date(2023, 6, 30), "6月整月"),
        (date(2022, 6, 1), date(2022, 6, 30), "2022年6月整月"),
        (date(2023, 4, 1), date(2023, 6, 30), "二季度"),
        (date(2023, 1, 1), date(2023, 6, 30), "上半年"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023年全年"),
        (date(2023, 1, 1), date(2023, 2, 28), "1月至2月"),
        (date(2023, 6, 1), date(2023, 6, 7), "6月1日至6月7日"),
        (date(2022, 12, 30), date(2023, 1, 2), "2022年12月30日至2023年1月2日"),
    ],
)
def test_a_span_is_said_in_the_shortest_words(on: date, until: date | None, words: str) -> None:
    assert formats.span(on, until, TODAY) == words


@pytest.mark.parametrize(
    ("value", "hedge", "words"),
    [
        ("300", Hedge.AT_LEAST, "300余份"),
        ("318", Hedge.AT_LEAST, "318份以上"),
        ("120", Hedge.ABOUT, "约120份"),
        ("20000", Hedge.EXACT, "20000份"),
        ("2E+4", Hedge.EXACT, "20000份"),
        ("1.50", Hedge.EXACT, "1.5份"),
        ("0", Hedge.EXACT, "0份"),
    ],
)
def test_a_count_keeps_its_hedge_and_reads_plainly(value: str, hedge: Hedge, words: str) -> None:
    assert formats.count(Decimal(value), hedge, "份") == words


def test_a_measure_that_is_its_own_unit_is_said_once() -> None:
    assert formats.told("学时", "4学时") == "4学时"
    assert formats.told("资料", "300余份") == "资料300余份"
