"""What the duties are decided on: the town, its people, and what its ledger answers."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import tallies
from storage.records import Entry, EntryState, Town
from storage.work import Work

KNOWN_DAYS = 60  # how far back the agenda is asked for what it knows: more than any notice waits


@dataclass(frozen=True, slots=True)
class Facts:
    """The ledger's answers, each a function, so that only what is needed is asked.

    `active_units(since, until)`: ids of the units that recorded something from the one instant up to the
    other. `month_text(year, month)`: the month's totals as a chat text. `pending(year)`: how many entries are
    待确认. `known`: keys of notices that the agenda has already. `channels`: those that deliver; None: all.
    """

    active_units: Callable[[datetime, datetime], AbstractSet[int]]
    month_text: Callable[[int, int], str]
    pending: Callable[[int], int]
    began_at: datetime | None = None
    known: AbstractSet[str] = frozenset()
    channels: AbstractSet[str] | None = None


def facts_of(
    work: Work, town: Town, *, channels: AbstractSet[str] | None = None, now: datetime | None = None
) -> Facts:
    """The facts of a town's ledger. `now`: the agenda is asked for what it knows; None: as if it knew
    nothing.
    """
    known = frozenset[str]() if now is None else work.agenda.keys(town.id, now - timedelta(days=KNOWN_DAYS))
    return Facts(
        active_units=lambda since, until: work.ledger.active_units_between(town.id, since, until),
        month_text=lambda year, month: tallies.text(work, town, year, month),
        pending=lambda year: len(_of_year(work.ledger.pending(town.id), year)),
        began_at=work.ledger.began_at(town.id),
        known=known,
        channels=channels,
    )


def _of_year(entries: Sequence[Entry], year: int) -> list[Entry]:
    return [entry for entry in entries if entry.on.year == year and entry.state is EntryState.PENDING]
