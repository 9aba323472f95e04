"""A list of entries by days, kind and unit, in pages that fit into a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import callbacks, cards, formats, periods
from bot.callbacks import StaleButtonError
from bot.messages import Button, Reply
from bot.turn import Turn
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import Entry, Unit

PAGE = 10  # entries
_DAY = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries: their days, kind's name and unit; None for any."""

    period: Period
    kind: str | None = None
    unit: Unit | None = None

    def packed(self) -> tuple[str, str, str, str]:
        """As a button carries it."""
        kind = bundled().kind(self.kind).id if self.kind else ""
        unit = str(self.unit.id) if self.unit else ""
        return self.period.on.strftime(_DAY), self.period.until.strftime(_DAY), kind, unit


def unpacked(turn: Turn, values: Sequence[str]) -> Filter:
    """The filter of a button; StaleButtonError where it is none any more."""
    try:
        days = [date.fromisoformat(value) for value in values[:2]]
    except ValueError as error:
        raise StaleButtonError(values[0]) from error
    kinds = {kind.id: kind.name for kind in bundled().kinds.values()}
    if values[2] and values[2] not in kinds:
        raise StaleButtonError(values[2])
    unit = next((one for one in turn.units() if str(one.id) == values[3]), None)
    if values[3] and unit is None:
        raise StaleButtonError(values[3])
    return Filter(Period(days[0], days[1]), kinds.get(values[2]), unit)


def find(turn: Turn, wanted: Filter) -> list[Entry]:
    """The entries that count whose days touch the filter's."""
    return turn.work.ledger.find(
        turn.town.id,
        since=wanted.period.on,
        until=wanted.period.until,
        kind=wanted.kind,
        unit_id=wanted.unit.id if wanted.unit else None,
    )


def title(turn: Turn, wanted: Filter) -> str:
    """6月，虹桥村，普法活动."""
    parts = [periods.name(wanted.period, turn.today), wanted.unit.name if wanted.unit else turn.town.name]
    return "，".join([*parts, wanted.kind] if wanted.kind else parts)


def page(turn: Turn, wanted: Filter, number: int) -> Reply:
    """One page, the latest entries first; `number` from 0 is brought into range."""
    entries = list(reversed(find(turn, wanted)))
    if not entries:
        return Reply(f"{title(turn, wanted)}：没有记录。")
    pages = -(-len(entries) // PAGE)
    number = min(max(number, 0), pages - 1)
    shown = entries[number * PAGE : (number + 1) * PAGE]
    at = f"，第{number + 1}/{pages}页" if pages > 1 else ""
    lines = [
        f"{title(turn, wanted)}，共{len(entries)}条{at}：",
        *(cards.line(one, turn.today) for one in shown),
    ]
    if pages == 1:
        lines.append(f"看一条，发 /show {formats.short_number(shown[0].number)}")
    rows = _turn_page(turn, wanted, number, pages)
    return Reply("\n".join(lines), (rows,) if rows else ())


def _turn_page(turn: Turn, wanted: Filter, number: int, pages: int) -> tuple[Button, ...]:
    targets = (("上一页", number - 1), ("下一页", number + 1))
    return tuple(
        callbacks.button(label, callbacks.PAGE, turn.member.id, at, *wanted.packed())
        for label, at in targets
        if 0 <= at < pages
    )
