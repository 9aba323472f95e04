"""Readers of dates in words: 今天, 上周二, 上个月底, 三天前, 近一周, 刚才; and feasts used as a time."""

import re
from datetime import date

from bot.understanding import date_spans, feasts
from bot.understanding.date_month import month_tail
from bot.understanding.date_reading import DATED, FEAST, NAME, PERIOD, RELATIVE, VAGUE, Reading, Scene, begun
from bot.understanding.date_text import number

_DAYS = {
    "大前天": -3, "大前日": -3, "大前儿个": -3, "大前儿": -3,
    "前天": -2, "前日": -2, "前儿个": -2, "前儿": -2, "前晚": -2, "前夜": -2, "前个儿": -2,
    "昨天": -1, "昨日": -1, "昨儿个": -1, "昨儿": -1, "昨晚": -1, "昨夜": -1, "昨早": -1, "昨个儿": -1, "昨个": -1,
    "夜来": -1, "夜儿个": -1, "夜儿": -1, "夜个": -1, "昨": -1, "昨晨": -1,
    "今天": 0, "今日": 0, "今儿个": 0, "今儿": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0, "今个儿": 0, "今个": 0,
    "今": 0,
    "明天": 1, "明日": 1, "明儿个": 1, "明儿": 1, "明早": 1, "明晚": 1, "明晨": 1, "明个": 1, "明": 1,
    "后天": 2, "后日": 2, "后儿个": 2, "后儿": 2, "后晚": 2,
    "大后天": 3, "大后日": 3, "大后儿个": 3,
}  # fmt: skip
_DAY = re.compile("(" + "|".join(sorted(_DAYS, key=len, reverse=True)) + ")")
_PAIRS = {"昨今": (-1, 0), "今明": (0, 1), "明后": (1, 2), "前昨": (-2, -1)}
_PAIR = re.compile("(" + "|".join(_PAIRS) + ")(?:两|二|这两)?(?:天|日)")
_SHORT_DAY_NEXT = re.compile(r"上午|下午|早|晚|晨|夜|中午|在(?!于)")
_NOT_BEFORE_DAY = {
    "后": "今以之然最先落此事背",
    "前": "以之从目当此日",
    "今": "当如至古迄",
    "明": "文证说表声申透",
}
_JUST = re.compile(
    r"刚才|刚刚|才刚|方才|刚(?=开完|搞完|调|在|组织|结束|处理|到|去|接|给|跟|从|办|完成|发完|送|走访)"
)
_CLASSIFIER = "共场次件起宗个名户家份条律般直回类遍趟期批项多余处篇"
_WEEK = re.compile(
    r"(上上|上|本|这|当|下下|下)(?:一?个)?(?:周|星期|礼拜)(?!期|年|岁|边|围|密|全|转)"
    rf"(?:(末)|([一二三四五六日天])(?![{_CLASSIFIER}])|([日天])|([1-7])(?![\d{_CLASSIFIER}]))?"
)
_WEEKDAY = re.compile(
    r"(?<![每老小姓逢半两几多全各上本这下一二三四五六七八九十\d])(?:周|星期|礼拜)(?:(末)|([一二三四五六日天])|([1-7])(?!\d))"
)
_PERSON = re.compile(
    r"[贵才根宝娃强伟华英芳福德祥林军平玉明兴发喜](?=和|与|家|说|的|同志|书记|主任|、|,|。|等|调解|主持|讲|跟|一家)|家(?=和|与|的|两|跟)"
)
_THIS_WEEK = re.compile(r"(这|近|最近|过去|前|上|未来|今后|接下来)的?一(?:周|个?星期|个?礼拜)(?!年|岁)")
_MONTH = re.compile(r"(上上个?|上一?个?|本|当|这个?|下下个?|下一?个?)月(?!饼|嫂|薪|亮|光)")
_MONTH_PART = re.compile(r"月(?=初|底|末|中)|(?=上旬|中旬|下旬|上半月|下半月)")
_UNIT = r"(?P<unit>天|日|周(?!年|岁)|个?星期|个?礼拜|个?月|个?季度|年|小时|个?钟头|分钟)"
_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|半|几|些|数)"
_AGO = re.compile(rf"{_NUMBER} ?(?:多)?个?{_UNIT}(?:之|以)?(?P<side>前|后)(?!期|续|台|勤|面|来者)")
_LAST = re.compile(
    rf"(?P<lead>最近|近|过去|前|上|这|头|后|未来|今后|接下来|之前)(?:的|这)? ?{_NUMBER} ?个?{_UNIT}(?!级|龄|月|季)"
    r"(?:以来|来(?=[^了到])|里|内)?"
)
_VAGUE = re.compile(
    r"(前段时间|前一段时间|前阵子|前一阵|前些时候|前不久|不久前|近日|日前|近期|最近|这阵子|这段时间)"
)
_AHEAD = ("后", "未来", "今后", "接下来", "下")


