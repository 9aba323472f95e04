"""A message in a group: silence on talk, one short card on a log, everything else in private."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot import asking, callbacks, cards, permission, recording
from bot.evidence import attaching
from bot.groups import cards as group_cards
from bot.groups import joining, phrases
from bot.groups.private import private_turn, privately
from bot.messages import Incoming, IncomingType, Reply
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning
from storage.errors import InvitationError
from storage.records import Entry, EntryState, Group, GroupState
from storage.work import Work

Dispatch = Callable[[Turn], tuple[Reply, ...]]

_LEADS = ("已记", "已改", "已撤销", "已恢复", "已确认")
_ATTACHED = "已附到"  # a word on a file, without its name
_COMMAND = re.compile(r"[/／]([A-Za-z_]+)(?:@\w+)?(?:\s+|$)(.*)", re.DOTALL)
_IN_PUBLIC = ("log", "undo", "stats")  # commands whose answers a group may see
_ON_THE_CARD = (callbacks.WITHDRAW, callbacks.WITHDRAW_ALL, callbacks.RESTORE, callbacks.DETACH)
_JUST_NOW = timedelta(minutes=10)  # a correction so soon after one's own log is of it


def outsider(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    """Somebody who is no member: silence; once, where they speak to the bot, how to join in private."""
    if incoming.type is IncomingType.PRESS:
        from bot.phrases import NOT_JOINED

        return (Reply("", toast=NOT_JOINED),)
    group = work.groups.of_chat(incoming.channel, incoming.chat)
    if group is None or group.state is not GroupState.SERVED or not incoming.addressed:
        return ()
    command = _COMMAND.match(incoming.text.strip())
    if command and command[1].lower() == "start" and command[2].strip():
        return _join(incoming, work, command[2].strip())
    return say(phrases.JOIN_IN_PRIVATE) if work.groups.tell_once(group.id, incoming.account) else ()


def _join(incoming: Incoming, work: Work, code: str) -> tuple[Reply, ...]:
    """A code that everybody in the group can read is used up by whoever it was for."""
    try:
        work.members.join(code, incoming.channel, incoming.account, incoming.name, incoming.at)
    except InvitationError:
        return say(phrases.NO_CODES_HERE)
    return say(phrases.JOINED)


def hear(turn: Turn, dispatch: Dispatch) -> tuple[Reply, ...]:
    """The answers to a member's message in a group. `dispatch`: what is done with one in private."""
    group = turn.work.groups.of_chat(turn.incoming.channel, turn.incoming.chat)
    if group is None:
        return joining.found(turn.incoming, turn.work, turn.town, turn.member.name)
    if not _is_served(group, turn):
        return ()
    if turn.incoming.type is IncomingType.PRESS:
        return tuple(_pressed(turn, dispatch))
    if not turn.incoming.addressed and not concerns(turn):
        return ()
    command = _COMMAND.match(turn.incoming.text.strip())
    name = command[1].lower() if command else ""
    if name == "start":
        return say(phrases.NO_CODES_HERE) if command and command[2].strip() else ()
    if name and name not in _IN_PUBLIC:
        return _all_in_private(turn, dispatch)
    return tuple(out for reply in dispatch(turn) for out in _shown(turn, reply, in_public=name == "stats"))


def _is_served(group: Group, turn: Turn) -> bool:
    return group.state is GroupState.SERVED and group.town_id == turn.town.id


def concerns(turn: Turn) -> bool:
    """Whether a plain message, said to nobody in particular, is for the ledger: a log, or a correction of
    what the sender has just logged here.
    """
    incoming = turn.incoming
    if incoming.file is not None and (incoming.type is IncomingType.OTHER or attaching.just_shown(turn)):
        return True
    if incoming.type is IncomingType.OTHER:
        return False
    if incoming.type is IncomingType.EDIT and _made(turn, incoming.message_id):
        return True
    if not permission.may_log(turn.member):
        return False
    behalf = recording.on_behalf(turn, incoming.text)
    meaning = understand(behalf.text if behalf else incoming.text, turn.at, turn.town_words())
    if meaning.intent is Intent.LOG and meaning.entries:
        return _tells(turn, meaning)
    return meaning.intent is Intent.AMEND and _has_just_logged(turn)


