"""A question by chat: 今年调解了多少件, 上个月普法几场, 虹桥村三季度报了什么, 谁还没报."""

import re
from dataclasses import replace
from datetime import timedelta

from bot import cards, listing, narrowing, periods, phrases, queries, side_by_side
from bot.entry_numbers import find_entry
from bot.handlers.missing import months_of
from bot.handlers.todo import todo
from bot.listing import Filter
from bot.messages import Reply
from bot.months import MonthState
from bot.telling import totals
from bot.turn import Turn, say
from bot.understanding.meaning import Meaning, Question
from bot.understanding.questions import read_question
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import Unit

_MOST_ENTRIES = 15
_SEVERAL = 2
_ZEROS = re.compile("零报|报零")
_EACH = re.compile(
    r"([^，,；;]{2,})[和、与跟]([^，,；;和、与跟]{2,6}?)各?((?:[有是办搞开]了?)?(?:几|多少).*)"
)  # 普法和讲座各几场
_FEW_DAYS = timedelta(days=7)
_REPORTS = re.compile("[报记录填]")


def ask(turn: Turn, meaning: Meaning) -> tuple[Reply, ...]:
    """The answer from the ledger, or what can be asked."""
    if "待确认" in turn.incoming.text:
        return todo(turn)
    question = meaning.question or read_question(turn.incoming.text, turn.at, turn.town_words())
    question = narrowing.narrowed(turn, question, turn.incoming.text)
    if unknown := narrowing.unknown_person(turn, question):
        return say(unknown)
    several = _several(turn, question)
    replies = say("\n".join(several)) if several else answer(turn, question)
    note = narrowing.beyond(turn.incoming.text)
    return (replace(replies[0], text=f"{replies[0].text}\n{note}"), *replies[1:]) if note else replies


def _several(turn: Turn, question: Question) -> list[str]:
    """The answers where two kinds of work are asked about: 搞了几次检查，查出多少隐患."""
    text = _EACH.sub(r"\1\3，\2\3", turn.incoming.text)
    clauses = [one for one in re.split("[，,；;]", text) if re.search("多少|几", one)]
    if len(clauses) < _SEVERAL or question.asks != "total":
        return []
    asked = [read_question(one, turn.at, turn.town_words()) for one in clauses]
    kinds = {one.kind for one in asked}
    if None in kinds or len(kinds) < len(asked) or question.kind is None:
        return []
    whole = bundled().kind(question.kind)
    if any(whole.has(name) for one in asked if one.kind != whole.name for name in one.measures):
        return []  # 讲座几场，发了多少资料: the copies of the lectures
    then, last, unit = question.on, question.until, question.unit
    dated = [one if one.on else replace(one, on=then, until=last, unit=unit) for one in asked]
    replies = [answer(turn, one) for one in dated]
    return [reply.text for some in replies for reply in some]


def answer(turn: Turn, question: Question) -> tuple[Reply, ...]:
    """The answer to a question that was read."""
    if question.number and (entry := find_entry(turn, question.number)):
        return (cards.card(entry, turn.today, None),)
    unit = next((one for one in turn.units() if one.name == question.unit), None)
    if question.unit and unit is None:
        names = "、".join(one.name for one in turn.units()[:_MOST_ENTRIES])
        return say(phrases.NO_SUCH_UNIT_ASKED.format(name=question.unit, names=names))
    period = span_of(turn, question)
    if question.own and question.asks in ("count", "list", "other"):
        return say(_own(turn, question, period))
    if (two := side_by_side.two_spans(turn, question)) and question.kind:
        return say(side_by_side.compared(turn, question, two, unit))
    if side_by_side.is_by_month(turn, question):
        return say(side_by_side.by_month(turn, question, period, unit))
    several = sum(one.name in turn.incoming.text for one in turn.units()) > 1
    if question.asks == "rank" or (several and question.kind):
        return say(side_by_side.ranked(turn, question, period))
    if _ZEROS.search(turn.incoming.text):
        return say(_missing_months(turn, question.kind, period))
    if question.asks == "missing":
        return say(_missing(turn, question, period, unit))
    if question.asks == "last" and question.kind:
        return say(_last(turn, question.kind, unit))
    if question.asks == "total" and (question.kind or question.measures):
        return say(totals(turn, question, period, unit))
    if question.asks in ("count", "total"):
        return say(_count(turn, question, period, unit))
    if question.asks == "list" and (question.person or question.place or question.theme):
        return say(_narrow_list(turn, question, period, unit))
    if question.asks == "list":
        reply = listing.page(turn, Filter(period, question.kind, unit), 0)
        elsewhere = _in_place(turn, period, question.kind, unit) if unit else ""
        told = _told_then(turn, question, period, unit)
        return (replace(reply, text=reply.text + told + elsewhere),)
    if question.on is not None and (told := _who(turn, period, question.kind, unit)):
        return say(told)
    return say(phrases.NOT_ANSWERED)


