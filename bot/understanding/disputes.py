"""The kind of dispute (纠纷类型) that words tell, by disputes.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from bot.understanding.indexes import Index
from bot.understanding.patterns import Pattern, Sieve

TURN = 4.0  # what the first turn of phrase of a kind says
AGAIN = 1.5  # and each further one
# In a name (工伤赔偿纠纷) the first word tells the field more than the next, but for such as head it.
_LEAD, _HEAD = 1.5, 2.0
_HEADS = frozenset(["合同", "污染"])
_NAME = Pattern(r"[^，。；：、\s\d的了因为把跟和与起]{3,8}(?=纠纷|矛盾|争议)")


def dispute_kind(text: str) -> tuple[str, str] | None:
    """The (纠纷类型, the word that told it) of a normalised text, or None where nothing tells it.

    Cases told one by one with their number (漏水1件、赡养1件) are of no one kind.
    """
    if len({found.group(1) for found in _LISTED.finditer(text)}) > 1 or _OF_ALL_SORTS.search(text):
        return None  # a breakdown by type is of none
    text = _SUM.sub("", _PART.sub("", text))
    cases = [_best(case["of"]) for case in _CASE.finditer(text)]
    if len({case[0] for case in cases if case}) > 1:
        return None
    return _best(text)


def _best(text: str) -> tuple[str, str] | None:
    """The kind of dispute of most weight, and the word that told it."""
    scores: dict[str, float] = {}
    words: dict[str, str] = {}
    for turn, kind in _turns().possible(text):
        if met := turn.search(text):
            scores[kind] = scores.get(kind, TURN - AGAIN) + AGAIN
            words.setdefault(kind, met.group())
    named = 0  # where the name ends whose first word was met
    for found in _index().find(text):
        name = _NAME.match(text, found.start)
        leads = name is not None and found.start >= named
        named = name.end() if name else named
        for kind, weight in found.senses:
            if any(f"{name}{end}" in text for name in _named(kind) for end in ("纠纷", "矛盾")):
                weight += 6
            if not text[found.end : found.end + 1].strip("）)，。；、"):
                weight += 1
            if text[found.end : found.end + 2] in ("纠纷", "矛盾", "争议"):
                weight += 3 + (_HEAD if found.word in _HEADS else 0)
            elif leads:
                weight += 3 + _LEAD
            scores[kind] = scores.get(kind, 0) + weight
            words.setdefault(kind, found.word)
    if not scores or max(scores.values()) < 1:
        return None
    best = max(scores, key=lambda kind: scores[kind])
    return best, words[best]


def _named(kind: str) -> tuple[str, ...]:
    """What a dispute of the kind is called before 纠纷: a name of four characters is two names."""
    return (kind, kind[:2], kind[2:]) if len(kind) == 4 and kind not in _WHOLE else (kind,)


_WHOLE = frozenset(["损害赔偿", "生产经营", "征地拆迁", "环境污染", "劳动争议", "道路交通"])
_LISTED = Pattern(
    r"(婚姻(?:家庭)?|家庭|邻里|(?:房屋)?宅基地|房屋|合同|(?:山林)?土地|山林|劳动|消费|"
    r"医[疗患]|(?:道路)?交通|物业|征地(?:拆迁)?|拆迁|环境(?:污染)?|损害(?:赔偿)?|赔偿|债务|劳资|生产经营|其他)"
    r"(?:事故|纠纷|类|矛盾|争议)?(?:的)? ?(?:有|：)?"
    r"[\d一二两三四五六七八九十]{1,3}(?![\d.十百千万元块])[件起]?"
)


_OF_ALL_SORTS = Pattern(r"等(?:各类|各种|多类|类)[^，。；\n]{0,4}(?:纠纷|矛盾)")  # "邻里、家庭等各类纠纷59件"
# What only a part of them were about: "调解5件，其中邻里2件".
_PART = Pattern(
    r"(?:其中|还有|剩下?的?|余下的?|尚有)[^，。；\n]{0,10}?[\d一二两三四五六七八九十]+[件起宗个桩]"
    r"[^，。；、 \n]*"
)
# What was paid says nothing of what it was about.
_SUM = Pattern(r"涉及?(?:案|诉)?(?:金额|钱款|资金|款项|标的额?|款|钱)[^，。；\n]*")
_CASE = Pattern(r"(?P<of>[\u4e00-\u9fff]{2,8})[\d一两二三四五六七八九]{1,2}[件起宗桩](?=[、，。；\n]|$)")


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    path = resources.files("bot.understanding").joinpath("disputes.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _turns() -> Sieve[str]:
    """The turns of phrase of all kinds."""
    return Sieve((Pattern(turn), kind) for kind, row in _data().items() for turn in row.get("turns", ()))


@cache
def _index() -> Index[tuple[str, float]]:
    words: dict[str, list[tuple[str, float]]] = {}
    for kind, row in _data().items():
        for key, weight in (("sure", 4.0), ("strong", 2.0), ("weak", 0.5)):
            for word in row.get(key, "").split():
                words.setdefault(word, []).append((kind, weight + len(word) / 10))
    return Index(words)
