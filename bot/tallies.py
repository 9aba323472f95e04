"""A year's or a month's totals for the town, as a chat text and as rows."""

from decimal import Decimal

from bot import closing
from drafting.tally import tally
from drafting.totals import Period, Total, Totals, Unknown
from drafting.wording import word
from storage.records import Entry, Member, Town, Unit
from storage.work import Work

LONGEST = 3500  # characters: below Telegram's 4096, with room for a reminder's last line
MOST_UNITS = 12


def text(work: Work, town: Town, year: int, month: int | None = None) -> str:
    """The totals of a year (month: 1 to 12) by kind, what is 待确认, and who has nothing in it.

    Figures only: no words of staff, so that it may be posted to a group.
    """
    period = _period(year, month)
    found = _found(work, town, period)
    inside = [entry for entry in found if _within(entry, period)]
    name = f"{town.name}{year}年" + (f"{month}月" if month else "")
    lines = [f"{name}台账：共{len(inside)}条" if inside else f"{name}台账：没有记录"]
    totals = tally(inside, work.catalogue, period)
    lines += _kinds(totals)
    if len(found) > len(inside):
        lines.append(f"另有{len(found) - len(inside)}条跨出这段时间，没有算进来。")
    pending = sum(bool(entry.doubts) for entry in inside)
    if pending:
        lines.append(f"其中{pending}条待确认，发 /todo 看。")
    silent = silent_units(work.members.units(town.id), work.members.members(town.id), found)
    if silent:
        lines.append(_silent_text(silent))
    return _cut("\n".join(lines))


def rows(work: Work, town: Town, year: int, month: int | None = None) -> list[dict[str, object]]:
    """The totals as plain JSON rows: kind, measure, value, unit, approx, text, rule, entries.

    What cannot be told has `value` null and a `reason`.
    """
    period = _period(year, month)
    inside = [entry for entry in _found(work, town, period) if _within(entry, period)]
    totals = tally(inside, work.catalogue, period)
    return [*(_row(total) for total in totals), *(_unknown_row(one) for one in totals.unknown)]


def unknown(work: Work, town: Town, year: int, month: int | None = None) -> list[str]:
    """What cannot be told, each with its reason."""
    period = _period(year, month)
    inside = [entry for entry in _found(work, town, period) if _within(entry, period)]
    totals = tally(inside, work.catalogue, period)
    return [f"{one.kind}{one.measure}{one.reason}" for one in totals.unknown]


def silent_units(units: list[Unit], members: list[Member], entries: list[Entry]) -> list[Unit]:
    """The units with people that have none of the entries."""
    staffed = {member.unit.id for member in members if member.active}
    heard = {entry.unit.id for entry in entries}
    return [unit for unit in units if unit.id in staffed and unit.id not in heard]


def _period(year: int, month: int | None) -> Period:
    return Period.of_month(year, month) if month else Period.of_year(year)


def _found(work: Work, town: Town, period: Period) -> list[Entry]:
    return closing.entries(work, town, period)


def _within(entry: Entry, period: Period) -> bool:
    """A half-year's count is no month's; what began in a year is the year's."""
    if len(period.months()) == 12:
        return period.holds(entry.on)
    return period.on <= entry.on and entry.last_day <= period.until


def _kinds(totals: Totals) -> list[str]:
    lines = []
    for kind, entries in totals.entries.items():
        told = "、".join(total.measure + word(total) for total in totals if total.kind == kind)
        lines.append(f"· {kind}：{told}" if told else f"· {kind}：{len(entries)}条")
    return lines


def _silent_text(units: list[Unit]) -> str:
    names = "、".join(unit.name for unit in units[:MOST_UNITS])
    more = f"等{len(units)}个单位" if len(units) > MOST_UNITS else ""
    return f"还没有记录：{names}{more}"


def _cut(lines: str) -> str:
    """The text, cut at a line where it is too long for one message."""
    if len(lines) <= LONGEST:
        return lines
    return lines[: lines.rindex("\n", 0, LONGEST)] + "\n……太长，没列完；发 /stats 看。"


def _row(total: Total) -> dict[str, object]:
    return {
        "kind": total.kind,
        "measure": total.measure,
        "value": _plain(total.value),
        "unit": total.unit,
        "approx": total.approx,
        "text": word(total),
        "rule": total.rule.value,
        "entries": list(total.numbers),
    }


def _unknown_row(unknown: Unknown) -> dict[str, object]:
    return {
        "kind": unknown.kind,
        "measure": unknown.measure,
        "value": None,
        "reason": unknown.reason,
        "entries": [entry.number for entry in unknown.entries],
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
