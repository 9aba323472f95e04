"""What would be sent between two days, and why: nothing is sent and nothing is kept."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.reminders import duties, merging, texts
from bot.reminders.calendar import bundled
from bot.reminders.gathering import facts_of
from bot.reminders.merging import Message
from bot.reminders.personal import PERSONAL
from bot.reminders.wall import instant
from storage.records import Notice, Town
from storage.work import Work


def notices(work: Work, town: Town, since: date, until: date) -> list[Notice]:
    """The notices of the town's local days `since` to `until` (inclusive), as the ledger stands now."""
    zone = ZoneInfo(town.timezone)
    first = instant(since, time(), zone)
    last = instant(until + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
    members = work.members.members(town.id)
    found = duties.notices(town, members, bundled(), facts_of(work, town), first, last)
    own = [item.notice for item in work.agenda.owed(town.id, PERSONAL)]
    return sorted(
        [*found, *(one for one in own if first <= one.due_at <= last)], key=lambda notice: notice.due_at
    )


def messages(work: Work, town: Town, since: date, until: date) -> list[Message]:
    """The same as they would be sent: what is due to one reader at one time is one message."""
    names = names_of(work, town)
    found = []
    for due, parts in groupby(notices(work, town, since, until), lambda notice: notice.due_at):
        for own in merging.together(parts, lambda notice: notice):
            needless = merging.needless(own)
            own = [notice for notice in own if notice.key not in needless]
            to = names.get((own[0].channel, own[0].chat), texts.chat_name(town))
            found.append(Message(_local(due, town), to, tuple(own), texts.together(own)))
    return found


def names_of(work: Work, town: Town) -> dict[tuple[str, str], str]:
    """How a list calls the owner of a private chat, by (channel, chat)."""
    return {
        account: f"{member.name}（{member.unit.name}）"
        for member in work.members.members(town.id)
        for account in member.accounts
    }


def lines(work: Work, town: Town, since: date, until: date) -> list[str]:
    """One line a message: local time, reader, reasons and the text's first line, with tabs between.

    Where several notices go in one message, a line for each follows, with no time and no reader.
    """
    return [line for message in messages(work, town, since, until) for line in _lines(message)]


def _lines(message: Message) -> list[str]:
    when, reasons = f"{message.at:%Y-%m-%d %H:%M}", "；".join(message.reasons)
    found = [f"{when}\t{message.to}\t{reasons}\t{_first(message.text)}"]
    if len(message.parts) > 1:
        found += [f"\t\t{notice.reason}\t{_first(notice.text)}" for notice in message.parts]
    return found


def rows(found: list[Message]) -> list[dict[str, object]]:
    """The messages as plain JSON rows: at, to, text, and parts with kind, reason and text."""
    return [
        {
            "at": message.at.isoformat(),
            "to": message.to,
            "text": message.text,
            "parts": [
                {"kind": notice.kind, "reason": notice.reason, "text": notice.text}
                for notice in message.parts
            ],
        }
        for message in found
    ]


def _first(text: str) -> str:
    return text.partition("\n")[0]


def _local(at: datetime, town: Town) -> datetime:
    return at.astimezone(ZoneInfo(town.timezone))
