"""A year of the ledger → its annual report: the one call that the rest of the program makes."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import date

from drafting import review
from drafting.composing import compose
from drafting.composing.borrowed import at_home
from drafting.composing.figures import Figures
from drafting.composing.suggestions import suggestions
from drafting.composing.topics import Writer
from drafting.outline import Outline, from_json, load, renewed
from drafting.report import Report
from drafting.tally import tally
from drafting.totals import Period, Totals
from storage.catalogue import Catalogue, bundled
from storage.records import Entry, Town, Unit

_COMPARABLE_MONTHS = 10  # months that last year's ledger must have entries of before years are compared


def draft(
    entries: Iterable[Entry],
    town: Town,
    units: Sequence[Unit],
    year: int,
    outline: Outline | str | None = None,
    last_year: Iterable[Entry] = (),
    *,
    today: date | None = None,
    catalogue: Catalogue | None = None,
) -> Report:
    """The report of `year` over all entries whose first day lies in it.

    `outline`: a bundled style's name, an outline, or None for the town's choice (its setting `outline`: a
    name, or an outline's JSON), else the default. `last_year`: entries of the year before, for comparison.
    `today`: the day of signature, up to which the year is judged. OutlineError for an unknown outline.
    """
    catalogue = catalogue or bundled()
    entries, last_year = tuple(entries), tuple(last_year)
    chosen = at_home(_outline(outline, town), town)
    now = totals_of(entries, town, Period.of_year(year), catalogue)
    last = totals_of(last_year, town, Period.of_year(year - 1), catalogue)
    words = {**chosen.words, **_words(town.settings.get("words"))}
    figures = Figures(now, last if comparable(last) else None, words)
    seed = zlib.crc32(f"{town.name}{year}".encode())
    writer = Writer(figures, catalogue, tuple(unit.name for unit in units), seed)
    suggested = suggestions(now, town, units, today)
    blocks = compose.Composer(town, year, chosen, writer, suggested, today).blocks()
    title = renewed(chosen.title, chosen, year=year, town=town.name)
    return Report(
        title=title,
        year=year,
        blocks=blocks,
        gaps=compose.missing(blocks, writer),
        review=review.notes(now, catalogue, (*entries, *last_year)),
        sources=figures.sources(blocks),
    )


def totals_of(entries: Iterable[Entry], town: Town, period: Period, catalogue: Catalogue) -> Totals:
    """The town's totals of a period: its zeros are licensed by the units that it names."""
    return tally(entries, catalogue, period, answering=_names(town.settings.get("answering_units")))


def _outline(outline: Outline | str | None, town: Town) -> Outline:
    chosen = outline if outline is not None else town.settings.get("outline")
    if isinstance(chosen, Outline):
        return chosen
    if isinstance(chosen, str):
        return load(chosen)
    return load() if chosen is None else from_json(chosen)


def comparable(last: Totals) -> bool:
    """Whether a year's ledger is whole enough to compare another with."""
    months = {entry.on.month for entries in last.entries.values() for entry in entries}
    return len(months) >= _COMPARABLE_MONTHS


def _names(setting: object) -> frozenset[str]:
    return frozenset(map(str, setting)) if isinstance(setting, (list, tuple)) else frozenset()


def _words(setting: object) -> dict[str, str]:
    return {str(kind): str(word) for kind, word in setting.items()} if isinstance(setting, dict) else {}
