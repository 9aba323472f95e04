"""Each form of a date by itself, read on Wednesday 14 June 2023, looking back and looking ahead."""

from datetime import date, datetime

import pytest

from bot.understanding.dates import DateSpan, Direction, clock_spans, find_dates, merged, read_date

AT = datetime.fromisoformat("2023-06-14T10:20:00+08:00")

PAST = """
今儿个 2023-06-14 | 昨儿 2023-06-13 | 夜来 2023-06-13 | 前儿个 2023-06-12 | 大前天 2023-06-11 | 今早 2023-06-14
刚才 2023-06-14 | 昨晚 2023-06-13 | 昨今两天 2023-06-13/2023-06-14 | 昨晚8点到10点 2023-06-13
周三 2023-06-14 | 礼拜天 2023-06-11 | 星期日 2023-06-11 | 上周二 2023-06-06 | 上上周五 2023-06-02 | 大上周 2023-05-29/2023-06-04
这周 2023-06-12/2023-06-18 | 上个礼拜 2023-06-05/2023-06-11 | 上周末 2023-06-10/2023-06-11 | 周末 2023-06-10/2023-06-11
周一到周三 2023-06-12/2023-06-14 | 周一到周五 2023-06-05/2023-06-09 | 上周一至五 2023-06-05/2023-06-09
5号 2023-06-05 | 20号 2023-05-20 | 31号 2023-05-31 | 4日至6日 2023-06-04/2023-06-06 | 28日至3日 2023-05-28/2023-06-03
3月5日 2023-03-05 | 三月五号 2023-03-05 | 12月1日 2022-12-01 | 3月5 2023-03-05 | １２月５日 2022-12-05 | 2月29日 2020-02-29
3.5 2023-03-05 | 3/1 2023-03-01 | 11-6 2022-11-06 | 3.2-3.6 2023-03-02/2023-03-06 | 4/10—4/14 2023-04-10/2023-04-14
2024.3.5 2024-03-05 | 2023-03-05 2023-03-05 | 23/3/5 2023-03-05 | 20230305 2023-03-05 | 2024年3月5日 2024-03-05
二〇二三年三月五日 2023-03-05 | 二三年三月 2023-03-01/2023-03-31 | 2023.3 2023-03-01/2023-03-31
3月5日-12日 2023-03-05/2023-03-12 | 12月28日至1月3日 2022-12-28/2023-01-03 | 从9号干到13号 2023-06-09/2023-06-13
5月 2023-05-01/2023-05-31 | 八月份 2022-08-01/2022-08-31 | 上个月 2023-05-01/2023-05-31 | 本月 2023-06-01/2023-06-30
去年12月 2022-12-01/2022-12-31 | 上月中旬 2023-05-11/2023-05-20 | 5月上旬 2023-05-01/2023-05-10 | 月初 2023-06-01/2023-06-05
月底 2023-05-25/2023-05-31 | 上半月 2023-06-01/2023-06-15 | 下半月 2023-05-16/2023-05-31 | 5月中下旬 2023-05-11/2023-05-31
上个月28号 2023-05-28 | 5月第一个周三 2023-05-03 | 5月第二周 2023-05-08/2023-05-14 | 1-6月 2023-01-01/2023-06-30
1至2月 2023-01-01/2023-02-28 | 3、4月 2023-03-01/2023-04-30 | 10月到12月 2022-10-01/2022-12-31 | 前5个月 2023-01-01/2023-05-31
一季度 2023-01-01/2023-03-31 | 四季度 2022-10-01/2022-12-31 | 上季度 2023-01-01/2023-03-31 | 二三季度 2022-04-01/2022-09-30
上半年 2023-01-01/2023-06-30 | 下半年 2022-07-01/2022-12-31 | 去年 2022-01-01/2022-12-31 | 2022年 2022-01-01/2022-12-31
今年 2023-01-01/2023-06-14 | 今年以来 2023-01-01/2023-06-14 | 截至目前 2023-01-01/2023-06-14 | 到现在为止 2023-01-01/2023-06-14
截至5月底 2023-01-01/2023-05-31 | 2023年截至目前 2023-01-01/2023-06-14 | 5月以来 2023-05-01/2023-06-14 | 年内 2023-01-01/2023-06-14
这周一到现在 2023-06-12/2023-06-14 | 本月初到现在 2023-06-01/2023-06-14 | 2021-2022年 2021-01-01/2022-12-31
三天前 2023-06-11 | 两周前 2023-05-31 | 近一周 2023-06-07/2023-06-14 | 最近一个月 2023-05-14/2023-06-14 | 过去三天 2023-06-11/2023-06-13
两个月前 2023-04-01/2023-04-30 | 半个月前 2023-05-30 | 上两周 2023-05-29/2023-06-11 | 这两天 2023-06-13/2023-06-14
正月十五 2023-02-05 | 腊月二十三到二十九 2023-01-14/2023-01-20 | 五月初五 2022-06-03 | 农历三月三 2023-04-22
闰二月初一 2023-03-22 | 大年初三 2023-01-24 | 年三十 2023-01-21 | 初八那天 2023-05-26 | 八月十五 2022-09-10
元宵当天 2023-02-05 | 除夕那天 2023-01-21 | 端午那天 2022-06-03 | 中秋当天 2022-09-10 | 重阳当天 2022-10-04 | 冬至当天 2022-12-22
清明当天 2023-04-05 | 国庆期间 2022-10-01/2022-10-07 | 五一当天 2023-05-01 | 七一前夕 2022-06-30 | 三八节上午 2023-03-08
宪法宣传周 2022-12-01/2022-12-07 | 12·4当天 2022-12-04 | 4·15那天 2023-04-15 | 6.26禁毒日当天 2022-06-26 | 去年春节 2022-02-01
安全生产月 2023-06-01/2023-06-30 | 元旦到除夕 2023-01-01/2023-01-21 | 去年国庆到重阳节 2022-10-01/2022-10-04
"""

