"""Whether a message corrects an entry: what staff combine to correct, and which combinations do.

Who corrects points at an entry, owns up to an error, sets a value, adds or takes off, counts again or
withdraws, in any order. `_FEATURES` names what a text may hold of this; `_TOGETHER` and `_ALONE` tell what
corrects; `_ASKED`, `_WHETHER` and `_ELSEWHERE` have the same words, and correct nothing.
"""

import re
from functools import cache

from bot.understanding.amend_words import (
    ERROR,
    ERRS,
    IN,
    MISCOUNT,
    NO_ROAD,
    NOUGHTS,
    NUMBER,
    NUMERAL,
    PART,
    PREVIOUS,
    RECORD,
    REPORT,
    SAME,
    SET,
    SETS_TO,
    TAKES_BACK,
    VALUE,
    VOID,
    WITHDRAW,
    WORD_PART,
    WRONG,
)
from bot.understanding.patterns import Pattern, Sieve, Turns

_ASIDE = rf"{IN}{{0,3}}[，,。 ]{{0,2}}{IN}{{0,10}}?"  # on the way from the wrong value to the right one
_ENDS = r"(?=$|[，。,；;！!\s余多左吧不谢抱]|[人份件条场户次处家起个名位元万块篇册项把本张期宗单])"
_GONES = "(?:撤[回销掉了下来]{1,2}|撤一下|作废|删[除掉了]|划掉|请取消)"
_GONE = rf"(?:{_GONES}|不作数|先?别[算记])[掉吧了]{{0,2}}(?=[，。]|$)"
_BEFORE = "(?:[前上][面头]|原[来先]?|之前|先前|刚[才刚]?|昨[天晚日]|前天|上[午次回])"
_FOUND = rf"(?:[对核查数翻看点]{IN}{{0,6}}?(?:是|有)|其实|实际|应(?![诉急聘邀])该?|[更订改]正?)"
_TAKES = "(?:[减扣][去掉除]?|去掉|除去)"
_COUNTED = "(?:核[对实准]?|清点|[点数问弄]清|对)(?:[过了完后]|清楚|下来|出来|一遍)+"

