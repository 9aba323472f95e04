"""What was not read as a report is logged all the same, where its sender says that it is one."""

from dataclasses import replace

from bot import callbacks, phrases, recording
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Button, Incoming, Reply
from bot.payloads import read_incoming
from bot.turn import Turn
from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning


def answer(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The answer to a message that may report something: it says so, with a button that logs it."""
    if not meaning.doubts or meaning.intent not in (Intent.CHAT, Intent.PLAN) or not turn.incoming.private:
        return None
    text = phrases.PERHAPS_DONE if meaning.intent is Intent.PLAN else phrases.PERHAPS_TOLD
    return (Reply(text, buttons=_button(turn)),)


def beside(turn: Turn, meaning: Meaning, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The answer to a question, with a button that logs it where it may be a report after all."""
    if not (meaning.doubts and meaning.intent is Intent.QUERY and turn.incoming.private and replies):
        return replies
    first = replies[0]
    text = f"{first.text}\n{phrases.PERHAPS_ASKED}"
    return (replace(first, text=text, buttons=(*first.buttons, *_button(turn))), *replies[1:])


def perhaps_new(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The answer to what reads as a correction and may report something new: nothing is changed by it."""
    if not (meaning.doubts and meaning.amendment and not meaning.amendment.empty):
        return None
    return (Reply(phrases.PERHAPS_NEW, buttons=_button(turn)),)


def _button(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    try:
        button = callbacks.button(phrases.TELL_BUTTON, callbacks.TELL, turn.member.id, turn.incoming.key)
    except ValueError:  # a channel with longer keys than a button holds
        return ()
    return ((button,),)


def told(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """The entries of the message whose button was pressed, as of when it was sent."""
    first = _message(turn, callback.argument(0))
    ledger = turn.work.ledger
    if first.message_id and ledger.of_message(first.channel, first.chat, first.message_id):
        return (Reply("", toast=phrases.LOGGED_ALREADY),)
    then = replace(turn, incoming=first, at=turn.local(first.at))
    behalf = recording.on_behalf(then, first.text)
    if refused := recording.refusal(then, behalf):
        return refused
    unit = behalf.unit if behalf else None
    text = behalf.text if behalf else first.text
    meaning = understand(text, then.at, then.town_words(unit), told=True)
    replies = recording.record(then, meaning, text, unit)
    return (replace(replies[0], edits=turn.incoming.message_id or None), *replies[1:])


def _message(turn: Turn, key: str) -> Incoming:
    """The member's own message of that key; StaleButtonError where there is none."""
    item = turn.work.inbox.find(turn.incoming.channel, key)
    first = read_incoming(item.payload) if item is not None else None
    if first is None or first.account != turn.incoming.account or not first.text.strip():
        raise StaleButtonError(callbacks.TELL)
    return replace(first, chat=turn.incoming.chat)