def relative_day(scene: Scene, pos: int) -> Reading | None:
    """今天, 昨儿个, 大前天, 明早; 昨今两天; 昨 and 今 alone only before a time of day."""
    text, before = scene.text, scene.text[pos - 1 : pos]
    if pair := _PAIR.match(text, pos):
        first, last = _PAIRS[pair[1]]
        on, until = date_spans.shift(scene.today, first), date_spans.shift(scene.today, last)
        return Reading(pos, pair.end(), on, until, "range", RELATIVE, future=first >= 0 < last)
    match = _DAY.match(text, pos)
    if not match or (before and before in _NOT_BEFORE_DAY.get(match[0][0], "")):
        return None
    if len(match[0]) == 1 and not _SHORT_DAY_NEXT.match(text, match.end()):
        return None
    offset = _DAYS[match[0]]
    on = date_spans.shift(scene.today, offset)
    return Reading(pos, match.end(), on, on, "day", DATED, year=on.year, future=offset > 0)


def just_now(scene: Scene, pos: int) -> Reading | None:
    """刚才, 刚刚: today."""
    match = _JUST.match(scene.text, pos)
    return Reading(pos, match.end(), scene.today, scene.today, "day", RELATIVE) if match else None


def week(scene: Scene, pos: int) -> Reading | None:
    """上周, 上周二, 本周五, 下下周日, 上周末, 这个礼拜天."""
    match = _WEEK.match(scene.text, pos)
    if not match:
        return None
    weeks = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(match[1], 0)
    monday, sunday = date_spans.week_days(scene.today, weeks)
    weekday = match[3] or match[4] or match[5]
    if match[2]:
        saturday = date_spans.shift(monday, 5)
        return Reading(
            pos, match.end(), saturday, sunday, "week", PERIOD, monday=monday, future=saturday > scene.today
        )
    if not weekday:
        return Reading(pos, match.end(), monday, sunday, "week", PERIOD, monday=monday, future=weeks > 0)
    on = date_spans.shift(monday, weekday_number(weekday))
    return Reading(pos, match.end(), on, on, "weekday", DATED, monday=monday, future=on > scene.today)


def weekday(scene: Scene, pos: int) -> Reading | None:
    """周三, 星期天, 周末: the latest, today included; ahead, the next."""
    match = _WEEKDAY.match(scene.text, pos)
    if not match or (match[2] and _PERSON.match(scene.text, match.end())):
        return None
    named = 5 if match[1] else weekday_number(match[2] or match[3])
    offset = (named - scene.today.weekday()) % 7 if scene.ahead else -((scene.today.weekday() - named) % 7)
    on = date_spans.shift(scene.today, offset)
    last = date_spans.shift(on, 1) if match[1] else on
    form, rank = ("week", PERIOD) if match[1] else ("weekday", DATED)
    return Reading(pos, match.end(), on, last, form, rank, monday=date_spans.week_days(on)[0])


def weekday_number(word: str) -> int:
    """0 for Monday … 6 for Sunday of 一…六, 日, 天, 1…7."""
    return "一二三四五六日".index(word) if word in "一二三四五六日" else 6 if word == "天" else int(word) - 1


def month_word(scene: Scene, pos: int) -> Reading | None:
    """上个月, 本月, 当月, 上月底, 这个月5号, 下月中旬; 当月 is the month that was told before."""
    match = _MONTH.match(scene.text, pos)
    if not match:
        return None
    offset = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(match[1].rstrip("一个"), 0)
    year, month = date_spans.month_after(scene.today.year, scene.today.month, offset)
    before = scene.before
    if match[1] == "当" and before is not None and before.month and before.year:
        year, month = before.year, before.month
    reading = month_tail(scene, pos, match.end(), year, month)
    return reading


def month_part(scene: Scene, pos: int) -> Reading | None:
    """月初, 月底, 中旬, 上半月 without a month: of the month told before, else the latest that has begun."""
    match = _MONTH_PART.match(scene.text, pos)
    if not match or scene.text[pos - 1 : pos] in ("岁", "满", "每"):
        return None
    before = scene.before
    year, month = scene.today.year, scene.today.month
    if before is not None and before.month and before.year:
        year, month = before.year, before.month
    found = month_tail(scene, pos, match.end(), year, month)
    if found and (found.last < scene.today if scene.ahead else found.on > scene.today):
        year, month = date_spans.month_after(scene.today.year, scene.today.month, 1 if scene.ahead else -1)
        found = month_tail(scene, pos, match.end(), year, month)
    return found if found and found.form == "month_part" else None


def ago(scene: Scene, pos: int) -> Reading | None:
    """三天前, 2周前, 半个月前, 几天前 (vague), 3天后."""
    match = _AGO.match(scene.text, pos)
    if not match:
        return None
    count, unit = _count(match["number"]), match["unit"].lstrip("个")
    sign = -1 if match["side"] == "前" else 1
    on = _moved(scene.today, unit, sign * (count or 3))
    vague = count is None
    return Reading(
        pos,
        match.end(),
        on,
        on,
        "vague" if vague else "relative",
        VAGUE if vague else RELATIVE,
        future=sign > 0,
    )


