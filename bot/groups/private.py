"""What is said in a person's private chat instead of a group."""

from collections.abc import Iterable
from dataclasses import replace

from bot.messages import Reply
from bot.turn import Turn
from storage.records import Member
from storage.work import Work


def private_turn(turn: Turn) -> Turn | None:
    """The turn as if it were said in private, so that its questions are asked there; None where the person
    never wrote to the bot, or blocked it.

    In a private chat, the chat's id is the account's.
    """
    incoming = turn.incoming
    if not turn.work.outbox.is_open(incoming.channel, incoming.account):
        return None
    there = replace(
        incoming, chat=incoming.account, private=True, addressed=True, message_id="", reply_to=None
    )
    return replace(turn, incoming=there)


def privately(turn: Turn, replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """The replies, sent to the private chat of whoever wrote."""
    return tuple(replace(one, to=turn.incoming.account, edits=None, toast="") for one in replies)


def chat_of(work: Work, member: Member, channel: str) -> str | None:
    """The member's private chat on that channel, where they ever wrote there."""
    known = [account for name, account in reversed(member.accounts) if name == channel]
    return next((account for account in known if work.outbox.is_open(channel, account)), None)
