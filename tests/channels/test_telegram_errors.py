"""What Telegram's answers mean for the sender."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import DeliveryError, MovedError, PermanentError, RetryError, UnsureError
from bot.channels.telegram_errors import delivery_error, is_beyond_editing, is_unchanged


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (Forbidden("bot was blocked by the user"), PermanentError),
        (BadRequest("Chat not found"), PermanentError),
        (NetworkError("Request Entity Too Large (413)"), PermanentError),
        (NetworkError("Bad Gateway (502)"), RetryError),
        (Conflict("terminated by other getUpdates request"), RetryError),
        (InvalidToken("Unauthorized"), RetryError),
        (TimedOut(), UnsureError),
        (caused(TimedOut(), httpx.ReadTimeout("")), UnsureError),
        (caused(TimedOut(), httpx.ConnectTimeout("")), RetryError),
        (caused(TimedOut(), httpx.PoolTimeout("")), RetryError),
        (caused(NetworkError("httpx.ConnectError"), httpx.ConnectError("")), RetryError),
        (caused(NetworkError("httpx.ProxyError"), httpx.ProxyError("")), RetryError),
        (caused(NetworkError("httpx.ReadError"), httpx.ReadError("")), UnsureError),
        (caused(NetworkError("httpx.RemoteProtocolError"), httpx.RemoteProtocolError("")), UnsureError),
    ],
    ids=lambda value: (
        value.__name__ if isinstance(value, type) else f"{type(value).__name__}-{value.__cause__!r}"
    ),
)
def test_an_error_means(error: TelegramError, meaning: type[DeliveryError]) -> None:
    assert type(delivery_error(error)) is meaning


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
def test_the_wait_that_telegram_asks_for_is_passed_on() -> None:
    meaning = delivery_error(RetryAfter(35))
    assert isinstance(meaning, RetryError)
    assert meaning.after == 35.0


def test_a_chat_that_has_moved_says_where() -> None:
    meaning = delivery_error(ChatMigrated(-1007))
    assert isinstance(meaning, MovedError)
    assert meaning.chat == "-1007"


@pytest.mark.parametrize(
    "words",
    [
        "Message to edit not found",
        "Message can't be edited",
        "MESSAGE_ID_INVALID",
        "Bad Request: there is no text in the message to edit",
    ],
)
def test_what_cannot_be_edited_is_known_from_what_has_not_changed(words: str) -> None:
    assert is_beyond_editing(BadRequest(words))
    assert not is_unchanged(BadRequest(words))
    assert is_unchanged(BadRequest("Message is not modified: specified new message content"))
