"""What a town has chosen about its reminders. A choice that makes no sense is the default.

Settings: `nudge_weekday` (1 to 7), `nudge_at`, `tally_at` ("09:00"), `quiet` (["21:00", "08:00"]),
`report_day` (1 to 28: until when a month's report is in time), `no_notices` (kinds), `leaders` (names),
`answers` ({"行政处罚.案件": a unit's name}), `calendar` (the town's own days), `days` (moved working days).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from storage.records import Town

FRIDAY = 4
NUDGE_AT, TALLY_AT = time(16), time(9)
REPORT_DAY = 5


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is disturbed: from one local time until another, usually over midnight."""

    since: time = time(21)
    until: time = time(8)

    def holds(self, at: time) -> bool:
        if self.since <= self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until


@dataclass(frozen=True, slots=True)
class Choices:
    """`weekday`: Monday is 0. `off`: kinds that the town does without, such as "weekly_nudge"."""

    weekday: int = FRIDAY
    nudge_at: time = NUDGE_AT
    tally_at: time = TALLY_AT
    quiet: Quiet = Quiet()
    report_day: int = REPORT_DAY
    off: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()


def choices(town: Town) -> Choices:
    """The town's choices."""
    chosen = town.settings
    weekday, report_day = chosen.get("nudge_weekday"), chosen.get("report_day")
    days = chosen.get("days")
    moved = days if isinstance(days, Mapping) else {}
    answers = chosen.get("answers")
    return Choices(
        weekday=weekday - 1 if isinstance(weekday, int) and 1 <= weekday <= 7 else FRIDAY,
        nudge_at=_time(chosen.get("nudge_at"), NUDGE_AT),
        tally_at=_time(chosen.get("tally_at"), TALLY_AT),
        quiet=_quiet(chosen.get("quiet")),
        report_day=report_day if isinstance(report_day, int) and 1 <= report_day <= 28 else REPORT_DAY,
        off=_names(chosen.get("no_notices")),
        leaders=_names(chosen.get("leaders")),
        answers={str(name): str(unit) for name, unit in answers.items()}
        if isinstance(answers, Mapping)
        else {},
        days_off=_days(moved.get("off")),
        days_worked=_days(moved.get("work")),
    )


def _time(value: object, default: time) -> time:
    try:
        return time.fromisoformat(value).replace(tzinfo=None) if isinstance(value, str) else default
    except ValueError:
        return default


def _quiet(value: object) -> Quiet:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return Quiet()
    since, until = (_time(one, time(12)) for one in value)
    return Quiet(since, until) if since != until else Quiet()


def _names(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list | tuple) else frozenset()


def _days(value: object) -> frozenset[date]:
    found = set()
    for text in _names(value):
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return frozenset(found)
