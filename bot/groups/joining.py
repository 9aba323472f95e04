"""A group that the bot is put into is served when an admin of the town says so, and left when not."""

from collections.abc import Iterator

from bot import callbacks
from bot.callbacks import Callback
from bot.groups import phrases
from bot.groups.private import chat_of
from bot.messages import Button, Incoming, IncomingType, Reply
from bot.turn import Turn, say
from storage.records import Group, GroupState, Member, Role, Town
from storage.work import Work

YES, POST, NO = "y", "p", "n"  # what an admin's button carries
_TITLE = 40  # characters of a group's name


def changed(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    """The bot was put into a group or taken out of one, or the group has a new id."""
    if incoming.type is IncomingType.MOVED:
        work.outbox.move_chat(incoming.channel, incoming.text, incoming.data)
        return ()
    if incoming.type is IncomingType.LEFT:
        return _left(incoming, work)
    member = work.members.by_account(incoming.channel, incoming.account)
    town = _town(work, member)
    if town is None:
        return (Reply("", to=incoming.chat, leave=True),)
    return found(incoming, work, town, member.name if member else incoming.name)


def found(incoming: Incoming, work: Work, town: Town, who: str) -> tuple[Reply, ...]:
    """The bot is in a group: the question to the town's admins, where they were not asked yet."""
    title = incoming.title[:_TITLE] or "（没有名字）"
    group, new = work.groups.joined(
        town.id, incoming.channel, incoming.chat, title=title, added_by=who, at=incoming.at
    )
    if not new:
        return ()
    return tuple(
        Reply(phrases.ASK.format(title=title, who=who, town=town.name), _choices(group, admin), to=chat)
        for admin, chat in _admins(work, town, incoming)
    )


def decided(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """An admin's button; StaleButtonError, NotFoundError."""
    group, choice = turn.work.groups.get(callback.number(0)), callback.argument(1)
    if turn.member.role is not Role.ADMIN or group.town_id != turn.town.id:
        return (Reply("", toast=phrases.BY_ADMIN),)
    if group.state in (GroupState.REFUSED, GroupState.LEFT) or (
        group.state is GroupState.SERVED and choice == YES
    ):
        return (Reply("", toast=phrases.SETTLED),)
    card = turn.incoming.message_id or None
    if choice == NO:
        turn.work.groups.settle(group.id, GroupState.REFUSED)
        _post_elsewhere(turn.work, turn.town, group)
        told = Reply(phrases.REFUSED.format(title=group.title), edits=card)
        return told, Reply("", to=group.chat, leave=True)
    turn.work.groups.settle(group.id, GroupState.SERVED)
    words = phrases.SERVED
    if choice == POST:
        turn.work.members.update_town(turn.town.id, chat=(group.channel, group.chat))
        words = phrases.SERVED_AND_POST
    told = Reply(words.format(title=group.title), edits=card)
    if group.state is GroupState.SERVED:
        return (told,)
    return told, Reply(phrases.INTRODUCTION.format(town=turn.town.name), to=group.chat)


def groups(turn: Turn) -> tuple[Reply, ...]:
    """/groups: where the bot is, and for an admin the buttons to change it."""
    if turn.member.role is not Role.ADMIN:
        return say(phrases.BY_ADMIN)
    known = turn.work.groups.of_town(turn.town.id)
    if not known:
        return say(phrases.NO_GROUPS)
    lines = [f"{group.title}：{phrases.STATES[group.state]}" for group in known]
    head = Reply("\n".join([phrases.GROUPS, *lines]))
    return head, *(Reply(group.title, _choices(group, turn.member)) for group in known)


def _town(work: Work, member: Member | None) -> Town | None:
    """The town of who put the bot there; the only one, where they are no member."""
    if member is not None:
        return work.members.town_by_id(member.town_id)
    towns = work.members.towns()
    return towns[0] if len(towns) == 1 else None


def _left(incoming: Incoming, work: Work) -> tuple[Reply, ...]:
    group = work.groups.of_chat(incoming.channel, incoming.chat)
    if group is None:
        return ()
    work.groups.settle(group.id, GroupState.LEFT)
    town = work.members.town_by_id(group.town_id)
    _post_elsewhere(work, town, group)
    if group.state is not GroupState.SERVED:
        return ()
    text = phrases.TAKEN_OUT.format(title=group.title)
    return tuple(Reply(text, to=chat) for _, chat in _admins(work, town, incoming))


def _post_elsewhere(work: Work, town: Town, group: Group) -> None:
    """Nothing is posted to a group that the bot is in no more."""
    if town.chat == (group.channel, group.chat):
        work.members.update_town(town.id, chat=None)


def _admins(work: Work, town: Town, incoming: Incoming) -> Iterator[tuple[Member, str]]:
    """The admins who can be written to, each with their private chat; only who acted, where it is one."""
    admins = [one for one in work.members.members(town.id) if one.active and one.role is Role.ADMIN]
    acted = [one for one in admins if (incoming.channel, incoming.account) in one.accounts]
    reached = [(one, chat_of(work, one, incoming.channel)) for one in acted or admins]
    if not any(chat for _, chat in reached):
        reached = [(one, chat_of(work, one, incoming.channel)) for one in admins]
    yield from ((one, chat) for one, chat in reached if chat)


def _choices(group: Group, admin: Member) -> tuple[tuple[Button, ...], ...]:
    options = [(phrases.SERVE_AND_POST, POST), (phrases.REFUSE, NO)]
    if group.state is not GroupState.SERVED:
        options.insert(0, (phrases.SERVE, YES))
    return tuple(
        (callbacks.button(label, callbacks.GROUP, admin.id, group.id, choice),) for label, choice in options
    )
