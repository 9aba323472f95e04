"""The units side by side in a month or a year: what each one logged, the most first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.widths import padded, width
from drafting.tally import tally
from drafting.totals import Period
from storage.catalogue import Catalogue
from storage.records import Entry, Unit, UnitLevel

# What is told beside the number of entries: (kind, measure, short name).
SHOWN = (
    ("普法活动", "活动", "普法"),
    ("法治讲座", "讲座", "讲座"),
    ("人民调解", "调解", "调解"),
    ("行政检查", "检查", "检查"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """`figures`: (short name, value) of those of SHOWN that the unit has."""

    unit: Unit
    entries: int
    figures: tuple[tuple[str, Decimal], ...]


def ranked(
    units: Sequence[Unit], entries: Iterable[Entry], catalogue: Catalogue, period: Period
) -> list[Standing]:
    """By the number of entries; among equals in the order of the town's units."""
    own: dict[int, list[Entry]] = {}
    for entry in entries:
        own.setdefault(entry.unit.id, []).append(entry)
    found = [_standing(unit, own.get(unit.id, []), catalogue, period) for unit in units]
    return sorted(found, key=lambda one: -one.entries)


def _standing(unit: Unit, entries: Sequence[Entry], catalogue: Catalogue, period: Period) -> Standing:
    totals = tally(entries, catalogue, period)
    figures = [(name, total.value) for kind, measure, name in SHOWN if (total := totals.get(kind, measure))]
    return Standing(unit, len(entries), tuple(figures))


def lines(standings: Sequence[Standing]) -> list[str]:
    """Villages and the town's own units apart; equals share a place."""
    found: list[str] = []
    for name, level in (("村和社区", UnitLevel.VILLAGE), ("镇级单位", UnitLevel.TOWN)):
        own = [one for one in standings if one.unit.level is level]
        if own:
            found += [f"{name}：", *_table(own)]
    return found


def _table(own: Sequence[Standing]) -> list[str]:
    widest = max(width(one.unit.name) for one in own)
    rows = []
    for one in own:
        place = 1 + sum(other.entries > one.entries for other in own)
        figures = " ".join(f"{name}{value.normalize():f}" for name, value in one.figures)
        rows.append(f"{place:>2} {padded(one.unit.name, widest)} {one.entries}条 {figures}".rstrip())
    return rows
