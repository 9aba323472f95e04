"""Parts of an entry that are set by their names: 单位改成石桥村, 纠纷类型是婚姻家庭."""

import re

from bot import answering, permission, phrases
from bot.handlers.amend import amended
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding.disputes import dispute_kind
from storage.catalogue import bundled
from storage.records import Change, Entry, EntryState

_SETS = r"(?:[写填记报]?错了?[，, ]*)?(?:应该?[是为]?|改[成为到]|更正[为成]|[是为：:])"
_END = r"(?:才对|吧|的|了|哈)?(?:[，, ]*(?:麻烦|谢|多谢|辛苦)[^，。]{0,4})?[。！!]*\s*$"
_UNIT = re.compile(rf"(?:单位|村名)(?:名称?)?{_SETS}\s*(?P<value>[^，。；\s]{{2,16}}?){_END}")
_TYPE = re.compile(rf"(?:纠纷)?类型{_SETS}\s*(?P<value>[^，。；\s]{{2,8}}?)(?:纠纷)?{_END}")
_DISPUTE = re.compile(
    rf"(?:[是算归]|改[成为])(?:于|到)?(?P<value>[^，。；\s是在]{{2,6}}?)(?:类的?)?(?:纠纷|矛盾){_END}"
)


def names_part(text: str) -> bool:
    """Whether a correction sets the unit or the type of dispute."""
    return any(part.search(text) for part in (_UNIT, _TYPE, _DISPUTE))


def part_set(turn: Turn, entry: Entry) -> tuple[Reply, ...] | None:
    """The entry with the part that the message sets; None where it sets none that the entry has."""
    text = turn.incoming.text.strip()
    unit, kind = _UNIT.search(text), _TYPE.search(text) or _DISPUTE.search(text)
    if entry.state is EntryState.WITHDRAWN or not (unit or kind):
        return None
    if not permission.may_amend(turn.member, entry):
        return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    if unit:
        return _to_unit(turn, entry, unit["value"])
    names = bundled().kind(entry.kind).attributes
    found = dispute_kind(f"{kind['value']}纠纷") if kind and names else None
    if found is None:
        return None
    return (amended(turn, entry, Change(attributes={**entry.attributes, names[0]: found[0]})),)


def _to_unit(turn: Turn, entry: Entry, name: str) -> tuple[Reply, ...]:
    if not permission.may_set_town(turn.member):
        return say(phrases.UNIT_BY_EDITOR)
    change = answering.unit_change(turn, name)
    if change is None:
        names = "、".join(unit.name for unit in turn.units()[:20])
        return say(phrases.NO_SUCH_UNIT_ASKED.format(name=name, names=names))
    return (amended(turn, entry, change),)
