"""What a new entry may count twice: the same event, a period over single events, an event in a period.

Pure. It finds and asks; nothing is dropped or merged by it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot import formats
from bot.sums import LEAST_TOTAL, counts_several, main_measure, shared, total
from storage.records import Doubt, Entry, EntryDraft, EntryState, Figure, Unit, UnitLevel

DUPLICATE = "duplicate"  # parts of a Doubt
TOTAL = "total"

KEEP_BOTH = "不是，都算"
_SAME = "是，撤销这条"
_NEWER = "以这条为准，撤销{number}"
_REST = "含在里面，只记另外的"
_INSIDE = "含在里面，从{number}里减去"
NEAR = timedelta(days=3)  # how far off a message may be read that somebody passed on
_SHORT_TEXT, _LONG_TEXT = 6, 16  # letters
_ROUGHLY = Decimal("0.2")  # of the greater: how far apart a guess and a count of the same may be
_LEAST_PERIOD = 6  # days: a shorter span is an event that took some days


@dataclass(frozen=True, slots=True)
class Report:
    """A draft as it is about to be saved: whose it is, and the message it came from."""

    draft: EntryDraft
    unit: Unit
    text: str

    @property
    def last_day(self) -> date:
        return self.draft.until or self.draft.on


def doubts(report: Report, index: int, known: Iterable[Entry], today: date) -> tuple[Doubt, ...]:
    """At most one doubt of the draft at `index` of its message, against entries on these days or near."""
    others = [one for one in known if one.state is not EntryState.WITHDRAWN and one.kind == report.draft.kind]
    others.sort(key=lambda one: _letters(one.text) != _letters(report.text))  # the same words before the like
    for one in others:
        if doubt := _same(report, index, one, today):
            return (doubt,)
    if _is_period(report.draft.on, report.last_day):
        parts = contained(report, others)
        found = _over_parts(report, index, parts, today) if parts else None
        if found or parts:
            return (found,) if found else ()
    around = next((one for one in others if _contains(one, report)), None)
    return (_in_period(report, index, around, today),) if around else ()


def _same(report: Report, index: int, other: Entry, today: date) -> Doubt | None:
    letters = _letters(report.text)
    same_text = letters == _letters(other.text)
    if (other.on, other.last_day) != (report.draft.on, report.last_day):
        # "昨天…" that somebody passes on a day later is read for another day.
        passed_on = same_text and len(letters) >= _LONG_TEXT and other.unit.id != report.unit.id
        return _asked_same(index, other, today) if passed_on else None
    same_text = same_text and len(letters) >= _SHORT_TEXT
    if _is_period(other.on, other.last_day) and other.unit.id == report.unit.id:
        return _same_period(report, index, other, today)
    if not (same_text or _same_event(report, other)):
        return None
    return _asked_same(index, other, today)


def _asked_same(index: int, other: Entry, today: date) -> Doubt:
    reason = f"这和 {other.number} 是同一件事吗？那条是{other.unit.name}报的：{_told(other, today)}。"
    return Doubt(index, DUPLICATE, reason, options=(_SAME, KEEP_BOTH))


def _same_period(report: Report, index: int, other: Entry, today: date) -> Doubt | None:
    measures = shared(report.draft, [other])
    if not measures or report.draft.place != other.place:
        return None
    span = _period_name(other.on, other.until, today)
    values = {figure.measure: figure.value for figure in other.figures}
    if all(values.get(figure.measure) == figure.value for figure in report.draft.figures):
        reason = f"{span}的{other.kind}已经报过一样的数（{other.number}），是重复的吗？"
        return Doubt(index, DUPLICATE, reason, options=(_SAME, KEEP_BOTH))
    told = formats.figures(other.kind, [one for one in other.figures if one.measure in measures])
    reason = f"{span}的{other.kind}已经报过{told}（{other.number}）。以哪条为准？"
    return Doubt(index, DUPLICATE, reason, options=(_NEWER.format(number=other.number), KEEP_BOTH))


def _same_event(report: Report, other: Entry) -> bool:
    """Same day and kind; the place agrees, and a count that was said (or nothing but the place)."""
    draft = report.draft
    if dict(draft.attributes) != dict(other.attributes) and draft.attributes and other.attributes:
        return False
    place = _place_agrees(report, other)
    said = {figure.measure: figure for figure in other.figures if not figure.implied}
    mine = [figure for figure in draft.figures if not figure.implied]
    both = [(figure, said[figure.measure]) for figure in mine if figure.measure in said]
    differ = [pair for pair in both if not _agree(*pair)]
    equal = [pair for pair in both if _agree(*pair) and pair[0].value > 1]
    if place is None:  # none of the two names a place
        return other.unit.id == report.unit.id and bool(equal) and not differ
    return place and ((bool(equal) and not differ) or (not mine and not said))


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two people may have counted the same: 32人 and 30来人."""
    apart = abs(one.value - other.value)
    return not apart or ((one.approx or other.approx) and apart <= _ROUGHLY * max(one.value, other.value))


