"""The buttons below a notice: 无 for what was not said yet, and later or done for one's own reminders."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import callbacks
from bot.messages import Button
from bot.months import ZeroMeasure, zero_label
from bot.reminders.gathering import facts_of
from bot.reminders.month_end import SILENT, ZEROS
from bot.reminders.personal import PERSONAL
from drafting.totals import Period
from storage.catalogue import Catalogue
from storage.records import Member, Notice, Role, Town
from storage.work import Work

ALL = "all"
_SNOOZES = (("10m", "10分钟后"), ("1h", "1小时后"), ("1d", "明天这时"))
Rows = tuple[tuple[Button, ...], ...]


def rows(work: Work, town: Town, owner: Member, parts: Sequence[tuple[int, Notice]], now: datetime) -> Rows:
    """The rows of one message's notices."""
    found: list[tuple[Button, ...]] = []
    for notice_id, notice in parts:
        if notice.kind == PERSONAL:
            found += personal(owner, notice_id)
        elif notice.kind == SILENT:
            found.append((nothing(owner, month_of(notice.key)),))
        elif notice.kind == ZEROS:
            month = month_of(notice.key)
            found += zeros(owner, month, asked_of(work, town, owner, month, now), work.catalogue)
    return tuple(found)


def month_of(key: str) -> Period:
    """The month of a notice's key: zeros:2023-06:7."""
    year, month = key.split(":")[1].split("-")
    return Period.of_month(int(year), int(month))


def asked_of(work: Work, town: Town, owner: Member, month: Period, at: datetime) -> list[ZeroMeasure]:
    """What the member may still answer for: their unit's; who runs the ledger also for absent units."""
    facts = facts_of(work, town)
    day = at.astimezone(ZoneInfo(town.timezone)).date()
    here = {
        one.unit.id
        for one in work.members.members(town.id)
        if one.active and not one.muted and not one.on_leave(day) and one.role is not Role.VIEWER
    }
    runs = owner.role in (Role.ADMIN, Role.EDITOR)
    return [
        one
        for one in facts.unsaid(month, at)
        if (unit := facts.answers_for(one)) == owner.unit.id or (runs and unit not in here)
    ]


def nothing(owner: Member, month: Period) -> Button:
    label = f"{month.on.month}月没有要报的"
    return callbacks.button(label, callbacks.ZERO_MONTH, owner.id, f"{month.on:%Y%m}")


def zeros(owner: Member, month: Period, asked: Sequence[ZeroMeasure], catalogue: Catalogue) -> Rows:
    """无 for each measure, and for all of them."""
    if not asked:
        return ()
    stamp = f"{month.on:%Y%m}"
    single = [
        callbacks.button(f"无{zero_label(one)}", callbacks.ZERO, owner.id, stamp, *code(one, catalogue))
        for one in asked
    ]
    found = callbacks.rows(single, 2)
    if len(asked) > 1:
        found = (*found, (callbacks.button("都没有", callbacks.ZERO, owner.id, stamp, ALL, 0),))
    return found


def code(one: ZeroMeasure, catalogue: Catalogue) -> tuple[str, int]:
    """A measure as a button carries it: its kind's id, and its place in the kind."""
    kind = catalogue.kind(one.kind)
    return kind.id, [measure.name for measure in kind.measures].index(one.measure)


def personal(owner: Member, notice_id: int) -> Rows:
    """Again later, or done."""
    later = tuple(
        callbacks.button(label, callbacks.SNOOZE, owner.id, notice_id, code) for code, label in _SNOOZES
    )
    return (later, (callbacks.button("知道了", callbacks.SNOOZE, owner.id, notice_id, "ok"),))
