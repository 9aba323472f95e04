"""Readers of dates in figures alone: 2024.3.5, 2024-03-05, 20240305, 2024.3, 3.5, 3/5, 3-5."""

import re

from bot.understanding import date_spans, feasts
from bot.understanding.date_month import month_tail
from bot.understanding.date_reading import DATED, PERIOD, Reading, Scene
from bot.understanding.date_text import year_number
from bot.understanding.patterns import Pattern

# After 3.5, 1-2 or 3/5 these make it an amount, a span of amounts or a share.
_UNIT = (
    r"(?:[%‰万亿千百十余多元个件起场次人份条名户家岁度米斤里亩吨平倍点分小天周年类项级期"
    r"册篇宗处辆位页本套台公k㎡°成折毫厘ml角块:]"
    # Some begin a place or a person as well: 4.12小学门口, 4.15公园.
    r"(?<!小(?!时|数))(?<!公(?![里斤顷分升]))(?<!家(?=[长庭属访]))(?<!人(?=[民大社]))(?<!户(?=外))(?<!本(?=[村镇社乡街所队站办局月周级]))"
    r"(?<!场(?=[镇口上部]))(?<!成(?=[功立员]))(?<!平(?=[安台]))(?<!:(?!\d))(?<!周(?=[边一二三四五六日末]))(?<!处(?=[罚理置分]))"
    r"(?<!分(?=[别头两三四批组管片]))(?<!点(?=[评名]))(?<!台(?=风))(?<!天(?=气))(?<!年(?=[度货终]))(?<!期(?=间))"
    r"(?<!项(?=目))(?<!条(?=例))(?<!元(?=[宵旦]))(?<!多(?=部门|单位))(?<!百(?=[日姓货]))(?<!度(?=假))(?<!位(?=于)))"
)
_UNIT_APART = (
    r"(?:[%‰亿元亩吨]|万(?![家达福年])|小时|公[里斤顷]|[度米斤里件起份项处辆册篇](?![\u4e00-\u9fff]))"
)
_CLOCK_NEXT = r"(?=\d\d:\d\d|-?\d{1,2}:\d\d)"
_FULL = Pattern(
    rf"(?<![\d.])((?:19|20)\d\d|\d\d) ?([-./]) ?(\d{{1,2}}) ?\2 ?(\d{{1,2}})(?:[日号]|{_CLOCK_NEXT}|"
    rf"(?!\.?\d|-\d{{3}}|%))"
)
_SPACED = Pattern(r"(?<!\d)((?:19|20)\d\d) (\d\d?) (\d\d?)(?!\d)")
_PACKED = Pattern(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
_YEAR_MONTH = Pattern(r"(?<![\d.])((?:19|20)\d\d)([-./])(\d{1,2})(?:月份?)?(?!\d|[.%/]\d|%|-\d{1,2}(?!\d))")
_SHORT = Pattern(
    r"(?<![\d.A-Za-z第])(?<!\d,)(\d{1,2})([./·-])(\d{1,2})"
    rf"(?:([日号])|(?![\d./月]|{_UNIT}| {_UNIT_APART})"
    rf"(?! ?[-~至到] ?\d+(?:\.\d+)?(?:{_UNIT}| {_UNIT_APART})))"
)
_SHORT_AFTER_JOIN = Pattern(r"\d[-~]$")
# After 12.4 or 4.15 these make it the name of the day that it is known by.
NAME_GOES_ON = Pattern(
    r"[\"'”’」》]? ?(?:宣传|活动|主题|国家|全民|普法|法治|法制|禁毒|系列|消费|宪法|消防|交通|反家|反诈"
    r"|安全|教育|防灾|知识|植树|妇女|维权|学雷锋|志愿|讲话|案)"
)
_BOUNDARY = Pattern(r"[\s,。、;:!?()\[\]【】《》“”\"'~—在于从自到至是及和号日①-⑳]")
_TIME_NEXT = Pattern(r" ?(?:上午|下午|早|中午|晚|那天|当天|这天|在|去|开|召|组织|我|全)")
# Within a clause 3.5 is a day before a word ("方案3.5印发"), but for what is a figure of something.
_FIGURE_OF = Pattern(r"[率量额价费均约近共达度分值数比为是到过了长宽高]$")
_RUNS_ON = Pattern(
    r"[\u4e00-\u9fff《](?<![左以约比和与及至占为是倍者版])(?<!到(?=\d))(?<!上(?!会))(?<!下(?![发达拨]))"
)
_OF_US = Pattern("[村所队局办镇乡站会委们校院区报]")
_HEADS = Pattern("[ ,:](?!\\d{1,2}(?!\\d))")  # 我村7.15：…
_TO_DAY = Pattern(r" ?(?:[-~至到]|—+) ?\d{1,2}[./]\d{1,2}(?![\d.%])")  # 青石村3.2-3.6排查


def written(scene: Scene, pos: int) -> Reading | None:
    """2024.3.5, 2024-03-05, 24/3/5, 20240305, 2024 03 05."""
    match = _FULL.match(scene.text, pos)
    parts = (match[1], match[3], match[4]) if match else None
    if parts is None:
        match = _PACKED.match(scene.text, pos) or _SPACED.match(scene.text, pos)
        parts = (match[1], match[2], match[3]) if match else None
    if match is None or parts is None:
        return None
    on = date_spans.day(year_number(parts[0], scene.today.year), int(parts[1]), int(parts[2]))
    if on is None:
        return None
    return Reading(pos, match.end(), on, on, "day", DATED, True, said_year=True, year=on.year, month=on.month)


def written_month(scene: Scene, pos: int) -> Reading | None:
    """2024.3, 2024-03."""
    match = _YEAR_MONTH.match(scene.text, pos)
    month = int(match[3]) if match else 0
    if not match or not 1 <= month <= 12:
        return None
    on, last = date_spans.months_days(int(match[1]), month, month)
    return Reading(
        pos, match.end(), on, last, "month", PERIOD, True, said_year=True, year=on.year, month=month
    )


def short(scene: Scene, pos: int) -> Reading | None:
    """3.5, 3/5, 3-5 as month and day: never before a unit, only where a date may stand; 12·4 is a name."""
    match = _SHORT.match(scene.text, pos)
    if not match or not _may_stand(scene, match):
        return None
    month, day = int(match[1]), int(match[3])
    if not 1 <= month <= 12 or _names_a_day(scene.text, match):
        return None
    return month_tail(scene, pos, match.end(), None, month, day)


def _may_stand(scene: Scene, match: re.Match[str]) -> bool:
    text = scene.text
    if match[2] == "/" and text.startswith("的", match.end()):
        return False
    if _SHORT_AFTER_JOIN.search(text, max(match.start() - 2, 0), match.start()):
        return match[2] != "-"  # 3.2-3.6 goes on, 1-2-3 does not
    if match[4]:  # 8-10号 are three days
        return match[2] != "-" or int(match[1]) >= int(match[3])
    before = text[match.start() - 1 : match.start()]
    if not before or _BOUNDARY.match(before) or _TIME_NEXT.match(text, match.end()):
        return True
    if _OF_US.match(before) and _HEADS.match(text, match.end()):
        return True
    goes_on = _RUNS_ON.match(text, match.end()) or _TO_DAY.match(text, match.end())
    return bool(goes_on) and not _FIGURE_OF.match(before)


def _names_a_day(text: str, match: re.Match[str]) -> bool:
    """12·4 always, 11.9消防宣传 and 12.4宪法日 where the name goes on."""
    if match[2] not in ("·", ".") or not feasts.digit_feast(int(match[1]), int(match[3])):
        return False
    return match[2] == "·" or bool(NAME_GOES_ON.match(text, match.end()))
