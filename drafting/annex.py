"""The words of the annex 数据来源表 and of the comments on figures: where each printed figure comes from."""

from collections.abc import Sequence
from datetime import date, timedelta

from drafting.report import EntryRef, FigureSpan, Report, SourceRow

TITLE = "数据来源表"
REVIEW = "请核对"
HEAD = ("报告中的数字", "计算方法", "台账编号", "日期", "单位")
SHOWN = 30  # entries that are named, for each figure
_IN_ROW = 3  # whole months in a row that are named as one span

Key = tuple[str, str, str | None]


def cells(row: SourceRow) -> tuple[str, str, str, str, str]:
    """A row of the annex, in the order of HEAD."""
    shown = row.entries[:SHOWN]
    return (
        f"{row.text}（{subject(row.kind, row.measure, row.period)}）",
        row.rule,
        _listed([entry.number for entry in shown], row.count),
        "、".join(_month_by_month(_unique([_days(entry) for entry in shown]))),
        "、".join(_unique([entry.unit for entry in shown])),
    )


def comment(figure: FigureSpan, rules: dict[Key, str]) -> str:
    """What the comment on a figure says: what it counts, how it was made, and from which entries."""
    subject_ = subject(figure.kind, figure.measure, figure.period)
    rule = rules.get((figure.kind, figure.measure, figure.period), "")
    numbers = _listed(list(figure.entries[:SHOWN]), len(figure.entries))
    parts = (subject_, rule.rstrip("。"), f"台账：{numbers}" if numbers else "")
    return "。".join(part for part in parts if part)


def rules(report: Report) -> dict[Key, str]:
    """How each printed figure was made, by kind, measure and period."""
    return {(row.kind, row.measure, row.period): row.rule for row in report.sources}


def subject(kind: str, measure: str, period: str | None) -> str:
    """What a figure counts: "人民调解·调解", and of when where that is not the report's year."""
    when = f"，{period}年" if period and period.isdigit() else f"，{period}" if period else ""
    return f"{kind}·{measure}{when}"


def _listed(numbers: Sequence[str], count: int) -> str:
    words = "、".join(numbers)
    return f"{words}等{count}条，见台账" if count > len(numbers) else words


def _unique(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _month_by_month(days: Sequence[str]) -> list[str]:
    """Three and more whole months in a row as one: 1月至12月逐月."""
    runs: list[list[str]] = []
    for day in days:
        last = _whole_month(runs[-1][-1]) if runs else 0
        if last and _whole_month(day) == last + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [word for run in runs for word in ([f"{run[0]}至{run[-1]}逐月"] if len(run) >= _IN_ROW else run)]


def _whole_month(day: str) -> int:
    """The number of a month that is named as a whole (3月); 0 for other spans."""
    month = day.removesuffix("月")
    return int(month) if month != day and month.isdecimal() else 0


def _days(entry: EntryRef) -> str:
    """3月5日, 3月2日至9日, 3月 (all of it), 1月至6月, 全年: a year only where it is not the number's."""
    year = entry.number.partition("-")[0]
    first, last = entry.on, entry.until or entry.on
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last, year)
    if first == last:
        return _day(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_day(first, year)}至{last.day}日"
    return f"{_day(first, year)}至{_day(last, year if last.year == first.year else '')}"


def _months(first: date, last: date, year: str) -> str:
    """Whole months."""
    if first.year != last.year:
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
    named = "" if str(first.year) == year else f"{first.year}年"
    if (first.month, last.month) == (1, 12):
        return f"{named}全年"
    return f"{named}{first.month}月" + (f"至{last.month}月" if last.month > first.month else "")


def _day(day: date, year: str) -> str:
    words = f"{day.month}月{day.day}日"
    return words if str(day.year) == year else f"{day.year}年{words}"
