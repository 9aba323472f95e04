"""The ledger as an .xlsx: a summary, a sheet for each kind that has entries, and what was withdrawn."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot import formats
from bot.workbooks import columns, sheets
from bot.workbooks.columns import Heads, heads_of
from bot.workbooks.gathering import Book, Withdrawal
from bot.workbooks.sheets import Cell, Page
from drafting.privacy import is_open, masked
from drafting.totals import Total, Totals
from drafting.wording import word
from storage.records import Entry, EntryState

_SUMMARY_HEADS = ("年份", "种类", "项目", "合计", "单位", "约数", "报告里的写法", "记录条数", "说明")
_WITHDRAWN_HEADS = (
    "编号", "种类", "日期", "至", "地点", "数字", "单位", "记录人", "撤销人", "撤销时间", "撤销原因", "内容",
)  # fmt: skip
_CLOSED = "（涉及个人，内容不导出，看这条发 /show {number}）"
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31  # characters of a sheet's name (Excel)


def write(book: Book, at: datetime) -> bytes:
    """The workbook's bytes. `at`: when it is made, in the town's zone."""
    return sheets.write(_pages(book), book.title, at)


def filename(book: Book) -> str:
    return f"{book.title}.xlsx"


def _pages(book: Book) -> Iterator[Page]:
    yield Page(columns.SUMMARY, _SUMMARY_HEADS, _summary(book), frozen=3)
    zone = ZoneInfo(book.town.timezone)
    for kind, entries in book.entries.items():
        heads = heads_of(kind, book.catalogue, entries)
        rows = (_entry_row(entry, heads, zone, late=entry.number in book.late) for entry in entries)
        yield Page(_NO_TITLE.sub("_", kind)[:_LONGEST_TITLE], heads.names, rows, frozen=2)
    if book.withdrawn:
        rows = (_withdrawn_row(one, zone) for one in book.withdrawn)
        yield Page(columns.WITHDRAWN, _WITHDRAWN_HEADS, rows, frozen=2)


def _summary(book: Book) -> Iterator[tuple[Cell, ...]]:
    """A row for each total, each figure that cannot be told, and each kind without figures."""
    for year, totals in book.totals.items():
        names = dict.fromkeys([*totals.entries, *(one.kind for one in totals.unknown)])
        for kind in sorted(names, key=list(book.catalogue.kinds).index):
            rows = list(_summary_rows(year, kind, totals))
            yield from rows or [(year, kind, "", None, "", "", "", len(totals.of(kind)), "没有数字")]


def _summary_rows(year: int, kind: str, totals: Totals) -> Iterator[tuple[Cell, ...]]:
    for total in totals:
        if total.kind == kind:
            yield (
                year, kind, total.measure, total.value, total.unit, _approx(total), word(total),
                len(total.entries), total.rule.value,
            )  # fmt: skip
    for one in totals.unknown:
        if one.kind == kind:
            yield year, kind, one.measure, None, "", "", "", len(one.entries), one.reason


def _approx(total: Total) -> str:
    return "约数" if total.approx else ""


def _entry_row(entry: Entry, heads: Heads, zone: ZoneInfo, *, late: bool) -> tuple[Cell, ...]:
    """The cells of an entry under its kind's heads; personal numbers are masked in every text."""
    values: dict[str, Decimal] = {}
    for figure in entry.figures:
        values[figure.measure] = values.get(figure.measure, Decimal(0)) + figure.value
    return (
        entry.number,
        entry.on,
        entry.until,
        masked(entry.place or ""),
        *(values.get(measure.name) for measure in heads.measures),
        columns.hedges_text(entry.figures),
        *(masked(entry.attributes.get(name, "")) for name in heads.attributes),
        entry.unit.name,
        entry.member_name,
        entry.sent_at.astimezone(zone),
        columns.LATE if late else "",
        columns.PENDING if entry.state is EntryState.PENDING else columns.RECORDED,
        masked(columns.doubts_text(entry.doubts)),
        words_of(entry),
    )


def words_of(entry: Entry) -> str:
    """The message, masked; of kinds that tell of private persons no word leaves the ledger."""
    return masked(entry.text) if is_open(entry.kind) else _CLOSED.format(number=entry.number)


def _withdrawn_row(one: Withdrawal, zone: ZoneInfo) -> tuple[Cell, ...]:
    entry = one.entry
    return (
        entry.number,
        entry.kind,
        entry.on,
        entry.until,
        masked(entry.place or ""),
        formats.figures(entry.kind, entry.figures),
        entry.unit.name,
        entry.member_name,
        one.member_name,
        one.at.astimezone(zone) if one.at else None,
        masked(one.reason),
        words_of(entry),
    )