_FEATURES = {
    # What is pointed at.
    "record": rf"{PREVIOUS}|[把将]我?(?:昨[天晚]|今[早天]|刚才?|上午)发的(?=改|删|撤|作废)|{RECORD}|"
    + re.sub(r"\?P<\w+>", "?:", NUMBER),
    "event": rf"那[场次件起份期项栏](?!人|目|工)|那个(?={IN}{{0,10}}?(?:{ERRS}|[数钱改撤删不应]|其实))|"
    r"的数(?![据字]?[：:])|的钱(?=[是应改写填报少多]|不[对是]|其实)|的那个[数钱]|(?:昨[天日]|前天|刚才|之前|[上前]面)的(?=$|[不作撤删别])|"
    rf"(?:昨[天日]|[今前]天|[日号]|周.|星期.)(?:的|那个){IN}{{1,8}}{_GONE}|{_GONES}{IN}{{0,6}}(?:那|[天日号]的)",
    "begins with it": r"^\s*(?:把|将|请|麻烦|我|撤一?下|[哦啊哎呀唉，, ]){0,2}"
    rf"(?:[上前]面?[那这]?一?条{NO_ROAD}|刚[才刚]那一?条{NO_ROAD}|刚才我?报的)"
    r"(?![^\n]*(?:[?？谁啥哪吗几]|什么|怎么|没有?$|收到|看[到下看]|通知|消息|信息|微信|链接|语音|文件|视频|"
    r"公告|短信|照片|转发|多少))",
    "two": r"[上前]面[两几2-9]条|[两二2]条|\d{1,5}[号条]?\s*[、和跟与，]\s*\d{1,5}[号条]?",
    "part": f"{PART}|[一-鿿]数(?!据)",
    "value": VALUE,
    # What is wrong with it.
    "error": ERROR,
    "miscount": MISCOUNT,
    "wrong": WRONG,
    "wrong part": rf"(?:{PART}|数)[^，。；\n\d]{{0,3}}(?:{WRONG})|"
    rf"(?:{PART}|[一-鿿]数)[里中]?把{IN}{{1,10}}(?:[算数计记报写][进上入]去?了)",
    "miscounted": rf"[漏少多](?:统计|[算数计记报写填登])了?{IN}{{1,10}}"
    rf"[，,] ?(?:一?共|总共|合计|实际|其实|应该?|改|得|[加算]上)?[是为有成到]?{VALUE}"
    r"[人份件条场户次处家起名位个本册]?次?吧?(?=[，。]|$)",
    "a nought": r"[少多漏](?:[写打输填敲加按]了?)?" + NOUGHTS.replace("?P<count>", "?:"),
    "taken for": rf"{REPORT}成(?![果效绩功员立])",
    # What is right.
    "set": rf"{SET}|[往向][前后][挪推移调]|(?<![整没不])改(?={NUMERAL}|{PART})",
    "set to": rf"(?:{SETS_TO}|(?<!应)该[是为])[为是成做作在约近填写记报算]{{0,2}}{VALUE}{_ENDS}|"
    rf"(?:{PART})[^，。；\n整]{{0,2}}(?:(?<![没不])改|换成) ?{VALUE}",
    "set in words": rf"(?:^|[，,：:。]|那[场次件起个](?:{IN}{{0,6}})?)\s*(?:把|请|纠纷)?(?:{WORD_PART})"
    r"(?:那?[里栏项])?(?:应该?|应当|该|加上|补|请?[为改写填])(?![，。间])",
    "part is": rf"(?:{PART})数?(?:[是为在:]|[写填加]上?|{VALUE})|是{IN}{{0,4}}[月日号天周]{IN}{{0,3}}的?$",
    "is": rf"(?:是|为){VALUE}[^，。\d]{{0,2}}(?=[，。]|$)",
    "in truth": rf"(?:其实|实[际为是])(?:{IN}{{0,4}}?{VALUE}|[是应])",
    "part in truth": rf"(?:{PART}|数)(?:其实|实际|实为)上?[是为有只才]{{0,2}}{VALUE}|"
    rf"^\s*(?:昨[天日]?|前天|今天|周.|\d+[月号日]){IN}{{1,10}}其实[是应]",
    "right": rf"{VALUE}{IN}{{0,3}}才[对是]|"
    rf"以(?:[这此今刚后新现我俺\d]|签到|名[单册]|实[际到]|下面|第){IN}{{0,8}}为准|"
    rf"(?:准确?|正确|真?实)[的数]*[是为]{VALUE}|"
    rf"按{VALUE}{IN}{{0,4}}算|没那么[多少][，,]?{IN}{{0,3}}{VALUE}",
    "not A but B": rf"不是{VALUE}{_ASIDE}(?:是|有|为|才|只){VALUE}|"
    rf"{VALUE}{IN}{{0,3}}[，, ]?而?不是{VALUE}|"
    rf"{REPORT}成了?{VALUE}{_ASIDE}(?:[是为]|其实|实际)[就只才]?{VALUE}|{REPORT}了{VALUE}{_ASIDE}(?:其实|实际|应(?![诉急聘邀])该?)|"
    rf"{REPORT}成{IN}{{1,8}}{_ASIDE}(?:应该?|其实|实际|不)[是为]|"
    rf"{VALUE}{IN}{{0,3}}[，, ]?我?{REPORT}成了?{VALUE}",
    "A to B": rf"不止{VALUE}{_ASIDE}[是有]{VALUE}|[从由]{VALUE}{IN}{{0,4}}(?:改|更[正改])[成为到至]?{VALUE}|"
    rf"{VALUE}{IN}{{0,3}}(?:{WRONG}|是[旧老原估]){_ASIDE}{VALUE}|"
    rf"{VALUE}{IN}{{0,3}}[，,]{IN}{{0,6}}{VALUE}是{IN}{{0,3}}错|"
    rf"{_BEFORE}我?{REPORT}的?{VALUE}{_ASIDE}{_FOUND}[是为成]?{VALUE}|"
    rf"{REPORT}的{IN}{{0,4}}{VALUE}{IN}{{0,2}}[，, ]?(?:其实|实际|应该?)(?:[是为有]|合[并]?成|只有)?{VALUE}|"
    rf"{_BEFORE}[说讲]的?[^，。\d]{{0,4}}{VALUE}{IN}{{0,2}}[，,][^。；\n\d]{{0,20}}?(?:只有|其实|实际|实[到发]|应该?)[是为有]?{VALUE}|"
    rf"{VALUE}[^，。；\n整未已]?(?:改[成为]?|→|->){VALUE}|"
    rf"那个?{VALUE}{IN}{{0,2}}应?该?[是改]{VALUE}",
    "not this": rf"(?:不[是在算属]|不[应该]{{1,2}}[算归]){IN}{{1,12}}?[，, ]?而?"
    rf"[应该就]{{0,2}}(?<!不)(?<![^，, ]就)[是在算属]|"
    rf"(?<!不)[是在算属]{IN}{{1,12}}?[，, ]?而?(?:不[是在算属]|[别不][算记])|"
    rf"(?<![都均全])是{IN}{{1,8}}?(?:的事|[办搞开做]的)(?![^\n]*{VALUE}[^\n]*，[^\n]*{VALUE})|"
    rf"(?:别|不该?|不要)[算记归按]{IN}{{1,12}}?[，, ]?应?该?[按算归记]{IN}{{2,10}}",
    "word part wrong": rf"^\s*{IN}{{0,4}}(?:{WORD_PART})[写填报记弄搞选]?(?:错了?|不对|有误|岔了)"
    r"[^\n]*(?:应|才[对是]|该[是为])",
    "kind taken for": rf"[起件场条]{IN}{{0,4}}[写记填报归算登]成了?(?!果|效|功|员|协议|笔录|案){IN}{{1,8}}"
    rf"[，,]{IN}{{0,3}}应?该?[是算属]",
    "begins not this": r"^\s*不是(?!的)[^。\n]{0,20}?(?:[是算]|属于)|"
    rf"(?:^|[，。]|[上前]面)\s*应该?[算归记]{IN}{{2,10}}?[，,]?而?不[是算归]",
    "corrects": r"^\s*[哦啊哎呀唉额呃噢，, ]{0,4}"
    r"(?:[更订补修纠校]正|勘误|修改|更改|改动|不对|错了|改一?下(?=[:：，, ]))"
    rf"(?![了后完过案登]|{IN}{{0,8}}(?:错误|信息|登记))|(?:{PART}|数)[额量数人员]{{0,2}}(?:[更订补修]正)",
    "counted again": rf"(?:(?:重新|又|再|回头){IN}{{0,2}}(?:核[对实]?(?!查)|清?点|数|对|统计|算)"
    rf"(?:[过了准清好完下是]|一遍)|(?:{PART}|签到[表册簿本单]?|台账|数){IN}{{0,8}}(?<!没){_COUNTED}|数清楚?了)"
    rf"(?![^。\n]{{0,10}}(?:现有|目前|在册|事项))[^。\n]{{0,12}}{VALUE}",
    # What is asked for.
    "request": rf"(?:{PART}|那[行栏格项])[给动]?(?:[改动]一?下(?![午周月个])|改改)|"
    rf"(?:帮[我忙]|[，,] ?)改一?下[^，。]{{0,3}}(?:{PART}|[一-鿿]数)|"
    rf"[，,。 ](?:麻烦|帮[我忙]?|请|劳[烦驾]|烦请|辛苦)[^，。\d他她其店各大对]{{0,2}}"
    r"(?:更?改|更正|订正|修[正改])(?:了|过来|一?下)?[吧哈呀啊。！! ]*$|[，,]\s*改(?:一?下|改)[吧哈]?\s*$|"
    r"[，,]\s*给[我改]*?改过来[吧哈啊]?\s*$",
    "put right": "[更订修]正(?:一下)?(?=[，,：: ]|$)",
    "rest stays": "(?:其[余他]|别的?)[都也]?(?:不[动变改]|没错|照旧|没变)",
    "adjust": rf"(?:再|还要?|得|另外|数)[加减扣添][上去掉除]?{VALUE}|[添补加]上{VALUE}|"
    rf"[得要应该]加上{IN}{{1,5}}{VALUE}|"
    rf"(?:[减扣][掉去除少]?|去[掉除]|增加){VALUE}|"
    rf"[少多漏]了?{VALUE}|(?<![共参])[补加添]{VALUE}|[多少漏]{REPORT}|补充|补上(?!了)|补一?下|加[上个]|翻一倍",
    "adjust part": rf"(?:{PART}|[数量]){IN}{{0,3}}"
    rf"(?:[再还要得应该]{{1,2}}[加减扣添]上?|往[上下][加减调]|加上|{_TAKES}|[少多漏]了){VALUE}|"
    rf"有{VALUE}{IN}{{0,3}}(?:没[算加][进上入]去?|[是算]?重复的?[，,]?{IN}{{0,3}}[扣减去])|"
    rf"{_TAKES}{IN}{{1,10}}[，,]?(?:[剩余]|还?有|是|为){VALUE}",
    "withdraw": f"{TAKES_BACK}|请取消|重报|{SAME}",
    "void": f"{VOID}|取消",
    "take out": rf"[把将]{IN}{{2,14}}(?:删|作废|去掉|划掉)(?:了|掉|吧|[，。]|$)",
    "withdraw alone": rf"^\s*(?:{WITHDRAW})(?:吧|了|它)?(?:第|编号)?\d*[！!。.~]*\s*$|"
    rf"^\s*\d{{1,5}}(?:{WITHDRAW})",
    "sent astray": r"[发报]错(?:群|了?地方|人)|误发|[乱瞎胡][发报打按点]|[发报打按点](?:出去|上去)了?一条",
    "sorry": r"^\s*[哎呀唉啊哦，, ]{0,3}(?:不好意思|对不起|抱歉)[了啊哈呀，,。！ ]{0,3}(?:那个|刚才)?的?"
    rf"{IN}{{0,4}}?"
    rf"(?:(?:{PART}|[一-鿿]数)[额量数]?)?(?:[是为有]|应该?是?|只[有是]){VALUE}[^，。\d]{{0,2}}(?=$|[，。！])(?![^\n]*\d月)",
    "same": SAME,
    "one": r"[删撤去留][掉除了]?[前后]?面?一?条",
}
# The first corrects with any of the others.
_TOGETHER = {
    "record": (
        *("set", "error", "miscount", "wrong", "taken for", "not A but B", "A to B", "not this", "part is"),
        *("adjust", "withdraw", "void", "put right", "right", "rest stays"),
    ),
    "event": ("error", "miscount", "in truth", "not this", "kind taken for", "is", "adjust", "withdraw"),
    "error": ("part", "value", "not this", "withdraw"),
    "miscount": ("value", "not this"),
    "wrong part": ("value", "not this", "part is"),
    "corrects": ("value", "part", "not this"),
    "right": ("value",),
    "request": ("value", "part", "not this"),
    "rest stays": ("set",),
    "same": ("two", "one"),
    "sent astray": ("withdraw",),
}
# These correct by themselves.
_ALONE = (
    *("begins with it", "begins not this", "a nought", "set to", "set in words", "not A but B", "A to B"),
    *(
        "word part wrong",
        "part in truth",
        "miscounted",
        "counted again",
        "adjust part",
        "take out",
        "withdraw alone",
    ),
)

