"""Counts in the language of reports, and what only looks like one."""

import pytest

from drafting.audit.counts import find_counts


def read(text: str) -> list[tuple[str, str]]:
    return [(text[count.start : count.end], f"{count.value.normalize():f}") for count in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("调解纠纷209件", [("209件", "209")]),
        ("发放资料8000余册、宣传单50000余份", [("8000余册", "8000"), ("50000余份", "50000")]),
        ("受众5万余人次", [("5万余人次", "50000")]),
        ("涉及金额1.265万元", [("1.265万元", "12650")]),
        ("共12,650元", [("12,650元", "12650")]),
        ("整改率95.3%", [("95.3%", "95.3")]),
        ("成功率达百分之九十五点三", [("百分之九十五点三", "95.3")]),
        ("举办法治夜校二十余期", [("二十余期", "20")]),
        ("覆盖１２０人次", [("１２０人次", "120")]),
        ("面积约500多平方米", [("约500多平方米", "500")]),
        ("排查553件，化解527件", [("553件", "553"), ("527件", "527")]),
        ("近千人次参加", [("近千人次", "1000")]),
    ],
)
def test_a_count_is_read_with_its_scale_hedge_and_unit(text, counts):
    assert read(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "落实行政执法“三项制度”和“八五”普法规划",
        "一、2023年主要举措和成效",
        "（一）加强领导",
        "一是压实责任。二是",
        "按照县法发〔2023〕12号文件",
        "《法治政府建设实施纲要（2021－2025年）》",
        "2023年3月5日至9日，10月至12月",
        "12345热线、12348平台、110警情",
        "4·15全民国家安全教育日、12.4国家宪法日",
        "党的二十届三中全会、十四届五次、六次全会",
        "每季度开展1次研判，至少听取2次汇报，不少于40学时",
        "推行一村一法律顾问，抓好“两人”队伍、三所联动",
        "同比上升12.5%，较上年增加11件",
        "【待补充：行政诉讼案件10月至12月未报】",
        "联系电话13800138000",
        "第3期培训班、3号楼、二楼会议室",
    ],
)
def test_what_only_looks_like_a_count_is_none(text):
    assert read(text) == []


def test_hedges_know_their_direction_and_whether_they_double():
    (doubled,) = find_counts("约500多人")
    (exact,) = find_counts("118余次")
    (plain,) = find_counts("120余次")
    assert doubled.doubled
    assert not exact.round_
    assert plain.round_
    assert not plain.doubled
