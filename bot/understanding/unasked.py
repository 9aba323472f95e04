"""Question words that ask nobody: what was taught or fought over, what a visit is to find out. Pure."""

from bot.understanding import cues, supplies
from bot.understanding.patterns import Pattern, Sieve

# "昨天去查消防通道堵没堵，查了4家": what somebody looked into, and found.
_LOOKED_INTO = (
    r"(?:(?:去|到|入户|上门|逐户|挨家|[昨今前][天早晚儿]|前两天|[本上][周月]|[周号日月]|月份)[^，。？?]{0,12}[查问看]|"
    r"(?<![帮我请])查(?!一?下|查|看|询|[今去]年|[本上]个?月|\d+月|[一二三四上]季度|[上下]半年)|走访|问了[\d一二三四五六七八九十两几]+[家户个名])"
)
_FOUND = r"\d|[一二两三四五六七八九十]+[处家户个件]|了"
# "为水沟往哪家流吵起来": what they quarrelled about, no question.
_EMBEDDED = Pattern(
    r"(?:要是|如果|希望|最好|盼)[^，。？?]{0,6}多[^，。？?]{1,4}几|(?:为了?|因为?|争|抢|不知道?|"
    r"不晓得)[^，。？?]{0,10}?(?:哪|谁|多少)[^，。？?]{0,10}?(?=吵|闹|争|打|"
    r"骂|动手|红脸|我给|调)|再[定看议](?:下来)?(?:哪|什么时候|几)|"
    r"(?:什么时候|[何啥]时|哪|几[号点月])[^，。？?]{0,10}(?:另行|另外|再(?:说|定|通知|议|告)|"
    r"[等听待看][^，。?？]{0,8}(?:定|通知|回[话复音]|"
    r"消息|答复|安排|商量)|待定|[没未]有?(?:定|说|排)|在(?:商量|协调|定|沟通))(?![^，。]{0,3}(?:[?？吗]|没))|"
    r"(?:写|注|标|填)(?:清楚?|明白?|上)[^。；？?\n]{0,24}(?:哪|谁|多少|几|什么|啥)[^，。；、？?\n]{0,3}|"
    r"(?:注意|留意|当心|小心|提防|防备)[些点]?(?:什么|哪些|啥)(?![。 ]*$|[?？])|"
    rf"{_LOOKED_INTO}[^，。？?]{{0,14}}?(?:(?![是够多])([一-鿿])[没不]\1|有没有)(?=[^？?吗]*(?:{_FOUND}))|"
    # "走访3人了解生活怎么样", "再走访几户", "不管谁来都登记"
    r"(?:走访|入户|上门|谈[话心]|回访|座谈)[^。？?]{0,16}(?:了解|询问)[^，。？?]{1,12}(?:怎么样|如何|怎样)|"
    r"[讲说劝谈调跑去磨][^，。\d]{0,4}?几[回趟次遍](?=[，]?(?:才|终于|总算))|"
    r"再(?:走|查|跑|看|去|访)[一-鿿]{0,3}?几[一-鿿]+|"
    r"(?:多少|谁|哪个?)的(?:纠纷|矛盾|争执|官司)|(?:不论|不管|无论)[^，。？?]{0,4}(?:多少|谁|哪|什么|怎么|几)"
)
# What was taught or explained: "讲遗嘱怎么写才管用"; not "讲了什么课", "宣传资料发了多少".
_WHAT = "什么|啥|哪(?!个村|些村)|怎么|怎样|咋|如何|谁|能不能|该不该|是否|算不算|要不要"
_TELLS = (
    r"(?:讲(?![座课过完])|围绕|重点[是讲]|主题是|内容是|题目是|教(?![育室])|告诉|提醒|演示|解释|介绍|解读|"
    r"答疑|科普|现身说法|(?<![会协提建决复])议(?!题)|讨论|研究(?![所室院])|商[量议]|辨[别认]|识别|分清|"
    r"(?:群众|村民|老乡|有人|大家)问|来(?:所里?|站里?|村部|中心|窗口|大厅|这里?)?(?:咨询|打听|询问|问)(?![的了过])|"
    r"问(?:了?[\d一二三四五六七八九十几]+[户家名人]|他|群众|村民|大家|住户|老人|企业|商户))"
)
_NOT_ASKED_FOR = r"(?!(?:的是?|了|过)?(?:(?:什么|啥|哪[些个])[^，。]{0,3}$|几|多少))"
_TAUGHT = Pattern(
    rf"{_TELLS}{_NOT_ASKED_FOR}[^，。？?]{{0,24}}?(?:{_WHAT}|多少|几)|"
    rf"(?:宣传|宣讲|普及|解答|聊|说[了说明]){_NOT_ASKED_FOR}[^，。？?]{{0,16}}?(?:{_WHAT})"
)
# Somebody was taught: "给20名妇女讲解…", "在集市讲怎么防骗".
_TO_SOMEBODY = Pattern(
    rf"[给向为跟对](?![我俺咱你您])[^，。]{{1,14}}(?:{_TELLS}|宣传|宣讲|普及|讲解|解答|"
    rf"[聊说]){_NOT_ASKED_FOR}|"
    rf"[在到进去][^，。]{{1,14}}(?:{_TELLS}|宣传|普及|[聊说]){_NOT_ASKED_FOR}(?=[^，。]{{0,16}}(?:{_WHAT}))"
)
_TEACHES = Sieve(((_TO_SOMEBODY, None), (_TAUGHT, None)))
_CLEFT = Pattern("的是(?:谁|哪|什么|啥|几|多少)")  # "给老人讲课的是哪个村" asks
_WORD = Pattern(r"[?？吗]|多少|几[个件场次条人份项户名期家]|谁|哪|怎么|咋|什么|啥|没有?$|如何")
_CLAUSE = Pattern(r"[^，。,；;\n]+")
# "下周一回头看，查那7处隐患改了没有": to be found out on the spot, asked of nobody.
_FINDS_OUT = Pattern(
    r"(?:回头[看查]|复查|复核|核查|回访|[抽督再]查|暗访|检查|验收|上门|入户|走访|"
    r"[去到][^，。,]{0,10}(?:[看查问]|一[趟次下遍圈])|"
    r"[去到][^，。,交开报要]{1,8}(?=[，,]看(?!一?下)))[^，。,]{0,8}"
    r"[，,]\s*(?:(?:[查看](?!一?下)|瞧|核|问)[^，。,？?]{1,24}|(?<=[看查问]，)[^，。,？?]{1,16}|"
    r"(?<=一下，)[^，。,？?]{1,16})(?<![报记录填登传])"
    r"(?:[了过完好]?没有?(?:再[^，。]{1,3})?|是否[^，。]{1,6}|([一-鿿])[不没]\1|有没有[^，。？?]{1,8})[。 ]*$"
)


