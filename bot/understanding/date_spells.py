"""Readers of spells counted from today: 三天前, 近一周, 过去三天, 最近一个月, 前几天, 近日."""

from datetime import date

from bot.understanding import date_spans, lunar
from bot.understanding.date_reading import PERIOD, RELATIVE, VAGUE, Reading, Scene, value_of
from bot.understanding.patterns import Pattern

_NUMBER = r"(?<![\d十百])(?P<number>\d{1,3}|[一二两仨三四五六七八九十]{1,3}|半|几|些|数|多)"
_UNIT = r"(?P<unit>天|日|周(?!年|岁)|星期|礼拜|月|季度|年|小时|钟头|分钟)"
_AGO = Pattern(
    rf"{_NUMBER} ?(?P<more>[多来几])?个?{_UNIT}(?:之|以)?(?P<side>前|后)(?![天晚夜]|期|续|台|勤|面|来者|置)"
)
_LAST = Pattern(
    r"(?P<lead>最近|近|过去(?!的[\d一二三四五六七八九十]+月)|前|上|这|后|下|未来|今后|接下来)(?:的|这)? ?"
    rf"{_NUMBER} ?个?{_UNIT}(?!级|龄"
    rf"|底|初|末|季)"
    r"(?:以来|来(?=[^了到访咨问电信站所办])|里|内)?"
)
_VAGUE = Pattern(
    r"前一?段时间|前一?阵子?|前些时候|前不久|不久前|近日|(?<![\d一二三四五六七八九十次翌])日前(?![天日晚]|[几两三]天)|近期"
    r"|最近|这阵子|这段时间"
)
# A season or a term: nobody told when it begins.
_SEASON = Pattern(
    r"(?P<since>[入今](?P<of>[春夏秋冬汛伏])(?:之后|以后|以来|至今|到现在)|开学(?:以来|至今|到现在)|汛期以来)"
    r"|(?P<new>开春|过完?年|年后|春节后)(?:到现在|到今天|以来|至今|之后到现在)"
    r"|(?P<term>[本这]个?学期)(?:以来|至今|内|里)?|(?P<winter>去冬今春)"
    r"|(?P<some>这(?:十来|十几|二十来|几)天|(?:连着|连续|一连)[两三四五]天)"
    r"|(?P<leave>[暑寒]假|暑期)(?:期间|以来|里|中|(?= ?[办搞开组共我村给带在到走,]))"
)
_BEGINS = {"春": (2, 4), "夏": (5, 5), "秋": (8, 7), "冬": (11, 7), "汛": (4, 1), "伏": (7, 11)}
# 一下2月, 早上3天, 之前两天: the lead belongs to the word before it.
_OTHER_WORD = {
    "前": "之以目当此从日提空往面生会课",
    "后": "之以今然最前",
    "上": "早晚路以网线街马",
    "下": "一以线如乡村",
    "近": "最附将接临",
}
_AHEAD = ("后", "未来", "今后", "接下来", "下")
_WEEKS = ("周", "星期", "礼拜")


def ago(scene: Scene, pos: int) -> Reading | None:
    """三天前, 2周前, 几天前 (vague), 3天后; 两个月前 and 两年前 are the whole month and year."""
    match = _AGO.match(scene.text, pos)
    if not match or (match["unit"] == "日" and (scene.ahead or match["number"].isdecimal())):
        return None  # 5日前: before the 5th
    count, unit = _count(match["number"], match["unit"])
    sign = -1 if match["side"] == "前" else 1
    on = _moved(scene.today, unit, sign * 3 if count is None else sign * count)
    days = date_spans.months_days(on.year, on.month, on.month) if unit == "月" else (on, on)
    days = date_spans.year_days(on.year) if unit == "年" else days
    vague = count is None or bool(match["more"])
    form, rank = ("vague", VAGUE) if vague else ("relative", RELATIVE if days[0] == days[1] else PERIOD)
    return Reading(pos, match.end(), *days, form, rank, future=sign > 0 and days[1] > scene.today)


