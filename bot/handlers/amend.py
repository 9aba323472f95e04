"""Corrections in words: answering a card, "上一条人数改成150", "128号撤销"."""

from collections.abc import Sequence
from dataclasses import replace

from bot import answering, asking, callbacks, cards, formats, permission, phrases, targets
from bot.handlers import parts
from bot.history import changed_just_now
from bot.messages import Reply
from bot.options import settling
from bot.targets import Target, Targets
from bot.turn import Turn, say
from bot.understanding.amendments import read_amendment, resolve
from bot.understanding.meaning import Amendment, Meaning
from bot.understanding.resolving import Resolution, apply_choice
from storage.catalogue import bundled
from storage.errors import InvalidValueError
from storage.records import Change, Entry, EntryState, Question

_MOST = 6
_ALL = "都撤销"


def amend(turn: Turn, amendment: Amendment, shown: tuple[str, ...] = ()) -> tuple[Reply, ...]:
    """Applies a correction where one entry fits, asks where several do. `shown`: of the answered card."""
    if not permission.may_log(turn.member):
        return say(phrases.NOT_ALLOWED_TO_LOG)
    if shown and not amendment.number:
        return _one_of(turn, targets.of_card(turn, shown, amendment), amendment, turn.incoming.text)
    return _one_of(turn, targets.of_words(turn, amendment), amendment, turn.incoming.text)


def amend_these(turn: Turn, entries: Sequence[Entry], amendment: Amendment, text: str) -> tuple[Reply, ...]:
    """Applies a correction, whose words are `text`, to the one of the entries that it fits."""
    numbers = [entry.number for entry in entries]
    return _one_of(turn, targets.of_card(turn, numbers, amendment), amendment, text)


def ask_which(turn: Turn, entries: Sequence[Entry], text: str) -> tuple[Reply, ...]:
    """Asks which of the entries a correction means, where its words named none."""
    return (_which(turn, tuple(Target(entry, Resolution(Change())) for entry in entries[:_MOST]), text),)


def _one_of(turn: Turn, found: Targets, amendment: Amendment, text: str) -> tuple[Reply, ...]:
    if found.missing:
        return say(phrases.NO_SUCH_ENTRY.format(number=found.missing))
    if not found.found:
        return _not_counted(turn, amendment) or say(phrases.NOTHING_TO_AMEND)
    if len(found.found) == 1 and (replies := _part_set(turn, found.found[0].entry)):
        return replies
    if amendment.empty:
        return _unsaid(turn, found.found[0].entry, amendment.unsaid)
    if len(found.found) > 1:
        return (_which(turn, found.found[:_MOST], text),)
    target = found.found[0]
    if target.resolution and target.resolution.choices and permission.may_amend(turn.member, target.entry):
        return _which_figure(turn, target, text)
    return carry_out(turn, target)


def _not_counted(turn: Turn, amendment: Amendment) -> tuple[Reply, ...] | None:
    """上面那条是四家, where the latest entry counts nothing of the sort: what could not be placed."""
    own = turn.work.ledger.latest(turn.town.id, turn.member.id, 1)
    if not (own and amendment.previous and amendment.figures) or amendment.about_kind:
        return None
    new = amendment.figures[0]
    figure = f"{formats.number(abs(new.value))}{new.unit}"
    return say(phrases.NOT_COUNTED.format(line=cards.line(own[0], turn.today), figure=figure))


def _part_set(turn: Turn, entry: Entry) -> tuple[Reply, ...] | None:
    from bot.handlers.amend_parts import part_set

    return part_set(turn, entry)


def _unsaid(turn: Turn, entry: Entry, part: str) -> tuple[Reply, ...]:
    """Something is wrong, and what is right was not said: it is asked for, as by 改."""
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is EntryState.WITHDRAWN:
        return carry_out(turn, Target(entry, None))
    return (parts.ask_for(turn, entry, part),)


def carry_out(turn: Turn, target: Target) -> tuple[Reply, ...]:
    """Changes or withdraws the entry; says why where that cannot be."""
    entry = target.entry
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is EntryState.WITHDRAWN:
        text = phrases.WITHDRAWN_ENTRY.format(number=entry.number)
        return (Reply(text, cards.buttons(entry, turn.member.id), entries=(entry.number,)),)
    if target.resolution is None:
        return (answering.withdraw(turn, [entry], ""),)
    if (target.resolution.change.on or turn.today) > turn.today:
        return say(phrases.DAY_AHEAD)
    try:
        return (amended(turn, entry, target.resolution.change),)
    except InvalidValueError as error:
        return say(phrases.CANNOT_CHANGE.format(reason=error))