def _place_agrees(report: Report, other: Entry) -> bool | None:
    """Whether the two may be at one place; None where neither says where.

    A village's own report is in the village.
    """
    mine, theirs = _scene(report.draft.place, report.unit), _scene(other.place, other.unit)
    if report.draft.place is None and other.place is None:
        return None
    if not mine or not theirs:
        return report.unit.id == other.unit.id
    return mine in theirs or theirs in mine


def _scene(place: str | None, unit: Unit) -> str:
    if place:
        return _letters(place)
    return _letters(unit.name) if unit.level is UnitLevel.VILLAGE else ""


def contained(report: Report, others: Sequence[Entry]) -> list[Entry]:
    """The entries that a period's count may contain.

    They are shorter, within its days, and the unit's own or, for a town-level unit, a village's.
    """
    return [
        one
        for one in others
        if report.draft.on <= one.on
        and one.last_day <= report.last_day
        and (one.on, one.last_day) != (report.draft.on, report.last_day)
        and (one.unit.id == report.unit.id or _speaks_for(report.unit, one.unit))
        and shared(report.draft, [one])
        and _scope_agrees(report.draft.place, one.place, one.unit)
    ]


def _speaks_for(unit: Unit, other: Unit) -> bool:
    return unit.level is UnitLevel.TOWN and other.level is UnitLevel.VILLAGE


def _scope_agrees(counted: str | None, place: str | None, unit: Unit) -> bool:
    """A count of one place contains only what happened there."""
    return counted is None or _letters(counted) in _letters((place or "") + unit.name)


def _over_parts(report: Report, index: int, parts: Sequence[Entry], today: date) -> Doubt | None:
    """None where the period's count is too small to contain what others did."""
    measure = main_measure(report.draft, parts)
    unit = formats.unit_of(report.draft.kind, measure)
    value = next(figure.value for figure in report.draft.figures if figure.measure == measure)
    had = total(parts, measure)
    span = _period_name(report.draft.on, report.draft.until, today)
    told = f"账上{span}已有{measure}{formats.number(had)}{unit}（{_numbers(parts)}）"
    number = formats.number(value)
    own = all(one.unit.id == report.unit.id for one in parts)
    if value < LEAST_TOTAL or (had > value and not own):
        return None
    if had >= value:
        reason = f"{told}，这次报的是{number}{unit}。是已经记过的吗？"
        return Doubt(index, TOTAL, reason, measure, (_SAME, KEEP_BOTH))
    rest = formats.number(value - had)
    reason = f"{told}。这次的{number}{unit}里含这些吗？含的话，只另记{rest}{unit}。"
    return Doubt(index, TOTAL, reason, measure, (_REST, KEEP_BOTH))


def _contains(other: Entry, report: Report) -> bool:
    return (
        _is_period(other.on, other.last_day)
        and other.on <= report.draft.on
        and report.last_day <= other.last_day
        and other.unit.id == report.unit.id
        and _scope_agrees(other.place, report.draft.place, report.unit)
        and any(counts_several(other, measure) for measure in shared(report.draft, [other]))
    )


def _in_period(report: Report, index: int, around: Entry, today: date) -> Doubt:
    measure = main_measure(report.draft, [around])
    told = formats.figures(around.kind, [one for one in around.figures if one.measure == measure])
    span = _period_name(around.on, around.until, today)
    reason = f"{span}已经报过合计{told}（{around.number}）。这一条含在里面吗？"
    return Doubt(index, TOTAL, reason, measure, (_INSIDE.format(number=around.number), KEEP_BOTH))


def _is_period(on: date, last_day: date) -> bool:
    return (last_day - on).days >= _LEAST_PERIOD


def chosen(option: str) -> tuple[str, str | None]:
    """What an option asks for: "keep", "withdraw", "newer", "rest" or "inside", with the other's number."""
    found = re.search(r"\d{4}-\d+", option)
    number = found[0] if found else None
    if option == _SAME:
        return "withdraw", None
    if option == _REST:
        return "rest", None
    if number and option == _NEWER.format(number=number):
        return "newer", number
    if number and option == _INSIDE.format(number=number):
        return "inside", number
    return "keep", None


def _told(other: Entry, today: date) -> str:
    return formats.line(other, today).partition("，")[2]


def _numbers(entries: Sequence[Entry], most: int = 4) -> str:
    """2023-3、2023-5 等7条."""
    shown = "、".join(one.number for one in entries[:most])
    return shown if len(entries) <= most else f"{shown} 等{len(entries)}条"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def draft_of(entry: Entry) -> EntryDraft:
    """What an entry says, as a draft that others are held against."""
    return EntryDraft(
        entry.kind, entry.on, entry.until, entry.place, entry.figures, entry.attributes, entry.words
    )


def _period_name(on: date, until: date | None, today: date) -> str:
    """10月 rather than 10月整月, inside a sentence."""
    return formats.span(on, until, today).replace("月整月", "月")
