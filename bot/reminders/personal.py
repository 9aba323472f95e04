"""Reminders that somebody asks for: 下周三上午9点 上报统计表, as a day, a clock time and what to do. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.wall import instant
from bot.understanding.dates import Direction, find_dates

PERSONAL = "personal"
DEFAULT_TIME = time(9)
LONGEST = 200  # characters of what to do

_DIGITS = {
    "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十七": 17,
    "十八": 18, "十九": 19, "二十": 20, "二十一": 21, "二十二": 22, "二十三": 23,
}  # fmt: skip
_HOUR = r"(?P<hour>[01]?\d|2[0-4]|二十[一二三]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_PART = r"(?P<part>凌晨|清早|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|今晚|明晚|夜里|晚|早)?"
_CLOCK = re.compile(
    rf"{_PART}\s*{_HOUR}\s*(?:[:：](?P<minute>[0-5]\d)|[点时](?:钟|整)?(?:(?P<half>半)|(?P<quarter>[一三])刻"
    rf"|(?P<tens>[0-5]?\d|[一二三四五]?十[一二三四五六七八九]?)分?)?)"
)
_ONLY_PART = {"中午": time(12), "下午": time(15), "晚上": time(19), "早上": time(8), "上午": time(9)}
_IN = re.compile(
    r"(?P<count>\d{1,3}|半|[一二两三四五六七八九十]{1,3})个?(?P<unit>分钟|小时|钟头|天)(?:以|之)?后"
)
_LEADS = re.compile(
    r"^(?:请|麻烦)?(?:到时候?)?(?:提醒|叫|喊)(?:一下)?(?:我|大家)?(?:一声|一下)?(?:要)?[：:，,\s]*"
)
_TAIL = re.compile(r"(?:的时候)?(?:请|麻烦)?(?:提醒|叫|喊)(?:一下)?我(?:一声|一下)?[。!！]*$")
_ASKS = re.compile(r"(?:提醒|叫|喊)(?:一下)?我")
_LATE = ("下午", "午后", "傍晚", "晚上", "今晚", "明晚", "夜里", "晚")
_EDGES = " ，,。：:；;、的"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`at`: the instant in UTC. `said_time`: whether a clock time was said, or 9:00 was taken."""

    at: datetime
    what: str
    said_time: bool = True


def asks_for_reminder(text: str) -> bool:
    """Whether a plain message asks to be reminded: 明天10点提醒我交表."""
    return bool(_ASKS.search(text))


def read(text: str, now: datetime) -> Wanted | None:
    """What the words ask for; `now` in the town's zone. None where no time is said, or nothing to do."""
    text = text.strip()
    if found := _IN.search(text):
        due = now + _span(found["count"], found["unit"])
        return _wanted(due, _without(text, found.start(), found.end()), said=True)
    clock, text = _clock(text)
    day = next((one for one in find_dates(text, now, Direction.FUTURE) if not one.named), None)
    if day is None and clock is None:
        return None
    on, said = now.date(), clock is not None
    if day is not None:
        # A name behind the day, set off by a blank, is what it is about: 12月4日 宪法宣传.
        end = day.start + len(text[day.start : day.end].split()[0])
        part = next((one for one in _ONLY_PART if text[day.start :].startswith(one, end - day.start)), "")
        part = part or next((one for one in _ONLY_PART if one in text[day.start : end]), "")
        behind = end + len(part) if text.startswith(part, end) else end
        clock, said = clock or _ONLY_PART.get(part), said or bool(part)
        on, text = day.on, _without(text, day.start, behind)
    due = _local(on, clock or DEFAULT_TIME, now)
    if day is None and due <= now:
        due = _local(on + timedelta(days=1), clock or DEFAULT_TIME, now)
    return _wanted(due, text, said=said)


def _wanted(due: datetime, what: str, *, said: bool) -> Wanted | None:
    what = _TAIL.sub("", _LEADS.sub("", what.strip(_EDGES))).strip(_EDGES)
    what = _LEADS.sub("", what).strip(_EDGES)
    return Wanted(due, what[:LONGEST], said) if what else None


def _local(on: date, at: time, now: datetime) -> datetime:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo), "the time has to be in the town's zone"
    return instant(on, at, zone)


def _span(count: str, unit: str) -> timedelta:
    number = 0.5 if count == "半" else float(count) if count.isascii() else float(_DIGITS.get(count, 1))
    hours = {"分钟": 1 / 60, "小时": 1.0, "钟头": 1.0, "天": 24.0}[unit]
    return timedelta(hours=number * hours)


def _clock(text: str) -> tuple[time | None, str]:
    """The first clock time, and the text without it."""
    found = _CLOCK.search(text)
    if found is None:
        return None, text
    hour = int(found["hour"]) if found["hour"].isascii() else _DIGITS[found["hour"]]
    if found["part"] in _LATE and 1 <= hour < 12:
        hour += 12
    if found["part"] in ("中午", "正午") and hour < 3:
        hour += 12
    minute = int(found["minute"] or 0) or (30 if found["half"] else 0)
    if found["quarter"]:
        minute = 15 if found["quarter"] == "一" else 45
    if found["tens"]:
        minute = int(found["tens"]) if found["tens"].isascii() else _tens(found["tens"])
    day = {"今晚": "今天", "明晚": "明天"}.get(found["part"] or "", "")
    return time(hour % 24, minute), text[: found.start()] + day + text[found.end() :]


def _tens(words: str) -> int:
    tens, _, ones = words.partition("十")
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]
