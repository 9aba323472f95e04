"""Which of the five intents a message has: something logged, planned, asked, amended, or only said.

Every clause is read for its evidence (done, to come, asked, cancelled); the message is what its clauses add up to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.understanding import cues
from bot.understanding.amendments import reads_as_amendment
from bot.understanding.cues import fold
from bot.understanding.meaning import Intent
from bot.understanding.questions import reads_as_question

_FAR = 250  # days: a month-day read this far back ("12月4日" in November) may as well be the coming one


class Span(Protocol):
    """What is read of a date span: characters start..end of the text, and the days that it means."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def on(self) -> date: ...
    @property
    def until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause and its evidence. `done` and `ahead`: how strongly it tells something done, or still to come (0–3)."""

    text: str
    work: bool
    figure: bool
    done: int
    ahead: int
    cancelled: bool


def intent_of(text: str, at: datetime, dates: Sequence[Span] = ()) -> tuple[Intent, str, bool]:
    """The intent of a message sent at `at` (aware, local), its date spans as read for the past.

    Also why (the words that showed it, or a short reason), and whether it is sure; where not, the intent is a guess.
    """
    plain = fold(text)
    if note := cues.NOTE.match(plain):
        return Intent.LOG, note.group().strip(), True
    if reason := reads_as_amendment(plain):
        return Intent.AMEND, reason, True
    clauses = [_read(plain, start, end, at, dates) for start, end in _split(plain)]
    works = any(clause.work for clause in clauses)
    if reason := reads_as_question(plain):
        told = [c for c in clauses if c.done >= 2 and c.figure and not reads_as_question(c.text)]
        if not told:
            return Intent.QUERY, reason, True
    return _told(clauses, works)


_BREAK = re.compile(r"[,，。.;；!！?？\n、:：()（）~…]+")


def _split(text: str) -> list[tuple[int, int]]:
    """The clauses' (start, end), by punctuation; a point or comma inside a number breaks nothing."""
    spans, start = [], 0
    for mark in _BREAK.finditer(text):
        inside = mark.group() in ".,:、" and text[mark.start() - 1 : mark.start()].isdigit()
        if inside and text[mark.end() : mark.end() + 1].isdigit():
            continue
        if text[start : mark.start()].strip():
            spans.append((start, mark.start()))
        start = mark.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _read(text: str, start: int, end: int, at: datetime, dates: Sequence[Span]) -> _Clause:
    clause = text[start:end]
    own = [span for span in dates if start <= span.start < end]
    work = bool(cues.WORK.search(clause))
    figure = bool(cues.FIGURE.search(clause))
    cancelled = bool(cues.CANCELLED.search(clause))
    return _Clause(clause, work, figure, _done(clause, figure, own, at), _ahead(clause, own, at), cancelled)


def _done(clause: str, figure: bool, dates: Sequence[Span], at: datetime) -> int:
    told = cues.NOT_DONE.sub("", clause)
    score = 0
    if cues.DONE.search(told):
        score += 2
    if cues.ACT.search(told):
        score += 1
    if figure:
        score += 1
    if cues.PAST.search(clause) or any((span.until or span.on) < at.date() and not _far(span, at) for span in dates):
        score += 1
    elif cues.TODAY.search(clause):
        score += 1
    return score


def _far(span: Span, at: datetime) -> bool:
    """Whether a past day may as well be meant as the coming one: it was said without a year, and lies far back."""
    return (at.date() - span.on).days > _FAR


def _ahead(clause: str, dates: Sequence[Span], at: datetime) -> int:
    if any(span.on > at.date() for span in dates) or cues.FUTURE_TIME.search(clause):
        return 3
    if cues.CUE.search(clause):
        return 2
    if _later_today(clause, at):
        return 2
    return 1 if any(_far(span, at) for span in dates) else 0


_EVENING = re.compile(r"今晚|今夜|今天?晚上?")
_AFTERNOON = re.compile(r"下午|午后")


def _later_today(clause: str, at: datetime) -> bool:
    if cues.PAST.search(clause):
        return False
    return bool(at.hour < 18 and _EVENING.search(clause)) or bool(at.hour < 12 and _AFTERNOON.search(clause))


def _told(clauses: Sequence[_Clause], works: bool) -> tuple[Intent, str, bool]:
    """LOG, PLAN or CHAT: by the clauses in order, where a future frame lasts until a past one replaces it."""
    future = False
    log = plan = 0
    log_words = plan_words = ""
    cancelled = ""
    for clause in clauses:
        if clause.cancelled:
            cancelled = clause.text
            continue
        if clause.ahead >= 2 and clause.done < clause.ahead + 1:
            future = True
        elif clause.done >= 2 and not (future and clause.done < 3):
            future = False
        if future:
            if clause.ahead + clause.work > plan:
                plan, plan_words = clause.ahead + clause.work, clause.text
        elif clause.done > log:
            log, log_words = clause.done, clause.text
    weak = max((clause.ahead for clause in clauses), default=0)
    if works and log >= 2:
        return Intent.LOG, log_words.strip(), True
    if cancelled:
        return Intent.CHAT, cancelled.strip(), True
    if works and plan >= 3:
        return Intent.PLAN, plan_words.strip(), True
    if works and weak == 1:
        return Intent.PLAN, "日子在后面", False
    if works and log >= 1:
        return Intent.LOG, log_words.strip(), False
    return Intent.CHAT, "没有要记的事", log < 2
