"""Groups, files and albums of the server: what people do with them, and what the bot asks for."""

from tests.botapi.state import BOT, START, ApiError, State

MOST_BYTES = 20 * 1024 * 1024  # Bot API, getFile
Files = dict[str, tuple[str, bytes]]


class GroupsAndFiles:
    """A part of BotApi."""

    state: State

    # What people do

    def group_says(
        self, group: int, person: int, text: str = "", *, name: str = "李梅", reply_to: int | None = None,
        **more: object,
    ) -> int:  # fmt: skip
        """Somebody writes in a group; the message's id. `reply_to`: one of the bot's messages."""
        message_id = self.state.new_message()
        message = {
            **self._in_group(group, person, message_id, name),
            **({"text": text} if text else {}),
            **more,
        }
        if reply_to is not None:
            answered = {"message_id": reply_to, "date": START, "chat": message["chat"], "from": BOT}
            message["reply_to_message"] = answered
        self.state.push("message", message)
        return message_id

    def group_presses(
        self, group: int, person: int, message_id: int, data: str, *, name: str = "李梅"
    ) -> str:
        """Somebody presses a button in a group; the query's id."""
        query = f"q{self.state.new_message()}"
        who = {"id": person, "is_bot": False, "first_name": name}
        card = {"message_id": message_id, "date": START, "chat": self._group(group), "from": BOT}
        body = {"id": query, "from": who, "chat_instance": "1", "data": data, "message": card}
        self.state.push("callback_query", body)
        return query

    def puts_into_group(self, group: int, person: int, *, name: str = "李梅", out: bool = False) -> None:
        """Somebody puts the bot into a group, or takes it out."""
        inside, outside = ({"user": BOT, "status": status} for status in ("member", "left"))
        old, new = (inside, outside) if out else (outside, inside)
        body = {"chat": self._group(group), "from": self._person(person, name), "date": START}
        self.state.push("my_chat_member", {**body, "old_chat_member": old, "new_chat_member": new})

    def becomes_supergroup(self, old: int, new: int, person: int = 7) -> None:
        """A group gets its new id: Telegram says so in both chats."""
        for chat, told in ((old, {"migrate_to_chat_id": new}), (new, {"migrate_from_chat_id": old})):
            message = self._in_group(chat, person, self.state.new_message(), "李梅")
            self.state.push("message", {**message, **told})

    def file(self, content: bytes, size: int | None = None) -> dict[str, object]:
        """A file that Telegram holds, as a message names it. `size`: what the message says of it."""
        with self.state.changed:
            file_id = f"file{len(self.state.files) + 1}"
            self.state.files[file_id] = content
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(content) if size is None else size,
        }

    def photo(self, content: bytes, size: int | None = None) -> list[dict[str, object]]:
        """A message's `photo`: a small size, and the whole one."""
        small = {**self.file(b"\xff\xd8\xffsmall"), "width": 90, "height": 60}
        return [small, {**self.file(content, size), "width": 900, "height": 600}]

    def document(self, content: bytes, name: str, size: int | None = None) -> dict[str, object]:
        """A message's `document`."""
        return {**self.file(content, size), "file_name": name}

    @staticmethod
    def _person(person: int, name: str) -> dict[str, object]:
        return {"id": person, "is_bot": False, "first_name": name}

    @staticmethod
    def _group(group: int) -> dict[str, object]:
        kind = "supergroup" if str(group).startswith("-100") else "group"
        return {"id": group, "type": kind, "title": "青石镇工作群"}

    def _in_group(self, group: int, person: int, message_id: int, name: str) -> dict[str, object]:
        who = self._person(person, name)
        return {"message_id": message_id, "date": START, "chat": self._group(group), "from": who}

    # What the bot asks for

    def _leaveChat(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        with self.state.changed:
            self.state.left.append(int(params["chat_id"]))
            self.state.changed.notify_all()
        return True

    def _getFile(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        content = self.state.files.get(params["file_id"])
        if content is None:
            raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > MOST_BYTES:
            raise ApiError(400, "Bad Request: file is too big")
        path = f"documents/{params['file_id']}"
        return {
            "file_id": params["file_id"],
            "file_unique_id": "u",
            "file_size": len(content),
            "file_path": path,
        }
