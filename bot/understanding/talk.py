"""What only looks like a record: wishes for supplies, prohibitions, suspensions, notices on how to report.

Each names a way of speaking by which a clause claims nothing that was done, whatever matters it mentions.
"""

from bot.understanding import cues, prospects
from bot.understanding.patterns import Pattern, Sieve, Turns

# "折页还有没有剩的", "俺村想要一捆", "借展板用两天", "谁手上有去年的总结".
_WANTS = Pattern(
    r"还有没?有?(?:多余|富余|剩|多的)|哪里?[^，。]{0,3}(?:领|买|"
    r"拿)|(?:想|还|再|也|就)要(?:\d+|[一二两三四五六七八九十几百]+|点|些)(?:[本份捆箱张套把个盒包袋]|百|"
    r"点|些|$)|借(?:下|一下|用|我|给|点|几|[一两])|(?:谁|哪[个家位])[^，。]{0,4}(?:有|能|会|要|拿|"
    r"借)(?![^，。]*(?:报|记录|调解|核|查|统计|算|告诉|清楚))"
)
_RECORDS = Pattern("明细|台账|统计|汇总|数据|清单|给我看")  # what the ledger itself can give
# "别点火", "不准外借": orders to others, unless they are the title of what was taught.
_FORBIDS = Pattern(
    r"(?:^|[，。,；;！! ]|地|里|都|就|期间|时|请|可|"
    r"先|[今明]晚|[今明]天|千万|切|大家|各位|[你您]们?)(?:别(?![的人处家])|"
    r"切勿|请勿|勿|不要(?!了)|不准(?!确)|不许|不得|严禁|禁止|谨防|务必核实|提高警惕|"
    r"莫(?=[^名若过非]))(?![^，。]{0,16}[”》])"
)
# "先停", "往后排", "缓一缓", "不让聚人".
_STOPS = Pattern(
    r"先(?:停|缓|放一?放|不[搞办开去弄])|停办|缓[一几]?缓|往后[推排放延挪拖](?![^，。]{0,3}[米尺步])|推后|延后(?!到)|搁[一置下]|叫停"
)
# "台账即日起统一在群里报", "转：条例今天施行", "报数请带上日期".
_NOTICE = Pattern(
    r"(?:写|记|填|登|录)(?:台账|数据?|表格?|材料|信息)[^，。]{0,2}时候?|(?:表|模板|格式|"
    r"口径)[^，。]{0,4}以[^，。]{1,10}为准|一[事周月日天]一报|报在[本这]|收到(?:后|的)?请?回复|请[^，。]{0,8}(?:学习|阅读|关注)(?=$|[。！])|前(?:报送|上报|提交|填报)[^，。\d]{0,20}(?:总结|计划|方案)|(?:统一|一律)[在到从][^，。]{0,6}[报填交]|(?:统一|一律)用[^，。]{0,8}(?:纸|仿宋|字体|号|格式|模板|"
    r"打印)|^\s*(?:以后|今后|往后)(?!每)|大家[^，。]{0,10}(?:补齐|补上|抓紧|核对|核一?下)|(?:^|"
    r"[，。,！!\s])(?:转发?[：:]|【转发】|【?(?:通知|提醒|提示|公告|温馨提示|"
    r"转发)】?[：:])(?=[^\n]*(?:下载|查收|施行|生效|实施|报送|上报|报数|群|知悉|周知|转发|扩散))|"
    r"(?:施行|生效)(?:了|啦|$)|各(?:单位|村|社区|部门|站所)[^，。]{0,4}(?:转发|知悉|周知)|"
    r"每[月周季][^，。]{0,10}(?:[报交填](?!告)|上报)|(?:单据?|表|材料|台账|总结|名单|费|款|心得|笔记|"
    r"发票|票据|资料|复印件|证件照?|凭证)[^，。了]{0,8}前[^，。了]{0,3}(?:交|报[给到上]|填|发[我给]|"
    r"送(?:来|过来|到?(?:办公室|财务|党政办|我)))|(?:请|麻烦)[^，。]{0,8}(?:把|将)[^，。]{0,12}(?:上?报|"
    r"交|填|发)(?:一?下|上来|给我|过来)"
)
# "我晚点报", "今天来不了".
_LATER = Pattern(
    r"有事(?:打|找|电话|联系|微信|说|留言|call)|(?:报|交|填|发|传)[^，。]{0,3}(?:晚|"
    r"迟)(?:[一几]?[点些会]|半天|几天)|(?:晚|迟)(?:[一几]?[点些会儿]+)(?:再?[报交填发传补]|到|来)|"
    r"[来去](?:不了|不成|勿了)|(?:报|交|填|传|发|上|装|登|打|拨|放|挂|贴)(?:不了|不上|不出|不进|不通|"
    r"不开|不动)"
)
# "书记说普法要走心", "镇长强调矛盾要早发现": a wish that names no event.
_WISH = Pattern(
    r"(?:书记|镇长|乡长|主任|所长|局长|领导|律师|法官|老师|上[面级头]|[县市区镇局省][里局]|省厅|"
    r"老[一-鿿])(?:[又再还都]?)(?:说|讲|强调|交代|叮嘱|嘱咐|反复说|指出|要求)(?:了|过|"
    r"的)?[：:，, ]?[^。\n]{0,14}(?:要|不能|必须|得|别|不要|应该|最好)(?!求)"
)
# What was left behind, and where it waits: "谁落了一把伞在三楼".
_LOST = Pattern(
    r"谁(?:把|的)?[^，。家]{0,8}(?:[落忘丢]|掉)(?:了|下|在)|失物|认领(?![^，。]{0,10}(?:事项|清单|职权|权限))|(?:捡到|拾到)[^，。]{1,12}[，,]?(?:已?[放交]|谁|在|失主)"
)
# Someone is spoken to about what he reported himself.
_ADDRESSED = Pattern(
    r"(?:^|[，。, ])(?:@[^\s，。,]{1,8}|老[一-鿿]|小[一-鿿]|[一-鿿]{1,3}(?:主任|书记|所长|站长|同志|"
    r"师傅|姐|哥|工))[\s，,：:]*[^。\n]{0,2}[你您](?:们|村|那|家|昨|今|刚|上|前|的|报|这|早|社)"
)
# A file is asked for: "谁能把上周讲座的照片发我一下", "昨天活动的签到表传群里".
_FILES = (
    r"(?:照片|图片|视频|录像|截图|签到[表册]|表格|花?名册|名单|材料|简报|方案|通知|链接|模板|课件|文件|"
    r"台账|总结|电子版)"
)
_BEGS = Turns(
    r"[发传拷]给?[我俺咱]们?[一二两三四五六七八九十几\d]+[张份个套]|"
    rf"{_FILES}[^，。,了]{{0,6}}(?:[发传转给交拿送拷推](?:给?[我俺咱](?!们?村)|给?群|到?群|一?下|一份|过来|"
    r"出来|上来|来(?!的))|共享)(?![^，。]*[了过])|"
    rf"(?:请|麻烦)[^，。]{{0,6}}把[^，。]{{0,16}}{_FILES}[^，。了]{{0,8}}(?:发|传|交|送|给|报)[给到]?[一-鿿]{{2,4}}$|"
    rf"(?:谁|哪[位个])[^，。了]{{0,24}}(?:有|能|把|会|手[上里]|存)[^，。了]{{0,24}}{_FILES}|"
    rf"(?:{_FILES}|范本|样本|文书|格式|PPT|资料|账号|"
    rf"密码)[^，。,\d]{{0,8}}(?:[传发放存丢][^，。]{{0,3}}(?:群文件|共享|网盘|邮箱|盘里)|"
    rf"[传发放存丢][^，。]{{0,3}}群[里内上]?了?(?=[，。][^，。]{{0,4}}(?:自取|自己|自行|需要|要的|拿|下载|"
    rf"查收))|私[信聊下]?[^，。]{{0,3}}[发给你]|"
    rf"(?:单独|私下)[^，。]{{0,2}}[发给]|发给?[你您])"
)
# A question that is none to the ledger.
_ASKS = Pattern(r"啥时|什么时候|吗\s*$|能不能")
# A colleague is asked ("几点开会", "下周谁去县里"); not what was taught or asked about ("讲怎么防骗").
_ASKS_COLLEAGUES = Pattern(
    r"(?:吗|[来了]没有?)[啊呀 ]*$|有没有人|(?<![“教讲学问导知道说答解])(?:几点|"
    r"怎么[算走去领弄装写填交做订盖用])(?![^，。]*了)|(?:^|[一-鿿](?<![“我知道问说管看]))谁(?!都|也|"
    r"执法|家|的|先|知|让)[^，。”》]{1,10}$"
)
_COMPANY = Pattern("(?:谁|哪[位个])[^，。]{0,8}(?:有空|愿意|报名|一[起块]|跟[我着]|能[来去])")
# What is thought of the work: "调解这种事还是要耐心".
_OPINION = Pattern(
    r"(?:领导|书记|镇长|所长|主任)[^，。]{0,6}(?:表扬|夸|点赞)了|挨[批骂训]|被[^，。]{0,3}(?:点名|批评|骂|训(?!诫))|不好[干搞做办弄]|真(?:是|"
    r"的)?(?:[累难烦苦忙热冷]|费|不容易|麻烦|厉害)|(?:[累忙烦愁急气热冷冻困饿笑]死|累坏|忙坏|愁坏)|"
    r"太[^，。\d]{1,4}了|(?:^|[，。])(?:表扬|向[^，。]{1,8}学习)|值得(?:学习|借鉴|推广|表扬)|点赞"
)
# What was heard of others, or came from above: "听说邻镇被通报了", "检查表换新版了".
_HEARSAY = Pattern(
    r"《[^》\n]{2,24}(?:法|条例|法典|办法)》(?:第[^，。\n]{1,6}条)?[^，。\n]{0,4}(?:规定|明确|要求)|"
    r"^《[^》\n]{2,24}》第[^，。\n]{1,6}条|(?:依据|根据|按照?)《[^》\n]{2,24}》[，,]|听说|据说|(?:通报|"
    r"排名|考核(?:结果)?)[^，。]{0,4}[下出]来了|时间没定|等通知|(?:县|市|省|区|"
    r"上级)[里局委府]?[^，。]{0,3}通报(?:批评)?了?(?!表扬|表彰)|(?:表|附件|模板|封[皮面]|格式|"
    r"样式)[^，。]{0,4}(?:改版|换[成了新]|更新)|(?<![到去看讲报析习]了)(?<![学看讲]过)(?<!通报)(?<!剖析)"
    r"(?<!学习)(?:隔壁|[邻别外](?:的)?|人家[^，。]{0,3}|外(?=[省市]))[镇乡县省市](?![来的人籍车务])|"
    r"(?:隔壁|邻|别的)[村所]|(?:电视|网|抖音|手机|报纸|朋友圈)[上里]?[^，。]{0,2}(?:看到|刷到|说|播)|"
    r"(?:^|[，。！\s])[外别]村(?![的人])|外地[也都]|新闻[上里说]|看(?:到|了)?(?:新闻|报道|公众号)|(?:^|"
    r"[：】\s])(?:全国人大(?!代表)|国务院|司法部|公安部|最高(?:人民)?[法检][^，。]{0,2}|中央|"
    r"省[里委政厅高][^，。]{0,3})[^，。]{0,12}(?:公布|发布|印发|出台|通过|修订|下发|颁布|明确)"
)
_ELSEWHERE = Pattern(
    r"\s*(?:【[^】\n]{1,8}】|转发?[：:])?\s*(?:哎|唉|诶)?[，, ]*(?:(?:听说|据说|"
    r"听讲)[^，。]{0,8}[镇乡县区市省]|看(?:到|了)?(?:新闻|报道)|新闻|【新闻|(?:听说|"
    r"据说)?[^，。]{0,2}(?:隔壁|邻|别的?|外|人家)[镇乡县村])"
)
_US = Pattern("[我咱俺]|本[村镇所站社]|今[天早]|刚")
_PRAISE = Pattern(r"[搞办讲做开弄写画]得(?:真|很|挺|太|蛮|还|更|比)?(?:不错|好|可以|漂亮|到位|精彩|棒|行)")
_HABIT = Pattern(r"^\s*(?:年年|天天|整天|老是|总是)[^\d]*$")
# "还有4个村没排上": what is still wanting of the villages, the files, the firms; not of the quarrels.
_LACKS = Pattern(
    r"(?:还有|还差|尚有|还剩|剩下?)[^，。\d]{0,2}[\d一二两三四五六七八九十几]+(?:个(?:村|社区|单位|站所|"
    r"部门|网格|学校)|[家户本所份])[^，。]{0,6}[没未](?!有[^，。]{0,3}(?:问题|隐患))|(?:缺|没|"
    r"无)(?:经费|人手|钱|资金|时间)|没人(?:愿|肯|想|敢|报名|管|接|干)"
)
# "讲座的发票丢了": what is told is of a thing that belongs to the work; not "散了普法的资料", "方案印发了".
_THING = Pattern(
    r"^[^，。了把将]*[的用](?:新闻稿|稿子|简报|信息稿?|发票|报销单?|经费|费用|音响|话筒|喇叭|投影仪?|"
    r"记录本|签到[表册]|照片|视频|微信群|群(?!众)|二维码|链接|通知(?=[^，。]{0,2}[收看转见])|方案|流程|PPT|"
    r"课件|模板|台账|总结|材料|名单|表格?|格式|椅子|桌子|帐篷|车)(?![^，。]{0,4}(?:印发|下发|出台|通过|"
    r"公[布开示]))[^，。\d]{1,10}$"
)
# How one wishes, advises or warns, of no day: "真想…", "…一定要两个人", "…别忘了带证".
_WISHES = Pattern(
    r"(?:真|好|很)想(?![起念到])|(?:巴|恨)不得|(?:要是|如果|假如|什么时候|最好|^多)[^，。]{0,24}(?:就|"
    r"多)好|早就?该|能[^，。]{2,24}最好"
)
_MOOD = Pattern(
    r"^[我俺]?们?建议(?!\d)|希望|盼|^辛苦[大各]|别[老总再]|(?:一定|千万|务必|尽量|最好|必须|可)(?:要|得|"
    r"能)|别忘|记得|最重要|负责(?![人同])|牵头$|别迟到|本[职分]|讲究|最怕|(?:^|我)不[太大]?会|慢慢来|"
    r"意义[不很重]"
)
# "罚款要出具票据", "调解应当自愿": how the work is to be done.
_NORM = Pattern(
    r"^(?:依据|根据|按照?)?《[^》]{2,24}(?:法|条例|法典)》(?:第[^，。]{1,6}[条款项])?$|应当(?!事)|"
    r"要(?:有[^，。\d]{0,4}[心性力度]|注意|讲究|出具|依法|文明|耐心|细心|用心|走心|抓[实细]|常态|长期|"
    r"经常|持续|下功夫|讲(?:方法|究|理|艺术|技巧|策略|政治))|由[^，。\d]{2,4}负责$|不能(?:走过场|大意|"
    r"马虎|放松|松懈|光|流于|敷衍|搞形式)|^\s*(?:预祝|祝愿?)(?!酒)"
)
_WEATHER = Pattern(  # "台风要来", "明天降温，戴好头盔"
    "(?:台风|暴雨|大雨|雷雨|寒潮|降温|大雪|暴雪|冰雹|大风|高温|寒流|霜冻)[^，。后]{0,6}(?:要来|预警)|"
    "(?:明[天日早]|后天|今[晚夜]|未来)[^，。]{0,6}(?:降温|有雨|下雨|下雪|大雪|结冰|大雾|暴雨|高温)(?=$|[，。])"
)
_ALL = Sieve(
    (sign, None) for sign in (_WEATHER, _NORM, _HABIT, _ASKS, _WANTS, _FORBIDS, _NOTICE, _LATER, _WISH)
)
# What ends, or is not: a deed in words that nobody listed may be told ("水沟那事总算平了", "没啥情况").
_ENDS = Pattern(r"(?<![为除])了|完|过(?=[，。！\s]|$)|总算|[没无零]")
_SHORTEST = 5  # characters
# "早上好！…", "收到，…", "…，辛苦了": the courtesy around what is reported; not "查店的同志，辛苦了".
_GREETS = Pattern(
    r"^(?:\s*(?:[^，。！,! ]{0,6}(?<![不蛮很真最])好[啊呀哈]?|(?:好的?|行|收到|明白|知道了?|OK|"
    r"嗯+)[哈啊呀嘞]?|在吗|(?:前面|之前|昨天|上次)?(?:漏报|忘报|少报|补报)了?(?:一?[条个])?|不好意思|[汇补]?报(?:一?下|个数)|"
    r"对不起|抱歉|[一-鿿]{0,2}(?:书记|主任|所长|镇长|站长|领导|老师))[，。！,!~：: ]+(?=[^，。！~ ]{2}))+"
)
_THANKS = Pattern(
    r"(?<!同志)(?<!大家)(?<!各位)(?<!的人)[，。！,!~ ](?:谢谢|辛苦|多谢|麻烦|感谢)(?:大家|各位|领导|"
    r"所长|同志们?|[您你]|[了啦哈啊])*[。！!~ ]*$|[~～！!。 ]+$"
)


