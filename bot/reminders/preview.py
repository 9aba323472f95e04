"""What would be sent between two days, and why: nothing is sent and nothing is kept."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import duties, texts
from bot.reminders.calendar import bundled
from bot.reminders.gathering import facts_of
from bot.reminders.wall import instant
from storage.records import Notice, Town
from storage.work import Work


def notices(work: Work, town: Town, since: date, until: date) -> list[Notice]:
    """The notices of the town's local days `since` to `until` (inclusive), as the ledger stands now."""
    zone = ZoneInfo(town.timezone)
    first = instant(since, time(), zone)
    last = instant(until + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
    members = work.members.members(town.id)
    return duties.notices(town, members, bundled(), facts_of(work, town), first, last)


def lines(work: Work, town: Town, since: date, until: date) -> list[str]:
    """One line a notice: local time, reader, reason and the text's first line, with tabs between."""
    names = {
        account: f"{member.name}（{member.unit.name}）"
        for member in work.members.members(town.id)
        for account in member.accounts
    }
    return [_line(notice, town, names) for notice in notices(work, town, since, until)]


def _line(notice: Notice, town: Town, names: dict[tuple[str, str], str]) -> str:
    at = notice.due_at.astimezone(ZoneInfo(town.timezone))
    reader = names.get((notice.channel, notice.chat), texts.chat_name(town))
    return f"{at:%Y-%m-%d %H:%M}\t{reader}\t{notice.reason}\t{notice.text.splitlines()[0]}"
