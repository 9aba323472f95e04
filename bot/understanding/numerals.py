"""The value of a numeral: figures with scales, Chinese numerals, shares and vague ones (十几, 三四十)."""

import re
from decimal import Decimal
from functools import cache

from bot.understanding.date_text import number
from bot.understanding.patterns import Pattern
from storage.records import Hedge


def value_of(match: re.Match[str]) -> tuple[Decimal, Hedge, bool] | None:
    """The (value, hedge, vague) of a numeral; None for what is none after all."""
    if match["low"]:
        scale = SCALE.get(match["lowscale"], 1)
        low = Decimal(match["low"].replace(",", ""))
        return low * scale, Hedge.AT_LEAST, False
    if match["digits"]:
        return _digits(match)
    if match["share"]:
        return _share(match["of"])
    if match["tenths"]:
        return (
            Decimal(_DIGIT[match["tenths"]] * 10 + _DIGIT.get(match["of_ten"] or "", 0)),
            Hedge.EXACT,
            False,
        )
    return _han(match["han"] + match["hanmore"] + match["hanscale"] + match["hanmore2"])


SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _digits(match: re.Match[str]) -> tuple[Decimal, Hedge, bool]:
    value = Decimal(match["digits"].replace(",", ""))
    for scale in match["scale"]:
        value *= SCALE[scale]
    if match["rest"]:
        value += _rest(match["rest"], match["scale"])
    hedged = match["more"] or match["more2"]
    return value, Hedge.AT_LEAST if hedged else Hedge.EXACT, False


def _rest(rest: str, scale: str) -> Decimal:
    """What follows a scale: 2万3千, 1万8600, and in speech 3万8 for 38000."""
    value, digits = Decimal(0), ""
    for char in rest:
        if char in SCALE:
            value, digits, scale = value + Decimal(digits) * SCALE[char], "", char
        elif char != "零":
            digits += char
    if len(digits) == 1 and rest[-2:-1] != "零":
        return value + Decimal(digits) * SCALE[scale[-1]] / 10
    return value + Decimal(digits or 0)


def _share(numeral: str) -> tuple[Decimal, Hedge, bool] | None:
    if numeral.replace(".", "", 1).isdigit():
        return Decimal(numeral), Hedge.EXACT, False
    whole, _, part = numeral.partition("点")
    value = _read(whole) if whole else None
    if value is None:
        return None
    digits = "".join(
        str("零一二三四五六七八九".find(char)) for char in part.replace("〇", "零").replace("两", "二")
    )
    return Decimal(f"{value}.{digits}" if digits.isdigit() else value), Hedge.EXACT, False


_FLAT = Pattern(
    r"^(?P<head>.*?)(?P<low>[一二两三四五六七八])(?P<high>[两二三四五六七八九])(?P<tail>[十百千万]*)$"
)
_STRIP = str.maketrans("", "", "余多来把近好大成啷郎当")
# Colloquial for about a hundred, a thousand, ten thousand.
_ABOUT = {"百十": 100, "百八十": 100, "千八百": 1000, "万八千": 10000}


def _han(numeral: str) -> tuple[Decimal, Hedge, bool] | None:
    """三百多, 十几, 几十, 百余, 近千, 三四十, 十四五 and the plain ones."""
    hedge, vague = Hedge.EXACT, False
    if about := _ABOUT.get(numeral.rstrip("来多").replace("儿", "")):
        return Decimal(about), Hedge.ABOUT, False
    if numeral[1:2] and numeral[1] in "多几来把" and numeral[-1] == numeral[0]:
        numeral = numeral[:2]  # "十多二十个", "百多两百人"
    if any(char in numeral for char in "余多来几数上把成啷郎"):
        hedge = Hedge.AT_LEAST
    if numeral[0] == "近":
        hedge = Hedge.ABOUT
    if numeral.endswith(("十零", "百零", "千零")):  # Hakka and others: "三百零张", "四十零人"
        hedge, numeral = Hedge.AT_LEAST, numeral[:-1]
    plain = numeral.translate(_STRIP)
    if "几" in plain or plain[:1] in "数上":
        vague = plain[0] in "数几"
        plain = plain.replace("几", "", 1).lstrip("数上") if plain[0] in "数几上" else plain.replace("几", "")
        if not plain:
            return None
    if (flat := _FLAT.match(plain)) and _DIGIT[flat["high"]] - _DIGIT[flat["low"]] in (1, 2):
        hedge = Hedge.AT_LEAST
        plain = flat["head"] + flat["low"] + flat["tail"]
    value = _read(plain)
    return None if value is None else (Decimal(value), hedge, vague)


_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "俩": 2,
    "仨": 3,
}


_LONGEST = 24  # characters of a numeral in words


@cache
def _read(numeral: str) -> int | None:
    """A Chinese numeral's value; None where it is no well-formed one (一一, 三二一)."""
    if len(numeral) > _LONGEST:
        return None
    plain = numeral.replace("俩", "两").replace("仨", "三").replace("廿", "二十").replace("卅", "三十")
    if len(plain) == 1 and plain in _DIGIT:
        return _DIGIT[plain]
    if len(plain) <= 3 and not set(plain) - set("零一二三四五六七八九十"):
        try:
            return number(plain)
        except ValueError:
            return None
    if plain[:1] in ("百", "千", "万", "亿"):
        plain = "一" + plain
    import cn2an

    try:
        return int(cn2an.cn2an(plain.replace("〇", "零"), "smart"))
    except (ValueError, KeyError, IndexError):
        return None
