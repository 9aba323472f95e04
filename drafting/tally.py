"""A period's entries → its totals, by the rules of the field: sums, standing numbers, percentages, zeros."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from drafting.totals import Period, Rule, Total, Totals, Unknown
from drafting.wording import months_in_words
from storage.catalogue import Catalogue, Kind, Measure
from storage.records import Entry, EntryState, Figure, Hedge, UnitLevel

Said = Sequence[tuple[Entry, Figure]]  # all statements of a measure, in the order of the ledger
_PERCENT = "%"


def tally(
    entries: Iterable[Entry],
    catalogue: Catalogue,
    period: Period,
    *,
    answering: frozenset[str] = frozenset(),
) -> Totals:
    """The totals of the entries whose first day lies in the period; withdrawn ones never count.

    `answering`: the names of the units whose zeros stand for the town; empty: any town-level unit.
    """
    counted = [e for e in entries if e.state is not EntryState.WITHDRAWN and period.holds(e.on)]
    counted.sort(key=lambda e: (e.on, e.sent_at, e.id))
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    said: dict[tuple[str, str], list[tuple[Entry, Figure]]] = defaultdict(list)
    for entry in counted:
        by_kind[entry.kind].append(entry)
        for figure in entry.figures:
            said[entry.kind, figure.measure].append((entry, figure))
    totals: dict[tuple[str, str], Total] = {}
    unknown: list[Unknown] = []
    for kind in catalogue.kinds.values():
        # Rates come last: they are computed from the totals that are printed.
        for measure in sorted(kind.measures, key=lambda m: m.rate is not None):
            key = kind.name, measure.name
            found = _find(kind, measure, said, totals, period, answering)
            if isinstance(found, Total):
                totals[key] = found
            elif found is not None:
                unknown.append(found)
    kept = {name: tuple(by_kind[name]) for name in catalogue.kinds if name in by_kind}
    return Totals(period, totals, tuple(unknown), kept)


def _find(
    kind: Kind,
    measure: Measure,
    said: dict[tuple[str, str], list[tuple[Entry, Figure]]],
    totals: dict[tuple[str, str], Total],
    period: Period,
    answering: frozenset[str],
) -> Total | Unknown | None:
    statements = said.get((kind.name, measure.name), [])
    if measure.rate:
        part, whole = (said.get((kind.name, name), []) for name in measure.rate)
        known = totals.get((kind.name, measure.rate[0])), totals.get((kind.name, measure.rate[1]))
        return _rate(kind, measure, part, whole, known, statements)
    if measure.zero and not any(figure.value > 0 for _, figure in statements):
        return _zero(kind, measure, statements, period, answering)
    if not statements:
        return None
    if measure.unit == _PERCENT:
        return _stated(kind, measure, statements)
    total = _stock(kind, measure, statements) if measure.stock else _sum(kind, measure, statements)
    # A zero is stated only where it is licensed; "问题0个" of one inspection is no statement about the year.
    return total if total.value > 0 else None


def _sum(kind: Kind, measure: Measure, said: Said, rule: Rule = Rule.SUM) -> Total:
    value = sum((figure.value for _, figure in said), Decimal(0))
    about = sum((figure.value for _, figure in said if figure.hedge is Hedge.ABOUT), Decimal(0))
    return Total(kind.name, measure.name, measure.unit, value, rule, _entries(said), _hedge(said), about)


def _stock(kind: Kind, measure: Measure, said: Said) -> Total:
    """A standing number: the latest of the town's own units, else the sum of each village's latest."""
    latest: dict[int, tuple[Entry, Figure]] = {}
    by_day = sorted(said, key=lambda pair: (pair[0].last_day, pair[0].sent_at, pair[0].id))
    for pair in by_day:
        latest[pair[0].unit.id if pair[0].unit.level is UnitLevel.VILLAGE else 0] = pair
    if 0 in latest:
        return _sum(kind, measure, [latest[0]], Rule.LATEST)
    return _sum(kind, measure, list(latest.values()), Rule.VILLAGES)


def _stated(kind: Kind, measure: Measure, said: Said) -> Total | Unknown:
    """A typed percentage: known only where all statements agree."""
    first = said[0][1]
    if any((figure.value, figure.hedge) != (first.value, first.hedge) for _, figure in said):
        listed = "、".join(f"{value.normalize():f}%" for value in dict.fromkeys(f.value for _, f in said))
        return Unknown(kind.name, measure.name, f"各次填报不一致（{listed}），请核定", _entries(said))
    about = first.value if first.hedge is Hedge.ABOUT else Decimal(0)
    return Total(
        kind.name, measure.name, measure.unit, first.value, Rule.STATED, _entries(said), first.hedge, about
    )


def _rate(
    kind: Kind,
    measure: Measure,
    parts: Said,
    wholes: Said,
    known: tuple[Total | None, Total | None],
    typed: Said,
) -> Total | Unknown | None:
    """Computed over the entries that state both figures, where these make up both printed totals."""
    assert measure.rate is not None
    part, whole = known
    if part is None or whole is None:
        reason = f"只填报了{measure.name}，缺{'、'.join(measure.rate)}，无法核算"
        return Unknown(kind.name, measure.name, reason, _entries(typed)) if typed else None
    both = {entry.number for entry, _ in parts} & {entry.number for entry, _ in wholes}
    covering = [pair for pair in wholes if pair[0].number in both]
    if _added(parts, both) != part.value or _added(wholes, both) != whole.value:
        reason = f"有的填报只有{measure.rate[0]}或{measure.rate[1]}一个数，无法核算"
        return Unknown(kind.name, measure.name, reason, _entries([*wholes, *parts]))
    if part.approx or whole.approx:
        reason = f"{measure.rate[0]}或{measure.rate[1]}是约数，无法核算"
        return Unknown(kind.name, measure.name, reason, _entries([*wholes, *parts]))
    if part.value > whole.value:
        reason = f"{measure.rate[0]}大于{measure.rate[1]}，请核对"
        return Unknown(kind.name, measure.name, reason, _entries([*wholes, *parts]))
    value = (100 * part.value / whole.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Total(kind.name, measure.name, measure.unit, value, Rule.RATE, _entries(covering))


def _zero(
    kind: Kind, measure: Measure, said: Said, period: Period, answering: frozenset[str]
) -> Total | Unknown:
    """Zero is known only where each month was reported as zero by a unit that answers for the town.

    A statement covers the months that its span wholly covers.
    """
    heard = [pair for pair in said if _answers(pair[0], answering)]
    missing = [
        month
        for month in period.months()
        if not any(e.on <= month.on and month.until <= e.last_day for e, _ in heard)
    ]
    if not missing:
        entries = _entries(heard)
        return Total(kind.name, measure.name, measure.unit, Decimal(0), Rule.ZERO, entries)
    when = "全年" if len(missing) == len(period.months()) == 12 else months_in_words(missing)
    return Unknown(kind.name, measure.name, f"{when}未报{_but(said, heard, missing)}", _entries(said))


def _but(said: Said, heard: Said, missing: Sequence[Period]) -> str:
    """What was said of the missing months and does not do, so that nobody wonders at 未报."""

    def touches(entry: Entry) -> bool:
        return any(entry.on <= month.until and month.on <= entry.last_day for month in missing)

    if any(touches(entry) for entry, _ in heard):
        return "（报过零，但没写明是整月）"
    return "（只有村居或其他单位报过零）" if any(touches(entry) for entry, _ in said) else ""


def _added(said: Said, numbers: set[str]) -> Decimal:
    """What the entries of these numbers say, added up."""
    return sum((figure.value for entry, figure in said if entry.number in numbers), Decimal(0))


def _answers(entry: Entry, answering: frozenset[str]) -> bool:
    if answering:
        return entry.unit.name in answering
    return entry.unit.level is UnitLevel.TOWN


def _hedge(said: Said) -> Hedge:
    hedges = {figure.hedge for _, figure in said}
    if Hedge.ABOUT in hedges:
        return Hedge.ABOUT
    return Hedge.AT_LEAST if Hedge.AT_LEAST in hedges else Hedge.EXACT


def _entries(said: Said) -> tuple[Entry, ...]:
    """The entries of the statements, each once."""
    return tuple({entry.number: entry for entry, _ in said}.values())
