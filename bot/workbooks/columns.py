"""The columns of an exported sheet: what the export writes, and what the import reads back exactly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.catalogue import Catalogue, Kind, Measure
from storage.records import Doubt, Entry, Figure, Hedge

NUMBER, ON, UNTIL, PLACE = "编号", "日期", "至", "地点"
HEDGES, UNIT, PERSON, SENT = "约数说明", "单位", "记录人", "报送时间"
STATE, DOUBTS, WORDS = "状态", "待确认事项", "内容"
FIRST = (NUMBER, ON, UNTIL, PLACE)
LAST = (UNIT, PERSON, SENT, STATE, DOUBTS, WORDS)
LATE = "迟报"  # told for who reads the sheet; an import finds it out anew

SUMMARY, WITHDRAWN = "汇总", "已撤销"
RECORDED, PENDING = "已记", "待确认"

_LEAST, _ABOUT, _IMPLIED = "余", "约", "没写数按1算"
_PARTS = {
    "kind": "种类",
    "date": "日期",
    "figure": "数字",
    "place": "地点",
    "duplicate": "重复",
    "total": "合计",
    "intent": "该不该记",
    "unit": "单位",
}
_DOUBT = re.compile(r"(?P<part>[^：（]{2,4})(?:（(?P<measure>[^）]+)）)?：(?P<reason>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heads:
    """What one kind's sheet has a column for besides the fixed ones."""

    measures: tuple[Measure, ...]
    attributes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All heads in the order of the sheet."""
        measures = map(measure_head, self.measures)
        return (*FIRST, *measures, HEDGES, *self.attributes, UNIT, PERSON, SENT, LATE, STATE, DOUBTS, WORDS)


def heads_of(kind: str, catalogue: Catalogue, entries: Iterable[Entry] = ()) -> Heads:
    """The columns of a kind: the catalogue's, and what older entries have beyond it."""
    known = catalogue.kinds.get(kind) or Kind("", kind, "", "", None, ())
    measures = {measure.name: measure for measure in known.measures}
    attributes = dict.fromkeys(known.attributes)
    for entry in entries:
        for figure in entry.figures:
            measures.setdefault(figure.measure, Measure(figure.measure, ""))
        attributes.update(dict.fromkeys(entry.attributes))
    return Heads(tuple(measures.values()), tuple(attributes))


def measure_head(measure: Measure) -> str:
    """资料（份）."""
    return f"{measure.name}（{measure.unit}）" if measure.unit else measure.name


def hedges_text(figures: Iterable[Figure]) -> str:
    """How exact the row's numbers are: 活动：没写数按1算；资料：余；受众：约. "" where all are exact."""
    found = []
    for figure in figures:
        if figure.hedge is not Hedge.EXACT:
            found.append(f"{figure.measure}：{_LEAST if figure.hedge is Hedge.AT_LEAST else _ABOUT}")
        elif figure.implied:
            found.append(f"{figure.measure}：{_IMPLIED}")
    return "；".join(found)


def read_hedges(text: str) -> dict[str, tuple[Hedge, bool]]:
    """Each measure's (hedge, implied) of what `hedges_text` wrote; what is none is passed over."""
    senses = {_LEAST: (Hedge.AT_LEAST, False), _ABOUT: (Hedge.ABOUT, False), _IMPLIED: (Hedge.EXACT, True)}
    found = {}
    for part in re.split("[；;]", text):
        measure, _, sense = part.strip().partition("：")
        if sense in senses:
            found[measure] = senses[sense]
    return found


def doubts_text(doubts: Sequence[Doubt]) -> str:
    """What is open about an entry, a line each: 数字（受众）：120人还是150人？"""
    return "\n".join(
        f"{_PARTS.get(one.part, one.part)}{f'（{one.measure}）' if one.measure else ''}：{one.reason}"
        for one in doubts
    )


def read_doubts(text: str) -> tuple[Doubt, ...]:
    """The doubts that `doubts_text` wrote, without their options.

    One about another entry of the ledger that was exported (重复, 合计) can only be confirmed or corrected.
    """
    parts: Mapping[str, str] = {name: part for part, name in _PARTS.items()}
    found = []
    for line in text.splitlines():
        match = _DOUBT.fullmatch(line.strip())
        if match and match["part"] in parts:
            part = parts[match["part"]]
            part = "intent" if part in ("duplicate", "total") else part
            found.append(Doubt(0, part, match["reason"], match["measure"]))
    return tuple(found)
