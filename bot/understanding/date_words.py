"""Readers of days, weeks and months in words: 今天, 昨儿个, 上周二, 周末, 上个月底, 月初, 刚才."""

from dataclasses import replace
from datetime import date

from bot.understanding import date_spans
from bot.understanding.date_month import month_tail
from bot.understanding.date_reading import DATED, FEAST, PERIOD, RELATIVE, VAGUE, Reading, Scene
from bot.understanding.patterns import Pattern

_DAYS = {
    "大前天": -3, "大前日": -3, "大前儿个": -3, "大前儿": -3, "大前个": -3,
    "前天": -2, "前日": -2, "前儿个": -2, "前儿": -2, "前晚": -2, "前夜": -2, "前个儿": -2,
    "前个上午": -2, "前个下午": -2, "前个晚上": -2, "前个早上": -2,
    "昨天": -1, "昨日": -1, "昨儿个": -1, "昨儿": -1, "昨晚": -1, "昨夜": -1, "昨早": -1, "昨晨": -1,
    "昨个儿": -1, "昨个": -1, "夜来": -1, "夜儿个": -1, "夜儿": -1, "夜个": -1, "昨": -1,
    "上前天": -3, "上前日": -3, "前晡日": -2, "前晡": -2, "昨晡日": -1, "昨晡夜": -1, "昨晡": -1,
    "今晡日": 0, "今晡": 0,
    "今天": 0, "今日": 0, "今儿个": 0, "今儿": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0,
    "今个儿": 0, "今个": 0,
    "本日": 0, "今": 0,
    "明天": 1, "明日": 1, "明儿个": 1, "明儿": 1, "明早": 1, "明晚": 1, "明晨": 1, "明个": 1, "明": 1,
    "后天": 2, "后日": 2, "后儿个": 2, "后儿": 2, "后晚": 2,
    "大后天": 3, "大后日": 3, "大后儿个": 3, "大大后天": 4, "大大前天": -4,
}  # fmt: skip
_DAY = Pattern("(" + "|".join(sorted(_DAYS, key=len, reverse=True)) + ")")
_PAIRS = {"昨今": (-1, 0), "今明": (0, 1), "明后": (1, 2), "前昨": (-2, -1)}
_PAIR = Pattern("((?<!门)" + "|(?<!门)".join(_PAIRS) + ")(?:这?[两二])?[天日]")  # not 超市门前昨天
_SHORT_DAY_NEXT = Pattern(
    r"上午|下午|早|晚|晨|夜|中午|前晌|后晌|黑(?!名)|在(?!于)|(?<=昨)[调查讲开办排接审](?![整研度])"
)
_NOT_BEFORE_DAY = {
    "后": "今以之然最先落此事背",
    "前": "以之从目当此日",
    "今": "当如至古迄",
    "明": "文证说表声申透",
}
_NOT_AFTER_DAY = {"前天": ("线",), "后天": ("性", "下"), "今日": ("头",), "明日": ("香",)}
_ON_IT = tuple("埂街集坡桥坝堤岸坎滩场路")  # 田埂上, 街上
_UNDER_IT = tuple("树桥楼檐荫脚坊")  # 大树下周二…
_JUST = Pattern(
    r"刚才|刚刚|才刚|方才|(?:(?<![^\s,。;!?我们俺咱村所队会站办镇组]))"
    r"刚(?=开完|搞完|调|在|组织|结束|处理|到|去|接|给|跟|从|办|完成|发完|送|走访)"
)
_SAME_DAY = Pattern(r"当天|当日|当晚|(头天)")
_NEXT_DAY = Pattern(r"第二天|次日|翌日|转天|((?<![工班学业张园市渔课])头一?天|前一天)")
_TODAY_PART = Pattern(r"(?:凌晨|今?一早|一大早|早上|上午|中午|晌午|下午|后晌|前晌|傍晚|晚上|今晌)(?!好|班)")
_CLAUSE_START = Pattern(r"[\s,。;!?:、(\[【]")
# 上周一共…, 上周三场: a count after 上周, not a weekday; 上周五律师…, 上周三回访 are weekdays.
_ONE = (
    r"一(?!共|直|般|律|起(?!连|到|至)|次|场|件|个|宗|户|条|项|份|名|回(?!访)|类|遍|趟|批(?!下|了|准|复)|处(?!理|置|罚)"
    r"|家(?!访))"
)
_COUNTED = (
    r"(?!个|件|宗|名|类|遍|趟|余|场(?!所|地|镇)|次(?!日)|起(?!草|诉|火|点|连|一连|到|至|,|开始|就|每|往)|户(?!外|籍)|份|条(?!例)|项"
    r"(?!目)|批(?!准|评|复|改)|处(?!理|置|罚)|家(?!访|长)|回(?!访|来|头|复|家|收)|篇|期(?!间))"
)
_IN_WEEK = rf"(?:({_ONE}|[二三四五六]{_COUNTED}|[日天])|([1-7])(?![\d个件宗名场次起户份条项批处家]))"
_WEEK = Pattern(
    rf"([上大]上|上|本|这|当|下下|下)一?个?(?:周|星期|礼拜)(?!年|岁|边|围|密|全(?![镇村县区乡体部面员所街市])|转)(?:(末)|{_IN_WEEK}"
    rf"|的?(?:周|星期|礼拜)([一二三四五六日天]))?"
)
_WEEK_SLICE = Pattern(r"的?(前|头|最后|后)([一两二三四五])天")
_OF_WEEK = r"(?:周|星期|礼拜)(?:(末)|([一二三四五六日天])|([1-7])(?!\d))"
_WEEKDAY = Pattern(rf"(?:(?<=一下)|(?<![每老小姓逢半两几多全各上本这下一二三四五六七八九十\d])){_OF_WEEK}")
_SECOND_WEEKDAY = Pattern(_OF_WEEK)  # of two in a row: 周二周三
_ADJACENT_WEEKDAY = Pattern(r"(?:周|星期|礼拜)([一二三四五六日天])$")
_PERSON = Pattern(
    r"[鸣帆凡诺航铭丹妹梅兰菊涵雯琴贵才根宝娃强伟华英芳福德祥林军平玉明兴发喜](?=和|与|家|说|的|同志|书记|主任|、|,|。|等|调解|主持"
    r"|讲|跟|两家|老师|律师|去|到)|家(?=和|与|的|两|跟)"
)
_THIS_WEEK = Pattern(r"这一(?:个?周|个?星期|个?礼拜)(?!年|岁)")
_MONTH = Pattern(
    r"(?:([上大]上个?|上一?个?|本|当|同|这一?个?|下下个?|下一?个?)月|(元)月)(?!饼|嫂|薪|亮|光|子)"
)
_HEADS_REPORT = Pattern(
    r"份?(?:工作|业务|主要)?(?:数据|情况|数字|台账|小结|总结|汇总|报表|月报|报|工作)[^,;\d]{0,6}[:。]|份?:"
)
_HEADS_LIST = Pattern(r"[^,。;\d]{0,8}:|[^。;]{1,12},$")
_MONTH_PART = Pattern(r"月(?=初|底|末|中)|(?=上旬|中旬|下旬|上半月|下半月)")
_WHOLE_MONTH = Pattern(
    r"(?<![本当上下个这同每半两三几一二四五六七八九十\d])(?:[全整]月(?!亮|饼|子|光)|月内(?!外|部))"
)
_JUST_BEGUN = 5  # up to that day of a month, the whole month is the one before
_DEADLINE = Pattern(r"之?前|以前")