def span_of(turn: Turn, question: Question) -> Period:
    """The span that was said; else the year so far, or this month for who has not reported."""
    if question.on is not None:
        return periods.until_today(Period(question.on, question.until or question.on), turn.today)
    if question.asks == "missing" and "月" not in question.words and not _ZEROS.search(turn.incoming.text):
        return Period(turn.today.replace(day=1), turn.today)
    return Period(turn.today.replace(month=1, day=1), turn.today)


def _who(turn: Turn, period: Period, kind: str | None, unit: Unit | None) -> str:
    """The entries of some days with who logged them; "" where there is none."""
    found = queries.entries(turn, period, unit, kind)
    found = (queries.within(found, period) or found)[:_MOST_ENTRIES]
    return "\n".join(
        f"{cards.line(one, turn.today)}（{one.unit.name}，{one.member_name}记）" for one in found
    )


def _told_then(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """今天报了什么 asks as well for what was reported then, and happened before."""
    if question.on is None or period.until - period.on > _FEW_DAYS or not _REPORTS.search(question.words):
        return ""
    found = [
        one
        for one in turn.work.ledger.find(
            turn.town.id, kind=question.kind, unit_id=unit.id if unit else None, until=turn.today
        )
        if period.on <= turn.local(one.sent_at).date() <= period.until
        and not (one.on <= period.until and period.on <= one.last_day)
    ]
    if not found:
        return ""
    lines = [cards.line(one, turn.today) for one in found[-_MOST_ENTRIES:]]
    days = periods.name(period, turn.today)
    return "\n".join([f"\n{days}报来的、办在别的日子的有{len(found)}条：", *lines])


def _own(turn: Turn, question: Question, period: Period) -> str:
    """What the member has logged."""
    found = turn.work.ledger.find(
        turn.town.id,
        since=period.on,
        until=period.until,
        kind=question.kind,
        member_id=turn.member.id,
    )
    span, what = periods.name(period, turn.today), f"，{question.kind}" if question.kind else ""
    head = f"{span}{what}，您记了{len(found)}条"
    if question.asks == "count" or not found:
        return f"{head}。" + ("要看清单，发 /list" if found else "")
    lines = [cards.line(one, turn.today) for one in reversed(found[-_MOST_ENTRIES:])]
    more = ["再早的发 /list 看"] if len(found) > _MOST_ENTRIES else []
    return "\n".join([f"{head}：", *lines, *more])


def _in_place(turn: Turn, period: Period, kind: str | None, unit: Unit) -> str:
    """What other units logged of a village, below its own list."""
    found = [
        one
        for one in queries.entries(turn, period, None, kind)
        if one.unit.id != unit.id and one.place and unit.name in one.place
    ]
    if not found:
        return ""
    lines = [f"{cards.line(one, turn.today)}（{one.unit.name}记）" for one in found[-_MOST_ENTRIES:]]
    return "\n".join([f"\n别的单位记的、在{unit.name}的有{len(found)}条：", *lines])


def _narrow_list(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """The entries of a member, a place or a theme, the latest first."""
    found = queries.entries(turn, period, unit, question.kind, question)
    what = queries.named(question, question.kind)
    who, span = queries.whose(turn, question, unit), periods.name(period, turn.today)
    head = f"{who}{span}{f'，{what}' if what else ''}"
    if not found:
        return f"{head}：没有记录。"
    lines = [cards.line(one, turn.today) for one in reversed(found[-_MOST_ENTRIES:])]
    more = ["再早的发 /list 看"] if len(found) > _MOST_ENTRIES else []
    return "\n".join([f"{head}，共{len(found)}条：", *lines, *more])


def _count(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    found = queries.entries(turn, period, unit, question.kind, question)
    who, what = queries.whose(turn, question, unit), queries.named(question, question.kind)
    span = periods.name(period, turn.today)
    return f"{who}{span}{f'，{what}' if what else ''}记了{len(found)}条。要看清单，发 /list"


def _last(turn: Turn, kind: str, unit: Unit | None) -> str:
    """The latest entry of a kind."""
    unit_id = unit.id if unit else None
    found = turn.work.ledger.find(turn.town.id, until=turn.today, kind=kind, unit_id=unit_id)
    if not found:
        return f"{unit.name if unit else turn.town.name}还没有{kind}的记录。"
    return f"最近一次：{cards.line(max(found, key=lambda one: one.last_day), turn.today)}"


def _missing(turn: Turn, question: Question, period: Period, unit: Unit | None) -> str:
    """Who has not reported; of what is reported as zero month by month, which months are missing."""
    if unit and len(periods.months(period)) > 1:
        return _silent_months(turn, unit, question.kind, period)
    if question.kind and "月" in question.words:
        return _missing_months(turn, question.kind, period)
    nothing, something = queries.missing_units(turn, period, question.kind)
    if question.unit:
        nothing = [one for one in nothing if one.name == question.unit]
        something = [one for one in something if one.name == question.unit]
    elif "村" in turn.incoming.text:
        nothing, something = queries.villages(nothing), queries.villages(something)
    span, what = periods.name(period, turn.today), question.kind or ""
    joined = {unit.id for unit in (*nothing, *something)}
    absent = _absent(turn, question, joined)
    if not joined:
        return absent.strip() or phrases.NOT_ANSWERED
    if not nothing:
        return f"{span}{what}都报了，共{len(something)}个单位。{absent}"
    names = "、".join(unit.name for unit in nothing)
    return f"{span}{what}还没报的有{len(nothing)}个：{names}。\n已报{len(something)}个。{absent}"


def _silent_months(turn: Turn, unit: Unit, kind: str | None, period: Period) -> str:
    """The months that a unit has told nothing of; one that it called empty was told of."""
    silent: list[str] = []
    told: list[str] = []
    for month in periods.months(period):
        said = kind is None and months_of(turn, [unit], month)[0].state is not MonthState.OPEN
        found = said or queries.entries(turn, month, unit, kind)
        (told if found else silent).append(f"{month.on.month}月")
    head = f"{unit.name}{periods.name(period, turn.today)}{kind or ''}"
    if not silent:
        return f"{head}每个月都报了。"
    have = f"有记录的：{'、'.join(told)}。" if told else "一个月也没有记录。"
    return f"{head}没有记录的月份：{'、'.join(silent)}。\n{have}"


def _absent(turn: Turn, question: Question, joined: set[int]) -> str:
    """A line on the units that nobody reports for: they count neither as reported nor as missing."""
    units = [one for one in turn.units() if one.id not in joined and question.unit in (None, one.name)]
    people = {member.unit.id for member in turn.work.members.members(turn.town.id) if member.active}
    units = [one for one in units if one.id not in people]
    if not question.unit and "村" in turn.incoming.text:
        units = queries.villages(units)
    if not units:
        return ""
    names = "、".join(unit.name for unit in units[:_MOST_ENTRIES])
    more = "等" if len(units) > _MOST_ENTRIES else ""
    return f"\n另有{len(units)}个单位还没有人加入，没算：{names}{more}。"


def _missing_months(turn: Turn, kind: str | None, period: Period) -> str:
    """The months without a zero of the measures that may be zero: of one kind, or of all."""
    unknown = queries.totals_of(turn, period, None, kind).unknown
    zeros = {(one.name, m.name) for one in bundled().kinds.values() for m in one.measures if m.zero}
    lines = [
        f"{one.kind}，{one.measure}：{one.reason}"
        for one in unknown
        if (one.kind, one.measure) in zeros and kind in (None, one.kind)
    ]
    return "\n".join(lines) or f"{periods.name(period, turn.today)}{kind or '该报零的'}没有缺的月份。"
