"""An outline that was learned from another town's report, made the town's own.

Reports are written after a neighbour's: the neighbour's name, superior and signature must not be handed in.
"""

import re
from dataclasses import replace

from drafting.outline import Node, Outline
from storage.records import Town

# A town as titles and signatures name it: 2022年青石镇法治…, 中共青石镇委员会, 青石镇人民政府.
_TOWN = re.compile(
    r"(?:^|\s|中共|关于|\d{4}年度?)(?!中共|关于|度)([一-鿿]{2,10}?(?:镇|乡|街道))"
    r"(?=人民政府|办事处|委员会|党委|党工委|政府|法治|依法|关于|普法|\d|$)"
)


_SORT = re.compile("(?:镇|乡|街道)$")
_SHORTEST = 2  # characters of a name without 镇
# Towns are called so, and reports use the words: 建设镇, 和平乡. They give way only as a whole name.
_ORDINARY = re.compile(
    "建设|和平|团结|光明|胜利|文化|发展|幸福|友谊|民主|平安|新建|创新|文明|安全|法治|治理|服务|人民|解放|和谐|振兴|稳定"
    "|中心|向阳|红旗|永久|太平|安定|富强|公平|公正|长安|永安|新城|城关|城郊|开发|示范|先锋|前进|跃进|东风|民族|互助|兴业"
)


def at_home(outline: Outline, town: Town) -> Outline:
    """The outline in the town's own name; as it is where it names no other town."""
    other = _other(outline, town)
    if not other:
        return outline
    return replace(
        outline,
        title=outline.title.replace(other, town.name),
        addressee=None,
        signature=None,
        nodes=tuple(_renamed(node, _names(other, town.name)) for node in outline.nodes),
    )


def _other(outline: Outline, town: Town) -> str:
    """The town that the title or the signature names, where it is another one."""
    named = [name for text in (outline.title, outline.signature or "") for name in towns_in(text)]
    own = {town.name, town.full_name}
    if any(name.endswith(town.name) or name in own for name in named):
        return ""
    return named[0] if named else ""


def towns_in(text: str) -> list[str]:
    """The towns that a title or a signature names: 青石镇."""
    return _TOWN.findall(text)


def _names(other: str, own: str) -> tuple[tuple[str, str], ...]:
    """What gives way to what: 青石镇 to 柳林镇, and 青石 to 柳林 where it is no word of its own."""
    short, ours = (_SORT.sub("", name) for name in (other, own))
    if len(short) < _SHORTEST or _ORDINARY.fullmatch(short):
        return ((other, own),)
    return ((other, own), (short, ours))


def _renamed(node: Node, names: tuple[tuple[str, str], ...]) -> Node:
    children = tuple(_renamed(child, names) for child in node.children)
    text = node.text
    for other, own in names:
        text = text.replace(other, own)
    return replace(node, text=text, children=children)
