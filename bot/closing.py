"""Closed books: the figures of a closed month or year stay what they were when it was closed.

What came after is not lost: it is in the ledger, marked late, and listed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from drafting.totals import Period
from storage.months import Closing
from storage.records import Entry, EntryState, Figure, Hedge, Revision, Town, Unit
from storage.work import Work

ALL = tuple(EntryState)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What came after a closing: entries that were recorded, and changes that were made."""

    entries: tuple[Entry, ...]
    changes: tuple[Revision, ...]


def entries(work: Work, town: Town, period: Period) -> list[Entry]:
    """The entries whose days touch the period, those of closed months as they stood when it was closed."""
    found = work.ledger.find(town.id, since=period.on, until=period.until)
    closings = _closings(work, town, period)
    if not closings:
        return found
    changed = _changes(work, town, closings)
    known = {entry.number: entry for entry in found}
    for number in changed.keys() - known.keys():
        known[number] = work.ledger.get(town.id, number)
    units = {unit.name: unit for unit in work.members.units(town.id)}
    settled = [_as_closed(entry, changed.get(entry.number, []), closings, units) for entry in known.values()]
    kept = [
        one
        for one in settled
        if one is not None
        and one.state is not EntryState.WITHDRAWN
        and one.on <= period.until
        and one.last_day >= period.on
    ]
    return sorted(kept, key=lambda one: (one.on, one.id))


def of_year(work: Work, town: Town, year: int) -> list[Entry]:
    """The entries that began in a year, as `entries` finds them."""
    return [one for one in entries(work, town, Period.of_year(year)) if one.on.year == year]


def aftermath(work: Work, town: Town, closing: Closing) -> Aftermath:
    """What came after the closing into what it has closed."""
    period = period_of(closing)
    found = work.ledger.find(town.id, since=period.on, until=period.until, states=ALL)
    late = [one for one in found if closing.holds(one.on) and came_after(one, closing)]
    numbers = {one.number for one in late}
    changes = [
        one
        for one in work.ledger.revisions_since(town.id, closing.at)
        if one.number not in numbers and _concerns(one, closing)
    ]
    return Aftermath(tuple(late), tuple(changes))


def came_after(entry: Entry, closing: Closing) -> bool:
    """Whether the entry was recorded when its books were closed already."""
    return entry.recorded_at is not None and entry.recorded_at > closing.at


def period_of(closing: Closing) -> Period:
    return Period.of_month(closing.year, closing.month) if closing.month else Period.of_year(closing.year)


def name(closing: Closing) -> str:
    """2023年, 2023年6月."""
    return f"{closing.year}年" + (f"{closing.month}月" if closing.month else "")


def _closings(work: Work, town: Town, period: Period) -> list[Closing]:
    years = range(period.on.year, period.until.year + 1)
    return sorted((one for year in years for one in work.months.closings(town.id, year)), key=lambda c: c.at)


def _changes(work: Work, town: Town, closings: Sequence[Closing]) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for revision in work.ledger.revisions_since(town.id, closings[0].at):
        found.setdefault(revision.number, []).append(revision)
    return found


def _as_closed(
    entry: Entry, changes: Sequence[Revision], closings: Sequence[Closing], units: Mapping[str, Unit]
) -> Entry | None:
    """The entry as it stood when its month was closed; None where it came later."""
    for closing in closings:
        after = [one for one in changes if one.at > closing.at and one.before is not None]
        was = _restored(entry, after[0].before or {}, units) if after else entry
        if closing.holds(was.on):
            return None if came_after(entry, closing) else was
        if closing.holds(entry.on):  # it was moved into the closed month later
            return None
    return entry


def _restored(entry: Entry, was: Mapping[str, Any], units: Mapping[str, Unit]) -> Entry:
    """The entry as a revision's snapshot has it."""
    figures = tuple(
        Figure(one["measure"], Decimal(one["value"]), Hedge(one["hedge"]), one["implied"], one["words"])
        for one in was["figures"]
    )
    return replace(
        entry,
        kind=was["kind"],
        on=date.fromisoformat(was["on"]),
        until=date.fromisoformat(was["until"]) if was["until"] else None,
        place=was["place"],
        figures=figures,
        attributes=was["attributes"],
        unit=units.get(was["unit"], entry.unit),
        state=EntryState(was["state"]),
    )


def _concerns(revision: Revision, closing: Closing) -> bool:
    days = [date.fromisoformat(str(one["on"])) for one in (revision.before, revision.after) if one]
    return any(closing.holds(day) for day in days)
