from decimal import Decimal

from drafting.tally import tally
from drafting.totals import Period, Rule, Total, Totals
from storage.catalogue import bundled
from storage.records import EntryState, Hedge
from tests.drafting.ledgers import YEAR, said, zero_months


def count(*entries, answering=(), period=None) -> Totals:
    return tally(entries, bundled(), period or Period.of_year(YEAR), answering=frozenset(answering))


def total(totals: Totals, kind: str, measure: str) -> Total:
    found = totals.get(kind, measure)
    assert found is not None
    return found


def reason(totals: Totals, kind: str, measure: str) -> str | None:
    return next((u.reason for u in totals.unknown if (u.kind, u.measure) == (kind, measure)), None)


def test_a_flow_is_the_sum_of_its_entries_and_names_them():
    first, second = said("普法活动", "03-02", 活动=1, 资料=200), said("普法活动", "05-09", 活动=2)
    totals = count(second, first)
    assert total(totals, "普法活动", "活动").value == 3
    assert total(totals, "普法活动", "活动").numbers == (first.number, second.number)
    assert total(totals, "普法活动", "资料").numbers == (first.number,)


def test_money_is_summed_exactly():
    totals = count(said("行政处罚", "01-02", 罚款="0.1"), said("行政处罚", "01-03", 罚款="0.2"))
    assert total(totals, "行政处罚", "罚款").value == Decimal("0.3")


def test_a_total_is_approximate_when_any_part_is_and_remembers_what_may_be_less():
    totals = count(said("普法活动", "03-02", 受众="~60"), said("普法活动", "03-03", 受众="30+"))
    found = total(totals, "普法活动", "受众")
    assert (found.value, found.hedge, found.about) == (90, Hedge.ABOUT, 60)
    assert not total(count(said("普法活动", "03-02", 受众=60)), "普法活动", "受众").approx


def test_withdrawn_entries_never_count_and_pending_ones_do():
    withdrawn = said("行政检查", "03-02", 检查=5, state=EntryState.WITHDRAWN)
    pending = said("行政检查", "03-03", 检查=1, state=EntryState.PENDING)
    assert total(count(withdrawn, pending), "行政检查", "检查").numbers == (pending.number,)


def test_an_entry_belongs_to_the_year_of_its_first_day():
    late = said("行政检查", f"{YEAR}-12-30/{YEAR + 1}-01-02", 检查=2)
    early = said("行政检查", f"{YEAR - 1}-12-30/{YEAR}-01-02", 检查=7)
    assert total(count(late, early), "行政检查", "检查").numbers == (late.number,)


def test_a_standing_number_is_the_latest_by_day_then_by_message():
    numbers = [said("法律顾问", day, 顾问=value) for day, value in (("09-01", 5), ("09-01", 4), ("06-01", 6))]
    totals = count(*numbers)
    found = total(totals, "法律顾问", "顾问")
    assert (found.value, found.rule, len(found.entries)) == (4, Rule.LATEST, 1)


def test_a_standing_number_up_to_july_is_later_than_one_of_june():
    totals = count(said("法律顾问", "01-01/07-31", 顾问=8), said("法律顾问", "06-01", 顾问=6))
    assert total(totals, "法律顾问", "顾问").value == 8


def test_villages_standing_numbers_add_up_only_where_the_town_says_none():
    villages = [
        said("法律明白人", "02-01", "桃溪村", 在册=4),
        said("法律明白人", "08-01", "桃溪村", 在册=6),
        said("法律明白人", "03-01", "石桥村", 在册=5),
    ]
    alone = total(count(*villages), "法律明白人", "在册")
    assert (alone.value, alone.rule, len(alone.entries)) == (11, Rule.VILLAGES, 2)
    with_town = count(*villages, said("法律明白人", "01-15", "党政办", 在册=30))
    assert total(with_town, "法律明白人", "在册").value == 30


def test_a_rate_is_computed_half_up_to_one_decimal():
    for whole, part, rate in ((553, 527, "95.3"), (2000, 1989, "99.5"), (800, 522, "65.3")):
        totals = count(said("矛盾排查", "03", 排查=whole, 化解=part))
        assert total(totals, "矛盾排查", "化解率").value == Decimal(rate)


