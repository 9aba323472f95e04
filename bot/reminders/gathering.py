"""The facts of a town's ledger, read from a unit of work when they are asked for."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import lru_cache

from bot import events, goals, months, tallies
from bot.goals import Progress
from bot.months import ZeroMeasure, month_number
from bot.reminders.choices import choices
from bot.reminders.facts import Facts, known_since
from drafting.tally import tally
from drafting.totals import Period
from drafting.wording import word
from storage.records import Entry, EntryState, Town
from storage.work import Work

_MOST_TOTALS = 6


def facts_of(
    work: Work, town: Town, *, channels: AbstractSet[str] | None = None, now: datetime | None = None
) -> Facts:
    """The facts of a town's ledger. `now`: the agenda is asked for what it knows; None: as if it knew
    nothing.
    """
    ledger = _Ledger(work, town)
    known = frozenset[str]() if now is None else work.agenda.keys(town.id, known_since(now))
    return Facts(
        active_units=lambda since, until: work.ledger.active_units_between(town.id, since, until),
        # At a quarter's end the targets come with the supervision, in the same message.
        month_text=lambda year, month: tallies.text(work, town, year, month, targets=month % 3 != 0),
        pending=lambda year: len(_of_year(work.ledger.pending(town.id), year)),
        began_at=work.ledger.began_at(town.id),
        known=known,
        channels=channels,
        reported_units=ledger.reported_units,
        unsaid=ledger.unsaid,
        logged=ledger.logged,
        progress=ledger.progress,
        answers_for=lru_cache(maxsize=None)(ledger.answers_for),
        goals_set=bool(goals.all_goals(town)),
    )


class _Ledger:
    """A town's ledger as it was known at a time: what was recorded later is not there yet."""

    def __init__(self, work: Work, town: Town) -> None:
        self._work = work
        self._town = town
        self._chosen = choices(town)

    def reported_units(self, period: Period, at: datetime) -> AbstractSet[int]:
        zeros = self._work.months.zeros(self._town.id, month_number(period.on), month_number(period.until))
        said = {unit for (unit, _), when in zeros.items() if when < at}
        return said | {entry.unit.id for entry in self._known(period, at)}

    def unsaid(self, month: Period, at: datetime) -> Sequence[ZeroMeasure]:
        units = months.answering(self._town)
        return months.unsaid_zeros(month, self._known(month, at), self._work.catalogue, units)

    def logged(
        self, kinds: Sequence[str], words: Sequence[str], on: date, until: date, at: datetime | None
    ) -> str:
        """The main totals of the entries of these kinds (any where none is named) with one of the words."""
        found = self._known(Period(on, until), at)
        own = events.of(found, kinds, words)
        period = Period(min([on, *(one.on for one in own)]), until)
        totals = tally(own, self._work.catalogue, period, answering=months.answering(self._town))
        told = [f"{one.kind}{one.measure}{word(one)}" for one in totals if one.value]
        return "、".join(told[:_MOST_TOTALS]) or (f"{len(own)}条记录" if own else "")

    def progress(self, year: int, until: date, at: datetime) -> Sequence[Progress]:
        known = self._known(Period.of_year(year), at)
        wanted = goals.goals(self._town, year)
        return goals.progress(wanted, known, self._work.catalogue, year, until)

    def answers_for(self, one: ZeroMeasure) -> int | None:
        units = self._work.members.units(self._town.id)
        unit = months.answering_unit(one, self._town, units, self._chosen.answers, self._work.catalogue)
        return unit.id if unit else None

    def _known(self, period: Period, at: datetime | None) -> list[Entry]:
        found = self._work.ledger.find(self._town.id, since=period.on, until=period.until)
        return [one for one in found if at is None or one.recorded_at is None or one.recorded_at < at]


def _of_year(entries: Sequence[Entry], year: int) -> list[Entry]:
    return [entry for entry in entries if entry.on.year == year and entry.state is EntryState.PENDING]
