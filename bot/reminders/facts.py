"""What the duties are decided on: the town, its people, and what its ledger answers."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.goals import Progress
from bot.months import ZeroMeasure
from drafting.totals import Period

KNOWN_DAYS = 60  # how far back the agenda is asked for what it knows: more than any notice waits


def _none_said(month: Period, at: datetime) -> Sequence[ZeroMeasure]:
    return ()


def _nobody(month: Period, at: datetime) -> AbstractSet[int]:
    return frozenset()


def _nothing_logged(
    kinds: Sequence[str], words: Sequence[str], on: date, until: date, at: datetime | None
) -> str:
    return ""


def _no_goals(year: int, until: date, at: datetime) -> Sequence[Progress]:
    return ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The ledger's answers, each a function, so that only what is needed is asked.

    `active_units(since, until)`: ids of the units that recorded something from the one instant up to the
    other. `month_text(year, month)`: the month's totals as a chat text. `pending(year)`: how many entries are
    待确认. `reported_units(period, at)`: ids of the units that had said something of these days by `at`, a
    plain nothing too. `unsaid(month, at)`: zero-able measures of which nothing was said by `at`.
    `logged(kinds, words, on, until, at)`: the totals of such entries, recorded by `at` (None: ever), or "".
    `progress(year, until, at)`: the year's targets. `answers_for`: the unit (id) that is asked for a zero.
    `known`: keys of notices that the agenda has already. `channels`: those that deliver; None: all.
    """

    active_units: Callable[[datetime, datetime], AbstractSet[int]]
    month_text: Callable[[int, int], str]
    pending: Callable[[int], int]
    began_at: datetime | None = None
    known: AbstractSet[str] = frozenset()
    channels: AbstractSet[str] | None = None
    reported_units: Callable[[Period, datetime], AbstractSet[int]] = _nobody
    unsaid: Callable[[Period, datetime], Sequence[ZeroMeasure]] = _none_said
    logged: Callable[[Sequence[str], Sequence[str], date, date, datetime | None], str] = _nothing_logged
    progress: Callable[[int, date, datetime], Sequence[Progress]] = _no_goals
    answers_for: Callable[[ZeroMeasure], int | None] = lambda one: None
    goals_set: bool = False


def known_since(now: datetime) -> datetime:
    """From when on the agenda is asked for what it knows."""
    return now - timedelta(days=KNOWN_DAYS)