def last_days(scene: Scene, pos: int) -> Reading | None:
    """近三天, 最近一个月, 过去两周, 前几天 (vague), 未来两天, 下三周: the days up to today, or after it.

    前两天 and 过去三天 end yesterday; 上两周 and 下两周 are whole weeks.
    """
    match = _LAST.match(scene.text, pos)
    if not match or (pos and scene.text[pos - 1] in _OTHER_WORD.get(match["lead"], "")):
        return None
    if match["unit"] == "月" and match["lead"] in ("上", "下", "前", "后") and "个" not in match[0]:
        return None
    lead, number = match["lead"], match["number"]
    count, unit = _count(number, match["unit"])
    if (number == "半" and lead in ("上", "前", "后", "下")) or (
        number == "一" and unit in ("年", "月", *_WEEKS) and lead in "上下这后"
    ):
        return None
    days = _spell(scene.today, lead, unit, count or (3 if count is None else 0))
    form, rank = ("vague", VAGUE) if count is None else ("relative", PERIOD)
    return Reading(pos, match.end(), min(days), max(days), form, rank, future=lead in _AHEAD)


def vague(scene: Scene, pos: int) -> Reading | None:
    """前段时间, 近日, 前不久: no day; the last week stands for it."""
    match = _VAGUE.match(scene.text, pos)
    if not match:
        return None
    return Reading(pos, match.end(), date_spans.shift(scene.today, -6), scene.today, "vague", VAGUE)


def season(scene: Scene, pos: int) -> Reading | None:
    """入冬以来, 开学以来, 本学期, 暑假期间, 去冬今春: no days were told; the usual ones stand for them."""
    match = _SEASON.match(scene.text, pos)
    if not match or scene.ahead or (match["some"] and scene.before is not None):
        return None
    today, year = scene.today, scene.today.year
    on: date | None = None
    last = today
    if match["some"]:
        on = date_spans.shift(
            today, -9 if "十" in match[0] else 1 - max("两三四五".find(match[0][-2]) + 2, 3)
        )
    elif match["new"]:
        on = lunar.lunar_day(year, 1, 1) or date(year, 2, 1)
        on = on if on <= today else date(year - 1, 2, 4)
    elif match["winter"]:
        on, last = date(year - 1, 12, 1), min(date(year, 4, 30), today)
    elif match["leave"]:
        spells = [_leave(of, match["leave"]) for of in (year, year - 1)]
        on, last = next(one for one in spells if one[0] <= today)
        last = min(last, today)
    else:
        begins = _BEGINS.get(match["of"] or "汛")
        days = [begins] if begins and not match["term"] and match[0][0] != "开" else [(9, 1), (2, 15)]
        on = max(day for of in (year, year - 1) for first in days if (day := date(of, *first)) <= today)
    return Reading(pos, match.end(), on, last, "vague", VAGUE)


def _leave(year: int, name: str) -> date_spans.Days:
    return (date(year, 1, 15), date(year, 2, 20)) if name == "寒假" else (date(year, 7, 1), date(year, 8, 31))


def _spell(today: date, lead: str, unit: str, count: int) -> date_spans.Days:
    if lead in ("上", "下") and unit in _WEEKS:
        first = date_spans.week_days(today, -count if lead == "上" else 1)[0]
        return first, date_spans.shift(first, 7 * count - 1)
    if lead in _AHEAD:
        return date_spans.shift(today, 1), _moved(today, unit, count)
    if unit in ("天", "日"):
        if lead == "这":
            return date_spans.shift(today, 1 - count), today
        last = today if lead in ("近", "最近") else date_spans.shift(today, -1)
        return date_spans.shift(today, -count), last
    if unit == "月" and count > 1 and lead == "这":
        year, month = date_spans.month_after(today.year, today.month, 1 - count)
        first, last = date(year, month, 1), date_spans.months_days(today.year, today.month, today.month)[1]
        return first, last
    return _moved(today, unit, -count), today


def _count(word: str, unit: str) -> tuple[int | None, str]:
    """How many of which unit; None for some (几天). 半个月 is 15 days, 半年 six months."""
    if word in "几些数多":
        return None, unit
    if word == "半":
        return {"月": (15, "天"), "年": (6, "月")}.get(unit, (0, unit))
    if len(word) == 2 and not set(word) & set("十0123456789"):
        return None, unit  # 两三天
    return 3 if word == "仨" else value_of(word), unit


def _moved(today: date, unit: str, count: int) -> date:
    if unit in ("小时", "钟头", "分钟"):
        return today
    if unit in ("天", "日"):
        return date_spans.shift(today, count)
    if unit in _WEEKS:
        return date_spans.shift(today, 7 * count)
    return date_spans.shift_months(today, {"月": 1, "季度": 3, "年": 12}[unit] * count)