# "我报的调解是几件来着": asked, where nothing is set or taken back.
_ASKED = Pattern(
    r"(?:几[个件场次条人份宗起]?|多少)[^，。\d]{0,4}(?:来着|呢|[?？]|$)|吗[?？ ]*$|来着[?？ ]*$|是不是|"
    r"(?:什么|啥|谁|哪[一两几]?[天日月个里儿条]?|几[号点月])[^，。?？\n]{0,3}[?？]|"
    r"[上进好]去?了吧[?？ ]*$|哪[一两几]?[类个种条天里][^，。]{0,3}$|是谁|"
    r"(?:记|录|报|登|填|传)[进上]?[^，。]{0,3}了?没有?[?？啊 ]*$|在不在|会不会|[怎咋]么?办|成了?(?:什么|啥)|"
    r"还是[^，。]{1,12}[?？]?$"
)
_CHANGES = Pattern(rf"(?:{SET})(?!几|多少|什么|哪)|{WITHDRAW}|更正(?![为成]几)")
# "128号撤了没有" asks whether, "怎么撤" how; "能撤了吗" wishes it. "你那条改一下@老王" is said to another.
_WHETHER = Pattern(
    rf"(?:怎么|如何|咋)[^，。]{{0,4}}(?:改|撤|删|更正)(?![^\n]*[帮把])|(?:有没有|是不是)[^，。]{{0,8}}(?:{ERRS})|"
    r"^(?![^\n]*(?:[能请帮]|可以|麻烦))[^\n]*(?:[撤删改更修][^，。]{0,8}了?|作废了)"
    r"(?:没有?|吗|么|没得)[?？啊呀 ]*$|[你您][^\n]*@"
)
_PAPERS = (  # what else is written, and may be wrong
    r"合同|协议|[欠借收]条|字据|分家单|工[资钱分]|账|租金|[电水车餐话]费|文书|案卷|通知|(?<![持取领发])证|名字|姓名|电话|号码|车牌|密码|[照图]片?|视频|"
    r"文件|链接|截图|表情|群(?!众)|昵称|备注|模板|表格|格式|名单|通讯录|值班表|公示|宣传栏|稿子?|有[错别]字"
)
# Said of something else, unless an entry is pointed at.
_ELSEWHERE = Pattern(
    rf"(?:{_PAPERS})[^，。\n\d]{{0,6}}(?:{ERRS}|改[成为一]|{WRONG})|(?:{ERRS})[了的]?(?:{NUMERAL}{IN}{{1,2}})?(?:{_PAPERS})|"
    rf"(?:因为?|由于)[^，。\n]{{0,12}}(?:{ERRS})|"
    rf"(?:{ERRS})[^，。\n]{{0,8}}(?:纠纷|矛盾|吵|闹|打架|的事|起争)|"
    rf"^\s*(?:以后|今后)|重新?签[订了]?|听说|据说|^{IN}{{0,6}}(?:书记|镇长|领导|主任)(?:说|讲|强调|要求)|被(?:批|通报|问责)|"
    r"(?:(?<!类)别|[莫勿]|不要|不得|避免|防止|注意)[^，。]{0,3}[填写报记搞弄录输]错|谁[^，。]{0,6}错|大家[^，。]{0,6}[改填]|"
    r"补报|现补|(?:清单|目录|事项|在册|总数|总人数|名册|现有)[^，。\n]{0,6}(?:更新|变|增加?|减少?|调整|扩大?)[为成到至]|"
    r"(?:复议|诉讼|(?<!依)申请|起诉|官司|投诉)[^。\n]{0,20}撤[回诉了]"
)
# "漏报一笔：去年12月检查11次": a whole report that comes late, with a day of its own; no error in another.
_ONE = "[一1][条笔件场次个项](?!人|组|村|零|家|户)"
_LATE = Pattern(
    rf"(?:(?:[漏忘]|(?<![多减])少)(?:统计|{REPORT})?了?{_ONE}[^，。：:\n\d]{{0,4}}|"
    rf"{_ONE}[^，。\n\d]{{0,6}}[漏忘]{REPORT}了?|忘[记了]?[说报写记填录登]了?)[，。：:]"
    r"(?=[^\n]*(?:\d[月号日.]|[一二三四五六七八九十][月号日]|[昨前]天|上个?[周月]|周[一二三四五六日天]|季度|[去今]年))"
    r"(?![^\n]*(?:[改应该加减]|[一总]共[是有]|不是|才[对是]|那[条场次件]|[上前]面?一?条))"
)
_SPACES = Pattern("(?<=[一-鿿]) +(?=[一-鿿\\d])|(?<=\\d) +(?=[一-鿿])")