FUTURE = """
明天 2023-06-15 | 后天 2023-06-16 | 大后天 2023-06-17 | 明后两天 2023-06-15/2023-06-16 | 下周三 2023-06-21 | 周一 2023-06-19
5号 2023-07-05 | 20号 2023-06-20 | 12月1日 2023-12-01 | 3月5日 2024-03-05 | 月底前 2023-06-25/2023-06-30 | 年底前 2023-11-01/2023-12-31
下个月10号 2023-07-10 | 明年3月 2024-03-01/2024-03-31 | 下半年 2023-07-01/2023-12-31 | 元旦当天 2024-01-01 | 端午那天 2023-06-22
宪法宣传周 2023-12-01/2023-12-07 | 今年 2023-01-01/2023-12-31 | 28日至3日 2023-06-28/2023-07-03 | 未来三天 2023-06-15/2023-06-17
三天后 2023-06-17 | 周末 2023-06-17/2023-06-18 | 5日前 2023-07-05 | 初八那天 2023-06-25 | 年内 2023-06-14/2023-12-31
"""


def cells(table: str) -> list[tuple[str, date, date]]:
    found = []
    for cell in table.replace("\n", "|").split("|"):
        if cell.strip():
            text, days = cell.strip().rsplit(" ", 1)
            ends = [date.fromisoformat(day) for day in days.split("/")]
            found.append((text, ends[0], ends[-1]))
    return found


@pytest.mark.parametrize(("text", "on", "last"), cells(PAST))
def test_looking_back_a_form_means_the_latest_days_that_have_come(text: str, on: date, last: date) -> None:
    assert [(span.on, span.last_day) for span in find_dates(text, AT)] == [(on, last)]


@pytest.mark.parametrize(("text", "on", "last"), cells(FUTURE))
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
        ("昨天和今天都去了", ["2023-06-13", "2023-06-14"]),
        ("4.3、4.10、4.17三次", ["2023-04-03", "2023-04-10", "2023-04-17"]),
    ],
)
def test_days_of_a_list_are_spans_of_one_group(text: str, days: list[str]) -> None:
    spans = find_dates(text, AT)
    assert [str(span.on) for span in spans] == days
    assert len({span.group for span in spans}) == 1
    assert [(str(span.on), str(span.last_day)) for span in merged(spans)] == [(days[0], days[-1])]


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
        ("3月5日", "day"), ("上周二", "weekday"), ("上周", "week"), ("5月", "month"), ("5月上旬", "month_part"),
        ("一季度", "quarter"), ("上半年", "half"), ("2022年", "year"), ("今年以来", "since"), ("3日至5日", "range"),
        ("端午当天", "feast"), ("三天前", "relative"), ("前几天", "vague"), ("12·4国家宪法日", "name"),
    ],
)  # fmt: skip
def test_a_span_says_its_form(text: str, form: str) -> None:
    assert [span.form for span in find_dates(text, AT)] == [form]


def test_the_firmer_of_two_dates_has_the_higher_rank() -> None:
    weakest_first = ["12·4国家宪法日", "前几天", "今年", "端午当天", "上个月", "三天前", "昨天"]
    ranks = [find_dates(text, AT)[0].rank for text in weakest_first]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("text", ["12·4国家宪法日宣传活动", "4.15宣传", "11.9消防宣传", "三八节活动", "春节前排查"])
def test_a_feast_that_only_names_an_event_is_a_name(text: str) -> None:
    assert [span.named for span in find_dates(text, AT)] == [True]


@pytest.mark.parametrize("text", ["6月13号重阳节", "2022年12月4日国家宪法日", "昨天，妇女节", "12月2日（周五）上午9点"])
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
