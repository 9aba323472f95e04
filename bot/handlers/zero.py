"""无: the month's zeros, by the buttons of the month's last reminder and of /missing."""

from datetime import timedelta
from decimal import Decimal

from bot import callbacks, formats, permission
from bot import reminder_phrases as phrases
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Reply
from bot.months import ZeroMeasure, month_number, touching, zero_label, zero_measures
from bot.reminders import buttons, pressed
from bot.turn import Turn
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import EntryDraft, Figure, UnitLevel


def month_of(text: str) -> Period:
    """The month that a button names: 202306; StaleButtonError."""
    try:
        return Period.of_month(int(text[:4]), int(text[4:]))
    except ValueError as error:
        raise StaleButtonError(text) from error


def zero(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """Records that there was none of a measure (or of all that are asked), over the whole month."""
    month = month_of(callback.argument(0))
    if refused := _refused(turn):
        return refused
    asked = buttons.asked_of(turn.work, turn.town, turn.member, month, turn.at + timedelta(seconds=1))
    wanted = _wanted(callback, asked)
    left = [one for one in asked if one not in wanted]
    status = phrases.ZERO_LEFT.format(count=len(left)) if left else phrases.ZERO_DONE
    rows = buttons.zeros(turn.member, month, left, bundled())
    lines = [_record(turn, month, kind, wanted) for kind in dict.fromkeys(one.kind for one in wanted)]
    toast = "" if wanted else phrases.ZERO_KNOWN
    return (pressed.answered(turn, lines, status, lambda one: _of_month(one, callback), rows, toast),)


def _of_month(button: Callback, callback: Callback) -> bool:
    """Whether a button records a zero of the same month."""
    return button.action == callbacks.ZERO and button.arguments[:1] == callback.arguments[:1]


def _refused(turn: Turn) -> tuple[Reply, ...] | None:
    if not permission.may_log(turn.member):
        return (Reply("", toast=phrases.ZERO_NOT_ALLOWED),)
    if turn.member.unit.level is not UnitLevel.TOWN and not permission.may_set_town(turn.member):
        return (Reply("", toast=phrases.ZERO_BY_TOWN),)
    return None


def _wanted(callback: Callback, asked: list[ZeroMeasure]) -> list[ZeroMeasure]:
    if callback.argument(1) == buttons.ALL:
        return asked
    for one, _ in zero_measures(bundled()):
        if buttons.code(one, bundled()) == (callback.argument(1), callback.number(2)):
            return [one] if one in asked else []
    raise StaleButtonError(callback.argument(1))


def _record(turn: Turn, month: Period, kind: str, wanted: list[ZeroMeasure]) -> str:
    """One entry for a kind's zeros. It is the town's: it stands under a unit that speaks for the town."""
    figures = tuple(Figure(one.measure, Decimal(0)) for one in wanted if one.kind == kind)
    unit = turn.member.unit
    if unit.level is not UnitLevel.TOWN:
        unit = next((one for one in turn.units() if one.level is UnitLevel.TOWN), unit)
    names = "、".join(zero_label(one) for one in wanted if one.kind == kind)
    entry = turn.work.ledger.record(
        turn.town.id,
        EntryDraft(kind, month.on, month.until, figures=figures),
        member=turn.member,
        unit=unit,
        text=f"{month.on.month}月无{names}（按钮填报）",
        sent_at=turn.incoming.at,
        at=turn.incoming.at,
    )
    return f"已记 {formats.line(entry, turn.today)}"


def zero_month(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """The member's unit has nothing to report for the month."""
    month, unit = month_of(callback.argument(0)), turn.member.unit
    if not permission.may_log(turn.member):
        return (Reply("", toast=phrases.ZERO_NOT_ALLOWED),)
    own = turn.work.ledger.find(turn.town.id, since=month.on, until=month.until, unit_id=unit.id)
    if touching(own, month):
        toast = phrases.ZERO_MONTH_HAS.format(unit=unit.name, month=month.on.month)
        return (pressed.answered(turn, (), "", lambda one: one == callback, toast=toast),)
    number = month_number(month.on)
    turn.work.months.report_zero(
        turn.town.id, unit.id, number, member_name=turn.member.name, at=turn.incoming.at
    )
    text = phrases.ZERO_MONTH_SET.format(unit=unit.name, year=month.on.year, month=month.on.month)
    return (pressed.answered(turn, [text], settled=lambda one: one == callback),)


ACTIONS = {callbacks.ZERO: zero, callbacks.ZERO_MONTH: zero_month}
