"""The terminal, typed and piped, over a real inbox and outbox."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import chat
from bot.channels.terminal import Terminal, piped, typed
from bot.channels.terminal_lines import joined
from bot.messages import Button, Document, Incoming, IncomingType, Reply
from storage.database import Database
from tests.botapi.running import answering

AT = datetime(2025, 6, 14, 2, 20, tzinfo=UTC)


class Talk:
    """A conversation with a core that answers each message by a card, and keeps what it heard."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.heard: list[Incoming] = []
        self.shown: list[str] = []

    def answer(self, incoming: Incoming) -> tuple[Reply, ...]:
        self.heard.append(incoming)
        number = f"2025-{len(self.heard)}"
        buttons = ((Button("改", f"edit:{number}"), Button("撤销", f"undo:{number}")),)
        if incoming.text == "/draft 2025":
            return (Reply("草稿好了", document=Document("../青石镇报告.docx", b"PK\x03\x04")),)
        if incoming.text == "谢谢":
            return (Reply("不客气"),)
        return (Reply(f"已记 {number}", buttons, entries=(number,)),)

    def drain(self, database: Database) -> None:
        """The core's part: answers what waits."""
        with database.work() as work:
            waiting = work.inbox.waiting()
        for item in waiting:
            answering(database, self.answer)(item.id)

    def say(self, *lines: str) -> list[str]:
        """What is shown for these lines of a pipe."""
        self.shown.clear()
        terminal = Terminal(self.shown.append, self.folder, "青石镇/李梅", "李梅", lambda: AT)
        messages = piped([f"{line}\n" for line in lines], self.shown.append, "李梅")
        chat.converse(self.database, terminal, terminal.chat, messages, terminal.incoming, lambda: AT)
        return self.shown


@pytest.fixture
def talk(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    talk = Talk(database, tmp_path / "files")
    monkeypatch.setattr(chat, "drain", talk.drain)
    return talk


def test_a_piped_conversation_reads_as_one(talk: Talk) -> None:
    assert talk.say("普法一场", "谢谢") == [
        "李梅：普法一场",
        "已记 2025-1",
        "[1] 改  [2] 撤销",
        "李梅：谢谢",
        "不客气",
    ]
    assert [(one.text, one.at, one.account) for one in talk.heard] == [
        ("普法一场", AT, "青石镇/李梅"),
        ("谢谢", AT, "青石镇/李梅"),
    ]


def test_a_button_is_pressed_by_its_place_on_the_newest_card(talk: Talk) -> None:
    talk.say("普法一场", "谢谢", "#2")
    press = talk.heard[-1]
    assert (press.type, press.data) == (IncomingType.PRESS, "undo:2025-1")


def test_a_button_is_pressed_by_its_label(talk: Talk) -> None:
    talk.say("普法一场", "#撤销")
    assert talk.heard[-1].data == "undo:2025-1"


def test_an_older_card_is_pressed_by_its_entry(talk: Talk) -> None:
    talk.say("普法一场", "调解一件", "#1 1")
    assert talk.heard[-1].data == "edit:2025-1"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("#1", "还没有可以按的按钮。"),
        ("#9", "没有按钮 9"),
        ("#1 77", "上面没有 77 的卡片"),
        (">77 改成3人", "上面没有 77"),
    ],
)
def test_a_press_that_means_nothing_is_said_and_not_heard(talk: Talk, line: str, words: str) -> None:
    lines = [line] if line == "#1" else ["普法一场", line]
    assert words in talk.say(*lines)[-1]
    assert len(talk.heard) == len(lines) - 1


def test_a_card_is_answered_with_its_message_id(talk: Talk, database: Database) -> None:
    talk.say("普法一场", "调解一件", "> 人数改成150", ">1 人数改成90")
    with database.work() as work:
        sent = [work.outbox.get(number).sent_as for number in (1, 2)]
    assert [one.reply_to for one in talk.heard[2:]] == [sent[1], sent[0]]
    assert [one.text for one in talk.heard[2:]] == ["人数改成150", "人数改成90"]


def test_ones_own_last_message_is_changed_by_a_tilde(talk: Talk) -> None:
    talk.say("来了100人", "~ 来了150人")
    first, edit = talk.heard
    assert (edit.type, edit.text, edit.message_id) == (IncomingType.EDIT, "来了150人", first.message_id)


def test_a_document_is_written_into_the_folder_and_never_over_another(talk: Talk) -> None:
    shown = talk.say("/draft 2025", "/draft 2025")
    assert sorted(path.name for path in talk.folder.iterdir()) == ["青石镇报告(2).docx", "青石镇报告.docx"]
    assert (talk.folder / "青石镇报告.docx").read_bytes() == b"PK\x03\x04"
    assert f"文件：{talk.folder / '青石镇报告.docx'}" in shown


def test_a_document_that_cannot_be_written_is_said(talk: Talk) -> None:
    talk.folder.write_text("a file in the way")
    assert "文件写不进" in talk.say("/draft 2025")[-1]


def test_replies_to_somebody_else_are_not_shown(talk: Talk, database: Database) -> None:
    with database.work() as work:
        work.outbox.put("terminal", "青石镇/王强", {"text": "给王强"}, due_at=AT)
        work.outbox.put("telegram", "青石镇/李梅", {"text": "给微信"}, due_at=AT)
        work.outbox.put("terminal", "青石镇/李梅", {"text": "上次没显示的"}, due_at=AT)
    assert talk.say() == ["上次没显示的"]
    with database.work() as work:
        assert work.outbox.waiting_count() == 2


def test_a_backslash_joins_lines_and_blank_lines_are_none() -> None:
    lines = ["普法一场\\\n", "来了100人\r\n", "\n", "  \n", "完\\"]
    assert list(joined(lines)) == ["普法一场\n来了100人", "完"]


def test_what_is_typed_comes_line_by_line_until_the_end_of_input(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(["普法一场\\", "来了100人", "", "调解一件"])
    shown: list[str] = []

    def read(prompt: str) -> str:
        assert prompt == "> "
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    assert list(typed(shown.append)) == ["普法一场\n来了100人", "调解一件"]
    assert "/quit" in shown[0]


def test_quit_ends_the_conversation(talk: Talk) -> None:
    talk.say("普法一场", "/quit", "调解一件")
    assert len(talk.heard) == 1
