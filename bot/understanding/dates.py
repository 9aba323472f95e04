"""Dates in what staff write: where they stand, which days they mean, and how firmly they say so.

The meaning is the ledger's (a past period never lies in the future); Direction.FUTURE reads plans and reminders.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from bot.understanding import date_joins, date_month, date_numbers, date_parts, date_words
from bot.understanding.date_reading import Reader, Reading, Scene
from bot.understanding.date_text import fold
from bot.understanding.date_traps import clock_spans_of, trap_spans


class Direction(StrEnum):
    """Which of the possible days is meant: the latest that has come, or the next."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: character offsets in the text, first and last day (`until` None for a single day).

    `form`: day, weekday, week, month, month_part, quarter, half, year, since (今年以来, 截至…), range, feast, relative
    (三天前, 近一周), vague (前几天), name (12·4国家宪法日: an event's name with its day; a date only for want of another).
    `rank`: how firmly it tells the day of an event, 0 (name) to 5 (a said day); the higher beats the lower.
    `explicit`: told by figures of the calendar, not relative to the day of writing. `future`: its words look ahead.
    `group`: spans of one list (上周二、周四) share it; others have one of their own.
    """

    start: int
    end: int
    on: date
    until: date | None
    form: str
    explicit: bool = False
    rank: int = 0
    future: bool = False
    group: int = 0

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def named(self) -> bool:
        """Only the name of a day, not used as a time."""
        return self.form == "name"


def find_dates(text: str, at: datetime, direction: Direction = Direction.PAST) -> list[DateSpan]:
    """The date expressions of a text in order, not overlapping. `at`: the moment of writing, in the town's zone."""
    return _spans(text, _readings(Scene(fold(text), at.date(), direction is Direction.FUTURE)))


def read_date(text: str, at: datetime, direction: Direction = Direction.PAST) -> DateSpan | None:
    """The one date that a short answer tells ("昨天", "3.5", "2023年3月5日"), or None."""
    found = find_dates(text, at, direction)
    return max(found, key=lambda span: span.rank) if found else None


def clock_spans(text: str) -> list[tuple[int, int]]:
    """Times of day (上午9点半, 14:30) as (start, end): their numerals count nothing."""
    return clock_spans_of(fold(text))


def _readings(scene: Scene) -> list[list[Reading]]:
    """Groups of readings: a list of days (上周二、周四) is one group."""
    groups: list[list[Reading]] = []
    traps = iter([*trap_spans(scene.text), (len(scene.text) + 1, 0)])
    trap = next(traps)
    readers, pos = _readers(), 0
    while pos < len(scene.text):
        while trap[0] < pos:
            trap = next(traps)
        if pos == trap[0]:
            pos = trap[1]
            continue
        found = _read(scene, pos) if scene.text[pos] in readers else None
        if found is None:
            pos += 1
            continue
        group = [found, *date_joins.more_days(scene, found), *date_joins.more_weekdays(scene, found)]
        groups.append(group)
        scene, pos = scene.after(_context(scene, group[-1])), max(group[-1].end, pos + 1)
    return groups


def _context(scene: Scene, reading: Reading) -> Reading:
    """What later days inherit from: the last reading that told a month, or a year."""
    before = scene.before
    return reading if before is None or reading.month or reading.said_year else before


def _read(scene: Scene, pos: int) -> Reading | None:
    until = date_joins.until(scene, pos, _point) if scene.text[pos] in "截到迄目至年开入" else None
    if until:
        return until
    first = _point(scene, pos)
    if first is None:
        return None
    found = date_joins.ranged(scene, first, _point)
    return date_joins.with_time(scene, found) if found.form != "range" else found


def _point(scene: Scene, pos: int) -> Reading | None:
    """The longest reading at a place, with its time of day."""
    best: Reading | None = None
    for reader in _readers().get(scene.text[pos : pos + 1], ()):
        found = reader(scene, pos)
        if found and (best is None or found.end > best.end):
            best = found
    return date_joins.with_time(scene, best) if best else None


def _spans(text: str, groups: list[list[Reading]]) -> list[DateSpan]:
    spans = []
    for number, group in enumerate(groups):
        for one in group:
            until = one.last if one.last != one.on else None
            spans.append(
                DateSpan(
                    one.start, one.end, one.on, until, one.form, one.explicit, one.rank, one.future, number
                )
            )
    return spans


@cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """Readers by the character that their expressions begin with."""
    n, w, p = date_numbers, date_words, date_parts
    digit = (n.written, n.written_month, n.year, n.months, n.month, n.day, n.first_of_days, n.short)
    begins: list[tuple[str, tuple[Reader, ...]]] = [
        ("0123456789", (*digit, p.quarter, w.digit_feast, w.ago)),
        (
            "一二两三四五六七八九十零廿卅",
            (n.year, n.months, n.month, n.day, n.first_of_days, p.quarter, w.ago),
        ),
        (
            "今本去上头前大明来下次后",
            (p.year_word, w.relative_day, w.week, w.month_word, p.quarter, p.half, w.last_days),
        ),
        ("这当", (w.week, w.month_word, p.quarter, w.last_days)),
        ("昨夜", (w.relative_day,)),
        ("周星礼", (w.weekday,)),
        ("刚才方", (w.just_now,)),
        ("月上中下", (w.month_part,)),
        ("年全整一", (p.year_part,)),
        ("第首qQ", (p.quarter,)),
        ("正冬腊农阴旧老", (date_month.lunar_month,)),
        ("近最过未接之", (w.last_days,)),
        ("半几些数", (w.ago,)),
        ("前不近日最这", (w.vague,)),
        ("截到迄目至年开入", ()),
    ]
    table: dict[str, tuple[Reader, ...]] = {}
    for chars, readers in begins:
        for char in chars:
            table[char] = table.get(char, ()) + readers
    for char in feast_chars():
        table[char] = table.get(char, ()) + (w.feast,)
    return table


def feast_chars() -> set[str]:
    from bot.understanding.feasts import first_chars

    return first_chars()
