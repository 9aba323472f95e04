"""/mute and /unmute: whether the member is reminded."""

from bot import phrases
from bot.messages import Reply
from bot.turn import Turn, say


def mute(turn: Turn) -> tuple[Reply, ...]:
    turn.work.members.mute(turn.member.id, True)
    return say(phrases.MUTED)


def unmute(turn: Turn) -> tuple[Reply, ...]:
    turn.work.members.mute(turn.member.id, False)
    return say(phrases.UNMUTED)
