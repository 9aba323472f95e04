"""Readers of dates in figures and numerals: 2023年3月5日, 3月5日, 五月初五, 5号, 2024.3.5, 3.5, 20240305."""

import re
from datetime import date

from bot.understanding import date_spans
from bot.understanding.date_parts import year_tail
from bot.understanding.date_month import month_tail
from bot.understanding.date_reading import DATED, PERIOD, Reading, Scene, begun
from bot.understanding.date_text import number, year_number

NUMERAL = r"(?:\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})"
NOT_IN_NUMBER = r"(?<![\d.,第一二三四五六七八九十廿百千万零])"
# After 3.5 or 1-2 these make it an amount.
AMOUNT = r"[%‰/万亿千百十余多元个件起场次人份条名户家岁度米斤里亩吨平倍点分小天周年类项级期册篇宗处辆位页本套台公k㎡°成折毫厘ml倍角块]"
TIME_NEXT = r"(?= ?(?:上午|下午|早|中午|晚|那天|当天|这天|在|去|开|召|组织|到|起|我|全))"

_YEAR = re.compile(
    r"(?<![\d.第零一二三四五六七八九])((?:19|20)\d\d|\d\d|[一二][零九][零一二三四五六七八九]{2}|[零一二三]?[零一二三四五六七八九]) ?年(?!级|龄|头|代|轻|以上|以内|多|来|间)"
)
_MONTH = re.compile(NOT_IN_NUMBER + rf"(?<!个)({NUMERAL}) ?月(?!龄|饼|嫂|薪|租|供|亮|光|均|结|报|刊)")
_MONTHS = re.compile(
    NOT_IN_NUMBER
    + rf"(?<![a-zA-Z〕)\]]-)({NUMERAL})(?: ?月份?)? ?(?:(-+|~+|到|至)|(、|和)) ?({NUMERAL}) ?月(份|底|末)?(?! ?{NUMERAL} ?[日号])"
)
_DAY = re.compile(
    r"(?<![\d.,第A-Za-z#〕\])\-·/路街巷弄栋幢字案零一二三四五六七八九十廿百千万])"
    + rf"({NUMERAL}) ?(?:(日)|号)"
)
_NOT_DAY_AFTER = re.compile(
    r"楼|院|线|令|库|馆|路|桥|井|机|坑|门|厅|会议室|窗|店|铺|仓|地块|矿|车|桩|卡|房|室|单元|公路|国道|省道|岗|棚|塘|码|池"
    r"|站|点位|文(?!化|艺|明|体)|台(?!账|帐)|工单|案|病|楼|墙|地(?!震|质|灾)|教室|展|摊|柜|标段|人"
)
_NOT_DAY_LATER = re.compile(r"内|均|游|元|语|后|之后|以后|志|常")
_DAYS = re.compile(
    r"(?<![\d.第A-Za-z〕\])])"
    + rf"({NUMERAL}) ?(?:-+|~+|到|至|、|和) ?(?={NUMERAL} ?(?:[两二三四]?[日号天]))"
)
_FULL = re.compile(
    r"(?<![\d.\-])((?:19|20)\d\d|\d\d) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?:[日号])?(?![\d.]|-\d)"
)
_SPACED = re.compile(r"(?<!\d)((?:19|20)\d\d) (\d\d?) (\d\d?)(?!\d)")
_PACKED = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(?<![\d.\-])((?:19|20)\d\d)[-./](\d{1,2})(?:月份?)?(?!\d|[.%]|[-/.]\d)")
_SHORT = re.compile(
    r"(?<![\d.\-/A-Za-z第~])(\d{1,2})([./-])(\d{1,2})(?:([日号])|(?![\d.]| ?"
    + AMOUNT
    + r")(?! ?[-~至到] ?\d+(?:\.\d+)?"
    + AMOUNT
    + "))"
)
_BOUNDARY = re.compile(r"[\s,。、;:!?()\[\]【】《》“”\"'·~—在于从自到至是及和号日]")


def year(scene: Scene, pos: int) -> Reading | None:
    """2023年…, 23年3月…, 二零二三年…; the year alone needs four digits, unless it is the whole text."""
    match = _YEAR.match(scene.text, pos)
    if not match:
        return None
    value = year_number(match[1], scene.today.year)
    if not date_spans.FIRST_YEAR <= value <= date_spans.LAST_YEAR:
        return None
    reading = year_tail(scene, pos, match.end(), value, this=False)
    alone = reading is not None and reading.form == "year"
    if alone and len(match[1]) < 4 and scene.text.strip() != match[0]:
        return None
    return reading


def month(scene: Scene, pos: int) -> Reading | None:
    """5月, 5月份, 五月二十, 3月5日, 3月下旬 …"""
    match = _MONTH.match(scene.text, pos)
    value = _value(match[1]) if match else None
    if not match or value is None or not 1 <= value <= 12:
        return None
    return month_tail(scene, pos, match.end(), None, value)