def without_courtesy(text: str) -> str:
    """A folded text without the courtesy at its ends."""
    return _THANKS.sub("", _GREETS.sub("", text, 1))


def sign_of_talk(clause: str) -> str:
    """The words by which a folded clause shows that it tells of nothing done, or ""."""
    for pattern, _ in _ALL.possible(clause):
        if found := pattern.search(clause):
            return found.group().strip("，。, ")
    return ""


def may_tell(text: str) -> bool:
    """Whether a folded text without a listed deed may still tell one: something ended, in no small talk."""
    if len(text.strip()) < _SHORTEST or not _ENDS.search(text):
        return False
    small = (
        cues.PRIVATE,
        cues.GREETING,
        cues.REPORTING,
        cues.ADVICE,
        prospects.CANCELLED,
        prospects.LEFT_UNDONE,
        cues.AFFAIR,
    )
    if any(pattern.search(text) for pattern in small) or begs(text) or wants(text) or loses(text):
        return False
    if speaks_to(text) or opines(text) or hears(text):
        return False
    return not sign_of_talk(text)


def warns(text: str) -> bool:
    """Whether a folded text warns of the weather."""
    return _WEATHER.search(text) is not None


def loses(text: str) -> bool:
    """Whether a folded text is about a thing that somebody left behind."""
    return _LOST.search(text) is not None


