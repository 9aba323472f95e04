"""Years and their parts: 今年…, 去年底, 上半年, 一季度, 前三季度, 前5个月; and what may follow a year."""

import re
from dataclasses import replace

from bot.understanding import date_spans, feasts
from bot.understanding.date_month import lunar_month, lunar_number, lunar_tail, month_tail
from bot.understanding.date_reading import (
    DATED,
    FEAST,
    PERIOD,
    YEAR,
    Reading,
    Scene,
    begun,
    elapsed,
    value_of,
)
from bot.understanding.date_text import number
from bot.understanding.patterns import Pattern

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEARS = {
    "今年": 0, "本年": 0, "这一年": 0, "去年": -1, "上年": -1, "上一年": -1, "头年": -1,
    "前年": -2, "大前年": -3,
    "明年": 1, "来年": 1, "下年": 1, "下一年": 1, "次年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_YEAR_WORD = Pattern(
    "(" + "|".join(sorted(_YEARS, key=len, reverse=True)) + ")度?"
    "(?!级|轻|龄|货|夜|纪(?!检)|初[一二三四五六七八])"
)
_SEASON = "季(?:度|(?![度稻豆园菜节人]))"  # 四季豆 is none
_QUARTER = Pattern(
    rf"(?:第?([一二三四1-4])个?{_SEASON}|[前头]([两二三23])个?{_SEASON}|[qQ]([1-4])(?!\d)|首个?{_SEASON})"
    r"(?:(初)|(末|底))?"
)
_QUARTERS = Pattern(r"第?([一二三1-3])季?度?(?:(?:-+|~+|到|至)|(、|和|,)?)第?([二三四2-4])季度")
_FIRST_QUARTERS = Pattern(r"一季?度?、?二季?度?(?:、|和)?三季度")
_EACH = Pattern(r"[^,。;\d]{0,4}(?:各(?!位|类|项|级|种|界|方)|分别)")
_SOME_QUARTER = Pattern(r"(上上|上|本|这|下)(?:一?个|一(?=季))?季度?(?!节)(?:(初)|(末|底))?")
_HALF = Pattern(r"([上前])半年度?|[下后]半年度?")
_PART = Pattern(
    r"年?(?:(伊始)|(初)(?![一二三四五六七八九十级])|(底|末|尾)|(中)(?!旬|学|心|秋|央|国|共|午|队|层|小|医|华))|"
    r"(全年度?|整年|一整年|一年(?!级))|(内)(?!外|部)"
)
_MONTH = Pattern(rf" ?({_N}) ?月(?!饼)")
_MONTHS = Pattern(
    rf" ?({_N}) ?月?(?:-+|~+|到|至|(、|和)) ?({_N}) ?月份?(?!饼| ?[\d一二三四五六七八九十廿初]+ ?[日号])"
)
_SLICE = Pattern(rf" ?(?:(前|头)|后|最后) ?({_N}) ?个?(天|日|周|月|季度)")
_NTH = Pattern(rf" ?(?:第 ?({_N}) ?个?|(首)个?|(?:最后一?|末)个?)(周|星期|礼拜|月|天)")
_FIRST_MONTHS = Pattern(rf"[前头]({_N})个?月(?!前|后)")
_DEADLINE = Pattern(r"之?前|以前")
_OF = Pattern(r" ?的? ?")
_DURING = Pattern(r"期间|假期")
_ON_IT = Pattern(r"当天|那天|这天|当日|期间|假期|前后")


def year_word(scene: Scene, pos: int) -> Reading | None:
    """今年, 去年12月, 前年底, 明年上半年 …; 今年 alone: from 1 January to today."""
    match = _YEAR_WORD.match(scene.text, pos)
    if not match:
        return None
    offset = _YEARS[match[1]]
    return year_tail(scene, pos, match.end(), scene.today.year + offset, this=match[1] in ("今年", "本年"))


def year_tail(scene: Scene, start: int, pos: int, year: int, this: bool) -> Reading | None:
    """The reading of a year that was told up to `pos`, with what follows; `this`: 今年, up to today."""
    if not date_spans.FIRST_YEAR <= year <= date_spans.LAST_YEAR or scene.text.startswith(
        ("同期", "同比"), pos
    ):
        return None
    inner = _OF.match(scene.text, pos)
    after = inner.end() if inner else pos
    for read in (_year_feast, _year_months, _year_month, _year_quarter, _year_half, _year_slice, _year_part):
        if found := read(scene, start, after, year):
            return found
    first, last = date_spans.year_days(year)
    if this and not scene.ahead:
        return Reading(start, pos, first, scene.today, "since", YEAR, said_year=True, year=year)
    future = first > scene.today
    return Reading(start, pos, first, last, "year", YEAR, not this, said_year=True, year=year, future=future)