def relative_day(scene: Scene, pos: int) -> Reading | None:
    """今天, 昨儿个, 大前天, 明早; 昨今两天; 昨 and 今 alone only before a time of day."""
    text, before = scene.text, scene.text[pos - 1 : pos]
    if pair := _PAIR.match(text, pos):
        first, last = _PAIRS[pair[1]]
        on, until = date_spans.shift(scene.today, first), date_spans.shift(scene.today, last)
        return Reading(pos, pair.end(), on, until, "range", DATED, future=last > 0)
    match = _DAY.match(text, pos)
    named = match is not None and match[0] == "前天" and before == "日"  # 消防日前天…
    named = named or text.startswith(("从前天到", "从前天至", "从前天起", "从前天开始"), pos - 1)
    if match and match[0][0] == "上" and before in _ON_IT:
        return None  # 田埂上前天…
    if not match or (before and before in _NOT_BEFORE_DAY.get(match[0][0], "") and not named):
        return None
    if scene.text[match.end() : match.end() + 1] in _NOT_AFTER_DAY.get(match[0], ()):
        return None
    heads = (
        match[0] == "昨"
        and (not pos or _CLAUSE_START.match(text, pos - 1))
        and text[pos + 1 : pos + 2] != "非"
    )
    if len(match[0]) == 1 and not heads and not _SHORT_DAY_NEXT.match(text, match.end()):
        return None
    on = date_spans.shift(scene.today, _DAYS[match[0]])
    return Reading(pos, match.end(), on, on, "day", DATED, year=on.year, future=on > scene.today)


