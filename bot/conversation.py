"""hear: one update in, the replies out. Permission, dispatch and words; the work is done in bot/handlers/."""

import re
from dataclasses import replace

from bot import menu, phrases
from bot.evidence import attaching
from bot.groups import hearing, joining
from bot.handlers import edit, free_text, press, start, why
from bot.messages import Button, Incoming, IncomingType, Reply
from bot.payloads import clean_text
from bot.reasons import with_reason
from bot.turn import Turn, open_turn, say
from drafting.privacy import masked
from storage.errors import ClosedMonthError
from storage.work import Work

_COMMAND = re.compile(r"[/／]([A-Za-z_]+)(?:@\w+)?(?:\s+|$)(.*)", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ANY_COMMAND = re.compile(r"[/／]\S*")


def hear(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    """The answers to one update; what it changes is changed within `work`. `incoming.at` is the time.

    Whatever is said, a private person's number in it is masked.
    """
    incoming = replace(incoming, text=_legible(incoming.text), name=_legible(incoming.name))
    return tuple(_without_numbers(reply) for reply in _replies(incoming, work))


def _replies(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    if incoming.type in (IncomingType.JOINED, IncomingType.LEFT, IncomingType.MOVED):
        return joining.changed(incoming, work)
    member = work.members.by_account(incoming.channel, incoming.account)
    if member is None:
        return start.outsider(incoming, work) if incoming.private else hearing.outsider(incoming, work)
    turn = open_turn(incoming, work, member)
    return _member(turn) if incoming.private else hearing.hear(turn, _member)


def _legible(text: str) -> str:
    """The text without what can be neither stored nor shown: lone surrogates, control and direction marks."""
    return _UNSEEN.sub("", clean_text(text))


def _member(turn: Turn) -> tuple[Reply, ...]:
    """The answers to a member's message."""
    try:
        return attaching.claim_loose(turn, _answers(with_reason(turn)))
    except ClosedMonthError as error:
        return say(phrases.CANNOT_CHANGE.format(reason=error))


def _answers(turn: Turn) -> tuple[Reply, ...]:
    incoming = turn.incoming
    if incoming.type is IncomingType.PRESS:
        return press.press(turn)
    if incoming.file is not None and incoming.type is not IncomingType.EDIT:
        return attaching.received(turn, _answers)
    if incoming.type is IncomingType.OTHER:
        return attachment(turn)
    text = incoming.text.strip()
    command = _COMMAND.fullmatch(text)
    if incoming.type is IncomingType.EDIT and (command is None or command[1].lower() == "log"):
        return edit.edit(turn, command[2].strip() if command else incoming.text)
    if command is not None and (found := menu.find(command[1].lower())):
        return found.run(turn.with_argument(command[2].strip()))
    if unknown := _ANY_COMMAND.match(text):
        like = menu.like(unknown[0][1:].lower())
        known = phrases.UNKNOWN_LIKE if like else phrases.UNKNOWN_COMMAND
        return say(known.format(command=unknown[0][:32], like=like))
    return why.about_draft(turn) or free_text.hear_text(turn)


def attachment(turn: Turn) -> tuple[Reply, ...]:
    """A voice note, a sticker …; in a group nobody spoke to the bot."""
    if not turn.incoming.private:
        return ()
    return say(phrases.ATTACHMENTS.get(turn.incoming.attachment, phrases.OTHER_ATTACHMENT))


def _without_numbers(reply: Reply) -> Reply:
    """Phone, identity and card numbers of private persons are masked, wherever they came from."""
    buttons = tuple(tuple(Button(masked(one.label), one.data) for one in row) for row in reply.buttons)
    return replace(reply, text=masked(reply.text), toast=masked(reply.toast), buttons=buttons)
