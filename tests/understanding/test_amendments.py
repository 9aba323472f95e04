"""Corrections: which entry is meant, what is set, and how that fits the entry."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.amendments import read_amendment, read_answer, resolve
from bot.understanding.meaning import Amendment, NewFigure, Setting, TownWords
from bot.understanding.resolving import apply_choice
from storage.catalogue import bundled
from storage.records import Change, EntryState, Figure, Hedge

AT = datetime.fromisoformat("2024-06-12T15:00+08:00")
TOWN = TownWords("青石镇", ("柳沟村", "石桥村", "东岭社区"), "石桥村")


def read(text: str) -> Amendment:
    return read_amendment(text, AT, TOWN)


def figure(measure: str, value: int, implied: bool = False, hedge: Hedge = Hedge.EXACT) -> Figure:
    return Figure(measure, Decimal(value), hedge, implied)


LECTURE = (figure("讲座", 1, implied=True), figure("听众", 68), figure("资料", 200))
PUBLICITY = (figure("活动", 1, implied=True), figure("受众", 120), figure("资料", 300))
MEDIATION = (figure("调解", 8), figure("成功", 7))


def change(text: str, kind: str, figures: tuple[Figure, ...]) -> Change:
    resolution = resolve(read(text), bundled().kind(kind), figures)
    assert resolution.clear, resolution.choices
    return resolution.change


def values(text: str, kind: str, figures: tuple[Figure, ...]) -> dict[str, int]:
    return {one.measure: int(one.value) for one in change(text, kind, figures).figures}


# --- which entry is meant


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("128号撤销", "128"),
        ("2024-37作废", "2024-37"),
        ("第56条人数改成80", "56"),
        ("删除 #9", "9"),
        ("把128号的地点改成东岭社区", "128"),
    ],
)
def test_an_entry_is_named_by_its_number(text: str, number: str) -> None:
    found = read(text)
    assert found.number == number
    assert not found.previous


@pytest.mark.parametrize(
    "text", ["上一条人数改成150", "刚才那条作废", "打错了，是42人", "前面那条资料改为90份"]
)
def test_the_latest_entry_is_meant_where_it_or_none_is_named(text: str) -> None:
    found = read(text)
    assert found.previous
    assert found.number is None


def test_a_day_and_a_kind_describe_the_entry() -> None:
    found = read("昨天那个讲座的人数应为85")
    assert (found.about_on, found.about_kind, found.previous) == (date(2024, 6, 11), "法治讲座", False)


def test_a_month_describes_the_entry_by_its_whole_span() -> None:
    found = read("更正：5月排查纠纷数为7起")
    assert (found.about_on, found.about_until) == (date(2024, 5, 1), date(2024, 5, 31))
    assert found.about_kind == "矛盾排查"


def test_the_day_of_reporting_is_not_the_day_of_the_event() -> None:
    found = read("昨天报的传单数量不准，实际发了260份")
    assert (found.about_sent, found.about_on) == (date(2024, 6, 11), None)


def test_other_words_describe_the_entry_too() -> None:
    assert read("河湾那场撤回").about_words == "河湾"
    assert read("8号那条树枝的调解撤回").about_words == "树枝"


def test_a_village_describes_the_entry() -> None:
    assert read("石桥村那场讲座撤掉，律师没来").about_place == "石桥村"


# --- what is set


@pytest.mark.parametrize(
    "text",
    ["128号撤销", "把上条删掉", "重复了，前面那条不要了", "记重复了，作废", "撤回刚才的", "那条算我没报"],
)
def test_withdrawing_sets_nothing_else(text: str) -> None:
    found = read(text)
    assert found.withdraw
    assert found.figures == ()
    assert found.kind is found.on is found.place is None


def test_a_new_value_beside_a_withdrawn_household_withdraws_nothing() -> None:
    found = read("有一户被人举报取消了，评选改为11户")
    assert not found.withdraw
    assert [(one.value, one.unit) for one in found.figures] == [(Decimal(11), "户")]


def test_a_kind_is_set() -> None:
    found = read("不是讲座，是普法活动")
    assert (found.kind, found.about_kind) == ("普法活动", "法治讲座")
    assert read("那条类别不对，属于法治培训").kind == "法治培训"


def test_a_day_is_set_and_the_wrong_one_describes() -> None:
    assert read("刚才那条日期是昨天").on == date(2024, 6, 11)
    found = read("刚报的那个是3号的不是4号的")
    assert (found.on, found.about_on) == (date(2024, 6, 3), date(2024, 6, 4))


def test_a_place_is_set_and_the_wrong_one_describes() -> None:
    assert read("第56条的地点应该是文化广场").place == "文化广场"
    found = read("不对，是柳沟村不是石桥村")
    assert (found.place, found.about_place) == ("柳沟村", "石桥村")


def test_a_wrong_value_is_kept_beside_the_new_one() -> None:
    (one,) = read("写错了，应该是28个不是18个").figures
    assert (one.value, one.old) == (Decimal(28), Decimal(18))


def test_a_hedge_is_kept() -> None:
    (one,) = read("上一条受众改成三百多").figures
    assert (one.value, one.hedge) == (Decimal(300), Hedge.AT_LEAST)


def test_several_figures_are_set_in_order() -> None:
    found = read("更正下，应是隐患12处，整改11处")
    assert [(one.measure, one.value) for one in found.figures] == [
        ("隐患", Decimal(12)),
        ("整改", Decimal(11)),
    ]


def test_what_explains_an_error_is_no_new_value() -> None:
    found = read("3月的那条少了28号夜里的一起，调解改成23件")
    assert [(one.measure, one.value) for one in found.figures] == [("调解", Decimal(23))]


def test_what_is_wrong_is_told_where_the_right_value_is_not() -> None:
    assert read("上一条听众错了").unsaid == "听众"
    assert read("刚才那条日期写错了").unsaid == "date"
    assert read("上一条听众错了").empty


# --- against the entry


def test_a_number_of_people_finds_the_people_of_each_kind() -> None:
    assert values("上一条人数改成150", "法治讲座", LECTURE) == {"听众": 150}
    assert values("上一条人数改成150", "普法活动", PUBLICITY) == {"受众": 150}
    assert values("受众改成150", "法治讲座", LECTURE) == {"听众": 150}


def test_a_counted_word_finds_the_measure() -> None:
    assert values("打错了，是420份", "普法活动", PUBLICITY) == {"资料": 420}
    assert values("刚才那条份数改为90", "法治讲座", LECTURE) == {"资料": 90}


def test_the_wrong_value_finds_the_measure() -> None:
    assert values("不是7件，是6件", "人民调解", MEDIATION) == {"成功": 6}
    assert values("是28不是68", "法治讲座", LECTURE) == {"听众": 28}


def test_a_missing_nought_multiplies_what_stands_there() -> None:
    assert values("上一条资料少写个零", "普法活动", PUBLICITY) == {"资料": 3000}
    assert values("资料多写了个0", "普法活动", PUBLICITY) == {"资料": 30}


def test_a_forgotten_part_is_added() -> None:
    assert values("上一条调解漏了2件", "人民调解", MEDIATION) == {"调解": 10}
    assert values("上面那条漏了宣传品，加上50个水杯", "普法活动", PUBLICITY) == {"宣传品": 50}


def test_what_fits_two_figures_is_asked_about() -> None:
    resolution = resolve(read("上一条改成6件"), bundled().kind("人民调解"), MEDIATION)
    (choice,) = resolution.choices
    assert choice.options == ("调解", "成功")
    assert resolution.change.figures == ()
    assert apply_choice(choice, "成功", MEDIATION).figures[0].value == 6


def test_a_new_kind_takes_the_figures_along() -> None:
    found = change("不是讲座，是普法活动", "法治讲座", LECTURE)
    assert found.kind == "普法活动"
    assert {(one.measure, int(one.value), one.implied) for one in found.figures} == {
        ("活动", 1, True),
        ("受众", 68, False),
        ("资料", 200, False),
    }
    assert set(found.drop) == {"讲座", "听众"}


def test_what_the_new_kind_cannot_hold_is_named() -> None:
    amendment = Amendment(kind="述法")
    resolution = resolve(amendment, bundled().kind("普法活动"), PUBLICITY)
    assert "资料" in resolution.lost


def test_no_figure_falls_below_zero() -> None:
    less = NewFigure(Decimal(-9), measure="成功", setting=Setting.ADD)
    resolution = resolve(Amendment(figures=(less,)), bundled().kind("人民调解"), MEDIATION)
    assert resolution.change.figures == ()
    assert resolution.choices


# --- answers


def answer(text: str, part: str, measure: str | None = None, options: tuple[str, ...] = ()) -> Change | None:
    return read_answer(text, AT, part, measure, options, bundled().kind("普法活动"), TOWN)


def test_a_bare_number_answers_for_a_figure() -> None:
    assert answer("150", "figure", "受众") == Change(figures=(Figure("受众", Decimal(150), words="150"),))
    assert answer("150人左右", "figure", "受众").figures[0].hedge is Hedge.ABOUT
    assert answer("三百来人", "figure", "受众").figures[0].value == 300
    assert answer("没有", "figure", "受众").figures[0].value == 0


def test_a_day_answers_for_the_date() -> None:
    assert answer("昨天", "date") == Change(on=date(2024, 6, 11))
    assert answer("是6月3号", "date").on == date(2024, 6, 3)


def test_a_kind_answers_by_name_word_or_position() -> None:
    assert answer("是讲座", "kind").kind == "法治讲座"
    assert answer("行政检查", "kind").kind == "行政检查"
    assert answer("第二个", "kind", options=("普法活动", "法治讲座")).kind == "法治讲座"


def test_a_place_answers_for_the_place() -> None:
    assert answer("柳沟村", "place").place == "柳沟村"
    assert answer("在文化广场", "place").place == "文化广场"


@pytest.mark.parametrize("text", ["对", "是的", "不用改", "没错！", "嗯嗯"])
def test_a_yes_leaves_the_entry_as_it_is(text: str) -> None:
    assert answer(text, "figure", "受众") == Change()


def test_a_duplicate_is_withdrawn_or_kept() -> None:
    assert answer("重复了", "duplicate").state is EntryState.WITHDRAWN
    assert answer("不是一回事", "duplicate") == Change()


@pytest.mark.parametrize(
    "text",
    [
        "今天调解邻里纠纷1件",
        "昨天在石桥村开展普法宣传，发资料200份",
        "明天有讲座",
        "收到",
        "",
        "今年调解了多少件",
        "上午查了3家饭店",
        "讲座一场，听众45人",
    ],
)
@pytest.mark.parametrize("part", ["figure", "date", "kind", "place", "duplicate"])
def test_a_message_of_its_own_is_no_answer(text: str, part: str) -> None:
    assert answer(text, part, "受众") is None


_FIELD = st.text(st.sampled_from("上条128号那改成为不是应该少写个零人份件数昨天讲座调解石桥村撤销，。0一百"))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), _FIELD))
def test_any_text_is_read_resolved_and_answered(text: str) -> None:
    found = read(text)
    assert found == read(text)
    for kind, figures in (("普法活动", PUBLICITY), ("人民调解", MEDIATION)):
        settled = resolve(found, bundled().kind(kind), figures).change.figures
        assert all(one.value >= 0 for one in settled)
    for part in ("figure", "date", "kind", "place", "duplicate", "total"):
        answered = answer(text, part, "受众")
        assert answered is None or isinstance(answered, Change)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("128、129重复，留128", "129"),
        ("128和129是一回事，留129", "128"),
        ("第3条跟第4条重复，删一条", "4"),
        ("2024-31和2024-33是同一件事", "2024-33"),
    ],
)
def test_of_two_entries_that_are_one_the_other_than_the_kept_is_withdrawn(text: str, number: str) -> None:
    meant = read(text)
    assert (meant.number, meant.withdraw, meant.figures) == (number, True, ())


@pytest.mark.parametrize(
    "text", ["上一条日期6月3日", "上一条补一下日期，6月3号", "刚才报的是上个月的，日期改6月3日"]
)
def test_the_day_behind_the_word_date_is_the_new_one(text: str) -> None:
    assert read(text).on == date(2024, 6, 3)


@pytest.mark.parametrize("text", ["那个200份是400份", "资料那栏填了200，其实是400", "200改成400份"])
def test_the_count_that_was_wrong_sets_nothing(text: str) -> None:
    (found,) = read(text).figures
    assert (found.value, found.old) == (400, 200)


def test_an_addition_that_is_said_twice_is_added_once() -> None:
    (found,) = read("漏报了3件，上一条调解加3").figures
    assert (found.value, found.measure, found.setting) == (3, "调解", Setting.ADD)


def test_a_unit_that_was_wrong_multiplies() -> None:
    (found,) = read("上一条的金额单位是万元").figures
    assert (found.value, found.measure, found.setting) == (10_000, "金额", Setting.TIMES)


@pytest.mark.parametrize(
    "text", ["发重了，删一条", "上条先别算，数还要核", "这条发错了，删", "报早了，活动是明天，上条先撤"]
)
def test_short_words_of_withdrawing_withdraw_the_last(text: str) -> None:
    meant = read(text)
    assert (meant.previous, meant.withdraw, meant.on) == (True, True, None)


def test_people_answer_no_question_about_cases() -> None:
    kind = bundled().kind("行政处罚")
    assert read_answer("30人", AT, "figure", measure="案件", kind=kind) is None
    assert read_answer("30件", AT, "figure", measure="案件", kind=kind) is not None


@pytest.mark.parametrize(
    "text", ["上一条人数改成{}", "刚才那条听众写错了，应为{}", "上条金额应是{}", "上一条资料不对，实际{}"]
)
@pytest.mark.parametrize("number", [110, 119, 120, 122])
def test_a_number_that_is_also_an_emergency_call_is_set(text: str, number: int) -> None:
    assert [figure.value for figure in read(text.format(number)).figures] == [number]
