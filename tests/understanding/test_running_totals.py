"""What a work has come to by now is no work; months that a longer period is told by are its parts."""

from datetime import date, datetime
from itertools import product

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
# kind, measure, what was done, counted word, and the work's short name
WORKS = (
    ("普法活动", "活动", "普法", "场", "普法"),
    ("人民调解", "调解", "调解纠纷", "件", "调解"),
    ("法治讲座", "讲座", "讲座", "场", "讲座"),
    ("行政检查", "检查", "安全检查", "次", "检查"),
    ("法治培训", "培训", "培训", "期", "培训"),
    ("涉企服务", "走访", "走访企业", "家", "走访企业"),
    ("合法性审查", "合同", "审查合同", "份", "审查合同"),
    ("信访", "受理", "受理信访", "件", "受理信访"),
    ("示范创建", "创建", "创成示范村", "个", "创成"),
    ("联合执法", "行动", "联合执法", "次", "联合执法"),
)
TOTALS = (
    "今年一共{m}了",
    "今年累计{m}",
    "今年以来共{m}",
    "今年一共办了{m}",
    "今年总共做了{m}",
    "今年累计{t}{m}",
    "今年已{t}{m}",
    "到现在一共{m}",
    "全年累计{m}",
    "今年加起来{m}",
    "今年到现在共{t}{m}",
    "截至目前累计{m}",
    "一共{m}了今年",
)
DAYS = {"昨天": date(2026, 11, 17), "今天": date(2026, 11, 18), "11月5日": date(2026, 11, 5)}
JOINED = ("{a}，{b}", "{a}。{b}", "{a}；{b}", "{a}（{b}）", "{a} {b}")

Told = list[tuple[str, date, date | None, list[tuple[str, int]]]]


def told(text: str) -> Told:
    return [
        (
            one.kind,
            one.on,
            one.until,
            [(figure.measure, int(figure.value)) for figure in one.figures if not figure.implied],
        )
        for one in understand(text, AT).entries
    ]


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("joined", JOINED)
def test_only_the_increment_is_new(total: str, joined: str) -> None:
    for number, (kind, measure, deed, unit, name) in enumerate(WORKS):
        day = list(DAYS)[number % len(DAYS)]
        text = joined.format(a=f"{day}{deed}2{unit}", b=total.format(m=f"17{unit}", t=name))
        assert (text, told(text)) == (text, [(kind, DAYS[day], None, [(measure, 2)])])


@pytest.mark.parametrize(
    "text",
    [
        "上半年新增法律明白人27名，截至目前在册143名",
        "今年普法12场，今年累计发放资料800份",
        "昨天普法2场，今年一共调解17件",
        "昨天调解2件，今年共调解17件，成功15件",
    ],
)
def test_what_is_no_sum_of_the_increment_is_kept(text: str) -> None:
    assert len([figure for _, _, _, figures in told(text) for figure in figures]) >= 2


HEADS = (
    "{p}{w}：",
    "{p}{w}情况：",
    "{p}{w}，",
    "{p}{w}如下：",
    "{p}{w}明细，请录入：",
    "{w}{p}：",
    "{p}{w}\n",
    "{p}：{w}",
)
MONTHS = ("{m}月{n}", "{m}月份{n}", "{m}月：{n}", "{m}月共{n}")
BETWEEN = ("，", "；", "、", "\n")
PERIODS = ("三季度", "7至9月", "第三季度")


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.replace("\n", "/"))
def test_months_are_the_parts_of_a_longer_period(head: str) -> None:
    counts = ((7, 5), (8, 11), (9, 4))
    named = [
        ("普法", "场", "普法活动", "活动"),
        ("调解", "件", "人民调解", "调解"),
        ("培训", "期", "法治培训", "培训"),
    ]
    for number, (month, between) in enumerate(product(MONTHS, BETWEEN)):
        work, unit, kind, measure = named[number % len(named)]
        listed = between.join(month.format(m=one, n=f"{count}{unit}") for one, count in counts)
        text = head.format(p=PERIODS[number % len(PERIODS)], w=work) + listed
        parts = [
            (kind, one.on.month, figures)
            for one in understand(text, AT).entries
            if (figures := {figure.measure: int(figure.value) for figure in one.figures})
        ]
        assert (text, parts) == (text, [(kind, one, {measure: count}) for one, count in counts])
