"""A Telegram update as an Incoming: private chats and groups. Pure."""

import re
from datetime import datetime

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.telegram_files import attached
from bot.messages import Incoming, IncomingType

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
# Of a message, by the Bot API's names; an animation is a document as well, a venue a location.
ATTACHMENTS = (
    "animation", "audio", "document", "photo", "sticker", "story", "video", "video_note", "voice",
    "contact", "dice", "poll", "venue", "location",
)  # fmt: skip
_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_COMMAND = re.compile(r"[/／][A-Za-z_]+(?:@(\w+))?(?=\s|$)")


def incoming(update: Update, bot_id: int, now: datetime, username: str = "") -> Incoming | None:
    """What the update says to the core; None for nothing (a channel, another bot's command, a pin).

    The key is "bot:update", since the numbers of two bots may meet. `now`: the time of a pressed button,
    which Telegram does not give. `username`: the bot's, without @. An edited message keeps its first time:
    the "昨天" in it is still that day.
    """
    key = f"{bot_id}:{update.update_id}"
    if update.my_chat_member:
        return _membership(update.my_chat_member, key)
    if update.callback_query:
        return _press(update.callback_query, key, now)
    message = update.message or update.edited_message
    if message is None:
        return None
    if moved := _moved(message, key):
        return moved
    kind = IncomingType.TEXT if update.message else IncomingType.EDIT
    return _message(message, key, kind, bot_id, username)


def _membership(changed: ChatMemberUpdated, key: str) -> Incoming | None:
    """The bot was put into a group, or taken out of one; None where it only got other rights."""
    if changed.chat.type not in GROUPS:
        return None
    was_out, is_out = (one.status in _OUTSIDE for one in (changed.old_chat_member, changed.new_chat_member))
    if was_out == is_out:
        return None
    return Incoming(
        channel="telegram",
        key=key,
        chat=str(changed.chat.id),
        account=str(changed.from_user.id),
        name=changed.from_user.full_name,
        at=changed.date,
        type=IncomingType.LEFT if is_out else IncomingType.JOINED,
        private=False,
        title=changed.chat.title or "",
    )


def _moved(message: Message, key: str) -> Incoming | None:
    """The group became a supergroup; Telegram says so in the old chat and in the new one."""
    here, new, old = message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id
    if new is None and old is None:
        return None
    return Incoming(
        channel="telegram",
        key=key,
        chat=str(here),  # so that each of the two comes before what is said after it
        account="",
        name="",
        at=message.date,
        type=IncomingType.MOVED,
        text=str(here if old is None else old),
        data=str(here if new is None else new),
        private=False,
    )


def _press(query: CallbackQuery, key: str, now: datetime) -> Incoming | None:
    card = query.message
    if card is None or query.data is None or card.chat.type not in (ChatType.PRIVATE, *GROUPS):
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
        private=card.chat.type == ChatType.PRIVATE,
        title=card.chat.title or "",
    )


def _message(message: Message, key: str, kind: IncomingType, bot_id: int, username: str) -> Incoming | None:
    user, private = message.from_user, message.chat.type == ChatType.PRIVATE
    if user is None or not (private or (message.chat.type in GROUPS and not user.is_bot)):
        return None
    text = message.text or message.caption or ""
    attachment = _attachment(message)
    if not text:
        if kind is IncomingType.EDIT or not attachment:
            return None  # a live location that moves, a pinned message …
        kind = IncomingType.OTHER
    answered = message.reply_to_message
    addressed = private or bool(answered and answered.from_user and answered.from_user.id == bot_id)
    if not private:
        command = _COMMAND.match(text)
        if command and command[1] and username and command[1].lower() != username.lower():
            return None
        text, mentioned = without_mention(text, username)
        addressed = addressed or mentioned or command is not None
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
        private=private,
        addressed=addressed,
        title=message.chat.title or "",
        album=message.media_group_id or "",
        file=attached(message) if kind is not IncomingType.EDIT else None,
    )


def without_mention(text: str, username: str) -> tuple[str, bool]:
    """The text without @username (that of a command stays), and whether it was there."""
    if not username:
        return text, False
    pattern = rf"(?<![\w/@])@{re.escape(username)}(?!\w)[,，:：]?[ \t]*"
    plain, found = re.subn(pattern, "", text, flags=re.IGNORECASE)
    return (plain.strip(), True) if found else (text, False)


def _attachment(message: Message) -> str:
    """What comes with the message, by the Bot API's name of it; "" for nothing."""
    found = (name for name in ATTACHMENTS if getattr(message, name, None))
    return next(found, "message" if message.effective_attachment else "")
