"""The answer to an open question: a button's option, or a few words."""

from collections.abc import Sequence
from dataclasses import replace

from bot import asking, cards, duplicates, permission, phrases
from bot.learning import learn, taught
from bot.messages import Reply
from bot.options import INTENT, NOT_TO_LOG, carried_doubts, option_change, settled_by
from bot.rereading import under
from bot.sums import rest
from bot.turn import Turn, say
from storage.records import Change, Entry, EntryState, Question

UNIT, ATTRIBUTE = "unit", "attribute"  # parts of a Question that only 改 asks for


def choose(turn: Turn, question: Question, entry: Entry, option: str) -> tuple[Reply, ...]:
    """Applies one of the question's options to its entry; InvalidValueError where it cannot be."""
    if question.part in (duplicates.DUPLICATE, duplicates.TOTAL):
        return _settle_overlap(turn, question, entry, option)
    if question.part == INTENT and option == NOT_TO_LOG:
        return (withdraw(turn, [entry], "不用记"),)
    change = unit_change(turn, option) if question.part == UNIT else option_change(option, question, entry)
    return apply(turn, question, entry, change or Change())


def unit_change(turn: Turn, name: str) -> Change | None:
    """The entry goes over to another unit of the town."""
    unit = next((one for one in turn.units() if one.name == name.strip()), None)
    return Change(unit_id=unit.id) if unit else None


def keep(turn: Turn, question: Question, entry: Entry) -> tuple[Reply, ...]:
    """It is right as it stands."""
    return apply(turn, question, entry, Change())


def apply(turn: Turn, question: Question, entry: Entry, change: Change) -> tuple[Reply, ...]:
    """Makes the change, settles the doubt that it answers, and goes on to the next one."""
    settled = replace(change, doubts=settled_by(entry, question, change))
    turn.work.questions.answer(question.id)
    before, after = amend(turn, entry, settled, "回答提问")
    return (next_question(turn, told(turn, before, after), after),)


def amend(turn: Turn, entry: Entry, change: Change, reason: str) -> tuple[Entry, Entry]:
    """Changes an entry; a kind that staff corrected is remembered for the town."""
    if change.kind not in (None, entry.kind):
        change = under(turn, entry, change)
        change = replace(change, doubts=carried_doubts(entry, change))
    before, after = turn.work.ledger.amend(
        turn.town.id,
        entry.number,
        change,
        member_name=turn.member.name,
        reason=turn.reason or reason,
        at=turn.incoming.at,
        closed=bool(turn.reason),
    )
    if before.kind != after.kind:
        learn(turn, before, after.kind)
    return before, after


def told(turn: Turn, before: Entry, after: Entry) -> Reply:
    """Before → after; or the card as confirmed, where only a doubt was settled."""
    if cards.changes(before, after, turn.today):
        reply = cards.amended(before, after, turn.today, turn.member.id)
        return replace(reply, text="\n".join([reply.text, *lesson(turn, before, after)]))
    lead = "已确认" if after.state is EntryState.RECORDED else "已记"
    return cards.card(after, turn.today, turn.member.id, lead)


def lesson(turn: Turn, before: Entry, after: Entry) -> list[str]:
    """A line on what was learned from a corrected kind, so that nobody is surprised later."""
    if before.kind == after.kind:
        return []
    known = turn.work.words.all(turn.town.id)
    words = taught(turn, before)
    return [phrases.LEARNED.format(words=one.words, kind=one.kind) for one in known if one.words == words]


def next_question(turn: Turn, reply: Reply, entry: Entry) -> Reply:
    """The reply with the next doubt of the same message, if there is one."""
    return asking.with_question(turn, reply, [entry, *siblings(turn, entry)])


def siblings(turn: Turn, entry: Entry) -> Sequence[Entry]:
    """The other entries of the same message that are 待确认."""
    pending = turn.work.ledger.pending(turn.town.id, entry.member_id)
    return [
        one
        for one in pending
        if one.id != entry.id and (one.sent_at, one.text) == (entry.sent_at, entry.text)
    ]


def _settle_overlap(turn: Turn, question: Question, entry: Entry, option: str) -> tuple[Reply, ...]:
    act, number = duplicates.chosen(option)
    if act == "withdraw":
        return (withdraw(turn, [entry], "和已有的重复"),)
    if act == "rest":
        return _only_the_rest(turn, question, entry)
    other = turn.entry(number) if number else None
    if other is None or other.state is EntryState.WITHDRAWN:
        return apply(turn, question, entry, Change())
    if not permission.may_amend(turn.member, other):
        return say(phrases.NOT_YOUR_ENTRY.format(number=other.number, name=other.member_name))
    if act == "newer":
        gone = withdraw(turn, [other], f"以{entry.number}为准")
        return (gone, *apply(turn, question, entry, Change()))
    return _out_of_period(turn, question, entry, other)


def _only_the_rest(turn: Turn, question: Question, entry: Entry) -> tuple[Reply, ...]:
    """The period's count without what the ledger holds of it by now."""
    report = duplicates.Report(duplicates.draft_of(entry), entry.unit, entry.text)
    known = turn.work.ledger.similar(turn.town.id, report.draft, None)
    parts = duplicates.contained(report, [one for one in known if one.id != entry.id])
    left, gone = rest(entry.figures, parts, entry.kind)
    if not left and len(gone) == len(entry.figures):
        return (withdraw(turn, [entry], "都已经记过"),)
    return apply(turn, question, entry, Change(figures=tuple(left), drop=tuple(gone)))


def _out_of_period(turn: Turn, question: Question, entry: Entry, period: Entry) -> tuple[Reply, ...]:
    """Takes a single event out of the count of the period that contains it."""
    left, gone = rest(period.figures, [entry], period.kind)
    if not left and not gone:
        return apply(turn, question, entry, Change())
    before, after = amend(
        turn, period, Change(figures=tuple(left), drop=tuple(gone)), f"{entry.number}单独记了"
    )
    return (told(turn, before, after), *apply(turn, question, entry, Change()))


def withdraw(turn: Turn, entries: Sequence[Entry], reason: str) -> Reply:
    """Takes entries out, with their questions; the card that can bring them back."""
    gone = []
    for entry in entries:
        turn.work.questions.drop_for(turn.town.id, entry.number)
        gone.append(
            turn.work.ledger.withdraw(
                turn.town.id,
                entry.number,
                member_name=turn.member.name,
                reason=turn.reason or reason,
                at=turn.incoming.at,
                closed=bool(turn.reason),
            )
        )
    return cards.withdrawn(gone, turn.today, turn.member.id)


def restore(turn: Turn, entry: Entry, reason: str = "") -> Reply:
    """Brings a withdrawn entry back, with what is still open about it."""
    back = turn.work.ledger.restore(
        turn.town.id,
        entry.number,
        member_name=turn.member.name,
        reason=turn.reason or reason,
        at=turn.incoming.at,
        closed=bool(turn.reason),
    )
    return asking.with_question(turn, cards.card(back, turn.today, turn.member.id, "已恢复"), [back])
