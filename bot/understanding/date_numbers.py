"""Readers of dates in figures and numerals: 2023年3月5日, 3月5日, 1-6月, 5号, 4-6日, 2021-2023年."""

from dataclasses import replace
from datetime import date

from bot.understanding import date_spans
from bot.understanding.date_month import TWIN, month_tail
from bot.understanding.date_parts import year_tail
from bot.understanding.date_reading import DATED, PERIOD, YEAR, Reading, Scene, elapsed, value_of
from bot.understanding.date_text import year_number
from bot.understanding.patterns import Pattern

NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_NOT_INSIDE = (
    r"(?:(?<=1234[58])(?=[一二三四五六七八九十])|"  # 12345二月份: a hotline's month
    r"(?<!\d,)(?<![\d.第零一二三四五六七八九十廿百千万])(?<!(?<![那这整])个))"
)
_JOIN = r"(?:-+|~+|到|至)"
_YEAR_DIGITS = r"(?:19|20)\d\d|\d\d|[一二][零九0][零0一二三四五六七八九]{2}|[零一二三四五六七八九]{2}"
_YEAR = Pattern(
    rf"(?<![\d.第零一二三四五六七八九十])({_YEAR_DIGITS}) ?(?:年|(?=全年))"
    r"(?!级|龄|头|代|轻|以上|以内|多|来|间|了)"
)
_YEARS = Pattern(
    rf"(?<![\d.第零一二三四五六七八九十])({_YEAR_DIGITS}) ?年? ?(?:{_JOIN}|[与和](?=[^间]{{2,10}}间)) ?"
    rf"({_YEAR_DIGITS}) ?年(?! ?\d| ?[一二三四五六七八九十]{{1,2}}月)(?:之?间)?"
)
_YEARS_ALONE = Pattern(rf"((?:19|20)\d\d) ?(?:{_JOIN} ?((?:19|20)\d\d))?")
_MONTH = Pattern(
    rf"{_NOT_INSIDE}({NUMERAL}) ?月(?!龄|饼|嫂|薪|租|供|亮|光|均(?![为无是没未已])"
    r"|结(?![案清束了])|报(?=[刊纸社])|刊|子)"
)
_MONTHS = Pattern(
    rf"(?<!\d,)(?<![\d.第零一二三四五六七八九十廿百千万个\-])({NUMERAL})(?: ?月份?)? ?(?:{_JOIN}|(、|和"
    rf"|与|(?<=月))) ?({NUMERAL}) ?月(?:份)?(?!饼| ?初?{NUMERAL} ?[日号]|[底末])"
    r"(?:之?间)?"
)
_MONTHS_COUNTED = Pattern(
    rf"(?<![\d.第零一二三四五六七八九十百千万个\-])({NUMERAL})(?: ?月份?)?"
    rf"(?:[、和与]? ?{NUMERAL}(?: ?月份?)?){{0,4}}?"
    rf"[、和与]? ?({NUMERAL})(?: ?月份?)? ?这?([两二三四五六])个?月"
)
EACH = Pattern(r"[^,。;\d]{0,4}(?:各(?!位|类|项|级|种|界|方)|分别)")  # each of the months that are listed
_MONTH_OF_LIST = Pattern(
    rf"{_NOT_INSIDE}({NUMERAL})(?: ?月份?)?(?=(?:[、和与及,] ?{NUMERAL}(?: ?月份?)?){{0,11}}?"
    rf"[、和与及,] ?{NUMERAL} ?月份?(?:[^,。;\d]{{0,4}}(?:各(?!位|类|项|级|种|界|方)|分别)))"
)
_MONTHS_LISTED = Pattern(
    rf"(?<!\d,)(?<![\d.第零一二三四五六七八九十廿百千万个\-])({NUMERAL})(?: ?月份?)?"
    rf"((?:[、,和] ?{NUMERAL}(?: ?月份?)?)+[、,和与及] ?{NUMERAL}) ?月份?(?! ?初?{NUMERAL} ?[日号]|[底末])"
)
_NUMERALS = Pattern(NUMERAL)
_MONTHS_RUN = Pattern(
    r"(?<![\d.第零一二三四五六七八九十廿百千万个\-])([一二三四五六七八九]{2,4})"
    r"(?:(?:这|一共)?([两二三四])个月|月份|(?<=[一二三四五六七八九]{3})月|月(?! ?[没不未间时的去]))"
    r"(?! ?初?[一二三四五六七八九十]+ ?[日号]|[底末饼大个])"
)
_DAY = Pattern(
    r"(?<!\d,)(?<![\d.第A-Za-z#〕\])\-·/路街巷弄栋幢字案编月零一二三四五六七八九十廿百千万])"
    r"(?<![\d一二三四五六七八九十][组社])" + rf"({NUMERAL}) ?(?:(日)|号)"
)
_NOT_DAY_AFTER = Pattern(  # what goes by a number, where its word does not go on as another's (线上, 机关)
    r"楼(?![栋道上下长])|院(?![坝落校])|线(?![上下索])|令|库(?!区)|馆(?!内)|路(?![口边上段政面])|桥(?!头)|井|机(?![关构动械])|坑"
    r"|门(?![店口面诊卫])|厅|会议室|窗|店(?!面)|铺|仓|地块|矿(?![山区企])|车(?![间站辆])|桩|卡(?![口点])|房(?![屋产东])"
    r"|室(?![内外])|单元|公路|国道|省道|岗(?![前位])|棚|塘|码(?!头)|池|站(?![所点])|点位"
    r"|文(?!化|艺|明|体)|台(?!账|帐)|工单|案(?!卷[评自抽互核检复])|病|墙(?!绘)|教室|展(?![开板览示出])|摊|柜|标段|人(?!大|民|社|武|员|行|才|居"
    r"|力)|多人|来人|选手|通知书|公告|决定书"
)
_NOT_RI_AFTER = Pattern(r"内|均|游|元|语|后(?!晌)|之后|以后|志|常|之内|制|三餐")
_NOT_DAY_BEFORE = ("为期", "连续", "历时", "不少于", "满", "共")
_DAYS = Pattern(
    r"(?<!\d,)(?<![\d.第A-Za-z〕\])\-])"
    + rf"({NUMERAL}) ?(?:{_JOIN}|、|和|,) ?(?={NUMERAL} ?(?:[两二三四]?[日号])|"
    rf"{NUMERAL}(?: ?、 ?{NUMERAL}){{0,3}} ?(?:[两二三四五]天))"
)


