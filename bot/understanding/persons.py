"""Who a count may be of: persons, by their words and by how such words end; bodies and things are none."""

import re

from bot.understanding import lexicon
from bot.understanding.patterns import Pattern

# "12个班子成员参加", "来了20个队员": what such a word ends in, where it ends there.
_ENDED = Pattern(
    r"(?!(?:村|部门|单位|企业)(?=[^\u4e00-\u9fff]|$))"
    r"(?:[\u4e00-\u9fff]{0,4}?(?:户主|老板|书记|主任|成员|代表|干部|家长|骨干|执委|青年|会计|医生|大夫|党员|明白人|带头人|负责人)"
    r"|[\u4e00-\u9fff]{1,4}?(?:(?<![动人])员|(?<![特增专擅延成])长|(?<![施动开完竣复手化加人误停罢])工|(?<!移)民|"
    r"(?<![民卫发产养花再])生|师|友|(?<![对下着入抓双徒动])手|(?<=[卖买种养开跑赶打做摆收修骑遛跳])[\u4e00-\u9fff]{1,3}的|农|匠|贩|嫂|妇))"
    r"(?=们|$|[^\u4e00-\u9fff]|参[加与训会学考]|到[场会课了齐]|来(?!访|电|信)|前来|赶来|听|出席|[都全均也](?!民|国|县|市|镇)"
    r"|在(?!册|矫|编)|坐|围|站(?!所)|一[起同块道]|现场|签|学[了习]|[和跟及](?=[^，。；]{0,8}(?:参|听|来|到|学))|集中|聚|凑|边)"
)
_THINGS = Pattern(  # what is no person although it begins like one: "4个村民小组", "5个员工手册"
    r"(?:小组(?!长|成员)|手册|单位|协会|之家|驿站|工作[站室]|服务[站点队]|咨询[台点处]|培训班|家庭|案例|"
    r"案件|[队团](?![员长友])|岗[^位员]?|台账|大会|会议|微信群|[\u4e00-\u9fff]{0,3}的(?:案|事|纠纷|问题|官司))"
)
_SENT = Pattern("热线|诉求|来信|投诉")  # what persons send in: "26个市民热线工单"
_BODY = Pattern(
    r"[\u4e00-\u9fff]{0,6}?(?:村居?|社区|部门|单位|企业|公司|学校|小学|中学|小组|科室|站所|机关|协会|班级|工厂|商铺|零售点|经营点|点位|摊点|摊位|展位|展台|门店|作坊|场所|网格|乡镇|镇|小区|院落|工地|校园|集市|市场|商场|车间|广场|楼栋|路口)"
    r"(?=的|$|[^\u4e00-\u9fff]|参[加与训会]|汇报|派|都|全|均|到|来|出席)"
)


def begin(text: str, start: int) -> bool:
    """Whether a word for persons stands at `start`, as what a count before it is of ("12个" + "班子成员")."""
    known = [one for one in lexicon.bundled().persons if text.startswith(one, start)]
    if known:
        return thing_end(text, start) is None and not _SENT.match(text, start + max(map(len, known)))
    return bool(_ENDED.match(text, start)) and not _BODY.match(text, start)


def thing_end(text: str, start: int) -> int | None:
    """Where a word for a thing or a body ends that stands at `start` ("村民小组"); None for others."""
    for person in lexicon.bundled().persons:
        if text.startswith(person, start) and (thing := _THINGS.match(text, start + len(person))):
            return thing.end()
    body: re.Match[str] | None = _BODY.match(text, start)
    return body.end() if body else None
