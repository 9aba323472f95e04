"""A report that people edited, as values: its paragraphs as they read with all tracked changes accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.binding import Key, Printed
from drafting.reading import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """What binds [start, end) of a paragraph's text to a figure of the ledger.

    `check`: the check sum of what was printed there, "" where only a comment tells. `name`: the bookmark's.
    """

    start: int
    end: int
    key: Key
    check: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """Text that a tracked change takes out; it stood at `at` of the text that is left."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`place`: which of the document's paragraphs, from 0. `label`: its automatic number, no part of `text`.

    `level`, `look`, `lead`, `table` as in `Line`. `inserted`: spans of text that tracked changes bring in.
    `annex`: it belongs to the 数据来源表 at the end.
    """

    place: int
    text: str
    label: str = ""
    level: int | None = None
    look: str = ""
    lead: int = 0
    table: bool = False
    annex: bool = False
    marks: tuple[Mark, ...] = ()
    inserted: tuple[tuple[int, int], ...] = ()
    deleted: tuple[Deleted, ...] = ()

    @property
    def line(self) -> Line:
        text = (self.label + self.text).strip()
        shift = len(self.label) if self.lead else 0
        return Line(text, self.level, self.look, min(self.lead + shift, len(text)), self.table)

    def before(self, start: int, end: int) -> str:
        """What stood at [start, end) before the tracked changes that touch it."""
        kept, last = "", start
        for gone in (one for one in self.deleted if start <= one.at <= end):
            kept += self._kept(last, gone.at) + gone.text
            last = gone.at
        return kept + self._kept(last, end)

    def _kept(self, start: int, end: int) -> str:
        inside = (set(range(one, other)) for one, other in self.inserted)
        taken = set().union(*inside)
        return "".join(self.text[place] for place in range(start, end) if place not in taken)


@dataclass(frozen=True, slots=True)
class Edited:
    """`printed`: what our draft had printed when it was written; unknown for a report of another origin.

    `beside`: texts that are no paragraphs of the body: headers, footers, notes, text boxes, hidden words.
    """

    paragraphs: tuple[Paragraph, ...]
    printed: Printed = field(default_factory=Printed)
    beside: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the report itself that hold text."""
        return tuple(one for one in self.paragraphs if one.text.strip() and not one.annex)

    @property
    def bound(self) -> bool:
        """Whether it comes from a draft of ours."""
        return self.printed.known or any(one.marks for one in self.paragraphs)


def of_lines(lines: Iterable[Line]) -> Edited:
    """A report of plain lines."""
    return Edited(
        tuple(
            Paragraph(place, line.text, "", line.level, line.look, line.lead, line.table)
            for place, line in enumerate(lines)
        )
    )


def to_json(edited: Edited) -> dict[str, Any]:
    """As plain JSON values."""
    return {
        "printed": {
            "year": edited.printed.year,
            "last": edited.printed.last,
            "figures": [[list(key), words] for key, words in edited.printed.figures],
        },
        "paragraphs": [_row(one) for one in edited.paragraphs],
        "beside": list(edited.beside),
    }


def from_json(values: Mapping[str, Any]) -> Edited:
    """The other way round; KeyError, TypeError or ValueError where it is not what `to_json` gives."""
    printed = values["printed"]
    figures = tuple((_key(key), str(words)) for key, words in printed["figures"])
    return Edited(
        tuple(map(_paragraph, values["paragraphs"])),
        Printed(printed["year"], str(printed["last"]), figures),
        tuple(map(str, values["beside"])),
    )


def _row(one: Paragraph) -> list[Any]:
    marks = [[mark.start, mark.end, list(mark.key), mark.check, mark.name] for mark in one.marks]
    deleted = [[gone.at, gone.text] for gone in one.deleted]
    plain = [one.place, one.text, one.label, one.level, one.look, one.lead, one.table, one.annex]
    return [*plain, marks, [list(span) for span in one.inserted], deleted]


def _paragraph(row: list[Any]) -> Paragraph:
    *plain, marks, inserted, deleted = row
    return replace(
        Paragraph(*plain),
        marks=tuple(Mark(start, end, _key(key), check, name) for start, end, key, check, name in marks),
        inserted=tuple((start, end) for start, end in inserted),
        deleted=tuple(Deleted(at, text) for at, text in deleted),
    )


def _key(values: list[Any]) -> Key:
    kind, measure, period = values
    return str(kind), str(measure), None if period is None else str(period)
