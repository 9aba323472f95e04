"""/undo: takes back the sender's latest step, /undo 128 the latest of that entry; again the one before."""

from bot import answering, cards, permission, phrases
from bot.entry_numbers import find_entry
from bot.history import UNDONE, Step, change_back, last_step, last_step_on
from bot.messages import Reply
from bot.phrases import NOTHING_TO_UNDO
from bot.turn import Turn, say
from storage.records import Entry, EntryState


def undo(turn: Turn) -> tuple[Reply, ...]:
    """Withdraws what was logged, restores what was withdrawn, or brings back what was amended."""
    if turn.argument:
        return _undo_of(turn)
    return _taken_back(turn, last_step(turn))


def _undo_of(turn: Turn) -> tuple[Reply, ...]:
    entry = find_entry(turn, turn.argument)
    if entry is None:
        return say(phrases.NO_SUCH_ENTRY.format(number=turn.argument[:20]))
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    return _taken_back(turn, last_step_on(turn, entry))


def _taken_back(turn: Turn, step: Step | None) -> tuple[Reply, ...]:
    if step is None:
        return say(NOTHING_TO_UNDO)
    if step.action == "amend":
        return _amend_back(turn, step)
    if step.action == "withdraw":
        return tuple(answering.restore(turn, entry, UNDONE) for entry, _ in step.revisions)
    return _withdraw(turn, [entry for entry, _ in step.revisions])


def _withdraw(turn: Turn, entries: list[Entry]) -> tuple[Reply, ...]:
    counted = [entry for entry in entries if entry.state is not EntryState.WITHDRAWN]
    return (answering.withdraw(turn, counted, UNDONE),) if counted else say(NOTHING_TO_UNDO)


def _amend_back(turn: Turn, step: Step) -> tuple[Reply, ...]:
    units = {unit.name: unit.id for unit in turn.units()}
    replies = []
    for entry, revision in step.revisions:
        if entry.state is EntryState.WITHDRAWN or revision.before is None:
            continue
        before, after = turn.work.ledger.amend(
            turn.town.id,
            entry.number,
            change_back(entry, revision.before, units),
            member_name=turn.member.name,
            reason=UNDONE,
            at=turn.incoming.at,
        )
        turn.work.questions.drop_for(turn.town.id, entry.number)
        replies.append(cards.amended(before, after, turn.today, turn.member.id))
    return tuple(replies) or say(NOTHING_TO_UNDO)
