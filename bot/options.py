"""Doubts and their likely answers: what an option sets, and which doubts a change settles. Pure."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from bot import formats
from bot.understanding.normalise import normalise
from bot.understanding.numbers import find_counts
from storage.amending import amended
from storage.catalogue import bundled
from storage.records import Change, Doubt, Entry, EntryDraft, Figure, Hedge, Question

SPAN_MARK = "/"  # between the two days of a span as an option: 2023-06-01/2023-06-30
INTENT = "intent"  # the part of a doubt whether this is to be logged at all
NOT_TO_LOG = "不记"
_QUOTED = re.compile("“([^”]+)”")


def label(option: str, question: Question, entry: Entry, today: date) -> str:
    """An option as a button says it: a day with its weekday, a count with its unit."""
    if question.part == "date" and (days := read_days(option)):
        return formats.span(*days, today)
    if question.part == "figure" and (value := read_value(option)) is not None:
        unit = formats.unit_of(entry.kind, question.measure or "")
        return f"{formats.number(value)}{unit}"
    return option


def keeping(question: Question, entry: Entry, unread_kind: str) -> str | None:
    """What the button says that leaves all as recorded; None where an option says so already."""
    if question.part == INTENT or any(is_current(option, question, entry) for option in question.options):
        return None
    if question.part == "figure" and question.measure is None:
        return "不用记"
    return "都不是" if question.options and entry.kind == unread_kind else "没错，就这样"


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
    return all(values.get(one.measure) == one.value for one in change.figures)


def option_change(option: str, question: Question, entry: Entry) -> Change | None:
    """What choosing a kind, day, count, measure or place sets; None where the option is none of these."""
    if question.part == "kind":
        return Change(kind=option)
    if question.part == "date" and (days := read_days(option)):
        return Change(on=days[0], until=days[1])
    if question.part == "place":
        return Change(place=option)
    if question.part != "figure":
        return None
    if bundled().kind(entry.kind).has(option):
        return _as_measure(option, question, entry)
    if question.measure and (value := read_value(option)) is not None:
        return Change(figures=(_figure(entry, question.measure, value),))
    return None


def _figure(entry: Entry, measure: str, value: Decimal) -> Figure:
    """The hedge stays where the value does: 300余 that is confirmed is still 300余."""
    for figure in entry.figures:
        if figure.measure == measure and figure.value == value:
            return replace(figure, implied=False)
    return Figure(measure, value, Hedge.EXACT)


def _as_measure(measure: str, question: Question, entry: Entry) -> Change | None:
    """A figure that is another measure's, or a count that was left out because nothing told whose it is."""
    figure = next((one for one in entry.figures if one.measure == question.measure), None)
    if question.measure == measure:
        return Change()
    if figure is not None:
        return Change(figures=(replace(figure, measure=measure),), drop=(figure.measure,))
    doubt = matching(entry, question)
    said = _QUOTED.search(doubt.reason) if doubt else None
    counts = find_counts(normalise(said[1]).text) if said else []
    if len(counts) != 1:
        return None
    return Change(figures=(Figure(measure, counts[0].value, counts[0].hedge, words=said[1] if said else ""),))


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


def matching(entry: Entry, question: Question) -> Doubt | None:
    """The open doubt that the question asks about; None where it was settled, or where 改 asks."""
    key = (question.part, question.measure, question.options)
    return next((one for one in entry.doubts if (one.part, one.measure, one.options) == key), None)


def settled_by(entry: Entry, question: Question, change: Change) -> tuple[Doubt, ...]:
    """The entry's doubts without the one that was answered and those that the change settles besides."""
    answered = matching(entry, question)
    left = tuple(doubt for doubt in entry.doubts if doubt is not answered)
    settled = settling(replace(entry, doubts=left), change)
    return left if settled.doubts is None else settled.doubts


def settling(entry: Entry, change: Change) -> Change:
    """The change with the doubts settled that it answers: whoever sets a part is sure of it."""
    left = tuple(doubt for doubt in entry.doubts if not _settles(change, doubt))
    return replace(change, doubts=left) if left != entry.doubts else change


def _settles(change: Change, doubt: Doubt) -> bool:
    if doubt.part == "figure":
        values = {formats.number(figure.value) for figure in change.figures}
        if doubt.measure is None:
            return any(f"“{value}" in doubt.reason for value in values)
        return doubt.measure in {*(figure.measure for figure in change.figures), *change.drop}
    set_now = {"kind": change.kind, "date": change.on, "place": change.place}
    return set_now.get(doubt.part) is not None


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
