"""The words of a correction: how staff point at an entry, own up to an error, set a value, and withdraw."""

import re
from functools import cache

# An entry pointed at.
PREVIOUS = (
    r"(?:上|前)面?一?个[报发记]的|(?:上|前)(?:面|边|头)?(?:的|那|这)?一?[条则]|最后一?条|(?:刚才|刚刚|"
    r"刚)[我们咱]{0,2}[报发记写填录登说]?的?(?:那|这)一?[条个笔份次]|"
    r"(?:刚才|刚刚|刚)[我们咱]{0,2}(?:[报发记写填录登说]|上报|发布)(?:的|成|错)|"
    r"前面[我们咱]{0,2}[报发记写填录登说]的"
)
NUMBER = (
    r"(?P<full>20\d\d)\s*-\s*(?P<serial>\d{1,5})(?!\d|-\d)|第\s*(?P<nth>\d{1,5})\s*[条号]|(?:编号|记录|"
    r"序号|No\.?|#)\s*(?P<coded>\d{1,5})(?!\d)|"
    r"(?<![\d月年.\-])(?P<bare>\d{1,5})[号条](?!公路|线|楼|院|文|令|国道|"
    r"省道)(?=[^，。,\n]{0,8}?(?:那[条场次件]|改|更正|修正|应|撤|作废|删|不要|不算|重复|取消|不对|错|有误|不准|恢复))"
)
THAT = (
    r"那一?[条笔]|那[场次件个起份期](?!人)|这[条笔]|(?:昨[天日]|前天|今[天早]|早上|上午|上周|我们?|"
    r"俺)[^，。,\n]{0,4}[报发记写填录登]的"
)
_NUMBER = re.sub(r"\?P<\w+>", "?:", NUMBER)
ENTRY = rf"(?:{PREVIOUS}|{THAT}|{_NUMBER})"

_BUNGLED = r"(?:说|弄|搞|数|算|按|看)(?:错(?!过|群|人)|岔|重了|大了|小了|少了|多了|反了|漏了?)"
_MISREPORTED = (
    r"(?:打|写|报|记|填|发|输|登|录)(?:错(?!过|群|人)|岔|重复|重了|大了|小了|少了|多了|"
    r"反了|漏了?)|记重|"
    r"(?<![减])(?:少|多|漏)(?:写|打|输|填|敲|加|按)?了?[一1两俩]?个?(?:零|0)|(?:少|多|漏|重)(?:报|记|填|"
    r"算|登|录|写|打)(?:了|[一两][项条个处])|说漏|[填写]串|统计错误|有错误|串行|"
    r"有误(?!解|区|差)|不准确?(?=[，。,]|$)|(?:数|数字|日期|时间|地点|类别|类型|[人次份件条场户]数|"
    r"金额)(?:不对|错了|有误|不准)|手[抖滑]"
)
ERROR = rf"{_MISREPORTED}|{_BUNGLED}"
SET = (
    r"(?<![整修])改[成为作到回]|(?<!整)改一?下|更新成|更新为|[更修改订]正[为成]|更改为|调整为|应为|"
    r"应该[是为]?|"
    r"应当[是为]|其实(?=[一二两三四五六七八九十\d])|(?<!应)该[是为](?!由)|实为|其实是|"
    r"实际(?:上)?[是为发来到有]?|准确的?是|正确(?:的?是|为)|算成|换成|属于|归[到为入]|按(?=\d)"
)
WITHDRAW = (
    r"撤销|撤回|撤掉|撤了|撤下|撤吧|作废|删掉|删了|删除|删去|去掉|不要了|不要(?=[，。]|$)|不算|划掉|注销(?![\d一二两三四五六七八九十]+[人个名本户家])|"
    r"别记|取消|当没报|算我?没报|没报过"
)
ADD = r"补充|加上|补上|漏了|少了|还[发有来]了?"
PART = (
    r"[人份件条场户次处家起]数|人次数?|场次|金额|数量|数字|数据|日期|时间|地点|地方|类别|类型|种类|分类|"
    r"受众|听众|资料|"
    r"排查|化解|调解|检查|隐患|整改|罚款|宣传品|参[训会学加]|办结|受理|办件|评选"
)
NUMERAL = r"[\d一二两三四五六七八九十百千万几]"

