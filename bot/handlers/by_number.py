"""Entries named by their numbers alone: 128号恢复, 128、130号都撤销; and 恢复 of what was just withdrawn."""

import re

from bot import answering, permission, phrases
from bot.entry_numbers import find_entry
from bot.history import UNDONE, Step, steps
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import Entry, EntryState

_BACK = r"(?:恢复|还原)(?:一下|回来|过来)?"
_NEVER_MIND = (
    r"(?:哦|啊|呃|那?还是|那?算了|不用|别)*[，, ]*"
    r"(?:不?撤错了?|不撤了?|不用撤了?|别撤了?|删错了?|还是?留着吧?)"
)
_THAT = r"(?:刚[才刚]?|上一?条|那一?条|[撤删]掉?了?的|的|它)"
_END = "[了吧。]*"
_RESTORE_LAST = re.compile(
    rf"(?:{_NEVER_MIND}[，, ]*)?把?{_THAT}*(?:[^，。\d]{{0,2}}{_BACK}|{_BACK}{_THAT}*){_END}"
)
_THOUGHT_BETTER = re.compile(rf"{_NEVER_MIND}[，, ]*(?:还是?要?{_THAT}+|{_THAT}+还?要?)?{_END}")
_NUMBER = r"(?:20\d\d-)?\d{1,5}"
_RESTORE = re.compile(
    rf"(?:把|第|编号)*(?P<number>{_NUMBER})[号条]?(?:那条)?(?:还是要的?[，, ]*)?"
    rf"(?:(?:给我)?{_BACK}|不撤了?|撤错){_END}|{_BACK}(?:第|编号)?(?P<behind>{_NUMBER})[号条]?{_END}"
)
# What is said around a request: 不好意思，… 谢谢.
_AROUND = re.compile(
    r"^\s*(?:(?:不好意思|对不起|对了|哎呀?|诶|麻烦一?下?|请)[哈啊呀，, ]*)+|"
    r"(?:[，, ]*(?:谢谢?|多谢|麻烦|辛苦)[您你了啦]*|[哈哦呀啊])+[。！!]*\s*$"
)
# Two numbers never touch: a run of digits has one reading only.
_BETWEEN = r"(?:[号条][、，,和跟及 ]*|[、，,和跟及 ]+)第?"
_SEVERAL = re.compile(
    rf"把?第?(?P<numbers>{_NUMBER}(?:{_BETWEEN}{_NUMBER}){{1,19}})[号条]?[都全部]*"
    r"(?:撤[销回掉]?|删[掉除]?|作废|不要)[了吧。]*"
)


def by_number(turn: Turn, text: str) -> tuple[Reply, ...] | None:
    """The replies where the text is such a request; None for anything else."""
    text = _AROUND.sub("", text.strip())
    if _RESTORE_LAST.fullmatch(text):
        return restore_last(turn)
    if _THOUGHT_BETTER.fullmatch(text) and _just_withdrawn(turn):
        return restore_last(turn)
    if found := _RESTORE.fullmatch(text):
        return restore(turn, found["number"] or found["behind"])
    if found := _SEVERAL.fullmatch(text):
        numbers = re.findall(_NUMBER, found["numbers"])
        return withdraw(turn, numbers)
    return None


def restore_last(turn: Turn) -> tuple[Reply, ...]:
    """Brings back what the member has just withdrawn."""
    step = _just_withdrawn(turn)
    if step is None:
        return say(phrases.NOTHING_TO_RESTORE)
    return tuple(answering.restore(turn, entry, UNDONE) for entry, _ in step.revisions)


def _just_withdrawn(turn: Turn) -> Step | None:
    step = next(iter(steps(turn)), None)
    return step if step and step.action == "withdraw" else None


def restore(turn: Turn, number: str) -> tuple[Reply, ...]:
    """Brings a withdrawn entry back."""
    entry = find_entry(turn, number)
    if entry is None:
        return say(phrases.NO_SUCH_ENTRY.format(number=number))
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if entry.state is not EntryState.WITHDRAWN:
        return say(phrases.NOT_WITHDRAWN.format(number=entry.number))
    return (answering.restore(turn, entry),)


def withdraw(turn: Turn, numbers: list[str]) -> tuple[Reply, ...]:
    """Takes out all of them, or none where one does not exist or is not the sender's."""
    entries: list[Entry] = []
    for number in numbers:
        entry = find_entry(turn, number)
        if entry is None:
            return say(phrases.NO_SUCH_ENTRY.format(number=number) + phrases.NOTHING_DONE)
        if not permission.may_amend(turn.member, entry):
            refusal = phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name)
            return say(refusal + phrases.NOTHING_DONE)
        if entry.state is not EntryState.WITHDRAWN and entry not in entries:
            entries.append(entry)
    return (answering.withdraw(turn, entries, ""),) if entries else say(phrases.ALL_WITHDRAWN)
