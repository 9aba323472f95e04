"""What joins dates: ranges (3日至5日, 周一到周三, 从9号干到13号), 以来, 截至, and lists (上周二、四)."""

import re
from dataclasses import replace
from datetime import date

from bot.understanding import date_spans, feasts
from bot.understanding.date_reading import DATED, PERIOD, Reading, Scene
from bot.understanding.date_text import number
from bot.understanding.date_traps import TIME_OF_DAY

_CONNECTOR = re.compile(r" ?(?:起|开始)? ?(?:-+|~+|一?直?到|至|直至) ?(?:了)?")
_LOOSE_CONNECTOR = re.compile(r"[^,。;!?、:\d]{0,4}?(?:一?直?到|至)")
_NOW = re.compile(r"(?:现在|目前|今天|今日|此刻|如今|眼下|今)(?:为止)?")
_SINCE = re.compile(r"(?:份)?(?:以来|至今|迄今|到如今)")
_UNTIL_LEAD = re.compile(r"(?:截至到|截止到|截至|截止|截止至) ?")
_UNTIL_NOW = re.compile(
    r"(?:截至到|截止到|截至|截止|到|迄) ?(?:目前|现在|今天|今日|当前|眼下|发稿|今)(?:为止|止)?|目前为止|迄今为止|迄今|至今|年内|(?:今年)?开年以来|入年以来|年初(?:以来|到现在|至今)"
)
_UNTIL_END = re.compile(r"(?:为止|止)")
_SOFT_UNTIL = re.compile(r"到")
_BARE_DAY = re.compile(
    r"初?(\d{1,2}|[一二三四五六七八九十廿]{1,3})(?: ?[日号])?(?![\d/%年月点时个件场次人份]|\.\d)"
)
_BARE_WEEKDAY = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天])(?![共场次件起宗个名户家份条月日号])")
_MORE_WEEKDAY = re.compile(
    r"([、和及,与]|以及|还有) ?(?:本|上|这)?(?:周|星期|礼拜)?([一二三四五六日天])(?![共场次件起宗个名户家份条月号些])"
)
_NAMED_WEEKDAY = re.compile(r" ?,? ?\(?(?:周|星期|礼拜)([一二三四五六日天])\)?")
_DAYS_MORE = re.compile(
    r"[、和] ?(\d{1,2}|[一二三四五六七八九十]{1,3}) ?([日号])?(?=[、和]| ?[两二三四]?[日号天])"
)
_DAYS_END = re.compile(r"(?: ?[两二三四五]?[日号天])")


def with_time(scene: Scene, reading: Reading) -> Reading:
    """The reading with the weekday and the time of day that follow it: 3月5日（周三）上午9点."""
    if reading.on != reading.last:
        return reading
    text, end = scene.text, reading.end
    named = _NAMED_WEEKDAY.match(text, end)
    if named and reading.form == "day" and reading.explicit:
        weekday = "一二三四五六日天".index(named[1]) % 7 if named[1] != "天" else 6
        if "(" in named[0] or weekday == reading.on.weekday():
            end = named.end() if "(" not in named[0] or named[0].endswith(")") else end
    time = TIME_OF_DAY.match(text, end)
    if time:
        end = time.end()
    return reading if end == reading.end else replace(reading, end=end)


def ranged(scene: Scene, first: Reading, read) -> Reading:  # type: ignore[no-untyped-def]
    """`first` with the end of the range that it begins, if it does; `read(scene, pos)` reads the end."""
    joined = _CONNECTOR.match(scene.text, first.end)
    if joined:
        if now := _NOW.match(scene.text, joined.end()):
            if first.on <= scene.today and first.form != "year":
                return replace(first, end=now.end(), last=scene.today, form="since", rank=PERIOD)
        if found := _range_end(scene, first, joined.end(), read):
            return found
    elif scene.text[max(first.start - 1, 0) : first.start] in ("从", "自", "由") and first.form == "day":
        loose = _LOOSE_CONNECTOR.match(scene.text, first.end)
        if loose and (found := _range_end(scene, first, loose.end(), read)):
            return found
    since = _SINCE.match(scene.text, first.end)
    if since and first.on <= scene.today:
        return replace(first, end=since.end(), last=scene.today, form="since", rank=PERIOD)
    return first


