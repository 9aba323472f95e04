"""对了，还有50个手提袋; 那个传单大概80份: what goes on about an event told just now is added."""

import re
from datetime import timedelta

from bot import additions, answering, asking, permission
from bot.messages import Reply
from bot.options import settling
from bot.turn import Turn
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Intent, Meaning
from storage.catalogue import bundled
from storage.errors import InvalidValueError
from storage.records import Change, Entry

_GOES_ON = re.compile(
    r"\s*(?:(?:对了|哦对?|噢|喔|补充(?:一下|一点)?|忘了说|刚才忘了说?|漏说了?)[，,：: ]*"
    r"(?:还有|还|另外|那[个些场次])?|还有(?!人)|那[个些场次]|这[个场次])"
)
_JUST_NOW = timedelta(minutes=30)
_RECENT = 5  # entries
_LONGEST = 30  # characters: what is longer tells an event of its own


def going_on(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The entry told just now with the figures that the message adds; None where it tells something else."""
    text = turn.incoming.text.strip()
    if not _GOES_ON.match(text) or len(text) > _LONGEST or meaning.intent not in (Intent.CHAT, Intent.LOG):
        return None
    if find_dates(text, turn.at) or len(meaning.entries) > 1 or not permission.may_log(turn.member):
        return None
    kinds = {one.kind for one in meaning.entries} - {asking.UNREAD_KIND}
    for entry in turn.work.ledger.latest(turn.town.id, turn.member.id, _RECENT):
        fitting = not kinds or entry.kind in kinds
        if fitting and turn.at - entry.sent_at <= _JUST_NOW and (change := _detail(turn, entry)):
            return _added(turn, entry, change)
    return None


def _detail(turn: Turn, entry: Entry) -> Change | None:
    """Figures of the same event: no further event, no other place."""
    change = additions.addition(turn, entry)
    if change is None or not change.figures or change.place not in (None, entry.place):
        return None
    primary = bundled().kind(entry.kind).primary
    return None if any(figure.measure == primary for figure in change.figures) else change


def _added(turn: Turn, entry: Entry, change: Change) -> tuple[Reply, ...] | None:
    try:
        before, after = answering.amend(turn, entry, settling(entry, change), "补充")
    except InvalidValueError:
        return None
    return (answering.next_question(turn, answering.told(turn, before, after), after),)
