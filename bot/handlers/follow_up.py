"""那上个月呢, 成功率呢, 石桥村呢: a question that goes on from the one before it."""

import re
from dataclasses import replace
from datetime import timedelta

from bot import narrowing
from bot.handlers import ask
from bot.messages import Reply
from bot.turn import Turn
from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning, Question
from bot.understanding.questions import read_question
from storage.catalogue import bundled

_LATELY = timedelta(minutes=30)
_LONGEST = 16  # characters
_GOES_ON = re.compile(
    r"\s*(?:那么?|还有|再看看?|换成)?(?P<what>[^，。？?\n]{1,14}?)(?:的?呢|怎么样|[有是]?(?:多少|几[件个场次条人份起]))[？?。]*\s*"
)
_LIKE_BEFORE = re.compile("同期|同比")
_PARTS = ("on", "unit", "kind", "measures", "dispute", "place", "theme", "person")


def follow_up(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The answer where the message only changes a part of the question before; None for anything else."""
    if meaning.intent not in (Intent.CHAT, Intent.QUERY, Intent.LOG):
        return None
    if any(not figure.implied for entry in meaning.entries for figure in entry.figures):
        return None
    text = turn.incoming.text
    if not goes_on(text) or (meaning.intent is Intent.QUERY and _stands_alone(turn, text)):
        return None
    base = _before(turn)
    if base is None:
        return None
    words, question = base
    joined: Question | None
    if _LIKE_BEFORE.search(text):
        words, joined = words + text, question
    else:
        joined = _joined(question, _read(turn, text))
    if joined is None:
        return None
    return ask.answer(replace(turn, incoming=replace(turn.incoming, text=words)), joined)


def goes_on(text: str) -> bool:
    """Whether a text may go on from a question."""
    return len(text.strip()) <= _LONGEST and _GOES_ON.fullmatch(text) is not None


def _stands_alone(turn: Turn, text: str) -> bool:
    """今年普法几场 needs nothing before it; 那石桥村几件 does."""
    found = read_question(text, turn.at, turn.town_words())
    told = found.kind or found.measures or found.number or found.asks not in ("total", "other")
    return bool(told) and not re.match(r"\s*那", text)


def _before(turn: Turn) -> tuple[str, Question] | None:
    """The question that was asked last here, with what went on from it since, and its words."""
    incoming = turn.incoming
    since = incoming.at - _LATELY
    later: list[str] = []
    for text in turn.work.inbox.said(incoming.channel, incoming.chat, incoming.account, since):
        meaning = understand(text, turn.at, turn.town_words())
        own = meaning.intent is Intent.QUERY and meaning.question
        if own and not (goes_on(text) and not _stands_alone(turn, text)):
            question: Question = narrowing.narrowed(turn, own, text)
            for follow in reversed(later):
                question = _joined(question, _read(turn, follow)) or question
            return text, question
        if not goes_on(text):
            return None
        later.append(text)
    return None


def _read(turn: Turn, text: str) -> Question:
    return narrowing.narrowed(turn, read_question(text, turn.at, turn.town_words()), text)


def _joined(before: Question, after: Question) -> Question | None:
    """The earlier question with what the later one says; None where that is nothing."""
    if not any(getattr(after, part) for part in _PARTS):
        return None
    kind = after.kind or before.kind
    measures = after.measures or before.measures
    if kind and after.kind not in (None, before.kind):
        primary = bundled().kind(kind).primary
        measures = after.measures or ((primary,) if primary else ())
    elif kind and after.measures and not any(bundled().kind(kind).has(one) for one in after.measures):
        kind = None  # 资料呢 after the disputes: of whichever kind counts it
    asks = "total" if after.measures and before.asks in ("list", "count", "other") else before.asks
    return replace(
        before,
        asks=asks,
        kind=kind,
        measure=measures[0] if measures else None,
        measures=measures,
        on=after.on or before.on,
        until=(after.until if after.on else before.until),
        unit=None if after.person else after.unit or before.unit,
        person=after.person or ("" if after.unit else before.person),
        place=after.place or before.place,
        theme=after.theme or before.theme,
        dispute=after.dispute or (before.dispute if kind == before.kind else None),
        target=None,
    )
