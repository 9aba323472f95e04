"""How a figure in a .docx stays known while people edit it: a bookmark each, and a list of what was printed.

Bookmarks, comments and custom properties survive other word processors (LibreOffice drops the tag of a
content control). A bookmark's name says what is counted and carries a check sum of the words that were
printed, so that a figure which a person changed is told from one which the ledger left behind.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.report import EntrySpan, FigureSpan, Report
from storage.checks import NUMBER

LONGEST_NAME = 40  # characters of a bookmark's name in Word
LONGEST_PROPERTY = 250  # characters that Word shows of a text property
PROPERTY = "fazhibot"
_NAME = re.compile(r"_fz\d+_([^_]+)_([^_]+)(?:_(\d{4}(?:to\d{4})?))?_([0-9a-f]{6})")

Key = tuple[str, str, str | None]  # (kind, measure, period as in FigureSpan)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a draft printed when it was written. `figures`: key, words; `last`: the newest entry's number."""

    year: int | None = None
    last: str = ""
    figures: tuple[tuple[Key, str], ...] = ()

    def words(self, key: Key) -> str | None:
        return next((words for one, words in self.figures if one == key), None)

    @property
    def known(self) -> bool:
        return self.year is not None


def name_of(key: Key, words: str, place: int) -> str | None:
    """The bookmark of the figure printed as `words`; None where a kind's name is too long for one."""
    kind, measure, period = key
    when = f"_{period.replace('-', 'to')}" if period else ""
    name = f"_fz{place}_{kind}_{measure}{when}_{checksum(words)}"
    return name if len(name) <= LONGEST_NAME and _NAME.fullmatch(name) else None


def read_name(name: str) -> tuple[Key, str] | None:
    """(what is counted, check sum of what was printed) of a bookmark; None where it is not ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    period = found[3].replace("to", "-") if found[3] else None
    return (found[1], found[2], period), found[4]


def checksum(words: str) -> str:
    return f"{zlib.crc32(words.encode()) & 0xFFFFFF:06x}"


def printed(report: Report) -> Printed:
    """What a report prints, each figure once."""
    figures: dict[Key, str] = {}
    numbers: set[str] = set()
    for span in (span for block in report.blocks for span in block.spans):
        if isinstance(span, FigureSpan):
            figures.setdefault((span.kind, span.measure, span.period), span.text)
        if isinstance(span, (FigureSpan, EntrySpan)):
            numbers.update(span.entries)
    ours = [n for n in numbers if n.startswith(f"{report.year}-")]
    return Printed(report.year, max(ours, key=serial, default=""), tuple(figures.items()))


def serial(number: str) -> int:
    """The running number in an entry's number; 0 for what is none."""
    found = NUMBER.fullmatch(number)
    return int(found[2]) if found else 0


def properties(what: Printed) -> dict[str, str]:
    """The custom properties that keep it, each short enough for Word."""
    rows = [f"{kind}.{measure}{'@' + period if period else ''}={words}"
            for (kind, measure, period), words in what.figures]  # fmt: skip
    packs = [""]
    for row in rows:
        if packs[-1] and len(packs[-1]) + len(row) + 1 > LONGEST_PROPERTY:
            packs.append("")
        packs[-1] += (";" if packs[-1] else "") + row
    return {
        PROPERTY: f"{what.year};{what.last}",
        **{f"{PROPERTY}.{place}": pack for place, pack in enumerate(packs, start=1) if pack},
    }


def read_properties(found: Iterable[tuple[str, str]]) -> Printed:
    """What custom properties tell; an empty answer where they are not ours."""
    known = dict(found)
    year, _, last = known.get(PROPERTY, "").partition(";")
    if not (year.isdecimal() and len(year) == 4):
        return Printed()
    rows: list[tuple[Key, str]] = []
    for name, pack in known.items():
        if name.startswith(f"{PROPERTY}."):
            rows += [row for text in pack.split(";") if (row := _row(text))]
    return Printed(int(year), last, tuple(rows))


def _row(text: str) -> tuple[Key, str] | None:
    name, _, words = text.partition("=")
    subject, _, period = name.partition("@")
    kind, _, measure = subject.partition(".")
    return ((kind, measure, period or None), words) if kind and measure and words else None