def _tells(turn: Turn, meaning: Meaning) -> bool:
    """Whether it tells of work: a kind was recognised, or counts were said that can be asked about."""
    said = any(not figure.implied for entry in meaning.entries for figure in entry.figures)
    if turn.incoming.text.rstrip().endswith(("？", "?")) and not said:
        return False
    known = any(entry.kind != asking.UNREAD_KIND for entry in meaning.entries)
    return known or (said and private_turn(turn) is not None)


def _made(turn: Turn, message_id: str) -> list[Entry]:
    return turn.work.ledger.of_message(turn.incoming.channel, turn.incoming.chat, message_id)


def _has_just_logged(turn: Turn) -> bool:
    incoming = turn.incoming
    since = incoming.at - _JUST_NOW
    return bool(turn.work.outbox.latest_card(incoming.channel, incoming.chat, incoming.account, since))


def _all_in_private(turn: Turn, dispatch: Dispatch) -> tuple[Reply, ...]:
    private = private_turn(turn)
    return privately(turn, dispatch(private)) if private else say(phrases.ASK_IN_PRIVATE)


def _pressed(turn: Turn, dispatch: Dispatch) -> Iterator[Reply]:
    """撤销 and 恢复 act on the card; what opens a conversation goes on in private."""
    callback = callbacks.read(turn.incoming.data)
    mine = callback is not None and callback.owner == turn.member.id
    if callback is None or not mine or callback.action in _ON_THE_CARD:
        for reply in dispatch(turn):
            yield from _shown(turn, reply)
        return
    private = private_turn(turn)
    if private is None:
        yield Reply("", toast=phrases.WRITE_FIRST)
        return
    yield Reply("", toast=phrases.LOOK_IN_PRIVATE)
    for reply in dispatch(private):
        yield from privately(turn, [replace(reply, text=reply.text or reply.toast)])


def _shown(turn: Turn, reply: Reply, *, in_public: bool = False) -> Iterator[Reply]:
    """The reply as the group may see it; what it may not see goes to the private chat, where there is one."""
    attached = reply.text.startswith(_ATTACHED)
    if in_public or attached or (not reply.text and reply.document is None):
        yield reply
        return
    lead = next((one for one in _LEADS if reply.text.startswith(one)), "")
    if lead and reply.entries:
        yield from _card(turn, reply, lead)
    elif private_turn(turn) is not None:
        yield from privately(turn, [reply])
    elif turn.incoming.addressed:
        yield Reply(phrases.ASK_IN_PRIVATE)


def _card(turn: Turn, reply: Reply, lead: str) -> Iterator[Reply]:
    """The short card of what is clear; what is not is asked in private."""
    entries = [turn.entry(number) for number in reply.entries]
    asked = [one for one in entries if lead == "已记" and one.state is EntryState.PENDING and one.doubts]
    clear = [one for one in entries if one not in asked]
    owner, message = turn.member.id, turn.incoming.message_id
    if clear:
        card = group_cards.card(lead, clear, turn.today, owner, message)
        yield replace(card, edits=reply.edits, toast=reply.toast)
    if not asked:
        return
    private = private_turn(turn)
    if private is not None:
        card = cards.saved(asked, turn.today, owner, "")
        yield from privately(turn, [asking.with_question(private, card, asked)])
    elif not clear:
        card = group_cards.card(lead, asked, turn.today, owner, message)
        yield replace(card, text="\n".join([card.text, phrases.UNSURE.format(numbers="")]))
    else:
        numbers = "、".join(one.number for one in asked)
        yield Reply(phrases.UNSURE.format(numbers=numbers), entries=tuple(one.number for one in asked))
