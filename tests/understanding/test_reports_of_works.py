"""A period's report of several works: each keeps its own figures, in whatever order and however joined."""

from collections import Counter
from datetime import datetime
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.reader import understand

AT = datetime(2025, 8, 4, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WORKS = {
    "听取法治工作汇报2次": {("专题会议", "会议"): 2},
    "执法检查18次，出动54人次": {("行政检查", "检查"): 18, ("行政检查", "出动"): 54},
    "接待法律咨询34人次": {("公共法律服务", "咨询"): 34},
    "印发制度文件3件": {("制度文件", "文件"): 3},
    "村（社区）书记述法8人": {("述法", "述法"): 8},
    "无违规干预司法": {("执纪监督", "违规干预"): 0},
    "创建民主法治示范村2个": {("示范创建", "创建"): 2},
    "评查案卷6件，法制审核3件": {("案卷评查", "评查"): 6, ("案卷评查", "法制审核"): 3},
}


@pytest.mark.parametrize("joint", ["；", "。", "\n"])
def test_each_work_of_a_report_keeps_its_figures(joint: str) -> None:
    wrong = []
    for first, second in permutations(WORKS, 2):
        read = Counter[tuple[str, str]]()
        told = WORKS[first] | WORKS[second]
        for entry in understand(f"7月{first}{joint}{second}", AT).entries:
            read.update({(entry.kind, one.measure): int(one.value) for one in entry.figures})
        if dict(read) != told:
            wrong.append((first, second, dict(read)))
    assert wrong == []


def test_what_was_only_ordered_or_is_due_is_not_put_right() -> None:
    for rest in ("还有五处责令限期整改", "剩5处限期整改", "其余5处下周前改完", "余下五处本月底前完成"):
        told = f"安监办检查了老窑厂，隐患12处，有7处当场就改了，{rest}，出动执法人员9人"
        entries = understand(told, AT).entries
        figures = [{one.measure: int(one.value) for one in entry.figures} for entry in entries]
        assert figures == [{"检查": 1, "出动": 9}, {"隐患": 12, "整改": 7}], rest


def test_a_joint_check_is_one_joint_act() -> None:
    for who in ("联合市监所", "会同消防站"):
        entries = understand(f"{who}对老窑厂检查1次，出动执法人员9人", AT).entries
        figures = [(entry.kind, {one.measure: int(one.value) for one in entry.figures}) for entry in entries]
        assert figures == [("联合执法", {"行动": 1, "出动": 9})]
