"""The vocabulary of the ledger, read from catalogue.toml: kinds, their measures, units and topics.

A new kind is a table in the file, no code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from storage.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Measure:
    """What a kind counts. `zero`: a report may say 无…; `stock`: the latest counts, not the sum.

    `rate`: the (part, whole) measures that a percentage is computed from.
    """

    name: str
    unit: str
    zero: bool = False
    stock: bool = False
    rate: tuple[str, str] | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `primary`: the measure that a plain message implies one of, or None."""

    id: str
    name: str
    group: str
    topic: str
    primary: str | None
    measures: tuple[Measure, ...]
    attributes: tuple[str, ...] = ()

    def measure(self, name: str) -> Measure:
        """The measure of that name; InvalidValueError where the kind has none."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise InvalidValueError(f"{self.name}没有“{name}”这一项")

    def has(self, name: str) -> bool:
        return any(measure.name == name for measure in self.measures)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds by their public name, in the file's order."""

    kinds: Mapping[str, Kind]

    def kind(self, name: str) -> Kind:
        """The kind of that name; InvalidValueError where there is none."""
        try:
            return self.kinds[name]
        except KeyError:
            raise InvalidValueError(f"没有“{name}”这一类") from None


def read_catalogue(text: str) -> Catalogue:
    """The catalogue in a TOML text; ValueError where it contradicts itself."""
    kinds = [_kind(row) for row in tomllib.loads(text)["kind"]]
    if len({kind.name for kind in kinds}) != len(kinds) or len({kind.id for kind in kinds}) != len(kinds):
        raise ValueError("a kind stands twice in the catalogue")
    return Catalogue({kind.name: kind for kind in kinds})


@cache
def bundled() -> Catalogue:
    """The catalogue that the program ships."""
    return read_catalogue(resources.files("storage").joinpath("catalogue.toml").read_text(encoding="utf-8"))


def _kind(row: Mapping[str, object]) -> Kind:
    rows = row["measures"]
    assert isinstance(rows, list)
    kind = Kind(
        id=str(row["id"]),
        name=str(row["name"]),
        group=str(row["group"]),
        topic=str(row["topic"]),
        primary=str(row["primary"]) if "primary" in row else None,
        measures=tuple(_measure(measure) for measure in rows),
        attributes=tuple(row.get("attributes", ())),  # type: ignore[arg-type]
    )
    wanted = [name for measure in kind.measures for name in measure.rate or ()]
    if kind.primary:
        wanted.append(kind.primary)
    for name in wanted:
        if not kind.has(name):
            raise ValueError(f"{kind.name} names the measure {name}, which it does not have")
    return kind


def _measure(row: Mapping[str, object]) -> Measure:
    rate = row.get("rate")
    assert rate is None or isinstance(rate, list)
    return Measure(
        name=str(row["name"]),
        unit=str(row["unit"]),
        zero=bool(row.get("zero", False)),
        stock=bool(row.get("stock", False)),
        rate=(str(rate[0]), str(rate[1])) if rate else None,
        answers=tuple(row.get("answers", ())),  # type: ignore[arg-type]
    )
