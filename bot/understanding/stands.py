"""A talk at a stand is publicity, not a lecture: "在河边给娃娃讲防溺水，发单子90张".

讲 tells of both. A lecture has its own word (讲座, 课), a speaker who was asked, a hall or a session that is
counted; without any of these, where something is handed out or put up, people were only told in passing.
"""

from bot.understanding.patterns import Pattern

_TOLD = "讲"
_HANDED_OUT = Pattern(
    r"[\d一二两三四五六七八九十百千]+[余多来几]*(?:份|张|本|册|页|幅|把|只|块|条)(?!公路|街|路|船|河|信息|线索|意见|建议)|"
    r"[摆支设](?:了个?|个)?(?:摊|点|桌|台)"
)
_LECTURE = Pattern(
    r"讲[座堂坛师义台]|课(?!题)|宣讲|巡讲|培训|夜校|报告会|"
    r"[请邀]|律师|法官|检察官|民警|干警|警官|交警|消防员|公证|老师|教[授师]|校长|所长|庭长|专家|来校|来的|镇里来|"
    r"(?<!普法)(?<!活动)(?<!宣传)[一1两二三四五][回堂节场]|听众|听课|听讲|听了|开会|会上|群众会|党员|大会|礼堂|会议室|教室|幼儿园|(?:[小中大]学|学校)(?!校?(?:门口|操场|大门|旁|外|对面|附近))|车间"
)


def is_stand(text: str) -> bool:
    """Whether what a folded message of one event tells people of is told at a stand, or in passing."""
    return _TOLD in text and "\n" not in text and bool(_HANDED_OUT.search(text)) and not _LECTURE.search(text)
