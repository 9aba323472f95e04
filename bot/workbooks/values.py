"""What an import is made of: each row with what it becomes, and what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from storage.records import Doubt, Entry, EntryDraft


class Verdict(StrEnum):
    """CLEAR is recorded; DOUBTFUL is recorded as 待确认; LEFT_OUT is not recorded."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of the file, by sheet and Excel's row number, and what it becomes.

    `key`: unique for the row's content, whatever its place in the file (equal rows are numbered). `doubts`
    belong to the drafts by index. `reason`: why it is left out. `unit`, `person`: as told by the row.
    `sent_at`, `known_as`: time and number of an entry that was exported. `cells`: what was kept of the row,
    by head.
    """

    sheet: str
    number: int
    key: str
    drafts: tuple[EntryDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    text: str = ""
    unit: str | None = None
    person: str | None = None
    reason: str = ""
    sent_at: datetime | None = None
    known_as: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        if not self.drafts:
            return Verdict.LEFT_OUT
        return Verdict.DOUBTFUL if self.doubts else Verdict.CLEAR


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """A sheet and how it was understood. `kind`: what it is about; `columns`: (head, what it was taken for).

    `remark`: why a sheet was not read; `note`: what must be known of its rows. `unread`: heads that are only
    kept as text; `private`: not even that.
    """

    title: str
    kind: str | None = None
    head_row: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing a file would do. `new_units`: named by rows, and not yet the town's."""

    sheets: tuple[ImportSheet, ...]
    rows: tuple[ImportRow, ...]
    new_units: tuple[str, ...] = ()

    def of(self, verdict: Verdict) -> tuple[ImportRow, ...]:
        return tuple(row for row in self.rows if row.verdict is verdict)

    def parts(self, size: int = 200) -> Iterator["ImportPreview"]:
        """The preview in pieces, each for a transaction of its own: none keeps others waiting for long."""
        for start in range(0, max(len(self.rows), 1), size):
            yield replace(self, rows=self.rows[start : start + size])


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `known`: rows that were in the ledger before; `left_out`: not recorded.

    `closed`: some entries belong to a month that is closed already.
    """

    entries: tuple[Entry, ...] = ()
    known: int = 0
    left_out: tuple[ImportRow, ...] = ()
    units: tuple[str, ...] = ()
    closed: bool = False

    def __add__(self, other: "ImportResult") -> "ImportResult":
        """Both pieces of one import."""
        return ImportResult(
            self.entries + other.entries,
            self.known + other.known,
            self.left_out + other.left_out,
            self.units + other.units,
            self.closed or other.closed,
        )
