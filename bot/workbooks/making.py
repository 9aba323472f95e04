"""A row of a foreign table on its way into the ledger, and the days that it is about. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.understanding.dates import find_dates
from bot.understanding.meaning import TownWords
from bot.workbooks.days import Days, When, days_of, month_of, said
from bot.workbooks.grid import Value
from bot.workbooks.heads import Role
from bot.workbooks.kinds import KindWord
from bot.workbooks.reading import Row, show
from storage.records import Doubt, EntryDraft

_NO_DAY = "没写日期，也看不出是哪个月的"
_STRANGE_DAY = "日期写的是“{cell}”，看不出是哪天"
_IN_FUTURE = "日期（{day}）还没到，办完了再记"
_WHOLE_MONTH = "没写哪天，先按{month}整月算。是哪天？"
_TWO_DAYS = "日期栏是{column}，内容里写的是{text}。是哪天？"
_TENTH = "“{cell}”是{first}还是{second}？"


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet says of all its rows. `fixed`: its columns leave no doubt of its kind."""

    when: When
    town: TownWords
    kind: KindWord | None = None
    unit: str | None = None
    fixed: bool = False


class LeftOutError(Exception):
    """The row is not recorded; the message is the reason."""


@dataclass(slots=True)
class Making:
    """A row in the making."""

    row: Row
    context: Context
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, part: str, reason: str, measure: str | None = None, options: Sequence[str] = ()) -> None:
        self.doubts.append(Doubt(0, part, reason, measure, tuple(options)))


def days_of_row(making: Making) -> Days:
    """The row's days: its own columns, else the day that its text tells, else the sheet's month."""
    row, when = making.row, making.context.when
    month = row.first(Role.MONTH)
    if month is not None and (of_row := days_of(_as_month(month), when)):
        when = replace(when, year=of_row.on.year, month=of_row.on.month)
        fallback: Days | None = of_row
    else:
        fallback = month_of(when)
    cell = row.first(Role.DATE)
    days = days_of(cell, when) or days_in_text(row, when) or _with_doubt(making, fallback, month)
    if days is None:
        raise LeftOutError(_STRANGE_DAY.format(cell=show(cell)[:20]) if cell is not None else _NO_DAY)
    if days.other:
        options = (str(days.on), str(days.other))
        both = [said(Days(day), when.at.date()) for day in (days.on, days.other)]
        making.doubt("date", _TENTH.format(cell=show(cell), first=both[0], second=both[1]), None, options)
    last = days_of(row.first(Role.UNTIL), when)
    if last and last.last > days.on:
        days = Days(days.on, last.last)
    if days.on > when.at.date():
        raise LeftOutError(_IN_FUTURE.format(day=days.on))
    if days.last > when.at.date():
        return Days(days.on, when.at.date())  # 全年 in November: what is reported is what was till now
    return days


def _as_month(cell: Value) -> Value:
    return f"{cell}月" if isinstance(cell, Decimal) and 1 <= cell <= 12 else cell


def days_in_text(row: Row, when: When) -> Days | None:
    """A day that the text itself tells, firmly."""
    for text in row.telling():
        spans = [span for span in find_dates(text, when.writing) if span.explicit and not span.named]
        if len(spans) == 1 and not spans[0].future:
            return Days(spans[0].on, spans[0].until)
    return None


def _with_doubt(making: Making, whole: Days | None, month: Value) -> Days | None:
    """The whole month: as it should be in a table by months, doubtful in one by days."""
    if whole and month is None and any(one.role is Role.DATE for one in making.row.columns):
        name = said(whole, making.context.when.at.date()).removesuffix("整月")
        making.doubt("date", _WHOLE_MONTH.format(month=name), None, (whole.option,))
    return whole


def compare_days(making: Making, days: Days, main: EntryDraft | None) -> None:
    """A day that the text tells and the column contradicts is asked about."""
    told = days_in_text(making.row, making.context.when)
    if told is None or main is None or any(doubt.part == "date" for doubt in making.doubts):
        return
    if told.last < days.on or told.on > days.last:
        today = making.context.when.at.date()
        reason = _TWO_DAYS.format(column=said(days, today), text=said(told, today))
        making.doubt("date", reason, None, (days.option, told.option))
