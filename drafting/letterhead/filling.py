"""A letterhead looked at, and a report set into it: what the process that opens documents does."""

from collections.abc import Mapping, Sequence
from typing import Any

from drafting.errors import UnreadableReportError
from drafting.letterhead.fields import Value, by_every_name
from drafting.letterhead.grafting import graft
from drafting.letterhead.problems import Problem
from drafting.letterhead.reading import read


def look(letterhead: bytes) -> tuple[list[Problem], dict[str, Any]]:
    """(what is wrong with it, what writing into it needs to know). UnreadableReportError for no .docx."""
    found = read(letterhead)
    return found.problems, found.facts() if found.usable else {}


def fill(letterhead: bytes, report: bytes, values: Mapping[str, Value], title: Sequence[str] = ()) -> bytes:
    """The report (a .docx of our writer) in the letterhead. UnreadableReportError says why it cannot be."""
    from drafting.letterhead.rendering import render

    found = read(letterhead)
    if not found.usable:
        raise UnreadableReportError("；".join(one.line for one in found.problems if one.stops))
    placed = found.facts()["placed"]
    return graft(render(found, by_every_name(values)), report, placed, title)
