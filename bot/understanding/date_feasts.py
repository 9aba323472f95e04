"""Readers of days known by name: used as a time (端午当天, 国庆期间) they are dates, else names."""

import re

from bot.understanding import date_spans, feasts
from bot.understanding.date_figures import NAME_GOES_ON
from bot.understanding.date_reading import FEAST, NAME, VAGUE, YEAR, Reading, Scene
from bot.understanding.patterns import Pattern

_TIME_AFTER = Pattern(
    r"(?:佳节|节日)?(?:((?:期间|假期|放假|小?长假|假日|黄金周)(?!第[一二三四五六七]天|头一?天|首日|最后一天)|[这那]?[三五七八][天日]|[那这]?几[天日](?![前后没])|那段时间)|节?(前一天|头一?天|前夕"
    r"|前夜|前一晚)|节?(?:假期|长假|黄金周)?(后一天|第[二三四五六七]天|次日|转天)"
    r"|(?:假期|长假|黄金周)?(头一?天|第一天|首日)|(?:假期|长假|黄金周)?(最后一天|末日)"
    r"|(?:活动|宣传日?|宣传活动)?(?:那天|当天|当日)|(?:正日子?|这一天|那一天|这天|那天|当天|当日|当晚|那日|之日|这日|那会儿?|那阵子?|那哈|那下|前后|夜里|夜间|夜|上午|下午|早上|早晨"
    r"|晚上|晚间|中午|一早|一大早))"
)
_DAYS_OFF = Pattern("假|[三五七八][天日]")
_PLACE_AFTER = Pattern(
    r"[村路街桥镇乡厂组社区校队楼园酒店林勋奖红旗制班台山河庙寨渠](?!里|织)|小[学区]|学校|广场|大道|大桥"
    r"|工程|委员"
)
# After a bare feast these make it the name of something (三八节活动, 清明防火, 春节前).
_NAME_AFTER = Pattern(
    r" ?(?:快|将|要|的|宣传|活动|主题|系列|普法|法治|法制|慰问|专项|安保|值|防火|反诈|安康|来"
    r"|临近|到|福利|放假|晚会|联欢"
    r"|文艺|演|庙会|祭扫|游园|与|和|、|准备|打算|计划|国庆|春节|中秋|学习|教育|集中|用|物资|礼|节目|$)"
)
# 春节前, 国庆后, 中秋临近: not on the day, and no name either.
_BESIDE_AFTER = Pattern(
    r"节?(?:之|以)?(?:前(?!进|往|晌)|后(?!晌|半夜)|临近|将至|来临|快到|即将)|节?(?:安康|快乐)"
)
_SOME_DAYS_BEFORE = Pattern(r"节?前([几两三四五])天")
# What somebody did, after a feast at the head of a clause, was done on it (三八节组织妇女学法).
_DOING_AFTER = Pattern(r"(?:组织了?(?!架构|部)|给|带着?|陪|我们|咱们?|跟)")
# And after one of numerals alone: "六一在小学普法", but no "七一到了".
_AT_WORK = Pattern(
    r"节?(?:(?:在|去|到)(?=[\u4e00-\u9fff]{2})(?!现在|目前|今|来|底|时|之前)|给|组织|我们|咱们?|俺们?)"
)
_CLAUSE_START = Pattern(r"[\s,。;!?:、(\[【]")
_DIGITS = Pattern(r"(?<![\d.·])(\d{1,2})([·.])(\d{1,2})(?![\d.%])")
_CLOSING = Pattern(r"[\"'”’」》 ]{0,2}")
# With a word of time only: the terms are people's names as well.
_WEAK = frozenset(["过年", "新年", "新春", "立春", "惊蛰", "春分", "谷雨", "立夏", "小满", "芒种", "小暑"])
_WEAK |= frozenset(["大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小寒", "大寒"])
_LONG = 4  # days off after a feast, of which 头天 is the first
_BARE_DAYS = 20  # a bare feast longer ago than that is spoken of, not dated by


def feast(scene: Scene, pos: int) -> Reading | None:
    """A named day: a date where a word of time follows, or where it heads a clause shortly after the day."""
    found = feasts.feast_at(scene.text, pos)
    lunar = scene.text[pos : pos + 2] in ("年初", "大年")  # 年初三村里讲课 names no village
    if not found or (found[1] - pos <= 3 and not lunar and _PLACE_AFTER.match(scene.text, found[1])):
        return None
    if some := _SOME_DAYS_BEFORE.match(scene.text, found[1]):
        return _days_before(scene, pos, found[0], some)
    name = scene.text[pos : found[1]]
    if _BESIDE_AFTER.match(scene.text, found[1]) and not _TIME_AFTER.match(scene.text, found[1]):
        return None
    if (feasts.is_numeral(name) or name in _WEAK or name.isdigit()) and not _numeral_feast(
        scene, pos, found[1]
    ):
        return None
    return _reading(scene, pos, found[0], found[1])