def quarter(scene: Scene, pos: int) -> Reading | None:
    """一季度, 二三季度, 前三季度, 上季度, 本季度末."""
    if match := _SOME_QUARTER.match(scene.text, pos):
        offset = {"上上": -2, "上": -1, "下": 1}.get(match[1], 0)
        index = scene.today.year * 4 + (scene.today.month - 1) // 3 + offset
        quarters = index // 4, index % 4 + 1, index % 4 + 1
        days = _end_of(_quarters(*quarters), match[2], match[3])
        return _span(scene, pos, match.end(), days, "quarter", said_year=True)
    found = _quarter_at(scene, pos)
    if not found:
        return None
    first, last, end, edge = found
    days_in = elapsed(scene, lambda year: _quarters(year, first, last)) if first < last else None
    days_in = days_in or begun(scene, lambda year: _end_of(_quarters(year, first, last), *edge))
    return _span(scene, pos, end, days_in, "quarter") if days_in else None


def half(scene: Scene, pos: int) -> Reading | None:
    """上半年, 下半年."""
    match = _HALF.match(scene.text, pos)
    days = begun(scene, lambda year: _half_days(year, bool(match[1]))) if match else None
    return _span(scene, pos, match.end(), days, "half") if match and days else None


def first_months(scene: Scene, pos: int) -> Reading | None:
    """前五个月: January to May. 前两个月 is that only in February and March, else the last two months."""
    match = _FIRST_MONTHS.match(scene.text, pos)
    count = value_of(match[1]) if match else None
    if not match or not count or count > 11 or (count < 3 and scene.today.month not in (count, count + 1)):
        return None
    days = elapsed(scene, lambda year: date_spans.months_days(year, 1, count))
    return _span(scene, pos, match.end(), days, "range") if days else None


def year_part(scene: Scene, pos: int) -> Reading | None:
    """年初, 年底, 年中, 全年 of this year; past: 年底 is the latest that has begun."""
    match = _PART.match(scene.text, pos)
    if not match or match[6] or not match[0].startswith(("年", "全", "整", "一")):
        return None
    if match[5]:
        days = elapsed(scene, date_spans.year_days) if match[5].startswith("全年") else None
        return _span(scene, pos, match.end(), days, "year", rank=YEAR) if days else None
    ahead = scene.ahead or bool(_DEADLINE.match(scene.text, match.end()))
    days = begun(replace(scene, ahead=ahead), lambda year: _part_days(year, match))
    return _span(scene, pos, match.end(), days, "month_part", rank=YEAR) if days else None


