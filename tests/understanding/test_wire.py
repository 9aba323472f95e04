"""The line format of `fazhibot parse`."""

import json

import pytest

from bot.understanding import wire

LINE = {
    "id": "m-1",
    "at": "2024-06-20T10:00:00+08:00",
    "sender": "李梅",
    "unit": "青石村",
    "text": "昨天普法1场，约60人",
}


def test_a_line_is_answered_in_the_form_of_the_corpus() -> None:
    assert wire.answer(LINE) == {
        "id": "m-1",
        "intent": "log",
        "entries": [
            {
                "kind": "普法活动",
                "on": "2024-06-19",
                "until": None,
                "place": None,
                "figures": [
                    {"measure": "活动", "value": 1},
                    {"measure": "受众", "value": 60, "approx": True},
                ],
                "attributes": {},
            }
        ],
        "doubts": [],
    }


def test_the_answer_is_plain_json() -> None:
    json.dumps(wire.answer(LINE, explain=True), ensure_ascii=False)


def test_an_explanation_shows_the_words_of_each_part() -> None:
    answer = wire.answer(LINE, explain=True)
    (entry,) = answer["entries"]
    assert entry["words"] == LINE["text"]
    assert [figure["words"] for figure in entry["figures"]] == ["1场", "约60人"]
    assert answer["because"]["dates"] == [{"words": "昨天", "on": "2024-06-19", "until": None}]
    assert {"kind": "普法活动", "words": "普法"} in answer["because"]["kinds"]


@pytest.mark.parametrize("line", [{"id": "1", "at": "gestern", "text": "普法"}, {"id": "1", "text": "普法"}])
def test_a_line_without_a_time_is_an_error(line: dict[str, str]) -> None:
    with pytest.raises((KeyError, ValueError)):
        wire.answer(line)
