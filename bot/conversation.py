"""hear: one update in, the replies out. Permission, dispatch and words; the work is done in bot/handlers/."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot import menu, phrases
from bot.handlers import edit, free_text, press, start
from bot.messages import Button, Incoming, IncomingType, Reply
from bot.payloads import clean_text
from bot.turn import Turn, open_turn, say
from drafting.privacy import masked
from storage.records import Member
from storage.work import Work

_COMMAND = re.compile(r"[/／]([A-Za-z_]+)(?:@\w+)?(?:\s+|$)(.*)", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ANY_COMMAND = re.compile(r"[/／]\S*")


def hear(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    """The answers to one update; what it changes is changed within `work`. `incoming.at` is the time.

    Whatever is said, a private person's number in it is masked.
    """
    incoming = replace(incoming, text=_legible(incoming.text), name=_legible(incoming.name))
    member = work.members.by_account(incoming.channel, incoming.account)
    replies = start.outsider(incoming, work) if member is None else _member(incoming, work, member)
    return tuple(_without_numbers(reply) for reply in replies)


def _legible(text: str) -> str:
    """The text without what can be neither stored nor shown: lone surrogates, control and direction marks."""
    return _UNSEEN.sub("", clean_text(text))


def _member(incoming: Incoming, work: Work, member: Member) -> Iterable[Reply]:
    turn = open_turn(incoming, work, member)
    if incoming.type is IncomingType.PRESS:
        return press.press(turn)
    if incoming.type is IncomingType.OTHER:
        return attachment(turn)
    text = incoming.text.strip()
    command = _COMMAND.fullmatch(text)
    if incoming.type is IncomingType.EDIT and (command is None or command[1].lower() == "log"):
        return edit.edit(turn, command[2].strip() if command else incoming.text)
    if command is not None and (found := menu.find(command[1].lower())):
        return found.run(turn.with_argument(command[2].strip()))
    if unknown := _ANY_COMMAND.match(text):
        return say(phrases.UNKNOWN_COMMAND.format(command=unknown[0][:32]))
    return free_text.hear_text(turn)


def attachment(turn: Turn) -> tuple[Reply, ...]:
    """A voice note, a sticker …; in a group nobody spoke to the bot."""
    if not turn.incoming.private:
        return ()
    return say(phrases.ATTACHMENTS.get(turn.incoming.attachment, phrases.OTHER_ATTACHMENT))


def _without_numbers(reply: Reply) -> Reply:
    """Phone, identity and card numbers of private persons are masked, wherever they came from."""
    buttons = tuple(tuple(Button(masked(one.label), one.data) for one in row) for row in reply.buttons)
    return replace(reply, text=masked(reply.text), toast=masked(reply.toast), buttons=buttons)