@cache
def _features() -> dict[str, Pattern]:
    return {name: Turns(pattern) for name, pattern in _FEATURES.items()}


def sign_of_amendment(text: str) -> str:
    """The words by which a folded text shows itself as a correction of an earlier entry, or ""."""
    text = _LATE.sub("", _SPACES.sub("", text))
    sign = _sign(text)
    if not sign or (_ASKED.search(text) and not _CHANGES.search(text)) or _WHETHER.search(text):
        return ""
    pointed = any(_features()[name].search(text) for name in ("record", "not A but B", "A to B"))
    return sign if pointed or not _ELSEWHERE.search(text) else ""


@cache
def _sieve() -> Sieve[str]:
    return Sieve((pattern, name) for name, pattern in _features().items())


def _sign(text: str) -> str:
    features = {name: pattern for pattern, name in _sieve().possible(text)}
    for name in _ALONE:
        if found := name in features and features[name].search(text):
            return found.group().strip()
    for name, others in _TOGETHER.items():
        if first := name in features and features[name].search(text):
            for other in others:
                if second := other in features and features[other].search(text):
                    return f"{first.group().strip()}…{second.group().strip()}"
    return ""


def takes_back(text: str) -> bool:
    """Whether a folded text withdraws an entry that it points at ("会改明天了，上条撤")."""
    return all(_features()[name].search(text) for name in ("record", "withdraw"))


def sign_of_apology(text: str) -> str:
    """The words by which a folded text that begins with an apology sets a figure right, or ""."""
    found = _features()["sorry"].match(text)
    return found.group().strip() if found and not _ELSEWHERE.search(text) else ""
