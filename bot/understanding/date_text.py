"""The text as the date grammar reads it: one form of each character, same offsets; and small numerals."""

from functools import lru_cache

from bot.understanding.dialects import standard
from bot.understanding.patterns import Pattern

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = {
    " ": "\u3000\u00a0\t\u2002\u2003\u2009",
    "-": "—–―﹣−‐‑‒ー",
    "~": "〜∼˜",
    "·": "・•‧∙･●⋅",
    "零": "〇○",
    "月": "⽉",
    "日": "⽇",
    "号": "號",
    "周": "週",
    "礼": "禮",
    "个": "個箇",
    "这": "這",
    "后": "後",
    "两": "兩",
    "点": "點",
    "时": "時",
    "节": "節",
    "国": "國",
    "庆": "慶",
    "阳": "陽",
    "农": "農",
    "历": "曆歷",
    "腊": "臘",
    "闰": "閏",
    "间": "間",
    "当": "當",
    "刚": "剛",
    "今": "仐",
    "从": "從",
    "开": "開",
    "会": "會",
    "宪": "憲",
    "传": "傳",
    "钟": "鐘鍾",
    "务": "務",
    "万": "萬",
    "么": "麼",
    "儿": "兒",
    "过": "過",
    "来": "來",
    "现": "現",
    "为": "為爲",
    "几": "幾",
    "头": "頭",
    "员": "員",
    "师": "師",
    "妇": "婦",
    "党": "黨",
    "军": "軍",
    "劳": "勞",
    "动": "動",
    "岁": "歲",
    "双": "雙",
}
_FOLD = _FULL | {ord(odd): plain for plain, odds in _SAME.items() for odd in odds}
# 1.6月3日 is the first item of a list, not 1.6; the mark is replaced by one as long.
_LIST_NUMBER = Pattern(r"(?<![\d.])(\d{1,2})\.(?= ?\d{1,2}月\d{1,2}[日号])")
_DIGIT = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "廿": 20, "卅": 30}


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """The text with full-width, traditional and look-alike characters in one form; as long as before.

    Dates and times of day of one message are each read from it: the last ones are kept.
    """
    return _LIST_NUMBER.sub(r"\1、", standard(text.translate(_FOLD)))


def number(numeral: str) -> int:
    """A folded numeral below 100 (12, 十二, 廿三, 三十) as a number; ValueError for anything else."""
    if numeral.isdecimal():
        return int(numeral)
    total, last, tens_seen = 0, 0, False
    for char in numeral:
        if char in _TENS:
            if tens_seen:
                raise ValueError(numeral)
            total, last, tens_seen = _TENS[char] * (last or 1), 0, True
        else:
            last = _DIGIT[char] if char in _DIGIT and not last else _refuse(numeral)
    return total + last


def year_number(numeral: str, this_year: int) -> int:
    """A folded year of two or four digits (2023, 二零二三, 23), in the century nearest to this year."""
    digits = "".join(str(_DIGIT.get(char, char)) for char in numeral)
    value = int(digits)
    if len(digits) == 4:
        return value
    value += this_year // 100 * 100
    return value - 100 if value > this_year + 15 else value


def _refuse(numeral: str) -> int:
    raise ValueError(numeral)
