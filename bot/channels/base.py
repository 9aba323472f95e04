"""What the sender asks of a channel, and why a message could not be handed over."""

from dataclasses import dataclass
from typing import Protocol

from bot.errors import BotError
from storage.records import OutboxItem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a channel may be given. Times in seconds, 0 for none; sizes in UTF-16 units, 0 for any.

    `spacing`: between two messages of all chats. `chat_spacing`: between two messages of one chat.
    `total`, `group`: (messages, seconds) that all chats together, and a group, may get at most. `text`,
    `caption`: the longest text, and the longest beside a document.
    """

    spacing: float = 0.0
    chat_spacing: float = 0.0
    total: tuple[int, float] | None = None
    group: tuple[int, float] | None = None
    text: int = 0
    caption: int = 0


class Channel(Protocol):
    """A way out to people. `name` is the channel of the outbox items that are its own."""

    @property
    def name(self) -> str: ...

    @property
    def limits(self) -> Limits: ...

    def is_group(self, chat: str) -> bool:
        """Whether the chat has the limit of groups."""
        ...

    async def send(self, item: OutboxItem) -> str:
        """Hands one message over, within the sizes of `limits`; its id there, "" for nothing to show.

        Raises RetryError, UnsureError, PermanentError or MovedError.
        """
        ...


class Line(Channel, Protocol):
    """A channel over a network, on which a message may get lost without a word."""

    async def answers(self) -> bool:
        """Whether the service answers now; what was asked is of no consequence."""
        ...


class ChannelError(BotError):
    """A channel cannot do its work."""


class TokenRefusedError(ChannelError):
    """Telegram does not accept the bot's token: nothing is received or sent until it is changed."""

    status = 2


class SilentChannelError(ChannelError):
    """The channel has stopped asking for messages: the process has to be started anew."""


class DeliveryError(ChannelError):
    """A message was not handed over."""


class RetryError(DeliveryError):
    """It did not arrive and may later. `after`: seconds that the service asked to wait, if it did."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class UnsureError(DeliveryError):
    """It may have arrived or not (no answer came)."""


class PermanentError(DeliveryError):
    """It will never arrive: the chat blocked the bot, is gone, or the message is refused."""


class TooBigError(PermanentError):
    """A file is larger than the channel gives to a bot."""


class MovedError(DeliveryError):
    """The chat has another id now (a group became a supergroup)."""

    def __init__(self, message: str, chat: str) -> None:
        super().__init__(message)
        self.chat = chat
