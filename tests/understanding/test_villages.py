"""What several villages did, in every form of a report: each has its own, or the whole is told once."""

from datetime import date, datetime
from itertools import product

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
PAIRS = (("青石社区", "南坪村"), ("红星社区", "团结村"))
PERIODS = {"10月": (date(2026, 10, 1), date(2026, 10, 31)), "昨天": (date(2026, 11, 17), None)}
# A work's name, its counted word, and its kind and measure.
WORKS = (
    ("调解纠纷", "件", "人民调解", "调解"),
    ("普法宣传", "场", "普法活动", "活动"),
    ("法治讲座", "场", "法治讲座", "讲座"),
    ("安全检查", "次", "行政检查", "检查"),
    ("排查矛盾", "件", "矛盾排查", "排查"),
    ("受理信访", "件", "信访", "受理"),
    ("法治培训", "期", "法治培训", "培训"),
)
FEW, MANY = 2, 5
# {v}, {w}: the villages; {t}: the work; {x}, {y}: what each had, with the counted word.
EACH_ITS_OWN = (
    "{p}{v}{t}{x}，{w}{t}{y}",
    "{p}：{v}{t}{x}；{w}{t}{y}",
    "{p}{v}：{t}{x}；{w}：{t}{y}",
    "{p}\n{v}：{t}{x}\n{w}：{t}{y}",
    "{p}在{v}{t}{x}，在{w}{t}{y}",
    "{p}到{v}{t}{x}，到{w}{t}{y}",
    "{p}{t}：{v}{x}、{w}{y}",
    "{p}{t}，{v}{x}，{w}{y}",
    "{p}{t}{v}{x}、{w}{y}",
    "{p}{v}{t}{x}，{w}{y}",
    "{p}1.{v}{t}{x}；2.{w}{t}{y}",
    "{p}{v}、{w}分别{t}{x}、{y}",
    "{p}{v}{t}{x}、{w}{t}{y}",
)
ONE_WHOLE = (
    "{p}{t}{z}，其中{v}{x}、{w}{y}",
    "{p}{t}共{z}（{v}{x}，{w}{y}）",
    "{p}{t}{z}：{v}{x}、{w}{y}",
)

Told = list[tuple[str, str | None, date, date | None, int]]


def told(text: str, measure: str) -> Told:
    return [
        (entry.kind, entry.place, entry.on, entry.until, int(figure.value))
        for entry in understand(text, AT).entries
        for figure in entry.figures
        if figure.measure == measure
    ]


@pytest.mark.parametrize("form", EACH_ITS_OWN, ids=lambda form: form.replace("\n", "/"))
def test_each_village_has_its_own(form: str) -> None:
    for (first, second), period, (work, unit, kind, measure) in product(PAIRS, PERIODS, WORKS):
        text = form.format(p=period, v=first, w=second, t=work, x=f"{FEW}{unit}", y=f"{MANY}{unit}")
        spans = PERIODS[period]
        own = [(kind, first, *spans, FEW), (kind, second, *spans, MANY)]
        assert (text, told(text, measure)) == (text, own)


@pytest.mark.parametrize("form", ONE_WHOLE)
def test_a_whole_is_told_once_and_is_of_no_village(form: str) -> None:
    for (first, second), period, (work, unit, kind, measure) in product(PAIRS, PERIODS, WORKS):
        parts = {"x": f"{FEW}{unit}", "y": f"{MANY}{unit}", "z": f"{FEW + MANY}{unit}"}
        text = form.format(p=period, v=first, w=second, t=work, **parts)
        assert (text, told(text, measure)) == (text, [(kind, None, *PERIODS[period], FEW + MANY)])


@pytest.mark.parametrize(
    "text",
    [
        "10月青石社区普法2场，调解3件；南坪村普法1场，调解4件",
        "10月青石社区：普法2场，调解3件；南坪村：普法1场，调解4件",
        "10月各村：青石社区普法2场、调解3件；南坪村普法1场、调解4件",
        "10月情况：\n青石社区：普法2场，调解3件\n南坪村：普法1场，调解4件",
    ],
)
def test_all_that_a_village_reports_is_its_own(text: str) -> None:
    found = [(entry.kind, entry.place, int(entry.figures[0].value)) for entry in understand(text, AT).entries]
    assert found == [
        ("普法活动", "青石社区", 2),
        ("人民调解", "青石社区", 3),
        ("普法活动", "南坪村", 1),
        ("人民调解", "南坪村", 4),
    ]


def test_a_report_turns_to_a_village_with_the_same_work() -> None:
    entries = understand("10月青石社区普法2场，调解1件；南坪村调解3件", AT).entries
    assert [(one.kind, one.place, int(one.figures[0].value)) for one in entries] == [
        ("普法活动", "青石社区", 2),
        ("人民调解", "青石社区", 1),
        ("人民调解", "南坪村", 3),
    ]
