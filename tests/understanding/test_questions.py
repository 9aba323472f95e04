"""Questions: what is asked, of which kind and measure, over which time, of whom."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.meaning import Question, TownWords
from bot.understanding.question_words import sign_of_question
from bot.understanding.questions import read_question

AT = datetime.fromisoformat("2024-06-12T15:00+08:00")
TOWN = TownWords("青石镇", ("柳沟村", "石桥村", "东岭社区"), "石桥村")


def ask(text: str) -> Question:
    return read_question(text, AT, TOWN)


@pytest.mark.parametrize(
    ("text", "kind", "measure"),
    [
        ("今年调解了多少件", "人民调解", "调解"),
        ("上个月普法几场", "普法活动", "活动"),
        ("信访积案还有吗", "信访", "积案"),
        ("全镇调解成功率多少", "人民调解", "成功率"),
        ("今年罚款总额是多少元", "行政处罚", "罚款"),
        ("截止今天参训人次是多少", "法治培训", "参训"),
        ("法治公园建了几个", "法治阵地", "新建"),
        ("警情转调今年几件", "人民调解", "警情转调"),
        ("法律明白人现在几个", "法律明白人", "在册"),
        ("东岭社区上个月有没有搞普法", "普法活动", "活动"),
        ("2023年普法总场次", "普法活动", "活动"),
    ],
)
def test_a_total_has_its_kind_and_measure(text: str, kind: str, measure: str) -> None:
    found = ask(text)
    assert (found.asks, found.kind, found.measure) == ("total", kind, measure)


def test_several_measures_are_asked_at_once() -> None:
    found = ask("想问下今年培训搞了几期，参训的有多少人")
    assert found.measures == ("培训", "参训")


@pytest.mark.parametrize(
    ("text", "on", "until"),
    [
        ("今年调解了多少件", date(2024, 1, 1), date(2024, 6, 12)),
        ("上个月普法几场", date(2024, 5, 1), date(2024, 5, 31)),
        ("一季度检查多少次", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023年普法总场次", date(2023, 1, 1), date(2023, 12, 31)),
        ("6月5日都记了些啥", date(2024, 6, 5), date(2024, 6, 5)),
        ("讲座听众一共多少", None, None),
    ],
)
def test_the_time_that_is_asked_about(text: str, on: date | None, until: date | None) -> None:
    found = ask(text)
    assert (found.on, found.until) == (on, until)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("柳沟村二季度报了什么", "柳沟村"),
        ("我们村今年记了几条", "石桥村"),
        ("红旗村今年调解几件", "红旗村"),
        ("各村上半年排查多少件", None),
        ("还差哪些村没报", None),
        ("我们这季度调解几件", None),
    ],
)
def test_the_unit_that_is_asked_about(text: str, unit: str | None) -> None:
    assert ask(text).unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "谁还没报",
        "这个月谁没报",
        "还差哪些村没报",
        "一季度哪些村没报普法",
        "行政诉讼还差哪几个月没报零",
        "5月的零报告都报齐没",
        "柳沟村11月有没有漏报的",
    ],
)
def test_who_has_not_reported(text: str) -> None:
    assert ask(text).asks == "missing"


def test_a_missing_report_has_its_kind_and_span() -> None:
    found = ask("一季度哪些村没报普法活动")
    assert (found.kind, found.on, found.until) == ("普法活动", date(2024, 1, 1), date(2024, 3, 31))


@pytest.mark.parametrize(
    "text", ["柳沟村三季度报了什么", "看看这个月记了些啥", "把6月份的调解列出来", "5月普法活动明细发我"]
)
def test_a_listing(text: str) -> None:
    assert ask(text).asks == "list"


def test_how_many_entries() -> None:
    assert ask("我们村今年记了几条").asks == "count"


def test_the_last_time_looks_back_without_a_span() -> None:
    found = ask("上次社矫集中教育是哪天")
    assert (found.asks, found.kind, found.on) == ("last", "社区矫正", None)
    assert ask("最近一次法治培训什么时候搞的").on is None


def test_an_entry_is_asked_about_by_number() -> None:
    assert ask("128号是哪条").number == "128"
    assert ask("3号那条是谁记的").number is None


def test_a_wanted_number_is_the_target() -> None:
    assert ask("执法检查够不够60次").target == Decimal(60)
    assert ask("普法的单子今年够不够两万份").target == Decimal(20000)
    assert ask("今年调解了多少件").target is None


@pytest.mark.parametrize(
    "text",
    ["今天调解纠纷3件", "打印机谁会修", "合同有模板吗", "收到", "", "统计了一下，共发资料300份", "好的"],
)
def test_what_asks_nothing_of_the_ledger_shows_no_question(text: str) -> None:
    assert sign_of_question(text) == ""


_FIELD = st.text(st.sampled_from("谁还没报多少几件场次今年上个月调解普法讲座石桥村吗？够60哪天第128号查一下"))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), _FIELD))
def test_any_text_is_read_as_some_question(text: str) -> None:
    found = ask(text)
    assert found.asks in ("total", "count", "list", "missing", "last", "rank", "other")
    assert (found.on is None) == (found.until is None)
    assert found == ask(text)


def test_a_month_before_what_was_reported_is_the_month() -> None:
    question = read_question("我们所7月报了多少条", datetime.fromisoformat("2024-08-06T10:00+08:00"))
    assert str(question.on) == "2024-07-01"
