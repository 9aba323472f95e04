"""The little of Jinja that a letterhead may use: fields, if, for over a list, four filters.

What is allowed is listed, by the nodes of the syntax tree; attributes, items, calls, arithmetic, includes and
definitions are refused before anything is rendered. The environment is a sandbox all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.letterhead.fields import field_of, nearest

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "trim", "join", "length")
_TESTS = ("defined",)
_LONGEST_MARK = 300  # characters
_LONGEST_TEXT = 100  # characters of a text within a mark
_DEEPEST = 2  # loops within each other
_BLOCKS = {"if": "endif", "for": "endfor"}
_ALLOWED = frozenset(
    {
        "Template", "Output", "TemplateData", "Name", "Const", "If", "For", "Filter", "Test", "Compare",
        "Operand", "And", "Or", "Not", "CondExpr", "Concat",
    }
)  # fmt: skip
_REFUSED = {
    "Getattr": "不能用点号取里面的东西，只能写项目的名称",
    "Getitem": "不能用方括号取里面的东西，只能写项目的名称",
    "Call": "不能带括号调用，只能写项目的名称",
}
_COMPUTES = frozenset({"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"})
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Block:
    """An if or for that is open. `variable`: of a for."""

    keyword: str
    variable: str = ""


def environment() -> "ImmutableSandboxedEnvironment":
    """An immutable sandbox without globals, with text escaped and unknown names refused."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


class Reader:
    """Reads the marks of one story in order and says what is wrong with each."""

    def __init__(self) -> None:
        self._environment = environment()
        self.open: list[Block] = []
        self.used: set[str] = set()  # names of fields
        self.named: set[str] = set()  # those of the last mark

    def output(self, inner: str) -> list[str]:
        """The faults of {{ inner }}."""
        if not inner.strip():
            return ["花括号里没有写项目的名称"]
        return self._faults(f"{{{{ {inner} }}}}", inner)

    def tag(self, inner: str) -> list[str]:
        """The faults of {% inner %}; opens or closes a block."""
        word = found[0] if (found := _WORD.match(inner.strip())) else ""
        if word in _BLOCKS:
            return self._opened(word, inner)
        if word in ("else", "elif"):
            if not self.open:
                return [f"{word} 前面没有 if"]
            rest = inner.strip()[len(word) :].strip()
            return self._faults(f"{{% if {rest} %}}{{% endif %}}", inner) if word == "elif" else _extra(rest)
        if word in _BLOCKS.values():
            if not self.open or _BLOCKS[self.open[-1].keyword] != word:
                return [f"{word} 前面没有对应的 {word.removeprefix('end')}"]
            self.open.pop()
            return _extra(inner.strip()[len(word) :].strip())
        return [f"不能用“{word or inner.strip()[:10]}”，只能用 if 和 for"]

    def _opened(self, word: str, inner: str) -> list[str]:
        faults = self._faults(f"{{% {inner} %}}{{% {_BLOCKS[word]} %}}", inner, opening=word)
        found = re.match(r"\s*for\s+(\w+)\s+in\b", inner)
        self.open.append(Block(word, found[1] if word == "for" and found else ""))
        if sum(block.keyword == "for" for block in self.open) > _DEEPEST:
            faults.append("for 套得太深")
        return faults

    def _faults(self, source: str, inner: str, opening: str = "") -> list[str]:
        from jinja2 import TemplateSyntaxError

        self.named = set()
        if len(inner) > _LONGEST_MARK:
            return ["标记太长"]
        try:
            tree = self._environment.parse(source)
        except (TemplateSyntaxError, RecursionError):
            return ["写法认不出，请照“{{ 标题 }}”这样写"]
        refused = list(dict.fromkeys(refusals(tree)))
        return refused or list(dict.fromkeys(self._unknown(tree, opening)))

    def _unknown(self, tree: "nodes.Node", opening: str) -> Iterator[str]:
        from jinja2 import nodes

        own = {block.variable for block in self.open if block.variable}
        if opening == "for":
            loop = next(iter(tree.find_all(nodes.For)))
            if isinstance(loop.target, nodes.Name):
                own.add(loop.target.name)
                if field_of(loop.target.name):
                    yield f"“{loop.target.name}”是项目的名称，for 后面请换一个词"
        for name in tree.find_all(nodes.Name):
            if name.name in own:
                continue
            field = field_of(name.name)
            if field is None:
                meant = nearest(name.name)
                yield f"没有“{name.name}”这一项" + (f"，是不是“{meant}”？" if meant else "")
            else:
                self.named.add(field.name)
                self.used.add(field.name)


def refusals(tree: "nodes.Node") -> Iterator[str]:
    """What a syntax tree holds that no letterhead may."""
    from jinja2 import nodes

    if _deepest(tree) > _DEEPEST:
        yield "for 套得太深"
    for node in _all(tree):
        kind = type(node).__name__
        if kind in _REFUSED:
            yield _REFUSED[kind]
        elif kind in _COMPUTES:
            yield "不能做计算"
        elif kind not in _ALLOWED:
            yield "写法不允许，只能写项目的名称、if 和 for"
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield f"不能用“|{node.name}”"
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            yield f"不能用“is {node.name}”"
        elif isinstance(node, nodes.Const) and len(str(node.value)) > _LONGEST_TEXT:
            yield "标记里的文字太长"
        elif isinstance(node, nodes.For):
            field = field_of(node.iter.name) if isinstance(node.iter, nodes.Name) else None
            if field is None or not field.many or not isinstance(node.target, nodes.Name) or node.recursive:
                yield "for 只能用在“章节”上：for 一章 in 章节"


def _deepest(node: "nodes.Node") -> int:
    """How many loops stand within one another."""
    from jinja2 import nodes

    inner = max((_deepest(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def _all(tree: "nodes.Node") -> Iterator["nodes.Node"]:
    from jinja2 import nodes

    yield tree
    yield from tree.find_all(nodes.Node)


def _extra(rest: str) -> list[str]:
    return [f"后面多写了“{rest[:10]}”"] if rest else []
