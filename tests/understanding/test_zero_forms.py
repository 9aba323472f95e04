"""Every denial of every measure that a report may print as 无…: one lost zero unlicenses a year."""

from datetime import datetime

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Intent

AT = datetime.fromisoformat("2025-09-30T16:00:00+08:00")

# (kind, measure, what staff call it)
SUBJECTS = [
    ("行政复议诉讼", "复议", "行政复议"),
    ("行政复议诉讼", "诉讼", "行政诉讼"),
    ("行政复议诉讼", "败诉", "败诉案件"),
    ("行政处罚", "案件", "行政处罚案件"),
    ("信访", "积案", "信访积案"),
    ("社区矫正", "脱管", "社区矫正对象脱管"),
    ("政务公开", "依申请公开", "依申请公开"),
    ("执纪监督", "违规干预", "领导干部违规干预司法"),
    ("规范性文件", "制定", "规范性文件制定"),
]
FORMS = [
    "9月无{}",
    "9月份{}0件",
    "9月{}为零",
    "9月{}：0",
    "9月没有{}",
    "9月没得{}",
    "9月未发生{}情况",
    "本月{}没有",
    "9月{}一件也没有",
    "9月{}1件也没有",
    "9月没有一件{}",
    "九月{}零报告",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "measure", "name"), SUBJECTS)
def test_a_denied_measure_is_zero_over_its_month(form: str, kind: str, measure: str, name: str) -> None:
    meaning = understand(form.format(name), AT)
    assert meaning.intent is Intent.LOG
    figures = {
        (entry.kind, figure.measure, figure.value, str(entry.on), str(entry.until))
        for entry in meaning.entries
        for figure in entry.figures
        if not figure.implied
    }
    assert figures == {(kind, measure, 0, "2025-09-01", "2025-09-30")}


@pytest.mark.parametrize(
    ("name", "kind", "measure"),
    [
        ("普法活动", "普法活动", "活动"),
        ("法治培训", "法治培训", "培训"),
        ("调解", "人民调解", "调解"),
        ("矛盾排查", "矛盾排查", "排查"),
        ("上访", "信访", "受理"),
        ("行政检查", "行政检查", "检查"),
        ("联合执法", "联合执法", "行动"),
        ("脱管", "社区矫正", "脱管"),
        ("警情转调", "人民调解", "警情转调"),
    ],
)
@pytest.mark.parametrize("form", ["9月零{}", "9月无{}", "9月{}：零"])
def test_a_noughts_word_is_all_that_a_month_tells(form: str, name: str, kind: str, measure: str) -> None:
    entries = understand(form.format(name), AT).entries
    assert [(one.kind, [(each.measure, each.value) for each in one.figures]) for one in entries] == [
        (kind, [(measure, 0)])
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "均为0",
        "均为0件",
        "都是零",
        "均为零",
        "全为0",
        "都没有",
        "均无",
        "：0、0",
        " 0、0",
        "都没发生",
        "均未发生",
    ],
)
def test_a_denial_reaches_the_whole_list_before_it(tail: str) -> None:
    meaning = understand(f"9月行政复议、行政诉讼{tail}", AT)
    figures = {(figure.measure, figure.value) for entry in meaning.entries for figure in entry.figures}
    assert figures == {("复议", 0), ("诉讼", 0)}


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("9月行政复议10件", "复议", 10),
        ("9月行政诉讼1件", "诉讼", 1),
        ("9月收到行政复议申请1件，没有别的", "复议", 1),
        ("9月调解纠纷4件，没有一件反弹", "调解", 4),
    ],
)
def test_a_count_beside_a_denial_stays_a_count(text: str, measure: str, value: int) -> None:
    figures = {
        figure.measure: figure.value for entry in understand(text, AT).entries for figure in entry.figures
    }
    assert figures[measure] == value
