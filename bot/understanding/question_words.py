"""The words of a question to the ledger: what asks, what is asked for, and what only looks like asking.

A message asks the ledger where an interrogative or a request meets a matter of the ledger, and neither things
nor help are wanted of colleagues.
"""

import re

from bot.understanding import cues, supplies, talk
from bot.understanding.patterns import Pattern, Turns
from bot.understanding.unasked import asked_part

_COUNT = r"(?:场次|人次|个人|[个件场次条人份项户名期家起篇块处部宗趟回本张单遍堂])"
_MONTHS = "个(?:月|星期|礼拜|钟头)(?![?？ ]*$)"  # "几个月不说话"
_END = r"(?=[?？。！!，, ]*$)"
_PARTICLE = r"[啊呢了呀哦有嘛哈么来着的去]{0,3}"
_LAST = rf"{_PARTICLE}{_END}"
_NUMERAL = r"[\d一二两三四五六七八九十百千万]"

# "…，写总结用", "…，县里要": what the figures are wanted for.
PURPOSE = (
    r"[，,]\s*(?!我要|想要|帮)(?:[^，。,\d]{0,6}(?:[用要催]|开会|汇报)|[^，。,]{0,3}(?:核对|对一?下)|急|"
    r"等着|多?谢[^，。]{0,3})[啊呢哈。！!]*$"
)
# What may have been done before "…没有": at its end, or further in front.
_AT_END = (
    r"(?<!一[个件起条份人场次])[了完有过齐好够到成][^，。]{0,4}|[录报记交填传发办搞账上去进]|(?<!回)来|"
    r"消除|整改|处理|解决|落实|办结|化解|到位|完成|拆除|结案|送达|报零"
)
_WORK = (
    r"搞|办|开|讲|新增|新建|评选|做|报|开展|组织|举办|召开|接待|受理|走访|排查|审查|评查|悬挂|发放|签订|"
    r"查出|调解|培养"
)
_CLOSED = rf"(?:{_END}|(?=[?？，,][^，。\d\n]{{2,14}}$))"