def until(scene: Scene, pos: int, read) -> Reading | None:  # type: ignore[no-untyped-def]
    """截至目前, 到现在为止, 年内: from 1 January to today; 截至7月底, 到6月底为止: to that day."""
    start = date(scene.today.year, 1, 1)
    if now := _UNTIL_NOW.match(scene.text, pos):
        return Reading(pos, now.end(), start, scene.today, "since", PERIOD)
    lead = _UNTIL_LEAD.match(scene.text, pos)
    soft = None if lead else _SOFT_UNTIL.match(scene.text, pos)
    begin = lead or soft
    if not begin:
        return None
    end: Reading | None = read(scene, begin.end())
    if end is None:
        return None
    stop = _UNTIL_END.match(scene.text, end.end)
    if soft and not stop:
        return None
    finish = stop.end() if stop else end.end
    return replace(
        end,
        start=pos,
        end=finish,
        on=date(end.last.year, 1, 1),
        form="since",
        rank=PERIOD,
        month=None,
        year=None,
    )


def more_weekdays(scene: Scene, first: Reading) -> list[Reading]:
    """The 四 of 上周二、四 and 上周二、周四: days of the same week."""
    found: list[Reading] = []
    last = first
    while first.form == "weekday" and first.monday and (match := _MORE_WEEKDAY.match(scene.text, last.end)):
        on = date_spans.shift(first.monday, "一二三四五六日天".index(match[2]) if match[2] != "天" else 6)
        if on < last.on or (match[1] == "," and match.end() - match.start() < 3):
            break
        last = replace(first, start=match.end(1), end=match.end(), on=on, last=on, future=on > scene.today)
        found.append(last)
    return found


def more_days(scene: Scene, first: Reading) -> list[Reading]:
    """The 6 of 3月5、6两日: further days of the same month; the last takes 两日 in."""
    found: list[Reading] = []
    last = first
    while first.form == "day" and first.explicit and (match := _DAYS_MORE.match(scene.text, last.end)):
        value = _number(match[1])
        on = date_spans.day(last.on.year, last.on.month, value) if value else None
        if on is None or on <= last.on:
            break
        end = _DAYS_END.match(scene.text, match.end())
        last = replace(first, start=match.start(1), end=end.end() if end else match.end(), on=on, last=on)
        found.append(last)
    return found


def _range_end(scene: Scene, first: Reading, pos: int, read) -> Reading | None:  # type: ignore[no-untyped-def]
    end: Reading | None = _bare_end(scene, first, pos) or read(scene.after(first), pos)
    if end is None or end.form in ("since", "vague"):
        return None
    if end.on < first.on and not end.said_year:
        end = _later(first, end)
    if end is None or end.last < first.on or (end.form == "name" and first.form == "month"):
        return None
    return replace(
        first, end=end.end, last=end.last, form="range", rank=max(PERIOD, min(first.rank, end.rank)),
        year=end.year or first.year, month=end.month or first.month, future=first.future,
    )  # fmt: skip


def _bare_end(scene: Scene, first: Reading, pos: int) -> Reading | None:
    """The end of 3月5日-12, 5号到8号, 周一至五: it takes month or week from the beginning."""
    text = scene.text
    if first.form == "weekday" and (match := _BARE_WEEKDAY.match(text, pos)) and first.monday:
        on = date_spans.shift(first.monday, "一二三四五六日天".index(match[1]) if match[1] != "天" else 6)
        return replace(first, end=match.end(), on=on, last=on) if on >= first.on else None
    if first.form != "day" or not first.explicit:
        return None
    match = _BARE_DAY.match(text, pos)
    value = _number(match[1]) if match else None
    if not match or not value:
        return None
    if first.lunar:
        days = feasts.lunar_of(first.on)
        on = feasts.lunar_day(days[0], days[1], value) if value > days[2] else None
        return replace(first, end=match.end(), on=on, last=on) if on else None
    year, month = first.on.year, first.on.month
    if value < first.on.day:
        year, month = date_spans.month_after(year, month, 1)
        if text[match.end() - 1] not in "日号":
            return None
    on = date_spans.day(year, month, value)
    return replace(first, end=match.end(), on=on, last=on, year=year, month=month) if on else None


def _later(first: Reading, end: Reading) -> Reading | None:
    """`end` moved a year (or for feasts and weekdays, forward) so that it does not lie before the beginning."""
    if end.form == "weekday":
        on = date_spans.shift(end.on, 7)
        return replace(end, on=on, last=on)
    on = date_spans.shift_months(end.on, 12)
    return replace(end, on=on, last=date_spans.shift_months(end.last, 12), year=on.year)


def _number(numeral: str) -> int | None:
    try:
        return number(numeral)
    except ValueError:
        return None


_ = DATED
