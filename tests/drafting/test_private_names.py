"""Names of private persons behind a word for what they are; what only begins like a name stays."""

import pytest

from drafting.draft import draft
from drafting.private_names import unnamed
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("村民王大明与李小红因宅基地闹了半年", "村民王某与李某因宅基地闹了半年"),
        ("矫正对象刘强手机定位老关机", "矫正对象刘某手机定位老关机"),
        ("老人黄桂英、杨秀兰没人管", "老人黄某、杨某没人管"),
        ("信访人欧阳建国多次上访", "信访人欧阳某多次上访"),
        ("低保户赵四，没领到", "低保户赵某，没领到"),
        ("帮助低保户张桂兰申请救助", "帮助低保户张某申请救助"),
        ("驾驶员刘志强酒驾被查", "驾驶员刘某酒驾被查"),
        ("成功调解王大明与李小红邻里纠纷1件", "成功调解王某与李某邻里纠纷1件"),
    ],
)
def test_a_name_is_cut_to_its_surname(text: str, safe: str) -> None:
    assert unnamed(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "群众许多意见没办",
        "居民周边环境差",
        "村民代表大会开得少",
        "群众向我反映",
        "群众向法院申请执行",
        "调解黄土村与石桥村土地纠纷1件",
        "调解余下纠纷和于法无据的诉求",
        "化解张家湾与王家湾土地纠纷",
        "村民王家湾组路没修",
        "社区矫正对象陈某某不配合",
        "居民程序不懂",
        "村民张贴公告",
        "业主何时入住",
        "老板李总不发工资",
        "王书记带队检查",
    ],
)
def test_what_only_begins_like_a_name_stays(text: str) -> None:
    assert unnamed(text) == text


def test_a_note_is_printed_without_the_name() -> None:
    note = said("问题不足", "11-03", text="问题：矫正对象刘大强多次不假外出，监管跟不上")
    text = "".join(block.text for block in draft([note], TOWN, UNITS, YEAR).blocks)
    assert "刘大强" not in text
    assert "矫正对象刘某多次不假外出" in text
