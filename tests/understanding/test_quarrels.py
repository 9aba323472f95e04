"""How villagers' quarrels are told: who, over what, how they quarrelled, what was done, and how it ended."""

from datetime import date, datetime
from itertools import cycle, islice

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
DAYS = (
    ("昨天", date(2026, 11, 17)),
    ("今天上午", date(2026, 11, 18)),
    ("前天晚上", date(2026, 11, 16)),
    ("11月3号", date(2026, 11, 3)),
    ("上周五", date(2026, 11, 13)),
)
PARTIES = (
    "老丁和隔壁老梁",
    "丁家跟梁家",
    "婆媳俩",
    "俩养殖户",
    "租客和房东",
    "卖菜的跟物业",
    "楼上楼下两家",
    "姓丁的两妯娌",
)
OVER = (
    "因为排水沟",
    "为了一棵枣树",
    "就为地边子",
    "因拖欠工钱",
    "为房租押金",
    "因为狗咬了人",
    "为宅基地界线",
)
QUARRELS = (
    "吵起来了",
    "闹了好几天",
    "差点动手",
    "闹到村部",
    "扯皮半个月",
    "几个月不说话",
    "互不相让",
    "翻了脸",
)
DEEDS = (
    "我们去调了",
    "村里上门劝了劝",
    "把双方叫到村部谈",
    "调委会出面调解",
    "我跑了两趟",
    "司法所现场调处",
    "拉到一块坐下来谈",
    "调解员讲了法条",
    "我给他们断了断",
)
ENDS = ("和好了", "谈妥了", "最后各让一步", "握手言和", "当场说开了", "双方达成一致", "不闹了")
SUMS = (("", None), ("，赔了1200块", 1200), ("，赔1200元", 1200), ("，对方当场给了1200元", 1200))
FRAMES = (
    "{day}{who}{over}{quarrel}，{deed}，{end}{money}",
    "{who}{over}{quarrel}，{day}{deed}，{end}{money}",
    "{day}去处理了{who}{over}{quarrel}的事，{end}{money}",
    "{day}调了一起：{who}{over}{quarrel}，{end}{money}",
    "汇报一下，{day}{who}{over}{quarrel}，{deed}，{end}{money}",
)
STORIES = 280  # of each frame; the lists' lengths share few divisors, so that all meet all


@pytest.mark.parametrize("frame", FRAMES)
def test_a_quarrel_that_was_settled_is_one_mediation(frame: str) -> None:
    parts = zip(*map(cycle, (DAYS, PARTIES, OVER, QUARRELS, DEEDS, ENDS, SUMS)), strict=False)
    for number, ((day, on), who, over, _, deed, end, (money, paid)) in enumerate(islice(parts, STORIES)):
        quarrel = QUARRELS[(number + number // len(QUARRELS)) % len(QUARRELS)]
        told = frame.format(day=day, who=who, over=over, quarrel=quarrel, deed=deed, end=end, money=money)
        found = [
            (entry.kind, entry.on, {figure.measure: int(figure.value) for figure in entry.figures})
            for entry in understand(told, AT).entries
        ]
        figures = {"调解": 1} | ({"金额": paid} if paid else {})
        assert (told, found) == (told, [("人民调解", on, figures)])


TWO = (
    "昨天调解了两起",
    "昨天调解两件事",
    "昨天调了俩事",
    "昨天调解纠纷2件",
    "昨天连着调了两件",
    "昨天处理了两起纠纷",
)
EACH = (
    "一件{a}，一件{b}",
    "一件是{a}，一件是{b}",
    "一起是{a}，另一起是{b}",
    "一起{a}；另一起{b}",
    "第一件{a}，第二件{b}",
    "头一件是{a}，后一件是{b}",
    "一是{a}；二是{b}",
    "1.{a}；2.{b}",
    "①{a}②{b}",
    "先是{a}，再是{b}",
    "（1）{a}（2）{b}",
)


@pytest.mark.parametrize("each", EACH)
@pytest.mark.parametrize("mark", ["：", "，", "。"])
def test_two_quarrels_are_two_mediations(each: str, mark: str) -> None:
    for number, two in enumerate(TWO):
        first = ("老丁家枣树遮了老梁家的光，赔了200元", "两兄弟争宅基地")[number % 2]
        told = two + mark + each.format(a=first, b="小两口闹离婚，赔一百五")
        found = [
            (entry.kind, {figure.measure: int(figure.value) for figure in entry.figures})
            for entry in understand(told, AT).entries
        ]
        paid = {"金额": 200} if first.endswith("元") else {}
        assert (told, found) == (
            told,
            [("人民调解", {"调解": 1} | paid), ("人民调解", {"调解": 1, "金额": 150})],
        )