_SAYS = rf"(?:{SET}|是|{PART})[^。\n]{{0,8}}?{NUMERAL}|{ENTRY}|不是"
# No correction is without one of these: most messages need not be held against all the signs.
_TELLING = re.compile(
    "[改错误漏少多重串准抖更修订应其该实正算换属归按撤废删去掉要划注别消当没报补加还是不动调分拆并合成提推往减扣对混拧岔大小反滑忘]"
)


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    """The ways of correcting, compiled for the first message that may be one."""
    return tuple(map(re.compile, _SIGNS))


_SIGNS = (
    _MISREPORTED,
    rf"{_BUNGLED}(?=[^\n]*(?:{_SAYS}))|(?:{_SAYS})[^\n]{{0,30}}?{_BUNGLED}|^\s*{_BUNGLED}",
    rf"{ENTRY}[^。\n]{{0,24}}?(?:{SET}|{WITHDRAW}|重复|重报)",
    rf"(?:{PREVIOUS}|那一?[条笔]|第\s*\d+\s*条)[^。\n]{{0,16}}?(?:{ADD})",
    rf"{ENTRY}[^。，,\n]{{0,8}}?(?:{PART})(?:数|应)?(?:是|为|在|:|：|{NUMERAL})",
    rf"{ENTRY}[^。\n]{{0,12}}?不是[^。\n]{{1,12}}?[是算属]",
    rf"(?:{PREVIOUS}|{_NUMBER}|那一?[条笔])[^。\n]{{0,12}}?(?<!不)是[^。\n]{{1,12}}?[，,]?(?:不是|"
    rf"[别不]算|别记|不该)",
    rf"[加补记并][到在进入](?:{PREVIOUS}|{_NUMBER})|^\s*\d+[^，。\d月日]{{0,2}}改[成为]{NUMERAL}",
    rf"{ENTRY}[^。\n]{{0,14}}?[写填报记打输录]成|(?:{PREVIOUS})[^。\n]{{0,6}}改(?:个|一?下|改)|"
    rf"(?:{PREVIOUS})[^。\n]{{0,4}}(?:[分拆并合]成|村名|单位|地点|日期|类型)改|"
    rf"(?:{PREVIOUS})[^。\n]{{0,2}}[分拆并合]成|(?:麻烦|帮[我忙]?|请|给)[^，。]{{0,4}}改(?:一?下|"
    rf"改|过来)|[，,]\s*改(?:一?下|改)\s*$",
    rf"(?<![没不])[写填报记打输]成[^。\n]{{1,14}}?(?:应该?|该|其实|实际|不)[是为]|(?:准|实|准确|"
    rf"真实)数?[是为]{NUMERAL}",
    rf"(?:{PREVIOUS}|{_NUMBER}|那一?[条笔])[^。\n]{{0,8}}?(?:[忘漏]了?[写报记填]|[搞弄记报]?[混拧])",
    rf"{ENTRY}[^。\n]{{0,12}}?(?<![不没])错(?![过峰时开落])",
    rf"{ENTRY}[^。，,\n]{{0,8}}?(?:{PART}|日子|单位|村名)[^，。\n]{{0,2}}?(?:提前|推[后迟]|"
    rf"往[前后]|[写填记]|再?[加减])",
    rf"{ENTRY}[^。\n]{{0,14}}?(?:再[加减]|去掉|扣掉?|减去?|加上?){NUMERAL}",
    rf"以[^，。\n]{{1,8}}为准(?=[^\n]*{NUMERAL})|{NUMERAL}[^。\n]{{0,16}}以(?:这|此|本|今天|现在|"
    rf"刚)[^，。\n]{{0,8}}为准",
    rf"(?:[错重多少漏]了?|不对|有误|不准)[啊呀啦]?[，,]\s*(?:改[成为]|更正为|应为|应该?是|实为|"
    rf"实际[是为]?){NUMERAL}",
    rf"(?:{WITHDRAW})(?!的)[^。\n，,]{{0,4}}?(?:{PREVIOUS}|{_NUMBER}|那[条场次件]|刚才|刚刚|"
    rf"刚[报发记]|\d)",
    r"^\s*[^，。,\n]{0,4}?(?:更正|纠正|订正|修正|(?<![整修])改)(?:一下|下)?\s*(?:[:：，,]|\s|(?:前面|上面))",
    r"^\s*(?:不对|错了|不是)(?!的)[^。\n]{0,20}?是",
    rf"(?:{PART}|[一-鿿]{{2}}数?)(?:应该?[是为]?|应当是|(?<!整)改[为成]|[更订]正[为成]|更新[为成]|"
    rf"更改为)(?:约|近|"
    rf"大概|大约)?{NUMERAL}+"
    r"(?:余|多)?(?=$|[，。,；;！!\s]|[人份件条场户次处家起个名位元万块篇册项]|不是)",
    rf"不是{NUMERAL}+[^，。\d]{{0,3}}[，,]?(?:而?是|应该?是)大?约?{NUMERAL}",
    rf"(?<!不)是{NUMERAL}+[^，。\d]{{0,3}}[，,]?(?:而)?不是{NUMERAL}",
    rf"^\s*(?:把|请)?(?:{PART})[^，。\n]{{0,2}}(?<!整)改[为成到]",
    rf"{NUMERAL}[人份件条场次起]?次?才对|{ENTRY}[^。\n]{{0,10}}?没有{NUMERAL}[^。\n]{{0,6}}?[，,](?:只|是|才|实)",
    rf"(?:{PART})改{NUMERAL}|其余不[动变改]|[别其]他?的?不[动变]|那[行栏格项](?:动|改|调)一?下",
    rf"(?:前面|上面|刚才|之前)那[个条][^，。\n]{{0,6}}?[漏少多]了?{NUMERAL}",
    rf"{ENTRY}[^，。\n]{{0,10}}?(?:更正|订正|纠正|有误)[：，, ]*(?=[^\n]*{NUMERAL})",
    rf"^\s*(?:纠纷)?(?:{PART}|单位|村名)(?:那[里栏项])?(?:应该?|应当|该)(?:[是为写填]|改)",
    rf"^\s*(?:不好意思|对不起|抱歉)?[，,]?\s*应该?[是为]{NUMERAL}",
    rf"^\s*(?:{WITHDRAW})(?:吧|了|它)?\s*$",
)
# What has the same words without being a correction: an edit of a sign, a hall, a text.
_NOT = re.compile(
    r"(?:合同|协议|公示|宣传栏|用房|会议室|旧|土地|场地|荒地|错误信息)[^，。\n]{0,8}(?:改成|改为|更正|"
    r"修改|改造)|补报|怎么|如何|咋"
)
# The new value of a standing number is a report of its own, unless an entry is pointed at.
_STANDING = re.compile(
    r"(?:在册|总数|总人数|名册|现有)[^，。\n]{0,6}(?:更新|变|增加?|减少?|调整|扩大?)[为成到至]"
)
# "我报的调解是几件来着": asked, where nothing is set or taken back.
_ASKED = re.compile(
    r"(?:几[个件场次条人份宗起]?|多少)[^，。\d]{0,4}(?:来着|呢|[?？]|$)|吗[?？ ]*$|来着[?？ ]*$|是不是|"
    r"(?:记|录|报|登|填|传)[进上]?[^，。]{0,3}了?没有?[?？啊 ]*$|在不在|"
    r"还是[^，。]{1,12}[?？]?$"
)
_CHANGES = re.compile(rf"(?:{SET})(?!几)|{WITHDRAW}|更正")
_ENTRY = re.compile(ENTRY)


def sign_of_amendment(text: str) -> str:
    """The words by which a folded text shows itself as a correction of an earlier entry, or ""."""
    if _NOT.search(text) or (_STANDING.search(text) and not _ENTRY.search(text)):
        return ""
    if _ASKED.search(text) and not _CHANGES.search(text):
        return ""
    if not _TELLING.search(text):
        return ""
    for pattern in _signs():
        if found := pattern.search(text):
            return found.group().strip()
    return ""
