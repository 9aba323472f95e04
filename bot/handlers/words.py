"""/words: the wordings that the town's staff corrected; /words 删 … forgets one."""

import re

from bot import permission, phrases
from bot.messages import Reply
from bot.turn import Turn, say

_FORGET = re.compile(r"(?:删除?|去掉|忘掉|忘了)\s*[：:“\"]?\s*(.+?)\s*[”\"]?", re.DOTALL)
_MOST = 60


def words(turn: Turn) -> tuple[Reply, ...]:
    if not turn.argument:
        return _listed(turn)
    found = _FORGET.fullmatch(turn.argument)
    if found is None:
        return say(phrases.WORDS_HELP)
    if not permission.may_log(turn.member):
        return say(phrases.NOT_ALLOWED_TO_LOG)
    if turn.work.words.forget(turn.town.id, found[1]):
        return say(phrases.FORGOTTEN.format(words=found[1]))
    return say(phrases.NOT_KNOWN.format(words=found[1][:40]))


def _listed(turn: Turn) -> tuple[Reply, ...]:
    known = turn.work.words.all(turn.town.id)
    if not known:
        return say(phrases.NO_WORDS)
    lines = [f"“{word.words}”算{word.kind}" for word in known[:_MOST]]
    return say(
        "\n".join([f"{turn.town.name}的说法，我记住了{len(known)}个：", *lines, phrases.HOW_TO_FORGET])
    )
