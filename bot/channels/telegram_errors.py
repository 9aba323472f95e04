"""What Telegram's answers mean for a message that was to be sent."""

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import DeliveryError, MovedError, PermanentError, RetryError, UnsureError

TOKEN_WAIT = 30.0  # the watchdog stops the program when the token stays refused
# Nothing had left this machine when one of these came (httpx, "Exceptions").
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_BEYOND_EDITING = (
    "message to edit not found",
    "can't be edited",
    "message_id_invalid",
    "no text in the message to edit",
)


def delivery_error(error: TelegramError) -> DeliveryError:
    """The error in the sender's terms: try again, never, perhaps it arrived, or the chat has moved."""
    if isinstance(error, ChatMigrated):
        return MovedError(str(error), str(error.new_chat_id))
    if isinstance(error, RetryAfter):
        return RetryError(str(error), seconds(error))
    if isinstance(error, InvalidToken):
        return RetryError("Telegram refused the token", TOKEN_WAIT)
    if isinstance(error, (Forbidden, BadRequest)):  # BadRequest is a NetworkError too
        return PermanentError(str(error))
    if isinstance(error, NetworkError):
        return _network_error(error)
    return RetryError(str(error))


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    return error._retry_after.total_seconds()  # the public name warns until the next major version


def is_unchanged(error: BadRequest) -> bool:
    """An edit that changes nothing: the message is as it should be."""
    return "not modified" in str(error).lower()


def is_beyond_editing(error: BadRequest) -> bool:
    """An edit of a message that is gone, too old, not the bot's own, or a document."""
    text = str(error).lower()
    return any(words in text for words in _BEYOND_EDITING)


def _network_error(error: NetworkError) -> DeliveryError:
    if isinstance(error.__cause__, _NOT_SENT):
        return RetryError(_words(error))
    if isinstance(error, TimedOut) or isinstance(error.__cause__, httpx.HTTPError):
        return UnsureError(_words(error))
    if "too large" in str(error).lower():  # 413 comes as a plain NetworkError
        return PermanentError(_words(error))
    return RetryError(_words(error))


def _words(error: NetworkError) -> str:
    cause = error.__cause__
    return f"{error} ({type(cause).__name__})" if isinstance(cause, httpx.HTTPError) else str(error)
