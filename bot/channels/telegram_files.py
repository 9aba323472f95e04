"""Files of Telegram messages: which one a message carries, and its bytes."""

import asyncio

from telegram import Bot, File, Message
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import PermanentError, RetryError, TooBigError
from bot.channels.telegram_errors import TOKEN_WAIT, seconds
from bot.messages import Attached

MOST_BYTES = 20 * 1024 * 1024  # Bot API, getFile: "bots can download files of up to 20 MB in size"
FETCH_SECONDS = 120.0
_TOO_BIG = "file is too big"
_UNNAMED = {
    "video/mp4": "视频.mp4",
    "application/pdf": "文件.pdf",
    "image/jpeg": "图片.jpg",
    "image/png": "图片.png",
}


def attached(message: Message) -> Attached | None:
    """The photo (its largest size), document or video of a message; None where it has none."""
    if message.photo:
        photo = message.photo[-1]
        return Attached(photo.file_id, f"照片{message.message_id}.jpg", photo.file_size or 0)
    file = message.document or message.video
    if file is None or message.animation:
        return None
    name = file.file_name or _UNNAMED.get(file.mime_type or "", "文件")
    return Attached(file.file_id, name, file.file_size or 0)


async def fetch(bot: Bot, remote: str) -> bytes:
    """The bytes of a file. RetryError where Telegram is away, TooBigError, or PermanentError for one that is
    gone.
    """
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            found = await bot.get_file(remote)
            if (found.file_size or 0) > MOST_BYTES:
                raise TooBigError(_TOO_BIG)
            content = await _download(found)
    except TimeoutError as error:
        raise RetryError("the file took too long") from error
    except RetryAfter as error:
        raise RetryError(str(error), seconds(error)) from error
    except InvalidToken as error:
        raise RetryError("Telegram refused the token", TOKEN_WAIT) from error
    except (BadRequest, Forbidden) as error:  # BadRequest is a NetworkError too
        kind = TooBigError if _TOO_BIG in str(error).lower() else PermanentError
        raise kind(str(error)) from error
    except TelegramError as error:
        raise RetryError(str(error)) from error
    if len(content) > MOST_BYTES:
        raise TooBigError(_TOO_BIG)
    return content


async def _download(found: File) -> bytes:
    try:
        return bytes(await found.download_as_bytearray())
    except InvalidToken as error:  # what python-telegram-bot makes of a 404: the address has expired
        raise RetryError("the file's address is not valid any more") from error
