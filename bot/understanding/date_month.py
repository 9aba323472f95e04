"""What follows a month: 3月 + 5日, 五月 + 初五, 上旬, 底, 上半月, 第二周; and lunar months (正月十五)."""

import re
from datetime import date

from bot.understanding import date_spans, feasts
from bot.understanding.date_reading import DATED, PERIOD, Reading, Scene, in_year
from bot.understanding.date_text import number

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
# A day without 日 (5月20，集上): only where no count can stand.
_BARE_AFTER = r"(?= ?(?:$|[\s,。、;:!?()\-~]|到|至|和|上午|下午|早|中午|晚|夜|那|当天|这天|在|我|去|给|村|镇|开|召|组|搞|举|跟|周|星期|是))"
_DAY = re.compile(
    rf" ?(?:的)?({_NUMERAL}) ?(?:[日号](?!楼|院|线)|{_BARE_AFTER}|(?=[、和]{_NUMERAL} ?(?:[两二三四几]?[日号天])))"
)
_LUNAR_DAY = re.compile(r" ?(?:的)?(?:初([一二三四五六七八九十])|(廿[一二三四五六七八九]?|卅))(?:[日号])?")
_LUNAR_NUMERAL = re.compile(rf" ?({_NUMERAL})(?:[日号])?")
_PART = re.compile(
    r" ?(?:份)?(?:的)?(?:(上中旬|中下旬|上旬|中旬|下旬|上半月|下半月|初|底|末|中(?!旬|学|心|秋|小|午))"
    r"|第([一二三四五1-5])个?(?:周|星期|礼拜)([一二三四五六日天])?|最后一?个?(?:周|星期|礼拜)([一二三四五六日天])?)"
)
_PARTS = {
    "上旬": "上旬",
    "中旬": "中旬",
    "下旬": "下旬",
    "初": "初",
    "底": "底",
    "末": "底",
    "中": "中",
    "上半月": "上半",
    "下半月": "下半",
}
_WEEKDAYS = "一二三四五六日"
_LUNAR_MONTH = re.compile(
    r"(?:(?:农历|阴历|旧历|老历) ?(?:(?P<year>\d{4}) ?年)?(?P<any>正|冬|腊|\d{1,2}|[一二三四五六七八九十]{1,2}) ?月|(?P<own>正|冬|腊)月)"
)


def month_tail(
    scene: Scene, start: int, pos: int, year: int | None, month: int, number_: int | None = None
) -> Reading | None:
    """The reading of a month that was told up to `pos`, with what follows it. `year` None: the latest that fits.

    `number_`: the day, where it was read already.
    """
    text = scene.text
    if number_ is not None:
        return _day(scene, start, pos, year, month, number_)
    if lunar := _LUNAR_DAY.match(text, pos):
        value = int(number(lunar[1] or lunar[2]))
        return _lunar(scene, start, lunar.end(), year, month, value)
    if (match := _DAY.match(text, pos)) and (value := _number(match[1])) is not None:
        found = _day(scene, start, match.end(), year, month, value)
        if found:
            return found
    if match := _PART.match(text, pos):
        return _part(scene, start, match, year, month)
    if text.startswith("份", pos):
        pos += 1
    days = _choose(scene, year, lambda of: date_spans.months_days(of, month, month))
    return _reading(start, pos, days, "month", PERIOD, year is not None) if days else None


def lunar_month(scene: Scene, pos: int) -> Reading | None:
    """正月十五, 腊月二十三, 农历五月初五, 正月里: the lunar date as a solar one."""
    match = _LUNAR_MONTH.match(scene.text, pos)
    if not match:
        return None
    name = match["own"] or match["any"]
    month = {"正": 1, "冬": 11, "腊": 12}.get(name) or _number(name)
    if not month or month > 12:
        return None
    return lunar_tail(scene, pos, match.end(), int(match["year"]) if match["year"] else None, month)


def lunar_tail(scene: Scene, start: int, pos: int, year: int | None, month: int) -> Reading | None:
    """The reading of a lunar month with what follows it."""
    text = scene.text
    if lunar := _LUNAR_DAY.match(text, pos):
        return _lunar(scene, start, lunar.end(), year, month, number(lunar[1] or lunar[2]))
    if (match := _LUNAR_NUMERAL.match(text, pos)) and (value := _number(match[1])) and value <= 30:
        return _lunar(scene, start, match.end(), year, month, value)
    days = _choose(scene, year, lambda of: feasts.lunar_days(of, month))
    return _reading(start, pos, days, "month", PERIOD, year is not None) if days else None


def _lunar(scene: Scene, start: int, end: int, year: int | None, month: int, value: int) -> Reading | None:
    def days_of(of: int) -> date_spans.Days | None:
        on = feasts.lunar_day(of, month, value)
        return (on, on) if on else None

    days = _choose(scene, year, days_of)
    if days is None:
        return None
    return Reading(
        start,
        end,
        days[0],
        days[1],
        "day",
        DATED,
        True,
        said_year=year is not None,
        year=days[0].year,
        lunar=True,
    )


def _day(scene: Scene, start: int, end: int, year: int | None, month: int, value: int) -> Reading | None:
    def days_of(of: int) -> date_spans.Days | None:
        on = date_spans.day(of, month, value)
        return (on, on) if on else None

    days = _choose(scene, year, days_of)
    return _reading(start, end, days, "day", DATED, year is not None) if days else None


def _part(scene: Scene, start: int, match: re.Match[str], year: int | None, month: int) -> Reading | None:
    word, week, weekday, last_weekday = match.groups()
    days = _choose(scene, year, lambda of: _part_days(of, month, word, week, weekday, last_weekday))
    if days is None:
        return None
    form = "day" if days[0] == days[1] else "month_part" if word else "week"
    return _reading(start, match.end(), days, form, DATED if form == "day" else PERIOD, year is not None)


def _part_days(
    year: int, month: int, word: str | None, week: str | None, weekday: str | None, last_weekday: str | None
) -> date_spans.Days | None:
    if word in ("上中旬", "中下旬"):
        first = date_spans.part_days(year, month, word[0] + "旬")
        return first[0], date_spans.part_days(year, month, word[1:])[1]
    if word:
        return date_spans.part_days(year, month, _PARTS[word])
    named = weekday or last_weekday
    which = number(week) if week else -1
    if named:
        on = date_spans.month_weekday(year, month, which, _WEEKDAYS.index(named.replace("天", "日")))
        return (on, on) if on else None
    if which == -1:
        return date_spans.week_days(date_spans.months_days(year, month, month)[1])
    return date_spans.month_week(year, month, which)


def _choose(scene: Scene, year: int | None, days_of) -> date_spans.Days | None:  # type: ignore[no-untyped-def]
    days: date_spans.Days | None = days_of(year) if year is not None else in_year(scene, days_of)
    return days


def _reading(start: int, end: int, days: date_spans.Days, form: str, rank: int, said_year: bool) -> Reading:
    on: date = days[0]
    return Reading(
        start, end, on, days[1], form, rank, True, said_year=said_year, year=on.year, month=on.month
    )


def _number(numeral: str) -> int | None:
    try:
        return number(numeral)
    except ValueError:
        return None
