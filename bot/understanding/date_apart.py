"""Days on which the work was not done: a law's first day, a debtor's promise, a time limit, the telling's."""

from bot.understanding.patterns import Pattern

_IN_FORCE = Pattern(
    r"(?:(?:开始|正式|全面)*起(?:开始|正式|全面)*(?:施行|实施|生效|执行|推行|试行)"
    r"|(?:开始|正式|全面)*(?:施行|实施|生效)了?(?=[,。;的)]|$))"
    r"(?!了?[,。;]?[^,。;]{0,3}(?:当天|当日|那天|这天|当晚))"
)
_LIMIT = Pattern(r"(?:限期|限时|限令|限定|期限|最迟|最晚|宽限)(?:是|为|在|于|到|至)?$")
_PROMISE = Pattern(
    r"(?:答应|承诺|保证|同意|约好|约定|说好|谈好|讲好|商定|议定|定好|表态|限|要求|责令|务必|争取|计划|打算|力争)"
    r"[^,。;\d]{0,8}$"
)
# What is to be done by then.
_TO_DO = Pattern(
    r"(?:之?前|以前|以内|内)?[^,。;\d]{0,6}?(?:付|还|退|赔|给(?=[钱清他她对\d,。;了]|$)|结|清|搬|拆|交|补|支付|兑现|发放|履行|到位|"
    r"办[完结]|改[完正到好]|整改|完成|销号)"
)
# What a day may be that of, before the day of the work: "今天补报，前天…", "周一跟所里说一声：上周五…".
_TELLS = Pattern(
    r"[,]?(?:上午|下午|晚上|早上)?(?:才|又|再|刚|一并|顺便|统一|[得有抽]空|开会|[我俺咱]们?|在群里)*"
    r"(?:[给跟向和][^,。;\d]{1,6}?)?"
    r"(?:(?:[汇上补]报|报告|通报|交数|报数|登记|[补登记报说讲]|交代|反映)"
    r"(?:一?[下哈声说]|一?[条笔个](?:事[儿情]?|数)?|[数录上报记])?"
    r"|[才]?(?:想起来?了?|听说|知道|发现|看到|漏了)|统计|汇总|盘点"
    r"|(?:整理|翻|查|核对|对|盘)了?(?:一下)?(?:台账|本子|记录|账本?|底子|表|数据?)[,]?){1,2}"
    r"[,:。 ]{0,2}(?:[我俺咱本][们村所镇]?|村里|镇上)?(?:在|是)?"
)
_REMINDED = Pattern(  # "昨天您提醒本月没报，其实9日…", "补昨天漏的，初九…"
    r"[^,。;\d]{0,6}(?:提醒|催(?!生)|点了?我|问起|通知我|收到消息|没(?:来得?及)?报"
    r"|[漏忘]了?[报记填登掉]?的?(?=[,~。 ]))[^\d一二三四五六七八九十]*"
)
_HANDED_IN = Pattern(  # "去年四季度处罚4件，…，今天补"
    r"[,]?(?:才|再|来|一起|统一|一并|抽空)?(?:补[报录记登填交]?|[上填汇]报|报上?来?|登记上?|录入)(?:一下)?了?[哈啊吧呢]?(?=[,。;!)]|$)"
)
_BACK = 20


def is_apart(text: str, start: int, end: int, alone: bool) -> bool:
    """Whether the date at [start, end) of a folded text is that of something else than what was done.

    `alone`: no other is told, so that a law's first day may be when people met.
    """
    if not alone and _IN_FORCE.match(text, end):
        return True
    before = text[max(0, start - _BACK) : start]
    return bool(_LIMIT.search(before) or (_PROMISE.search(before) and _TO_DO.match(text, end)))


def is_when_told(text: str, end: int, start: int) -> bool:
    """Whether a day that ends at `end` is only that of the telling: a day of the work follows at `start`."""
    return bool(_TELLS.fullmatch(text, end, start) or _REMINDED.fullmatch(text, end, start))


def is_handed_in(text: str, end: int) -> bool:
    """Whether a day that ends at `end` is only that on which was reported what others are told of."""
    return _HANDED_IN.match(text, end) is not None