# What asks, whatever it is about, by what is asked for.
_ASKS = Turns(
    "|".join(
        (
            # how many, which one of a row
            r"多少(?!有|年)|好多[份件场条起](?![^，。]*\d)|好多(?:钱|人次?|[个户期])" + _LAST,
            r"(?:一共|总共)[^，。\d]{0,8}好多",
            rf"(?<![\d十百千万廿卅好大没些这那前后们俺咱])几(?!{_MONTHS}){_COUNT}"
            r"(?=[^，。\d]{0,4}(?:[？?，,。;； ]|$)|是|占|没|才)",
            rf"(?:讲|办|搞|开|调解|普法|有|是|报|记|[了过])几[十百千万]*{_COUNT}(?!的|[^，。]*(?:查出|发现|隐患|问题)[^，。]*{_NUMERAL})|"
            rf"(?<![十百千万好们])几个[村社单]",
            r"第几|是谁[一-鿿]{1,3}的[?？ ]*$",
            r"是几(?:位|[?？ ]*$|来着)|百分之(?:几|多少)|几成(?!新)|几月|几[号点](?=[?？。 ]|$|"
            r"[来呢啊的了])",
            # when, where, who, what, how
            r"什么时候|[啥何]时|还有几天|多[久长](?=[没不未]|了?$)|哪(?!怕|知|能|有[^，。]{1,3}[，。！]|"
            r"天[^，。]{0,6}再)",
            r"(?<![个没])(?<!没有)(?<![没未]发现)(?<!有发现)(?<!没查出)(?<!没看出)什么(?![^，。]{0,10}[都也](?:没|不))|啥(?=$|[?？])|有啥|了些?啥",
            r"[率比例重幅度距][^，。]{0,2}多[大高低]",
            r"怎么样|[咋怎]样|如何|(?:怎么|咋|哪里?)[来算]的?(?:[，。?？ ]|$)|(?:怎么|咋)[是没不还只]|"
            r"(?:怎么|咋|为[什啥何]么?)[^，。]{0,10}(?:对不上|不一样|不符)",
            r"怎么(?:才|就这|[这那]么(?=[点少多低高]))|[把将][^，。\n]{4,20}(?<!安)排(?:一下|个序|"
            r"一排)(?=$|[，。！])",
            # whether, which of two
            rf"(?:{_AT_END}|[过了有](?!没)[^，。都也一\d]{{1,14}})没(?:有|得)?[嘛么噻]?{_PARTICLE}{_CLOSED}",
            rf"(?:{_WORK})(?!的?一)[^，。也都\d]{{1,8}}(?<!的)没有[?？ ]*$",
            rf"[破过超够满到]{_NUMERAL}+[^，。]{{0,3}}没有?[?？ ]*$|够[^，。,]{{0,10}}[不没]",
            r"([\u4e00-\u9fff]{1,2})没\1(?![\u4e00-\u9fff]*人)|"
            r"([多齐够对行算全搞办开报记录做讲到达有提挂建印审评签接培])[不没]\2(?!断|停|人[^报记录填])|"
            r"还?在不在",
            r"(?<!有)有没有?(?![收接发]|人(?!民)[^报记录填])|是不是|是否",
            rf"还是[^，。]{{1,6}}[?？]|{_NUMERAL}[^，。\d]{{0,4}}还是{_NUMERAL}+[^，。]{{0,3}}$|是[^，。]{{1,6}}还是|"
            rf"[多高]了?还是[少低]|是[多高]是[少低]|"
            rf"[缺差](?:几|谁|哪)",
            r"吗(?=[?？]|[。，, ]*(?:$|[，,]|[今去][年天]|[上这]个|[本上][月周]|目前|现在))|"
            r"(?<![什怎这那多要])么[?？ ]*$",
            r"(?:[了够]|得[^，。]{1,2})不[?？ ]*$|能[^，。]{1,10}不[?？ ]*$|对吧|"
            r"没[报交填记]了?吧",
            r"[?？]\s*$|^(?:那|还有)?(?:矫正|12345|\d{1,2}月|[^，。\d了在着正]){2,10}(?:(?<!人)|(?<=明白人))呢$",
            # what one wants to know, and the figures that one wants to be given
            r"想(?:问|知道|了解|晓得|要知道)(?![^，。]{0,8}的(?:人|同志|居民|乡亲|都|别|早|快|赶|可|来|到|请|找|$))|请问(?![^，。]*要不要)|(?<![顾访])问一?下(?![周个月])|查询",
            r"(?<!收到)(?:请|麻烦|劳烦)(?![^，。]{0,3}收到)[^，。]{0,10}(?:告知|回复|告诉|核实)",
            r"帮[我忙](?:把|将|看|查|算|统计|找|汇总|列|导|数|调|瞅|捋|理(?!发|赔|顺|了)|筛|挑|翻|核)",
            r"给我?(?:报?个|一个|个准)数|(?<![交报])给我(?:一下|一?个数?|[看查列])?[?？。 ]*$|"
            r"给我(?:看|查|列|汇总|统计|发)",
            r"能不能[^，。]{0,4}(?:给我|发我|报|写|算|记|填|出一|导|列|查)|排个[名序]|(?<!领)导出(?!差)|列[出个一]列?|"
            r"(?<!打)算下(?!个)",
            r"(?:汇|加|合|拢|算|凑)个总|[环同]比|[跟和与同][^，。]{2,16}比一?下|对比一?下|比一比|按[月村季年][^，。]{0,2}(?:统计|汇总|列|"
            r"排|分)",
        )
    )
)
# What the ledger can be asked for, and the verbs of asking for it.
_NO_COUNT = r"(?<![\d一二两三四五六七八九十百千余多个])"  # "8人次" tells how many
_MATTER = _NO_COUNT + (
    r"(?:统计表|汇总表|[数量率]|(?<!名)额|台账|明细|汇总|数据|统计|情况|记录|清单|报表|场次|人次|合计|总计)"
)
_GIVE = r"(?:汇总|整理|统计|导出?|拉|打印|列|发|给|(?<!上)报|抄|传|拷|转|调|找|翻|说|来|拿|看|亮)"
_ME = "[我俺咱](?!们|村|邮箱|这)"
_STOP = r"[吧呗哈啊。！! ]*(?=$|[，。])"
# "看看这个月记了些啥", "报一下上个月的数"; not "去夜市看看".
_LOOKS = Pattern(
    r"(?:统计|汇总|合计|整理|(?<!打)算|调出|[查看列拉对核数捋筛盘翻找导]|"
    r"(?<!(?<![给帮跟向和])[我俺咱])(?<![跟向和给][你您])(?:说|(?<![上汇])报))"
    r"(?:一?下(?!子|[来去](?!年)|一?[了个周月星礼]|次(?!数))|查|看|一[看查眼])(?![了过：:]|起来)"
)
_BEFORE = 12  # characters in front of the verb that tell whether somebody goes to look
_LEAD = Pattern("[，。,\n]")
_AT_A_MEETING = Pattern("会[^，。\\d]{0,4}[，,][^，。]{0,4}$")  # "月底开个会，说一下信访"
_GOES = Pattern(
    "(?:[来下带跟约]|去(?!年)|到(?!现在|目前|今天|此刻|[^，。]{1,4}[底末]))[^，。]{0,8}$|一[起块同道]|现场|"
    "入户|上门|挨[个家户]|逐[个家户]|"
    "各[自个村社单]|明|后天|(?:大家|各位)[^，。]{0,3}$"
)
# "把上半年调解数发我一份", "我要上个月的数据", "给我拉个今年信访的清单".
_REQUEST = Turns(
    rf"{_MATTER}[^，。\d]{{0,6}}(?:{_GIVE}[^，。\d各]{{0,3}}?给?{_ME}(?:一[下份]|看[看下]?)?|"
    rf"{_GIVE}[^，。\d各]{{0,2}}?(?:一份(?:给我)?|一?下|一个|出来(?:看看)?|看看)){_STOP}|"
    rf"(?:[导列调打]出|(?:{_GIVE}|做|出|打)(?:个|一[份个下]|"
    rf"份))[^，。：:]{{0,24}}(?<![\d一二两三四五六七八九十百千余多个]){_MATTER}[^，。\d]{{0,4}}(?:给?[我俺咱]|{_STOP})|"
    rf"(?:^|[，。我俺咱想需还])要(?:一[下份个]|个|份)?[^，。要]{{0,24}}(?<!\d){_MATTER}{_STOP}|"
    rf"(?:要看|要用|要|问)[^，。\n]{{2,14}}[，,][^，。]{{0,4}}(?:发|给|导|拉|统计|汇总|"
    rf"列)[^，。]{{0,3}}(?:一?下|一份|出来|我){_STOP}|"
    rf"(?:求(?![助援救职证])|来[个份]|想(?:看|要|查)|(?:请|望|需要?)[^，。]{{0,6}}(?:提供|核实|查询|"
    rf"反馈))[^，。]{{2,24}}{_MATTER}{_STOP}|"
    rf"^查(?![处获出到了看])[^，。了\d]{{2,20}}(?:记录|明细|数据?|次数|总数){_STOP}|"
    rf"{_MATTER}[^，。\d]{{0,4}}[，,] ?(?:请|麻烦|帮忙?)?给?我?{_GIVE}(?:一[下份个]|出来|给我){_STOP}|"
    rf"{_MATTER}[^，。\d]{{0,6}}(?:发|给)(?:{_ME}|一份)|(?:发|给)我一[份张][^，。\d]{{2,16}}{_MATTER}{_STOP}"
)
# "把今年听众最多的三场挑出来", "找一下上月超过50人的培训": what is to be picked out of the ledger.
_PICKS = Pattern(
    r"(?:^|[，。：:请驾烦帮我忙]) *(?:[把将](?:[今去本上这]个?(?:[周月年]|季度|半年)|"
    r"[上下]半年|[一二三四]季度|\d+月)[^，。了]{2,20}(?:[挑列拉调导筛翻理拎找](?:出来|一下|个)|排个)|"
    r"[捋筛挑找数盘理拎](?:一?下(?![来去](?!年))|一?[捋筛挑找数盘理])(?=[^，。了\n]{4,24}$)|"
    r"[拉列打导出](?:一?[个份张])(?:单子|清单|名单|表)[：:，,]?(?=[^，。了]{4,}$))"
)
# The same words said to everybody: figures are collected, not asked for.
_COLLECTS = Pattern(
    "各(?![类种项季月年])[一-鿿]{1,2}[^，。]{0,12}(?:把|将|请|交|提供|报(?![的了送]))|各位|大家|你们|@(?!法治|"
    "小助手|机器人)"
)
# How many in a period that can be looked up, whatever was counted: "10月赠送了多少个纸杯".
_OF_PERIOD = Pattern(
    r"(?:[今去]年|(?<!\d)\d{1,2}月份?|[上本这]个?月|[一二三四上本]季度|[上下]半年|累计|总共)"
    r"(?![^，。]*(?:工资|奖金|补贴|休假|值班|天气|要|需))[^，。？?]{1,14}(?:多少|几)[个件次份条人名户期家篇块处起宗场把](?!月|号|点|钱)"
)
# Who has not reported, who has most, who knows; how the ledger is used; what an entry says.
_LEDGER_ASKS = Pattern(
    r"(?:谁家?|哪[个些位家样条]|哪几[个家])[^，。]{0,10}(?:垫底|最?[多少高低](?=[?？]|$|[些点一])|"
    r"最[多少高低]|第一|"
    r"(?:[报填录漏交](?![警修销名]|个名)|没登|(?<!笔)记)[^，。]{0,4}|调解|办(?!公))|[缺差欠]哪[些几]?个?[村社单月]|哪[些几]?个?[村社单月][^，。]{0,3}[缺差欠漏]|"
    r"几[个家][^，。]{0,3}[没未][报交填]|[缺差欠]几个?[村社单月家]|谁的?[^，。]{0,3}(?:待确认|没确认|没处理)|"
    r"(?:垫底|倒数|第一|最[多少高低])的?是(?:谁|哪)|"
    r"谁[^，。]{0,3}(?:有数|清楚|记得)|数[^，。]{0,6}谁[^，。]{0,4}(?:[改登删撤]的[?？ ]*$|有)|"
    r"(?:是不是|有没有|是否|会不会|该不会)[^，。]{0,6}[算记报录登填数](?:重|漏|多|少|错|进|两[次遍回])|"
    r"(?<!\d)\d{1,6}[号条](?:那条)?是(?:什么|啥|哪|谁)|(?:怎么|咋|如何)(?:报(?!警|案)|记|填|录|改|撤|删|算|"
    r"查|用|看)"
)
_PURPOSE = Pattern(  # "…，写总结用", "给镇长汇报用，…"
    rf"{PURPOSE}|^[^，。,\d了]{{0,8}}(?:汇报|开会|总结|年报|迎检|考核|材料)[^，。,\d了]{{0,4}}用[，,]"
)
_CLAUSE = Pattern("[^，。,；;？?\n]+")
_COUNTS = Pattern(
    rf"[搞办开讲做发查调处培走接收评拍报][^，。]{{0,6}}(?:了|过)(?:几{_COUNT}|多少)|[有是](?:几{_COUNT}|多少)|(?:一共|总共|"
    rf"累计)[^，。]{{0,6}}(?:几|多少)"
)
# A bare noun phrase that names a total: "2023年普法总场次". What is denied ("没有…的情况") is none.
_TOTAL = Pattern(
    r"(?:总(?:共|数|场次|人[数次]|件数|次数|量|额|份数)|(?<![算充凑倍报])数|情况|明细|汇总|清单|合计|数据|"
    r"排名|对比|趋势|"
    r"排行)(?:是|"
    r"有)?[?？。 ]*$"
)
_TELLS = Pattern(
    rf"{cues.FIGURE.pattern}|请|别忘|记得|报送|上报|各村[^，。]{{0,3}}(?:要|请|把|务必|报)|先|要|没(?!款|收)|"
    rf"[未无了]|零|[印下]发|出台|公布|"
    r"不存在|不涉及|通报|汇报|听取|研究|部署|介绍"
)
_ABOUT = Pattern(
    r"20\d\d-\d|^\d+[号条]|[一-鿿]{2}率|\d[件场次人份个]*(?:怎么|咋|哪)|(?:季度|[年月期])比|同比|环比|任务|大事|成绩|"
    r"进[展度]|排第|比(?:去年|上[个年])|没完成|"
    r"[村区天周月]的[?？。 ]*$|目标|够不够|汇总|待确认|"
    r"状态|[报记录]|条|台账|数据|情况|指标|总数|明细|"
    r"统计|"
    r"罚|的数|有数|排名|"
    r"受众|听众|人次|场次|推送|阅读|横幅|展板|参[训会]|交[上了数]|[搞办干做]了|活动|一共|总共|累计|合计|"
    r"[拉调列导翻找]出来"
)
# "社矫在册…，系统里是几个": about figures, though the office's own things are named.
_OF_THE_LEDGER = Pattern(
    rf"(?:在册|人数|场次|件数|份数|总数|矫正|调解|排查|检查|普法|讲座|培训|信访|罚款|"
    rf"咨询|系统里)[^？?\n]{{0,16}}(?:几{_COUNT}|多少)|"
    rf"系统(?:[合总累]计|算|统计|汇总|显示|口径|记)[^？?\n]{{0,8}}(?:几{_COUNT}|多少)|"
    r"系统里?[^，。？?\n]{0,14}(?:有没有?|有吗|查[得不]?到|算|统计|汇总|导)[^，。？?\n]{0,4}(?:[吗么?？没]|$)"
)
# "是按人头还是按签到记的": how a figure is meant to be counted.
_EITHER = Pattern(r"(?:众|人次|数|份|场次|资料)[^，。]{0,5}(?:是|算|按)[^，。]{1,8}还是[^，。]{1,12}$")
_OUTRIGHT = Pattern(
    rf"[?？]|吗|多少|几(?:{_COUNT}|[十百千万月号点])|多[久长]|谁|哪|怎么|咋|什么|啥|有没|"
    rf"(?<!的)(?:没有?|没得|不|呢|么|吧){_PARTICLE}(?:$|[?？])|([一-鿿])[不没]\1|还是"
)
_OF_HOLDINGS = Pattern(
    "[缺差欠](?:谁|哪|几(?:[个家](?:村|社区|单位|月)|[次场件条份]))|系统|台账|账上|垫底|回复|告知|核[实对]|"
    "提供|查询"
)
# "系统里怎么只有4件", "台账上是几": what the ledger has of it.
_OF_RECORD = Pattern(
    rf"(?:怎么|咋|为什么|为啥)[^，。]{{0,4}}(?:系统|台账|账上|底册)|(?:系统|台账|账上|底册|"
    rf"你[们那]边?)(?![^，。]*[登进打连传]不)[^，。]{{0,6}}(?:怎么(?!回事)|咋|为什么|为啥|多少|几{_COUNT}|对不对|对得上)"
)
_OF_WHICH = Pattern(rf"其中[^，。\n]{{0,12}}(?:多少|几(?={_COUNT}))[^，。\d]{{0,4}}$")
# "要逐月报零，5月报了没", "检查的商户，记的是多少家": the clause in front tells nothing.
_OBLIGES = Pattern(
    r"(?<![需只主])(?:要|须|应|得|需)[^，。了]{0,8}(?:报|填|交|零)[^，。了]{0,4}$|"
    r"^[^\d]{0,12}\d{0,4}[^\d]{0,12}的\d{0,3}[一-鿿]{2,6}$|零报告的?$|"
    r"[那这][\d一二两三四五六七八九十几]*[场件起次回个条份户家处][一-鿿]{0,4}$|台账|系统|账上|本子|听说|"
    r"同一[场件次回]"
)


