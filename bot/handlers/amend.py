"""Corrections in words: answering a card, "上一条人数改成150", "128号撤销"."""

from bot import answering, asking, callbacks, cards, permission, phrases, targets
from bot.messages import Reply
from bot.targets import Target, Targets
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Amendment
from storage.errors import InvalidValueError
from storage.records import Entry, EntryState, Question

_MOST = 6


def amend(turn: Turn, amendment: Amendment, shown: tuple[str, ...] = ()) -> tuple[Reply, ...]:
    """Applies a correction where one entry fits, asks where several do. `shown`: of the answered card."""
    if not permission.may_log(turn.member):
        return say(phrases.NOT_ALLOWED_TO_LOG)
    if shown and not amendment.number:
        return _one_of(turn, targets.of_card(turn, shown, amendment), turn.incoming.text)
    return _one_of(turn, targets.of_words(turn, amendment), turn.incoming.text)


def _one_of(turn: Turn, found: Targets, text: str) -> tuple[Reply, ...]:
    if found.missing:
        return say(phrases.NO_SUCH_ENTRY.format(number=found.missing))
    if not found.found:
        return say(phrases.NOTHING_TO_AMEND)
    if len(found.found) == 1:
        return carry_out(turn, found.found[0])
    return (_which(turn, found.found[:_MOST], text),)


def carry_out(turn: Turn, target: Target) -> tuple[Reply, ...]:
    """Changes or withdraws the entry; says why where that cannot be."""
    entry = target.entry
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is EntryState.WITHDRAWN:
        text = phrases.WITHDRAWN_ENTRY.format(number=entry.number)
        return (Reply(text, cards.buttons(entry, turn.member.id), entries=(entry.number,)),)
    if target.change is None:
        return (answering.withdraw(turn, [entry], ""),)
    try:
        return (amended(turn, target),)
    except InvalidValueError as error:
        return say(phrases.CANNOT_CHANGE.format(reason=error))


def amended(turn: Turn, target: Target) -> Reply:
    """The change made, with the doubts that it answers settled: before → after."""
    assert target.change is not None
    change = asking.settling(target.entry, target.change)
    before, after = answering.amend(turn, target.entry, change, turn.incoming.text[:200])
    for doubt in before.doubts:
        if doubt not in after.doubts:
            turn.work.questions.drop_for(turn.town.id, after.number, doubt.part)
    if not cards.changes(before, after, turn.today):
        return cards.card(after, turn.today, turn.member.id, phrases.NOTHING_CHANGED + "\n")
    return asking.with_question(turn, cards.amended(before, after, turn.today, turn.member.id), [after])


def _which(turn: Turn, found: tuple[Target, ...], text: str) -> Reply:
    """Asks which entry is meant; the correction's words wait as the first option, the numbers follow."""
    numbers = tuple(target.entry.number for target in found)
    question = asking.put(turn, numbers[0], asking.WHICH, None, (text, *numbers))
    lines = [phrases.WHICH_ENTRY, *(cards.line(target.entry, turn.today) for target in found)]
    buttons = [
        callbacks.button(number, callbacks.OPTION, turn.member.id, question.id, index)
        for index, number in enumerate(numbers, 1)
    ]
    return Reply("\n".join(lines), callbacks.rows(buttons, 2), entries=numbers)


def chosen(turn: Turn, question: Question, number: str) -> tuple[Reply, ...]:
    """The correction that waited, now that its entry is known."""
    turn.work.questions.answer(question.id)
    return say_to(turn, turn.entry(number), question.options[0])


def say_to(turn: Turn, entry: Entry, text: str) -> tuple[Reply, ...]:
    """What a correction's words say of one entry."""
    meaning = understand(text, turn.at, turn.town_words())
    if meaning.amendment is None:
        return say(phrases.NOTHING_TO_AMEND)
    return _one_of(turn, targets.of_card(turn, (entry.number,), meaning.amendment), text)
