"""An entry as a group may see it: one short line, and of some kinds nothing but the figures. Pure."""

from collections.abc import Sequence
from datetime import date

from bot import cards, formats
from bot.messages import Reply
from drafting.privacy import is_told
from storage.records import Entry, EntryState


def line(entry: Entry, today: date) -> str:
    """2023-1 普法活动，6月13日（周二），文化广场，资料300余份（虹桥村张敏）.

    Of kinds that tell of private persons neither the place nor any words; what note lines say is for the
    report alone.
    """
    parts = [entry.kind, formats.span(entry.on, entry.until, today)]
    if entry.place and is_told(entry.kind):
        parts.append(entry.place)
    if entry.figures:
        parts.append(formats.figures(entry.kind, entry.figures))
    return f"{entry.number} {'，'.join(parts)}（{entry.unit.name}{entry.member_name}）"


def card(lead: str, entries: Sequence[Entry], today: date, owner: int, message_id: str) -> Reply:
    """What was saved or changed, with 改 and 撤销, or a button for each of several entries."""
    numbers = tuple(entry.number for entry in entries)
    if len(entries) == 1:
        row = cards.buttons(entries[0], owner)[0]
        return Reply(f"{lead} {line(entries[0], today)}", (row[:2],), entries=numbers)
    lines = [f"{lead}{len(entries)}条：", *(line(entry, today) for entry in entries)]
    withdrawn = all(entry.state is EntryState.WITHDRAWN for entry in entries)
    rows = () if withdrawn else cards.numbers(entries, owner, message_id)
    return Reply("\n".join(lines), rows, entries=numbers)