def just_now(scene: Scene, pos: int) -> Reading | None:
    """刚才, 刚刚: today."""
    match = _JUST.match(scene.text, pos)
    return Reading(pos, match.end(), scene.today, scene.today, "day", RELATIVE) if match else None


def part_of_today(scene: Scene, pos: int) -> Reading | None:
    """下午, 晚上 at the head of a clause: today, where no day was told before."""
    match = _TODAY_PART.match(scene.text, pos)
    if not match or scene.before is not None or (pos and not _CLAUSE_START.match(scene.text, pos - 1)):
        return None
    return Reading(pos, match.end(), scene.today, scene.today, "day", FEAST)


def same_day(scene: Scene, pos: int) -> Reading | None:
    """第二天, 头天 beside a told day; where none was told 当天 is today and 头天 yesterday."""
    before = scene.before
    if before is not None and before.on == before.last and (match := _NEXT_DAY.match(scene.text, pos)):
        on = date_spans.shift(before.on, -1 if match[1] else 1)
        return Reading(pos, match.end(), on, on, "relative", RELATIVE, future=on > scene.today)
    match = _SAME_DAY.match(scene.text, pos)
    if not match or before is not None:
        return None
    on = date_spans.shift(scene.today, -1 if match[1] else 0)
    return Reading(pos, match.end(), on, on, "day", VAGUE)


def week(scene: Scene, pos: int) -> Reading | None:
    """上周, 上周二, 本周五, 下下周日, 上周末, 这个礼拜天, 这一周."""
    text = scene.text
    if this := _THIS_WEEK.match(text, pos):
        monday, sunday = date_spans.week_days(scene.today)
        return Reading(pos, this.end(), monday, sunday, "week", PERIOD, monday=monday)
    match = _WEEK.match(text, pos)
    before = text[pos - 1 : pos] if match else ""
    if not match or (match[1] == "上上" and before in _ON_IT) or (match[1] == "下" and before in _UNDER_IT):
        return None
    if match[1] == "下" and before == "一":
        return None  # 报一下周二
    monday, sunday = date_spans.week_days(
        scene.today, {"上上": -2, "大上": -2, "上": -1, "下": 1, "下下": 2}.get(match[1], 0)
    )
    named = match[3] or match[4] or match[5]
    if named:
        on = date_spans.shift(monday, weekday_number(named))
        return Reading(pos, match.end(), on, on, "weekday", DATED, monday=monday, future=on > scene.today)
    if part := _WEEK_SLICE.match(text, match.end()):  # 上周前三天
        count, last = "一两三四五".index(part[2].replace("二", "两")) + 1, part[1] in ("后", "最后")
        on, until = date_spans.clipped((monday, sunday), count, "天", last)
        return Reading(pos, part.end(), on, until, "range", PERIOD, monday=monday, future=on > scene.today)
    on = date_spans.shift(monday, 5) if match[2] else monday
    return Reading(pos, match.end(), on, sunday, "week", PERIOD, monday=monday, future=on > scene.today)


