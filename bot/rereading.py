"""A text read once more, as a part of an entry of a known kind."""

from dataclasses import replace
from decimal import Decimal

from bot.turn import Turn
from bot.understanding import understand
from storage.amending import carried
from storage.catalogue import bundled
from storage.records import Change, Entry, EntryDraft, Figure


def read_as(turn: Turn, kind: str, text: str, entry: Entry) -> EntryDraft | None:
    """What the text says behind the name of the kind, as of when the entry was sent."""
    meaning = understand(f"{kind}：{text}", turn.local(entry.sent_at), turn.town_words(entry.unit))
    return next((draft for draft in meaning.entries if draft.kind == kind), None)


def under(turn: Turn, entry: Entry, change: Change) -> Change:
    """A change of kind, with what the message says under the new one.

    A kind that counts nothing (其他) has lost the message's figures: they are read again. Any other kind
    hands its figures on; one event is meant where none counts the events themselves.
    """
    assert change.kind is not None
    old, new = bundled().kind(entry.kind), bundled().kind(change.kind)
    if not old.measures and not change.figures:
        draft = read_as(turn, new.name, entry.words or entry.text, entry)
        if draft is not None:
            place = change.place if entry.place or change.place else draft.place
            return replace(change, figures=draft.figures, place=place)
    figures = (*carried(entry.figures, old, new), *change.figures)
    if new.primary and all(figure.measure != new.primary for figure in figures):
        return replace(change, figures=(Figure(new.primary, Decimal(1), implied=True), *change.figures))
    return change
