"""From what is due to the outbox: each notice once, in one transaction with the
mark that it is on its way.
"""

import logging
from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import Reply
from bot.payloads import reply_payload
from bot.reminders.calendar import Calendar, bundled
from bot.reminders.duties import duties
from bot.reminders.facts import facts_of
from bot.reminders.wall import is_quiet, out_of_quiet
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import Member, Notice
from storage.work import Work

log = logging.getLogger("fazhibot.reminders")

AT_ONCE = 200  # notices in one transaction


def tick(
    database: Database,
    now: datetime,
    *,
    channels: AbstractSet[str] | None = None,
    calendar: Calendar | None = None,
) -> int:
    """Owe what is due in every town, and hand it to the outbox; how many notices were handed over.

    A town that makes the program fail is logged and holds up no other. DatabaseUnavailableError passes.
    """
    with database.work() as work:
        towns = [town.id for town in work.members.towns()]
    for town_id in towns:
        try:
            with database.work() as work:
                owe(work, town_id, now, channels=channels, calendar=calendar or bundled())
        except DatabaseUnavailableError:
            raise
        except Exception:
            log.exception("the reminders of town %d cannot be told", town_id)
    total = 0
    while True:
        with database.work() as work:
            handed = deliver(work, now)
        total += handed
        if handed < AT_ONCE:
            return total


def owe(
    work: Work, town_id: int, now: datetime, *, channels: AbstractSet[str] | None, calendar: Calendar
) -> int:
    """Put into the agenda what is due in a town and not known yet; how many notices are new."""
    town, members = work.members.town_by_id(town_id), work.members.members(town_id)
    facts = facts_of(work, town, channels=channels, now=now)
    due = duties(town, members, calendar, facts, now)
    return sum(work.agenda.owe(notice) for notice in due)


def deliver(work: Work, now: datetime) -> int:
    """Claim what is owed and put it into the outbox, all in the transaction of `work`; how many were.

    In the quiet hours of its town a notice is put off; one whose reader has left or gone mute is dropped.
    """
    handed = 0
    places: dict[int, tuple[ZoneInfo, list[Member]]] = {}
    for notice_id, notice in work.agenda.claim(now, AT_ONCE):
        if notice.town_id not in places:
            zone = ZoneInfo(work.members.town_by_id(notice.town_id).timezone)
            places[notice.town_id] = zone, work.members.members(notice.town_id)
        zone, members = places[notice.town_id]
        if is_quiet(now, zone):
            work.agenda.postpone(notice_id, out_of_quiet(now, zone))
        elif _unwanted(members, notice):
            work.agenda.drop(notice_id, "不再提醒")
        else:
            _hand_over(work, notice_id, notice, now)
            handed += 1
    return handed


def _hand_over(work: Work, notice_id: int, notice: Notice, now: datetime) -> None:
    payload = reply_payload(Reply(notice.text))
    item = work.outbox.put(
        notice.channel, notice.chat, payload, due_at=now, town_id=notice.town_id, notice_id=notice_id
    )
    work.agenda.queued(notice_id, item.id)


def _unwanted(members: list[Member], notice: Notice) -> bool:
    owner = next((m for m in members if (notice.channel, notice.chat) in m.accounts), None)
    return owner is not None and (owner.muted or not owner.active)
