"""/close 2023: a year's or a month's figures are final from now on; and what came after is listed."""

import re

from bot import callbacks, closing, formats, tallies
from bot import reminder_phrases as phrases
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Reply
from bot.months import MonthState, deadline, reporting, unit_months
from bot.periods import read_period
from bot.reminders.choices import choices
from bot.turn import Turn, say
from drafting.totals import Period
from storage.months import WHOLE_YEAR, Closing
from storage.records import Role

_MOST = 15
_YEAR = re.compile(r"20\d\d")
_ACTIONS = {"amend": "改", "withdraw": "撤销", "restore": "恢复"}


def close(turn: Turn) -> tuple[Reply, ...]:
    """What is open, and a button that closes; what came after, where it is closed."""
    words = turn.argument.strip()
    period = read_period(words, turn.at) if words else None
    month = _month(period)
    if period is None or month is None:
        closed = turn.work.months.closings(turn.town.id)
        listed = "、".join(closing.name(one) for one in closed)
        lines = [phrases.CLOSED_SO_FAR.format(names=listed)] if closed else []
        return say("\n".join([*lines, phrases.CLOSE_HELP.format(year=turn.today.year - 1)]))
    year = period.on.year
    known = [one for one in turn.work.months.closings(turn.town.id, year) if one.month == month]
    if known:
        return say(_after(turn, known[0]))
    if turn.member.role is not Role.ADMIN:
        return say(phrases.BY_ADMIN)
    if period.until >= turn.today:
        return say(phrases.CLOSE_TOO_EARLY.format(name=_name(year, month)))
    button = callbacks.button(f"封账{_name(year, month)}", callbacks.CLOSE, turn.member.id, year, month)
    return (Reply(_before(turn, period, year, month), ((button,),)),)


def closed(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """封账: keeps the figures as they are."""
    year, month = callback.number(0), callback.number(1)
    if not 0 <= month <= 12 or not _YEAR.fullmatch(str(year)):
        raise StaleButtonError(str(year))
    if turn.member.role is not Role.ADMIN:
        return (Reply("", toast=phrases.BY_ADMIN),)
    figures = tallies.rows(turn.work, turn.town, year, month or None)
    new = turn.work.months.close(
        turn.town.id, year, month, member_name=turn.member.name, at=turn.incoming.at, figures=figures
    )
    text = phrases.CLOSED.format(name=_name(year, month)) if new else phrases.CLOSED_ALREADY
    return (Reply(text, edits=turn.incoming.message_id or None),)


def _month(period: Period | None) -> int | None:
    """The month of a whole month, 0 of a whole year; None for other spans."""
    if period is None:
        return None
    if period == Period.of_year(period.on.year):
        return WHOLE_YEAR
    whole = Period.of_month(period.on.year, period.on.month)
    return period.on.month if period == whole else None


def _name(year: int, month: int) -> str:
    return f"{year}年" + (f"{month}月" if month else "")


def _before(turn: Turn, period: Period, year: int, month: int) -> str:
    """What ought to be settled first."""
    found = turn.work.ledger.find(turn.town.id, since=period.on, until=period.until)
    pending = sum(bool(one.doubts) for one in found)
    lines = [phrases.CLOSE_ASK.format(name=_name(year, month), entries=len(found))]
    if pending:
        lines.append(phrases.CLOSE_PENDING.format(count=pending))
    if open_units := _open(turn, period):
        lines.append(phrases.CLOSE_OPEN.format(units=open_units))
    unknown = tallies.unknown(turn.work, turn.town, year, month or None)
    if unknown:
        lines.append(phrases.CLOSE_UNKNOWN.format(count=len(unknown), what="；".join(unknown[:4])))
    return "\n".join([*lines, phrases.CLOSE_THEN])


def _open(turn: Turn, period: Period) -> str:
    """The units with months that were not reported, by the number of these."""
    units = reporting(turn.units(), turn.work.members.members(turn.town.id))
    found = turn.work.ledger.find(turn.town.id, since=period.on, until=period.until)
    first, last = period.on, period.until
    zeros = turn.work.months.zeros(turn.town.id, first.year * 100 + first.month, last.year * 100 + last.month)
    counts: dict[str, int] = {}
    report_day = choices(turn.town).report_day
    for month in period.months():
        due = deadline(month, report_day, turn.at.tzinfo)  # type: ignore[arg-type]
        for one in unit_months(units, month, found, zeros, (), due):
            counts[one.unit.name] = counts.get(one.unit.name, 0) + (one.state is MonthState.OPEN)
    missing = sorted(((count, name) for name, count in counts.items() if count), reverse=True)
    more = f"等{len(missing)}个单位" if len(missing) > 6 else ""
    return "、".join(f"{name}（{count}个月）" for count, name in missing[:6]) + more


def _after(turn: Turn, done: Closing) -> str:
    """What came after a closing."""
    after = closing.aftermath(turn.work, turn.town, done)
    day = formats.day(turn.local(done.at).date(), turn.today, weekday=False)
    lines = [phrases.CLOSED_ON.format(name=closing.name(done), day=day, who=done.member_name)]
    if not after.entries and not after.changes:
        return "\n".join([*lines, phrases.CLOSED_NOTHING])
    if after.entries:
        lines.append(phrases.CLOSED_LATE.format(count=len(after.entries)))
        lines += [formats.line(one, turn.today) for one in after.entries[:_MOST]]
    if after.changes:
        lines.append(phrases.CLOSED_CHANGED.format(count=len(after.changes)))
        for one in after.changes[:_MOST]:
            when = formats.day(turn.local(one.at).date(), turn.today, weekday=False)
            act = _ACTIONS.get(one.action, one.action)
            lines.append(f"{one.number} {when} {one.member_name}{act}，原因：{one.reason or '没写'}")
    return "\n".join(lines)
