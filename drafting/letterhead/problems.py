"""What is wrong with a letterhead, each in a plain sentence with the place where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """`where`: 正文第3段, 页眉 …; `quote`: the words that stand there. `stops`: it cannot be used so."""

    text: str
    where: str = ""
    quote: str = ""
    stops: bool = True

    @property
    def line(self) -> str:
        """✗ 页眉“{{ 标题 }”：少了一个括号."""
        quote = self.quote.strip()
        if len(quote) > _LONGEST_QUOTE:
            quote = quote[: _LONGEST_QUOTE - 1] + "…"
        place = self.where + (f"“{quote}”" if quote else "")
        return f"{'✗' if self.stops else '！'} {place}{'：' if place else ''}{self.text}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `facts`: what writing into the letterhead needs to know (see pages.facts)."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Any]

    @property
    def usable(self) -> bool:
        return not any(problem.stops for problem in self.problems)


def to_json(problems: Sequence[Problem]) -> list[list[Any]]:
    return [[one.text, one.where, one.quote, one.stops] for one in problems]


def from_json(rows: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(str(text), str(where), str(quote), bool(stops)) for text, where, quote, stops in rows
    )


def unique(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each once, what stops first. (A text box is in the file twice, for old and new programs.)"""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: not one.stops))
