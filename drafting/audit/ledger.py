"""What the year's ledger says, as a report is held against it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from drafting.audit.vocabulary import Vocabulary
from drafting.binding import Key
from drafting.report import FigureSpan
from drafting.totals import Period, Total, Totals
from drafting.wording import word
from storage.records import Entry

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Ledger:
    """What the year's ledger says. `expected`: the figures as a draft of today prints them.

    `settings`: counts that are the town's own facts (how many villages). `words`: the house's.
    `during`: the totals of another span of time; None where the ledger has nothing of that year.
    """

    totals: Totals
    entries: Sequence[Entry]
    expected: Mapping[Key, FigureSpan]
    vocabulary: Vocabulary
    settings: frozenset[Decimal] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    during: Callable[[Period], Totals | None] = lambda _: None

    @cached_property
    def texts(self) -> str:
        """All that staff wrote, without blanks."""
        return "\n".join(_SPACE.sub("", entry.text) for entry in self.entries)

    @property
    def empty(self) -> bool:
        return not self.totals.entries

    def printed(self, total: Total) -> str:
        span = self.expected.get((total.kind, total.measure, None))
        return span.text if span else word(total, self.words)