def _days_before(scene: Scene, pos: int, named: feasts.Feast, some: re.Match[str]) -> Reading | None:
    """禁毒日前两天: the days before it, or the last of them; nobody told which."""
    days = feasts.resolve(named, scene.today, scene.ahead)
    if days is None:
        return None
    first = date_spans.shift(days[0], -("两三四五".find(some[1]) + 2 if some[1] != "几" else 5))
    return Reading(pos, some.end(), first, date_spans.shift(days[0], -1), "vague", VAGUE, year=first.year)


def digit_feast(scene: Scene, pos: int) -> Reading | None:
    """12·4那天 is a date; 12·4国家宪法日, 4.15宣传 are names."""
    match = _DIGITS.match(scene.text, pos)
    named = feasts.digit_feast(int(match[1]), int(match[3])) if match else None
    if not match or not named:
        return None
    closing = _CLOSING.match(scene.text, match.end())
    end = closing.end() if closing else match.end()
    follows = feasts.feast_at(scene.text, end)
    if follows and follows[0].first == named.first:
        return _reading(scene, pos, named, follows[1])
    if match[2] == "." and not NAME_GOES_ON.match(scene.text, match.end()):
        return None
    return _reading(scene, pos, named, match.end())


def _numeral_feast(scene: Scene, pos: int, end: int) -> bool:
    """五一, 七一 … need a word of time: they are parts of names and numbers everywhere."""
    if scene.alone:
        return scene.text.strip() == scene.text[pos:end]
    if _AT_WORK.match(scene.text, end) and (not pos or _CLAUSE_START.match(scene.text, pos - 1)):
        return True
    return bool(_time_after(scene.text, end)) and scene.text[pos - 1 : pos] not in tuple(
        "二三四五六七八九十第0123456789"
    )


def _time_after(text: str, end: int) -> re.Match[str] | None:
    """The word of time after a feast, past a closing quotation mark: “七一”期间."""
    closing = _CLOSING.match(text, end)
    return _TIME_AFTER.match(text, closing.end() if closing else end)


def _reading(scene: Scene, pos: int, named: feasts.Feast, end: int) -> Reading | None:
    after = _time_after(scene.text, end)
    edge = after is not None and bool(after[4] or after[5])
    # the week that is named, whatever was off
    week = bool(after and after[1] and after[1].endswith(("七天", "七日")))
    off = edge or bool(after and after[1] and _DAYS_OFF.search(after[1]) and not week)
    during = bool(after and after[1])
    days = feasts.resolve(named, scene.today, scene.ahead, during=during, off=off)
    if days is None:
        return None
    first = after is not None and (after[2] or "").startswith("头")  # of a single day it is the one before
    long = after is not None and after[2] == "头天" and named.during is not None and named.during[1] >= _LONG
    if long or (first and days[0] != days[1]):
        days = days[0], days[0]
    elif after and edge:
        days = (days[0], days[0]) if after[4] else (days[1], days[1])
    elif after:
        nth = after[3] is not None and after[3].startswith("第")
        if nth and days[0] != days[1]:  # 宣传周第三天 is one of its days
            days = days[0], days[0]
        later = "二三四五六七".find(after[3][1]) + 1 if after[3] else 0  # 第三天 is two days on
        move = -1 if after[2] else (later or 1) if after[3] else 0
        days = date_spans.shift(days[0], move), date_spans.shift(days[1], move)
    is_time = bool(after) or named.is_time or scene.alone or _heads_clause(scene, pos, end, days)
    firm = bool(after) or named.is_time or scene.alone  # not "春节返乡的多，除夕前一天…"
    form, rank = ("feast", FEAST if firm else YEAR) if is_time else ("name", NAME)
    return Reading(
        pos, after.end() if after else end, *days, form, rank, year=days[0].year, future=days[0] > scene.today
    )


def _heads_clause(scene: Scene, pos: int, end: int, days: date_spans.Days) -> bool:
    """元宵节猜灯谜…: at the head of a clause, not the beginning of a name, and only a few days ago."""
    if pos and not _CLAUSE_START.match(scene.text, pos - 1):
        return False
    if _DOING_AFTER.match(scene.text, end):
        return days[0] <= scene.today
    recent = 0 <= (scene.today - days[0]).days <= _BARE_DAYS
    return recent and not _NAME_AFTER.match(scene.text, end)
