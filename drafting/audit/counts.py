"""Counts in the language of reports: 209件, 2万余份, 约500多平方米, 95.3%, 1.265万元, 二十余场.

What only looks like a count is masked before: years and dates, document numbers, laws in 《》, gap marks,
numbers of headings, hotlines, named days, slogans (三项制度), ordinals, frequencies, targets.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from drafting.audit.traps import mask
from storage.records import Hedge

# Counted words that the ledger never counts: such a number is no figure of the report's.
_FOREIGN = re.compile(
    "平方米|公里|小时|分钟|个月|个小时|周岁|亩|天|年|周|岁|米|吨|斤|度|种|类|级|层|间|组|队|站|点|道|棵|株|头|栋"
    "|公斤|届|分|所|支|台"
)
_COUNTED = (
    "场次|人次|户次|家次|件次|批次|个次|学时|课时|个人|个村|个社区|个村居|个村（社区）|个学时|张次|次|场|期|件|起|宗"
    "|例|桩|份|册|本|张|条|幅|块|面|处|座|个|项|篇|部|则|元|块钱|人|名|位|户|家|批|封|单|套|卷|辆|只|把|袋|盒|顶"
    "|堂|节|轮|副|枚"
)
_UNITS = sorted((*_COUNTED.split("|"), *_FOREIGN.pattern.split("|")), key=len, reverse=True)
_BEFORE = r"(?P<before>大约|约为|约有|约|将近|接近|近|超过|超出|逾|突破|多达|超)?"
_FILL = r"[ 达到有共计]{0,2}"
_GAP = "[ \u00a0\u3000]?"  # a blank that word processors and people leave between a number and its unit
_SCALE = rf"{_GAP}(?P<more>[余多来]?){_GAP}(?P<scale>[百千万亿]{{0,2}}){_GAP}(?P<more2>[余多来]?)"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})"
_AFTER = r"(?P<after>以上|左右|上下|余)?"
_DIGITS = re.compile(
    rf"{_BEFORE}{_FILL}(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,5}}(?!\d)|\d{{1,15}})"
    rf"(?P<part>\.\d{{1,6}})?{_SCALE}{_GAP}"
    rf"(?:(?P<percent>%)|{_UNIT}{_AFTER})?"
)
_HAN = "零〇一二两三四五六七八九十百千万亿"
_CHINESE = re.compile(
    rf"{_BEFORE}(?:(?P<share>百分之)(?P<of>[{_HAN}点]{{1,12}})|(?P<han>[几数]?[{_HAN}]{{1,12}})(?P<more2>[余多来几]?){_UNIT}{_AFTER})"
)
_MAY_BE_LESS = ("约", "近")
_VALUES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGIT = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Count:
    """A count at [start, end) of a text, hedges and counted word included; its number starts at `numeral`.

    `unit`: the counted word as written ("%" for a share, "" for none). `before`, `more`: its hedge words.
    `round_`: whether its number is one that 余 may stand on. `small`: one Chinese numeral below ten.
    """

    start: int
    end: int
    numeral: int
    value: Decimal
    unit: str
    before: str = ""
    more: str = ""
    round_: bool = True
    small: bool = False

    @property
    def hedge(self) -> Hedge:
        if (
            self.before.endswith(_MAY_BE_LESS)
            or self.before.startswith("约")
            or self.more in ("左右", "上下")
        ):
            return Hedge.ABOUT
        return Hedge.AT_LEAST if self.before or self.more else Hedge.EXACT

    @property
    def foreign(self) -> bool:
        """Whether it counts what the ledger never does, or nothing that is said."""
        return not self.unit or bool(_FOREIGN.fullmatch(self.unit))

    @property
    def doubled(self) -> bool:
        """Two hedges on one number: 约500多."""
        return bool(self.before) and self.before != "多达" and bool(self.more)


def find_counts(text: str) -> list[Count]:
    """The counts of a paragraph in its order."""
    plain = mask(text)
    found = [count for match in _DIGITS.finditer(plain) if (count := _digits(match))]
    taken = {place for count in found for place in range(count.start, count.end)}
    for match in _CHINESE.finditer(plain):
        if taken.isdisjoint(range(match.start(), match.end())) and (count := _chinese(match)):
            found.append(count)
    return sorted(found, key=lambda count: count.start)


def _digits(match: re.Match[str]) -> Count | None:
    number = match["number"].replace(",", "")
    value = Decimal(number + (match["part"] or ""))
    for scale in match["scale"]:
        value *= _VALUES[scale]
    more = match["more"] or match["more2"] or match["after"] or ""
    unit = "%" if match["percent"] else match["unit"] or ""
    if not unit and not match["scale"] and not match["more"]:
        return None
    plain = not match["scale"] and not match["part"]
    round_ = not plain or int(number) % 10 == 0
    start = match.start("before") if match["before"] else match.start("number")
    return Count(start, match.end(), match.start("number"), value, unit, match["before"] or "", more, round_)


def _chinese(match: re.Match[str]) -> Count | None:
    if match["share"]:
        share = _share(match["of"])
        if share is None:
            return None
        return Count(match.start(), match.end(), match.start("share"), share, "%", match["before"] or "")
    han = match["han"].lstrip("几数")
    value = _read(han)
    if value is None:
        return None
    more = match["more2"] or match["after"] or ("几" if han != match["han"] else "")
    small = len(match["han"]) == 1 and not more
    start = match.start("before") if match["before"] else match.start("han")
    before = match["before"] or ""
    return Count(
        start, match.end(), match.start("han"), Decimal(value), match["unit"], before, more, True, small
    )


def _share(numeral: str) -> Decimal | None:
    whole, _, part = numeral.partition("点")
    value = _read(whole)
    if value is None or any(one not in _DIGIT for one in part):
        return None
    digits = "".join(str(_DIGIT[one]) for one in part)
    return Decimal(f"{value}.{digits}" if digits else value)


@cache
def _read(numeral: str) -> int | None:
    """The value of a Chinese numeral; None where it is no well-formed one."""
    if not numeral:
        return None
    if len(numeral) == 1 and numeral in _DIGIT:
        return _DIGIT[numeral]
    import cn2an

    plain = numeral.replace("〇", "零")
    try:
        return int(cn2an.cn2an(("一" if plain[0] in "百千万亿" else "") + plain, "smart"))
    except (ValueError, KeyError, IndexError):
        return None
