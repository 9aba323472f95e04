"""Figures among numbers that are none, put right in the same breath, broken down, added up, left over.

What goes beside is said of every event that fits it, at its end and in its midst.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand

AT = datetime(2026, 11, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Figures = dict[str, tuple[float, bool]]

# An event's clauses, and its figures ("~" for a lower bound).
GATHERINGS = """
昨天在青石镇集市搞反诈宣传|来了56个老乡|折页发了300份 -> 普法活动 活动=1 受众=56 资料=300
昨天请律师给村民讲了一堂法治课|听的有35人|讲义发出去40份 -> 法治讲座 讲座=1 听众=35 资料=40
昨天组织网格员法律业务培训|学员27名|学了6个学时 -> 法治培训 培训=1 参训=27 学时=6
昨天组织党员看警示教育片|18名干部参加 -> 警示教育 活动=1 参加=18
昨天召开平安建设推进会|参会31人|研究议题4项 -> 专题会议 会议=1 参会=31 议题=4
"""
BESIDE_GATHERINGS = """
3名工作人员现场维持秩序|带队的是2名副镇长|司法所3人参与组织|最大的82岁|请假2人|缺席1人|从8点半搞到11点|持续2小时
讲了5个案例|强调了三点要求|在三楼会议室|分成3个小组讨论|离镇上15公里|比去年多了9人|同比增长15%|这是第3期|开了2辆车
讲了一个半小时|设了4个展区
"""
IN_THE_FIELD = """
昨天执法队检查沿街餐馆|出动执法人员8人次|发现问题5个 -> 行政检查 检查=1 出动=8 问题=5
昨天排查燃气安全隐患|发现隐患12处|当场整改9处 -> 隐患整改 隐患=12 整改=9
昨天开展占道经营专项整治|查处违法行为7起 -> 专项整治 行动=1 查处=7
昨天律师团上门服务企业|走访企业6家 -> 涉企服务 走访=6
"""
BESIDE_FIELDWORK = """
用时3个小时|开了2辆车|限15日内改完|行程20公里|店铺面积80平方米|抽了灭火器30具|全村共320户
2名副镇长带队|同比下降10%
"""
# What is told of a count in one sentence -> the event's figures.
TOLD = """
昨天普法宣传发资料38份，不对，是98份 -> 普法活动 活动=1 资料=98
昨天普法宣传发资料38份（更正：98份） -> 普法活动 活动=1 资料=98
昨天普法宣传发资料38份，我记错了，是98份 -> 普法活动 活动=1 资料=98
10月调解纠纷5件（应为7件） -> 人民调解 调解=7
昨天组织调解员培训，通知98人，到了38人 -> 法治培训 培训=1 参训=38
昨天组织调解员培训，原以为50人，实际来了43人 -> 法治培训 培训=1 参训=43
昨天普法宣传，手册24本，折页也是24份 -> 普法活动 活动=1 资料=48
昨天普法宣传发折页32份、手册81本，共113份 -> 普法活动 活动=1 资料=113
昨天普法宣传，折页和扇子各发43 -> 普法活动 活动=1 资料=43 宣传品=43
昨天普法宣传解答了30个人的咨询来了80个老乡 -> 普法活动 活动=1 咨询=30 受众=80
昨天普法宣传，少先队员40人 -> 普法活动 活动=1 受众=40
昨天老年大学办法律讲座。师生30人聆听。课件共52页。领取资料37份 -> 法治讲座 讲座=1 听众=30 资料=37
昨天办了一场法治讲座，听众40人，加上之前的，今年一共10场了 -> 法治讲座 讲座=1 听众=40
10月调解纠纷9件，调成5件、未调成4件 -> 人民调解 调解=9 成功=5
10月调解纠纷9件，成功的5件，不成功的4件 -> 人民调解 调解=9 成功=5
昨天排查安全隐患12处，改好9处、未改3处 -> 隐患整改 隐患=12 整改=9
昨天排查安全隐患12处，完成整改9处，3处列入台账 -> 隐患整改 隐患=12 整改=9
昨天排查安全隐患12处，当天就全改好了 -> 隐患整改 隐患=12 整改=12
10月受理信访15件，已办结10件、在办5件 -> 信访 受理=15 办结=10
10月信访，受理五，办结四 -> 信访 受理=5 办结=4
10月信访件15件，按期办结9件，重复访2件 -> 信访 受理=15 办结=9
9月安全隐患累计排查9处，整改4处 -> 隐患整改 隐患=9 整改=4
10月排查矛盾纠纷15件，化解12件，3件正在调处 -> 矛盾排查 排查=15 化解=12
10月一件行政复议、行政诉讼都没有 -> 行政复议诉讼 复议=0 诉讼=0
10月微信公众号普法，推送8篇，粉丝涨了200个 -> 新媒体普法 推送=8
昨天村里评选文明家庭，候选的有20户，评出8户 -> 村居评选 评选=8
昨天拨付普法专项资金￥3000 -> 经费保障 金额=3000
昨天反诈宣传，来了百十来人 -> 普法活动 活动=1 受众=100~
"""


def _cases(table: str) -> Iterator[tuple[list[str], str, Figures]]:
    for line in filter(None, table.splitlines()):
        said, _, meant = line.partition(" -> ")
        kind, *figures = meant.split()
        pairs = (figure.split("=") for figure in figures)
        yield said.split("|"), kind, {name: (float(value.rstrip("~")), "~" in value) for name, value in pairs}


def _misread(text: str, kind: str, figures: Figures) -> bool:
    meaning = understand(text, AT)
    read = [
        (entry.kind, {figure.measure: (float(figure.value), figure.approx) for figure in entry.figures})
        for entry in meaning.entries
    ]
    return meaning.intent is not Intent.LOG or read != [(kind, figures)]


@pytest.mark.parametrize(
    ("events", "beside"), [(GATHERINGS, BESIDE_GATHERINGS), (IN_THE_FIELD, BESIDE_FIELDWORK)]
)
def test_numbers_beside_an_event_change_none_of_its_figures(events: str, beside: str) -> None:
    said = [
        ("，".join([*clauses[:at], other, *clauses[at:]]), kind, figures)
        for clauses, kind, figures in _cases(events)
        for other in beside.replace("\n", "|").strip("|").split("|")
        for at in (1, len(clauses))
    ]

    assert [case for case in said if _misread(*case)] == []


def test_a_count_is_read_as_it_was_put_right_broken_down_or_left_over() -> None:
    assert [said for said, kind, figures in _cases(TOLD) if _misread(said[0], kind, figures)] == []
