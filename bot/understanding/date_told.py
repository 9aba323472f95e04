"""The period that a report's name tells: 半年小结, 月报, 周报, 季度汇总, 年度数据, 月底盘点.

Who reports so tells of the last period that is over, or as good as over.
"""

from datetime import date

from bot.understanding import date_spans
from bot.understanding.date_reading import PERIOD, Reading, Scene
from bot.understanding.patterns import Pattern

_REPORT = r"(?:工作)?(?:[总小]结|汇[总报]|报[数表账]|报(?=[:\n])|上报|盘点|统计|台账|数据|合计|累计|情况|账)"
_HEADS = rf"{_REPORT}(?:如下|补报|一下|一览)?(?=[:,\s]|$)"
_TOLD = Pattern(
    r"(?P<half>半年度?)(?=工作|法治|普法|[总小]结|汇[总报]|报[数表一个]|上报|盘点|统计|台账|数据|情况|账|:)"
    r"|(?P<mid>年中)(?=[总小]结|汇[总报]|报[数表]|盘点|统计|数据|在册|现有|总数|[:,])"
    r"|(?<![本这每全整上下前后去今当零一二三四五六七八九十百\d])"
    rf"(?:(?P<week>周)(?={_HEADS})|(?P<month>月[度底末]?)(?={_HEADS})|(?P<quarter>季度?)(?={_HEADS})"
    rf"|(?P<year>年度)(?={_HEADS}))|(?P<whole>全年度?)(?={_HEADS})"
)
# Days before its end at which a period is as good as over.
_SLACK = {"week": 3, "month": 7, "quarter": 20, "half": 20, "mid": 20, "year": 31, "whole": 183}
_FORMS = {"mid": "half", "whole": "year"}


def told_period(scene: Scene, pos: int) -> Reading | None:
    """月报, 半年小结, 年度汇总 …: the period of that length that is over by now, or nearly."""
    match = None if scene.ahead else _TOLD.match(scene.text, pos)
    name = match.lastgroup if match else None
    if match is None or name is None or (scene.before is not None and name not in ("half", "mid")):
        return None  # "6月月报": the month is told
    soon = date_spans.shift(scene.today, _SLACK[name] + 1)
    on, last = _period_before(soon, name)
    return Reading(pos, match.end(), on, last, _FORMS.get(name, name), PERIOD, True, year=on.year)


def _period_before(on: date, name: str) -> date_spans.Days:
    """The last whole week, month, quarter, half or year before the one of that day."""
    if name == "week":
        return date_spans.week_days(on, -1)
    months = {"month": 1, "quarter": 3, "half": 6, "mid": 6, "year": 12, "whole": 12}[name]
    begins = (on.month - 1) // months * months  # months of the year before the period of that day
    first_year, first = date_spans.month_after(on.year, begins + 1, -months)
    return date_spans.months_days(first_year, first, first + months - 1)