def year(scene: Scene, pos: int) -> Reading | None:
    """2023年…, 23年3月…, 二零二三年…; the year alone needs four digits, unless it is the whole text."""
    match = _YEAR.match(scene.text, pos)
    if not match:
        return None
    reading = year_tail(scene, pos, match.end(), year_number(match[1], scene.today.year), this=False)
    alone = reading is not None and reading.form == "year" and reading.end <= match.end() + 1
    return None if alone and len(match[1]) < 4 and not scene.alone else reading


def years(scene: Scene, pos: int) -> Reading | None:
    """2021-2023年, 2015年和2018年之间; alone 2018 and 2016到2018."""
    match = _YEARS.match(scene.text, pos)
    if not match and scene.alone:
        match = _YEARS_ALONE.match(scene.text, pos)
        if match and (scene.text[:pos].strip(" 从自=") or scene.text[match.end() :].strip()):
            return None
    if not match:
        return None
    first = year_number(match[1], scene.today.year)
    last = year_number(match[2], scene.today.year) if match[2] else first
    if last < first or first < date_spans.FIRST_YEAR or last > date_spans.LAST_YEAR:
        return None
    on, until = date_spans.year_days(first)[0], date_spans.year_days(last)[1]
    form = "range" if last > first else "year"
    return Reading(pos, match.end(), on, until, form, YEAR, True, said_year=True, year=last)


def month(scene: Scene, pos: int) -> Reading | None:
    """5月, 5月份, 五月二十, 3月5日, 3月下旬 …"""
    match = _MONTH.match(scene.text, pos)
    value = value_of(match[1]) if match else None
    if not match or value is None or not 1 <= value <= 12:
        return None
    return month_tail(scene, pos, match.end(), None, value)


