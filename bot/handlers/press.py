"""A pressed button: it is bound to its owner, and what it is about may have changed meanwhile."""

from collections.abc import Callable
from dataclasses import replace

from bot import answering, asking, callbacks, cards, permission, phrases
from bot.callbacks import Callback, StaleButtonError
from bot.evidence import attaching, papers
from bot.groups import joining
from bot.handlers import (
    amend,
    close,
    letterhead,
    listing,
    outline,
    parts,
    remind,
    settings,
    stats,
    tell,
    zero,
)
from bot.messages import Reply
from bot.options import matching
from bot.turn import Turn
from storage.errors import InvalidValueError, NotFoundError
from storage.records import Entry, EntryState, Question

Pressed = tuple[Reply, ...]


def press(turn: Turn) -> Pressed:
    """What the button asks for; a short word, and nothing changed, where it is somebody else's or stale."""
    callback = callbacks.read(turn.incoming.data)
    action = _ACTIONS.get(callback.action) if callback else None
    if callback is None or action is None:
        return word(phrases.STALE_BUTTON)
    if callback.owner != turn.member.id:
        return word(phrases.NOT_YOUR_BUTTON)
    try:
        return action(turn, callback)
    except (NotFoundError, StaleButtonError):
        return word(phrases.STALE_BUTTON)
    except InvalidValueError as error:
        return word(phrases.CANNOT_CHANGE.format(reason=error))


def word(text: str) -> Pressed:
    """A short word that appears above the chat and leaves the card as it is."""
    return (Reply("", toast=text),)


def on_card(turn: Turn, reply: Reply, toast: str = "") -> Reply:
    """The reply in the place of the card whose button was pressed."""
    return replace(reply, edits=turn.incoming.message_id or None, toast=toast)


def _refused(turn: Turn, entry: Entry) -> Pressed | None:
    if not permission.may_amend(turn.member, entry):
        return word(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is EntryState.WITHDRAWN:
        return word(phrases.WITHDRAWN_ENTRY.format(number=entry.number))
    return None


def _on_entry(act: Callable[[Turn, Entry, Callback], Reply]) -> Callable[[Turn, Callback], Pressed]:
    """A button about an entry that may be changed: its number is the first argument."""

    def pressed(turn: Turn, callback: Callback) -> Pressed:
        entry = turn.entry(callback.argument(0))
        return _refused(turn, entry) or (on_card(turn, act(turn, entry, callback)),)

    return pressed


def _withdraw(turn: Turn, entry: Entry, _: Callback) -> Reply:
    return answering.withdraw(turn, [entry], "")


def _withdraw_all(turn: Turn, callback: Callback) -> Pressed:
    incoming = turn.incoming
    made = turn.work.ledger.of_message(incoming.channel, incoming.chat, callback.argument(0))
    counted = [one for one in made if not _refused(turn, one)]
    if not counted:
        return word(phrases.STALE_BUTTON)
    return (on_card(turn, answering.withdraw(turn, counted, "")),)


def _restore(turn: Turn, callback: Callback) -> Pressed:
    entry = turn.entry(callback.argument(0))
    if not permission.may_amend(turn.member, entry):
        return word(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is not EntryState.WITHDRAWN:
        return word(phrases.NOT_WITHDRAWN.format(number=entry.number))
    return (on_card(turn, answering.restore(turn, entry)),)


def _show(turn: Turn, callback: Callback) -> Pressed:
    entry = turn.entry(callback.argument(0))
    return (cards.card(entry, turn.today, turn.member.id),)


def _back(turn: Turn, entry: Entry, _: Callback) -> Reply:
    asking.close_open(turn)
    return asking.with_question(turn, cards.card(entry, turn.today, turn.member.id), [entry])


def _question(turn: Turn, callback: Callback) -> tuple[Question, Entry] | None:
    """The question of a button with its entry; None where it was answered, or what it asked is settled."""
    question = turn.work.questions.get(callback.number(0))
    if question.member_id != turn.member.id:
        return None
    entry = turn.entry(question.number)
    still = matching(entry, question) is not None
    return (question, entry) if still or turn.work.questions.is_open(question.id) else None


def _option(turn: Turn, callback: Callback) -> Pressed:
    found = _question(turn, callback)
    if found is None:
        return word(phrases.STALE_BUTTON)
    question, entry = found
    index = callback.number(1)
    if index >= len(question.options):
        return word(phrases.STALE_BUTTON)
    option = question.options[index]
    if question.part == asking.WHICH:
        return _first_on_card(turn, amend.chosen(turn, question, option))
    if question.part == asking.WHICH_FIGURE:
        return _first_on_card(turn, amend.chosen_figure(turn, question, option))
    return _refused(turn, entry) or _first_on_card(turn, answering.choose(turn, question, entry, option))


def _keep(turn: Turn, callback: Callback) -> Pressed:
    found = _question(turn, callback)
    if found is None:
        return word(phrases.STALE_BUTTON)
    question, entry = found
    return _refused(turn, entry) or _first_on_card(turn, answering.keep(turn, question, entry))


def _first_on_card(turn: Turn, replies: Pressed) -> Pressed:
    return (on_card(turn, replies[0]), *replies[1:]) if replies else ()


_ACTIONS: dict[str, Callable[[Turn, Callback], Pressed]] = {
    callbacks.EDIT: _on_entry(parts.which_part),
    callbacks.PART: _on_entry(parts.ask_part),
    callbacks.ADD: _on_entry(parts.ask_addition),
    callbacks.CANCEL: _on_entry(_back),
    callbacks.WITHDRAW: _on_entry(_withdraw),
    callbacks.WITHDRAW_ALL: _withdraw_all,
    callbacks.RESTORE: _restore,
    callbacks.SHOW: _show,
    callbacks.OPTION: _option,
    callbacks.KEEP: _keep,
    callbacks.PAGE: listing.page,
    callbacks.OUTLINE: outline.chosen,
    callbacks.GROUP: joining.decided,
    callbacks.EVIDENCE: attaching.chosen,
    callbacks.DETACH: attaching.detached,
    callbacks.PAPER: papers.chosen,
    callbacks.LETTERHEAD: letterhead.chosen,
    callbacks.SNOOZE: remind.snooze,
    callbacks.FORGET: remind.forget,
    callbacks.CLOSE: close.closed,
    callbacks.SETTING: settings.pressed,
    callbacks.STATS: stats.pressed,
    callbacks.TELL: tell.told,
    **zero.ACTIONS,
}
