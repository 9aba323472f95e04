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
        nodes=tuple(_renamed(node, other, town.name) for node in outline.nodes),
    )


def _other(outline: Outline, town: Town) -> str:
    """The town that the title or the signature names, where it is another one."""
    named = [name for text in (outline.title, outline.signature or "") for name in _TOWN.findall(text)]
    own = {town.name, town.full_name}
    if any(name.endswith(town.name) or name in own for name in named):
        return ""
    return named[0] if named else ""


def _renamed(node: Node, other: str, name: str) -> Node:
    children = tuple(_renamed(child, other, name) for child in node.children)
    return replace(node, text=node.text.replace(other, name), children=children)
