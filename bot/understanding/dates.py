"""Dates in what staff write: where they stand, which days they mean, and how firmly they say so.

The meaning is the ledger's (a past period never lies in the future); Direction.FUTURE reads plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from bot.understanding import date_apart, date_ends, date_joins, date_numbers, date_table
from bot.understanding.date_reading import DATED, VAGUE, YEAR, Reading, Scene
from bot.understanding.date_text import fold
from bot.understanding.date_traps import clock_spans_of, trap_spans
from bot.understanding.patterns import Pattern

_FOUR_DIGITS = Pattern(r"(?<!\d)20\d\d(?!\d)")
_EACH = Pattern("[^,。;]{0,3}(?:各|分别)")  # "五一当天和5月3号各一场": the feast is a day as well
_LIST_MARK = Pattern(r" ?(?:、|和|及|与|跟|以及|还有) ?")
_DAYS_TOGETHER = Pattern("[两二三]天")
_NEXT = 4  # dates: so soon after the day of the telling that of the work is told
_ANSWER_LENGTH = 40  # characters: a longer text is no isolated date


class Direction(StrEnum):
    """Which of the possible days is meant: the latest that has come, or the next."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: character offsets in the text, first and last day (`until` None for a single day).

    `form`: day, weekday, week, month, month_part, quarter, half, year, since (今年以来, 截至…), range, feast,
    relative (三天前, 近一周), vague (前几天), name (12·4国家宪法日: an event's name with its
    day; a date only for want of another).
    `rank`: how firmly it tells the day of an event, 0 (name) to 6 (a said day); the higher beats the lower.
    `explicit`: told by figures of the calendar, not relative to the day of writing. `future`: it lies, or
    ends, after the day of writing and its words say so.
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
    """The date expressions of a text, in order, not overlapping. `at`: when it was written, local time."""
    return _spans(Scene(fold(text), at.date(), direction is Direction.FUTURE))


def read_date(text: str, at: datetime, direction: Direction = Direction.PAST) -> DateSpan | None:
    """The one date that a short answer tells ("昨天", "3.5", "2018", "5号、6号"), or None."""
    found = merged(_spans(Scene(fold(text), at.date(), direction is Direction.FUTURE, alone=True)))
    if not found:
        return _written_otherwise(text, at)
    return max(found, key=lambda span: span.rank)


def merged(spans: list[DateSpan]) -> list[DateSpan]:
    """The spans with each list of days as one span from its first to its last day."""
    groups: dict[int, list[DateSpan]] = {}
    for span in spans:
        groups.setdefault(span.group, []).append(span)
    return [
        replace(group[0], end=group[-1].end, until=group[-1].last_day, form="range")
        if len(group) > 1
        else group[0]
        for group in groups.values()
    ]


def clock_spans(text: str) -> list[tuple[int, int]]:
    """Times of day (上午9点半, 14:30) as (start, end): their numerals count nothing."""
    return clock_spans_of(fold(text))


def _written_otherwise(text: str, at: datetime) -> DateSpan | None:
    """An answer with a four-digit year that the grammar does not know ("5 March 2023"), by dateparser.

    It is refused outside 2000 to next year: dateparser makes years of other figures.
    """
    if len(text) > _ANSWER_LENGTH or not _FOUR_DIGITS.search(text):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "RELATIVE_BASE": at.replace(tzinfo=None)}
    parsed = dateparser.parse(text, languages=["zh", "en"], settings=settings)
    if parsed is None or not 2000 <= parsed.year <= at.year + 1 or str(parsed.year) not in text:
        return None
    return DateSpan(0, len(text), parsed.date(), None, "day", explicit=True, rank=DATED)


def _groups(scene: Scene) -> list[list[Reading]]:
    """Groups of readings: a list of days (上周二、周四) is one group."""
    text, readers, free = scene.text, date_table.readers(), 0
    traps = iter([*trap_spans(text), (len(text) + 1, 0)])
    trap = next(traps)
    groups: list[list[Reading]] = []
    for pos in [pos for pos, char in enumerate(text) if char in readers]:
        while free <= pos and trap[0] <= pos:
            free = trap[1] if trap[0] >= free else free  # not where it begins in what was read
            trap = next(traps)
        found = _read(scene, pos) if pos >= free and not _of_a_verb(text, pos) else None
        if found is None:
            continue
        days = date_joins.weekdays if found.form == "weekday" else date_joins.days
        group = days(scene, found)
        groups.append(group)
        scene, free = scene.after(_context(scene, group[-1])), max(group[-1].end, pos + 1)
    return groups


def _of_a_verb(text: str, pos: int) -> bool:
    """Whether a 下 ends a verb before it: "报一下一季度的" is of the first quarter, and no coming one."""
    after_one = pos > 1 and text.startswith("一下", pos - 1) and not text.startswith("下午", pos)
    return after_one and text[pos - 2] not in _NAMES_WITH_ONE and not text[pos - 2].isascii()


def _context(scene: Scene, reading: Reading) -> Reading:
    """What later days inherit from: the last reading that told a day, a month or a year; no name."""
    before = scene.before
    if before is None or reading.month or reading.said_year:
        return reading
    if reading.on == reading.last and reading.rank > YEAR:
        return replace(before, on=reading.on, last=reading.last)
    return before


def _read(scene: Scene, pos: int) -> Reading | None:
    if scene.text[pos] in date_table.UNTIL_STARTS and (until := date_joins.until(scene, pos, _point)):
        return until
    first = _point(scene, pos)
    if first is None:
        return None
    found = date_joins.ranged(scene, first, _point)
    if found is not first and found.form != "since":
        found = date_joins.with_time(scene, found)
    return date_joins.said_again(scene, found, _range)


