"""The labels that Word counts by itself (w:numPr): 一、（一） 1. as text (ECMA-376 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from drafting.word.xml_tree import attribute, children, value

_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled: `text` with %1 … %9 for the counts, from `start`."""

    start: int
    form: str
    text: str


@dataclass
class Numbering:
    """Counts on through a document. `levels`: (list, level) → Level; `lists`: w:numId → list."""

    levels: Mapping[tuple[str, int], Level]
    lists: Mapping[str, str]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number_id: str, depth: int) -> str:
        """The label of the next paragraph of that list at that level; "" for none, "●" for a bullet."""
        list_ = self.lists.get(number_id, "")
        level = self.levels.get((list_, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(list_, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return "●" if level.form == "bullet" else ""
        label = level.text
        for other in range(9):
            if f"%{other + 1}" in label:
                above = self.levels.get((list_, other), level)
                label = label.replace(f"%{other + 1}", counted(counts.get(other, above.start), above.form))
        return label


def read_numbering(root: Element | None) -> Numbering:
    """The lists of a numbering part; none where it is missing."""
    if root is None:
        return Numbering({}, {})
    levels = {}
    for list_ in children(root, "abstractNum"):
        for level in children(list_, "lvl"):
            depth = attribute(level, "ilvl")
            if depth.isdecimal():
                levels[attribute(list_, "abstractNumId"), int(depth)] = _level(level)
    lists = {attribute(number, "numId"): value(number, "abstractNumId") for number in children(root, "num")}
    return Numbering(levels, lists)


def counted(count: int, form: str) -> str:
    """A count in one of Word's number formats; formats of other scripts as digits."""
    if form in _CHINESE:
        return chinese(count)
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form == "ideographTraditional" and 1 <= count <= 10:
        return _STEMS[count - 1]
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr((65 if form == "upperLetter" else 97) + count - 1)
    return str(count)


def chinese(count: int) -> str:
    """1 to 99 as 一 to 九十九; others as digits."""
    if not 1 <= count <= 99:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones else ""
    )


def _level(element: Element) -> Level:
    start = value(element, "start")
    return Level(
        int(start) if start.isdecimal() else 1,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
    )
