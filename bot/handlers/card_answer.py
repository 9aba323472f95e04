"""A message that answers a card, or the message that a card belongs to."""

import re
from dataclasses import replace

from bot import additions, asking, permission
from bot.answers import answer_in_words
from bot.handlers.amend import amend, amendment_of
from bot.messages import Reply
from bot.turn import Turn
from bot.understanding.amend_signs import sign_of_amendment
from bot.understanding.amendments import read_amendment, resolve
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Amendment, Intent, Meaning
from bot.understanding.pointing import STANDS_FOR
from storage.catalogue import bundled
from storage.errors import InvalidValueError
from storage.records import Entry

_WRONG = re.compile("错|不对|不是|没|有误")  # something is wrong: what, is asked
_LONGEST_VALUE = 16  # characters of an answer that is a value alone: 150人, 6月12日, 普法活动


def shown_entries(turn: Turn) -> tuple[str, ...]:
    """The numbers of the entries that the answered message shows or made."""
    incoming = turn.incoming
    if incoming.reply_to is None:
        return ()
    found = turn.work.outbox.entries_of(incoming.channel, incoming.chat, incoming.reply_to)
    if found and found[0] == turn.town.id:
        return found[1]
    made = turn.work.ledger.of_message(incoming.channel, incoming.chat, incoming.reply_to)
    return tuple(entry.number for entry in made if entry.town_id == turn.town.id)


def answer_to_card(turn: Turn, shown: tuple[str, ...], meaning: Meaning) -> tuple[Reply, ...] | None:
    """A correction, an answer or an addition to what the card shows; None where it is something else."""
    if replies := answer_in_words(turn, meaning):
        return replies
    if meaning.intent is Intent.AMEND:
        return amend(turn, amendment_of(turn, meaning), shown)
    found = read_amendment(turn.incoming.text, turn.at, turn.town_words())
    if any(takes_out(found, turn.entry(number)) for number in shown):
        return amend(turn, found, shown)
    other = _tells_other_work(turn, meaning, shown)
    if not other and sign_of_amendment(read := STANDS_FOR + turn.incoming.text.strip()):
        return amend(turn, read_amendment(read, turn.at, turn.town_words()), shown)
    if meaning.intent in (Intent.QUERY, Intent.PLAN) or (other and find_dates(turn.incoming.text, turn.at)):
        return None
    if len(shown) == 1 and (replies := _added(turn, shown[0])):
        return replies
    short = len(turn.incoming.text) <= _LONGEST_VALUE
    if short and _WRONG.search(turn.incoming.text):  # 横幅没发 names what is wrong, and no new value
        return amend(turn, Amendment(), shown)
    if short and not other and (bare := as_correction(turn, turn.incoming.text)):
        return amend(turn, bare, shown)
    return None


def _tells_other_work(turn: Turn, meaning: Meaning, shown: tuple[str, ...]) -> bool:
    """Whether it tells of work of another kind than the card's: a report that happens to answer a card."""
    if meaning.intent is not Intent.LOG:
        return False
    kinds = {turn.entry(number).kind for number in shown} | {asking.UNREAD_KIND}
    return len(meaning.entries) > 1 or any(one.kind not in kinds for one in meaning.entries)


def _added(turn: Turn, number: str) -> tuple[Reply, ...] | None:
    entry = turn.entry(number)
    if not permission.may_amend(turn.member, entry):
        return None
    try:
        return additions.add_to_card(turn, entry)
    except InvalidValueError:
        return None


def takes_out(amendment: Amendment, entry: Entry) -> bool:
    """Whether it takes a figure out of the entry: 传单没发, where copies were told."""
    kind = bundled().kind(entry.kind)
    return bool(amendment.drop and resolve(amendment, kind, entry.figures).change.drop)


def as_correction(turn: Turn, value: str) -> Amendment | None:
    """150人, 普法活动, 昨天: an answer to a card that says only the new value."""
    found = read_amendment(f"改成{value.strip()}", turn.at, turn.town_words())
    if found.withdraw:
        return None
    says = found.figures or found.kind or found.on or found.place
    return replace(found, number=None, previous=False) if says else None
