"""What the ledger would refuse is saved all the same, as far as it can be, and asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot import formats
from storage.catalogue import bundled
from storage.checks import checked
from storage.errors import InvalidValueError
from storage.records import Doubt, EntryDraft, Figure


def sound(draft: EntryDraft, today: date) -> tuple[EntryDraft, tuple[Doubt, ...]]:
    """The draft as the ledger takes it, with a doubt for each part that had to be put right or left out."""
    doubts = []
    if draft.until is not None and draft.until < draft.on:
        draft = replace(draft, on=draft.until, until=draft.on)
        doubts.append(Doubt(0, "date", f"日期是不是{formats.span(draft.on, draft.until, today)}？"))
    if not _takes(replace(draft, figures=(), attributes={}, place=None)):
        draft = replace(draft, on=today, until=None)
        doubts.append(Doubt(0, "date", "日期没看清，先记在今天。是哪天？"))
    refused = [figure for figure in draft.figures if not _takes(_bare(draft, figure))]
    for figure in refused:
        doubts.append(
            Doubt(0, "figure", f"{figure.measure}的数没记上（{figure.words}）。是多少？", figure.measure)
        )
    attributes = draft.attributes if _takes(replace(draft, figures=())) else {}
    kept = tuple(_once(one for one in draft.figures if one not in refused))
    return replace(draft, figures=kept, attributes=attributes), tuple(doubts)


def _bare(draft: EntryDraft, figure: Figure) -> EntryDraft:
    return replace(draft, figures=(figure,), attributes={}, place=None)


def _once(figures: Iterator[Figure]) -> Iterator[Figure]:
    """Each measure once: the first figure of it."""
    seen = set()
    for figure in figures:
        if figure.measure not in seen:
            seen.add(figure.measure)
            yield figure


def _takes(draft: EntryDraft) -> bool:
    try:
        checked(draft, bundled())
    except (InvalidValueError, ArithmeticError):
        return False
    return True
