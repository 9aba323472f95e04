"""/show 128: one entry with what was done to it."""

from datetime import date

from bot import cards, formats, late, permission, phrases
from bot.entry_numbers import find_entry
from bot.evidence import showing
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import Entry, Revision

_ACTIONS = {"record": "记录", "amend": "修改", "withdraw": "撤销", "restore": "恢复"}
_MOST_TEXT = 500  # characters
_MOST_REVISIONS = 15


def show(turn: Turn) -> tuple[Reply, ...]:
    if not turn.argument:
        return say(phrases.WHICH_NUMBER.format(command="/show"))
    entry = find_entry(turn, turn.argument)
    if entry is None:
        return say(phrases.NO_SUCH_ENTRY.format(number=turn.argument[:20]))
    owner = turn.member.id if permission.may_amend(turn.member, entry) else None
    card = cards.card(entry, turn.today, owner)
    return (Reply("\n".join([card.text, *_told(turn, entry)]), card.buttons, entries=card.entries),)


def _told(turn: Turn, entry: Entry) -> list[str]:
    """Open doubts, whether it came late, the message's words where the reader may see them, the history."""
    lines = [f"待确认：{doubt.reason}" for doubt in entry.doubts]
    lines += [line for line in (late.told(turn, entry),) if line]
    if permission.may_read_text(turn.member, entry):
        text = entry.text if len(entry.text) <= _MOST_TEXT else entry.text[:_MOST_TEXT] + "…"
        lines.append(f"原话：{text}")
    revisions = turn.work.ledger.revisions(turn.town.id, entry.number)
    reads = permission.may_read_text(turn.member, entry)
    lines += showing.lines(turn, entry)
    return [*lines, "经过：", *(_revision(turn, one, reads) for one in revisions[-_MOST_REVISIONS:])]


def _revision(turn: Turn, revision: Revision, reads: bool) -> str:
    """`reads`: whether the reader may see the words of a correction, as those of the message."""
    at = turn.local(revision.at)
    when = f"{formats.day(at.date(), turn.today, weekday=False)}{at:%H:%M}"
    reason = f"（{revision.reason}）" if revision.reason and reads else ""
    act = _ACTIONS.get(revision.action, revision.action)
    return f"{when} {revision.member_name}{act}{reason}{_what(revision, turn.today)}"


def _what(revision: Revision, today: date) -> str:
    """The parts that a change touched: 受众 120人次→150人次."""
    if revision.before is None or revision.action != "amend":
        return ""
    old, new = (_parts(side, today) for side in (revision.before, revision.after))
    names = dict.fromkeys((*old, *new))
    told = [
        f"{name} {old.get(name, '没写')}→{new.get(name, '没写')}"
        for name in names
        if old.get(name) != new.get(name)
    ]
    return "：" + "，".join(told) if told else ""


def _parts(side: object, today: date) -> dict[str, str]:
    """An entry as a revision kept it, part by part, in the words of the card."""
    assert isinstance(side, dict)
    kind, until = str(side["kind"]), side["until"]
    days = formats.span(date.fromisoformat(side["on"]), date.fromisoformat(until) if until else None, today)
    figures = {
        one["measure"]: formats.hedged(one["value"], one["hedge"], formats.unit_of(kind, one["measure"]))
        for one in side["figures"]
    }
    place = {"地点": str(side["place"])} if side["place"] else {}
    return {"种类": kind, "日期": days, **place, "单位": str(side["unit"]), **side["attributes"], **figures}