def _year_months(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _MONTHS.match(scene.text, pos)
    first, last = (value_of(match[1]) or 0, value_of(match[3]) or 0) if match else (0, 0)
    if not match or not 1 <= first < last <= 12 or (match[2] and last != first + 1):
        return None
    return _span(
        scene, start, match.end(), date_spans.months_days(year, first, last), "range", said_year=True
    )


def _year_month(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    text = scene.text
    if text.startswith(("本月", "这个月"), pos):
        return month_tail(scene, start, text.index("月", pos) + 1, year, scene.today.month)
    if text.startswith(("今天", "今日"), pos):
        return month_tail(scene, start, pos + 2, year, scene.today.month, scene.today.day)
    if text.startswith("元月", pos):
        return month_tail(scene, start, pos + 2, year, 1)
    if text.startswith(("正月", "冬月", "腊月"), pos):
        return lunar_tail(scene, start, pos + 2, year, lunar_number(text[pos]) or 1)
    if text.startswith(("农历", "阴历", "旧历"), pos) and lunar_month(scene, pos):
        end = text.index("月", pos) + 1
        leap = text[pos + 2] == "闰"
        return lunar_tail(
            scene, start, end, year, lunar_number(text[pos + 2 + leap : end - 1].strip()) or 1, leap
        )
    match = _MONTH.match(text, pos)
    value = value_of(match[1]) if match else None
    return month_tail(scene, start, match.end(), year, value) if match and value and value <= 12 else None


def _year_quarter(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    found = _quarter_at(scene, pos)
    if not found:
        return None
    days = _end_of(_quarters(year, found[0], found[1]), *found[3])
    return _span(scene, start, found[2], days, "quarter", True)


def _year_half(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _HALF.match(scene.text, pos)
    return _span(scene, start, match.end(), _half_days(year, bool(match[1])), "half", True) if match else None


def _year_slice(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    """前五个月, 最后一周, 第三个月, 首月 of a year."""
    whole = date_spans.year_days(year)
    if (match := _SLICE.match(scene.text, pos)) and (count := value_of(match[2])):
        days = date_spans.clipped(whole, count, match[3], last=not match[1])
        return _span(scene, start, match.end(), days, "range", True)
    match = _NTH.match(scene.text, pos)
    if not match:
        return None
    which, unit = (value_of(match[1]) if match[1] else 1 if match[2] else -1), match[3]
    if which and which > 0 and unit in ("周", "星期", "礼拜"):
        return _span(scene, start, match.end(), date_spans.week_of(whole[0], which), "week", True)
    if which and unit == "月" and (which == -1 or 1 <= which <= 12):
        return month_tail(scene, start, match.end(), year, which if which > 0 else 12)
    return None


def _year_part(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _PART.match(scene.text, pos)
    if not match:
        return None
    if match[5] or match[6]:
        return _span(scene, start, match.end(), date_spans.year_days(year), "year", True, YEAR)
    return _span(scene, start, match.end(), _part_days(year, match), "month_part", True)


def _year_feast(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    found = feasts.feast_at(scene.text, pos)
    if not found:
        return None
    feast, end = found
    during = _DURING.match(scene.text, end)
    days = feast.days_during(year) if during else feast.days(year)
    if days is None:
        return None
    after = _ON_IT.match(scene.text, end)
    rank = FEAST if days[0] != days[1] else DATED
    end = after.end() if after else end
    return Reading(start, end, days[0], days[1], "feast", rank, True, said_year=True, year=year)


def _quarter_at(scene: Scene, pos: int) -> tuple[int, int, int, tuple[str | None, str | None]] | None:
    """First and last quarter, the end, and 初 or 末, of 一季度, 前三季度, 一至三季度, Q1."""
    if (run := _FIRST_QUARTERS.match(scene.text, pos)) and not _EACH.match(scene.text, run.end()):
        return 1, 3, run.end(), (None, None)
    found = _QUARTERS.match(scene.text, pos)
    if (match := found) and not (match[2] and _EACH.match(scene.text, match.end())):
        first, last = number(match[1]), number(match[3])
        joined_by_list = match[2] is not None or match.end(1) == match.start(3)
        if last == first + 1 if joined_by_list else first < last:
            return first, last, match.end(), (None, None)
    match = _QUARTER.match(scene.text, pos)
    if not match:
        return None
    if match[2]:
        return 1, number(match[2]), match.end(), (None, None)
    one = number(match[1] or match[3] or "1")
    return one, one, match.end(), (match[4], match[5])


def _quarters(year: int, first: int, last: int) -> date_spans.Days:
    return date_spans.months_days(year, first * 3 - 2, last * 3)


def _end_of(days: date_spans.Days, beginning: str | None, end: str | None) -> date_spans.Days:
    """The first or last month of a quarter, where 初 or 末 was said."""
    return date_spans.clipped(days, 1, "月", last=bool(end)) if beginning or end else days


def _half_days(year: int, first: bool) -> date_spans.Days:
    return date_spans.months_days(year, 1, 6) if first else date_spans.months_days(year, 7, 12)


def _part_days(year: int, match: re.Match[str]) -> date_spans.Days:
    """伊始: January; 年初: the first two months; 年底: the last two; 年中: June and July."""
    first, last = (1, 1) if match[1] else (1, 2) if match[2] else (11, 12) if match[3] else (6, 7)
    return date_spans.months_days(year, first, last)


def _span(
    scene: Scene,
    start: int,
    end: int,
    days: date_spans.Days,
    form: str,
    said_year: bool = False,
    rank: int = PERIOD,
) -> Reading:
    future = days[0] > scene.today
    return Reading(start, end, *days, form, rank, True, said_year=said_year, year=days[0].year, future=future)
