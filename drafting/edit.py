"""What may be done to an edited .docx, as values: comments, figures renewed, new text proposed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from drafting.binding import Key


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on [start, end) of a paragraph's text; `place` None: on the first paragraph with text."""

    place: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Renew:
    """A figure at [start, end) is replaced; struck where `text` is "". `tracked`: as a tracked change.

    `mark`: the bookmark that is around it ("" for none), `name`: the one that is to be.
    """

    place: int
    start: int
    end: int
    text: str
    tracked: bool = False
    mark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Add:
    """Text inserted as a tracked change: at `at` of paragraph `place`, or as a paragraph after it.

    `pieces`: words, and for a figure what it counts. `like`: the paragraph whose look a new one takes.
    """

    place: int
    at: int
    pieces: tuple[tuple[str, Key | None], ...]
    apart: bool = False
    like: int | None = None

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)


Edit = Comment | Renew | Add
_TYPES = {"comment": Comment, "renew": Renew, "add": Add}


def to_json(edit: Edit) -> dict[str, Any]:
    name = next(name for name, type_ in _TYPES.items() if isinstance(edit, type_))
    return {"type": name, **asdict(edit)}


def from_json(row: Mapping[str, Any]) -> Edit:
    """KeyError or TypeError where the row is no edit."""
    values = {key: value for key, value in row.items() if key != "type"}
    if row["type"] == "add":
        values["pieces"] = tuple(
            (words, (key[0], key[1], key[2]) if key else None) for words, key in values["pieces"]
        )
    made: Edit = _TYPES[row["type"]](**values)
    return made
