"""What was done beside what it was done to and how it was counted, verb first and count first."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Intent
from bot.understanding.questions import read_question
from storage.catalogue import bundled as catalogue

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
        yield f"10月{verb}{thing}{('', '共', '有')[number % 3]}{count}{unit}", value
        if thing and len(verb) == 2 and not thing.endswith(("发案", "立案", "出庭应诉")) and verb != "出动":
            yield f"10月{verb}了{count}{unit}{thing}", value


def questions(verbs: str, objects: str, units: str) -> Iterator[str]:
    """The same, asked for."""
    told = product(verbs.split(), objects.replace("-", " ").split(" "), units.split())
    forms = ("10月{}{}多少{}", "今年{}{}几{}？", "三季度{}{}有多少{}")
    for number, (verb, thing, unit) in enumerate(told):
        if "（" not in thing and unit != TEN_THOUSANDS:
            yield forms[number % len(forms)].format(verb, thing, unit)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_measure_is_asked_for_in_the_same_words(row: tuple[str, ...]) -> None:
    kind, measure = row[0].split()
    for text in questions(*row[1:]):
        asked = read_question(text, AT)
        measures = asked.measures or (catalogue().kind(kind).primary,)
        found = understand(text, AT).intent, asked.kind, measures
        assert (text, found) == (text, (Intent.QUERY, kind, (measure,)))


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