def of_reports(clause: str) -> bool:
    """Whether a folded clause asks what was reported and what is held, whatever is announced beside it."""
    if _LEDGER_ASKS.search(clause) or _OF_HOLDINGS.search(clause):
        return True
    return _LOOKS.search(clause) is not None and cues.works(clause)


def asks_outright(text: str) -> bool:
    """Whether a folded text with the sign of a question has an interrogative, or only wishes for figures."""
    return _OUTRIGHT.search(text) is not None


def requests(text: str) -> bool:
    """Whether a folded text asks the ledger for figures without a question word ("汇总发我一份")."""
    return _sign_of_request(text) != ""


def _sign_of_request(text: str) -> str:
    """The words that ask the ledger for figures, not colleagues for theirs, or ""."""
    found = _REQUEST.search(text) or (_PICKS.search(text) if cues.works(text) else None)
    return found.group().strip("，。 ") if found and not _COLLECTS.search(text) else ""


def only_hands_over(reason: str) -> bool:
    """Whether the sign of a question may as well ask colleagues for a list ("名单报给我")."""
    return re.search("[给发报][我俺咱]", reason) is not None


def asks_of_record(text: str) -> bool:
    """Whether a folded text holds a count against what the ledger has ("我报了8件，系统里怎么只有4件")."""
    return _OF_RECORD.search(text) is not None