def amended(turn: Turn, entry: Entry, change: Change) -> Reply:
    """The change made, with the doubts that it answers settled: before → after."""
    before, after = answering.amend(turn, entry, settling(entry, change), turn.incoming.text[:200])
    for doubt in before.doubts:
        if doubt not in after.doubts:
            turn.work.questions.drop_for(turn.town.id, after.number, doubt.part)
    if not cards.changes(before, after, turn.today):
        return cards.card(after, turn.today, turn.member.id, phrases.NOTHING_CHANGED + "\n")
    return asking.with_question(turn, answering.told(turn, before, after), [after])


def _which(turn: Turn, found: tuple[Target, ...], text: str) -> Reply:
    """Asks which entry is meant; the correction's words wait as the first option, the numbers follow."""
    numbers = tuple(target.entry.number for target in found)
    if all(target.resolution is None for target in found):
        numbers = (*numbers, _ALL)
    question = asking.put(turn, numbers[0], asking.WHICH, None, (text, *numbers))
    lines = [phrases.WHICH_ENTRY, *(cards.line(target.entry, turn.today) for target in found)]
    buttons = [
        callbacks.button(number, callbacks.OPTION, turn.member.id, question.id, index)
        for index, number in enumerate(numbers, 1)
    ]
    shown = tuple(target.entry.number for target in found)
    return Reply("\n".join(lines), callbacks.rows(buttons, 2), entries=shown)


def chosen(turn: Turn, question: Question, number: str) -> tuple[Reply, ...]:
    """The correction that waited, now that its entry is known."""
    turn.work.questions.answer(question.id)
    if number == _ALL:
        entries = [turn.entry(one) for one in question.options[1:-1]]
        mine = [one for one in entries if permission.may_amend(turn.member, one)]
        return (answering.withdraw(turn, mine, ""),)
    text = question.options[0]
    amendment = read_amendment(text, turn.at, turn.town_words())
    return _one_of(turn, targets.of_card(turn, (number,), amendment), amendment, text)


def _which_figure(turn: Turn, target: Target, text: str) -> tuple[Reply, ...]:
    """Asks which figure a new number is; the correction's words wait as the first option."""
    assert target.resolution is not None
    choices, entry = target.resolution.choices, target.entry
    if len(choices) > 1 or not choices[0].options:
        return say(phrases.WHICH_FIGURES.format(line=cards.line(entry, turn.today)))
    if again := _changed_again(turn, entry, choices[0].options):
        change = apply_choice(choices[0], again, entry.figures)
        figures = (*target.resolution.change.figures, *change.figures)
        return (amended(turn, entry, replace(target.resolution.change, figures=figures)),)
    measures = choices[0].options[:_MOST]
    question = asking.put(turn, entry.number, asking.WHICH_FIGURE, None, (text, *measures))
    number = formats.number(choices[0].figure.value)
    buttons = [
        callbacks.button(measure, callbacks.OPTION, turn.member.id, question.id, index)
        for index, measure in enumerate(measures, 1)
    ]
    asked = phrases.WHICH_FIGURE.format(line=cards.line(entry, turn.today), number=number)
    return (Reply(asked, callbacks.rows(buttons, 3), entries=(entry.number,)),)


def _changed_again(turn: Turn, entry: Entry, options: Sequence[str]) -> str | None:
    """又错了，是16: the figure that was changed just now."""
    changed = changed_just_now(turn)
    if changed is None or changed[0].id != entry.id or changed[1].measure not in options:
        return None
    return changed[1].measure


def chosen_figure(turn: Turn, question: Question, measure: str) -> tuple[Reply, ...]:
    """The correction that waited, now that its figure is known."""
    entry = turn.entry(question.number)
    amendment = read_amendment(question.options[0], turn.at, turn.town_words())
    resolution = resolve(amendment, bundled().kind(entry.kind), entry.figures)
    if len(resolution.choices) != 1 or not permission.may_amend(turn.member, entry):
        return say(phrases.STALE_BUTTON)
    turn.work.questions.answer(question.id)
    figures = apply_choice(resolution.choices[0], measure, entry.figures).figures
    change = replace(resolution.change, figures=(*resolution.change.figures, *figures))
    return (amended(turn, entry, change),)


def amendment_of(turn: Turn, meaning: Meaning) -> Amendment:
    """What a message that reads as a correction corrects."""
    return meaning.amendment or read_amendment(turn.incoming.text, turn.at, turn.town_words())
