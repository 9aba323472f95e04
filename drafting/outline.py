"""The outline of a report: its headings as a tree, each with the topics that it holds.

Bundled styles lie in outlines/*.json; one learned from last year's report has the same form. A bundled
heading may name {town}, {year} and {next_year}; a learned one carries the years of its report: `renewed`
fills the ones and moves the others.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from drafting.errors import OutlineError

DEFAULT = "five_parts"
DEFAULT_TITLE = "{town}{year}年度法治政府建设情况报告"
TOPICS = (
    *("组织领导", "干部学法", "第一责任人", "经费保障"),
    *("制度与依法决策", "合法性审查", "政务服务", "行政执法", "专项整治", "监督公开"),
    *("普法宣传", "法治阵地", "示范创建", "公共法律服务", "矛盾化解", "社区矫正与平安"),
    *("不足", "下一步", "其他"),
)
_DEPTH = 6
_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s*年)")
_BOOK = re.compile(r"《[^》]*》")


@dataclass(frozen=True, slots=True)
class Node:
    """A heading. `level`: 1 一、, 2 （一）, 3 一是 or 1. `number`: as printed, or None where it has none.

    `text`: the heading without its number and closing mark. `run_in`: its text goes on in the same paragraph.
    `inline_item`: 一是 that only counts off clauses of a sentence.
    """

    level: int
    number: str | None
    text: str
    run_in: bool = False
    topics: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    inline_item: bool = False

    def walk(self) -> Iterator["Node"]:
        """This node and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def headings(self) -> tuple["Node", ...]:
        """The children that are headings of their own."""
        return tuple(child for child in self.children if not child.inline_item)

    @property
    def holds(self) -> tuple[str, ...]:
        """The topics that stand under this heading itself: its own, and those of its clauses."""
        clauses = (topic for child in self.children if child.inline_item for topic in child.topics)
        return tuple(dict.fromkeys((*self.topics, *clauses)))


@dataclass(frozen=True, slots=True)
class Outline:
    """`year`: of the report it was learned from; None for a bundled style. `signature`: the signing body.

    `words`: house words by kind ({"人民调解": "起"}). `label`: what a bundled style is called in Chinese.
    `unmatched`: headings that `learn` could give no topic.
    """

    nodes: tuple[Node, ...]
    title: str = DEFAULT_TITLE
    year: int | None = None
    addressee: str | None = None
    signature: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    unmatched: tuple[str, ...] = ()

    def walk(self) -> Iterator[Node]:
        """All nodes, in reading order."""
        for node in self.nodes:
            yield from node.walk()

    @property
    def topics(self) -> frozenset[str]:
        """All topics that some heading holds."""
        return frozenset(topic for node in self.walk() for topic in node.topics)


@cache
def names() -> Mapping[str, str]:
    """The bundled styles: id → Chinese label, the default first."""
    files = resources.files("drafting").joinpath("outlines").iterdir()
    found = sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json"))
    found.sort(key=lambda name: name != DEFAULT)
    return {name: load(name).label for name in found}


@cache
def load(name: str = DEFAULT) -> Outline:
    """A bundled style by its id or its Chinese label; OutlineError names those there are."""
    file = resources.files("drafting").joinpath("outlines", f"{name}.json")
    if name.isidentifier() and file.is_file():
        return parse(file.read_text(encoding="utf-8"))
    for known, label in names().items():
        if label == name:
            return load(known)
    listed = "、".join(f"{known}（{label}）" for known, label in names().items())
    raise OutlineError(f"没有“{name}”这个提纲，可选：{listed}")


