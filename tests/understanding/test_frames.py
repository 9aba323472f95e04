"""One work in many frames: told as done, planned, called off, asked about, corrected, or only talked of.

Every frame is said of every work that fits it; what a message wants is the frame's, whatever the work.
"""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand

AT = datetime(2026, 11, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday

# Where, the verb, its object, and what was counted.
WORKS = [
    ("到青石村", "开展", "普法宣传", "发放资料200份"),
    ("在村部", "举办", "民法典讲座", "听众45人"),
    ("到柳林村", "调解", "邻里纠纷", ""),
    ("到各组", "排查", "矛盾纠纷", "排查出6件"),
    ("对加油站", "开展", "安全检查", "出动8人"),
    ("", "召开", "法治建设专题会", "参会25人"),
    ("", "组织", "学法考试", "参考56人"),
    ("联合派出所", "开展", "联合执法行动", ""),
    ("到辖区企业", "开展", "法治体检", ""),
    ("", "组织", "社区矫正对象集中教育", ""),
]
DONE = """
{day}{place}{verb}了{matter}{count}|{day}，我们{place}{verb}{matter}{count}|{place}{verb}{matter}{count}，{day}
{day}：{place}{verb}{matter}{count}|{day}{place}{verb}{matter}{count}，照片稍后发群里|已于{day}{place}{verb}{matter}{count}
早上好！{day}{place}{verb}{matter}{count}，辛苦了|收到，忙了半天，{place}{verb}了{matter}{count}，谢谢
{day}{place}{verb}{matter}{count}来着|{place}{verb}了{matter}{count}，是{day}的事|虽然下雨，{day}还是{place}{verb}了{matter}{count}
{day}{place}{verb}{matter}{count}，下周继续|忘了报，{day}{place}{verb}了{matter}{count}|青石村汇报：{day}{verb}{matter}{count}
本来不打算弄，{day}还是{place}{verb}了{matter}{count}|{day}按原计划{place}{verb}了{matter}{count}|原定下周的，提前到{day}{verb}了{matter}
{day}{place}{verb}了{matter}{count}，建议以后多搞|{day}{place}{verb}了{matter}{count}，材料明天补|之前漏报了一条，{day}{place}{verb}了{matter}{count}
不等明天了，{day}就{verb}了{matter}{count}|{day}县里来人，我们陪着{place}{verb}了{matter}{count}|{day}{verb}了{matter}{count}，希望大家重视
"""
PLANNED = """
{day}{place}{verb}{matter}|定于{day}{place}{verb}{matter}|{matter}还没办，{day}再弄|昨天的{matter}没搞成，改到{day}
马上去{verb}{matter}|忙完手头的活再{place}{verb}{matter}|有时间再去{verb}{matter}|雨停了就去{verb}{matter}
{day}{place}{verb}{matter}，方案已经发了|别忘了{day}{place}{verb}{matter}|下一步要{place}{verb}{matter}
这个月还要{place}{verb}{matter}|{matter}推迟到{day}|等天气好点{place}{verb}{matter}|{day}{verb}{matter}，收到请回复
昨天开会定了，{day}{place}{verb}{matter}|各位好，{matter}改期到{day}，谢谢大家|{day}{verb}{matter}，务必到场
昨天没来得及{verb}{matter}，{day}补上|{day}我去不了，让小陈{verb}{matter}|赶完这批表就{place}{verb}{matter}|近期还要{verb}{matter}
本来今天{verb}{matter}，临时改到{day}|{matter}推到{day}了|{day}{place}{verb}{matter}，经费已经批了|抽个时间{place}{verb}{matter}
今天没空，{day}{place}{verb}{matter}|{matter}今天没搞成，{day}重新来|{matter}筹备得差不多了，{day}开始|过了这周{place}{verb}{matter}
等批复下来，{place}{verb}{matter}|{day}{verb}{matter}，天气不好就顺延|如果不下雨，{day}{place}{verb}{matter}|忙完秋收{place}{verb}{matter}
"""
CALLED_OFF = """
{matter}取消了|昨天的{matter}因停电没搞成|接上级通知，{matter}暂不开展|因领导出差，{matter}取消|{matter}先不搞了，等通知
下周的{matter}不搞了|原计划昨天{verb}{matter}，下雨没去成|{matter}叫停了|昨天去{verb}{matter}，扑了空
周一本来要{verb}{matter}，对方没来，没搞|昨天想{verb}{matter}，领导没同意|昨天说好{verb}{matter}，对方爽约|因为停电，{matter}没搞
"""
TALK = """
{matter}的签到表麻烦传群里|要是能多{verb}几次{matter}就好了|{matter}没人愿意去，难办|最近{matter}太多了，忙死了
希望上级多{verb}{matter}|会上领导表扬了我们的{matter}|{matter}的经费一直没下来|{matter}用的音响坏了|{matter}要有耐心
大家对{matter}有什么想法可以私信我|{matter}还没{verb}|祝{matter}圆满成功|感谢大家对{matter}的支持
{matter}太花时间了|{matter}的新闻稿发了，大家转一转|{verb}{matter}一定要两个人|真想{verb}{matter}|要是也能{verb}{matter}就好了
觉得{matter}意义不大|{verb}{matter}这件事得慢慢来|早就该{verb}{matter}了|{matter}的通知收到了|{matter}停了|{matter}拜托王所长了|{matter}很有必要
电视上看到人家{verb}了{matter}|外村昨天{verb}了{matter}，他们动作快|我建议多{verb}{matter}|{matter}人手紧|{verb}{matter}前先打电话
"""
COUNTED = [
    ("普法活动", "场"),
    ("人民调解", "件"),
    ("受众", "人次"),
    ("行政检查", "次"),
    ("社区矫正对象", "人"),
]
ASKED = """
{period}{matter}多少{unit}|我想知道{period}{matter}的数|{period}有{matter}吗～|{period}{matter}怎么才这么点|{period}{matter}够任务数了吗
张所长，{period}{matter}汇总！|把{period}各村的{matter}排一下|麻烦调一下{period}的{matter}台账，谢谢|{period}{matter}录进去了没
{period}有没有{matter}的记录|{period}{matter}统计表导一份给我，辛苦了|按月列一下{period}的{matter}
"""
POINTED = ["上一条", "刚报的", "昨天那场", "第12条", "2026-015", "最后一条"]
CORRECTED = """
{entry}受众改成150|撤回{entry}|删掉{entry}|不好意思，{entry}人数写错了，是86|{entry}补充一下，受众35人|{entry}地点改成柳林村
更正一下，{entry}人数是35|{entry}算讲座，不是普法活动|重复了，{entry}删|所长，{entry}再加上资料35份
"""
CORRECTED_ALONE = [
    "所长，不对，是28件",
    "手误，罚款是500元",
    "把15改成150",
    "展板错了，86",
    "人数68改86",
    "修改：受众150",
]


def frames(text: str) -> list[str]:
    return [frame for line in text.split() for frame in line.split("|")]


def unlike(wanted: Intent, texts: list[str]) -> list[tuple[str, str]]:
    """The texts that are read as something else than wanted, with what they are read as."""
    read = [(text, understand(text, AT).intent) for text in dict.fromkeys(texts)]
    return [(text, intent.value) for text, intent in read if intent is not wanted]


def told(frame: str, days: tuple[str, ...]) -> list[str]:
    """A frame said of every work, on one day after the other."""
    said = []
    for number, (place, verb, matter, count) in enumerate(WORKS):
        day = days[(number + len(frame)) % len(days)]
        count = f"，{count}" if count else ""
        said.append(frame.format(day=day, place=place, verb=verb, matter=matter, count=count))
    return said


@pytest.mark.parametrize("frame", frames(DONE))
def test_what_is_told_as_done_is_logged(frame: str) -> None:
    assert unlike(Intent.LOG, told(frame, ("昨天下午", "11月16日", "周一", "今天上午", "上个礼拜四"))) == []


@pytest.mark.parametrize("frame", frames(PLANNED))
def test_what_is_to_come_is_planned(frame: str) -> None:
    assert unlike(Intent.PLAN, told(frame, ("明天", "下周三", "本周五下午", "12月初", "11月25日"))) == []


@pytest.mark.parametrize("frame", frames(CALLED_OFF) + frames(TALK))
def test_what_is_called_off_or_only_talked_of_is_not_logged(frame: str) -> None:
    assert unlike(Intent.CHAT, told(frame, ("",))) == []


@pytest.mark.parametrize("frame", frames(ASKED))
def test_what_is_asked_of_the_ledger_is_a_question(frame: str) -> None:
    periods = ("今年", "上个月", "一季度", "本周", "1到10月", "去年")
    said = [
        frame.format(period=period, matter=matter, unit=unit)
        for period, (matter, unit) in product(periods, COUNTED)
    ]
    assert unlike(Intent.QUERY, said) == []


@pytest.mark.parametrize("frame", frames(CORRECTED))
def test_what_points_at_an_entry_corrects_it(frame: str) -> None:
    assert unlike(Intent.AMEND, [frame.format(entry=entry) for entry in POINTED]) == []


def test_a_bare_correction_is_one() -> None:
    assert unlike(Intent.AMEND, CORRECTED_ALONE) == []
