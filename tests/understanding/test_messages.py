"""What messages of other voices and towns mean, held against meanings that were written by hand."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.understanding import wire

OWN = Path(__file__).with_name("messages.jsonl")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _meaning(row: dict[str, Any]) -> tuple[str, Counter[Any]]:
    """Intent, and each entry's kind, days, figures and hedges."""
    return row["intent"], Counter(
        (
            entry["kind"],
            entry["on"],
            entry["until"] or entry["on"],
            tuple(
                sorted((f["measure"], float(f["value"]), f.get("approx", False)) for f in entry["figures"])
            ),
        )
        for entry in row["entries"]
    )


def _read(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(row, wire.answer({key: row[key] for key in ("id", "at", "unit", "text")})) for row in rows]


def _share(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> float:
    return sum(_meaning(want) == _meaning(got) for want, got in pairs) / len(pairs)


def test_messages_in_other_voices_are_read_as_a_careful_clerk_would() -> None:
    rows = _rows(OWN)
    assert len(rows) >= 150
    assert _share(_read(rows)) >= 0.94


def test_few_right_readings_are_doubted() -> None:
    right = [got for want, got in _read(_rows(OWN)) if _meaning(want) == _meaning(got)]
    assert sum(bool(got["doubts"]) for got in right) / len(right) <= 0.05


def test_own_messages_cover_most_kinds_and_all_intents() -> None:
    rows = _rows(OWN)
    assert len({entry["kind"] for row in rows for entry in row["entries"]}) >= 44
    assert {row["intent"] for row in rows} == {"log", "plan", "query", "amend", "chat"}


def test_the_corpus_is_read_as_it_says() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of messages is not beside this repository")
    assert _share(_read(_rows(CORPUS / "messages.jsonl"))) >= 0.9


def test_a_message_read_twice_means_the_same() -> None:
    rows = _rows(OWN)[:40]
    assert [got for _, got in _read(rows)] == [got for _, got in _read(rows)]


def test_days_are_read_in_the_zone_that_the_message_was_sent_in() -> None:
    line = {"id": "1", "at": "2024-03-01T00:30:00+08:00", "text": "昨天调解邻里纠纷1件"}
    assert wire.answer(line)["entries"][0]["on"] == "2024-02-29"
    assert datetime.fromisoformat(line["at"]).utcoffset() is not None
