"""A question by chat: 今年调解了多少件, 上个月普法几场, 虹桥村三季度报了什么, 谁还没报."""

from collections.abc import Sequence
from decimal import Decimal

from bot import cards, formats, listing, periods, phrases, queries
from bot.entry_numbers import find_entry
from bot.listing import Filter
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding.meaning import Meaning, Question
from bot.understanding.questions import read_question
from drafting.totals import Period, Total
from storage.catalogue import bundled
from storage.records import Entry, Unit, UnitLevel

_MEASURES = 6
_MOST_NUMBERS = 8


def ask(turn: Turn, meaning: Meaning) -> tuple[Reply, ...]:
    """The answer from the ledger, or what can be asked."""
    question = meaning.question or read_question(turn.incoming.text, turn.at, turn.town_words())
    if question.number and (entry := find_entry(turn, question.number)):
        return (cards.card(entry, turn.today, None),)
    unit = next((one for one in turn.units() if one.name == question.unit), None)
    if question.unit and unit is None:
        return say(phrases.NO_SUCH_UNIT_ASKED.format(name=question.unit))
    period = span_of(turn, question)
    if question.asks == "missing":
        return say(_missing(turn, question, period))
    if question.asks == "last" and question.kind:
        return say(_last(turn, question.kind, unit))
    if question.asks == "total" and (question.kind or question.measures):
        return say(_totals(turn, question, period, unit))
    if question.asks in ("count", "total"):
        return say(_count(turn, question.kind, period, unit))
    if question.asks == "list":
        return (listing.page(turn, Filter(period, question.kind, unit), 0),)
    return say(phrases.NOT_ANSWERED)


def span_of(turn: Turn, question: Question) -> Period:
    """The span that was said; else the year so far, or this month for who has not reported."""
    if question.on is not None:
        return periods.until_today(Period(question.on, question.until or question.on), turn.today)
    if question.asks == "missing" and "月" not in question.words:
        return Period(turn.today.replace(day=1), turn.today)
    return Period(turn.today.replace(month=1, day=1), turn.today)


def _totals(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """The town's figures (or a unit's); for a village's person their own village's below them."""
    kinds = [question.kind] if question.kind else _kinds_with(question.measures)
    told = [_total(turn, kind, question, period, unit) for kind in kinds]
    heard = [text for text, known in told if known]
    return "\n".join(heard or [told[0][0]])


def _kinds_with(measures: Sequence[str]) -> list[str]:
    """The kinds that count one of the measures: 资料 of 普法活动 and of 法治讲座."""
    return [kind.name for kind in bundled().kinds.values() if any(kind.has(one) for one in measures)]


def _total(turn: Turn, kind: str, question: Question, period: Period, unit: Unit | None) -> tuple[str, bool]:
    """What is known of one kind, and whether anything is."""
    found = queries.entries(turn, period, unit, kind)
    inside = queries.within(found, period)
    wanted = [one for one in question.measures if bundled().kind(kind).has(one)] or _reported(kind, inside)
    who, span = unit.name if unit else turn.town.name, periods.name(period, turn.today)
    totals = [one for measure in wanted if (one := queries.sum_of(inside, kind, measure, period))]
    lines = [_line(f"{who}{span}", kind, wanted, totals, inside)]
    if totals and question.target is not None:
        lines.append(_against(totals[0], question.target))
    own = turn.member.unit
    if unit is None and own.level is UnitLevel.VILLAGE:
        mine = [one for one in inside if one.unit.id == own.id]
        ours = [one for measure in wanted if (one := queries.sum_of(mine, kind, measure, period))]
        lines.append(_line(own.name, kind, wanted, ours, mine))
    if len(found) > len(inside):
        lines.append(f"另有{len(found) - len(inside)}条跨出这段时间，没算进来。")
    if pending := [one.number for one in inside if one.doubts]:
        more = "等" if len(pending) > _MOST_NUMBERS else ""
        lines.append("其中待确认：" + "、".join(pending[:_MOST_NUMBERS]) + more)
    return "\n".join(lines), bool(inside)


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
    told = "、".join(total.measure + queries.count_of(total) for total in totals)
    return f"{whose}，{kind}：{told}（{len(behind)}条记录）。"


def _against(total: Total, target: Decimal) -> str:
    """够60次了没: how far the total is from it."""
    if total.value >= target:
        return f"够{formats.number(target)}{total.unit}了。"
    return f"离{formats.number(target)}{total.unit}还差{formats.number(target - total.value)}{total.unit}。"


def _count(turn: Turn, kind: str | None, period: Period, unit: Unit | None) -> str:
    found = queries.entries(turn, period, unit, kind)
    who, span = unit.name if unit else turn.town.name, periods.name(period, turn.today)
    return f"{who}{span}{f'，{kind}' if kind else ''}记了{len(found)}条。要看清单，发 /list"


def _last(turn: Turn, kind: str, unit: Unit | None) -> str:
    """The latest entry of a kind."""
    unit_id = unit.id if unit else None
    found = turn.work.ledger.find(turn.town.id, until=turn.today, kind=kind, unit_id=unit_id)
    if not found:
        return f"{unit.name if unit else turn.town.name}还没有{kind}的记录。"
    return f"最近一次：{cards.line(max(found, key=lambda one: one.last_day), turn.today)}"


def _missing(turn: Turn, question: Question, period: Period) -> str:
    """Who has not reported; of a kind whose zero is reported month by month, which months are missing."""
    if question.kind and "月" in question.words:
        return _missing_months(turn, question.kind, period)
    nothing, something = queries.missing_units(turn, period, question.kind)
    if question.unit:
        nothing = [one for one in nothing if one.name == question.unit]
        something = [one for one in something if one.name == question.unit]
    elif "村" in turn.incoming.text:
        nothing, something = queries.villages(nothing), queries.villages(something)
    span, what = periods.name(period, turn.today), question.kind or ""
    if not nothing:
        return f"{span}{what}都报了，共{len(something)}个单位。"
    names = "、".join(unit.name for unit in nothing)
    return f"{span}{what}还没报的有{len(nothing)}个：{names}。\n已报{len(something)}个。"


def _missing_months(turn: Turn, kind: str, period: Period) -> str:
    totals = queries.totals_of(turn, period, None, kind)
    lines = [f"{kind}，{one.measure}：{one.reason}" for one in totals.unknown if one.kind == kind]
    return "\n".join(lines) or f"{periods.name(period, turn.today)}{kind}没有缺的月份。"
