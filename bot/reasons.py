"""Why something of a closed month is changed: 128号人数改成150，原因：签到表漏了一页. Editors only."""

import re
from dataclasses import replace

from bot import permission
from bot.messages import IncomingType
from bot.turn import Turn

_REASON = re.compile(r"[，,。；;\s]*(?:原因|理由)(?:是|为)?\s*[:：]?\s*(?P<why>\S.{1,200})$", re.DOTALL)
_CHANGES = re.compile(r"改|撤|删|恢复|应[该为]|更正|作废|不对|多报|少报")


def with_reason(turn: Turn) -> Turn:
    """The turn with the reason taken out of its text, where an editor corrects and books are closed."""
    incoming = turn.incoming
    if incoming.type is not IncomingType.TEXT or not permission.may_set_town(turn.member):
        return turn
    found = _REASON.search(incoming.text)
    if found is None or not _CHANGES.search(incoming.text[: found.start()]):
        return turn
    if not turn.work.months.closings(turn.town.id):
        return turn
    rest = incoming.text[: found.start()]
    return replace(turn, incoming=replace(incoming, text=rest), reason=found["why"].strip())