def last_days(scene: Scene, pos: int) -> Reading | None:
    """近三天, 最近一个月, 过去两周, 前几天 (vague), 未来两天: the days up to today, or after it."""
    match = _LAST.match(scene.text, pos)
    if not match:
        return None
    count, unit = _count(match["number"]), match["unit"].lstrip("个")
    if match["number"] == "半" and match["lead"] in ("上", "前", "后", "下"):
        return None
    if match["lead"] in ("上", "后", "头") and unit == "年" and count == 1:
        return None
    if match["lead"] in _AHEAD:
        on, last = date_spans.shift(scene.today, 1), _moved(scene.today, unit, count or 3)
    else:
        on = _moved(scene.today, unit, -(count or 3))
        last = scene.today if match["lead"] == "这" else date_spans.shift(scene.today, -1)
        on = date_spans.shift(on, 1) if match["lead"] == "这" else on
    vague = count is None
    form, rank = ("vague", VAGUE) if vague else ("relative", PERIOD)
    return Reading(pos, match.end(), on, max(on, last), form, rank, future=match["lead"] in _AHEAD)


def vague(scene: Scene, pos: int) -> Reading | None:
    """前段时间, 近日, 前不久: no day; the last week stands for it."""
    match = _VAGUE.match(scene.text, pos)
    if not match:
        return None
    return Reading(pos, match.end(), date_spans.shift(scene.today, -6), scene.today, "vague", VAGUE)


_TIME_AFTER = re.compile(
    r"(?:(?:佳节|节日|假期|小长假|黄金周)?(期间|假期|放假期间|长假|小长假|假日))|(?:节)?(前一天|头一天|前夕|前夜|前一晚)|(?:节)?(后一天|第二天|次日|转天)"
    r"|(?:这一天|那一天|这天|那天|当天|当日|当晚|当午|那日|之日|上午|下午|早上|早晨|晚上|晚间|中午|一早|一大早|夜里|夜间|这日)"
)
_NOT_FEAST = re.compile(r"[村路街桥镇乡厂组社区小学校队楼广场大道园酒店林园勋奖红旗制工程委班台山河庙寨渠]")
_DIGITS = re.compile(r"(?<![\d.·])(\d{1,2})([·./])(\d{1,2})(?![\d.%])")


def feast(scene: Scene, pos: int) -> Reading | None:
    """A named day: a date where a word of time follows (当天, 期间), a period is one always, else form "name"."""
    found = feasts.feast_at(scene.text, pos)
    if not found:
        return None
    named, end = found
    if _NOT_FEAST.match(scene.text, end):
        return None
    return _feast(scene, pos, named, end)


def digit_feast(scene: Scene, pos: int) -> Reading | None:
    """12·4那天 is a date; 12·4国家宪法日, 4.15宣传 are names."""
    match = _DIGITS.match(scene.text, pos)
    named = feasts.digit_feast(int(match[1]), int(match[3])) if match else None
    if not match or not named:
        return None
    end = match.end()
    inner = re.compile(r"[\"'”’」》 ]?(?:当天|那天)?").match(scene.text, end)
    follows = feasts.feast_at(scene.text, end)
    if follows and follows[0].first == named.first:
        end = follows[1]
    elif match[2] != "·" and not scene.text.startswith(
        ("宣传", "活动", "主题", "国家", "全民", "普法", "禁毒", "系列", "消费"), end
    ):
        return None
    _ = inner
    return _feast(scene, pos, named, end)


def _feast(scene: Scene, pos: int, named: feasts.Feast, end: int) -> Reading | None:
    after = _TIME_AFTER.match(scene.text, end)
    during = bool(after and after[1])
    days = feasts.resolve(named, scene.today, scene.ahead, during)
    if days is None:
        return None
    on, last = days
    if after:
        end = after.end()
        move = -1 if after[2] else 1 if after[3] else 0
        on, last = date_spans.shift(on, move), date_spans.shift(last, move)
    rank = FEAST if after or named.is_time else NAME
    year = on.year
    return Reading(pos, end, on, last, "feast" if rank == FEAST else "name", rank, year=year)


def _count(word: str) -> int | None:
    if word in "几些数":
        return None
    return 0 if word == "半" else int(number(word))


def _moved(today: date, unit: str, count: int) -> date:
    if unit in ("小时", "钟头", "分钟"):
        return today
    if unit in ("天", "日"):
        return date_spans.shift(today, count)
    if unit in ("周", "星期", "礼拜"):
        return date_spans.shift(today, 7 * count)
    months = {"月": 1, "季度": 3, "年": 12}[unit]
    return date_spans.shift_months(today, months * count)


_ = (begun, _THIS_WEEK)
