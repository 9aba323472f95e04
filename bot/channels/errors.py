"""Why a message could not be handed over, and whether to try again."""

from bot.errors import BotError


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


class MovedError(DeliveryError):
    """The chat has another id now (a group became a supergroup)."""

    def __init__(self, message: str, chat: str) -> None:
        super().__init__(message)
        self.chat = chat
