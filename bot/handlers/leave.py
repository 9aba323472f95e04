"""/leave 7月1日到10日: nobody is reminded while on leave."""

import re

from bot import formats, permission
from bot import reminder_phrases as phrases
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding.dates import Direction, find_dates
from storage.records import Member

_BACK = ("取消", "销假", "回来了", "回来", "结束")
_JOIN = re.compile(r"(\d日|号)?\s*[-—~～]\s*")


def leave(turn: Turn) -> tuple[Reply, ...]:
    """One's own leave; an editor's also for another: /leave 张敏 7月1日到10日."""
    words = turn.argument.strip()
    member = turn.member
    name, _, rest = words.partition(" ")
    if rest and permission.may_set_town(turn.member):
        named = turn.work.members.by_name(turn.town.id, name)
        if len(named) == 1:
            member, words = named[0], rest.strip()
    if not words:
        return say(_told(turn, member))
    if words in _BACK:
        return say(_told(turn, turn.work.members.back(member.id, turn.today)))
    spans = find_dates(words, turn.at, Direction.FUTURE)
    if not spans:
        return say(phrases.LEAVE_HELP)
    first, last = spans[0].on, max(span.last_day for span in spans)
    if last < turn.today or (last - first).days > 370:
        return say(phrases.LEAVE_HELP)
    return say(_told(turn, turn.work.members.leave(member.id, first, last)))


def _told(turn: Turn, member: Member) -> str:
    who = "您" if member.id == turn.member.id else member.name
    ahead = [days for days in member.away if days[1] >= turn.today]
    if not ahead:
        return phrases.LEAVE_NONE.format(who=who)
    spans = "、".join(formats.span(first, last, turn.today) for first, last in ahead)
    return phrases.LEAVE_SET.format(who=who, spans=spans)
