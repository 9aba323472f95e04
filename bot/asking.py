"""One question at a time: what is doubtful about an entry, asked with a button for each likely answer."""

from collections.abc import Sequence
from dataclasses import replace

from bot import callbacks, duplicates, formats, options
from bot.messages import Button, Reply
from bot.turn import Turn
from storage.records import Doubt, Entry, EntryState, Question

_MOST_OPTIONS = 6
_WIDE = 7  # characters: longer labels get a row of their own

UNREAD_KIND = "其他"  # the kind of what was not recognised
WHICH = "which"  # parts of a Question that are no part of an entry: which entry is meant
WHICH_FIGURE = "which_figure"  # which of its figures
ADD = "add"  # the next message is added


def open_question(turn: Turn) -> Question | None:
    """What the member is being asked in this chat."""
    incoming = turn.incoming
    return turn.work.questions.open_in(incoming.channel, incoming.chat, turn.member.id)


def close_open(turn: Turn) -> None:
    """Another matter has begun: what was asked here stays 待确认 in the ledger, and /todo asks it again."""
    for question in turn.work.questions.waiting(turn.town.id, turn.member.id):
        if (question.channel, question.chat) == (turn.incoming.channel, turn.incoming.chat):
            turn.work.questions.answer(question.id)


def close_edits(turn: Turn) -> None:
    """Something new was told: what 改 or 补充 opened is over; a doubt may still be answered."""
    question = open_question(turn)
    if question is None or question.part in (WHICH, WHICH_FIGURE, ADD):
        return close_open(turn)
    if options.matching(turn.entry(question.number), question) is None:
        close_open(turn)
    return None


def put(
    turn: Turn, number: str, part: str, measure: str | None = None, likely: tuple[str, ...] = ()
) -> Question:
    """Asks something in this chat, in the place of what was asked before."""
    close_open(turn)
    incoming = turn.incoming
    return turn.work.questions.ask(
        turn.town.id,
        turn.member.id,
        incoming.channel,
        incoming.chat,
        number,
        part,
        measure,
        likely,
        incoming.at,
    )


def with_question(turn: Turn, reply: Reply, entries: Sequence[Entry]) -> Reply:
    """The reply with the first open doubt of the entries asked below it; as it is where there is none.

    In a group nothing is asked (bot/groups asks in private).
    """
    if not turn.incoming.private:
        return reply
    for entry in entries:
        if entry.state is EntryState.PENDING and entry.doubts:
            return _asked(turn, reply, entry, entry.doubts[0], several=len(entries) > 1)
    return reply


def _asked(turn: Turn, reply: Reply, entry: Entry, doubt: Doubt, *, several: bool) -> Reply:
    question = put(turn, entry.number, doubt.part, doubt.measure, doubt.options)
    about = f"{formats.short_number(entry.number)}号：" if several else ""
    rows = (*option_rows(turn, question, entry), *reply.buttons)
    return replace(reply, text=f"{reply.text}\n请确认：{about}{doubt.reason}", buttons=rows)


def option_rows(turn: Turn, question: Question, entry: Entry) -> tuple[tuple[Button, ...], ...]:
    """A button for each option, and one that keeps what is recorded where none of them does."""
    owner, buttons = turn.member.id, []
    for index, option in enumerate(question.options[:_MOST_OPTIONS]):
        text = options.label(option, question, entry, turn.today)
        buttons.append(callbacks.button(text, callbacks.OPTION, owner, question.id, index))
    if question.part not in (duplicates.DUPLICATE, duplicates.TOTAL):
        keeping = options.keeping(question, entry, UNREAD_KIND)
        buttons += [callbacks.button(keeping, callbacks.KEEP, owner, question.id)] if keeping else []
    wide = any(len(button.label) > _WIDE for button in buttons)
    return callbacks.rows(buttons, 1 if wide and len(buttons) > 2 else 3 if not wide else 1)