def _range(scene: Scene, pos: int) -> Reading | None:
    first = _point(scene, pos)
    return date_joins.ranged(scene, first, _point) if first else None


def _point(scene: Scene, pos: int) -> Reading | None:
    """The longest reading at a place, with its time of day."""
    best = date_table.longest(date_table.readers().get(scene.text[pos : pos + 1], ()), scene, pos)
    return date_joins.with_time(scene, best) if best else None


def _spans(scene: Scene) -> list[DateSpan]:
    """The readings as spans; days that a list joins (昨天、今天; 9.3、9.10) share a group."""
    spans: list[DateSpan] = []
    for readings in _groups(scene):
        before = spans[-1] if spans else None
        joined = before is not None and _listed(scene.text, before, readings[0])
        group = before.group + (not joined) if before is not None else 0
        for one in readings:
            until = one.last if one.last != one.on else None
            future = one.future or one.on > scene.today
            spans.append(
                DateSpan(one.start, one.end, one.on, until, one.form, one.explicit, one.rank, future, group)
            )
    told = [
        _is_when_told(scene.text, one, spans[at + 1 : at + _NEXT], later=at > 0)
        for at, one in enumerate(spans)
    ]
    spans = [one for one, only_told in zip(spans, told, strict=True) if not only_told]
    return _up_to_now(scene, _weeks_on_end(scene.text, _joined_ends(scene.text, spans)))


_AND = Pattern(" ?[、和与及跟] ?")
_SORT_OF_WORK = Pattern("(?:周末|双休日|节假日)(?:延时|错时|加班(?=服务|制|办|窗口)|预约|不打烊)")
_PLANNED = Pattern(
    "(?:原定|原计划|原先?说好|本来定|原本定)(?:是|于|在|到)?$"
)  # "原定周五的讲座提前到昨天办了"  # no day
_NAMES_WITH_ONE = frozenset("周期拜十月第初廿")  # 周一下…: the 一 is a day's
_TO_ITS_END = Pattern("到了?[月季年][底末]")
_TO_NOW = Pattern("(?:直|一直|截至|截止)?到$")


def _is_when_told(text: str, span: DateSpan, following: Sequence[DateSpan], later: bool) -> bool:
    """Whether a day is that of the telling alone ("今天补报，前天查了3次"), or of a reminder."""
    if span.until is not None or span.rank != DATED:
        return False
    if later and text.startswith("今", span.start) and date_apart.is_handed_in(text, span.end):
        return True
    earlier = [one.start for one in following if one.last_day < span.on and one.rank > VAGUE]
    return any(date_apart.is_when_told(text, span.end, start) for start in earlier)


def _weeks_on_end(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """上上周和上周 as one span, unless each of them is told of (上周和本周各查2次)."""
    found: list[DateSpan] = []
    for span in spans:
        first = found[-1] if found else None
        if (
            first is not None
            and first.form == span.form == "week"
            and (span.on - first.last_day).days == 1
            and _AND.fullmatch(text, first.end, span.start)
            and not _EACH.match(text, span.end)
        ):
            found[-1] = replace(first, end=span.end, until=span.last_day)
        else:
            found.append(span)
    return found


def _up_to_now(scene: Scene, spans: list[DateSpan]) -> list[DateSpan]:
    """12月以来…，到今天…: today only ends what a span before it began; so 11月查出9处，到月底改了8处."""
    found: list[DateSpan] = []
    begun = False
    for span in spans:
        today = span.until is None and span.on == scene.today
        begun = begun or span.form == "since"
        if found and found[-1].until and _TO_ITS_END.fullmatch(scene.text, span.start, span.end):
            continue
        planned = not scene.ahead and (
            _PLANNED.search(scene.text[max(0, span.start - 5) : span.start])
            or date_apart.is_apart(scene.text, span.start, span.end, len(spans) == 1)
        )
        if (
            not planned
            and not _SORT_OF_WORK.match(scene.text, span.start)
            and not (begun and today and _TO_NOW.search(scene.text, max(0, span.start - 3), span.start))
        ):
            found.append(span)
    return found


def _joined_ends(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    for index, (first, last) in enumerate(pairwise(spans)):
        days = first.until is None and last.until is None and first.rank == last.rank == DATED
        if days and date_ends.are_ends(text, (first.end, first.on), (last.start, last.end, last.on)):
            whole = replace(first, until=last.on, form="range")
            spans[index], spans[index + 1] = whole, replace(whole, start=last.start, end=last.end)
        told = (first.end, first.on, first.last_day), (last.start, last.last_day)
        if first.until and last.form == "since" and date_ends.ends_so_far(text, *told):
            whole = replace(first, until=last.until, form="since")
            spans[index], spans[index + 1] = whole, replace(whole, start=last.start, end=last.end)
    return spans


def _listed(text: str, before: DateSpan, after: Reading) -> bool:
    if before.form == after.form in ("month", "quarter") and date_numbers.EACH.match(text, after.end):
        return bool(_LIST_MARK.fullmatch(text, before.end, after.start))
    days = before.until is None and after.on == after.last and after.rank == DATED
    if days and before.end == after.start and _DAYS_TOGETHER.match(text, after.end):
        return before.rank == DATED  # 昨天今天两天
    alike = before.rank == DATED or (before.form in ("feast", "name") and _EACH.match(text, after.end))
    return bool(days and alike and _LIST_MARK.fullmatch(text, before.end, after.start))
