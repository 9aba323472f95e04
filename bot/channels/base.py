"""What the sender asks of a channel."""

from dataclasses import dataclass
from typing import Protocol

from storage.records import OutboxItem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a channel may be given. Times in seconds, 0 for none; sizes in UTF-16 units, 0 for any.

    `spacing`: between two messages of all chats. `chat_spacing`: between two messages of one chat.
    `group`: (messages, seconds) that a group may get at most. `text`, `caption`: the longest text, and the
    longest beside a document.
    """

    spacing: float = 0.0
    chat_spacing: float = 0.0
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
        """Hands one message over, within the sizes of `limits`; the channel's id of it ("": there was
        nothing to show).

        Raises RetryError, UnsureError, PermanentError or MovedError.
        """
        ...
