"""A year's or a month's totals for the town, as a chat text and as rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot import closing, comparing, formats, goals
from bot.comparing import Before
from bot.months import answering, is_late, reporting
from bot.reminders.choices import choices
from bot.widths import padded, width, wrapped
from drafting.tally import tally
from drafting.totals import Period, Total, Totals, Unknown
from drafting.wording import word
from storage.records import Entry, Member, Town, Unit
from storage.work import Work

LONGEST = 3500  # characters: below Telegram's 4096, with room for a reminder's last line
MOST_UNITS = 12
_KIND = 12  # cells for the name of a kind: six characters


def text(
    work: Work,
    town: Town,
    year: int,
    month: int | None = None,
    today: date | None = None,
    *,
    targets: bool = True,
) -> str:
    """The totals of a year (month: 1 to 12) by kind, what is 待确认, the `targets`, and who has nothing.

    A month is compared with the one before it and the same one of the year before, a year with the last, up
    to `today`. Figures only: no words of staff, so that it may be posted to a group.
    """
    period = _period(year, month)
    found = _found(work, town, period)
    inside = [entry for entry in found if _within(entry, period)]
    name = f"{town.name}{year}年" + (f"{month}月" if month else "")
    lines = [f"{name}台账：共{len(inside)}条" if inside else f"{name}台账：没有记录"]
    lines += _kinds(of_entries(work, town, inside, period), _before(work, town, period, today))
    lines += _notes(work, town, found, inside)
    if targets:
        lines += _targets(work, town, period, today)
    silent = silent_units(work.members.units(town.id), work.members.members(town.id), found)
    if silent:
        lines.append(_silent_text(silent))
    return _cut("\n".join([*lines, *_closed(work, town, period)]))


def _targets(work: Work, town: Town, period: Period, today: date | None) -> list[str]:
    """How far the year's targets are at the period's end, or today where that is earlier."""
    year = period.on.year
    wanted = goals.goals(town, year)
    if not wanted:
        return []
    until = min(today or period.until, period.until)
    inside = inside_of(work, town, Period.of_year(year))
    done = goals.progress(wanted, inside, work.catalogue, year, until)
    return ["目标：" if len(period.months()) == 12 else "年度目标：", *map(goals.line, done)]


def rows(work: Work, town: Town, year: int, month: int | None = None) -> list[dict[str, object]]:
    """The totals as plain JSON rows: kind, measure, value, unit, approx, text, rule, entries.

    What cannot be told has `value` null and a `reason`.
    """
    totals = totals_of(work, town, _period(year, month))
    return [*(_row(total) for total in totals), *(_unknown_row(one) for one in totals.unknown)]


def unknown(work: Work, town: Town, year: int, month: int | None = None) -> list[str]:
    """What cannot be told, each with its reason."""
    totals = totals_of(work, town, _period(year, month))
    return [f"{one.kind}{one.measure}{one.reason}" for one in totals.unknown]


def totals_of(work: Work, town: Town, period: Period) -> Totals:
    """The totals of what lies in the period; of closed books as they were closed."""
    return of_entries(work, town, inside_of(work, town, period), period)


def of_entries(work: Work, town: Town, inside: Sequence[Entry], period: Period) -> Totals:
    """A zero stands for the town where a unit that answers for it has said so."""
    return tally(inside, work.catalogue, period, answering=answering(town))


def inside_of(work: Work, town: Town, period: Period) -> list[Entry]:
    """The entries that a tally of the period counts."""
    return [entry for entry in _found(work, town, period) if _within(entry, period)]


def silent_units(units: list[Unit], members: list[Member], entries: list[Entry]) -> list[Unit]:
    """The units that could have reported and have none of the entries."""
    heard = {entry.unit.id for entry in entries}
    return [unit for unit in reporting(units, members) if unit.id not in heard]


def _period(year: int, month: int | None) -> Period:
    return Period.of_month(year, month) if month else Period.of_year(year)


def _found(work: Work, town: Town, period: Period) -> list[Entry]:
    return closing.entries(work, town, period)


def _within(entry: Entry, period: Period) -> bool:
    """A half-year's count is no month's; what began in a year is the year's."""
    if len(period.months()) == 12:
        return period.holds(entry.on)
    return period.on <= entry.on and entry.last_day <= period.until


def _before(work: Work, town: Town, period: Period, today: date | None) -> Before:
    """What to compare with, where the ledger has anything of it."""
    year, month = period.on.year, period.on.month
    if len(period.months()) == 12:
        until = date(year - 1, 12, 31)
        if today is not None and today < period.until:
            until = date(year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
        return Before(year=_known(work, town, Period(date(year - 1, 1, 1), until)))
    last = Period.of_month(year, month - 1) if month > 1 else Period.of_month(year - 1, 12)
    return Before(_known(work, town, last), _known(work, town, Period.of_month(year - 1, month)))


def _known(work: Work, town: Town, period: Period) -> Totals | None:
    inside = inside_of(work, town, period)
    return of_entries(work, town, inside, period) if inside else None


def _kinds(totals: Totals, before: Before) -> list[str]:
    """Each kind's main figure with its comparisons behind the name, the others below it."""
    lines: list[str] = []
    for kind, entries in totals.entries.items():
        told = [total for total in totals if total.kind == kind]
        head = padded(kind, _KIND) + " "
        if not told:
            lines.append(f"{head}{len(entries)}条")
            continue
        main, *others = told
        compared = comparing.words(main, before)
        lines.append(f"{head}{formats.told(main.measure, word(main))}" + (f" {compared}" if compared else ""))
        parts = [formats.told(total.measure, word(total)) for total in others]
        if parts:
            lines += wrapped(parts, padded("", width(head)), width(head))
    return lines


def _notes(work: Work, town: Town, found: Sequence[Entry], inside: Sequence[Entry]) -> list[str]:
    lines = []
    if len(found) > len(inside):
        lines.append(f"另有{len(found) - len(inside)}条跨出这段时间，没有算进来。")
    pending = sum(bool(entry.doubts) for entry in inside)
    if pending:
        lines.append(f"其中{pending}条待确认，发 /todo 看。")
    day, zone = choices(town).report_day, ZoneInfo(town.timezone)
    late = sum(is_late(entry, day, zone) for entry in inside)
    if late:
        lines.append(f"其中{late}条迟报。")
    return lines


def _closed(work: Work, town: Town, period: Period) -> list[str]:
    """A line on closed books, and on what came after."""
    months = {one.on for one in period.months()}
    lines = []
    for done in work.months.closings(town.id, period.on.year):
        if not any(done.holds(day) for day in months) or (done.month and len(months) > 1):
            continue
        after = closing.aftermath(work, town, done)
        count = len(after.entries) + len(after.changes)
        behind = f"，之后补的、改的{count}条没有算进来，发 /close {closing.name(done)} 看" if count else ""
        lines.append(f"{closing.name(done)}已封账{behind}。")
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
