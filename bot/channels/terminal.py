"""The terminal as a channel: one person who types, or a pipe that does."""

import contextlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bot.channels.base import Limits, PermanentError
from bot.channels.terminal_lines import Card, NoSuchCardError, joined, labels, read_line
from bot.messages import Incoming, Reply
from bot.payloads import read_reply
from storage.records import OutboxItem

PROMPT = "> "
HINT = "打字记事，回车发送。按按钮打 #1，退出打 /quit。"
QUIT = ("/quit", "/exit")


class Terminal:
    """A chat of one person in the terminal. `write` puts out a line of text; documents go into `folder`.

    `account` is by what the person is known to the ledger and the name of the chat; `now` is the clock.
    """

    name = "terminal"
    limits = Limits()

    def __init__(
        self,
        write: Callable[[str], None],
        folder: Path,
        account: str,
        person: str,
        now: Callable[[], datetime],
    ) -> None:
        self._write = write
        self._folder = folder
        self.chat = account
        self._person = person
        self._now = now
        self._cards: list[Card] = []
        self._own_last = ""

    def incoming(self, line: str) -> Incoming | None:
        """What was typed; None where it can mean nothing, which is said."""
        key = uuid.uuid4().hex
        plain = Incoming(
            channel=self.name,
            key=key,
            chat=self.chat,
            account=self.chat,
            name=self._person,
            at=self._now(),
            message_id=key,
        )
        try:
            heard = read_line(line, plain, self._cards, self._own_last)
        except NoSuchCardError as error:
            self._write(str(error))
            return None
        if heard.message_id == key:
            self._own_last = key
        return heard

    def is_group(self, chat: str) -> bool:
        """There are none."""
        del chat
        return False

    async def send(self, item: OutboxItem) -> str:
        """Shows one message; the id by which it can be answered.

        PermanentError: a document cannot be written.
        """
        reply = read_reply(item.payload, item.document)
        text = reply.text or reply.toast
        if text:
            self._write(text)
        if reply.document:
            self._write(f"文件：{self._save(reply.document.filename, reply.document.content)}")
        for row in labels(reply):
            self._write(row)
        return self._show(reply.edits or f"t{item.id}", reply)

    def _show(self, message_id: str, reply: Reply) -> str:
        self._cards = [card for card in self._cards if card.message_id != message_id]
        self._cards.append(Card(message_id, reply))
        return message_id

    def _save(self, filename: str, content: bytes) -> Path:
        """Writes a document under its own name, or with a number where that is taken."""
        name = Path(filename.replace("\\", "/")).name or "文件"
        stem, suffix = Path(name).stem, Path(name).suffix
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in range(1, 1000):
                path = self._folder / (name if number == 1 else f"{stem}({number}){suffix}")
                if not path.exists():
                    path.write_bytes(content)
                    return path
        except OSError as error:
            self._write(f"文件写不进 {self._folder}：{error.strerror}。换个文件夹再试。")
            raise PermanentError(str(error)) from error
        raise PermanentError(f"{self._folder} is full of {name}")


def typed(write: Callable[[str], None]) -> Iterator[str]:
    """What a person types at the prompt, until /quit or the end of input."""
    with contextlib.suppress(ImportError):  # Windows has none
        import readline  # noqa: F401  # gives input() its history and its editing keys

    write(HINT)

    def lines() -> Iterator[str]:
        while True:
            try:
                yield input(PROMPT)
            except EOFError:
                return

    yield from _until_quit(joined(lines()))


def piped(lines: Iterable[str], write: Callable[[str], None], person: str) -> Iterator[str]:
    """The messages of a pipe, each put out before it is answered: the output reads as a conversation."""
    for message in _until_quit(joined(lines)):
        write(f"{person}：{message}")
        yield message


def _until_quit(messages: Iterable[str]) -> Iterator[str]:
    for message in messages:
        if message.strip() in QUIT:
            return
        yield message
