"""A talk at a stand is publicity, not a lecture: "在河边给娃娃讲防溺水，发单子90张".

讲 tells of both. A lecture has its own word (讲座, 课), a speaker who was asked, a hall or a session that is
counted; without any of these, where something is handed out or put up, or people came for something else,
they were only told in passing.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern

_TOLD = "讲"
_HEADLINE = Pattern(r"^[ \n]*【[^\n]*\n")
_HANDED_OUT = Pattern(
    r"[\d一二两三四五六七八九十百千]+[余多来几]*(?:份|张|本|册|页|幅|把|只|块|条)(?!公路|街|路|船|河|信息|线索|意见|建议)|"
    r"[摆支设](?:了个?|个)?(?:摊|点|桌|台)"
)
# Told in passing: while a feast is cooked, before a film, to a crowd there anyhow, through a loudspeaker.
_IN_PASSING = Pattern(
    r"趁(?!早|热打)|顺[便带嘴口]|捎带|搭着讲|带嘴|一边|边[^，。；\n]{1,4}边|借[着这][^，。；\n]{1,8}(?:机会|人气|热闹)|"
    r"(?:电影|戏|舞|节目|演出|比赛|歇工|休息|午休|秋收|春耕|纳凉|乘凉)[^，。；\n]{0,6}(?:前|间隙|空档|的时候|中场)|间隙|话筒|喇叭|音箱|广播|"
    r"包[粽饺]|[熬煮舀分][^，。；\n]{0,3}粥|吃[^，。；\n]{1,6}[饭饼粽]|分[月粽]|切蛋糕|猜[^，。；\n]{0,4}谜|灯谜|写[^，。；\n]{0,3}[福春联]|扒龙船"
)
_LECTURE = Pattern(
    r"讲[座堂坛师义台]|课(?!题)|宣讲|巡讲|培训|夜校|报告会|"
    r"[请邀]|律师|法官|检察官|民警|干警|警官|交警|消防员|公证|老师|教[授师]|校长|所长|庭长|专家|来校|来的|镇里来|"
    r"(?<!普法)(?<!活动)(?<!宣传)[一1两二三四五][回堂节场]|听众|听课|听讲|听了|开会|会上|群众会|党员|大会|礼堂|会议室|教室|幼儿园|(?:[小中大]学|学校)(?!校?(?:门口|操场|大门|旁|外|对面|附近))|车间"
)


# A paper for each who sat and listened is a lecture's: "坐了50个人，讲完发了小册子52本".
_HEARD = Pattern(r"坐|听")
_STALL = Pattern(r"[摆支设]|横幅|展板|咨询|答疑|解答|站着|挨[家户]")
_PERSONS, _PAPERS = frozenset(["人", "名", "位", "个人", "号人", "人次"]), frozenset("份本册张")
_GIFTS = frozenset("把只条顶副袋双块件")
_A_PAPER_EACH = Decimal("1.35")  # papers for each hearer, at most


def is_stand(text: str, counts: Sequence[Count]) -> bool:
    """Whether what a folded message of one event tells people of is told at a stand, or in passing."""
    told = _HEADLINE.sub("", text, 1)
    if _TOLD not in told or "\n" in told or _LECTURE.search(told):
        return False
    if _IN_PASSING.search(told):
        return True
    return bool(_HANDED_OUT.search(told)) and not _has_paper_each(told, counts)


def _has_paper_each(text: str, counts: Sequence[Count]) -> bool:
    """Whether about as many papers as hearers were handed out, and nothing else."""
    if not _HEARD.search(text) or _STALL.search(text) or any(one.unit in _GIFTS for one in counts):
        return False
    hearers = max((one.value for one in counts if one.unit in _PERSONS), default=Decimal(0))
    papers = sum((one.value for one in counts if one.unit in _PAPERS), Decimal(0))
    return 0 < papers <= hearers * _A_PAPER_EACH
