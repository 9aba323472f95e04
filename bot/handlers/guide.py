"""/help: what can be said to the bot."""

from bot import permission, phrases
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import Role


def guide(turn: Turn) -> tuple[Reply, ...]:
    """The short guide, with what the sender's role adds."""
    text = phrases.HELP.format(example=phrases.EXAMPLE)
    if not permission.may_log(turn.member):
        return say(text + phrases.HELP_VIEWER)
    if turn.member.role in (Role.EDITOR, Role.ADMIN):
        other = next(
            (one.name for one in turn.units() if one.id != turn.member.unit.id), turn.member.unit.name
        )
        return say(text + phrases.HELP_EDITOR.format(unit=other))
    return say(text)
