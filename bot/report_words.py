"""The words of the field as an audit needs them: the lexicon's, handed down to the drafting room."""

from functools import cache
from typing import TYPE_CHECKING

from bot.understanding import lexicon
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from drafting.audit.vocabulary import Vocabulary, Words

_SHORTEST = 2  # characters: 发, 查, 有 say too much in a report's long sentences


@cache
def vocabulary() -> "Vocabulary":
    """The drafting room's words and the lexicon's, as one."""
    from drafting.audit.vocabulary import vocabulary as together

    known = lexicon.bundled()
    cues: dict[str, list[tuple[str, float]]] = {}
    for word, senses in known.cues.items():
        for kind, weight in senses:
            cues.setdefault(kind, []).append((word, weight))
    return together(catalogue(), _words(known), {kind: tuple(pairs) for kind, pairs in cues.items()})


def _words(known: lexicon.Lexicon) -> "list[Words]":
    from drafting.audit.vocabulary import Words

    told: dict[tuple[str, str], tuple[list[str], list[str], list[str]]] = {}
    for word, senses in known.nouns.items():
        for sense in senses if len(word) >= _SHORTEST else ():
            told.setdefault((sense.kind, sense.measure), ([], [], []))[1 if sense.general else 0].append(word)
    for word, senses in known.zeros.items():
        for sense in senses:
            told.setdefault((sense.kind, sense.measure), ([], [], []))[2].append(word)
    found = []
    for kind, measures in known.measures.items():
        for name, one in measures.items():
            words, general, zero = told.get((kind, name), ([], [], []))
            found.append(Words(kind, name, one.units, one.also, tuple(words), tuple(general), tuple(zero)))
    return found