def test_a_rate_is_unknown_where_its_figures_do_not_cover_the_totals():
    totals = count(said("矛盾排查", "03", 排查=50, 化解=48), said("矛盾排查", "04-02", 排查=1))
    assert totals.get("矛盾排查", "化解率") is None
    assert "无法核算" in (reason(totals, "矛盾排查", "化解率") or "")


def test_an_entry_that_adds_nothing_does_not_hide_a_rate():
    totals = count(said("矛盾排查", "03", 排查=50, 化解=48), said("矛盾排查", "04", 排查=0))
    assert total(totals, "矛盾排查", "化解率").value == 96


def test_a_rate_of_approximate_figures_or_above_its_whole_is_unknown():
    assert "约数" in (reason(count(said("信访", "03", 受理="90+", 办结=90)), "信访", "办结率") or "")
    assert "大于" in (reason(count(said("信访", "03", 受理=3, 办结=4)), "信访", "办结率") or "")


def test_a_typed_rate_alone_is_unknown_and_no_rate_at_all_is_no_gap():
    assert "缺" in (reason(count(said("信访", "03", 办结率=98)), "信访", "办结率") or "")
    assert reason(count(said("信访", "03", 受理=3)), "信访", "办结率") is None


def test_a_percentage_stands_where_all_statements_agree_and_is_unknown_where_they_do_not():
    agreed = count(said("热线工单", "03", 满意率="98.5"), said("热线工单", "04", 满意率="98.50"))
    assert total(agreed, "热线工单", "满意率").value == Decimal("98.5")
    differing = count(said("热线工单", "03", 满意率=98), said("热线工单", "04", 满意率=99))
    assert differing.get("热线工单", "满意率") is None
    assert "98%、99%" in (reason(differing, "热线工单", "满意率") or "")


def test_zero_is_known_only_when_every_month_was_reported():
    whole = count(*zero_months("行政复议诉讼", "复议", range(1, 13)))
    assert total(whole, "行政复议诉讼", "复议").rule is Rule.ZERO
    partly = count(*zero_months("行政复议诉讼", "复议", [1, 2, 4, 5, 6, 7, 8, 9]))
    assert partly.get("行政复议诉讼", "复议") is None
    assert reason(partly, "行政复议诉讼", "复议") == "3月、10月至12月未报"


def test_a_zero_covers_the_months_that_its_span_wholly_covers():
    half = [said("行政处罚", "01-01/06-30", 案件=0), said("行政处罚", "07-01/12-30", 案件=0)]
    assert reason(count(*half), "行政处罚", "案件") == "12月未报（报过零，但没写明是整月）"


def test_a_village_cannot_say_zero_for_the_town():
    totals = count(*zero_months("信访", "积案", range(1, 13), unit="桃溪村"))
    assert reason(totals, "信访", "积案") == "全年未报（只有村居或其他单位报过零）"


def test_only_the_units_that_the_town_names_answer_for_it():
    zeros = zero_months("信访", "积案", range(1, 13), unit="党政办")
    assert total(count(*zeros, answering=["党政办"]), "信访", "积案").value == 0
    unheard = reason(count(*zeros, answering=["司法所"]), "信访", "积案")
    assert unheard == "全年未报（只有村居或其他单位报过零）"


def test_one_positive_count_makes_zero_impossible_and_no_gap():
    zeros = zero_months("行政复议诉讼", "复议", range(1, 12))
    totals = count(*zeros, said("行政复议诉讼", "12-03", "桃溪村", 复议=1))
    assert total(totals, "行政复议诉讼", "复议").value == 1
    assert reason(totals, "行政复议诉讼", "复议") is None


def test_nothing_reported_is_a_gap_for_what_could_be_zero_and_silence_elsewhere():
    totals = count()
    assert reason(totals, "社区矫正", "脱管") == "全年未报"
    assert {kind for kind, _ in totals.totals} == set()
    assert reason(totals, "普法活动", "活动") is None


def test_a_zero_of_what_may_not_be_stated_as_zero_is_left_out():
    assert count(said("行政检查", "03-02", 检查=1, 问题=0)).get("行政检查", "问题") is None


def test_a_month_is_tallied_by_the_same_rules():
    may = Period.of_month(YEAR, 5)
    totals = count(*zero_months("信访", "积案", [5]), said("普法活动", "06-01", 活动=1), period=may)
    assert total(totals, "信访", "积案").rule is Rule.ZERO
    assert totals.get("普法活动", "活动") is None
