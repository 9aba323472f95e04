"""The numbers of headings: 第一部分 一、 （一） 1. （1） ① 一是 首先 ●, with their rank and count."""

import re
from dataclasses import dataclass
from enum import IntEnum

_CHINESE = "一二三四五六七八九十"


class Form(IntEnum):
    """How a heading is numbered. A lower form holds the higher ones."""

    PART = 1  # 第一部分
    DIVISION = 2  # 第一节
    CHAPTER = 3  # 一、
    SECTION = 4  # （一）
    POINT = 5  # 1.
    SUBPOINT = 6  # （1） 1.1
    CIRCLE = 7  # ①
    ITEM = 8  # 一是
    ORDER = 9  # 首先，
    BULLET = 10  # ●


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as printed, what it counts (from 1; 0 where nothing), and the rest of the line."""

    form: Form
    count: int
    number: str
    rest: str


_NUMERAL = rf"[{_CHINESE}]{{1,3}}"
_FORMS = (
    (
        Form.PART,
        re.compile(rf"(?P<number>第(?P<count>{_NUMERAL}|\d{{1,2}})(?:部分|章|篇)(?:[、：:，]| |$)?)"),
    ),
    (Form.DIVISION, re.compile(rf"(?P<number>第(?P<count>{_NUMERAL}|\d{{1,2}})节(?:[、：:，]| |$)?)")),
    # 二、三产业 and 一、二级 count nothing.
    (
        Form.CHAPTER,
        re.compile(rf"(?P<number>(?P<count>{_NUMERAL}) ?[、.．：](?![{_CHINESE}](?:[、级季]|产业)))"),
    ),
    (Form.SECTION, re.compile(rf"(?P<number>[（(〔] ?(?P<count>{_NUMERAL}) ?[）)〕][、.．]?)")),
    (Form.SECTION, re.compile(rf"(?P<number>(?P<count>{_NUMERAL})[）)])")),
    (Form.SUBPOINT, re.compile(r"(?P<number>\d{1,2}[.．](?P<count>\d{1,2})(?:[.．]\d{1,2})?(?:[、.．]| ))")),
    (Form.POINT, re.compile(r"(?P<number>(?P<count>\d{1,2}) ?[.．、](?!\d))")),
    (Form.SUBPOINT, re.compile(r"(?P<number>[（(] ?(?P<count>\d{1,2}) ?[）)])")),
    (Form.SUBPOINT, re.compile(r"(?P<number>(?P<count>\d{1,2})[）)])")),
    (Form.CIRCLE, re.compile(r"(?P<number>(?P<count>[①-⑳]))")),
    (Form.ITEM, re.compile(rf"(?P<number>(?P<count>{_NUMERAL})(?:是(?:要|在)?|要)[，：:]?)(?!一)")),
    (Form.ORDER, re.compile(rf"(?P<number>第(?P<count>{_NUMERAL})[，,、：:])")),
    (Form.ORDER, re.compile(r"(?P<number>(?P<count>首先|其次|再次|最后)[，,：:]?)")),
    (Form.BULLET, re.compile(r"(?P<number>(?P<count>[●•○◆◇■□▪★☆➢►▶✦※]) ?)")),
)
_BARE_CHAPTER = re.compile(rf"(?P<number>(?P<count>{_NUMERAL})) (?=\S{{4,40}}$)")  # 一 加强领导
_ORDERS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}


def number_of(text: str) -> Numbered | None:
    """The number that a line begins with, or None."""
    for form, pattern in _FORMS:
        if found := pattern.match(text):
            return Numbered(
                form, _count(found["count"]), found["number"].strip(), text[found.end() :].strip()
            )
    if found := _BARE_CHAPTER.match(text):
        return Numbered(Form.CHAPTER, _count(found["count"]), found["number"], text[found.end() :].strip())
    return None


def _count(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in _ORDERS:
        return _ORDERS[words]
    if "①" <= words <= "⑳":
        return ord(words) - ord("①") + 1
    tens, ten, ones = words.rpartition("十")
    if any(character not in _CHINESE for character in words):
        return 0
    if not ten:
        return _CHINESE.index(words) + 1 if len(words) == 1 else 0
    stem = _CHINESE.index(tens) + 1 if tens else 1
    return stem * 10 + (_CHINESE.index(ones) + 1 if ones else 0)
