"""A reply cut into messages that a channel takes. Pure.

Telegram counts text in UTF-16 code units (Bot API, "Formatting options"): a character outside the basic
plane is two.
"""

from dataclasses import replace

from bot.channels.base import Limits
from bot.messages import Reply

_SENTENCE_ENDS = "。！？；!?;"


def utf16_units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def split_text(text: str, units: int) -> list[str]:
    """The text in pieces of at most `units` UTF-16 units: cut at line ends, after sentences, or anywhere.

    Blank pieces are left out; `units` 0 means no limit.
    """
    pieces = []
    rest = text
    while units and utf16_units(rest) > units:
        end = _reach(rest, units)
        cut = _best_cut(rest, end)
        pieces.append(rest[:cut].rstrip("\n"))
        rest = rest[cut:].lstrip("\n")
    return [piece for piece in [*pieces, rest] if piece.strip()]


def split_reply(reply: Reply, limits: Limits) -> list[Reply]:
    """The messages of a reply, in order. The first edits and carries the toast, the last has the buttons.

    A document takes the text as its caption where it fits, and comes after it where not. A toast alone is
    one message.
    """
    if reply.leave:
        return [reply]
    texts = split_text(reply.text, limits.text)
    bare = Reply(text="", entries=reply.entries, stored=reply.stored)
    if reply.document is None:
        parts = [replace(bare, text=text) for text in texts]
    elif len(texts) <= 1 and (not limits.caption or utf16_units("".join(texts)) <= limits.caption):
        parts = [replace(bare, text="".join(texts), document=reply.document)]
    else:
        parts = [*(replace(bare, text=text) for text in texts), replace(bare, document=reply.document)]
    if not parts:
        return [replace(bare, toast=reply.toast)] if reply.toast else []
    parts[-1] = replace(parts[-1], buttons=reply.buttons)
    edits = None if parts[0].document else reply.edits
    parts[0] = replace(parts[0], edits=edits, toast=reply.toast)
    return parts


def _reach(text: str, units: int) -> int:
    """How many characters from the start make at most `units`."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > units:
            return max(index, 1)
    return len(text)


def _best_cut(text: str, end: int) -> int:
    line = text.rfind("\n", 1, end)
    if line > end // 4:
        return line + 1
    sentence = max(text.rfind(mark, 0, end) for mark in _SENTENCE_ENDS)
    return sentence + 1 if sentence > end // 4 else end
