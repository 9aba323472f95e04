"""A plain message: logged, answered, or taken as the answer to what was asked."""

import re
import unicodedata

from bot import phrases, recording
from bot.answers import answer_in_words
from bot.handlers import ask
from bot.handlers.amend import amend, amendment_of, restore
from bot.handlers.card_answer import answer_to_card, shown_entries
from bot.handlers.log import log_text
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning
from storage.catalogue import bundled

_LONG = 1000  # characters
_NUMBER = r"(?:20\d\d-)?\d{1,5}"
_RESTORES = re.compile(
    rf"(?:把|第)*(?P<number>{_NUMBER})[号条]?(?:恢复|还原)[了吧。]*|恢复第?(?P<behind>{_NUMBER})[号条]?[。吧]*"
)
_SETS = re.compile(r"\s*(?:改[成为]|应该?[是为]|更正为)")


def hear_text(turn: Turn) -> tuple[Reply, ...]:
    """The answer to a message without a command."""
    text = turn.incoming.text
    if not text.strip():
        return _privately(turn, phrases.EMPTY)
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        return _privately(turn, phrases.NO_LETTERS)
    if recording.on_behalf(turn, text):
        return log_text(turn, text)
    if found := _RESTORES.fullmatch(text.strip()):
        return restore(turn, found["number"] or found["behind"])
    meaning = understand(text, turn.at, turn.town_words())
    shown = shown_entries(turn)
    if shown and (replies := answer_to_card(turn, shown, meaning)):
        return replies
    if replies := answer_in_words(turn, meaning):
        return replies
    if text.strip() in bundled().kinds:
        return _privately(turn, phrases.ONLY_A_KIND.format(kind=text.strip()))
    return _by_intent(turn, meaning)


def _by_intent(turn: Turn, meaning: Meaning) -> tuple[Reply, ...]:
    if meaning.intent is Intent.LOG and meaning.entries:
        if refused := recording.refusal(turn, None):
            return refused
        return recording.record(turn, meaning, turn.incoming.text)
    if meaning.intent is Intent.AMEND:
        return amend(turn, amendment_of(turn, meaning))
    if _SETS.match(turn.incoming.text) and not (amendment := amendment_of(turn, meaning)).empty:
        return amend(turn, amendment)
    if meaning.intent is Intent.QUERY:
        return ask.ask(turn, meaning)
    if meaning.intent is Intent.PLAN:
        return _privately(turn, phrases.PLAN)
    return _chat(turn)


def _chat(turn: Turn) -> tuple[Reply, ...]:
    """A short, kind word in private; silence in a group."""
    text = turn.incoming.text.strip()
    if any(word in text for word in ("帮助", "怎么用", "使用说明", "菜单", "help")) and len(text) < 12:
        from bot.handlers.guide import guide

        return guide(turn)
    if len(text) > _LONG:
        return _privately(turn, phrases.TOO_LONG_FOR_CHAT.format(length=len(text)))
    if len(text) <= 12 and any(
        word in text for word in ("谢谢", "多谢", "辛苦", "收到", "好的", "好嘞", "知道了", "嗯")
    ):
        return _privately(turn, phrases.WELCOME_BACK)
    return _privately(turn, phrases.NOTHING_TO_LOG)


def _privately(turn: Turn, text: str) -> tuple[Reply, ...]:
    return say(text) if turn.incoming.private else ()
