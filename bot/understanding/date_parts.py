"""Years and their parts: 今年…, 去年底, 上半年, 一季度, 前三季度; and what may follow a year."""

import re

from bot.understanding import date_spans, feasts
from bot.understanding.date_month import lunar_month, lunar_tail, month_tail
from bot.understanding.date_reading import DATED, FEAST, PERIOD, Reading, Scene, begun
from bot.understanding.date_text import number

_YEARS = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "头年": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "来年": 1,
    "下年": 1,
    "下一年": 1,
    "次年": 1,
    "后年": 2,
    "大后年": 3,
}
_YEAR_WORD = re.compile(
    r"(" + "|".join(sorted(_YEARS, key=len, reverse=True)) + r")度?(?!级|轻|龄|货|夜|纪|初[一二三四五六七八])"
)
_QUARTER = re.compile(
    r"第?([一二三四1-4])(?:个)?季度?(?!稻|豆|园|菜|节|人)|[前头]([两二三23])(?:个)?季度?|[qQ]([1-4])(?!\d)|首(?:个)?季度?()"
)
_QUARTERS = re.compile(r"第?([一二三1-3])季?度?(?:(-+|~+|到|至)|、|和)第?([二三四2-4])季度")
_SOME_QUARTER = re.compile(r"(上上|上|本|这|下)(?:一?个)?季度?(?!节)")
_HALF = re.compile(r"[上前]半年度?|[下后]半年度?")
_PART = re.compile(
    r"(?:年)?(?:(伊始|初)|(底|末|尾)|(中(?!旬|学|心|秋|央|国)))|(全年度?|整年|一整年|一年(?!级))"
)
_MONTH = re.compile(r" ?(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月")
_MONTHS = re.compile(
    r" ?(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月?(?:-+|~+|到|至|、) ?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月份?(?! ?[\d一二三四五六七八九十廿]+ ?[日号])"
)
_OF = re.compile(r" ?的? ?")


def year_word(scene: Scene, pos: int) -> Reading | None:
    """今年, 去年12月, 前年底, 明年上半年 …; 今年 alone: from 1 January to today."""
    match = _YEAR_WORD.match(scene.text, pos)
    if not match:
        return None
    offset = _YEARS[match[1]]
    return year_tail(scene, pos, match.end(), scene.today.year + offset, this=offset == 0)


def year_tail(scene: Scene, start: int, pos: int, year: int, this: bool) -> Reading | None:
    """The reading of a year that was told up to `pos`, with what follows it; `this`: 今年, which runs to today."""
    if not date_spans.FIRST_YEAR <= year <= date_spans.LAST_YEAR:
        return None
    if scene.text.startswith(("同期", "同比"), pos):
        return None
    inner = _OF.match(scene.text, pos)
    after = inner.end() if inner else pos
    for read in (_year_months, _year_month, _year_quarter, _year_half, _year_part, _year_feast):
        found = read(scene, start, after, year)
        if found:
            return found
    first, last = date_spans.year_days(year)
    if this and not scene.ahead:
        return Reading(start, pos, first, scene.today, "since", PERIOD, said_year=True, year=year)
    return Reading(
        start,
        pos,
        first,
        last,
        "year",
        PERIOD,
        not this,
        said_year=True,
        year=year,
        future=first > scene.today,
    )


