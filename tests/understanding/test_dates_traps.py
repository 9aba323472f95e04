"""What looks like a date and is none."""

from datetime import datetime

import pytest

from bot.understanding.dates import find_dates

AT = datetime.fromisoformat("2023-06-14T10:20:00+08:00")

TRAPS = """
12345热线 12348平台 110指令 八五普法 三项制度 2号楼 21号楼302室 一号文件 五一村 七一广场 八一路 三八红旗手 九道社区 双江镇 三都镇
〔2023〕12号 青府发〔2023〕12号 (2024)川0105民初123号 第15号令 编号2024-15号 第3期 第十二届 二十届三中全会 十一届全会
13912345678 110101199003071234 0831-8221234 138-1234-5678
3/5的村 每周三 每月5号 每季度 每年12月4日 每个星期一 逢五逢十 每周一、周三 一周一次 两月一次
9点半 1.2万元 95.2% 1500余份 3.5公里 5个月 培训两天 十五分钟 10.5万 1-2件 3-5人 3.5-4.5米 2-3次 12.5亩 3日内 为期三日 一日三餐
老周一家 周三贵和邻居 李周三家的 5号会议室 5号文件 3号桥 108国道 5号病房 3组15号 胜利路28号 50来号人 20多号人
去年同期 比上月多3件 较去年增长 《2023年工作要点》 2023-128 1,200份 比分3-5 今后 以前 目前 提前三天
2件 3家 上千人 十几户 二三十人 三四月没去 十来个
"""


@pytest.mark.parametrize("trap", TRAPS.split())
def test_a_look_alike_is_no_date(trap: str) -> None:
    for text in (trap, f"村里{trap}的事办好了", f"{trap}，来了3人"):
        assert find_dates(text, AT) == [], text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上周一共调解3件", "上周"),
        ("上周一场讲座", "上周"),
        ("上周三场讲座", "上周"),
        ("上周五律师来讲课", "上周五"),
        ("上周三回访5户", "上周三"),
        ("上周四处理积案", "上周四"),
        ("3月8件", "3月"),
        ("5月20多场", "5月"),
        ("五月三场", "五月"),
        ("二月二十件", "二月"),
        ("20号人大视察", "20号"),
        ("22号文艺演出", "22号"),
        ("统计一下2月各村", "2月"),
        ("每月10号接访，10号接了3批", "10号"),
        ("每周三坐班，本周三来了5人", "本周三"),
    ],
)
def test_a_count_or_name_beside_a_date_is_kept_apart(text: str, found: str) -> None:
    assert [text[span.start : span.end] for span in find_dates(text, AT)] == [found]
