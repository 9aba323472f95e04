"""Each form of a date by itself, read on Wednesday 14 June 2023, looking back and looking ahead."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.understanding.dates import DateSpan, Direction, clock_spans, find_dates, merged, read_date

AT = datetime.fromisoformat("2023-06-14T10:20:00+08:00")


def cells(heading: str) -> list[tuple[str, date, date]]:
    """The (text, first day, last day) lines below a heading of date_forms.txt."""
    table = Path(__file__).with_name("date_forms.txt").read_text(encoding="utf-8")
    below = table.split(f"# {heading}\n")[1].split("\n\n")[0]
    found = []
    for line in below.splitlines():
        text, days = line.rsplit(" ", 1)
        ends = [date.fromisoformat(day) for day in days.split("/")]
        found.append((text, ends[0], ends[-1]))
    return found


@pytest.mark.parametrize(("text", "on", "last"), cells("looking back"))
def test_looking_back_a_form_means_the_latest_days_that_have_come(text: str, on: date, last: date) -> None:
    assert [(span.on, span.last_day) for span in find_dates(text, AT)] == [(on, last)]


@pytest.mark.parametrize(("text", "on", "last"), cells("looking ahead"))
def test_looking_ahead_a_form_means_the_next_days(text: str, on: date, last: date) -> None:
    assert [(span.on, span.last_day) for span in find_dates(text, AT, Direction.FUTURE)] == [(on, last)]


@pytest.mark.parametrize("text", ["明天开会", "下周三检查", "下个月培训", "明年3月述法", "月底前交表"])
def test_words_that_only_look_ahead_do_so_in_a_report_too(text: str) -> None:
    span = find_dates(text, AT)[0]
    assert span.future
    assert span.last_day > AT.date()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("上周二、周四各一次", ["2023-06-06", "2023-06-08"]),
        ("上周一、三、五夜查", ["2023-06-05", "2023-06-07", "2023-06-09"]),
        ("周一、周三、周五夜查", ["2023-06-05", "2023-06-07", "2023-06-09"]),
        ("周二周三连着两天", ["2023-06-13", "2023-06-14"]),
        ("5号、6号巡查", ["2023-06-05", "2023-06-06"]),
        ("3月5、6两日轮训", ["2023-03-05", "2023-03-06"]),
        ("9月3日、5日和8日夜查", ["2022-09-03", "2022-09-05", "2022-09-08"]),
        ("五月十四十五号两天轮训", ["2023-05-14", "2023-05-15"]),
        ("昨天和今天都去了", ["2023-06-13", "2023-06-14"]),
        ("4.3、4.10、4.17三次", ["2023-04-03", "2023-04-10", "2023-04-17"]),
    ],
)
def test_days_of_a_list_are_spans_of_one_group(text: str, days: list[str]) -> None:
    spans = find_dates(text, AT)
    assert [str(span.on) for span in spans] == days
    assert len({span.group for span in spans}) == 1
    assert [(str(span.on), str(span.last_day)) for span in merged(spans)] == [(days[0], days[-1])]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4月、5月分别调解3件、2件", ["2023-04-01", "2023-05-01"]),
        ("3、4、5月各2件", ["2023-03-01", "2023-04-01", "2023-05-01"]),
        ("一季度、二季度分别12件、9件", ["2023-01-01", "2023-04-01"]),
        ("上周：周一学法，周三夜查", ["2023-06-05", "2023-06-05", "2023-06-07"]),
        ("腊月廿六在石湾、廿七在桥头", ["2023-01-17", "2023-01-18"]),
        ("26号禁毒日去集上", ["2023-06-26"]),
        ("原定周五的讲座昨天办了", ["2023-06-13"]),
    ],
)
def test_what_stands_around_a_date_tells_which_days_are_meant(text: str, days: list[str]) -> None:
    assert [str(span.on) for span in find_dates(text, AT)] == days


def test_dates_of_two_events_are_two_groups() -> None:
    assert [span.group for span in find_dates("3月5日讲座，3月8日检查", AT)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3月5日进村宣讲，12日又去了一次", ["2023-03-05", "2023-03-12"]),
        ("上个月3号查了一回，17号回头看", ["2023-05-03", "2023-05-17"]),
        ("2021年12月20日签订，1月6日备案", ["2021-12-20", "2022-01-06"]),
        ("去年10月5件，11月7件", ["2022-10-01", "2022-11-01"]),
    ],
)
def test_a_later_date_takes_month_and_year_from_the_one_before(text: str, days: list[str]) -> None:
    assert [str(span.on) for span in find_dates(text, AT)] == days


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3月5日", "day"), ("上周二", "weekday"), ("上周", "week"), ("5月", "month"),
        ("5月上旬", "month_part"), ("一季度", "quarter"), ("上半年", "half"), ("2022年", "year"),
        ("今年以来", "since"), ("3日至5日", "range"), ("端午当天", "feast"), ("三天前", "relative"),
        ("前几天", "vague"), ("12·4国家宪法日", "name"),
    ],
)  # fmt: skip
def test_a_span_says_its_form(text: str, form: str) -> None:
    assert [span.form for span in find_dates(text, AT)] == [form]


def test_the_firmer_of_two_dates_has_the_higher_rank() -> None:
    weakest_first = ["12·4国家宪法日", "前几天", "今年", "端午当天", "上个月", "三天前", "昨天"]
    ranks = [find_dates(text, AT)[0].rank for text in weakest_first]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("text", ["12·4国家宪法日宣传活动", "4.15宣传", "11.9消防宣传", "三八节活动"])
def test_a_feast_that_only_names_an_event_is_a_name(text: str) -> None:
    assert [span.named for span in find_dates(text, AT)] == [True]


@pytest.mark.parametrize(
    "text", ["6月13号重阳节", "2022年12月4日国家宪法日", "昨天，妇女节", "12月2日（周五）上午9点"]
)
def test_what_belongs_to_a_day_is_in_its_span_or_a_name(text: str) -> None:
    spans = find_dates(text, AT)
    assert sum(not span.named for span in spans) == 1


def test_a_named_day_beside_its_own_date_is_part_of_it() -> None:
    text = "4月15日全民国家安全教育日，摆摊宣传"
    (span,) = find_dates(text, AT)
    assert text[span.start : span.end] == "4月15日全民国家安全教育日"


def test_a_feast_that_heads_a_clause_dates_it_for_some_days() -> None:
    shortly_after, long_after = datetime(2023, 2, 7), datetime(2023, 6, 7)
    assert find_dates("元宵节猜法治灯谜", shortly_after)[0].form == "feast"
    assert find_dates("元宵节猜法治灯谜", long_after)[0].form == "name"


def test_times_of_day_are_told_apart_from_counts() -> None:
    text = "上午9点半到11点培训，来了35人，提了3点建议，14:30散会"
    assert [text[start:end] for start, end in clock_spans(text)] == ["上午9点半到11点", "14:30"]


@pytest.mark.parametrize(
    ("answer", "on", "last"),
    [
        ("昨天吧", "2023-06-13", "2023-06-13"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("从2016到2018", "2016-01-01", "2018-12-31"),
        ("十一", "2022-10-01", "2022-10-01"),
        ("元旦", "2023-01-01", "2023-01-01"),
        ("5号、6号", "2023-06-05", "2023-06-06"),
        ("5 March 2023", "2023-03-05", "2023-03-05"),
    ],
)
def test_an_answer_is_read_as_a_date_alone(answer: str, on: str, last: str) -> None:
    span = read_date(answer, AT)
    assert span is not None
    assert (str(span.on), str(span.last_day)) == (on, last)


@pytest.mark.parametrize("answer", ["不知道", "1500余份", "12345", "hello 2022", "March 1871", ""])
def test_an_answer_without_a_date_is_none(answer: str) -> None:
    assert read_date(answer, AT) is None


@pytest.mark.parametrize("text", ["2月30日开会", "13月5日开会", "2023年4月31日开会", "40号开会"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert [span for span in find_dates(text, AT) if span.form == "day"] == []


def test_a_span_of_one_day_has_no_until() -> None:
    assert DateSpan(0, 2, date(2023, 6, 14), None, "day").last_day == date(2023, 6, 14)
    assert find_dates("昨天", AT)[0].until is None
