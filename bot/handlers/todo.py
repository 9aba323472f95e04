"""/todo: what is 待确认, and the first open question again."""

from bot import asking, cards, phrases
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import Entry, Role

_MOST = 15


def todo(turn: Turn) -> tuple[Reply, ...]:
    """Own entries first; an editor sees the town's too."""
    ledger, member = turn.work.ledger, turn.member
    own = ledger.pending(turn.town.id, member.id)
    others: list[Entry] = []
    if member.role in (Role.EDITOR, Role.ADMIN):
        others = [one for one in ledger.pending(turn.town.id) if one.member_id != member.id]
    if not own and not others:
        return say(phrases.NOTHING_TO_DO)
    lines = _told(turn, "您有", own) + _told(turn, "别人还有", others)
    text = Reply("\n".join(lines))
    first = (own or others)[0]
    card = cards.card(first, turn.today, member.id)
    return (text, asking.with_question(turn, card, [first]))


def _told(turn: Turn, lead: str, entries: list[Entry]) -> list[str]:
    if not entries:
        return []
    lines = [f"{lead}{len(entries)}条待确认："]
    for entry in entries[:_MOST]:
        reasons = "；".join(doubt.reason for doubt in entry.doubts) or "请核对"
        lines.append(f"{entry.number} {entry.kind}：{reasons}")
    if len(entries) > _MOST:
        lines.append(f"还有{len(entries) - _MOST}条，先答完这些再看。")
    return lines
