"""昨天那个发单子的再加50份, 工钱那起是6300, 上面两条都撤了: a change to the entry that the words point at."""

import re

from bot import answering, permission, phrases
from bot.handlers.amend import amend_these, ask_which
from bot.handlers.amend_parts import names_part
from bot.messages import Reply
from bot.pointing import latest, pointed_at, withdrawn_at
from bot.turn import Turn, say
from bot.understanding.amendments import read_amendment
from bot.understanding.meaning import Amendment, Intent, Meaning
from bot.understanding.pointing import STANDS_FOR, Pointer, find_pointer
from storage.records import Entry, EntryState

_MAY_CORRECT = (Intent.AMEND, Intent.CHAT, Intent.LOG, Intent.PLAN)
# What only says how it is: 那条是前天的, 那条应该算讲座. What goes on after it tells a story.
_IS = re.compile(
    rf".{{0,8}}{STANDS_FOR}的?[^，。；\n\d]{{0,5}}?(?:应该|其实|实际|准确|也|一共)?"
    r"(?:是|算|在|[再得要]?加|[再得要]?减|挪|改|归|[赔补发来到给]了)[^，。；\n？?]{1,14}"
    r"(?:[，, ]*(?:麻烦|谢|多谢|辛苦|拜托|忘|漏|没写|写[错漏])[^，。\n]{0,4})?[。！!]*"
)
_BACK = re.compile("恢复|还原")


def pointed(turn: Turn, meaning: Meaning, shown: tuple[str, ...] = ()) -> tuple[Reply, ...] | None:
    """The replies where the message changes what it points at; None where it is something else."""
    if meaning.intent not in _MAY_CORRECT or not permission.may_log(turn.member):
        return None
    pointer = find_pointer(turn.incoming.text, turn.at, turn.town_words())
    if pointer is None or (meaning.intent is Intent.LOG and not pointer.definite):
        return None  # "昨天在…开展警示教育，参加53人" is a report of its own
    text = pointer.replaced(turn.incoming.text)
    if _BACK.search(text) and (gone := withdrawn_at(turn, pointer)):
        return tuple(answering.restore(turn, entry) for entry in gone) if len(gone) == 1 else None
    found = read_amendment(text, turn.at, turn.town_words())
    if not (
        pointer.sign(turn.incoming.text) or (_IS.fullmatch(text) and _is_of_it(turn, meaning, pointer, found))
    ):
        return None
    entries = pointed_at(turn, pointer, shown)
    if pointer.nth:
        entries = [one for one in entries if _has_old(one, found)]
    if not entries:
        return _nothing_there(turn, meaning, pointer, text)
    if found.empty and not names_part(text) and meaning.intent is not Intent.AMEND:
        return None
    if found.withdraw and (pointer.many or pointer.whole):
        return _all_gone(turn, entries)
    return amend_these(turn, entries, found, text)


def _is_of_it(turn: Turn, meaning: Meaning, pointer: Pointer, found: Amendment) -> bool:
    """Whether 是 and 改到 tell of an entry: 15号的培训改到14号, where that is past, is no plan."""
    if pointer.definite or meaning.intent is Intent.CHAT:
        return True
    return meaning.intent is Intent.PLAN and found.on is not None and found.on <= turn.today


def _has_old(entry: Entry, found: Amendment) -> bool:
    """Whether the wrong values that are said stand in the entry: 第二条 may be counted in several ways."""
    held = {figure.value for figure in entry.figures}
    return held.issuperset(figure.old for figure in found.figures if figure.old is not None)


def _nothing_there(turn: Turn, meaning: Meaning, pointer: Pointer, text: str) -> tuple[Reply, ...] | None:
    """What was named is not in the ledger: a correction asks which is meant, and changes no other."""
    if not pointer.definite or pointer.number:
        return None
    counted = pointer.nth or pointer.back or pointer.many or pointer.whole
    if meaning.intent is not Intent.AMEND and not counted:
        return None
    known = latest(turn)
    return ask_which(turn, known, text) if known else say(phrases.NOTHING_TO_AMEND)


def _all_gone(turn: Turn, entries: list[Entry]) -> tuple[Reply, ...]:
    for entry in entries:
        if not permission.may_amend(turn.member, entry):
            return say(phrases.NOT_YOUR_ENTRY.format(number=entry.number, name=entry.member_name))
    counted = [one for one in entries if one.state is not EntryState.WITHDRAWN]
    return (answering.withdraw(turn, counted, ""),) if counted else say(phrases.ALL_WITHDRAWN)
