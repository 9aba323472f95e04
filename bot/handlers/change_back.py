"""改回去, 还是88, 原来的对: the change that was made just now is taken back."""

import re

from bot.handlers.undo import undo
from bot.history import changed_just_now
from bot.messages import Reply
from bot.turn import Turn

_BACK = re.compile(
    r"\s*(?:(?:不好意思|哎呀?|哦|不对|搞错了?|改错了)[，, ]*)*"
    r"(?:(?:还是|再)?(?:改|变|换)回(?:来|去|原来的?数?|原样)|(?:还是)?(?:原来|原先|之前)(?:的|那个?数?)+(?:是|才)?对的?|"
    r"(?:不用改了?[，, ]*(?:还|就|原来)?是|还是(?:改回)?|改回)(?P<value>\d[\d.]*)[人次份元件处个家条]*)"
    r"(?:吧|了|呢)?[。！!]*\s*"
)


def change_back(turn: Turn) -> tuple[Reply, ...] | None:
    """The replies where the text takes back what was changed just now; None for anything else."""
    found = _BACK.fullmatch(turn.incoming.text)
    changed = changed_just_now(turn) if found else None
    if found is None or changed is None:
        return None
    _, before = changed
    if found["value"] and float(found["value"]) != float(before.value):
        return None
    return undo(turn.with_argument(""))
