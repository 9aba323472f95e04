"""A town's report from its ledger, and its bytes in each form: what the command line and /draft share."""

from datetime import date
from typing import TYPE_CHECKING

from bot import closing
from storage.records import Town
from storage.work import Work

if TYPE_CHECKING:
    from drafting.outline import Outline
    from drafting.report import Report

FORMS = ("docx", "md", "json")


def draft(
    work: Work, town: Town, year: int, *, outline: "Outline | None" = None, today: date | None = None
) -> "Report":
    """The year's report in `outline`, or in the one that the town chose, or in the bundled default.

    `today` dates the signature; None leaves the date a gap.
    """
    from drafting import draft as drafting
    from drafting import outline as outlines

    if outline is None:
        chosen = town.settings.get("outline")
        outline = (
            outlines.from_json(chosen)
            if isinstance(chosen, dict)
            else outlines.load(str(chosen or outlines.DEFAULT))
        )
    return drafting.draft(
        closing.of_year(work, town, year),
        town,
        work.members.units(town.id),
        year,
        outline=outline,
        last_year=closing.of_year(work, town, year - 1),
        today=today,
    )


def write(report: "Report", form: str, *, clean: bool = False) -> bytes:
    """The report as the bytes of a .docx, .md or .json file; `clean`: no comments and no annex."""
    if form == "json":
        from drafting import json_writer

        return json_writer.write(report).encode("utf-8")
    if form == "md":
        from drafting import markdown

        return markdown.write(report).encode("utf-8")
    from drafting.word import writer

    return writer.write(report, clean=clean)