# "下周组织代表视察，看看调解室": a visit, no question.
_LOOKS_ROUND = Pattern(
    r"[，,]\s*(?:再|去|顺[便带路道])?(?:看看|看一看|瞧瞧|转转|听听|学学|看一?下)"
    r"(?![^，。\n]*(?:数|率|量|多少|几|况|记录|汇总|明细|进度|台账|报|谁|哪|没|够|差|吗|呢|[?？]))"
)


def looks_round(text: str) -> bool:
    """Whether a folded text ends with a look at places or papers, not at figures ("…，看看调解室")."""
    return _LOOKS_ROUND.search(text) is not None


def finds_out(text: str) -> bool:
    """Whether a folded text ends with what a visit is to find out ("…回头看，查隐患改了没有")."""
    return _FINDS_OUT.search(text) is not None


def asked_part(text: str) -> str:
    """A folded text without the question words that ask nobody, and without goods."""
    text = _without_taught(_EMBEDDED.sub("", text))
    if not supplies.concern(text):
        return text
    return _CLAUSE.sub(lambda clause: "" if supplies.concern(clause.group()) else clause.group(), text)


def _without_taught(text: str) -> str:
    """Without what was taught to somebody, or beside a count, where no other clause asks."""
    if not _TEACHES.possible(text):
        return text
    taught, counted = [], False
    for clause in _CLAUSE.finditer(text):
        if _CLEFT.search(clause.group()):
            return text
        to_somebody = _TO_SOMEBODY.search(clause.group()) is not None
        subject = _TAUGHT.search(clause.group())
        if to_somebody or subject:
            taught.append(clause)
            behind = subject is not None and cues.FIGURE.search(clause.group(), subject.end()) is not None
            counted = counted or to_somebody or behind
        elif _WORD.search(clause.group()):
            return text
        else:
            counted = counted or cues.FIGURE.search(clause.group()) is not None
    for clause in reversed(taught if counted else []):
        text = text[: clause.start()] + text[clause.end() :]
    return text
