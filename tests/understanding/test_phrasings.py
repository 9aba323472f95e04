"""Several hundred ways in which staff put things, each with the entries that it makes (phrasings.txt)."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Intent
from storage.catalogue import bundled

AT = datetime.fromisoformat("2025-10-22T16:30:00+08:00")
_FIGURE = re.compile(r"(?P<measure>.+?)(?P<hedge>[=~])(?P<value>[\d.]+)(?P<implied>\*?)")
Row = tuple[str, frozenset[tuple[str, Decimal, bool, bool]]]


def _rows() -> Iterator[tuple[str, str]]:
    path = Path(__file__).with_name("phrasings.txt")
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            text, _, meaning = line.rpartition(" | ")
            yield text, meaning


def _wanted(meaning: str) -> Counter[Row]:
    rows = []
    for part in meaning.split(" ; "):
        kind, *figures = part.split()
        read = [_FIGURE.fullmatch(figure) for figure in figures]
        rows.append(
            (
                kind,
                frozenset(
                    (one["measure"], Decimal(one["value"]), one["hedge"] == "~", bool(one["implied"]))
                    for one in read
                    if one
                ),
            )
        )
        assert all(read), part
    return Counter(rows)


@pytest.mark.parametrize(("text", "meaning"), list(_rows()))
def test_a_phrasing_makes_its_entries(text: str, meaning: str) -> None:
    found = understand(text, AT)
    entries = [
        (
            entry.kind,
            frozenset((one.measure, one.value, one.approx, one.implied) for one in entry.figures),
        )
        for entry in found.entries
    ]
    assert found.intent is Intent.LOG
    assert Counter(entries) == _wanted(meaning)


def test_every_kind_of_work_is_among_the_phrasings() -> None:
    told = {part.split()[0] for _, meaning in _rows() for part in meaning.split(" ; ")}
    assert set(bundled().kinds) - told <= {"其他", "问题不足", "工作计划"}
