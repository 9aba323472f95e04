"""A whole period's report, put together from parts: heading, marks, works, zeros, comparisons."""

from collections import Counter
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.reader import understand

AT = datetime(2026, 11, 18, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PERIODS = {
    "10月": (date(2026, 10, 1), date(2026, 10, 31)),
    "上季度": (date(2026, 7, 1), date(2026, 9, 30)),
    "一季度": (date(2026, 1, 1), date(2026, 3, 31)),
    "去年": (date(2025, 1, 1), date(2025, 12, 31)),
    "2025年度": (date(2025, 1, 1), date(2025, 12, 31)),
}
HEADS = (
    *(
        "{}：",
        "{}小结：",
        "报一下{}的数：",
        "现将{}工作情况汇报如下：",
        "司法所{}工作汇总：",
        "【{}工作情况】",
    ),
    *("{}，我所主要做了以下工作：", "柳林镇{}法治工作情况："),
)
MARKS = (
    ("", "；"),
    ("", "。"),
    ("1、2、3、4、", "；"),
    ("一是二是三是四是", "；"),
    ("（1）（2）（3）（4）", "\n"),
)
WORKS = (
    ("行政复议3件，行政诉讼2件", {("行政复议诉讼", "复议"): 3, ("行政复议诉讼", "诉讼"): 2}),
    ("没有行政复议，打了2场行政官司", {("行政复议诉讼", "复议"): 0, ("行政复议诉讼", "诉讼"): 2}),
    ("行政应诉四件，一件也没败", {("行政复议诉讼", "诉讼"): 4, ("行政复议诉讼", "败诉"): 0}),
    ("行政复议和行政诉讼均为零", {("行政复议诉讼", "复议"): 0, ("行政复议诉讼", "诉讼"): 0}),
    ("解答法律咨询13人次", {("公共法律服务", "咨询"): 13}),
    ("接听咨询电话120个，律师值班4次", {("公共法律服务", "咨询"): 120, ("公共法律服务", "值班"): 4}),
    ("对12件重大决策、规范性文件进行合法性审查", {("合法性审查", "审查"): 12}),
    ("合法性审查6件，给出修改建议9条", {("合法性审查", "审查"): 6, ("合法性审查", "意见"): 9}),
    ("顾问律师服务8次，主要是合同把关", {("法律顾问", "服务"): 8}),
    ("办件310件，群众满意度99%", {("政务服务", "办件"): 310}),
    ("公开信息17条，依申请公开的没有", {("政务公开", "信息"): 17, ("政务公开", "依申请公开"): 0}),
    ("普法经费支出3000元", {("经费保障", "金额"): 3000}),
    ("评选出好婆媳3户，大家都服气", {("村居评选", "评选"): 3}),
    ("上报立法建议5条，采纳2条", {("法治建议", "建议"): 5, ("法治建议", "采纳"): 2}),
)
BESIDE = ("", "，与上月持平", "，同比下降10%", "，比上月少2件")
Read = Counter[tuple[str, str, date, date | None, int]]


def _read(text: str) -> Read:
    entries = understand(text, AT).entries
    return Read(
        (entry.kind, figure.measure, entry.on, entry.until, int(figure.value))
        for entry in entries
        for figure in entry.figures
    )


def _wanted(told: dict[tuple[str, str], int], period: str) -> Read:
    return Read((kind, measure, *PERIODS[period], value) for (kind, measure), value in told.items())


def test_a_report_has_the_figures_of_its_works_and_the_days_of_its_heading() -> None:
    chance = Random(2026)
    wrong = []
    for _ in range(80):
        period, head = chance.choice(list(PERIODS)), chance.choice(HEADS)
        marks, joint = chance.choice(MARKS)
        works = {next(iter(told))[0]: (text, told) for text, told in chance.sample(WORKS, 4)}
        signs = [marks[index * len(marks) // 4 : (index + 1) * len(marks) // 4] for index in range(4)]
        items = [sign + text for sign, (text, _) in zip(signs, works.values(), strict=False)]
        body = joint.join(items)
        report = head.format(period) + ("\n" if joint == "\n" else "") + body
        told = {name: value for _, figures in works.values() for name, value in figures.items()}
        if _read(report) != _wanted(told, period):
            wrong.append(report)
    assert wrong == []


@pytest.mark.parametrize("beside", BESIDE)
def test_a_comparison_with_another_time_is_no_figure_and_no_day(beside: str) -> None:
    read = _read(f"上季度法律援助7件{beside}；办理12345工单21件，与去年同期持平")
    assert read == _wanted({("公共法律服务", "援助"): 7, ("热线工单", "工单"): 21}, "上季度")


def test_a_mark_between_two_counts_parts_their_works() -> None:
    read = _read("10月：代办法律援助六件、立案处罚二十一件、行政复议八件、接待群众10人次，行政诉讼两件")
    told = {("公共法律服务", "援助"): 6, ("行政处罚", "案件"): 21, ("行政复议诉讼", "复议"): 8}
    told |= {("公共法律服务", "接待"): 10, ("行政复议诉讼", "诉讼"): 2}
    assert read == _wanted(told, "10月")


def test_what_was_arranged_in_a_period_that_is_over_was_done() -> None:
    assert _read("上季度安排律师坐诊8次") == _wanted({("公共法律服务", "值班"): 8}, "上季度")
    assert understand("下个月安排律师坐诊8次", AT).intent.value == "plan"
