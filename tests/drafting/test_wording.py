from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drafting.totals import Period, Rule, Total
from drafting.wording import approximate, house_unit, months_in_words, period_in_words, word
from storage.records import Hedge


def total(value, unit, kind="普法活动", measure="资料", hedge=Hedge.EXACT, about=0) -> Total:
    return Total(kind, measure, unit, Decimal(str(value)), Rule.SUM, (), hedge, Decimal(about))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        *[(8123, "8000余份"), (20350, "2万余份"), (93, "90余份")],
        *[(58350, "5.8万余份"), (456, "450余份"), (300, "300余份")],
    ],
)
def test_what_is_at_least_is_worded_downwards(value, words):
    assert word(total(value, "份", hedge=Hedge.AT_LEAST)) == words


def test_what_may_be_less_takes_a_floor_strictly_below_or_stays_approximate():
    assert word(total(6000, "份", hedge=Hedge.ABOUT, about=6000)) == "约6000份"
    assert word(total(350, "份", hedge=Hedge.ABOUT, about=350)) == "约350份"
    assert word(total(456, "份", hedge=Hedge.ABOUT, about=60)) == "450余份"
    assert word(total(1100, "份", hedge=Hedge.ABOUT, about=60)) == "1000余份"
    assert word(total(391, "份", hedge=Hedge.ABOUT, about=300)) == "300余份"


def test_exact_numbers_stand_exactly():
    assert word(total(118, "次")) == "118次"
    assert word(total(20350, "份")) == "20350份"
    assert word(total("95.3", "%")) == "95.3%"
    assert word(total("100.0", "%")) == "100%"


def test_money_from_ten_thousand_is_written_in_wan():
    assert word(total(12650, "元")) == "1.265万元"
    assert word(total(5200, "元")) == "5200元"
    assert word(total(20001, "元")) == "20001元"


def test_one_house_word_runs_through_the_report():
    words = {"人民调解": "起", "普法活动": "场"}
    assert house_unit("人民调解", "件", words) == "起"
    assert house_unit("矛盾排查", "件", words) == "起"
    assert house_unit("法治讲座", "场次", words) == "场"
    assert house_unit("信访", "件", words) == "件"


def test_a_house_word_never_turns_one_thing_into_another():
    assert house_unit("普法活动", "人次", {"普法活动": "人"}) == "人次"
    assert house_unit("人民调解", "份", {"人民调解": "起"}) == "份"
    assert house_unit("普法活动", "份", {"普法活动": "场"}) == "份"


@given(
    value=some.integers(1, 10**7),
    share=some.integers(0, 100),
    hedge=some.sampled_from([Hedge.AT_LEAST, Hedge.ABOUT]),
)
def test_yu_never_stands_above_the_truth_and_never_beside_another_hedge(value, share, hedge):
    about = Decimal(value * share // 100) if hedge is Hedge.ABOUT else Decimal(0)
    words = approximate(Decimal(value), hedge, about)
    assert not (words.startswith("约") and "余" in words)
    if words.endswith("余"):
        scale = 10000 if "万" in words else 1
        floor = Decimal(words.rstrip("万余")) * scale
        assert floor <= value
        assert hedge is Hedge.AT_LEAST or floor < value
        coarse = str(floor).strip("0").isdigit() and len(str(int(floor)).rstrip("0")) == 1
        assert coarse or floor <= value - about / 10


def test_months_are_listed_as_a_clerk_does():
    months = [Period.of_month(2031, month) for month in (1, 3, 4, 5, 12)]
    assert months_in_words(months) == "1月、3月至5月、12月"
    assert period_in_words(Period.of_year(2031)) == "全年"
    assert period_in_words(Period.of_month(2031, 5)) == "5月"


def test_one_style_runs_through_kinds_that_are_alike():
    """A town that counted its lectures in 场 last year does not count its events in 场次 beside them."""
    words = {"法治讲座": "场", "矛盾排查": "起"}
    assert [house_unit(kind, "场次", words) for kind in ("法治讲座", "普法活动", "法治培训")] == ["场"] * 3
    assert house_unit("人民调解", "件", words) == "起"
    assert house_unit("普法活动", "场次", {"普法活动": "次", **words}) == "次"
    assert house_unit("专题会议", "次", words) == "次"
