"""A message means the same however it is typed, framed or closed: those of test_messages, rewritten."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from bot.understanding import wire

OWN = Path(__file__).with_name("messages.jsonl")
SPELLING = resources.files("bot.understanding").joinpath("spelling.toml").read_text(encoding="utf-8")
TRADITIONAL = {pair[1]: pair[0] for pair in reversed(tomllib.loads(SPELLING)["traditional"].split())}
NOTES = ("问题不足", "工作计划")  # told by how the line begins


def _meaning(row: dict[str, Any]) -> tuple[str, Counter[Any]]:
    """Intent, and each entry's kind, days, figures and hedges."""
    return row["intent"], Counter(
        (
            entry["kind"],
            entry["on"],
            entry["until"],
            tuple(sorted((f["measure"], f["value"], f.get("approx", False)) for f in entry["figures"])),
        )
        for entry in row["entries"]
    )


def _reports() -> list[dict[str, Any]]:
    lines = OWN.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row["intent"] == "log" and row["entries"][0]["kind"] not in NOTES]


def _read(row: dict[str, Any], text: str) -> tuple[str, Counter[Any]]:
    return _meaning(wire.answer({"id": row["id"], "at": row["at"], "unit": row["unit"], "text": text}))


ALWAYS: dict[str, Callable[[str], str]] = {
    "traditional characters": lambda text: "".join(TRADITIONAL.get(one, one) for one in text),
    "half-width marks": lambda text: text.translate(str.maketrans("，：（）；", ",:();")),
    "a stop at the end": lambda text: text.rstrip("。") + "。",
    "emoji at the end": lambda text: text + "💪💪",
    "a plea to look at it": lambda text: text.rstrip("。！") + "，请查收",
    "a plea to answer": lambda text: text.rstrip("。！") + "，收到请回1",
    "a signature": lambda text: text.rstrip("。") + "（张三）",
    "somebody called": lambda text: "@所长 " + text,
    "a greeting": lambda text: "各位领导好，" + text,
    "an announcement": lambda text: "汇报一下：" + text,
    "an opening word": lambda text: "记一笔 " + text,
    "a tag": lambda text: "#工作日志# " + text,
    "a list's number": lambda text: "1. " + text,
    "a list's number on a key": lambda text: "1️⃣" + text,
    "a pause": lambda text: "嗯，" + text,
    "lines for semicolons": lambda text: text.replace("；", "\n"),
}
MOSTLY: dict[str, tuple[Callable[[str], str], float]] = {
    "full-width figures": (lambda text: re.sub(r"\d", lambda one: chr(ord(one[0]) + 0xFEE0), text), 0.98),
    "blanks about figures": (
        lambda text: re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", " ", text),
        0.97,
    ),
    "blanks for commas": (lambda text: text.replace("，", " "), 0.95),
    "photographs": (lambda text: text.rstrip("。！") + "，附照片3张", 0.96),
    "thanks": (lambda text: text.rstrip("。！") + "，谢谢", 0.96),
}


@pytest.fixture(scope="module")
def right() -> list[dict[str, Any]]:
    """Every fourth message that is read right as it stands."""
    return [row for row in _reports()[::4] if _read(row, row["text"]) == _meaning(row)]


@pytest.mark.parametrize("name", ALWAYS)
def test_a_way_of_writing_changes_no_meaning(name: str, right: list[dict[str, Any]]) -> None:
    changed = [(row, text) for row in right if (text := ALWAYS[name](row["text"])) != row["text"]]
    assert changed
    assert [text for row, text in changed if _read(row, text) != _meaning(row)] == []


@pytest.mark.parametrize("name", MOSTLY)
def test_a_looser_way_of_writing_hardly_ever_does(name: str, right: list[dict[str, Any]]) -> None:
    rewrite, share = MOSTLY[name]
    changed = [(row, text) for row in right if (text := rewrite(row["text"])) != row["text"]]
    kept = sum(_read(row, text) == _meaning(row) for row, text in changed)
    assert kept >= share * len(changed)


AT = {"id": "", "at": "2024-03-18T17:30:00+08:00", "unit": "青石村"}
SAME = [
    ("3月12日在集上普法，发资料200份", "在集上普法，发资料200份（3月12日）"),
    ("3月12日在集上普法，发资料200份", "在集上普法，发资料200份，3月12日"),
    ("3月12日在集上普法，发资料200份", "3月12在集上普法 发资料 200 份"),
    ("3月12日在集上普法，发资料200份", "我们3.12摆摊普法，发资料200份"),
    ("昨天联合整治1次，查处12起，罚款3件", "联合整治1次，查处12起，罚款3件（昨天）"),
    ("2月调解5件；普法2场", "1.2月调解5件；普法2场"),
    ("2月调解5件。12345工单8件", "1.2月调解5件\n2.12345工单8件"),
    ("社矫走访：3日3次，9日2次", "社矫走访：3日3次 9日2次"),
    ("2月社区矫正集中教育1次，无脱管", "2月社区矫正集中教育1次无脱管"),
    ("社区矫正在册12人", "社区矫正在册12号人"),
]


@pytest.mark.parametrize(("plain", "other"), SAME)
def test_two_ways_to_say_it_mean_the_same(plain: str, other: str) -> None:
    assert _read(AT, plain) == _read(AT, other)
    assert _read(AT, plain)[1]


def test_a_day_in_parentheses_is_of_the_last_item_where_the_rest_has_its_own() -> None:
    row = wire.answer({**AT, "text": "2月：调解5件，普法1次（2月15日，小学，45人）"})
    assert [(entry["kind"], entry["on"]) for entry in row["entries"]] == [
        ("人民调解", "2024-02-01"),
        ("普法活动", "2024-02-15"),
    ]
