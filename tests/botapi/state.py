"""What the server remembers: updates that wait, messages that were sent, limits that were overstepped."""

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field

from tests.botapi.faults import Fault

BOT = {"id": 123456789, "is_bot": True, "first_name": "台账", "username": "fazhi_test_bot"}
START = 1_700_000_000  # 2023-11-14, the date of messages that give none


@dataclass(slots=True)
class Sent:
    """A message of the bot as the chat sees it now. `texts`: all that it has said, the edits included."""

    chat: str
    message_id: int
    texts: list[str]
    buttons: list[list[dict[str, str]]]
    filename: str | None = None
    content: bytes | None = None
    at: float = 0.0

    @property
    def text(self) -> str:
        return self.texts[-1]


@dataclass(slots=True)
class Request:
    method: str
    params: dict[str, str]
    at: float


class ApiError(Exception):
    """An answer with ok false."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status


@dataclass
class State:
    """Guarded by `changed`, a condition that every change notifies."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    updates: list[dict[str, object]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    presses: dict[str, str] = field(default_factory=dict)  # answered callback queries and what was shown
    commands: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)  # groups that the bot left
    reads_groups: bool = False  # privacy mode is off
    violations: list[str] = field(default_factory=list)
    enforced: bool = False  # whether what oversteps a limit is refused with 429
    allowed: tuple[str, ...] = ()
    confirmed: int = 0
    polls: int = 0
    webhook: str = ""
    webhook_secret: str = ""
    closing: bool = False
    next_update: int = 700_000
    next_message: int = 1
    times: dict[str, deque[float]] = field(default_factory=dict)

    def new_message(self) -> int:
        self.next_message += 1
        return self.next_message

    def push(self, kind: str, content: dict[str, object]) -> int:
        """Adds an update; its number."""
        with self.changed:
            number = self.next_update
            self.next_update += 1
            self.updates.append({"update_id": number, kind: content})
            self.changed.notify_all()
        return number

    def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, object]]:
        """Updates from `offset` on; what is below is confirmed and forgotten. Waits while there are none."""
        deadline = time.monotonic() + timeout
        with self.changed:
            if self.webhook:
                raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
            self.polls += 1
            mine = self.polls
            self.changed.notify_all()
            if offset > 0:
                self.confirmed = max(self.confirmed, offset)
                self.updates = [one for one in self.updates if int(str(one["update_id"])) >= offset]
            while not (found := self._allowed()[:limit]) and not self.closing:
                left = deadline - time.monotonic()
                if left <= 0:
                    break
                self.changed.wait(left)
                if self.polls != mine:
                    raise ApiError(409, "Conflict: terminated by other getUpdates request")
            return found

    def _allowed(self) -> list[dict[str, object]]:
        kinds = set(self.allowed)
        return [one for one in self.updates if not kinds or kinds & one.keys()]

    def send(self, chat: str, text: str, markup: str, **document: object) -> Sent:
        """A new message of the bot in the chat; ApiError where Telegram would refuse it."""
        buttons = _buttons(markup)
        longest = 1024 if document else 4096
        if not document and not text.strip():
            raise ApiError(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > longest:
            raise ApiError(
                400,
                "Bad Request: message caption is too long"
                if document
                else "Bad Request: message is too long",
            )
        with self.changed:
            self._count(chat)
            message = Sent(chat, self.new_message(), [text], buttons, at=time.monotonic(), **document)  # type: ignore[arg-type]
            self.sent.append(message)
            self.changed.notify_all()
        return message

    def edit(self, chat: str, message_id: int, text: str, markup: str) -> Sent:
        buttons = _buttons(markup)
        with self.changed:
            self._count(chat)
            found = [one for one in self.sent if one.chat == chat and one.message_id == message_id]
            if not found:
                raise ApiError(400, "Bad Request: message to edit not found")
            if found[0].text == text and found[0].buttons == buttons:
                raise ApiError(
                    400, "Bad Request: message is not modified: specified new message content is the same"
                )
            found[0].texts.append(text)
            found[0].buttons = buttons
            self.changed.notify_all()
        return found[0]

    def _count(self, chat: str) -> None:
        """Telegram's limits: 30 a second in all, 1 a second in a chat, 20 a minute in a group."""
        now = time.monotonic()
        rules = [("", 30, 1.0), (chat, 1, 1.0)]
        if chat.startswith("-"):
            rules.append((f"{chat} a minute", 20, 60.0))
        for key, most, span in rules:
            times = self.times.setdefault(key, deque())
            while times and times[0] <= now - span:
                times.popleft()
            times.append(now)
            if len(times) > most:
                self.violations.append(f"{len(times)} messages in {span} s to {key or 'all chats'}")
                if self.enforced:
                    times.pop()
                    raise ApiError(429, f"Too Many Requests: retry after {int(span)}")


def _buttons(markup: str) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = json.loads(markup).get("inline_keyboard", []) if markup else []
    if any(not 1 <= len(button.get("callback_data", "").encode()) <= 64 for row in rows for button in row):
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows
