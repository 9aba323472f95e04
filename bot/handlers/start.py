"""/start CODE: joining by an invitation; and all that somebody who is no member is told."""

import re

from bot import phrases
from bot.messages import Incoming, IncomingType, Reply
from bot.turn import Turn, say
from storage.errors import InvitationError
from storage.records import Member
from storage.work import Work

_START = re.compile(r"[/／]start(?:@\w+)?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"[A-Za-z0-9_-]{6,64}")
_ROLES = {"viewer": "查看", "recorder": "记录", "editor": "编辑", "admin": "管理"}


def outsider(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    """Whoever is no member may join, and learns nothing else. A code alone is taken for /start CODE."""
    text = incoming.text.strip()
    if incoming.type is IncomingType.PRESS:
        return (Reply("", toast=phrases.NOT_JOINED),)
    command = _START.fullmatch(text)
    if command is None and not incoming.private and not text.startswith(("/", "／")):
        return ()
    if command is None and not _CODE.fullmatch(text):
        return say(phrases.HOW_TO_JOIN)
    code = command[1].strip() if command else text
    try:
        member = work.members.join(code, incoming.channel, incoming.account, incoming.name, incoming.at)
    except InvitationError as error:
        return say(f"{error}。\n要再试，请发：/start 邀请码" if command else phrases.HOW_TO_JOIN)
    return say(welcome(member, work))


def start(turn: Turn) -> tuple[Reply, ...]:
    """A member who sends /start: with another invitation they move to its unit, without they are greeted."""
    if not turn.argument:
        return say(phrases.HELLO_AGAIN.format(who=_who(turn.member, turn.town.name)))
    incoming = turn.incoming
    try:
        member = turn.work.members.join(
            turn.argument, incoming.channel, incoming.account, incoming.name, incoming.at
        )
    except InvitationError as error:
        return say(f"{error}。\n您已经是{_who(turn.member, turn.town.name)}，可以直接记事。")
    return say(welcome(member, turn.work))


def welcome(member: Member, work: Work) -> str:
    town = work.members.town_by_id(member.town_id)
    return phrases.WELCOME.format(who=_who(member, town.name), example=phrases.EXAMPLE)


def _who(member: Member, town: str) -> str:
    return f"{town}{member.unit.name}的{member.name}（{role(member)}）"


def role(member: Member) -> str:
    """The member's role in a word."""
    return _ROLES[member.role.value]
