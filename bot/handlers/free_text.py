"""A plain message: logged, answered, or taken as the answer to what was asked."""

import re
import unicodedata

from bot import asking, phrases, recording
from bot.answers import answer_in_words
from bot.handlers import ask, chat, tell, why
from bot.handlers.amend import amend, amendment_of
from bot.handlers.by_number import by_number
from bot.handlers.card_answer import answer_to_card, shown_entries
from bot.handlers.change_back import change_back
from bot.handlers.follow_up import follow_up
from bot.handlers.going_on import going_on
from bot.handlers.log import log_text
from bot.handlers.pointed import pointed
from bot.handlers.remind import asked_in_words
from bot.handlers.right_after import right_after
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.amend_words import PREVIOUS
from bot.understanding.amendments import read_amendment
from bot.understanding.meaning import Amendment, Intent, Meaning
from bot.understanding.question_words import sign_of_question
from storage.catalogue import bundled

_SETS = re.compile(
    r"\s*(?:改[成为]|应该?[是为]|更正为|(?:地点|日期|时间|种类|[人份件场次]数|金额)(?:应该?|应当|要)?(?:是|为|改|[:：]))"
)
_CHANGES = re.compile("改[成为]|更正为")
_KIND_CHANGES = re.compile(
    r"\s*(?P<old>[\u4e00-\u9fff]{2,6})改[成为]?(?P<new>[\u4e00-\u9fff]{2,10}?)[吧了。]*\s*"
)
_LONGEST_CORRECTION = 24  # characters
_OWN = 20  # of the member's entries
_LATEST = re.compile(PREVIOUS)


def hear_text(turn: Turn) -> tuple[Reply, ...]:
    """The answer to a message without a command."""
    text = turn.incoming.text
    if not text.strip():
        return _privately(turn, phrases.EMPTY)
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        return _privately(turn, phrases.NO_LETTERS)
    if recording.on_behalf(turn, text):
        return log_text(turn, text)
    if replies := by_number(turn, text) or change_back(turn) or asked_in_words(turn) or why.in_words(turn):
        return replies
    meaning = understand(text, turn.at, turn.town_words())
    shown = shown_entries(turn)
    if not shown and (replies := tell.perhaps_new(turn, meaning)):
        return replies
    if replies := pointed(turn, meaning, shown):
        return replies
    if shown and (replies := answer_to_card(turn, shown, meaning)):
        return replies
    if replies := answer_in_words(turn, meaning):
        return replies
    if replies := follow_up(turn, meaning) or right_after(turn, meaning):
        return replies
    if (kind := _only_kind(text)) is not None:
        return _privately(turn, phrases.ONLY_A_KIND.format(kind=kind))
    return going_on(turn, meaning) or _by_intent(turn, meaning)


def _only_kind(text: str) -> str | None:
    """The kind that is all of the text: 人民调解, 是人民调解."""
    name = re.sub("^(?:应该?)?(?:是|算|属于)|[的吧。！!]+$", "", text.strip())
    return name if name in bundled().kinds else None


def _by_intent(turn: Turn, meaning: Meaning) -> tuple[Reply, ...]:
    if (amendment := _correction(turn, meaning)) is not None:
        return amend(turn, amendment)
    if meaning.intent is Intent.LOG and meaning.entries and not _only_asks(turn, meaning):
        if refused := recording.refusal(turn, None):
            return refused
        return recording.record(turn, meaning, turn.incoming.text)
    if meaning.intent in (Intent.QUERY, Intent.AMEND, Intent.LOG):
        return chat.known(turn) or tell.beside(turn, meaning, ask.ask(turn, meaning))
    if replies := chat.known(turn) or tell.answer(turn, meaning):
        return replies
    if meaning.intent is Intent.PLAN:
        return _privately(turn, phrases.PLAN)
    return chat.chat(turn)


def _only_asks(turn: Turn, meaning: Meaning) -> bool:
    """It ends as a question and says no count: what it names was not told."""
    if not turn.incoming.text.rstrip().endswith(("？", "?")):
        return False
    return all(figure.implied for entry in meaning.entries for figure in entry.figures)


def _correction(turn: Turn, meaning: Meaning) -> Amendment | None:
    """What the message corrects; also where only the entry that is open here makes a correction of it."""
    text = turn.incoming.text
    if (found := _KIND_CHANGES.fullmatch(text)) and found["new"] in bundled().kinds:
        return read_amendment(f"不是{found['old']}，是{found['new']}", turn.at, turn.town_words())
    if meaning.intent is Intent.AMEND:
        amendment = amendment_of(turn, meaning)
        return None if amendment.empty and sign_of_question(text) else amendment
    unread = meaning.intent is Intent.CHAT or all(one.kind == asking.UNREAD_KIND for one in meaning.entries)
    if meaning.intent in (Intent.CHAT, Intent.LOG) and unread:
        amendment = amendment_of(turn, meaning)
        if _LATEST.search(text) or (_SETS.match(text) and not amendment.empty):
            return amendment
    if meaning.intent is Intent.LOG and _LATEST.match(text.strip()) and len(text) <= _LONGEST_CORRECTION:
        amendment = amendment_of(turn, meaning)  # 刚才那条赔的是600
        return None if amendment.empty else amendment
    if _CHANGES.search(text) and _known(turn, meaning):
        return amendment_of(turn, meaning)
    return None


def _known(turn: Turn, meaning: Meaning) -> bool:
    """Whether it speaks of one event that its sender has logged already."""
    if meaning.intent is not Intent.LOG or len(meaning.entries) != 1:
        return False
    told = (meaning.entries[0].kind, meaning.entries[0].on)
    return any(
        (one.kind, one.on) == told for one in turn.work.ledger.latest(turn.town.id, turn.member.id, _OWN)
    )


def _privately(turn: Turn, text: str) -> tuple[Reply, ...]:
    return say(text) if turn.incoming.private else ()
