"""Incoming and Reply as the plain JSON that inbox and outbox keep, and back. Pure.

What a database cannot hold (lone surrogates, NUL) is taken out on the way in, once, for all channels.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.messages import Attached, Button, Document, Incoming, IncomingType, Reply, Stored

_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def clean_text(text: str) -> str:
    """The text with lone surrogates (not in UTF-8) and NUL (not in PostgreSQL) as U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def incoming_payload(incoming: Incoming) -> dict[str, object]:
    """The update as plain JSON; every text is storable afterwards."""
    file = incoming.file
    return {
        "channel": incoming.channel,
        "key": incoming.key,
        "chat": incoming.chat,
        "account": incoming.account,
        "name": clean_text(incoming.name),
        "at": incoming.at.isoformat(),
        "type": incoming.type.value,
        "text": clean_text(incoming.text),
        "message_id": incoming.message_id,
        "reply_to": incoming.reply_to,
        "data": clean_text(incoming.data),
        "attachment": clean_text(incoming.attachment),
        "private": incoming.private,
        "addressed": incoming.addressed,
        "title": clean_text(incoming.title),
        "album": clean_text(incoming.album),
        "file": [clean_text(file.remote), clean_text(file.filename), file.size] if file else None,
    }


def read_incoming(payload: Mapping[str, Any]) -> Incoming:
    """The update that `incoming_payload` wrote; KeyError or ValueError where it is none."""
    return Incoming(
        channel=payload["channel"],
        key=payload["key"],
        chat=payload["chat"],
        account=payload["account"],
        name=payload["name"],
        at=datetime.fromisoformat(payload["at"]),
        type=IncomingType(payload["type"]),
        text=payload.get("text", ""),
        message_id=payload.get("message_id", ""),
        reply_to=payload.get("reply_to"),
        data=payload.get("data", ""),
        attachment=payload.get("attachment", ""),
        private=payload.get("private", True),
        addressed=payload.get("addressed", True),
        title=payload.get("title", ""),
        album=payload.get("album", ""),
        file=Attached(*payload["file"]) if payload.get("file") else None,
    )


def reply_payload(reply: Reply) -> dict[str, object]:
    """The reply as plain JSON without its document's bytes: `reply.document.content` goes beside it."""
    return {
        "text": clean_text(reply.text),
        "buttons": [
            [{"label": clean_text(button.label), "data": clean_text(button.data)} for button in row]
            for row in reply.buttons
        ],
        "filename": clean_text(reply.document.filename) if reply.document else None,
        "entries": list(reply.entries),
        "edits": reply.edits,
        "toast": clean_text(reply.toast),
        "stored": [clean_text(reply.stored.filename), reply.stored.sha256] if reply.stored else None,
        "leave": reply.leave,
    }


def read_reply(payload: Mapping[str, Any], document: bytes | None = None) -> Reply:
    """The reply that `reply_payload` wrote, with its document's bytes. A bare {"text": …} is one too."""
    filename = payload.get("filename")
    return Reply(
        text=payload.get("text", ""),
        buttons=tuple(
            tuple(Button(button["label"], button["data"]) for button in row)
            for row in payload.get("buttons") or ()
        ),
        document=Document(filename or "文件", document) if document is not None else None,
        entries=tuple(payload.get("entries") or ()),
        edits=payload.get("edits"),
        toast=payload.get("toast", ""),
        stored=Stored(*payload["stored"]) if payload.get("stored") else None,
        leave=payload.get("leave", False),
    )
