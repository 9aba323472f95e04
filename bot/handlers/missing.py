"""/missing [月份]: who has reported a month, who has not, who was late; for leaders the year's rates."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot import permission
from bot import reminder_phrases as phrases
from bot.messages import Button, Reply
from bot.months import (
    MonthState,
    UnitMonth,
    answering,
    deadline,
    month_number,
    reporting,
    unit_months,
    unsaid_zeros,
    zero_label,
    zero_measures,
)
from bot.periods import read_period
from bot.reminders import buttons
from bot.reminders.choices import choices
from bot.turn import Turn, say
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import Entry, Unit

_MOST = 30


def missing(turn: Turn) -> tuple[Reply, ...]:
    """The month that is being reported where none is named: until its deadline, that is the last one."""
    period = read_period(turn.argument, turn.at) if turn.argument.strip() else _current(turn)
    if period is None or period != Period.of_month(period.on.year, period.on.month):
        return say(phrases.MISSING_HELP)
    if period.on > turn.today:
        return say(phrases.MISSING_AHEAD)
    states = months_of(turn, _staffed(turn), period)
    lines = [_head(turn, period, states), *_states(turn, states)]
    unsaid = unsaid_zeros(period, _entries(turn, period), bundled(), answering(turn.town))
    if unsaid and turn.today > period.until - timedelta(days=5):
        names = "、".join(zero_label(one) for one in unsaid)
        lines.append(phrases.MISSING_ZEROS.format(names=names, all=len(zero_measures(bundled()))))
    if permission.may_draft(turn.member):
        lines += rates(turn, period)
    return (Reply("\n".join(lines), _buttons(turn, period, states)),)


def _current(turn: Turn) -> Period:
    before = turn.today.replace(day=1) - timedelta(days=1)
    late = turn.today.day > choices(turn.town).report_day
    day = turn.today if late else before
    return Period.of_month(day.year, day.month)


def _staffed(turn: Turn) -> list[Unit]:
    return reporting(turn.units(), turn.work.members.members(turn.town.id))


def _entries(turn: Turn, period: Period) -> list[Entry]:
    return turn.work.ledger.find(turn.town.id, since=period.on, until=period.until)


def months_of(turn: Turn, units: Sequence[Unit], month: Period) -> list[UnitMonth]:
    number, zone = month_number(month.on), ZoneInfo(turn.town.timezone)
    return unit_months(
        units,
        month,
        _entries(turn, month),
        turn.work.months.zeros(turn.town.id, number, number),
        turn.work.months.closings(turn.town.id, month.on.year),
        deadline(month, choices(turn.town).report_day, zone),
    )


def _head(turn: Turn, period: Period, states: Sequence[UnitMonth]) -> str:
    last = (period.until + timedelta(days=1)).replace(day=choices(turn.town).report_day)
    year = f"{period.on.year}年" if period.on.year != turn.today.year else ""
    closed = phrases.MISSING_CLOSED if states and states[0].closed else ""
    return phrases.MISSING_HEAD.format(month=f"{year}{period.on.month}月", due=_day(last)) + closed


def _states(turn: Turn, states: Sequence[UnitMonth]) -> list[str]:
    lines = []
    for state in (MonthState.OPEN, MonthState.REPORTED, MonthState.ZERO):
        own = [one for one in states if one.state is state]
        if own:
            names = "、".join(_named(turn, one) for one in own[:_MOST])
            more = "等" if len(own) > _MOST else ""
            lines.append(f"{state.value}{len(own)}个：{names}{more}")
    return lines


def _named(turn: Turn, one: UnitMonth) -> str:
    """A late report says when it came."""
    if not one.late or one.at is None:
        return one.unit.name
    return f"{one.unit.name}（迟报，{_day(turn.local(one.at).date())}）"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def rates(turn: Turn, period: Period) -> list[str]:
    """In how many of the year's months that are due each unit was in time; the worst first."""
    zone, day = ZoneInfo(turn.town.timezone), choices(turn.town).report_day
    year = Period.of_year(period.on.year)
    due = [month for month in year.months() if deadline(month, day, zone) <= turn.at]
    if not due:
        return []
    began = turn.work.ledger.began_at(turn.town.id)
    first = turn.local(began).date().replace(day=1) if began else turn.today
    due = [month for month in due if month.on >= first]
    counts: dict[str, int] = {unit.name: 0 for unit in _staffed(turn)}
    for month in due:
        for one in months_of(turn, _staffed(turn), month):
            counts[one.unit.name] += one.state is not MonthState.OPEN and not one.late
    if not due:
        return []
    ranked = sorted(counts.items(), key=lambda pair: pair[1])
    lines = [phrases.MISSING_RATES.format(year=period.on.year, months=len(due))]
    lines += [f"{name} {count}/{len(due)}（{100 * count // len(due)}%）" for name, count in ranked[:_MOST]]
    return lines


def _buttons(turn: Turn, period: Period, states: Sequence[UnitMonth]) -> tuple[tuple[Button, ...], ...]:
    """The own unit's 没有要报的, where it has said nothing and the month is nearly over."""
    own = next((one for one in states if one.unit.id == turn.member.unit.id), None)
    over = turn.today > period.until - timedelta(days=5)
    if own is None or own.state is not MonthState.OPEN or not over or not permission.may_log(turn.member):
        return ()
    return ((buttons.nothing(turn.member, period),),)
