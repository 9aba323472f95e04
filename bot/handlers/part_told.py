"""老师是8个 after 学生86人，老师6人: a part of a sum that was told just now is put right."""

import re

from bot.handlers.amend import amended
from bot.messages import Reply
from bot.rereading import read_as
from bot.turn import Turn
from bot.understanding.normalise import normalise
from storage.records import Change, Entry

_PART = re.compile(
    r"\s*(?:不对|错了|哦|不好意思)?[，, ]*(?P<who>[一-鿿]{2,4}?)(?:应该|其实|实际)?(?:[是有]|改[成为])"
    r"(?P<value>\d{1,5})[个人名位份件]?(?:吧|的|了|才对)?[。！!]*\s*"
)


def part_told(turn: Turn, entry: Entry) -> tuple[Reply, ...] | None:
    """The entry as if its message had told the part so; None where the message has no such part."""
    found = _PART.fullmatch(normalise(turn.incoming.text).text)
    if found is None:
        return None
    told = normalise(entry.words or entry.text).text
    parts = list(re.finditer(rf"(?<={re.escape(found['who'])})([^\d，。；]{{0,3}})\d+", told))
    if len(parts) != 1:
        return None
    part = parts[0]
    draft = read_as(
        turn, entry.kind, f"{told[: part.start()]}{part[1]}{found['value']}{told[part.end() :]}", entry
    )
    held = {figure.measure: figure.value for figure in entry.figures}
    changed = [one for one in draft.figures if one.value != held.get(one.measure)] if draft else []
    if len(changed) != 1 or changed[0].measure not in held:
        return None
    return (amended(turn, entry, Change(figures=tuple(changed))),)
