"""Figures side by side: the units of a town, and one time beside another."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot import formats, periods, queries
from bot.turn import Turn
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Question
from drafting.totals import Period, Total
from storage.catalogue import bundled
from storage.records import Entry, Unit

_BESIDE = re.compile("比|多了?还是少|和[^，。]{1,12}(?:差|对照)|相差")
_AND = re.compile("(?<=[月年度周天日])[和跟与同](?=[上下本这今去前\\d一二三四五六七八九十])")
_BY_MONTH = re.compile("(?:各|每|每个|哪个?|几|分)月份?(?!没|[^，。]{0,4}[没未缺漏])|按月|逐月")
_PAIR = 2
_MOST_UNITS = 30


def two_spans(turn: Turn, question: Question) -> tuple[Period, Period] | None:
    """The two times that a question holds against each other: 6月比5月多几件."""
    text = turn.incoming.text
    if question.asks not in ("total", "other", "list") or not _BESIDE.search(text):
        return None
    apart = _AND.sub("比", text)  # 5月和6月比: two times, not one of two months
    spans = [Period(one.on, one.last_day) for one in find_dates(apart, turn.at) if one.form != "name"]
    others = [one for one in spans if one != spans[0]]
    return (spans[0], others[0]) if others else None


def compared(turn: Turn, question: Question, spans: Sequence[Period], unit: Unit | None) -> str:
    """Each time's figure, then how far the one is from the other."""
    assert question.kind is not None
    measure = _measure(question, question.kind)
    who, told, totals = queries.whose(turn, question, unit), [], []
    for span in spans:
        period = periods.until_today(span, turn.today)
        found = queries.within(queries.entries(turn, period, unit, question.kind, question), period)
        total = queries.sum_of(found, question.kind, measure, period)
        totals.append(total)
        said = _said(total, measure, found)
        what = queries.named(question, question.kind)
        told.append(f"{who}{periods.name(period, turn.today)}，{what}：{said}")
    if len(totals) == _PAIR and totals[0] and totals[1]:
        names = [periods.name(periods.until_today(span, turn.today), turn.today) for span in spans]
        told.append(_difference(names, totals[0], totals[1]))
    return "\n".join(told)


def _difference(names: Sequence[str], one: Total, other: Total) -> str:
    apart = one.value - other.value
    if not apart:
        return f"{names[0]}和{names[1]}一样多。"
    more = ("多" if apart > 0 else "少") + ("约" if one.approx or other.approx else "")
    return f"{names[0]}比{names[1]}{more}{formats.number(abs(apart))}{one.unit}。"


def _said(total: Total | None, measure: str, found: Sequence[Entry]) -> str:
    if total is None:
        return f"没报{measure}。" if found else "没有记录。"
    return f"{formats.told(total.measure, queries.count_of(total))}（{len(total.numbers)}条记录）。"


def _measure(question: Question, kind: str) -> str:
    own = bundled().kind(kind)
    asked = next((one for one in question.measures if own.has(one)), None)
    return asked or own.primary or own.measures[0].name


def ranked(turn: Turn, question: Question, period: Period) -> str:
    """Each unit's figure, the most first; by the number of entries where no kind is asked about."""
    kind = question.kind
    found = queries.within(queries.entries(turn, period, None, kind, question), period)
    named = [one for one in turn.units() if one.name in turn.incoming.text]
    units = named or (queries.villages(turn.units()) if "村" in turn.incoming.text else turn.units())
    rows = sorted(
        (row for unit in units if (row := _row(question, unit, found, period))), key=lambda row: -row[0]
    )
    head = f"{turn.town.name}{periods.name(period, turn.today)}，{queries.named(question, kind) or '记录'}"
    if not rows:
        return f"{head}：没有记录。"
    counted = {name for _, name, _ in rows}
    silent = [unit.name for unit in units if unit.name not in counted]
    lines = [f"{head}，从多到少：", *(f"{name} {told}" for _, name, told in rows[:_MOST_UNITS])]
    if silent:
        lines.append(f"没有记录的：{'、'.join(silent[:_MOST_UNITS])}")
    return "\n".join(lines)


def is_by_month(turn: Turn, question: Question) -> bool:
    """Whether the months are asked for one by one: 每个月普法几场, 几月份调解最多."""
    return (
        question.kind is not None
        and question.asks in ("total", "rank")
        and bool(_BY_MONTH.search(turn.incoming.text))
    )


def by_month(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """Each month's figure, in the order of the calendar; those without any entry are left out."""
    assert question.kind is not None
    measure, lines = _measure(question, question.kind), []
    for month in periods.months(period):
        found = queries.within(queries.entries(turn, month, unit, question.kind, question), month)
        if found:
            total = queries.sum_of(found, question.kind, measure, month)
            lines.append(f"{periods.name(month, turn.today)}：{_said(total, measure, found)}")
    what = queries.named(question, question.kind)
    head = f"{queries.whose(turn, question, unit)}{periods.name(period, turn.today)}，{what}"
    return "\n".join([f"{head}，按月：", *lines]) if lines else f"{head}：没有记录。"


def _row(
    question: Question, unit: Unit, found: Sequence[Entry], period: Period
) -> tuple[Decimal, str, str] | None:
    """(value, unit's name, the figure in words); None where the unit has reported nothing of it."""
    own = [one for one in found if one.unit.id == unit.id]
    if not own:
        return None
    if question.kind is None:
        return Decimal(len(own)), unit.name, f"{len(own)}条"
    measure = _measure(question, question.kind)
    total = queries.sum_of(own, question.kind, measure, period)
    if total is None:
        return Decimal(0), unit.name, f"没报{measure}（{len(own)}条）"
    return total.value, unit.name, f"{formats.told(measure, queries.count_of(total))}（{len(own)}条）"
