"""A town's report from its ledger, and its bytes in each form: what the command line and /draft share."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot import closing
from storage.records import Town
from storage.work import Work

if TYPE_CHECKING:
    from drafting.layout import Layout
    from drafting.outline import Outline
    from drafting.report import Report
    from storage.letterheads import Letterhead

FORMS = ("docx", "md", "json")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a town's .docx is set: on which page profile, and in which letterhead, if in any."""

    town: Town
    layout: "Layout"
    letterhead: "Letterhead | None" = None


def setting(work: Work, town: Town, *, plain: bool = False) -> Setting:
    """The town's choices. `plain`: without letterhead."""
    from bot import layouts

    return Setting(town, layouts.of_town(town), None if plain else work.letterheads.of_town(town.id))


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


def write_docx(
    report: "Report",
    setting: Setting,
    *,
    clean: bool = False,
    at: datetime | None = None,
    number: str = "",
) -> bytes:
    """The report as the town's .docx; UnreadableReportError where its letterhead cannot be filled.

    `number`: the 发文字号 in the letterhead, where it is known.
    """
    if setting.letterhead is None:
        from drafting.word import writer

        return writer.write(report, setting.layout, clean=clean, at=at)
    from bot import letterheads

    return letterheads.written(
        setting.letterhead, report, setting.town, setting.layout, clean=clean, at=at, number=number
    )
