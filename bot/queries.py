"""Questions answered from the ledger: the figure, its span, and how many entries stand behind it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot import formats
from bot.months import answering, reporting
from bot.turn import Turn
from bot.understanding.meaning import Question
from drafting import wording
from drafting.tally import tally
from drafting.totals import Period, Rule, Total, Totals
from storage.catalogue import bundled
from storage.records import Entry, Unit, UnitLevel


def totals_of(turn: Turn, period: Period, unit: Unit | None = None, kind: str | None = None) -> Totals:
    """The totals of what lies wholly within the period: a half-year's count is no month's."""
    found = within(entries(turn, period, unit, kind), period)
    return tally(found, bundled(), period, answering=answering(turn.town))


def entries(
    turn: Turn,
    period: Period,
    unit: Unit | None = None,
    kind: str | None = None,
    narrowed: Question | None = None,
) -> list[Entry]:
    """The entries whose days touch the period; those that a question narrows it down to."""
    found = turn.work.ledger.find(
        turn.town.id, since=period.on, until=period.until, kind=kind, unit_id=unit.id if unit else None
    )
    return [one for one in found if narrowed is None or _is_meant(one, narrowed)]


def _is_meant(entry: Entry, question: Question) -> bool:
    """Whether an entry is of the person, the place and the theme that a question names."""
    return (
        question.person in ("", entry.member_name)
        and question.place in (entry.place or "")
        and question.theme in entry.text
    )


def whose(turn: Turn, question: Question, unit: Unit | None) -> str:
    """Whose entries are told of: 张敏, 虹桥村, 青石镇; with the place where one is asked about."""
    who = question.person or (unit.name if unit else turn.town.name)
    return f"{who}在{question.place}" if question.place else who


def named(question: Question, kind: str | None) -> str:
    """The kind with what narrows it down: 人民调解（邻里）, 普法活动（反诈）; "" for any."""
    within = [one for one in (question.dispute, question.theme) if one]
    return f"{kind or '记录'}（{'、'.join(within)}）" if within else kind or ""


def within(found: Iterable[Entry], period: Period) -> list[Entry]:
    return [one for one in found if period.on <= one.on and one.last_day <= period.until]


def count_of(total: Total) -> str:
    """The total with its unit and hedge."""
    if total.approx:
        return wording.word(total)  # as the tally and the report have it
    return formats.count(total.value, total.hedge, total.unit)


def sum_of(found: Sequence[Entry], kind: str, measure: str, period: Period) -> Total | None:
    """A measure's total over entries, a plain zero too where it was reported."""
    total = tally(found, bundled(), period).get(kind, measure)
    if total is not None:
        return total
    said = [one for one in found if one.kind == kind and any(f.measure == measure for f in one.figures)]
    values = [figure.value for one in said for figure in one.figures if figure.measure == measure]
    if not values or any(values):
        return None
    unit = formats.unit_of(kind, measure)
    return Total(kind, measure, unit, Decimal(0), Rule.SUM, tuple(said))


def missing_units(turn: Turn, period: Period, kind: str | None) -> tuple[list[Unit], list[Unit]]:
    """The units that can report and have (nothing, something) in the period, of that kind if one is asked."""
    reported = {one.unit.id for one in entries(turn, period, None, kind)}
    if kind is None:
        reported |= turn.work.ledger.active_units(turn.town.id, period.on, period.until)
    units = reporting(turn.units(), turn.work.members.members(turn.town.id))
    return [one for one in units if one.id not in reported], [one for one in units if one.id in reported]


def villages(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.level is UnitLevel.VILLAGE]
