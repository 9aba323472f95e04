"""What a letterhead may ask for: fields by their Chinese and English names, and what a report puts there."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from drafting.report import Block, BlockType, Report
from storage.records import Town

Value = str | int | list[str]
_NEAR_LATIN, _NEAR_CHINESE = 0.6, 0.5  # how alike two names are that may be meant for each other
NO_NUMBER = "【待补充：发文字号】"


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name, what else it is called, and what it is, for people. `many`: it is a list."""

    name: str
    others: tuple[str, ...]
    what: str
    many: bool = False


BODY = Field("正文", ("body", "报告正文"), "报告的正文，要单独占一段")
FIELDS = (
    Field("标题", ("title", "报告标题"), "报告的标题"),
    Field("年度", ("year", "年份"), "报告的年度，四位数字"),
    Field("主送", ("addressee", "主送机关"), "主送机关，不带冒号"),
    Field("落款", ("signature", "署名", "发文机关署名"), "署名的机关"),
    Field("日期", ("date", "成文日期"), "成文日期"),
    Field("发文字号", ("number", "文号"), "发文字号"),
    Field("镇名", ("town", "乡镇"), "镇的简称"),
    Field("全称", ("full_name", "发文机关"), "镇政府全称"),
    Field("上级", ("superior", "上级机关"), "上级机关"),
    Field("章节", ("chapters",), "各章的标题，配合 for 用", many=True),
)
# The report's own parts: where the letterhead has a place for one, the body leaves it out.
PARTS = {
    "标题": "title",
    "主送": BlockType.ADDRESSEE.value,
    "落款": BlockType.SIGNATURE.value,
    "日期": BlockType.DATE.value,
}
_BY_NAME = {called.lower(): field for field in (*FIELDS, BODY) for called in (field.name, *field.others)}


def field_of(name: str) -> Field | None:
    """The field that is called so, in Chinese or English."""
    return _BY_NAME.get(name.strip().lower())


def nearest(name: str) -> str:
    """The name of the field that was probably meant; "" where none is near."""
    folded = name.strip().lower()
    cutoff = _NEAR_LATIN if folded.isascii() else _NEAR_CHINESE
    found = difflib.get_close_matches(folded, _BY_NAME, n=1, cutoff=cutoff)
    if not found:
        found = [known for known in _BY_NAME if len(known) > 1 and (known in folded or folded in known)][:1]
    return (found[0] if found[0].isascii() else _BY_NAME[found[0]].name) if found and folded else ""


def values(report: Report, town: Town, number: str = "") -> dict[str, Value]:
    """The fields of a report. `number`: its 发文字号, where it has one by now."""
    return {
        **of_town(town, report.year, number),
        "标题": report.title.replace("\n", ""),
        "主送": _words(report, BlockType.ADDRESSEE).rstrip("：:"),
        "落款": _words(report, BlockType.SIGNATURE),
        "日期": _words(report, BlockType.DATE),
        "章节": [
            _heading(block) for block in report.blocks if block.type is BlockType.HEADING and block.level == 1
        ],
    }


def of_town(town: Town, year: int, number: str = "") -> dict[str, Value]:
    """The fields of a year, whatever its report says; what only the report says is empty."""
    return {
        **{field.name: [] if field.many else "" for field in FIELDS},
        "年度": year,
        "发文字号": number or NO_NUMBER,
        "镇名": town.name,
        "全称": town.full_name or f"{town.name}人民政府",
        "上级": town.superior,
    }


def by_every_name(known: Mapping[str, Value]) -> dict[str, Value]:
    """The values under each name that a letterhead may use."""
    return {called: known[field.name] for field in FIELDS for called in (field.name, *field.others)}


def _words(report: Report, type_: BlockType) -> str:
    return "、".join(block.text for block in report.blocks if block.type is type_)


def _heading(block: Block) -> str:
    return block.text.rstrip("。：:")
