"""补充: figures, place and type of dispute that a later message adds to an entry."""

import re
from dataclasses import replace

from bot import answering
from bot.messages import Reply
from bot.options import settling
from bot.rereading import read_as
from bot.turn import Turn
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Intent, Meaning
from storage.records import Change, Entry, Figure, Question

_BARE = re.compile(
    r"[\d\s,.，。〇零一二两三四五六七八九十百千万余多几]*"
)  # a number that counts nothing by itself
_AGAIN = re.compile("又|再|还|另外|另")


def add(turn: Turn, question: Question, entry: Entry, meaning: Meaning) -> tuple[Reply, ...] | None:
    """Adds the message to the entry; None where it tells of something else."""
    if meaning.intent in (Intent.QUERY, Intent.AMEND) or _tells_another(turn, entry, meaning):
        return None
    change = addition(turn, entry)
    return answering.apply(turn, question, entry, change) if change else None


def _tells_another(turn: Turn, entry: Entry, meaning: Meaning) -> bool:
    """Another kind or another day that the message names itself."""
    if meaning.intent is not Intent.LOG or not meaning.entries:
        return False
    read = meaning.entries[0]
    dated = bool(find_dates(turn.incoming.text, turn.at))
    if len(meaning.entries) > 1 or (dated and (read.on, read.until) != (entry.on, entry.until)):
        return True
    said = [figure for figure in read.figures if not figure.implied]
    return read.kind not in (entry.kind, "其他") and not said


def addition(turn: Turn, entry: Entry) -> Change | None:
    """What the message says of an entry of this kind; None where it says nothing."""
    text = turn.incoming.text
    if _BARE.fullmatch(text):
        return None
    draft = read_as(turn, entry.kind, text, entry)
    if draft is None:
        return None
    known = {figure.measure: figure for figure in entry.figures}
    figures = tuple(
        _joined(figure, known.get(figure.measure), text) for figure in draft.figures if not figure.implied
    )
    attributes = {**entry.attributes, **draft.attributes} if draft.attributes else None
    if not figures and not draft.place and not attributes:
        return None
    return Change(place=draft.place, figures=figures, attributes=attributes)


def _joined(new: Figure, old: Figure | None, text: str) -> Figure:
    """又来了20人 is added to what was said; 来了20人 is said again."""
    if old is None or old.implied or not _AGAIN.search(text):
        return new
    hedge = old.hedge if old.approx else new.hedge
    return replace(new, value=old.value + new.value, hedge=hedge)


def add_to_card(turn: Turn, entry: Entry) -> tuple[Reply, ...] | None:
    """The answer to a card that only adds: 还发了50份资料."""
    change = addition(turn, entry)
    if change is None:
        return None
    before, after = answering.amend(turn, entry, settling(entry, change), "补充")
    return (answering.next_question(turn, answering.told(turn, before, after), after),)
