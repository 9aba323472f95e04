"""The date grammar on sentences in the voices of villagers, clerks, police and voice input."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.understanding.dates import DateSpan, Direction, find_dates

SENTENCES = [
    json.loads(line)
    for line in Path(__file__).with_name("date_sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


def days(spans: list[DateSpan]) -> list[tuple[date, date]]:
    return [(span.on, span.last_day) for span in spans if not span.named]


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"][:16] for row in SENTENCES])
def test_a_sentence_gives_the_days_that_it_tells(row: dict[str, object]) -> None:
    at = datetime.fromisoformat(str(row["at"]))
    expected = [(date.fromisoformat(days[0]), date.fromisoformat(days[-1])) for days in row["dates"]]  # type: ignore[attr-defined]
    assert days(find_dates(str(row["text"]), at, Direction(str(row["direction"])))) == expected
