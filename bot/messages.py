"""What a channel hands to the core and gets back: plain values, kept as JSON in inbox and outbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncomingType(StrEnum):
    TEXT = "text"  # a message, with a caption's text where it is a file
    EDIT = "edit"  # an earlier message was changed to this text
    PRESS = "press"  # a button was pressed: `data`
    OTHER = "other"  # a voice note, a sticker …: `attachment` names it
    JOINED = "joined"  # the bot was put into the group, by `account`
    LEFT = "left"  # the bot was taken out of the group
    MOVED = "moved"  # the group has a new id: `data`, instead of `text`


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message. `remote`: the channel's id by which it is fetched. `size`: bytes, 0: unknown."""

    remote: str
    filename: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update. `key`: unique in its channel. `at`: when it was sent, aware.

    `message_id`: the channel's id of the message (for PRESS: of the card). `reply_to`: what it answers.
    `album`: what several pictures that were sent together share. In a group (not `private`): `addressed`
    where it is said to the bot (a command, @, an answer to it), `title` is the group's name.
    """

    channel: str
    key: str
    chat: str
    account: str
    name: str
    at: datetime
    type: IncomingType = IncomingType.TEXT
    text: str = ""
    message_id: str = ""
    reply_to: str | None = None
    data: str = ""
    attachment: str = ""
    private: bool = True
    addressed: bool = True
    title: str = ""
    album: str = ""
    file: Attached | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is at most 64 bytes of UTF-8 (Telegram Bot API, InlineKeyboardButton.callback_data)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Document:
    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A document that lies in the evidence folder, by its hash: only the sender reads it."""

    filename: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `entries`: numbers of the entries that it shows, so that an answer finds them.

    `edits`: the channel's id of the message that this one replaces. `toast`: a word for a pressed button.
    `to`: another chat of the channel, where it does not go to the chat that it answers. `leave`: the bot
    leaves the chat.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: Document | None = None
    entries: tuple[str, ...] = ()
    edits: str | None = None
    toast: str = ""
    to: str | None = None
    stored: Stored | None = None
    leave: bool = False
