"""What an export is made of: the counted entries, each year's totals, and what was withdrawn and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.closing import came_after
from bot.months import answering, is_late
from bot.reminders.choices import choices
from drafting.tally import tally
from drafting.totals import Period, Totals
from storage.catalogue import Catalogue
from storage.records import Entry, EntryState, Town
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An entry that counts no more: who took it out, when (UTC), and why."""

    entry: Entry
    member_name: str
    at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Book:
    """A town's ledger, of one year or of all.

    `entries`: by kind in the catalogue's order, by day, then by message. `totals`: by year, those that the
    draft prints. `late`: the numbers of those that came after their deadline, or after their books' end.
    """

    town: Town
    year: int | None
    catalogue: Catalogue
    entries: Mapping[str, tuple[Entry, ...]]
    totals: Mapping[int, Totals]
    withdrawn: tuple[Withdrawal, ...]
    late: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        return sum(map(len, self.entries.values()))

    @property
    def title(self) -> str:
        """青石镇2025年台账."""
        return f"{self.town.name}{f'{self.year}年' if self.year else ''}台账"


def gather(work: Work, town: Town, year: int | None) -> Book:
    """The book of a year, or of all years where it is None."""
    found = work.ledger.find(town.id, year=year)
    found.sort(key=lambda entry: (entry.on, entry.sent_at, entry.id))
    names = dict.fromkeys([*work.catalogue.kinds, *(entry.kind for entry in found)])
    by_kind = {name: tuple(entry for entry in found if entry.kind == name) for name in names}
    units = answering(town)
    years = [year] if year else sorted({entry.on.year for entry in found})
    return Book(
        town=town,
        year=year,
        catalogue=work.catalogue,
        entries={name: entries for name, entries in by_kind.items() if entries},
        totals={one: tally(found, work.catalogue, Period.of_year(one), answering=units) for one in years},
        withdrawn=tuple(_withdrawals(work, town, year)),
        late=_late(work, town, found),
    )


def _late(work: Work, town: Town, entries: Sequence[Entry]) -> frozenset[str]:
    closings, zone = work.months.closings(town.id), ZoneInfo(town.timezone)
    day = choices(town).report_day
    return frozenset(
        entry.number
        for entry in entries
        if is_late(entry, day, zone)
        or any(closing.holds(entry.on) and came_after(entry, closing) for closing in closings)
    )


def _withdrawals(work: Work, town: Town, year: int | None) -> list[Withdrawal]:
    found = []
    for entry in work.ledger.find(town.id, year=year, states=(EntryState.WITHDRAWN,)):
        steps = [one for one in work.ledger.revisions(town.id, entry.number) if one.action == "withdraw"]
        last = steps[-1] if steps else None
        who, when, why = (last.member_name, last.at, last.reason) if last else ("", None, "")
        found.append(Withdrawal(entry, who, when, why))
    return found
