"""The clauses of a message, and of each whether it tells something done, open or still to come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from bot.understanding import cues, lexicon, talk
from bot.understanding.dates import Direction, read_date
from bot.understanding.numbers import Count
from bot.understanding.scene import Scene
from storage.records import Hedge

# Counted words of days, goods and families, which a message may name whatever it is about.
_OF_ANYTHING = frozenset(
    [
        "天",
        "日",
        "箱",
        "包",
        "批",
        "口子",
        "口人",
        "斤",
        "公斤",
        "吨",
        "米",
        "顶",
        "只",
        "头",
        "桌",
        "提",
        "段",
        "站",
        "波",
    ]
)
_PERIOD = 20  # days: a longer span is a month or more
_MONTH = 31  # days: a day of the last month that something was counted on is over
_SOON = 45  # days: a bare day or month that comes later than this, and is counted, was the last one
_YEAR = 366  # days
_BESIDE = 30  # characters
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


class Tense(Enum):
    DONE = "done"
    OPEN = "open"  # nothing tells it
    SOON = "soon"  # a time that may lie on either side, nearer ahead
    AHEAD = "ahead"
    CANCELLED = "cancelled"
    TALK = "talk"  # a wish, an order, a notice: it claims nothing


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its evidence. `claims`: how much it says that the ledger would hold (0 to 4).

    `marked`: a word tells that it is done, not its day alone. `dated`: it names a time. `did`: a deed.
    """

    text: str
    tense: Tense
    claims: int
    figure: bool
    marked: bool
    dated: bool
    did: bool


_BREAK = re.compile(r"[,，。.;；!！?？\n、:：()（）~…]+")


def split(text: str) -> list[tuple[int, int]]:
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


