"""/list [月份|种类|单位]: what was logged, in pages."""

from dataclasses import replace

from bot import listing, phrases
from bot.callbacks import Callback
from bot.listing import Filter
from bot.messages import Reply
from bot.periods import read_period
from bot.turn import Turn, say
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import UnitLevel

_ALL = ("全镇", "全部", "所有", "全街道", "全乡")


def list_(turn: Turn) -> tuple[Reply, ...]:
    """A village sees its own unless it asks for another's or 全镇; a town-level unit sees all."""
    wanted = read_filter(turn)
    if wanted is None:
        return say(phrases.LIST_HELP)
    reply = listing.page(turn, wanted, 0)
    if wanted.unit == turn.member.unit and turn.member.unit.name not in turn.argument:
        reply = replace(reply, text=f"{reply.text}\n{phrases.LIST_ALL}")
    return (reply,)


def read_filter(turn: Turn) -> Filter | None:
    """The filter that the argument's words say, in any order; None where a word says nothing."""
    own = turn.member.unit if turn.member.unit.level is UnitLevel.VILLAGE else None
    wanted = Filter(Period.of_year(turn.today.year), unit=own)
    for word in turn.argument.split():
        changed = _with_word(turn, wanted, word)
        if changed is None:
            return None
        wanted = changed
    return wanted


def _with_word(turn: Turn, wanted: Filter, word: str) -> Filter | None:
    if word in _ALL:
        return replace(wanted, unit=None)
    if unit := next((one for one in turn.units() if one.name == word), None):
        return replace(wanted, unit=unit)
    if kind := find_kind(word):
        return replace(wanted, kind=kind)
    period = read_period(word, turn.at)
    return replace(wanted, period=period) if period else None


def find_kind(word: str) -> str | None:
    """The kind of that name, or the only one whose name holds the word."""
    kinds = bundled().kinds
    if word in kinds:
        return word
    like = [name for name in kinds if word in name] if len(word) > 1 else []
    return like[0] if len(like) == 1 else None


def page(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """上一页, 下一页: the page in the place of the one that is shown."""
    wanted = listing.unpacked(turn, [callback.argument(index) for index in range(1, 5)])
    reply = listing.page(turn, wanted, callback.number(0))
    return (replace(reply, edits=turn.incoming.message_id or None),)
