"""A drafted report as values: blocks of spans, and every span says where its words come from.

A count stands only in a `FigureSpan` (computed from the ledger) or an `EntrySpan` (written by staff):
template text that holds one is refused, so no sentence can smuggle a number into a report.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from drafting.counts import find_count


class Source(StrEnum):
    """Where the words of a span come from; the values are the public names in the JSON."""

    TEMPLATE = "template"
    NAME = "name"  # a day, law, plan or hotline that is known by a name with numerals: 12·4国家宪法日
    NUMBER = "number"  # a heading's number: （一）
    SETTING = "setting"  # a fact of the town or of the call: its name, the year, the signature's date
    FIGURE = "figure"
    ENTRY = "entry"
    GAP = "gap"


PlainSource = Literal[Source.TEMPLATE, Source.NAME, Source.NUMBER, Source.SETTING, Source.GAP]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Words that are neither a count nor staff's own. ValueError where template text holds a count."""

    text: str
    source: PlainSource = Source.TEMPLATE

    def __post_init__(self) -> None:
        if self.source is Source.TEMPLATE and (count := find_count(self.text)):
            raise ValueError(f"template text holds the count {count!r}: {self.text!r}")


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A count of the ledger as it is printed, with its unit (209件, 90余次, 无).

    `value` is in the catalogue's unit of `measure`; `entries` are the numbers of the entries that it came
    from; `period` names another span of time than the report's year ("2022"), else None.
    """

    text: str
    kind: str
    measure: str
    value: Decimal
    entries: tuple[str, ...]
    approx: bool = False
    period: str | None = None

    @property
    def source(self) -> Literal[Source.FIGURE]:
        return Source.FIGURE


@dataclass(frozen=True, slots=True)
class EntrySpan:
    """Words that staff wrote, masked (no phone or ID number), and the numbers of their entries."""

    text: str
    entries: tuple[str, ...]

    @property
    def source(self) -> Literal[Source.ENTRY]:
        return Source.ENTRY


Span = TextSpan | FigureSpan | EntrySpan


class BlockType(StrEnum):
    """What a block is on the page; the values are the public names in the JSON."""

    ADDRESSEE = "addressee"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the report's body, in reading order.

    Of a heading: `level` is 1 for 一、, 2 for （一）, 3 for 一是 or 1.; its number is a span like the rest,
    and its closing mark stands in its text; `topics` are those that it holds; `fallback` marks the last
    sub-section, for what has no place; `run_in` sets it in the same paragraph as the next. Of a table: `rows`
    of cells.
    """

    type: BlockType
    spans: tuple[Span, ...] = ()
    level: int = 0
    topics: tuple[str, ...] = ()
    fallback: bool = False
    run_in: bool = False
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Gap:
    """What the report lacks and a person must supply, in one plain Chinese sentence.

    `kind`, `measure`: what is not known, where it is a figure.
    """

    reason: str
    kind: str | None = None
    measure: str | None = None


class NoteType(StrEnum):
    """Why a person should look at something before the report is filed."""

    PENDING = "pending"  # an entry that is still 待确认
    OVERLAP = "overlap"  # a month's count beside single events of that month: both are summed
    RATE = "rate"  # a typed percentage differs from the computed one, or statements differ
    PART = "part"  # a part exceeds its whole
    STRADDLE = "straddle"  # an entry that begins in one year and ends in another
    RUNNING = "running"  # a total since January beside monthly reports: may be a running total
    SPREAD = "spread"  # a standing number that statements disagree about
    FOOTING = "footing"  # parts that should add up to a whole, and do not


@dataclass(frozen=True, slots=True)
class Note:
    """A point of the review, in plain Chinese, with the entries that it concerns."""

    type: NoteType
    text: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry as the annex names it: number, local days (inclusive; `until` None for one day), unit."""

    number: str
    on: date
    until: date | None
    unit: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the annex 数据来源表: a printed figure, the rule that made it, and where it came from.

    `entries` holds at most the first 30 by day; `count` is how many there are.
    `period` as in `FigureSpan`.
    """

    text: str
    kind: str
    measure: str
    value: Decimal
    rule: str
    entries: tuple[EntryRef, ...]
    count: int
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A year's report: what stands on its pages (`title`, `blocks`), and what its clerk must know of it.

    `gaps`: what is missing; `review`: what to look at; `sources`: the annex, a row for each printed figure,
    in the order of the text. The annex is no part of `blocks`.
    """

    title: str
    year: int
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
    review: tuple[Note, ...] = ()
    sources: tuple[SourceRow, ...] = ()
