"""What is asked about, and that the best guess is kept all the same."""

from datetime import datetime

import pytest

from bot.understanding import understand
from storage.catalogue import bundled as catalogue

AT = datetime.fromisoformat("2024-06-20T16:00:00+08:00")


@pytest.mark.parametrize(
    ("text", "part", "said"),
    [
        ("昨天村里普法，受众100000人次", "figure", "偏大"),
        ("昨天村里普法，受众3人次", "figure", "偏小"),
        ("本月排查50件，化解40件，化解率95%", "figure", "80"),
        ("本月调解5件，成功8件", "figure", "还多"),
        ("今天组织普法，来了几十人", "figure", "大概"),
        ("昨天搞了个活动，来了60人，发了80份", "kind", ""),
    ],
)
def test_a_doubtful_reading_says_why(text: str, part: str, said: str) -> None:
    meaning = understand(text, AT)
    assert any(doubt.part == part and said in doubt.reason for doubt in meaning.doubts), meaning
    assert meaning.entries


@pytest.mark.parametrize(
    "text",
    [
        "昨天在文化广场搞了民法典宣传，发了300多份资料，来了120人左右",
        "8月矛盾纠纷排查37件，化解34件，稳控3件",
        "这个月没有行政复议和行政诉讼",
        "昨晚联合交警、水利执法1次，出动15人次，查扣电鱼船2条",
        "社区矫正对象集中教育1次，12个人全到",
        "上午给印刷厂做法治体检1次，请了两位律师",
        "周三办网格员法治培训1期，参训44人，事假2人",
        "谁的雨伞落前台了",
        "钥匙放在门卫老吴那儿了",
        "桥头结冰，车子绕道走",
    ],
)
def test_a_plain_report_is_not_doubted(text: str) -> None:
    assert understand(text, AT).doubts == ()


def test_the_kinds_that_are_offered_exist() -> None:
    for text in ("上午搞了个活动发了50份", "昨天弄了个法治的事，30人", "今天搞了治理，20人参加"):
        for doubt in understand(text, AT).doubts:
            if doubt.part == "kind":
                assert all(option in catalogue().kinds for option in doubt.options)
            assert 0 <= doubt.entry < max(1, len(understand(text, AT).entries))
