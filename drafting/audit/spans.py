"""The span of time that a count speaks of, where that is not the whole year: 第一季度, 9月份, 2022年."""

import re
from dataclasses import dataclass
from datetime import date

from drafting.totals import Period

_HAN = {numeral: value for value, numeral in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MENTION = re.compile(
    r"(?P<many>“?[七八九]五”?(?:普法)?(?:期间|时期)|(?:“?[七八九]五”?普法|“?十[三四五]五”?|党的[^，。；]{2,8}|换届|[建成]立|建成|启动)[^，。；]{0,4}?以来"
    r"|(?:近|过去)?[两三四五几\d]年[以]?来|近[两三四五几\d]年|历年)"
    r"|(?P<until>截[至止]到?)?"
    r"(?:(?P<year>20\d\d) ?年度?|(?P<last>去年|上年度?|上一年度?)|(?P<this>今年|本年度?|全年|年内|一年来))?"
    r"(?P<same>同期)?(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<first>{_MONTH})月?份?[-－—–~～至到](?P<second>{_MONTH})月份?"
    rf"|(?P<month>{_MONTH})月(?P<day>\d{{1,2}})[日号]|(?P<only>{_MONTH})月份?)?"
    r"(?P<since>以来)?"
)
# A month that only names an occasion: 5月“民法典宣传月”.
_OCCASION = re.compile(r"[“的]?[^，。；\d]{0,10}(?:宣传月|活动月|安全月|生产月|宣传周|节点|契机)")


@dataclass(frozen=True, slots=True)
class Span:
    """`period`: None where it goes beyond what a year's ledger can tell. `words`, `start`: as it is said.

    `loose`: a month or a day, which may be only the occasion of what is told of the year.
    """

    period: Period | None
    words: str
    start: int
    loose: bool = False


def span_of(text: str, start: int, end: int, year: int) -> Span | None:
    """The last span that text[start:end] names before a count; None for the year itself."""
    found: Span | None = None
    for match in _MENTION.finditer(text, start, end):
        if not match[0] or match[0] in ("截至", "截止", "截至到", "同期", "以来"):
            continue
        if match["only"] and _OCCASION.match(text, match.end()):
            continue
        found = _span(match, year)
    return found


def _span(match: "re.Match[str]", year: int) -> Span | None:
    words = match[0].removeprefix("截至").removeprefix("截止")
    if match["many"] or match["same"]:
        return Span(None, words, match.start())
    of = int(match["year"]) if match["year"] else year - 1 if match["last"] else year
    whole = Period.of_year(of)
    months = _months(match)
    if months is None:
        if match["since"] and of != year:
            return Span(None, words, match.start())
        return None if of == year else Span(whole, words, match.start())
    first, last = months
    if match["until"]:
        first = 1
    if match["since"]:
        last = 12
    if not 1 <= first <= last <= 12:
        return None
    if match["day"]:
        day = _day(of, first, int(match["day"]))
        return Span(Period(day, day), words, match.start(), True) if day else None
    period = Period(Period.of_month(of, first).on, Period.of_month(of, last).until)
    if period == whole and of == year:
        return None
    loose = bool(match["only"]) and not match["until"] and "份" not in words
    return Span(period, words, match.start(), loose)


def _months(match: "re.Match[str]") -> tuple[int, int] | None:
    """The first and the last month that a mention names; None where it names none."""
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["quarter"]:
        number = _number(match["quarter"])
        return 3 * number - 2, 3 * number
    if match["first"]:
        return _number(match["first"]), _number(match["second"])
    only = match["month"] or match["only"]
    return (_number(only), _number(only)) if only else None


def _number(words: str) -> int:
    return _HAN[words] if words in _HAN else int(words)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
