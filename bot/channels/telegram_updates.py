"""A Telegram update as an Incoming. Pure; private chats only, for now."""

import logging
from datetime import datetime

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.messages import Incoming, IncomingType

log = logging.getLogger("fazhibot.telegram")

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
# Of a message, by the Bot API's names; an animation is a document as well, a venue a location.
ATTACHMENTS = (
    "animation", "audio", "document", "photo", "sticker", "story", "video", "video_note", "voice",
    "contact", "dice", "poll", "venue", "location",
)  # fmt: skip


def incoming(update: Update, bot_id: int, now: datetime) -> Incoming | None:
    """What the update says to the core; None for nothing (a group, a channel, a service message).

    The key is "bot:update", since the numbers of two bots may meet. `now`: the time of a pressed button,
    which Telegram does not give. An edited message keeps its first time: the "昨天" in it is still that day.
    """
    key = f"{bot_id}:{update.update_id}"
    if update.my_chat_member:
        changed = update.my_chat_member
        log.info("chat %s: the bot is now %s", changed.chat.id, changed.new_chat_member.status)
        return None
    if update.callback_query:
        return _press(update.callback_query, key, now)
    if update.edited_message:
        return _message(update.edited_message, key, IncomingType.EDIT)
    if update.message:
        return _message(update.message, key, IncomingType.TEXT)
    return None


def _press(query: CallbackQuery, key: str, now: datetime) -> Incoming | None:
    card = query.message
    if card is None or card.chat.type != ChatType.PRIVATE or query.data is None:
        return None
    return Incoming(
        channel="telegram",
        key=key,
        chat=str(card.chat.id),
        account=str(query.from_user.id),
        name=query.from_user.full_name,
        at=now,
        type=IncomingType.PRESS,
        message_id=str(card.message_id),
        data=query.data,
    )


def _message(message: Message, key: str, kind: IncomingType) -> Incoming | None:
    user = message.from_user
    if message.chat.type != ChatType.PRIVATE or user is None:
        return None
    text = message.text or message.caption or ""
    attachment = _attachment(message)
    if not text:
        if kind is IncomingType.EDIT or not attachment:
            return None  # a live location that moves, a pinned message …
        kind = IncomingType.OTHER
    answered = message.reply_to_message
    return Incoming(
        channel="telegram",
        key=key,
        chat=str(message.chat.id),
        account=str(user.id),
        name=user.full_name,
        at=message.date,
        type=kind,
        text=text,
        message_id=str(message.message_id),
        reply_to=str(answered.message_id) if answered else None,
        attachment=attachment,
    )


def _attachment(message: Message) -> str:
    """What comes with the message, by the Bot API's name of it; "" for nothing."""
    found = (name for name in ATTACHMENTS if getattr(message, name, None))
    return next(found, "message" if message.effective_attachment else "")
