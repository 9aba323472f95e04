"""What follows a month: 3月 + 5日, 五月 + 初五, 上旬, 底, 第二周, 前5天; and lunar months (正月十五)."""

from bot.understanding import date_spans, lunar
from bot.understanding.date_reading import DATED, PERIOD, DaysOf, Reading, Scene, in_year, value_of
from bot.understanding.date_text import number, year_number
from bot.understanding.patterns import Pattern

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
# A day without 日 (5月20，集上) stands only where no count can.
_BARE_AFTER = (
    r"(?! +(?:人次?|[件起次份名条户元块册张项宗例篇位]|场(?!镇)|个(?!体)|家(?!长)|本(?!村)"
    r"|处(?!理)|期(?!间)))"
    r"(?= ?(?:$|[\s,。、;:!?()\-~…]|到|至|和(?!解)|上午|下午|早|中午|晚|夜|那|当天|这天|在|我|俺|咱|去"
    r"|给|村(?!一)|镇|开|召|组|搞|举|跟|周|星期|是|请|赶|入|走|送|查|检查|调|参|听|学|接|化|处理|处置|排查"
    r"|慰问|宣|发|做|讲|联|为|向|由|又|也|就|还|邀|协|配|带))"
)
# Nor before any word but a counted one (9月12完工, 腊月二十五办理), where the day has two numerals.
_BARE_BEFORE_WORD = (
    r"(?:(?<=\d)|(?<=二十)|(?<=十[一二三四五六七八九]))(?=[\u4e00-\u9fff《“])"
    r"(?!(?:[零一二两三四五六七八九十百千万亿余多来几半成个件起次场人份条名户家岁度米"
    r"斤里亩吨倍点分天类种项级期册篇宗处辆位页本套台块元角折桩例单批组回趟轮课堂节把副幅面支只间栋层袋盒瓶张段"
    r"部集首句枚座道门口村社所站群对双排列届班队年月周日号档笔户头艘顶盏封版则讲站板盘车公]|小时|学时|人次)"
    r"(?<!组(?=织))(?<!副(?=[镇乡书主村局所]))(?<!人(?=[大民社]))(?<!家(?=[长庭]))(?<!项(?=目))(?<!成(?=[功立]))"
    r"(?<!村(?=[里委民]))(?<!班(?=子))(?<!对(?=[接外全各]))(?<!公(?=[众布示开]))(?<!单(?=位))(?<!台(?=风)))"
)
_DAY = Pattern(
    rf" ?的? ?({_NUMERAL}) ?(?:日|号(?!楼(?![长上下])|院|线)|{_BARE_AFTER}|{_BARE_BEFORE_WORD}"
    rf"|(?=[、和]{_NUMERAL} ?[两二三四几]?[日号天]))"
)
# 十四十五号, 五六号: two days without a mark between.
_STRICT = r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TWIN = Pattern(rf"({_STRICT})(?={_STRICT}[日号])")
# 5月初3次, 上月初一共, 月初二十件: counts
_COUNTED = r"(?! ?十?[余多几]?(?:[次件起份条户项宗名]|场(?!镇)|[个处家人](?![体理长大民])|十|百|千))"
_LUNAR_DAY = Pattern(
    rf" ?的?(?:初(一(?!共)|[二三四五六七八九十]|10|[1-9](?!\d)){_COUNTED}"
    r"|(廿[一二三四五六七八九]?|卅))[日号]?"
)
_WELL_FORMED = (
    r"(?:\d{1,2}|三十|二?十[一二三四五六七八九]?(?!共)|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
_LUNAR_NUMERAL = Pattern(rf" ?({_WELL_FORMED})[日号]?")
_PART = Pattern(
    r" ?份?的?(?:(上中旬|中下旬|上旬|中旬|下旬|上半月|下半月)|月?(初|底|末)|月?(中)(?!旬|学|心|秋|小|午"
    r"|央|国|共|队|层|青))"
)
_WEEK = Pattern(r" ?份?的?(?:第(\d|[一二三四五])个?|(最后一?)个?)(?:周|星期|礼拜)([一二三四五六日天])?")
_SLICE = Pattern(r" ?的?(?:前|头|(最后|后)) ?(\d{1,2}|[一二两三四五六七八九十]{1,3}) ?(天|日|周)")
_LUNAR_ALONE = Pattern(
    r"初([一二三四五六七八九十])(?:(?:那天|这天|当天)|(?= ?(?:上午|下午|早|晚|中午|夜|在|,|。|到|至|我"
    r"|俺|村里|赶集|就|开会|开[工市门张业]|[上复返][班工岗]|$)))"
    r"|(?<![\u4e00-\u9fff])初([四五六七八九十])(?=[\u4e00-\u9fff])(?![一二三四五六七八九十级步中稿审次件个])"
)
_PARTS = {"上半月": "上半", "下半月": "下半", "末": "底"}
_LUNAR_MONTH = Pattern(
    r"(?:(?:农历|阴历|旧历|老历) ?(?:(?P<year>\d{4}|[零一二三四五六七八九]{4}) ?年)?(?P<leap>闰)?"
    r"(?P<any>正|冬|腊|\d{1,2}|[一二三四五六七八九十]{1,2})|(?P<leap_only>闰)(?P<after_leap>\d{1,2}"
    r"|[一二三四五六七八九十]{1,2})"
    r"|(?P<own>[正冬腊])) ?月(?!饼|肉|八)"
)


def month_tail(
    scene: Scene, start: int, pos: int, year: int | None, month: int, day: int | None = None
) -> Reading | None:
    """The reading of a month that was told up to `pos`, with what follows it.

    `year` None: the latest that fits. `day`: where the day was read already.
    """
    if day is not None:
        return _day(scene, start, pos, year, month, day)
    if match := _LUNAR_DAY.match(scene.text, pos):
        return _lunar(scene, start, match.end(), year, month, number(match[1] or match[2]))
    if (match := _DAY.match(scene.text, pos)) and (value := value_of(match[1])):
        found = _day(scene, start, match.end(), year, month, value)
        if found or match[0][-1] in "日号":
            return found  # 2月30日 is no date at all
    if (twin := TWIN.match(scene.text, pos)) and (value := value_of(twin[1])):
        return _day(scene, start, twin.end(1), year, month, value)
    if found := _part(scene, start, pos, year, month):
        return found
    if scene.text.startswith("份", pos):
        pos += 1
    days = _choose(scene, year, lambda of: date_spans.months_days(of, month, month))
    return _reading(start, pos, days, "month", year) if days else None


def lunar_month(scene: Scene, pos: int) -> Reading | None:
    """正月十五, 腊月二十三, 农历五月初五, 闰四月, 正月里: the lunar date as a solar one."""
    match = _LUNAR_MONTH.match(scene.text, pos)
    if not match:
        return None
    month = lunar_number(match["own"] or match["any"] or match["after_leap"])
    if not month:
        return None
    year = year_number(match["year"], scene.today.year) if match["year"] else None
    leap = bool(match["leap"] or match["leap_only"])
    return lunar_tail(scene, pos, match.end(), year, month, leap)


def lunar_day_alone(scene: Scene, pos: int) -> Reading | None:
    """初八那天, 初三在…: that day of the lunar month, the latest one or ahead the next."""
    match = _LUNAR_ALONE.match(scene.text, pos)
    here = lunar.lunar_of(scene.today) if match else None
    if not match or here is None or scene.text[pos - 1 : pos] in ("最", "当", "起", "年", "月", "原"):
        return None
    around = [date_spans.shift(scene.today, days) for days in (-59, -30, 0, 30)]
    months = dict.fromkeys(found[:2] for on in around if (found := lunar.lunar_of(on)))
    days = [on for month in months if (on := lunar.lunar_day(*month, number(match[1] or match[2])))]
    fits = [on for on in days if (on >= scene.today if scene.ahead else on <= scene.today)]
    if not fits:
        return None
    on = min(fits) if scene.ahead else max(fits)
    return Reading(pos, match.end(), on, on, "day", DATED, True, year=on.year, lunar=True)


_LUNAR_NEXT = Pattern(
    r"(?:初([一二三四五六七八九十])|(廿[一二三四五六七八九]?|(?:二十|十)[一二三四五六七八九]?))"
    r"(?= ?(?:上午|下午|早|晚|中午|夜|那天|当天|[在到去给又再、,。至跟村我]))"
)


def lunar_day_after(scene: Scene, pos: int) -> Reading | None:
    """The 廿七 of 腊月廿六…、廿七…: a later day of the lunar month that was told."""
    before = scene.before
    match = _LUNAR_NEXT.match(scene.text, pos) if before is not None and before.lunar else None
    told = lunar.lunar_of(before.on) if match and before is not None else None
    if not match or told is None or scene.text[pos - 1 : pos] in tuple("第百千万零一二三四五六七八九十"):
        return None
    on = lunar.lunar_day(told[0], told[1], number(match[1] or match[2]))
    if on is None or before is None or on <= before.on:
        return None
    return Reading(pos, match.end(), on, on, "day", DATED, True, year=on.year, lunar=True)


_YEAR_END = Pattern(
    r"(?<![青少中老今去明往当每])(?:大|小)?年(廿[一二三四五六七八九]|二十[一二三四五六七八九]?|三十)(?!多|来|几|年|岁|[一二三四五六七八九]?[人名个位份件场次])(?:晚上?|夜里?)?"
)


def year_end_day(scene: Scene, pos: int) -> Reading | None:
    """年廿八, 大年二十九: the last days of the twelfth lunar month."""
    match = _YEAR_END.match(scene.text, pos)
    if not match or scene.text[pos - 1 : pos].isdigit():
        return None
    return _lunar(scene, pos, match.end(), None, 12, value_of(match[1].replace("廿", "二十")) or 30)


def lunar_number(name: str) -> int | None:
    """1 to 12 for 正, 二, 十, 冬, 腊, 8; None for no month."""
    value = {"正": 1, "冬": 11, "腊": 12}.get(name) or value_of(name)
    return value if value and value <= 12 else None


def lunar_tail(
    scene: Scene, start: int, pos: int, year: int | None, month: int, leap: bool = False
) -> Reading | None:
    """The reading of a lunar month with what follows it."""
    if match := _LUNAR_DAY.match(scene.text, pos):
        return _lunar(scene, start, match.end(), year, month, number(match[1] or match[2]), leap)
    if (match := _LUNAR_NUMERAL.match(scene.text, pos)) and 0 < (value_of(match[1]) or 0) <= 30:
        return _lunar(scene, start, match.end(), year, month, value_of(match[1]) or 1, leap)
    days = _choose(scene, year, lambda of: lunar.lunar_days(of, month, leap))
    return _reading(start, pos, days, "month", year) if days else None


def _lunar(
    scene: Scene, start: int, end: int, year: int | None, month: int, day: int, leap: bool = False
) -> Reading | None:
    def days_of(of: int) -> date_spans.Days | None:
        on = lunar.lunar_day(of, month, day, leap)
        return (on, on) if on else None

    days = _choose(scene, year, days_of)
    if days is None:
        return None
    on = days[0]
    return Reading(
        start, end, on, on, "day", DATED, True, said_year=year is not None, year=on.year, lunar=True
    )


def _day(scene: Scene, start: int, end: int, year: int | None, month: int, day: int) -> Reading | None:
    def days_of(of: int) -> date_spans.Days | None:
        on = date_spans.day(of, month, day)
        return (on, on) if on else None

    days = _choose(scene, year, days_of)
    return _reading(start, end, days, "day", year) if days else None


def _part(scene: Scene, start: int, pos: int, year: int | None, month: int) -> Reading | None:
    """上旬, 底, 第二周, 第一个周三, 前5天 of a month."""
    if match := _PART.match(scene.text, pos):
        word = match[1] or match[2] or match[3]
        days = _choose(scene, year, lambda of: _part_days(of, month, word))
        return _reading(start, match.end(), days, "month_part", year) if days else None
    if match := _WEEK.match(scene.text, pos):
        which, weekday = -1 if match[2] else number(match[1]), match[3]
        days = _choose(scene, year, lambda of: _week_days(of, month, which, weekday))
        form = "day" if weekday else "week"
        return _reading(start, match.end(), days, form, year) if days else None
    if (match := _SLICE.match(scene.text, pos)) and (count := value_of(match[2])):
        unit, last = match[3], bool(match[1])
        days = _choose(
            scene,
            year,
            lambda of: date_spans.clipped(date_spans.months_days(of, month, month), count, unit, last),
        )
        return _reading(start, match.end(), days, "month_part", year) if days else None
    return None


def _part_days(year: int, month: int, word: str) -> date_spans.Days:
    if word in ("上中旬", "中下旬"):
        first = date_spans.part_days(year, month, word[0] + "旬")
        return first[0], date_spans.part_days(year, month, word[1:])[1]
    return date_spans.part_days(year, month, _PARTS.get(word, word))


def _week_days(year: int, month: int, which: int, weekday: str | None) -> date_spans.Days | None:
    first, last = date_spans.months_days(year, month, month)
    if weekday:
        on = date_spans.month_weekday(year, month, which, "一二三四五六日".index(weekday.replace("天", "日")))
        return (on, on) if on else None
    return date_spans.week_days(last) if which == -1 else date_spans.week_of(first, which)


def _choose(scene: Scene, year: int | None, days_of: DaysOf) -> date_spans.Days | None:
    return days_of(year) if year is not None else in_year(scene, days_of)


def _reading(start: int, end: int, days: date_spans.Days, form: str, year: int | None) -> Reading:
    on, last = days
    rank = DATED if form == "day" else PERIOD
    return Reading(
        start, end, on, last, form, rank, True, said_year=year is not None, year=on.year, month=on.month
    )
