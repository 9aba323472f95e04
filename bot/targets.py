"""Which entry a correction means: by number, by the card it answers, or the sender's latest that fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.entry_numbers import find_entry
from bot.turn import Turn
from bot.understanding.meaning import Amendment
from storage.records import Change, Entry, EntryState

_RECENT = timedelta(days=45)
_OWN = 30  # of the sender's latest entries


@dataclass(frozen=True, slots=True)
class Target:
    """An entry that the correction may mean, and what it would set there; `change` None: to withdraw it."""

    entry: Entry
    change: Change | None


@dataclass(frozen=True, slots=True)
class Targets:
    """One: it is meant. Several: to be asked. None: `missing` is the number that does not exist."""

    found: tuple[Target, ...]
    missing: str | None = None


def of_card(turn: Turn, shown: Sequence[str], amendment: Amendment) -> Targets:
    """The entries of an answered card that the correction fits."""
    return Targets(_fitting([turn.entry(number) for number in shown], amendment))


def of_words(turn: Turn, amendment: Amendment) -> Targets:
    """The entry that a correction without a card means."""
    if amendment.number:
        entry = find_entry(turn, amendment.number)
        if entry is None:
            return Targets((), missing=amendment.number)
        return Targets(_fitting([entry], amendment))
    own = turn.work.ledger.latest(turn.town.id, turn.member.id, _OWN)
    if amendment.previous:
        return Targets(_previous(own, amendment))
    described = _described(own, amendment)
    fitting = _fitting(described, amendment)
    if _describes(amendment):
        return Targets(_nearest(turn, fitting))
    return Targets(_previous(own, amendment) or _nearest(turn, fitting))


def _previous(own: Sequence[Entry], amendment: Amendment) -> tuple[Target, ...]:
    """The latest message's entries that fit; where none does, the latest entry that does."""
    if not own:
        return ()
    message = [one for one in own if _told_with(one, own[0])]
    fitting = _fitting(_described(message, amendment), amendment)
    return fitting or _fitting(_described(own, amendment), amendment)[:1]


def _told_with(one: Entry, other: Entry) -> bool:
    return (one.sent_at, one.text) == (other.sent_at, other.text)


def _describes(amendment: Amendment) -> bool:
    return bool(amendment.about_kind or amendment.about_on or amendment.about_place)


def _described(entries: Sequence[Entry], amendment: Amendment) -> list[Entry]:
    """The entries that the correction's words describe: their day, kind and place."""
    return [
        one
        for one in entries
        if (amendment.about_kind is None or one.kind == amendment.about_kind)
        and (amendment.about_on is None or one.on <= amendment.about_on <= one.last_day)
        and (
            amendment.about_place is None
            or _letters(amendment.about_place) in _letters((one.place or "") + one.text)
        )
    ]


def _nearest(turn: Turn, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Those of the last weeks, where there are such: an old entry is named by its number."""
    since = turn.at - _RECENT
    return tuple(one for one in targets if one.entry.sent_at >= since) or targets


def _fitting(entries: Sequence[Entry], amendment: Amendment) -> tuple[Target, ...]:
    counted = [one for one in entries if one.state is not EntryState.WITHDRAWN] or list(entries)
    if amendment.withdraw:
        return tuple(Target(one, None) for one in counted)
    from bot.understanding.amendments import resolve

    changes = [(one, resolve(amendment, one)) for one in counted]
    return tuple(Target(one, change) for one, change in changes if change is not None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