def quarter(scene: Scene, pos: int) -> Reading | None:
    """一季度, 二三季度, 前三季度, 上季度, 本季度."""
    if match := _SOME_QUARTER.match(scene.text, pos):
        offset = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}[match[1]]
        index = scene.today.year * 4 + (scene.today.month - 1) // 3 + offset
        days = _quarters(index // 4, index % 4 + 1, index % 4 + 1)
        return _span(scene, pos, match.end(), days, "quarter", said_year=True)
    found = _quarter_at(scene, pos)
    if not found:
        return None
    first, last, end = found
    days = begun(scene, lambda year: _quarters(year, last, last))
    return _span(scene, pos, end, _quarters(days[0].year, first, last), "quarter") if days else None


def half(scene: Scene, pos: int) -> Reading | None:
    """上半年, 下半年."""
    match = _HALF.match(scene.text, pos)
    if not match:
        return None
    days = begun(scene, lambda year: _half_days(year, match[0]))
    return _span(scene, pos, match.end(), days, "half") if days else None


def year_part(scene: Scene, pos: int) -> Reading | None:
    """年初, 年底, 年中, 全年 of this year; past: 年底 is the latest that has begun."""
    match = _PART.match(scene.text, pos)
    if not match or not match[0].startswith(("年", "全", "整", "一整")):
        return None
    if match[4]:
        return _span(scene, pos, match.end(), date_spans.year_days(scene.today.year), "year")
    days = begun(scene, lambda year: _part_days(year, match))
    return _span(scene, pos, match.end(), days, "month_part") if days else None


def _year_months(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _MONTHS.match(scene.text, pos)
    if not match:
        return None
    first, last = number(match[1]), number(match[2])
    if not 1 <= first <= last <= 12:
        return None
    return _span(
        scene, start, match.end(), date_spans.months_days(year, first, last), "range", said_year=True
    )


def _year_month(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    if scene.text.startswith(("本月", "这个月"), pos):
        return month_tail(scene, start, scene.text.index("月", pos) + 1, year, scene.today.month)
    if scene.text.startswith(("今天", "今日"), pos):
        return month_tail(scene, start, pos + 2, year, scene.today.month, scene.today.day)
    match = _MONTH.match(scene.text, pos)
    if match:
        value = number(match[1])
        return month_tail(scene, start, match.end(), year, value) if 1 <= value <= 12 else None
    if scene.text.startswith(("正月", "冬月", "腊月"), pos):
        return lunar_tail(scene, start, pos + 2, year, {"正": 1, "冬": 11, "腊": 12}[scene.text[pos]])
    if scene.text.startswith(("农历", "阴历"), pos) and (found := lunar_month(scene, pos)):
        month = _MONTH.match(scene.text, pos + 2)
        name = {"正": 1, "冬": 11, "腊": 12}.get(scene.text[pos + 2 : pos + 3])
        if month or name:
            end = month.end() if month else pos + 4
            return lunar_tail(scene, start, end, year, name or number(month[1] if month else "1"))
        return found
    return None


def _year_quarter(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    found = _quarter_at(scene, pos)
    return (
        _span(scene, start, found[2], _quarters(year, found[0], found[1]), "quarter", True) if found else None
    )


def _year_half(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _HALF.match(scene.text, pos)
    return _span(scene, start, match.end(), _half_days(year, match[0]), "half", True) if match else None


def _year_part(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    match = _PART.match(scene.text, pos)
    if not match:
        return None
    if match[4]:
        return _span(scene, start, match.end(), date_spans.year_days(year), "year", True)
    return _span(scene, start, match.end(), _part_days(year, match), "month_part", True)


def _year_feast(scene: Scene, start: int, pos: int, year: int) -> Reading | None:
    found = feasts.feast_at(scene.text, pos)
    if not found:
        return None
    feast, end = found
    during = scene.text.startswith(("期间", "假期"), end)
    days = feast.days_during(year) if during else feast.days(year)
    if days is None:
        return None
    rank = FEAST if days[0] != days[1] else DATED
    end += 2 if during or scene.text.startswith(("当天", "那天", "这天"), end) else 0
    return Reading(start, end, days[0], days[1], "feast", rank, True, said_year=True, year=year)


def _quarter_at(scene: Scene, pos: int) -> tuple[int, int, int] | None:
    """First and last quarter and the end of 一季度, 前三季度, 一至三季度, Q1."""
    if match := _QUARTERS.match(scene.text, pos):
        first, last = number(match[1]), number(match[3])
        if first < last and (match[2] or last == first + 1):
            return first, last, match.end()
    match = _QUARTER.match(scene.text, pos)
    if not match:
        return None
    if match[2]:
        return 1, number(match[2]), match.end()
    one = number(match[1] or match[3] or "1")
    return one, one, match.end()


def _quarters(year: int, first: int, last: int) -> date_spans.Days:
    return date_spans.months_days(year, first * 3 - 2, last * 3)


def _half_days(year: int, word: str) -> date_spans.Days:
    return date_spans.months_days(year, 1, 6) if word[0] in "上前" else date_spans.months_days(year, 7, 12)


def _part_days(year: int, match: re.Match[str]) -> date_spans.Days:
    if match[1]:
        return date_spans.months_days(year, 1, 1 if match[1] == "伊始" else 2)
    return date_spans.months_days(year, 11, 12) if match[2] else date_spans.months_days(year, 6, 7)


def _span(
    scene: Scene, start: int, end: int, days: date_spans.Days, form: str, said_year: bool = False
) -> Reading:
    return Reading(
        start, end, days[0], days[1], form, PERIOD, True,
        said_year=said_year, year=days[0].year, future=days[0] > scene.today,
    )  # fmt: skip