def parse(text: str) -> Outline:
    """The outline in a JSON text; OutlineError says where it is none."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        raise OutlineError("提纲文件不是有效的 JSON，请检查逗号、引号和括号") from None
    return from_json(row)


def from_json(row: object) -> Outline:
    """The outline in a parsed JSON value (as kept in a town's settings)."""
    if not isinstance(row, Mapping):
        raise OutlineError("提纲应是一个对象，含 title 和 nodes")
    words = row.get("words") or {}
    year = row.get("year")
    if not isinstance(words, Mapping) or not all(isinstance(word, str) for word in words.values()):
        raise OutlineError("提纲的 words 应是“种类: 量词”的对象")
    if year is not None and (not isinstance(year, int) or not 1990 <= year <= 2100):
        raise OutlineError("提纲的 year 应是年份或 null")
    nodes = _nodes(row.get("nodes"), "nodes", 0)
    if not nodes:
        raise OutlineError("提纲里没有标题（nodes 为空）")
    return Outline(
        nodes=nodes,
        title=_text(row, "title", "提纲") or DEFAULT_TITLE,
        year=year,
        addressee=_text(row, "addressee", "提纲"),
        signature=_text(row, "signature", "提纲"),
        words=dict(words),
        label=_text(row, "label", "提纲") or "",
        unmatched=_strings(row.get("unmatched"), "unmatched"),
    )


def dump(outline: Outline) -> str:
    """The JSON text of an outline, as `parse` reads it."""
    return json.dumps(to_json(outline), ensure_ascii=False, indent=1) + "\n"


def to_json(outline: Outline) -> dict[str, object]:
    """The outline as a plain JSON value."""
    row: dict[str, object] = {"label": outline.label} if outline.label else {}
    row |= {"title": outline.title, "year": outline.year, "addressee": outline.addressee}
    row |= {"signature": outline.signature, "words": dict(outline.words)}
    row["nodes"] = [_node_json(node) for node in outline.nodes]
    if outline.unmatched:
        row["unmatched"] = list(outline.unmatched)
    return row


def renewed(text: str, outline: Outline, *, year: int, town: str) -> str:
    """A heading or title for `year`: placeholders filled, the years of a learned report moved along.

    Years inside 《》 belong to a document's name and stay.
    """
    text = text.replace("{town}", town).replace("{year}", str(year)).replace("{next_year}", str(year + 1))
    if outline.year is None or outline.year == year:
        return text
    kept = [found.span() for found in _BOOK.finditer(text)]
    learned = outline.year

    def move(found: re.Match[str]) -> str:
        said = int(found.group())
        named = any(start <= found.start() < end for start, end in kept)
        return found.group() if named or abs(said - learned) > 1 else str(said - learned + year)

    return _YEAR.sub(move, text)


def moved_up(node: Node, level: int) -> Node:
    """The node with its tree shifted so that it stands at `level`."""
    shift = level - node.level
    children = tuple(moved_up(child, child.level + shift) for child in node.children)
    return replace(node, level=level, children=children)


def _node_json(node: Node) -> dict[str, object]:
    row: dict[str, object] = {"level": node.level, "number": node.number, "text": node.text}
    row |= {"run_in": node.run_in, "topics": list(node.topics)}
    if node.inline_item:
        row["inline_item"] = True
    row["children"] = [_node_json(child) for child in node.children]
    return row


def _nodes(rows: object, where: str, depth: int) -> tuple[Node, ...]:
    if rows is None:
        return ()
    if not isinstance(rows, list) or depth > _DEPTH:
        raise OutlineError(f"提纲的 {where} 应是标题的列表，最多 {_DEPTH} 层")
    return tuple(_node(row, f"{where}[{index}]", depth) for index, row in enumerate(rows))


def _node(row: object, where: str, depth: int) -> Node:
    if not isinstance(row, Mapping):
        raise OutlineError(f"提纲的 {where} 应是一个对象")
    level, text = row.get("level"), row.get("text")
    if not isinstance(level, int) or not 1 <= level <= _DEPTH:
        raise OutlineError(f"提纲的 {where}.level 应是 1 到 {_DEPTH} 的整数")
    if not isinstance(text, str) or not text.strip():
        raise OutlineError(f"提纲的 {where}.text 不能为空")
    topics = _strings(row.get("topics"), f"{where}.topics")
    if unknown := [topic for topic in topics if topic not in TOPICS]:
        raise OutlineError(f"提纲的 {where}.topics 有不认识的主题“{unknown[0]}”，可用：{'、'.join(TOPICS)}")
    return Node(
        level=level,
        number=_text(row, "number", where),
        text=text.strip(),
        run_in=row.get("run_in") is True,
        topics=topics,
        children=_nodes(row.get("children"), f"{where}.children", depth + 1),
        inline_item=row.get("inline_item") is True,
    )


def _text(row: Mapping[str, object], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise OutlineError(f"提纲的 {where}.{key} 应是文字或 null")
    return value


def _strings(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise OutlineError(f"提纲的 {where} 应是文字的列表")
    return tuple(value)