_SAID_PAST = re.compile(
    r"[昨去今这本刚]|前(?=[天日晚儿夜几两些年])|(?<!月)上(?=[一个上周星礼月旬季半次回])|"
    r"[\d零〇一二三四五六七八九]年|季度|半年"
)
_PART_OF_DAY = re.compile(
    r"(?P<evening>今晚|今夜|今天?晚上|晚上)|(?P<afternoon>下午|午后)|(?P<morning>早上|上午|今早)"
)
_FIRST = re.compile("先(?:把|去|将|到)|得先")
_MORNING = re.compile("今早|早上|上午|今晨|清早|一早")
_NOT_ONE = re.compile("一[一-鿿]{1,2}[^，。]{0,8}[没未]")
_BARE_CLOCK = re.compile("[ 我俺]{0,2}(?:[一二两三四五六七八九十\\d]{1,2})点(?:半)?[去到在]")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二两三四五六七八九])[点时:](?!次)")
_HOURS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_HOURS |= {"十一": 11, "十二": 12}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads clauses of one message."""

    page: Scene
    learned: tuple[str, ...] = ()  # the town's words for works

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def at(self) -> datetime:
        return self.page.at

    @property
    def dates(self) -> Sequence[Span]:
        return self.page.dates.things

    def moves_ahead(self) -> bool:
        """Whether what is still to come is put off to another day that is to come ("讲座改到27号")."""
        moved = cues.MOVED.search(self.text)
        days = self.page.dates.within(moved.end() - 1, moved.end() + 3) if moved else ()
        return any(span.on > self.at.date() or self._nearer_ahead(span) for span in days[:1])

    def read(self, start: int, end: int) -> Clause:
        clause = self.text[start:end]
        within = self.page.dates.within(start, end)
        own = [span for span in within if span.form != "name"]
        names = [span for span in within if span.form == "name"]
        zero = bool(cues.ZERO.search(clause))
        none = zero or bool(self.page.zeros.within(start, end))
        figure = none or any(self._counts(count, end) for count in self.page.counts.within(start, end))
        claims = 2 * figure
        named = any(word in clause for word in self.learned)
        did = named or bool(cues.DID.search(clause))
        claims += did + (named or cues.works(clause))
        prepared = bool(cues.PREPARED.search(clause))
        prepared = prepared and not cues.ACT.search(cues.PREPARED.sub("", clause))
        marked = zero or (not prepared and bool(cues.DONE.search(cues.PREPARED.sub("", clause))))
        dated = bool(own or cues.TODAY.search(clause) or cues.PAST.search(clause))
        tense = self._tense(clause, own, names, claims, marked, prepared, none)
        if not did and tense in (Tense.DONE, Tense.OPEN) and cues.AFFAIR.search(clause):
            tense = Tense.TALK
        return Clause(clause, tense, claims, figure, marked, dated, did)

    def _counts(self, count: Count, end: int) -> bool:
        """Whether a count is of what the ledger may hold; without a counted word, at the clause's end."""
        if count.unit == "%":
            return True
        if count.unit:
            return count.unit in lexicon.bundled().units and count.unit not in _OF_ANYTHING
        return (
            not self.text[count.end : end].strip() and self.text[count.numeral - 1 : count.numeral] > "\u4e00"
        )

    def _tense(
        self,
        clause: str,
        dates: Sequence[Span],
        names: Sequence[Span],
        claims: int,
        marked: bool,
        prepared: bool,
        none: bool,
    ) -> Tense:
        if cues.MOVED.search(clause) and not (marked and cues.FIRM.search(cues.MOVED.sub("", clause))):
            return Tense.AHEAD
        if (cues.CANCELLED.search(clause) and not (none and _NOT_ONE.search(clause))) or talk.stops(
            clause
        ):  # "一场都没办成" is a zero
            return Tense.CANCELLED
        if cues.ORDER.search(clause):
            return Tense.OPEN
        before = cues.PAST.search(clause)
        told_past = before is not None
        past = told_past or any(self._is_past(span) for span in dates)
        comes = cues.FUTURE_TIME.search(cues.ATTRIBUTIVE.sub("", clause))
        if comes or self._comes(clause, dates):
            # "昨天通知下周开会": what was only told of comes last, unless a mark says that it was done
            told_of = before and comes and before.start() < comes.start() and not marked and claims < 2
            now = past or cues.TODAY.search(clause)
            firm = marked and now and not self._due(clause, dates)
            return Tense.DONE if (told_past and not told_of) or firm else Tense.AHEAD
        if past and not prepared:
            return Tense.DONE
        if not marked and talk.sign_of_talk(clause):
            return Tense.TALK
        if cues.CUE.search(clause) and not (marked and cues.FIRM.search(clause)):
            return Tense.AHEAD
        first = _FIRST.search(clause) and any(self._nearer_ahead(span) for span in dates)
        if self._due(clause, dates) or first:
            return Tense.AHEAD
        if marked or (not cues.FUTURE_TIME.search(clause) and self._earlier_today(clause, dates)):
            return Tense.DONE
        if self._later_today(clause, dates) or any(self._far(span) for span in dates):
            return Tense.AHEAD
        nearer = any(self._nearer_ahead(span) for span in dates or names)
        deadline = cues.DEADLINE.search(clause)
        if deadline and deadline["feast"]:
            feast = read_date(deadline["feast"], self.at)
            nearer = feast is not None and self._coming_is_nearer(deadline["feast"], feast)
            dates = [feast] if feast else []
        if deadline and (nearer or not (dates or names)):
            return Tense.AHEAD if cues.RESULT.search(clause, deadline.end()) else Tense.SOON
        if nearer:
            return Tense.SOON
        if claims >= 2 and any(span.on == self.at.date() for span in dates) and self.at.hour >= 12:
            return Tense.DONE
        told = any((span.until or span.on) < self.at.date() for span in dates) or cues.RESULT.search(clause)
        return Tense.DONE if told else Tense.OPEN

    def _due(self, clause: str, dates: Sequence[Span]) -> bool:
        """Whether a clause says by when something is to be finished, with no 了 or 已."""
        if not cues.DEADLINE.search(clause) or re.search("[了已]", clause):
            return False
        return any(self._nearer_ahead(span) or self._may_come(span) for span in dates)

    def _is_past(self, span: Span) -> bool:
        """Whether a past span can mean nothing to come (昨天, 上周三, 2023年5月; not 25号, 3月5日)."""
        words = self.text[span.start : span.end]
        return (
            (span.until or span.on) < self.at.date()
            and bool(_SAID_PAST.search(words))
            and not self._far(span)
        )

    def _far(self, span: Span) -> bool:
        """Whether a past day may as well be the coming one: read without a year, it lies far back."""
        words = self.text[span.start : span.end]
        if "年" in words or (self.at.date() - (span.until or span.on)).days <= _FAR:
            return False
        coming = read_date(words, self.at, Direction.FUTURE)
        return coming is None or (coming.on - self.at.date()).days <= self._reach(span)

    def _reach(self, span: Span) -> int:
        """How many days ahead a day may lie that is said without 下 or 明: few where much was counted."""
        return _SOON if self._is_counted(span) else _YEAR

    def _is_counted(self, span: Span) -> bool:
        """Whether something is counted right behind a day: what is over is; of what comes, "一场" at most."""
        behind = self.page.counts.within(span.start, span.end + _BESIDE)
        return any(
            one.unit and one.hedge is not Hedge.ABOUT and (one.value > 3 or self.text[one.numeral].isdigit())
            for one in behind
        )

    def _nearer_ahead(self, span: Span) -> bool:
        """Whether a bare day (25号, 周五, 月底) is nearer when read as the coming one."""
        if (span.until or span.on) >= self.at.date():
            return False
        return self._coming_is_nearer(self.text[span.start : span.end], span)

    def _coming_is_nearer(self, words: str, span: Span) -> bool:
        coming = read_date(words, self.at, Direction.FUTURE)
        if coming is None or coming.on <= self.at.date():
            return False
        if span.until and (span.until - span.on).days > _PERIOD:
            return False  # what a month or a quarter is said with was counted over it
        wait, past = (coming.on - self.at.date()).days, (self.at.date() - span.on).days
        if self._is_counted(span) and past <= _MONTH:
            return False
        return wait <= self._reach(span) and wait < past

    def _earlier_today(self, clause: str, dates: Sequence[Span]) -> bool:
        """Whether the clause names a part of today that is over by now, in a message of no coming day."""
        if any(span.on != self.at.date() for span in dates) or any(
            self._may_come(span) for span in self.dates
        ):
            return False
        over = _MORNING.search(clause) if self.at.hour >= 12 else None
        return bool(over) or bool(self.at.hour >= 18 and cues.AFTERNOON.search(clause))

    def _comes(self, clause: str, dates: Sequence[Span]) -> bool:
        """Whether a day of the clause lies ahead, where it does not just describe a noun."""
        return not cues.ATTRIBUTIVE.search(clause) and any(span.on > self.at.date() for span in dates)

    def _may_come(self, span: Span) -> bool:
        return span.on > self.at.date() or (span.form != "name" and self._far(span))

    def _later_today(self, clause: str, dates: Sequence[Span]) -> bool:
        """Whether the clause names a time of today that is still to come when it is sent."""
        part = _PART_OF_DAY.search(clause) or _BARE_CLOCK.match(clause)
        if not part or any(span.on != self.at.date() for span in dates):
            return False
        if clock := _CLOCK.search(clause, part.end() if part.lastgroup else 0):
            hour = _HOURS.get(clause[clock.start(1) : clock.end(1)]) or int(clock.group(1))
            hour += 12 if hour < 12 and part.lastgroup != "morning" else 0
            half = 30 if clause.startswith("半", clock.end()) else 0
            return (hour, half) > (self.at.hour, self.at.minute)
        return self.at.hour < {"evening": 18, "afternoon": 14, "morning": 0}[part.lastgroup or ""]
