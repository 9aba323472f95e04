"""What the ledger would refuse is saved all the same, as far as it can be, and asked about."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot import formats, phrases
from storage.catalogue import bundled
from storage.checks import checked
from storage.errors import InvalidValueError
from storage.records import Doubt, EntryDraft, Figure

_MONTH_DAY = re.compile(r"((?<!\d)(\d{1,2})月(?:份)?(\d{1,2})[日号])")
_MONTH = re.compile(r"(?:\d|[一二三四五六七八九十])月")
_YEAR = re.compile("年|上个?月|去岁|腊月|冬月|正月")
_MONTHS, _LEAP_YEAR = 12, 2024
_LAST_MONTH_FOR_LAST_YEAR = 3  # until then a month that lies ahead is last year's without a word


def sound(draft: EntryDraft, today: date) -> tuple[EntryDraft, tuple[Doubt, ...]]:
    """The draft as the ledger takes it, with a doubt for each part that had to be put right or left out."""
    doubts = list(_about_days(draft, today))
    if draft.until is not None and draft.until < draft.on:
        draft = replace(draft, on=draft.until, until=draft.on)
        doubts.append(Doubt(0, "date", f"日期是不是{formats.span(draft.on, draft.until, today)}？"))
    if not _takes(replace(draft, figures=(), attributes={}, place=None)):
        draft = replace(draft, on=today, until=None)
        doubts.append(Doubt(0, "date", "日期没看清，先记在今天。是哪天？"))
    refused = [figure for figure in draft.figures if not _takes(_bare(draft, figure))]
    for figure in refused:
        doubts.append(
            Doubt(0, "figure", f"{figure.measure}的数没记上（{figure.words}）。是多少？", figure.measure)
        )
    attributes = draft.attributes if _takes(replace(draft, figures=())) else {}
    kept = tuple(_once(one for one in draft.figures if one not in refused))
    return replace(draft, figures=kept, attributes=attributes), tuple(doubts)


def _about_days(draft: EntryDraft, today: date) -> Iterator[Doubt]:
    """A day that no calendar has, and one of last year that only lies ahead in this one."""
    for words, month, day in _MONTH_DAY.findall(draft.words):
        if not 1 <= int(month) <= _MONTHS or not 1 <= int(day) <= _longest(int(month)):
            told = formats.span(draft.on, draft.until, today)
            yield Doubt(0, "date", phrases.DAY_UNKNOWN.format(words=words, day=told))
            return
    early = today.month <= _LAST_MONTH_FOR_LAST_YEAR
    if draft.on.year != today.year - 1 or early or not _MONTH.search(draft.words):
        return
    if not _YEAR.search(draft.words) and draft.on.replace(year=today.year, day=min(draft.on.day, 28)) > today:
        day_said = re.sub("（周.）|整月", "", formats.span(draft.on, draft.until, draft.on))
        yield Doubt(
            0, "date", phrases.YEAR_UNSAID.format(day=day_said), options=(_packed(draft.on, draft.until),)
        )


def _longest(month: int) -> int:
    return calendar.monthrange(_LEAP_YEAR, month)[1]


def _packed(on: date, until: date | None) -> str:
    """Days as an option of a question has them."""
    return on.isoformat() + (f"/{until.isoformat()}" if until else "")


def _bare(draft: EntryDraft, figure: Figure) -> EntryDraft:
    return replace(draft, figures=(figure,), attributes={}, place=None)


def _once(figures: Iterator[Figure]) -> Iterator[Figure]:
    """Each measure once: the first figure of it."""
    seen = set()
    for figure in figures:
        if figure.measure not in seen:
            seen.add(figure.measure)
            yield figure


def _takes(draft: EntryDraft) -> bool:
    try:
        checked(draft, bundled())
    except (InvalidValueError, ArithmeticError):
        return False
    return True