def months(scene: Scene, pos: int) -> Reading | None:
    """1-6月, 1至2月, 3、4月: one period over several months of a year; the latest whose last month has begun."""
    match = _MONTHS.match(scene.text, pos)
    if not match:
        return None
    first, last = _value(match[1]), _value(match[4])
    if first is None or last is None or not 1 <= first <= 12 or not 1 <= last <= 12 or first == last:
        return None
    if match[3] and last != first + 1:
        return None
    days = begun(scene, lambda year: date_spans.months_days(year + (last < first), last, last))
    if days is None:
        return None
    start = date(days[0].year - (last < first), first, 1)
    end = match.end() - 1 if match[5] in ("底", "末") else match.end()
    end = match.end() if match[5] in ("底", "末") else end
    return Reading(pos, end, start, days[1], "range", PERIOD, explicit=True, year=start.year, month=last)


def day(scene: Scene, pos: int) -> Reading | None:
    """5号, 15日: the day of the month that was told before, else the latest one."""
    match = _DAY.match(scene.text, pos)
    if not match or _no_day(scene.text, match.start(), match.end(), bool(match[2])):
        return None
    return day_of(scene, pos, match.end(), _value(match[1]))


def first_of_days(scene: Scene, pos: int) -> Reading | None:
    """The 4 of 4-6日, 5、6号: a bare number that a later 日 makes a day."""
    match = _DAYS.match(scene.text, pos)
    return day_of(scene, pos, match.end(1), _value(match[1])) if match else None


def day_of(scene: Scene, start: int, end: int, value: int | None) -> Reading | None:
    """That day of the month in force, as a reading."""
    if value is None or not 1 <= value <= 31:
        return None
    before = scene.before
    on = None
    if before is not None and before.month is not None and before.year is not None:
        on = date_spans.day(before.year, before.month, value)
        if on and not scene.ahead and on > scene.today:
            on = None
    on = on or _nearest(scene, value)
    if on is None:
        return None
    return Reading(start, end, on, on, "day", DATED, explicit=True, year=on.year, month=on.month)


def written(scene: Scene, pos: int) -> Reading | None:
    """2024.3.5, 2024-03-05, 24/3/5, 20240305, 2024 03 05."""
    match = _FULL.match(scene.text, pos)
    parts = (match[1], match[3], match[4]) if match else None
    if parts is None:
        match = _PACKED.match(scene.text, pos) or _SPACED.match(scene.text, pos)
        parts = (match[1], match[2], match[3]) if match else None
    if match is None or parts is None:
        return None
    on = date_spans.day(year_number(parts[0], scene.today.year), int(parts[1]), int(parts[2]))
    if on is None:
        return None
    return Reading(pos, match.end(), on, on, "day", DATED, True, said_year=True, year=on.year, month=on.month)


def written_month(scene: Scene, pos: int) -> Reading | None:
    """2024.3, 2024-03."""
    match = _YEAR_MONTH.match(scene.text, pos)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    first, last = date_spans.months_days(int(match[1]), int(match[2]), int(match[2]))
    return Reading(
        pos,
        match.end(),
        first,
        last,
        "month",
        PERIOD,
        True,
        said_year=True,
        year=first.year,
        month=first.month,
    )


def short(scene: Scene, pos: int) -> Reading | None:
    """3.5, 3/5, 3-5 as month and day: never before a unit, and only where a date may stand."""
    match = _SHORT.match(scene.text, pos)
    if not match or not 1 <= int(match[1]) <= 12 or not _may_stand(scene.text, match):
        return None
    return month_day(scene, pos, match.end(), int(match[1]), int(match[3]))


def month_day(scene: Scene, start: int, end: int, month: int, number: int) -> Reading | None:
    """Month and day without a year: the latest one, or the one of the year that was told before."""
    return month_tail(scene, start, end, None, month, number)


def _may_stand(text: str, match: re.Match[str]) -> bool:
    if match[2] == "/" and text.startswith("的", match.end()):
        return False
    if match[4]:
        return True
    before = text[match.start() - 1 : match.start()]
    return not before or bool(_BOUNDARY.match(before)) or bool(re.compile(TIME_NEXT).match(text, match.end()))


def _no_day(text: str, start: int, end: int, is_ri: bool) -> bool:
    if text.startswith(("为期", "连续", "历时"), max(start - 2, 0)):
        return True
    return bool((_NOT_DAY_LATER if is_ri else _NOT_DAY_AFTER).match(text, end))


def _nearest(scene: Scene, value: int) -> date | None:
    step = 1 if scene.ahead else -1
    for months in range(4):
        found = date_spans.day(
            *date_spans.month_after(scene.today.year, scene.today.month, months * step), value
        )
        if found and (found >= scene.today if scene.ahead else found <= scene.today):
            return found
    return None


def _value(numeral: str) -> int | None:
    try:
        return number(numeral)
    except ValueError:
        return None
