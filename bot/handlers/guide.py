"""/help: what can be said to the bot, by what the sender may do."""

from bot import permission, phrases
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import Role


def guide(turn: Turn) -> tuple[Reply, ...]:
    """The short guide, in groups."""
    member, groups = turn.member, [phrases.HELP_VIEWER]
    if permission.may_log(member):
        groups = [phrases.HELP_LOG.format(example=phrases.EXAMPLE)]
    if member.role in (Role.EDITOR, Role.ADMIN):
        other = next((one.name for one in turn.units() if one.id != member.unit.id), member.unit.name)
        groups.append(phrases.HELP_BEHALF.format(unit=other))
    groups.append(phrases.HELP_ASK)
    if permission.may_draft(member):
        groups.append(phrases.HELP_DRAFT)
    if permission.may_set_town(member):
        groups[-1] += phrases.HELP_EXPORT
    return say("\n\n".join([*groups, phrases.HELP_MORE]))
