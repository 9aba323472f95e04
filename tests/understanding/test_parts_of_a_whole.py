"""What a whole consists of (其中, 含, 包括, brackets) is never added to it, whatever the parts come to."""

from datetime import datetime
from itertools import product

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
FIRST, SECOND, ALL, MORE = 3, 5, 8, 12
# What was counted, its kind and measure, and two sorts of it
SORTS = (
    ("调解纠纷{}件", "人民调解", "调解", "邻里{}件", "婚姻{}件"),
    ("调解纠纷{}件", "人民调解", "调解", "村级{}件", "镇级{}件"),
    ("排查矛盾{}件", "矛盾排查", "排查", "邻里{}件", "土地{}件"),
    ("受理信访{}件", "信访", "受理", "来信{}件", "来访{}件"),
    ("普法宣传{}场", "普法活动", "活动", "进校园{}场", "进企业{}场"),
    ("安全检查{}次", "行政检查", "检查", "日常检查{}次", "专项检查{}次"),
    ("排查隐患{}处", "隐患整改", "隐患", "消防{}处", "用电{}处"),
    ("行政处罚{}件", "行政处罚", "案件", "简易程序{}件", "普通程序{}件"),
    ("培训{}期", "法治培训", "培训", "调解员{}期", "网格员{}期"),
    ("办理12345工单{}件", "热线工单", "工单", "咨询类{}件", "投诉类{}件"),
)
LEADS = ("，其中{}", "（其中{}）", "，含{}", "，包括{}", "。其中，{}")
# A whole, its kind, and a part that has a measure of its own
MEASURED = (
    ("调解纠纷{}件", "人民调解", "调解", "成功{}件", "成功"),
    ("调解纠纷{}件", "人民调解", "调解", "警情转调{}件", "警情转调"),
    ("排查矛盾{}件", "矛盾排查", "排查", "化解{}件", "化解"),
    ("受理信访{}件", "信访", "受理", "办结{}件", "办结"),
    ("排查隐患{}处", "隐患整改", "隐患", "整改{}处", "整改"),
    ("合法性审查{}件", "合法性审查", "审查", "合同{}份", "合同"),
)


def told(text: str) -> dict[tuple[str, str], int]:
    entries = understand(text, AT).entries
    return {(one.kind, figure.measure): int(figure.value) for one in entries for figure in one.figures}


@pytest.mark.parametrize(("lead", "between"), list(product(LEADS, ["、", "，"])))
def test_sorts_of_a_whole_are_not_added_to_it(lead: str, between: str) -> None:
    for (whole, kind, measure, first, second), number in product(SORTS, [ALL, MORE]):
        parts = between.join([first.format(FIRST), second.format(SECOND)])
        text = "10月" + whole.format(number) + lead.format(parts)
        assert (text, told(text)) == (text, {(kind, measure): number})


@pytest.mark.parametrize("lead", [*LEADS, "，{}"])
def test_a_part_with_a_measure_of_its_own_is_its_figure(lead: str) -> None:
    for whole, kind, measure, part, own in MEASURED:
        text = "10月" + whole.format(MORE) + lead.format(part.format(SECOND))
        assert (text, told(text)) == (text, {(kind, measure): MORE, (kind, own): SECOND})