def months(scene: Scene, pos: int) -> Reading | None:
    """1-6月, 1月至2月, 3、4月, 11月到2月: one period over months; the latest of which half is over."""
    match = _MONTHS.match(scene.text, pos)
    first, last = (value_of(match[1]) or 0, value_of(match[3]) or 0) if match else (0, 0)
    if not match or not 1 <= first <= 12 or not 1 <= last <= 12 or first == last:
        return None
    if match[2] and EACH.match(scene.text, match.end()):
        return None
    between = match[0].endswith("间")
    if match[2] and not between and last != first + 1:
        return None
    over = int(last < first)

    def days_of(of: int) -> date_spans.Days:
        return date(of, first, 1), date_spans.months_days(of + over, last, last)[1]

    days = elapsed(scene, days_of)
    if scene.before is not None and scene.before.said_year and scene.before.year:
        days = days_of(scene.before.year)
    if days is None:
        return None
    return Reading(pos, match.end(), *days, "range", PERIOD, True, year=days[1].year, month=last)


def months_counted(scene: Scene, pos: int) -> Reading | None:
    """8、9两个月, 7、8、9三个月, 6月7月两个月: as many months, one after the other, as are counted."""
    match = _MONTHS_COUNTED.match(scene.text, pos)
    first, last, number = ((value_of(match[group]) or 0) for group in (1, 2, 3)) if match else (0, 0, 0)
    if not match or not 1 <= first <= 12 or last - first + 1 != number:
        return None
    days = (
        elapsed(scene, lambda of: (date(of, first, 1), date_spans.months_days(of, last, last)[1]))
        if last <= 12
        else None
    )
    if days is None:
        return None
    return Reading(pos, match.end(), *days, "range", PERIOD, True, year=days[1].year, month=last)


def months_listed(scene: Scene, pos: int) -> Reading | None:
    """七、八、九月, 七八九月, 七八九三个月, 八九月份: months one after the other, as one period."""
    numbers: list[int] = []
    if match := _MONTHS_LISTED.match(scene.text, pos):
        numbers = [value_of(one) or 0 for one in _NUMERALS.findall(match[1] + match[2])]
    elif match := _MONTHS_RUN.match(scene.text, pos):
        numbers = [value_of(char) or 0 for char in match[1]]
        if match[2] and value_of(match[2].replace("两", "二")) != len(numbers):
            return None
    if not match or not 1 <= numbers[0] <= numbers[-1] <= 12 or EACH.match(scene.text, match.end()):
        return None
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    first, last = numbers[0], numbers[-1]
    days = elapsed(scene, lambda of: (date(of, first, 1), date_spans.months_days(of, last, last)[1]))
    if days is None:
        return None
    return Reading(pos, match.end(), *days, "range", PERIOD, True, year=days[1].year, month=last)


def month_of_list(scene: Scene, pos: int) -> Reading | None:
    """The 4 of 4、5、6月分别…, the 8月 of 8月、9月各…: a month that each has its own."""
    match = _MONTH_OF_LIST.match(scene.text, pos)
    value = value_of(match[1]) if match else None
    if not match or value is None or not 1 <= value <= 12:
        return None
    return month_tail(replace(scene, text=scene.text[: match.end()]), pos, match.end(), None, value)


def day(scene: Scene, pos: int) -> Reading | None:
    """5号, 15日: the day of the month that was told before, else the latest one."""
    match = _DAY.match(scene.text, pos)
    if not match or scene.text.endswith(_NOT_DAY_BEFORE, 0, pos):
        return None
    if (_NOT_RI_AFTER if match[2] else _NOT_DAY_AFTER).match(scene.text, match.end()):
        return None
    return day_of(scene, pos, match.end(), value_of(match[1]))


def first_of_days(scene: Scene, pos: int) -> Reading | None:
    """The 4 of 4-6日, 5、6号: a bare number that a later 日 makes a day."""
    match = _DAYS.match(scene.text, pos)
    twin = (
        TWIN.match(scene.text, pos)
        if not match and scene.text[pos - 1 : pos] not in tuple("第十百千")
        else None
    )
    if twin and not _DAY.match(scene.text, pos):
        return day_of(scene, pos, twin.end(1), value_of(twin[1]))
    return day_of(scene, pos, match.end(1), value_of(match[1])) if match else None


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
    return Reading(start, end, on, on, "day", DATED, True, year=on.year, month=on.month)


def _nearest(scene: Scene, value: int) -> date | None:
    """The latest such day, or ahead the next."""
    step = 1 if scene.ahead else -1
    for months in range(4):
        found = date_spans.day(
            *date_spans.month_after(scene.today.year, scene.today.month, months * step), value
        )
        if found and (found >= scene.today if scene.ahead else found <= scene.today):
            return found
    return None
