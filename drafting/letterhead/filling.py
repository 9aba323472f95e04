"""A letterhead tried out, and a report set into it: what the process that opens documents does."""

from collections.abc import Collection, Mapping, Sequence

from drafting.errors import UnreadableReportError
from drafting.letterhead.fields import Value, by_every_name
from drafting.letterhead.grafting import graft
from drafting.letterhead.problems import Checked, Problem
from drafting.letterhead.reading import read


def fill(
    letterhead: bytes,
    report: bytes,
    values: Mapping[str, Value],
    placed: Collection[str] | None = None,
    title: Sequence[str] = (),
) -> bytes:
    """The report (a .docx of our writer) in the letterhead. UnreadableReportError says why it cannot be."""
    from drafting.letterhead.rendering import render

    found = read(letterhead)
    if not found.usable:
        raise UnreadableReportError("；".join(one.line for one in found.problems if one.stops))
    chosen = found.facts()["placed"] if placed is None else placed
    return graft(render(found, by_every_name(values)), report, chosen, title)


def check(
    letterhead: bytes, report: bytes, values: Mapping[str, Value], title: Sequence[str] = ()
) -> tuple[Checked, bytes]:
    """What is wrong with a letterhead; where nothing is, with a sample report in it."""
    found = read(letterhead)
    if not found.usable:
        return Checked(tuple(found.problems), {}), b""
    try:
        sample = fill(letterhead, report, values, title=title)
    except UnreadableReportError as error:
        return Checked((Problem(str(error)), *found.problems), {}), b""
    return Checked(tuple(found.problems), found.facts()), sample
