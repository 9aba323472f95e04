"""How well words describe an entry: 工钱, 发单子, 文化广场普法."""

import re
from datetime import datetime

from bot.understanding import lexicon
from bot.understanding import scene as scenes
from bot.understanding.disputes import dispute_kind
from bot.understanding.meaning import NO_TOWN
from storage.records import Entry

# What says nothing of an event: its verbs, and what joins words.
_FILLERS = frozenset("发讲查开搞办请做走去的在到事那个场来弄送了过些条起件次情里上给我们咱村一")
_SHORT = {"课": ("法治讲座", "法治培训"), "会": ("专题会议",), "文": ("制度文件",), "文件": ("制度文件",)}


def likeness(words: str, entry: Entry, at: datetime) -> float:
    """How well words describe an entry: from 3 what is its own, from 1 what its message tells; 0 not."""
    rest, own = _letters(words), _letters(entry.words)
    for name in (entry.member_name, entry.unit.name):
        rest = rest.replace(name, "")
    alike = sum(char in own for char in rest) / (len(rest) + 1)
    if entry.place and (place := _letters(entry.place)):
        rest = rest.replace(place, "")
        if rest and rest in place:
            return 3
    known = _unexplained(rest, entry, at)
    if known is not None and (len(known) <= 1 or known in own):
        return 3 + alike
    if rest in own or rest == entry.kind:
        return 3
    told = _letters(entry.text + entry.unit.name + "".join(entry.attributes.values()))
    if len(rest) > 1 and rest in told:
        return 1 + alike
    core = "".join(char for char in rest if char not in _FILLERS)
    return 1 if core and core in own else 0


def _unexplained(words: str, entry: Entry, at: datetime) -> str | None:
    """What of the words the entry's kind, figures and type of dispute do not account for."""
    if entry.attributes and (told := dispute_kind(f"{words}纠纷")):
        return "" if told[0] in entry.attributes.values() else None
    scene = scenes.look(words, at, NO_TOWN, lexicon.bundled(), ())
    spans = [(cue.start, cue.end) for cue in scene.cues.things if cue.kind == entry.kind]
    measures = {figure.measure for figure in entry.figures if not figure.implied}
    for noun in scene.nouns.things:
        own = [sense for sense in noun.senses if sense.kind == entry.kind and not sense.lent]
        if any(sense.measure in measures for sense in own):
            spans.append((noun.start, noun.end))
    for short, named in _SHORT.items():
        if entry.kind in named and words.endswith(short):
            spans.append((len(words) - len(short), len(words)))
    if not spans:
        return None
    left = (c for i, c in enumerate(words) if not any(start <= i < end for start, end in spans))
    return "".join(char for char in left if char not in _FILLERS)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
