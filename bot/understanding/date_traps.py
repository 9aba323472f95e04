"""What looks like a date and is none: document and phone numbers, titles, frequencies; times of day."""

from bot.understanding.patterns import Pattern

_N = r"(?:\d{1,2}|[零一二三四五六七八九十两]{1,3})"
_WEEKDAYS = (
    r"(?:周|星期|礼拜)[一二三四五六日天末](?:(?:、|和|,|到|至|-)(?:周|星期|礼拜)?[一二三四五六日天末])*"
)
_TRAPS = Pattern(
    "|".join(
        (
            r"(?<!\d)\d{9,}[xX]?",  # phones, ID numbers
            r"(?<!\d)0\d{2,3}-\d{7,8}|1\d{2}[- ]\d{4}[- ]\d{4}",
            r"《[^》]{0,60}》",
            r"[〔\[(【]\d{4}[〕\])】] ?第?\d+ ?号",
            r"第 ?[\d一二三四五六七八九十百]{1,4} ?[号期届次]",
            # heads, not days: 七八十号, 二十来号, 15号人
            r"[一两二三四五六七八][二三四五六七八九]十[多来几]?号",
            r"[\d一二三四五六七八九十]{0,3}[\d十][多来余]号(?!楼|院|线|前|左右)",
            r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5}[多来几]?)号人(?![民大社员均力事才])",
            # 每周三, 每月5号, 逢五, 每个星期一, 每年12月4日, 每季度
            rf"(?:每逢|每隔|每|逢)(?:个|到)?(?:{_WEEKDAYS}|(?:年|半年|季度?|月|周|星期|礼拜|天|日|晚"
            rf"|两周|{_N}个?[月年天])"
            rf"(?:的)?(?:{_N}月)?(?:{_N}[日号](?:(?:、|和|到|至|-){_N}[日号])*|初|底|末|[中上下]旬"
            rf"|{_WEEKDAYS})?)",
            rf"[一两](?:周|个?月){_N}(?:次|回|趟)",
            r"(?:与|和|同|较|比|跟)(?:去年|上年|上月|上个月|上季度|前年|上周)(?:同期|相比|比|同比)?"
            r"(?=同期|相比|比|同比|[,。]|多|少|增|减|上升|下降|提|的|持平|一样|一致|相当|相同|齐平|差不多)",
            r"(?:去年|上年|前年)同(?:期|比)",
            r"(?<![月度年份])(?:较|比)(?:今年|去年|上年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|[一二三四]季度|[上下]半年)"
            r"(?=相比|[,。]|又?(?:多|少|增|减|上升|下降|提|降|翻|涨))",
            r"限(?:期|时|于|到|在)?(?:本|下|这个)?(?:月[底末中]|周末|年底)",
            r"(?<=矫)正月",  # 社区矫正月报
            r"年[末底终](?=盘点|清点|结算)",  # its standing numbers are of the day
            # a standing number at a period's end: "月末在册11人"
            r"(?:截?至|到)?(?<![\d一二三四五六七八九十上本这下个当全])(?:月|季|年|期)[末底]"
            r"(?=(?:时点)?(?:在册|在矫|在管|在帮|实有|现有|结存|共有|存量|尚有))",
            # pupils of the first to the third year: 初一到初三学生
            r"(?<![月年大])初[一二三](?:(?:到|至|、|和|-)初?[一二三])*(?=[^,。;\d]{0,4}(?:学生|师生|同学|新生|年级|班|\d{2,4}[多余]?[人名]))",
            # 三月三广场
            r"([二三六七九])月\1(?=村|路|街|桥|广场|公园|社区|大道|小区|小学|学校|文化|湖|渠)",
            # figures of names in one row: 复议/诉讼: 2/1
            r"(?<=[\u4e00-\u9fff]/)[\u4e00-\u9fff]{2,8}[: ]{1,2}\d{1,4}(?:/\d{1,4})+(?![\d\u4e00-\u9fff])",
        )
    )
)
_PART_OF_DAY = (
    r"(?:凌晨|清晨|清早|大清早|一大早|一早|大早上|早上|早晨|上午|中午|晌午|正午|下午|午后|后晌|前晌"
    r"|傍晚|傍黑|擦黑|黄昏|晚上|晚间|夜间|夜里|半夜|深夜|午夜|早|晚"
    r"|(?:放学|上学|下班|收工|掌灯|午休|[早中午晚]饭)(?:时分|的?时候|之?后))"
)
_CLOCK = (
    rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)时?|{_N}(?:点(?:钟|整|半|一刻|三刻|过|多|左右|(?:零"
    rf"|过)?{_N}分?)?"
    rf"|时(?:{_N}分|整|半|许)?(?!间|候|代|段|效|常|事|长))(?:左右|钟|多|许)?)"
)
_TO = r"(?: ?(?:-+|~|到|至) ?)"
_NO_SHARE = r"(?<!分之)(?<!分之[\d一二三四五六七八九])(?<!分之[\d一二三四五六七八九]十)"  # 百分之九十七点九
_CLOCK_WORD = Pattern(
    rf"(?<![\d.第]){_NO_SHARE}(?:{_PART_OF_DAY} ?)?{_CLOCK}(?:{_TO}{_PART_OF_DAY}?{_CLOCK})?|{_PART_OF_DAY}"
)
_CERTAIN = Pattern(
    rf"{_PART_OF_DAY}|[点时](?:钟|整|半|一刻|三刻|过|多|许|左右|{_N}分)|时$|:\d\d|点(?:到|至|-|~)"
)
_NOT_CLOCK_AFTER = Pattern(
    r"建议|意见|要求|问题|措施|体会|感受|[0-9万千百%名]|内容|希望|经验|不足|成效|做法|工作|规定|说明"
)
_NOT_CLOCK_BEFORE = tuple("几共了提有个")
TIME_OF_DAY = Pattern(
    rf" ?,? ?(?:{_PART_OF_DAY} ?(?:{_CLOCK}(?:{_TO}{_PART_OF_DAY}?{_CLOCK})?)?|{_CLOCK}"
    rf"(?:{_TO}{_PART_OF_DAY}?{_CLOCK})?)"
)


def trap_spans(text: str) -> list[tuple[int, int]]:
    """Where no date may be read in a folded text, in order."""
    return [match.span() for match in _TRAPS.finditer(text)]


def clock_spans_of(text: str) -> list[tuple[int, int]]:
    """Times of day in a folded text (上午9点半, 14:30, 晚上), in order: their numerals count nothing."""
    spans = []
    for match in _CLOCK_WORD.finditer(text):
        bare = not _CERTAIN.search(match[0])
        counted = (
            _NOT_CLOCK_AFTER.match(text, match.end())
            or text[match.start() - 1 : match.start()] in _NOT_CLOCK_BEFORE
        )
        if not (bare and counted):
            spans.append(match.span())
    return spans
