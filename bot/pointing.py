"""Which entries a phrase points at: 昨天那个发单子的, 工钱那起, 倒数第二条, 上面两条."""

from collections.abc import Sequence
from datetime import timedelta

from bot import permission
from bot.entry_numbers import find_entry
from bot.turn import Turn
from bot.understanding.likeness import likeness
from bot.understanding.pointing import Pointer
from storage.records import Entry, EntryState, Role

_OWN = 40  # of the member's latest entries
_RECENT = timedelta(days=45)  # an older entry is named by its number
_TODAY = timedelta(hours=12)  # 上面两条 were logged in one go
_JUST_NOW = timedelta(minutes=30)  # 那场讲座 of several is the one that was told just now
_LISTED = timedelta(hours=2)


def withdrawn_at(turn: Turn, pointer: Pointer) -> list[Entry]:
    """The sender's withdrawn entries that may be meant."""
    gone = turn.work.ledger.find(
        turn.town.id, member_id=turn.member.id, states=(EntryState.WITHDRAWN,), since=turn.today - _RECENT
    )
    return _alike(turn, _of_day(turn, gone, pointer), pointer.words) if pointer.words or pointer.day else []


def pointed_at(turn: Turn, pointer: Pointer, shown: Sequence[str] = ()) -> list[Entry]:
    """The entries that may be meant, the newest first. `shown`: those of an answered card."""
    if pointer.number:
        entry = find_entry(turn, pointer.number)
        if pointer.day is None or (entry and permission.may_amend(turn.member, entry)):
            return [entry] if entry else []
    own = [turn.entry(number) for number in shown] or turn.work.ledger.latest(
        turn.town.id, turn.member.id, _OWN
    )
    if pointer.nth or pointer.whole:
        listed = list(shown or _shown_just_now(turn))
        return _listed(turn, own, pointer, listed)
    if pointer.many:
        latest = [one for one in own[: pointer.many] if turn.at - one.sent_at <= _TODAY]
        return latest if len(latest) == pointer.many else []
    if pointer.back:
        return list(own[pointer.back - 1 : pointer.back])
    recent = [one for one in own if turn.at - one.sent_at <= _RECENT]
    found = _alike(turn, _of_day(turn, recent, pointer), pointer.words)
    if not (found or shown) and turn.member.role in (Role.EDITOR, Role.ADMIN):
        others = turn.work.ledger.find(turn.town.id, since=turn.today - _RECENT, until=turn.today)
        return _alike(turn, _of_day(turn, others, pointer), pointer.words)
    return found


def latest(turn: Turn) -> list[Entry]:
    """The sender's entries of the last days, to be chosen from where words named none."""
    own = turn.work.ledger.latest(turn.town.id, turn.member.id, 6)
    return [one for one in own if turn.at - one.sent_at <= timedelta(days=7)]


def _shown_just_now(turn: Turn) -> tuple[str, ...]:
    incoming = turn.incoming
    since = incoming.at - _LISTED
    return turn.work.outbox.latest_card(incoming.channel, incoming.chat, incoming.account, since)


def _listed(turn: Turn, own: Sequence[Entry], pointer: Pointer, shown: Sequence[str]) -> list[Entry]:
    """The second of the card that listed several, or all of them; else the entry of that number.

    Where there is neither, those of today: one of them is meant.
    """
    if pointer.whole:
        agree = pointer.many in (0, len(shown)) and len(shown) > 1
        return [turn.entry(number) for number in shown] if agree else []
    listed = [turn.entry(shown[pointer.nth - 1])] if 1 < len(shown) >= pointer.nth else []
    entry = find_entry(turn, str(pointer.nth))
    if entry and permission.may_amend(turn.member, entry) and entry.state is not EntryState.WITHDRAWN:
        listed = list({one.id: one for one in (*listed, entry)}.values())
    return listed or [one for one in own if turn.at - one.sent_at <= _TODAY]


def _of_day(turn: Turn, entries: Sequence[Entry], pointer: Pointer) -> list[Entry]:
    """Those of the day that is said; else those that were reported on it."""
    day = pointer.day
    if day is None:
        return list(entries)
    last = day.until or day.on
    sent = [one for one in entries if day.on <= turn.local(one.sent_at).date() <= last]
    if pointer.sent:
        return sent
    of_day = [one for one in entries if one.on <= last and day.on <= one.last_day]
    exact = [one for one in of_day if (one.on, one.last_day) == (day.on, last)]
    return exact or of_day or sent


def _alike(turn: Turn, entries: Sequence[Entry], words: str) -> list[Entry]:
    """Those that the words describe best."""
    marks = {one.id: likeness(words, one, turn.at) if words else 1.0 for one in entries}
    best = max(marks.values(), default=0.0)
    found = [one for one in entries if best and marks[one.id] == best]
    return found[:1] if found and turn.at - found[0].sent_at <= _JUST_NOW else found
