"""What was done beside what it was done to and how it was counted, verb first and count first."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
COUNTS = (3, 7, 12, 26)
TEN_THOUSANDS = "万元"


def rows() -> list[tuple[str, ...]]:
    text = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8")
    return [
        tuple(part.strip() for part in line.split("|"))
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def wordings(verbs: str, objects: str, units: str) -> Iterator[tuple[str, float]]:
    """(message, value) for every verb, object and counted word, in both orders where both can be said."""
    told = product(verbs.split(), objects.replace("-", " ").split(" "), units.split())
    for number, (verb, thing, unit) in enumerate(told):
        count = COUNTS[number % len(COUNTS)]
        value = count * (10_000.0 if unit == TEN_THOUSANDS else 1.0)
        yield f"10月{verb}{thing}{count}{unit}", value
        if thing and len(verb) == 2 and not thing.endswith(("发案", "立案", "出庭应诉")) and verb != "出动":
            yield f"10月{verb}了{count}{unit}{thing}", value


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_measure_is_known_by_verb_object_and_counted_word(row: tuple[str, ...]) -> None:
    kind, measure = row[0].split()
    for text, value in wordings(*row[1:]):
        told = {
            (entry.kind, figure.measure): float(figure.value)
            for entry in understand(text, AT).entries
            for figure in entry.figures
            if not figure.implied
        }
        assert (text, told) == (text, {(kind, measure): value})