def weekday(scene: Scene, pos: int) -> Reading | None:
    """周三, 星期天, 周末: the latest, today included; ahead, the next. 周二周三 are two."""
    match = _WEEKDAY.match(scene.text, pos)
    if not match and _ADJACENT_WEEKDAY.search(scene.text, max(pos - 3, 0), pos):
        match = _SECOND_WEEKDAY.match(scene.text, pos)
    if not match or (match[2] and _PERSON.match(scene.text, match.end())):
        return None
    named = 5 if match[1] else weekday_number(match[2] or match[3])
    if monday := _week_of_list(scene, pos):
        on = date_spans.shift(monday, named)
        if on <= scene.today:
            last = date_spans.shift(on, 1) if match[1] else on
            form, rank = ("week", PERIOD) if match[1] else ("weekday", DATED)
            return Reading(pos, match.end(), on, last, form, rank, monday=monday)
    offset = (named - scene.today.weekday()) % 7 if scene.ahead else -((scene.today.weekday() - named) % 7)
    on = date_spans.shift(scene.today, offset)
    last = date_spans.shift(on, 1) if match[1] else on
    form, rank = ("week", PERIOD) if match[1] else ("weekday", DATED)
    return Reading(pos, match.end(), on, last, form, rank, monday=date_spans.week_days(on)[0])


def _week_of_list(scene: Scene, pos: int) -> date | None:
    """The Monday of the week that a list was headed with ("上周：周一…；周三…"), or None."""
    before = scene.before
    if before is None or before.form != "week" or scene.ahead:
        return None
    return before.monday if _HEADS_LIST.match(scene.text[:pos], before.end) else None


def weekday_number(word: str) -> int:
    """0 for Monday … 6 for Sunday of 一…六, 日, 天, 1…7."""
    return "一二三四五六日".index(word) if word in "一二三四五六日" else 6 if word == "天" else int(word) - 1


def month_word(scene: Scene, pos: int) -> Reading | None:
    """上个月, 本月, 元月, 上月底, 这个月5号, 下月中旬; 当月 is the month that was told before.

    So is 本月 in the report of a month: "2月数据：…，本月解矫1人".
    """
    match = _MONTH.match(scene.text, pos)
    if not match:
        return None
    if match[2]:
        return month_tail(scene, pos, match.end(), None, 1)
    offset = {"上上": -2, "大上": -2, "上": -1, "下": 1, "下下": 2}.get(match[1].rstrip("一个"), 0)
    year, month = date_spans.month_after(scene.today.year, scene.today.month, offset)
    before = scene.before
    of_report = match[1] == "本" and not scene.text.startswith("已", match.end()) and _heads_report(scene)
    told = of_report or match[1] in ("当", "同")
    if told and before is not None and before.month and before.year:
        year, month = before.year, before.month
    return month_tail(scene, pos, match.end(), year, month)


def _heads_report(scene: Scene) -> bool:
    """Whether the month that was told before is what a report, that goes on behind a colon or stop, is of."""
    before = scene.before
    return (
        before is not None
        and before.form == "month"
        and _HEADS_REPORT.match(scene.text, before.end) is not None
    )


def whole_month(scene: Scene, pos: int) -> Reading | None:
    """全月, 整月, 月内: the month that was told before, else this one, in its first days the last one."""
    match = _WHOLE_MONTH.match(scene.text, pos)
    if not match:
        return None
    before = scene.before
    year, month = scene.today.year, scene.today.month
    if before is not None and before.month and before.year:
        year, month = before.year, before.month
    elif scene.today.day <= _JUST_BEGUN and match[0] != "月内":
        year, month = date_spans.month_after(year, month, -1)
    return month_tail(replace(scene, text=scene.text[: match.end()]), pos, match.end(), year, month)


def month_part(scene: Scene, pos: int) -> Reading | None:
    """月初, 月底, 上半月 alone: of the month told before, else the latest begun; 月底前 looks ahead."""
    match = _MONTH_PART.match(scene.text, pos)
    if not match or scene.text[pos - 1 : pos] in ("岁", "满", "每"):
        return None
    before = scene.before
    year, month = scene.today.year, scene.today.month
    if before is not None and before.month and before.year:
        year, month = before.year, before.month
    found = month_tail(scene, pos, match.end(), year, month)
    ahead = scene.ahead or bool(found and _DEADLINE.match(scene.text, found.end))
    if found and (found.last < scene.today if ahead else found.on > scene.today):
        year, month = date_spans.month_after(scene.today.year, scene.today.month, 1 if ahead else -1)
        found = month_tail(scene, pos, match.end(), year, month)
    return found if found and found.form == "month_part" else None
