"""What an entry must fulfil before the ledger takes it, for the tables validate nothing."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from storage.catalogue import Catalogue, Kind
from storage.errors import InvalidValueError, NotFoundError
from storage.records import EntryDraft, Figure, Hedge
from storage.text import clean

FIRST_YEAR, LAST_YEAR = 2000, 2100
HIGHEST = Decimal(10) ** 15
MOST_DECIMALS = 6
NUMBER = re.compile(r"(\d{4})-([1-9]\d{0,8})", re.ASCII)


def checked(draft: EntryDraft, catalogue: Catalogue) -> EntryDraft:
    """The draft with clean texts, a plain span and sound figures; InvalidValueError where it cannot be an
    entry.
    """
    kind = catalogue.kind(draft.kind)
    until = checked_span(draft.on, draft.until)
    place = clean(draft.place).strip() if draft.place else ""
    return replace(
        draft,
        until=until,
        place=place or None,
        figures=tuple(_figure(figure, kind) for figure in draft.figures),
        attributes=_attributes(draft, kind),
        words=clean(draft.words),
    )


def checked_span(on: date, until: date | None) -> date | None:
    """The last day of a span, None for a single day; InvalidValueError for a reversed or far-off one."""
    last = until or on
    if last < on:
        raise InvalidValueError(f"结束日期{last:%Y-%m-%d}早于开始日期{on:%Y-%m-%d}")
    if on.year < FIRST_YEAR or last.year > LAST_YEAR:
        raise InvalidValueError(f"年份应在{FIRST_YEAR}年到{LAST_YEAR}年之间")
    return None if last == on else last


def aware(*moments: datetime) -> None:
    """InvalidValueError for a time without a zone."""
    for moment in moments:
        if moment.tzinfo is None:
            raise InvalidValueError(f"时间缺少时区：{moment.isoformat()}")


def month_of(day: date) -> int:
    """A day's month as 202306."""
    return day.year * 100 + day.month


def parse_number(number: str) -> tuple[int, int]:
    """(year, serial) of an entry number such as 2023-128; NotFoundError for what is none."""
    match = NUMBER.fullmatch(number.strip())
    if match is None:
        raise NotFoundError(f"没有编号为“{clean(number)}”的记录")
    return int(match[1]), int(match[2])


def _figure(figure: Figure, kind: Kind) -> Figure:
    kind.measure(figure.measure)
    value = Decimal(figure.value)
    if not value.is_finite() or value < 0:
        raise InvalidValueError(f"{figure.measure}的数不能是{value}")
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "a finite decimal has a number as its exponent"
    if value >= HIGHEST or exponent < -MOST_DECIMALS:
        raise InvalidValueError(f"{figure.measure}的数太大或小数位太多")
    return replace(figure, value=abs(value), hedge=Hedge(figure.hedge), words=clean(figure.words))


def _attributes(draft: EntryDraft, kind: Kind) -> dict[str, str]:
    for name in draft.attributes:
        if name not in kind.attributes:
            raise InvalidValueError(f"{kind.name}没有“{clean(name)}”这一项")
    return {name: clean(str(value)).strip() for name, value in draft.attributes.items()}
