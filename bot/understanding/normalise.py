"""One form of each character before anything is read.

Every step keeps the text's length, so that offsets stay those of the original.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.understanding.patterns import Pattern

_BLANK = " "
_KEPT = frozenset("，；：（）！？。、〔〕～\u20e3")
_CHINESE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_MARKS = Pattern(r"(?<!\d)[,:]|[,:](?!\d)|(?<=\d),(?!\d{3}(?!\d))|[;()!?]")
_KEYCAP = Pattern("([0-9])[\ufe0f ]?[\u20e3]")
# "1.7月…", "2、12345…", "（二）12日…", "第三，5日…": a list's mark that runs into a numeral.
# 1.5 may be a day, 1.5万 a sum.
_NUMBERED = Pattern(
    r"(?<![^\n；。：】，]) *第?（?(?P<number>\d{1,2}|[一二三四五六七八九])(?P<mark>[.、），]|(?= ))(?=[^.、])"
)
_TAG = Pattern(r"#([^#\n\d]{2,16})#")  # as in social media: no number of an entry
# An emoji where it has no picture; what is forwarded has such marks too.
_STICKER = Pattern(r"\[(?!转|链接|图片|视频|文件|语音)[\u4e00-\u9fffA-Za-z]{1,4}\]")
# What somebody is quoted for at the end of a news item: no report of its own, and "today" there is no day.
_REMARK = Pattern(r"(?<=[说道叹慨赞夸言示指])着?(?:：|，|，：)(?P<quoted>“[^“”\n\d]{6,120}”)")
_COUNTS = Pattern(r"[二两三四五六七八九十百千][余多几]?(?:件|起|场|次|份|人|名|户|宗)")
_OPENING = 30  # characters: so much is told before somebody is quoted
_HAN = "一二三四五六七八九"
# The first of a list that runs into its period: "10月一是…，二是…" is no 1 October, "上周一是…" no Monday.
_FIRST_IS = Pattern(r"(?<=[月周度年来内旬])一是(?=[^\n]*?[，；。 ]二是)")
# Its number so: "上周1.…；2.…".
_FIRST_OF = Pattern(r"(?<=[月周度年来内旬天日])1[.、](?=[^\d ][^\n]*?[，；。 ]2[.、][^\d])")
# A sign that joins what was counted: "发问题3个+推送9条"; not "50+份", "1+3+N".
_PLUS = Pattern(r"(?<=[\u4e00-\u9fff]) *[+] *(?=[\u4e00-\u9fff][^，。；+]*\d)")
_COUNTED = Pattern(r"\d[余多]?[\u4e00-\u9fff]{1,3} *$")
_MONTH_NEXT = Pattern(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?月")
_OTHER_FIGURES = Pattern(rf"\d、第?[{_HAN}十]+(?:月|季度)|[{_HAN}]、(?:\d{{1,2}}月|[1-4]季度)")
_NUMERAL_NEXT = Pattern(
    rf" *\d{{1,2}}(?: ?[日号月]|[./-]\d{{1,2}}(?![\d.]))|\d{{3}}|\d+[张份件起次场个条名人](?!民)|[{_HAN}十]"
)


@dataclass(frozen=True, slots=True)
class _Spelling:
    traditional: Mapping[str, str]
    typos: Mapping[str, str]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one form, exactly as long as the original."""

    text: str


def normalise(text: str) -> Plain:
    """The text with full-width, traditional and misspelt characters made plain, and ornaments blanked."""
    plain = "".join(map(_plain, text))
    plain = _MARKS.sub(lambda found: _CHINESE[found.group()], plain)
    plain = _KEYCAP.sub(_keycap, plain)
    plain = _STICKER.sub(lambda found: _BLANK * len(found.group()), plain)
    plain = _listed(_TAG.sub(r"（\1）", plain))
    plain = _PLUS.sub(_joint, _FIRST_IS.sub("： ", plain))
    plain = _FIRST_OF.sub(_circled(1) + " ", plain)
    plain = _REMARK.sub(_unquoted, plain)
    spelling = _spelling()
    return Plain(spelling.pattern.sub(lambda found: spelling.typos[found.group()], plain))


def _unquoted(found: re.Match[str]) -> str:
    """A remark blanked out, but for one that opens the text or holds counts."""
    said = found.group()
    if found.start() < _OPENING or _COUNTS.search(said):
        return said
    return said[: -len(found["quoted"])] + _BLANK * len(found["quoted"])


def _joint(found: re.Match[str]) -> str:
    """A plus sign after a count as a comma."""
    counted = _COUNTED.search(found.string, max(0, found.start() - 6), found.start())
    return found.group().replace("+", "，") if counted else found.group()


def _keycap(found: re.Match[str]) -> str:
    """A number on a key of emoji as the mark of a list's item on a line of its own."""
    number = int(found.group(1))
    return "\n" + (_circled(number) if number else "0").ljust(len(found.group()) - 1)


def _circled(number: int) -> str:
    """A number from 1 to 20 as the one character that marks a list's item."""
    return chr(0x2460 + number - 1)


def _listed(text: str) -> str:
    """The text with marks of a list's items that run into a numeral told apart from it ("①7月")."""
    found = list(_NUMBERED.finditer(text))
    row = _in_order([_number(one) for one in found])
    for place, one in enumerate(found):
        number, end = _number(one), one.end()
        month = one["mark"] == "." and _MONTH_NEXT.match(text, end)
        other = one["mark"] == "、" and _OTHER_FIGURES.match(text, end - 2)
        loose = one["mark"] in ("，", "")  # no mark of a list by itself
        follows = text[end].isdigit() if one["mark"] in ("、", "）") else _NUMERAL_NEXT.match(text, end)
        if 0 < number <= 20 and (month or other or (place in row and (loose or follows))):
            start = one.start() + len(one.group()) - len(one.group().lstrip())
            text = text[:start] + _circled(number).ljust(end - start) + text[end:]
    return text


def _in_order(numbers: Sequence[int]) -> frozenset[int]:
    """The places of 1, 2, 3 … in a row of numbers; none where there is no 2."""
    places: list[int] = []
    for place, number in enumerate(numbers):
        if number == len(places) + 1:
            places.append(place)
    return frozenset(places if len(places) > 1 else ())


def _number(mark: re.Match[str]) -> int:
    """The number of a list's mark."""
    return _HAN.find(mark["number"]) + 1 or int(mark["number"])


@cache
def _plain(character: str) -> str:
    """One character in its plain form; emoji, combining marks and control characters become a blank."""
    if character < "\x80":
        return character if character >= " " or character == "\n" else _BLANK
    if character in _KEPT or "\u2460" <= character <= "\u249b":  # ① ⑴ ⒈ mark lists
        return character
    if "\u4e00" <= character <= "\u9fff":
        return _spelling().traditional.get(character, character)
    if character in "·•・":
        return "·"
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1 and wide != character:
        return wide
    return _BLANK if unicodedata.category(character)[0] in "SCZM" else character


@cache
def _spelling() -> _Spelling:
    """What spelling.toml holds; ValueError where a spelling and its reading differ in length."""
    path = resources.files("bot.understanding").joinpath("spelling.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    typos: dict[str, str] = data["typos"]
    for wrong, right in typos.items():
        if len(wrong) != len(right):
            raise ValueError(f"{wrong} and {right} differ in length")
    longest_first = sorted(map(re.escape, typos), key=len, reverse=True)
    return _Spelling(
        {pair[0]: pair[1] for pair in data["traditional"].split()}, typos, Pattern("|".join(longest_first))
    )
