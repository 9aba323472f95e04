"""From what is due to the outbox: each notice once, in one transaction with the mark that it is on its way.

What is due to one reader at one time goes in one message: the first notice carries the others.
"""

import logging
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import Reply
from bot.payloads import reply_payload
from bot.reminders import buttons, merging, texts
from bot.reminders.calendar import Calendar, bundled
from bot.reminders.choices import Choices, choices
from bot.reminders.duties import duties
from bot.reminders.gathering import facts_of
from bot.reminders.personal import PERSONAL
from bot.reminders.wall import is_quiet, out_of_quiet
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.records import Member, Notice, Town
from storage.work import Work

log = logging.getLogger("fazhibot.reminders")

AT_ONCE = 20  # notices in one transaction: the sender, and whoever writes, get their turn between two


def tick(
    database: Database,
    now: datetime,
    *,
    channels: AbstractSet[str] | None = None,
    calendar: Calendar | None = None,
) -> int:
    """Owe what is due in every town, and hand it to the outbox; how many messages were handed over.

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
            claimed, handed = deliver(work, now)
        total += handed
        if claimed < AT_ONCE:
            return total


def owe(
    work: Work, town_id: int, now: datetime, *, channels: AbstractSet[str] | None, calendar: Calendar
) -> int:
    """Put into the agenda what is due in a town and not known yet; how many notices are new."""
    town, members = work.members.town_by_id(town_id), work.members.members(town_id)
    facts = facts_of(work, town, channels=channels, now=now)
    due = duties(town, members, calendar, facts, now)
    return sum(work.agenda.owe(notice) for notice in due)


@dataclass(frozen=True, slots=True)
class _Place:
    """A town, as the delivery needs it. `owners`: the readers of its notices by their own (channel, chat)."""

    town: Town
    zone: ZoneInfo
    choices: Choices
    owners: Mapping[tuple[str, str], Member]

    @classmethod
    def of(cls, work: Work, town_id: int, notices: Sequence[Notice]) -> "_Place":
        town = work.members.town_by_id(town_id)
        chats = {(notice.channel, notice.chat) for notice in notices}
        found = work.members.of_accounts(town_id, chats)
        owners = {account: member for member in found for account in member.accounts}
        return cls(town, ZoneInfo(town.timezone), choices(town), owners)

    def owner(self, notice: Notice) -> Member | None:
        """Whose own chat the notice goes to."""
        return self.owners.get((notice.channel, notice.chat))

    def wants(self, notice: Notice, now: datetime) -> bool:
        """Whether its reader still gets notices. What somebody has asked for themselves always comes."""
        owner = self.owner(notice)
        if owner is None:
            return True
        if notice.kind == PERSONAL:
            return owner.active
        return owner.active and not owner.muted and not owner.on_leave(now.astimezone(self.zone).date())


Claimed = tuple[int, Notice]


def deliver(work: Work, now: datetime) -> tuple[int, int]:
    """Claim what is owed and put it into the outbox, all in the transaction of `work`.

    (notices claimed, messages handed over). In the quiet hours of its town a notice is put off; one whose
    reader has left, gone mute or on leave is dropped.
    """
    claimed = work.agenda.claim(now, AT_ONCE)
    towns: dict[int, list[Claimed]] = {}
    for part in claimed:
        towns.setdefault(part[1].town_id, []).append(part)
    return len(claimed), sum(_deliver_town(work, town_id, parts, now) for town_id, parts in towns.items())


def _deliver_town(work: Work, town_id: int, claimed: Sequence[Claimed], now: datetime) -> int:
    place = _Place.of(work, town_id, [notice for _, notice in claimed])
    wanted = []
    for notice_id, notice in claimed:
        if notice.kind != PERSONAL and is_quiet(now, place.zone, place.choices.quiet):
            work.agenda.postpone(notice_id, out_of_quiet(now, place.zone, place.choices.quiet))
        elif not place.wants(notice, now):
            work.agenda.drop(notice_id, "不再提醒")
        else:
            wanted.append((notice_id, notice))
    messages = merging.together(wanted, lambda part: part[1])
    for parts in messages:
        _hand_over(work, place, parts, now)
    return len(messages)


def _hand_over(work: Work, place: _Place, parts: Sequence[Claimed], now: datetime) -> None:
    """One message of all that is due to one reader."""
    needless = merging.needless(notice for _, notice in parts)
    for notice_id, notice in parts:
        if notice.key in needless:
            work.agenda.drop(notice_id, "月底的提醒里已经说了")
    parts = [part for part in parts if part[1].key not in needless]
    carrier, first = parts[0]
    owner = place.owner(first)
    rows = buttons.rows(work, place.town, owner, parts, now) if owner else ()
    reply = Reply(texts.together([notice for _, notice in parts]), rows)
    item = work.outbox.put(
        first.channel,
        first.chat,
        reply_payload(reply),
        due_at=now,
        town_id=first.town_id,
        notice_id=carrier,
    )
    for notice_id, _ in parts:
        work.agenda.queued(notice_id, item.id, None if notice_id == carrier else carrier)
