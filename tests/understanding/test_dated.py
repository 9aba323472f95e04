"""Messages with the day, place and figures of each of their entries (dated.txt)."""

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from bot.understanding import understand
from storage.records import EntryDraft

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")  # a Wednesday
_FIGURE = re.compile(r"[=~]\d")
_ROWS = [
    line.rpartition(" | ")
    for line in Path(__file__).with_name("dated.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def _written(entry: EntryDraft) -> str:
    """An entry as the table writes it: days, place, kind and figures."""
    days = f"{entry.on:%m-%d}" + (f"/{entry.until:%m-%d}" if entry.until else "")
    figures = [
        f"{one.measure}{'~' if one.approx else '='}{one.value:f}{'*' * one.implied}" for one in entry.figures
    ]
    place = [f"@{entry.place}"] if entry.place else []
    return " ".join([days, *place, entry.kind, *sorted(figures)])


def _sorted(row: str) -> str:
    """A row with its figures in the order of their names."""
    words = row.split()
    return " ".join(
        sorted(words, key=lambda word: (bool(_FIGURE.search(word)), word * bool(_FIGURE.search(word))))
    )


@pytest.mark.parametrize(("text", "meaning"), [(text, meaning) for text, _, meaning in _ROWS])
def test_each_entry_has_its_day_and_its_figures(text: str, meaning: str) -> None:
    found = understand(text.replace("\\n", "\n"), AT)
    wanted, asked = meaning.removesuffix(" ?"), meaning.endswith(" ?")
    assert Counter(map(_written, found.entries)) == Counter(map(_sorted, wanted.split(" ; ")))
    assert bool(found.doubts) or not asked
