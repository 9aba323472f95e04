"""Which of the five intents a message has: something logged, planned, asked, amended, or only said.

Every clause is read for its evidence (done, to come, asked, cancelled); the message is what its clauses add up to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
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
    @property
    def form(self) -> str: ...


class _Tense(Enum):
    DONE = "done"
    OPEN = "open"  # nothing tells it
    AHEAD = "ahead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause and its evidence. `claims`: how much it says that the ledger would hold (0 to 4)."""

    text: str
    tense: _Tense
    claims: int
    dated: bool


def intent_of(text: str, at: datetime, dates: Sequence[Span] = ()) -> tuple[Intent, str, bool]:
    """The intent of a message sent at `at` (aware, local), its date spans as read for the past.

    Also why (the words that showed it, or a short reason), and whether it is sure: where not, it is a guess.
    """
    plain = fold(text)
    if note := cues.NOTE.match(plain):
        return Intent.LOG, note.group().strip(), True
    if reason := reads_as_amendment(plain):
        return Intent.AMEND, reason, True
    clauses = [_read(plain, start, end, at, dates) for start, end in _split(plain)]
    if (reason := reads_as_question(plain)) and not any(
        clause.tense is _Tense.DONE and clause.claims >= 2 and not reads_as_question(clause.text)
        for clause in clauses
    ):
        return Intent.QUERY, reason, True
    works = bool(cues.WORK.search(plain))
    return _told(plain, clauses, works)


_BREAK = re.compile(r"[,，。.;；!！?？\n、:：()（）~…]+")


def _split(text: str) -> list[tuple[int, int]]:
    """The clauses' (start, end), by punctuation; a mark inside a number breaks nothing."""
    spans, start = [], 0
    for mark in _BREAK.finditer(text):
        inside = mark.group() in ".,:、~" and text[mark.start() - 1 : mark.start()].isdigit()
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
    own = [span for span in dates if start <= span.start < end and span.form != "name"]
    zero = bool(cues.ZERO.search(clause))
    claims = 2 * (zero or bool(cues.FIGURE.search(clause)))
    claims += bool(cues.ACT.search(clause)) + bool(cues.WORK.search(clause))
    dated = bool(own or cues.TODAY.search(clause) or cues.PAST.search(clause))
    return _Clause(clause, _tense(clause, start, own, at, claims, zero), claims, dated)


def _tense(clause: str, start: int, dates: Sequence[Span], at: datetime, claims: int, zero: bool) -> _Tense:
    if cues.CANCELLED.search(clause):
        return _Tense.CANCELLED
    prepared = claims < 2 and cues.PREPARED.search(clause)
    done = not prepared and bool(cues.DONE.search(cues.PREPARED.sub("", clause)))
    told_past = bool(cues.PAST.search(clause))
    past = told_past or any(_is_past(span, clause, start, at) for span in dates)
    if cues.FUTURE_TIME.search(clause) or any(span.on > at.date() for span in dates):
        now = past or cues.TODAY.search(clause)
        return _Tense.DONE if told_past or (done and now) else _Tense.AHEAD
    if past and not prepared:
        return _Tense.DONE
    if cues.CUE.search(clause) and not done:
        return _Tense.AHEAD
    if done or zero:
        return _Tense.DONE
    if _later_today(clause, dates, at) or any(_far(span, at) for span in dates):
        return _Tense.AHEAD
    return _Tense.DONE if any((span.until or span.on) < at.date() for span in dates) else _Tense.OPEN


_SAID_PAST = re.compile("[昨前上去今这本刚]|年|初|季度|半年|月份?$")


def _is_past(span: Span, clause: str, start: int, at: datetime) -> bool:
    """Whether the words of a past span can mean nothing to come (昨天, 上周三, 2023年5月; not 25号, 3月5日)."""
    words = clause[span.start - start : span.end - start]
    return (span.until or span.on) < at.date() and bool(_SAID_PAST.search(words)) and not _far(span, at)


def _far(span: Span, at: datetime) -> bool:
    """Whether a past day may as well be meant as the coming one: read without a year, it lies far back."""
    return (at.date() - span.on).days > _FAR and (at.date() - (span.until or span.on)).days > _FAR


_PART_OF_DAY = re.compile(r"(?P<evening>今晚|今夜|今天?晚上)|(?P<afternoon>下午|午后)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二两三四五六七八九])[点时:](?!次)")
_HOURS = {word: hour for hour, word in enumerate("零一两三四五六七八九十", start=0)} | {"二": 2, "十一": 11, "十二": 12}


def _later_today(clause: str, dates: Sequence[Span], at: datetime) -> bool:
    """Whether the clause names a time of today that is still to come when it is sent."""
    part = _PART_OF_DAY.search(clause)
    if not part or any(span.on != at.date() for span in dates):
        return False
    evening = part.lastgroup == "evening"
    if clock := _CLOCK.search(clause, part.end()):
        hour = _HOURS.get(clock.group(1)) or int(clock.group(1)) if clock.group(1).isascii() else _HOURS[clock.group(1)]
        return hour % 24 + (12 if hour < 12 else 0) > at.hour
    return at.hour < (18 if evening else 12)


def _told(text: str, clauses: Sequence[_Clause], works: bool) -> tuple[Intent, str, bool]:
    """LOG, PLAN or CHAT by the clauses; a future frame lasts until a clause says that something was done."""
    done: list[_Clause] = []
    open_before: list[_Clause] = []
    ahead: list[_Clause] = []
    for clause in clauses:
        if clause.tense is _Tense.AHEAD:
            ahead.append(clause)
        elif clause.tense is _Tense.DONE and clause.claims:
            done.append(clause)
        elif clause.tense is _Tense.OPEN and not ahead:
            open_before.append(clause)
    cancelled = [clause for clause in clauses if clause.tense is _Tense.CANCELLED]
    aside = cues.PRIVATE.search(text) or cues.REPORTING.search(text) or cues.ADVICE.search(text)
    strong = max(done, key=lambda clause: clause.claims, default=None)
    claim = max(open_before, key=lambda clause: clause.claims, default=None)
    if strong and works and strong.claims >= (2 if aside or cancelled or ahead else 1):
        return Intent.LOG, strong.text.strip(), True
    if cancelled:
        return Intent.CHAT, cancelled[0].text.strip(), True
    if ahead and works and not (claim and claim.claims >= 2 and all(cues.CONTINUES.search(c.text) for c in ahead)):
        greets = aside or cues.GREETING.search(text)
        if greets and max(clause.claims for clause in (*ahead, *open_before)) < 2:
            return Intent.CHAT, ahead[0].text.strip(), True
        return Intent.PLAN, ahead[0].text.strip(), True
    if works and claim and claim.claims >= (2 if aside or cues.GREETING.search(text) else 1):
        return Intent.LOG, claim.text.strip(), claim.claims >= 2 or claim.dated
    return Intent.CHAT, "没有要记的事", not (strong or (claim and claim.claims >= 2))
