"""One question at a time: what is doubtful about an entry, asked with a button for each likely answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from bot import callbacks, duplicates, formats
from bot.messages import Button, Reply
from bot.turn import Turn
from storage.amending import amended
from storage.catalogue import bundled
from storage.records import Change, Doubt, Entry, EntryDraft, EntryState, Figure, Hedge, Question

SPAN_MARK = "/"  # between the two days of a span as an option: 2023-06-01/2023-06-30
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
    if not is_doubt(turn.entry(question.number), question.part, question.measure):
        close_open(turn)
    return None


def put(
    turn: Turn, number: str, part: str, measure: str | None = None, options: tuple[str, ...] = ()
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
        options,
        incoming.at,
    )


def with_question(turn: Turn, reply: Reply, entries: Sequence[Entry]) -> Reply:
    """The reply with the first open doubt of the entries asked below it; as it is where there is none."""
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
    """A button for each option; the one that is as recorded says so; else one that keeps what is recorded."""
    owner, buttons = turn.member.id, []
    kept = False
    for index, option in enumerate(question.options[:_MOST_OPTIONS]):
        text = label(option, question, entry, turn.today)
        buttons.append(callbacks.button(text, callbacks.OPTION, owner, question.id, index))
        kept = kept or is_current(option, question, entry)
    if not kept and question.part not in (duplicates.DUPLICATE, duplicates.TOTAL):
        text = "都不是" if question.options and entry.kind == UNREAD_KIND else "没错，就这样"
        buttons.append(callbacks.button(text, callbacks.KEEP, owner, question.id))
    wide = any(len(button.label) > _WIDE for button in buttons)
    return callbacks.rows(buttons, 1 if wide and len(buttons) > 2 else 3 if not wide else 1)


def label(option: str, question: Question, entry: Entry, today: date) -> str:
    """An option as a button says it: a day with its weekday, a count with its unit."""
    if question.part == "date" and (days := read_days(option)):
        return formats.span(*days, today)
    if question.part == "figure" and (value := read_value(option)) is not None:
        unit = formats.unit_of(entry.kind, question.measure or "")
        return f"{formats.number(value)}{unit}"
    return option


def is_current(option: str, question: Question, entry: Entry) -> bool:
    """Whether the option is what the entry says already."""
    change = option_change(option, question, entry)
    if change is None:
        return False
    if change.kind is not None:
        return change.kind == entry.kind
    if change.on is not None:
        return (change.on, change.until or change.on) == (entry.on, entry.last_day)
    if change.place is not None:
        return change.place == entry.place
    values = {figure.measure: figure.value for figure in entry.figures}
    return bool(change.figures) and all(values.get(one.measure) == one.value for one in change.figures)


def option_change(option: str, question: Question, entry: Entry) -> Change | None:
    """What choosing a kind, day, count or place sets; None where the option is none of these."""
    if question.part == "kind":
        return Change(kind=option)
    if question.part == "date" and (days := read_days(option)):
        return Change(on=days[0], until=days[1])
    if question.part == "place":
        return Change(place=option)
    if question.part == "figure" and question.measure and (value := read_value(option)) is not None:
        return Change(figures=(_figure(entry, question.measure, value),))
    return None


def _figure(entry: Entry, measure: str, value: Decimal) -> Figure:
    """The hedge stays where the value does: 300余 that is confirmed is still 300余."""
    for figure in entry.figures:
        if figure.measure == measure and figure.value == value:
            return replace(figure, implied=False)
    return Figure(measure, value, Hedge.EXACT)


def read_days(option: str) -> tuple[date, date | None] | None:
    """The days of an option: 2023-06-13, or 2023-06-01/2023-06-30."""
    first, _, last = option.partition(SPAN_MARK)
    try:
        return date.fromisoformat(first), date.fromisoformat(last) if last else None
    except ValueError:
        return None


def read_value(option: str) -> Decimal | None:
    try:
        value = Decimal(option)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


def doubts_left(entry: Entry, part: str, measure: str | None) -> tuple[Doubt, ...]:
    """The entry's doubts without the one that was answered."""
    return tuple(doubt for doubt in entry.doubts if (doubt.part, doubt.measure) != (part, measure))


def is_doubt(entry: Entry, part: str, measure: str | None) -> bool:
    return any((doubt.part, doubt.measure) == (part, measure) for doubt in entry.doubts)


def settling(entry: Entry, change: Change) -> Change:
    """The change with the doubts settled that it answers: whoever sets a part is sure of it."""
    set_now = {
        ("kind", None): change.kind is not None,
        ("date", None): change.on is not None,
        ("place", None): change.place is not None,
    }
    measures = {figure.measure for figure in change.figures} | set(change.drop)
    left = tuple(
        doubt
        for doubt in entry.doubts
        if not set_now.get((doubt.part, None), False)
        and not (doubt.part == "figure" and measures and doubt.measure in (None, *measures))
    )
    return replace(change, doubts=left) if left != entry.doubts else change


def carried_doubts(entry: Entry, change: Change) -> tuple[Doubt, ...]:
    """The doubts under another kind: one about a figure goes with it, or goes out where the figure does."""
    after = amended(entry, change, bundled())
    old = {figure.measure: figure for figure in entry.figures}
    kept = []
    for doubt in after.doubts:
        figure = old.get(doubt.measure or "")
        if figure is None or any(one.measure == doubt.measure for one in after.figures):
            kept.append(doubt)
            continue
        like = [one for one in after.figures if (one.value, one.hedge) == (figure.value, figure.hedge)]
        if len(like) == 1:
            kept.append(replace(doubt, measure=like[0].measure))
    return tuple(kept)


def same_parts(one: EntryDraft, other: EntryDraft) -> bool:
    """Whether two readings say the same, whatever words they were read from."""
    figures = [
        {(figure.measure, figure.value, figure.hedge, figure.implied) for figure in draft.figures}
        for draft in (one, other)
    ]
    parts = [
        (draft.kind, draft.on, draft.until, draft.place, dict(draft.attributes)) for draft in (one, other)
    ]
    return figures[0] == figures[1] and parts[0] == parts[1]
