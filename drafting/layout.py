"""Named page profiles: margins, grid and fonts of a report's pages, read from layouts.toml.

The default is GB/T 9704—2012《党政机关公文格式》. Lengths in millimetres, sizes in points.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from drafting.errors import LayoutError

DEFAULT = "gb9704"
_TWIPS_A_POINT = 20
_POINTS_A_MILLIMETRE = 72 / 25.4
FACES = ("title", "body", "item", "table", "annex", "page_number")
_LONGEST_CHAIN = 10  # of profiles that take over one another
_ALMOST = 0.4  # of a line: one that fits only almost is none


@dataclass(frozen=True, slots=True)
class Face:
    """A font by the name that offices have it under, its size in points, and whether it is bold."""

    font: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A page profile.

    `line`: a fixed line pitch in points, 0 for the grid's own. `latin`: "" for the Chinese font.
    `headings`: the faces of 一、 （一） 1. （1）; `item`: of 一是. `page_number_at`: outside or centre.
    `alike`: a font that stands in for one that is missing.
    """

    name: str
    label: str
    page: tuple[float, float]
    margins: Margins
    footer: float
    lines: int
    characters: int
    line: float
    latin: str
    title: Face
    body: Face
    headings: tuple[Face, ...]
    item: Face
    table: Face
    annex: Face
    page_number: Face
    page_number_at: str
    page_number_dash: str
    signature_indent: int
    alike: Mapping[str, str]

    @property
    def width(self) -> int:
        """Of the text area, in twips."""
        return twips(self.page[0] - self.margins.left - self.margins.right)

    @property
    def line_pitch(self) -> int:
        """Of the line grid, in twips, rounded down so that the last line still fits."""
        return twips(self.page[1] - self.margins.top - self.margins.bottom) // self.lines

    @property
    def line_height(self) -> int:
        """Of a line of body text, in twips."""
        return round(self.line * _TWIPS_A_POINT) or self.line_pitch

    @property
    def character_pitch(self) -> float:
        """Of the character grid, in points."""
        return self.width / _TWIPS_A_POINT / self.characters

    @property
    def character_space(self) -> int:
        """What the grid adds to a body character, in 1/4096 point (ECMA-376 17.6.5), rounded down."""
        return int((self.character_pitch - self.body.size) * 4096 // 1)

    @property
    def tracking(self) -> int:
        """What makes as many body characters fit without the grid, in twips a character, rounded down.

        One twip less than that: LibreOffice rounds widths to its printer's dots, and would lose the last one.
        """
        return int((self.character_pitch - self.body.size) * _TWIPS_A_POINT // 1) - 1

    def characters_wide(self, count: float) -> int:
        """The width of that many body characters, in twips."""
        return round(count * self.character_pitch * _TWIPS_A_POINT)

    def fitted(self, page: tuple[float, float], margins: "Margins") -> "Layout":
        """The same looks on other paper, about as dense in both directions."""
        height, width = (page[1] - margins.top - margins.bottom), (page[0] - margins.left - margins.right)
        pitch = (self.page[1] - self.margins.top - self.margins.bottom) / self.lines
        face = self.body.size / _POINTS_A_MILLIMETRE
        return replace(
            self,
            page=page,
            margins=margins,
            lines=max(round(height / pitch - _ALMOST), 1),
            characters=max(round(width / face), 1),
        )

    @property
    def faces(self) -> tuple[Face, ...]:
        return (self.title, self.body, *self.headings, self.item, self.table, self.page_number)


def twips(millimetres: float) -> int:
    """Twentieths of a point, to the nearest."""
    return round(millimetres * _POINTS_A_MILLIMETRE * _TWIPS_A_POINT)


Rows = Mapping[str, Mapping[str, Any]]  # profiles as data: name → what it says


def names(own: Rows | None = None) -> dict[str, str]:
    """The profiles, the county's `own` behind the bundled: name → Chinese label."""
    found = {**bundled(), **(own or {})}
    return {name: str(row.get("label") or name) for name, row in found.items()}


def find(words: str, own: Rows | None = None) -> str:
    """The name of the profile that is called so, by whatever name; LayoutError names those there are."""
    plain = words.strip().lower()
    for name, row in {**bundled(), **(own or {})}.items():
        if plain in (name.lower(), str(row.get("label", "")).lower(), *map(str.lower, row.get("called", ()))):
            return name
    listed = "、".join(f"{known}（{label}）" for known, label in names(own).items())
    raise LayoutError(f"没有“{words.strip()}”这种版式，可选：{listed}")


def load(name: str = DEFAULT, own: Rows | None = None) -> Layout:
    """A profile by what it is called; `own`: a county's variations, checked before (layout_profiles)."""
    name = find(name, own)
    return of_row(name, whole(name, {**bundled(), **(own or {})}))


def whole(name: str, rows: Rows) -> dict[str, Any]:
    """All that a profile says, with what it takes over: a table (a face, the margins) part by part."""
    chain: list[Mapping[str, Any]] = []
    while name and len(chain) < _LONGEST_CHAIN:
        row = rows[name]
        chain.insert(0, row)
        name = str(row.get("base") or ("" if name in bundled() else DEFAULT))
    made: dict[str, Any] = {}
    for row in chain:
        for key, said in row.items():
            made[key] = {**made.get(key, {}), **said} if isinstance(said, Mapping) else said
    return made


def of_row(name: str, row: Mapping[str, Any]) -> Layout:
    """The layout of a profile that says all."""
    faces: dict[str, Any] = {key: Face(**row[key]) for key in FACES}
    width, height = row["page"]
    return Layout(
        **{key: row[key] for key in ("label", "footer", "lines", "characters", "line", "latin")},
        **{key: row[key] for key in ("page_number_at", "page_number_dash", "signature_indent")},
        **faces,
        name=name,
        page=(width, height),
        margins=Margins(**row["margins"]),
        headings=tuple(Face(**face) for face in row["headings"]),
        alike={**_file()["alike"], **row.get("alike", {})},
    )


def bundled() -> Rows:
    """The profiles of layouts.toml as they stand there."""
    return {name: row for name, row in _file().items() if name != "alike"}


@cache
def _file() -> dict[str, Any]:
    text = resources.files("drafting").joinpath("layouts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
