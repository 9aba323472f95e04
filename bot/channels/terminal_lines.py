"""What is typed in the terminal, as an Incoming. Pure.

A plain line is a message.
`#2` presses the second button of the newest card, `#2 128` that of entry 128's card, `#撤销` one so named.
`> 人数改成150` answers the newest card, `>128 人数改成150` the card of entry 128.
`~ 来了150人` changes one's own last message. A line that ends with \\ goes on in the next.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.messages import Button, Incoming, IncomingType, Reply

PRESS = re.compile(r"[#＃]\s*(\S+)(?:\s+(\d[\d-]*))?\s*")
ANSWER = re.compile(r"[>＞]\s*((?:\d{4}-)?\d+)?\s+(\S.*)", re.DOTALL)
EDIT = re.compile(r"[~～]\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Card:
    """A message of the bot that was shown, under the id by which it can be answered."""

    message_id: str
    reply: Reply

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.reply.buttons for button in row)

    def shows(self, number: str) -> bool:
        """Whether it is of that entry: 2023-128, or 128 for short."""
        return any(entry == number or entry.rpartition("-")[2] == number for entry in self.reply.entries)


class NoSuchCardError(ValueError):
    """Nothing was shown that the line could mean; the message says so in Chinese."""


def read_line(line: str, plain: Incoming, cards: Sequence[Card], own_last: str) -> Incoming:
    """The line as an Incoming. `plain`: one of type TEXT that only lacks the text. `cards`: oldest first.

    `own_last`: the id of the sender's last message, "" for none. NoSuchCardError.
    """
    if pressed := PRESS.fullmatch(line):
        card, button = _pressed(cards, pressed[1], pressed[2])
        return replace(plain, type=IncomingType.PRESS, data=button.data, message_id=card.message_id)
    if answered := ANSWER.fullmatch(line):
        card = _card(cards, answered[1], "还没有可以回复的消息。")
        return replace(plain, text=answered[2], reply_to=card.message_id)
    if (edited := EDIT.fullmatch(line)) and own_last:
        return replace(plain, type=IncomingType.EDIT, text=edited[1], message_id=own_last)
    return replace(plain, text=line)


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Messages: lines without their ends, those that end with a backslash together with the next.

    No blank ones.
    """
    kept: list[str] = []
    for line in lines:
        text = line.rstrip("\r\n")
        if text.endswith("\\"):
            kept.append(text[:-1])
            continue
        message = "\n".join([*kept, text])
        kept = []
        if message.strip():
            yield message
    if any(part.strip() for part in kept):
        yield "\n".join(kept)


def _card(cards: Sequence[Card], number: str | None, none: str) -> Card:
    found = [card for card in cards if number is None or card.shows(number)]
    if not found:
        raise NoSuchCardError(none if number is None else f"上面没有 {number} 的卡片。先发 /show {number}。")
    return found[-1]


def _pressed(cards: Sequence[Card], words: str, number: str | None) -> tuple[Card, Button]:
    """The button of that place on the newest card, or of that label on the newest card that has it."""
    card = _card([one for one in cards if one.buttons], number, "还没有可以按的按钮。")
    for one in reversed([card] if words.isdigit() else cards):
        for index, button in enumerate(one.buttons, 1):
            if words in (str(index), button.label) and (number is None or one.shows(number)):
                return one, button
    raise NoSuchCardError(f"没有按钮 {words}，有：{' '.join(labels(card.reply))}")


def labels(reply: Reply) -> list[str]:
    """The buttons as they are shown, a row a line: [1] 改  [2] 撤销."""
    rows, index = [], 0
    for row in reply.buttons:
        rows.append("  ".join(f"[{index + place}] {button.label}" for place, button in enumerate(row, 1)))
        index += len(row)
    return rows
