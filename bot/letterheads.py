"""A town's letterhead: checked with a sample when it is handed in, and reports set into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from drafting.layout import Layout, Margins
from storage.records import Town

if TYPE_CHECKING:
    from drafting.letterhead.problems import Checked
    from drafting.report import Report
    from storage.letterheads import Letterhead

MOST_TOLD = 15  # problems that a message lists


@dataclass(frozen=True, slots=True)
class Tried:
    """A letterhead that was checked; where it can be used, with a sample report in it."""

    checked: "Checked"
    sample: bytes = b""

    @property
    def usable(self) -> bool:
        return bool(self.sample)


def tried(content: bytes, town: Town, layout: Layout, today: date) -> Tried:
    """A letterhead looked at and filled with a sample, in processes of their own."""
    from bot import documents
    from drafting.errors import UnreadableReportError
    from drafting.letterhead.problems import Checked, Problem
    from drafting.letterhead.sample import sample

    try:
        checked = documents.look_at_letterhead(content)
        if not checked.usable:
            return Tried(checked)
        report = sample(town, today)
        at = datetime(today.year, today.month, today.day, tzinfo=UTC)
        return Tried(checked, _filled(content, checked.facts, report, town, layout, at=at))
    except UnreadableReportError as error:
        return Tried(Checked((Problem(str(error)),), {}))


def written(
    letterhead: "Letterhead",
    report: "Report",
    town: Town,
    layout: Layout,
    *,
    clean: bool = False,
    at: datetime | None = None,
    number: str = "",
) -> bytes:
    """The report's .docx in the letterhead; UnreadableReportError. `number`: its 发文字号, if it has one."""
    return _filled(
        letterhead.content, letterhead.facts, report, town, layout, clean=clean, at=at, number=number
    )


def fitted(layout: Layout, facts: Mapping[str, Any]) -> Layout:
    """The layout on the letterhead's paper; as it is where that is odd."""
    page, margins = facts.get("page"), facts.get("margins")
    if not page or not margins:
        return layout
    width, height = (float(length) for length in page)
    top, bottom, left, right = (float(length) for length in margins)
    if width - left - right < 60 or height - top - bottom < 80:
        return layout
    return layout.fitted((width, height), Margins(top, bottom, left, right))


def _filled(
    content: bytes,
    facts: Mapping[str, Any],
    report: "Report",
    town: Town,
    layout: Layout,
    *,
    clean: bool = False,
    at: datetime | None = None,
    number: str = "",
) -> bytes:
    from bot import documents
    from drafting.letterhead.fields import values
    from drafting.word import page, writer

    layout = fitted(layout, facts)
    body = writer.write(report, layout, clean=clean, at=at)
    lines = page.title_lines(report.title, layout)
    return documents.fill_letterhead(content, body, values(report, town, number), lines)


def dressed(
    letterhead: "Letterhead | None", content: bytes, town: Town, year: int, number: str = ""
) -> tuple[bytes, str]:
    """(a finished report in the town's letterhead, a remark); as it was where that is not to be had."""
    from bot import documents
    from drafting.errors import UnreadableReportError
    from drafting.letterhead.fields import of_town

    if letterhead is None:
        return content, ""
    try:
        made = documents.dress(letterhead.content, content, of_town(town, year, number))
    except UnreadableReportError as error:
        return content, str(error)
    if made is None:
        return content, ""
    missing = not number and "发文字号" in letterhead.facts.get("fields", ())
    return made, "套上了本镇红头" + ("，发文字号还空着（标黄），请补上" if missing else "")


def told(found: Tried, name: str) -> str:
    """What a check found, for people: a head and a line for each problem."""
    problems = found.checked.problems
    stops = [one for one in problems if one.stops]
    if stops:
        head = f"“{name}”还不能用，先改好这{len(stops)}处（打✗的）："
    elif problems:
        head = f"“{name}”可以用。有{len(problems)}处请看一下（打！的，不改也行）："
    else:
        head = f"“{name}”可以用，没有发现问题。"
    shown = problems[:MOST_TOLD]
    more = [f"……还有{len(problems) - len(shown)}处"] if len(problems) > len(shown) else []
    return "\n".join([head, *(one.line for one in shown), *more])
