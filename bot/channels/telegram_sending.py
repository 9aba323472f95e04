"""A reply as Telegram's own message: sent, edited, or with a document."""

import logging

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.error import BadRequest

from bot.channels.telegram_errors import is_beyond_editing, is_unchanged
from bot.messages import Reply

log = logging.getLogger("fazhibot.telegram")

MOST_DATA_BYTES = 64  # Bot API, InlineKeyboardButton.callback_data


async def hand_over(bot: Bot, chat: int, reply: Reply) -> str:
    """Sends or edits one message that is within the limits; its id. TelegramError."""
    keyboard = _keyboard(reply)
    if reply.document is not None:
        file = InputFile(reply.document.content, filename=reply.document.filename)
        # To be seen at once, not opened as a file; but an original stays what it is, to the byte.
        if reply.document.filename.endswith(".png") and reply.stored is None:
            photo = await bot.send_photo(chat, file, caption=reply.text or None, reply_markup=keyboard)
            return str(photo.message_id)
        sent = await bot.send_document(chat, file, caption=reply.text or None, reply_markup=keyboard)
        return str(sent.message_id)
    if reply.edits is not None and await _edit(bot, chat, int(reply.edits), reply.text, keyboard):
        return reply.edits
    preview = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(chat, reply.text, reply_markup=keyboard, link_preview_options=preview)
    return str(sent.message_id)


async def _edit(bot: Bot, chat: int, message: int, text: str, keyboard: InlineKeyboardMarkup | None) -> bool:
    """False where that message can be edited no more, so that a new one has to be sent."""
    try:
        await bot.edit_message_text(text, chat_id=chat, message_id=message, reply_markup=keyboard)
    except BadRequest as error:
        if is_beyond_editing(error):
            return False
        if not is_unchanged(error):
            raise
    return True


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [
        [
            InlineKeyboardButton(button.label, callback_data=button.data)
            for button in row
            if _fits(button.data)
        ]
        for row in reply.buttons
    ]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def _fits(data: str) -> bool:
    """Telegram refuses a message for one button that carries too much: it is left out, and logged."""
    fits = 1 <= len(data.encode()) <= MOST_DATA_BYTES
    if not fits:
        log.error("a button's data has %d bytes, not 1 to %d: %s", len(data.encode()), MOST_DATA_BYTES, data)
    return fits
