"""A word on what was reported too late: it enters the year it belongs to all the same."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import closing
from bot.messages import Reply
from bot.months import is_late
from bot.reminders.choices import choices
from bot.turn import Turn
from storage.records import Entry


def marked(turn: Turn, card: Reply, entries: Sequence[Entry]) -> Reply:
    """The card of entries just saved, with a line where one of them is late."""
    note = next((found for entry in entries if (found := told(turn, entry))), "")
    return replace(card, text=f"{card.text}\n{note}") if note else card


def told(turn: Turn, entry: Entry) -> str:
    """A line on an entry that came after its books were closed, or after its month's deadline; or nothing."""
    done = turn.work.months.closed(turn.town.id, entry.on)
    if done and closing.came_after(entry, done):
        return f"迟报：{closing.name(done)}已经封账，这条另列，封账的数不变。"
    day, zone = choices(turn.town).report_day, ZoneInfo(turn.town.timezone)
    if not is_late(entry, day, zone):
        return ""
    month = entry.last_day.month
    return f"迟报：{month}月的数{month % 12 + 1}月{day}日截止，这条照样算{month}月的。"
