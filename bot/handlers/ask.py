"""A question by chat: 今年调解了多少件, 上个月普法几场, 虹桥村三季度报了什么, 谁还没报."""

from bot import listing, periods, phrases, queries
from bot.listing import Filter
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding.meaning import Question
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import Entry, Unit, UnitLevel

_MEASURES = 6


def ask(turn: Turn, question: Question | None) -> tuple[Reply, ...]:
    """The answer from the ledger, or what can be asked."""
    if question is None or (question.asks == "other" and question.kind is None and question.unit is None):
        return say(phrases.NOT_ANSWERED)
    unit = next((one for one in turn.units() if one.name == question.unit), None)
    period = _period(turn, question)
    if question.asks == "missing":
        return say(_missing(turn, period, question.kind))
    if question.asks == "list" or question.kind is None:
        return _listed(turn, Filter(period, question.kind, unit))
    return say(_total(turn, question.kind, question.measure, period, unit))


def _period(turn: Turn, question: Question) -> Period:
    """The span that was said; the year so far, or this month for who has not reported."""
    if question.on is not None:
        return periods.until_today(Period(question.on, question.until or question.on), turn.today)
    if question.asks == "missing":
        return Period(turn.today.replace(day=1), turn.today)
    return Period(turn.today.replace(month=1, day=1), turn.today)


def _listed(turn: Turn, wanted: Filter) -> tuple[Reply, ...]:
    return (listing.page(turn, wanted, 0),)


def _total(turn: Turn, kind: str, measure: str | None, period: Period, unit: Unit | None) -> str:
    """The town's figure (or a unit's); for a village's person their own village's below it."""
    found = queries.entries(turn, period, unit, kind)
    inside = queries.within(found, period)
    measures = [measure] if measure else _measures(kind, inside)
    who = unit.name if unit else turn.town.name
    lines = [_line(turn, who, kind, measures, inside, period)]
    own = turn.member.unit
    if unit is None and own.level is UnitLevel.VILLAGE:
        mine = [one for one in inside if one.unit.id == own.id]
        lines.append(_line(turn, own.name, kind, measures, mine, period))
    if len(found) > len(inside):
        lines.append(f"另有{len(found) - len(inside)}条跨出这段时间，没算进来。")
    pending = [one.number for one in inside if one.doubts]
    if pending:
        lines.append("待确认：" + "、".join(pending[:8]) + ("等" if len(pending) > 8 else ""))
    return "\n".join(lines)


def _measures(kind: str, found: list[Entry]) -> list[str]:
    """The kind's primary measure and those that were reported."""
    said = {figure.measure for one in found for figure in one.figures}
    order = bundled().kind(kind).measures
    return [one.name for one in order if one.name in said or (one.rate and set(one.rate) <= said)][:_MEASURES]


def _line(turn: Turn, who: str, kind: str, measures: list[str], found: list[Entry], period: Period) -> str:
    """虹桥村1月1日至6月14日：人民调解 调解18件（3条）."""
    span = periods.name(period, turn.today)
    told, behind = [], set[str]()
    for measure in measures:
        total = queries.sum_of(found, kind, measure, period)
        if total is not None:
            told.append(measure + queries.count_of(total))
            behind |= set(total.numbers)
    if not told:
        wanted = "".join(measures[:1])
        return (
            f"{who}{span}：{kind}{wanted}没有记录。"
            if not found
            else _only_entries(who, span, kind, wanted, found)
        )
    return f"{who}{span}：{kind}{'、'.join(told)}（{len(behind)}条记录）。"


def _only_entries(who: str, span: str, kind: str, measure: str, found: list[Entry]) -> str:
    return f"{who}{span}：{kind}记了{len(found)}条，{'没报' + measure if measure else '没有数字'}。"


def _missing(turn: Turn, period: Period, kind: str | None) -> str:
    nothing, something = queries.missing_units(turn, period, kind)
    span, what = periods.name(period, turn.today), kind or ""
    if not nothing:
        return f"{span}{what}都报了，{len(something)}个单位。"
    if not something:
        return f"{span}{what}还没有单位报。"
    names = "、".join(unit.name for unit in nothing)
    return f"{span}{what}还没报的有{len(nothing)}个：{names}。\n已报{len(something)}个。"
