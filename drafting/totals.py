"""What a period's ledger comes to, as values: totals, and what cannot be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from storage.records import Entry, Hedge


@dataclass(frozen=True, slots=True)
class Period:
    """A span of local days, both ends included."""

    on: date
    until: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        after = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), after - timedelta(days=1))

    def holds(self, day: date) -> bool:
        return self.on <= day <= self.until

    def months(self) -> tuple["Period", ...]:
        """The calendar months that lie wholly in the period."""
        found = []
        year, month = self.on.year, self.on.month
        while (year, month) <= (self.until.year, self.until.month):
            whole = Period.of_month(year, month)
            if self.on <= whole.on and whole.until <= self.until:
                found.append(whole)
            year, month = year + month // 12, month % 12 + 1
        return tuple(found)


class Rule(StrEnum):
    """How a total was made; the values are what the annex prints."""

    SUM = "各条合计"
    LATEST = "镇级最近一次填报"
    VILLAGES = "各村居最近一次填报之和"
    RATE = "由两数计算，四舍五入保留一位小数"
    STATED = "各次填报一致"
    ZERO = "镇级单位逐月报零"


@dataclass(frozen=True, slots=True)
class Total:
    """A measure's number over a period, in the catalogue's unit.

    `about`: how much of the value comes from parts that may be less (近, 约, 左右).
    `entries`: all that it came from, in the order of the ledger (by day, then by message).
    """

    kind: str
    measure: str
    unit: str
    value: Decimal
    rule: Rule
    entries: tuple[Entry, ...]
    hedge: Hedge = Hedge.EXACT
    about: Decimal = Decimal(0)

    @property
    def approx(self) -> bool:
        return self.hedge is not Hedge.EXACT

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(entry.number for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that must not be printed, and why in plain Chinese. `entries`: what was said of it."""

    kind: str
    measure: str
    reason: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """A period's totals by (kind, measure) in the catalogue's order, and what is unknown.

    `entries`: those of the period that count, by kind, each in the order of the ledger.
    """

    period: Period
    totals: Mapping[tuple[str, str], Total]
    unknown: tuple[Unknown, ...]
    entries: Mapping[str, tuple[Entry, ...]]

    def get(self, kind: str, measure: str) -> Total | None:
        return self.totals.get((kind, measure))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return self.entries.get(kind, ())

    def __iter__(self) -> Iterator[Total]:
        return iter(self.totals.values())