def stops(clause: str) -> bool:
    """Whether a folded clause calls something off or puts it off, without a new day."""
    return _STOPS.search(clause) is not None


def announces(text: str) -> bool:
    """Whether a folded text only passes on that a law is in force, or how to report."""
    return _NOTICE.search(text) is not None


def excuses(text: str) -> bool:
    """Whether a folded text tells that its sender reports or comes later, or not at all."""
    return _LATER.search(text) is not None


def wants(text: str) -> bool:
    """Whether a folded text asks for supplies or a loan: a question, but none to the ledger."""
    return _WANTS.search(text) is not None and not _RECORDS.search(text)


def asks(clause: str) -> bool:
    """Whether a folded clause asks colleagues who, when or how, or whether it is so."""
    return _ASKS_COLLEAGUES.search(clause) is not None


def seeks_company(clause: str) -> bool:
    """Whether a folded clause asks who joins in what is to come ("谁周日有空", "谁愿意跟我去")."""
    return _COMPANY.search(clause) is not None


def tells_of_elsewhere(text: str) -> bool:
    """Whether a folded text begins with news of other towns or from above."""
    return _ELSEWHERE.match(text) is not None


def tells_of_us(clause: str) -> bool:
    """Whether a folded clause comes back to the sender's own doings."""
    return _US.search(clause) is not None


def opines(text: str) -> bool:
    """Whether a folded text says what its sender thinks of the work."""
    return _OPINION.search(text) is not None or _PRAISE.search(text) is not None


def hears(text: str) -> bool:
    """Whether a folded text passes on what was heard of others, or came from above."""
    return _HEARSAY.search(text) is not None


def wishes(clause: str) -> bool:
    """Whether a folded clause tells what its sender would like to see."""
    return _WISHES.search(clause) is not None


def is_mood(clause: str) -> bool:
    """Whether a folded clause only wishes, advises or warns."""
    return _MOOD.search(clause) is not None


def minds_things(clause: str) -> bool:
    """Whether a folded clause tells of a thing used for some work ("讲座的发票丢了"), not of the work."""
    return _THING.search(clause) is not None


def lacks(clause: str) -> bool:
    """Whether a folded clause says how many villages or files are still wanting ("还有4个村没排上")."""
    return _LACKS.search(clause) is not None


def begs(text: str) -> bool:
    """Whether a folded text asks a colleague for a file, whatever event the file is of."""
    return _BEGS.search(text) is not None


def speaks_to(text: str) -> bool:
    """Whether a folded text tells another person of that person's own report."""
    return _ADDRESSED.search(text) is not None