def asks_of_which(text: str) -> bool:
    """Whether a folded text ends with how many of what it counted are of a sort: "…，其中邻里的多少件"."""
    return _OF_WHICH.search(text) is not None


def obliges(clause: str) -> bool:
    """Whether a folded clause says that something is to be reported, or names what is asked about next."""
    return _OBLIGES.search(clause) is not None


def _of_the_office(text: str) -> bool:
    """Whether a folded text is about the office's own things, or looks for somebody to lend a hand."""
    if supplies.of_the_office(text) or supplies.invites(text):
        return True
    return bool(cues.PRIVATE.search(text)) and not (_OF_THE_LEDGER.search(text) or _OF_RECORD.search(text))


def sign_of_question(text: str) -> str:
    """The words by which a folded text shows itself as a question to the ledger, or ""."""
    if either := _EITHER.search(text):
        return either.group()
    text = _PURPOSE.sub("", asked_part(text))
    if _of_the_office(text):
        clauses = [one.group() for one in _CLAUSE.finditer(text) if _COUNTS.search(one.group())]
        return next((sign for one in clauses if one != text and (sign := sign_of_question(one))), "")
    if found := _OF_RECORD.search(text) or _LEDGER_ASKS.search(text):
        return found.group().strip()
    if request := _sign_of_request(text):
        return request
    looks = _LOOKS.search(text)
    if looks and looks.group()[0] == "说" and _AT_A_MEETING.search(text, 0, looks.start()):
        return ""
    if looks and _GOES.search(_LEAD.split(text[max(0, looks.start() - _BEFORE) : looks.start()])[-1]):
        looks = None
    asked = looks or _ASKS.search(text)
    found = asked or (None if _TELLS.search(text) else _TOTAL.search(text))
    if not found or talk.wants(text):
        return ""
    if _COLLECTS.search(text) and (not asked or only_hands_over(found.group())):
        return ""
    about = _ABOUT.search(text) or _OF_PERIOD.search(text) or cues.works(text)
    return found.group().strip() if about else ""
