"""A measure's figures in words: with their span, how many entries stand behind them, and what is doubtful."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot import formats, periods, phrases, queries
from bot.turn import Turn
from bot.understanding.meaning import Question
from drafting.totals import Period, Total
from storage.catalogue import bundled
from storage.records import Entry, Unit, UnitLevel

_MEASURES = 6
_MOST_NUMBERS = 8
_TYPE = "纠纷类型"
_COMPARED = re.compile("同期|同比")


def totals(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """The town's figures (or a unit's); for a village's person their own village's below them."""
    kinds = [question.kind] if question.kind else _kinds_with(question.measures)
    if not kinds:
        return phrases.NOT_ANSWERED
    told = [_total(turn, kind, question, period, unit) for kind in kinds]
    heard = [text for text, known in told if known] or [told[0][0]]
    if _COMPARED.search(turn.incoming.text) and question.kind:
        heard.append(_total(turn, question.kind, question, _year_before(period), unit)[0])
    return "\n".join(heard)


def _year_before(period: Period) -> Period:
    """The same days of the year before; 29 February is read as the 28th."""
    days = (period.on, period.until)
    on, until = (
        one.replace(year=one.year - 1, day=min(one.day, 28) if one.month == 2 else one.day) for one in days
    )
    return Period(on, until)


def _kinds_with(measures: Sequence[str]) -> list[str]:
    """The kinds that count one of the measures: 资料 of 普法活动 and of 法治讲座."""
    return [kind.name for kind in bundled().kinds.values() if any(kind.has(one) for one in measures)]


def _total(turn: Turn, kind: str, question: Question, period: Period, unit: Unit | None) -> tuple[str, bool]:
    """What is known of one kind, and whether anything is."""
    found = queries.entries(turn, period, unit, kind, question)
    inside = queries.within(found, period)
    untyped = [one for one in inside if question.dispute and not one.attributes.get(_TYPE)]
    if question.dispute:
        found, inside = (_of_type(some, question.dispute) for some in (found, inside))
    wanted = [one for one in question.measures if bundled().kind(kind).has(one)] or _reported(kind, inside)
    who, span = queries.whose(turn, question, unit), periods.name(period, turn.today)
    totals = [one for measure in wanted if (one := queries.sum_of(inside, kind, measure, period))]
    what = queries.named(question, kind)
    lines = [_line(f"{who}{span}", what, wanted, totals, inside)]
    if totals and question.target is not None:
        lines.append(_against(totals[0], question.target))
    own = turn.member.unit
    if unit is None and not question.person and own.level is UnitLevel.VILLAGE:
        mine = [one for one in inside if one.unit.id == own.id]
        ours = [one for measure in wanted if (one := queries.sum_of(mine, kind, measure, period))]
        lines.append(_line(own.name, what, wanted, ours, mine))
    if untyped:
        lines.append(f"另有{len(untyped)}条没写是哪类纠纷，没算进来。")
    if len(found) > len(inside):
        lines.append(f"另有{len(found) - len(inside)}条跨出这段时间，没算进来。")
    if pending := [one.number for one in inside if one.doubts]:
        more = "等" if len(pending) > _MOST_NUMBERS else ""
        lines.append("其中待确认：" + "、".join(pending[:_MOST_NUMBERS]) + more)
    return "\n".join(lines), bool(inside)


def _of_type(found: list[Entry], dispute: str) -> list[Entry]:
    """The disputes of one type."""
    return [one for one in found if one.attributes.get(_TYPE) == dispute]


def _reported(kind: str, found: list[Entry]) -> list[str]:
    """The measures that were reported, rates that follow from them too."""
    said = {figure.measure for one in found for figure in one.figures}
    order = bundled().kind(kind).measures
    return [one.name for one in order if one.name in said or (one.rate and set(one.rate) <= said)][:_MEASURES]


def _line(
    whose: str, kind: str, wanted: Sequence[str], totals: Sequence[Total], found: Sequence[Entry]
) -> str:
    """青石镇1月1日至6月14日，人民调解：调解18件（3条记录）."""
    if not found:
        return f"{whose}，{kind}：没有记录。"
    if not totals:
        return f"{whose}，{kind}：记了{len(found)}条，没报{'、'.join(wanted) or '数字'}。"
    behind = {number for total in totals for number in total.numbers}
    told = "、".join(formats.told(total.measure, queries.count_of(total)) for total in totals)
    silent = [measure for measure in wanted if all(total.measure != measure for total in totals)]
    rest = f"没报{'、'.join(silent)}。" if silent else ""
    return f"{whose}，{kind}：{told}（{len(behind)}条记录）。{rest}"


def _against(total: Total, target: Decimal) -> str:
    """够60次了没: how far the total is from it."""
    if total.value >= target:
        return f"够{formats.number(target)}{total.unit}了。"
    return f"离{formats.number(target)}{total.unit}还差{formats.number(target - total.value)}{total.unit}。"
