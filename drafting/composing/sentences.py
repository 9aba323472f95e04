"""Sentences from Jinja2 templates, as spans. A template prints a count in one way only: by naming a figure.

A template file has one block for each way to say the same. Its language is cut down to words, names and
if/and/or/not: no filters, calls, literals or sums. Names stand for opaque tokens that refuse to become text
or to be reckoned with; what is rendered is a mark, exchanged for the token's spans afterwards. The words must
hold no count: they are scanned when the file is read, and again when they become a span.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from drafting.counts import find_count
from drafting.errors import SentenceTemplateError
from drafting.report import Span, TextSpan

if TYPE_CHECKING:
    import jinja2

_MARK = re.compile("\ue000([0-9]+)\ue001")
_PRINTED = "printed"  # the context's list of the tokens that were printed, in order
_SPACE = re.compile(r"\s+")
_TIDY = (
    (re.compile("[，、；：]+(?=[。；])"), ""),  # a clause that was left out leaves its comma
    (re.compile("、+，"), "，"),
    (re.compile("([，、；])[，、；]+"), r"\1"),
    (re.compile("(^|。)[，、；。]+"), r"\1"),
)


class Token:
    """Some spans under a name. Templates may print it and ask whether it is there, and nothing else."""

    __slots__ = ("_spans",)

    def __init__(self, *spans: Span) -> None:
        self._spans = spans

    def __str__(self) -> NoReturn:
        raise SentenceTemplateError("a template may only print a figure as it is: {{ name }}")

    def __format__(self, form: str) -> NoReturn:
        str(self)
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Template:
    """The ways to say one thing, by the names of the blocks. `names`: what each block asks for."""

    name: str
    ways: Sequence[str]
    names: Mapping[str, frozenset[str]]
    compiled: "jinja2.Template"

    @property
    def asked(self) -> frozenset[str]:
        """All names that some way asks for."""
        return frozenset().union(*self.names.values())


Values = Mapping[str, Token | None]


def render(name: str, values: Values, way: int = 0) -> tuple[Span, ...]:
    """The sentence of template `name` in one of its ways (counted round); empty where nothing is said.

    `values` must have each name that the template asks for; None is for what is not known.
    """
    return say(load(name), values, way)


@cache
def load(name: str) -> Template:
    """A bundled template, checked; SentenceTemplateError where it does what templates must not."""
    from importlib import resources

    source = (
        resources.files("drafting.composing").joinpath("templates", f"{name}.j2").read_text(encoding="utf-8")
    )
    return compile_template(name, source)


def compile_template(name: str, source: str) -> Template:
    """The template in a source text, checked."""
    from jinja2 import TemplateSyntaxError, nodes

    environment = _environment()
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise SentenceTemplateError(f"{name}: {error.message}") from None
    allowed = (nodes.Template, nodes.Block, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, (*allowed, nodes.And, nodes.Or, nodes.Not)):
            raise SentenceTemplateError(f"{name}: a template must not use {type(node).__name__}")
    for data in tree.find_all(nodes.TemplateData):
        if _MARK.search(data.data) or find_count(data.data):
            raise SentenceTemplateError(f"{name}: the words hold a count: {data.data!r}")
    blocks = list(tree.find_all(nodes.Block))
    names = {b.name: frozenset(n.name for n in b.find_all(nodes.Name)) for b in blocks}
    return Template(name, tuple(names), names, environment.from_string(source))


def say(template: Template, values: Values, way: int = 0) -> tuple[Span, ...]:
    """What a template says; see `render`."""
    block = template.ways[way % len(template.ways)]
    if unknown := template.names[block] - values.keys():
        raise SentenceTemplateError(f"{template.name}: nothing is known as {sorted(unknown)}")
    tokens: list[Token] = []
    context = template.compiled.new_context({**values, _PRINTED: tokens})
    text = _SPACE.sub("", "".join(template.compiled.blocks[block](context)))
    for pattern, instead in _TIDY:
        text = pattern.sub(instead, text)
    spans: list[Span] = []
    for index, piece in enumerate(_MARK.split(text)):
        if index % 2:
            spans.extend(tokens[int(piece)]._spans)
        elif piece:
            spans.append(TextSpan(piece))
    return tuple(spans)


@cache
def _environment() -> "jinja2.Environment":
    from jinja2 import Environment, StrictUndefined, pass_context
    from jinja2.runtime import Context

    @pass_context
    def mark(context: Context, value: object) -> str:
        if not isinstance(value, Token):
            raise SentenceTemplateError(f"{context.name}: only what is known can be printed, not {value!r}")
        tokens: list[Token] = context[_PRINTED]
        tokens.append(value)
        return f"\ue000{len(tokens) - 1}\ue001"

    return Environment(finalize=mark, undefined=StrictUndefined, autoescape=False)
