"""What the ledger itself suggests as a shortcoming: marked for a person to accept, never stated as a fact."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from drafting.totals import Period, Totals
from drafting.wording import months_in_words, plain
from storage.records import Entry, Town, Unit, UnitLevel

_MOST_NAMES = 10
_QUARTERLY = {"法治培训": "法治培训", "班子学法": "领导班子学法"}  # what is expected each quarter
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def suggestions(
    totals: Totals, town: Town, units: Sequence[Unit], today: date | None = None
) -> tuple[str, ...]:
    """Plain sentences; only the time up to `today` is judged, and nothing is where the ledger is empty."""
    entries = [entry for kind in totals.entries.values() for entry in kind]
    if not entries:
        return ()
    judged = [month for month in totals.period.months() if today is None or month.until < today]
    return (
        *_targets(totals, town.settings.get("targets"), totals.period.on.year),
        *_quiet_quarters(totals, judged),
        *_quiet_months(entries, judged),
        *_quiet_villages(entries, units),
    )


def _targets(totals: Totals, setting: object, year: int) -> list[str]:
    """Targets of the town that the year's total does not reach."""
    missed = []
    for kind, measure, wanted in _goals(setting, year):
        try:
            goal = Decimal(str(wanted))
        except InvalidOperation:
            continue
        total = totals.get(kind, measure)
        value = total.value if total else Decimal(0)
        if value < goal:
            missed.append(f"{kind}“{measure}”年初目标{plain(goal)}，台账合计{plain(value)}，未达目标")
    return missed


def _goals(setting: object, year: int) -> list[tuple[str, str, object]]:
    """Targets as settings write them: {"普法活动.活动": 20}, or a list of {"kind", "measure", "value"}.

    Rows of another year ("year"), or of one unit ("unit"), are none of the town's.
    """
    if isinstance(setting, Mapping):
        return [(*str(name).partition(".")[::2], wanted) for name, wanted in setting.items()]
    rows = [row for row in setting if isinstance(row, Mapping)] if isinstance(setting, (list, tuple)) else []
    own = [row for row in rows if row.get("year") in (None, year) and not row.get("unit")]
    return [(str(row.get("kind")), str(row.get("measure")), row.get("value")) for row in own]


def _quiet_quarters(totals: Totals, months: Sequence[Period]) -> list[str]:
    found = []
    for kind, words in _QUARTERLY.items():
        held = {(entry.on.month - 1) // 3 for entry in totals.of(kind)}
        whole = [q for q in range(4) if sum((month.on.month - 1) // 3 == q for month in months) == 3]
        quiet = [_QUARTERS[q] for q in whole if q not in held]
        if quiet:
            found.append(f"{'、'.join(quiet)}没有{words}记录")
    return found


def _quiet_months(entries: Sequence[Entry], months: Sequence[Period]) -> list[str]:
    days = {(entry.on.year, entry.on.month) for entry in entries}
    quiet = [month for month in months if (month.on.year, month.on.month) not in days]
    return [f"{months_in_words(quiet)}没有任何工作记录"] if quiet else []


def _quiet_villages(entries: Sequence[Entry], units: Sequence[Unit]) -> list[str]:
    heard = {entry.unit.id for entry in entries}
    quiet = [unit.name for unit in units if unit.level is UnitLevel.VILLAGE and unit.id not in heard]
    if not quiet:
        return []
    more = f"等{len(quiet)}个村居" if len(quiet) > _MOST_NAMES else ""
    return [f"{'、'.join(quiet[:_MOST_NAMES])}{more}全年没有填报"]
