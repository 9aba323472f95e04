"""A row of a table that a town kept itself → what it becomes in the ledger. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal

from bot.workbooks import reading
from bot.workbooks.days import Days
from bot.workbooks.heads import Role
from bot.workbooks.kinds import kind_of
from bot.workbooks.making import Context, LeftOutError, Making, compare_days, days_of_row
from bot.workbooks.reading import Counts, Row
from bot.workbooks.texts import OTHER, read_text
from storage.catalogue import bundled
from storage.checks import checked
from storage.errors import InvalidValueError
from storage.records import Doubt, EntryDraft, Figure, Hedge

_SUM = re.compile(r"(?:合|总|小|累|共)\s*计|(?:本[月页年季]|全年|全镇)(?:合|总|小|累|共)?计.*")
_FOOT = re.compile(r"(?:填表|制表|审核|负责|填报|统计)人.{0,12}[：:].*|注[：:].*|说明[：:].*|备注[：:].*")

_ALL_OF_THEM = re.compile("各|全[镇乡村区]|所有|全体")

_SUM_ROW = "是合计，不另记"
_FOOT_ROW = "是表尾的说明，不是一件事"
_NOTHING = "没有内容，也没有数"
_NO_KIND = "没看出是哪一类工作"
_UNREAD_COUNT = "“{head}”写的是“{cell}”，没看出是多少。"
_TWO_COUNTS = "“{measure}”栏是{column}，内容里写的是{text}。以哪个为准？"
_SEVERAL = "内容里像有{count}件事，数字按栏目里的合计记成1条。对吗？"
_NO_UNIT = "没有“{name}”这个单位，先记在导入人的单位。是哪个单位？"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row becomes: entries with their doubts, or a reason why none."""

    drafts: tuple[EntryDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reason: str = ""
    unit: str | None = None
    new_unit: bool = False
    unused: tuple[str, ...] = ()


def read_row(row: Row, context: Context) -> Outcome:
    """What the row becomes. Every row has an outcome; none raises."""
    making = Making(row, context)
    try:
        _refuse_sums(row)
        days = days_of_row(making)
        return _entries(making, days)
    except LeftOutError as why:
        return Outcome(reason=str(why))
    except InvalidValueError as why:
        return Outcome(reason=f"记不了：{why}")


def _refuse_sums(row: Row) -> None:
    texts = [value for value in row.cells if isinstance(value, str)]
    if any(_SUM.fullmatch(re.sub(r"\s", "", text)) for text in texts[:3]):
        raise LeftOutError(_SUM_ROW)
    if (
        texts
        and all(_FOOT.fullmatch(text) for text in texts)
        and len(texts) == sum(v is not None for v in row.cells)
    ):
        raise LeftOutError(_FOOT_ROW)


def _entries(making: Making, days: Days) -> Outcome:
    row, context = making.row, making.context
    texts = row.telling()
    at = datetime.combine(days.last, time(23, 59), context.when.at.tzinfo)
    labels = row.said(Role.KIND)
    # Under 事项 stands what was done (调解纠纷6件) as often as which kind it is.
    is_kind = bool(labels) and not reading.tells_counts(labels[0]) and kind_of(labels[0], at, context.town)
    label = labels[0] if is_kind else ""
    texts = [*labels[bool(label) :], *texts]
    free = "，".join(text.rstrip("。，；,;. ") for text in texts)  # one event: no full stop between
    kind, in_text = read_text(making, label, free, at)
    kind, counts = _counted(making, kind or (in_text[0].kind if in_text else None), free, at)
    main = next((draft for draft in in_text if draft.kind == kind), None)
    compare_days(making, days, main)
    figures = _figures(making, kind, counts.figures.get(kind, {}), main)
    place = " ".join(row.said(Role.PLACE)) or (main.place if main else None)
    words = free or label
    drafts = [EntryDraft(kind, days.on, days.until, place, figures, _attributes(row, kind, main), words)]
    drafts += _others(kind, counts.figures, in_text, drafts[0])
    drafts += _again(making, kind, kind in counts.figures, in_text, drafts[0])
    drafts = [checked(draft, bundled()) for draft in drafts if draft.figures or draft is drafts[0]]
    if not drafts[0].figures and len(drafts) > 1 and not free:
        drafts = drafts[1:]
    unit, new = _unit(making)
    return Outcome(tuple(drafts), tuple(making.doubts), unit=unit, new_unit=new, unused=tuple(counts.unused))


def _counted(making: Making, kind: str | None, free: str, at: datetime) -> tuple[str, Counts]:
    """The row's kind and counts; where neither label nor text tells a kind, the heads of its counts do."""
    counts = reading.counts_of(making.row, kind, at, making.context.town)
    if kind is None and not counts.figures:
        making.doubt("kind", f"{_NO_KIND}。是哪一类？")
    if not (free or counts.figures or counts.unread or _says_something(making.row)):
        raise LeftOutError(_NOTHING)
    for head, cell in counts.unread:
        making.doubt("figure", _UNREAD_COUNT.format(head=head, cell=cell))
    return kind or next(iter(counts.figures), OTHER), counts


def _says_something(row: Row) -> bool:
    """Whether a row without text and counts tells of an event: by its day, place, kind or result."""
    roles = (Role.DATE, Role.PLACE, Role.KIND, Role.DISPUTE, Role.RESULT)
    return bool(row.said(*roles))


def _figures(
    making: Making, kind: str, typed: Mapping[str, Figure], main: EntryDraft | None
) -> tuple[Figure, ...]:
    """The columns' figures, then what the text adds; the implied one where nothing states it."""
    found = {name: figure for name, figure in typed.items() if _sound(making, figure)}
    for figure in main.figures if main else ():
        column = found.get(figure.measure)
        if column is None:
            if not figure.implied:
                found[figure.measure] = figure
        elif column.value == figure.value and figure.approx:
            found[figure.measure] = replace(column, hedge=figure.hedge)
        elif column.value != figure.value and not figure.implied:
            values = (f"{column.value.normalize():f}", f"{figure.value.normalize():f}")
            reason = _TWO_COUNTS.format(measure=figure.measure, column=values[0], text=values[1])
            making.doubt("figure", reason, figure.measure, values)
    primary = bundled().kind(kind).primary
    if primary and primary not in found:
        found = {primary: Figure(primary, Decimal(1), implied=True), **found}
    if result := reading.outcome(kind, making.row.first(Role.RESULT), found):
        found[result.measure] = result
    return tuple(found.values())


def _sound(making: Making, figure: Figure) -> bool:
    """A count of people or things is whole; money and rates need not be."""
    if figure.value == figure.value.to_integral_value() or figure.hedge is not Hedge.EXACT:
        return True
    if re.search("率|金额|罚款|学时", figure.measure):
        return True
    reason = _UNREAD_COUNT.format(head=figure.measure, cell=f"{figure.value:f}")
    making.doubt("figure", reason, figure.measure)
    return False


def _attributes(row: Row, kind: str, main: EntryDraft | None) -> dict[str, str]:
    attributes = dict(main.attributes) if main else {}
    if "纠纷类型" in bundled().kind(kind).attributes:
        dispute = reading.dispute_of(row.first(Role.DISPUTE))
        if dispute:
            attributes["纠纷类型"] = dispute
    return attributes


def _others(
    kind: str, typed: Mapping[str, Mapping[str, Figure]], in_text: Sequence[EntryDraft], first: EntryDraft
) -> list[EntryDraft]:
    """Entries of other kinds: what other columns count, and what the text tells besides."""
    found: dict[str, EntryDraft] = {}
    for other, figures in typed.items():
        stated = tuple(figures.values())
        if other != kind and any(figure.value > 0 or _zero_counts(other, figure) for figure in stated):
            primary = bundled().kind(other).primary
            if primary and primary not in figures:
                stated = (Figure(primary, Decimal(1), implied=True), *stated)
            found[other] = replace(first, kind=other, figures=stated, attributes={})
    for draft in in_text:
        said_figures = [figure for figure in draft.figures if not figure.implied]
        if draft.kind not in (kind, OTHER) and draft.kind not in found and said_figures:
            found[draft.kind] = replace(
                draft, on=first.on, until=first.until, place=draft.place or first.place
            )
    return list(found.values())


def _again(
    making: Making, kind: str, typed: bool, in_text: Sequence[EntryDraft], first: EntryDraft
) -> list[EntryDraft]:
    """Further events of the row's own kind that its text tells; where columns count them, they are one."""
    more = [draft for draft in in_text if draft.kind == kind][1:]
    if more and typed:
        making.doubt("intent", _SEVERAL.format(count=len(more) + 1))
        return []
    return [
        replace(draft, on=first.on, until=first.until, place=draft.place or first.place) for draft in more
    ]


def _zero_counts(kind: str, figure: Figure) -> bool:
    """Whether a zero of it says something: 无行政复议."""
    return bundled().kind(kind).measure(figure.measure).zero


def _unit(making: Making) -> tuple[str | None, bool]:
    cells = [cell for cell in making.row.said(Role.UNIT) if not _ALL_OF_THEM.match(cell)]
    for cell in cells:
        if found := reading.unit_of(cell, making.context.town):
            return found[0], not found[1]
    if cells:
        making.doubt("unit", _NO_UNIT.format(name=cells[0][:20]))
    return making.context.unit, False
