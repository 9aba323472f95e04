"""Plays a dialog: conversations that a customer can read, held against the real bot on a real database.

A file has a title, a few words, the people (`- 张敏，虹桥村，记录`), perhaps invitations
(`- 邀请码 ABC，虹桥村，记录`), and then, under `## 2023-06-14 10:20`,
who says what and what the bot answers (`> `):

    张敏：昨天在文化广场普法          says it (lines that begin with two spaces go on)
    张敏（回复）：人数改成150         answers the bot's last message; （回复 2023-1）: the last with it
    张敏（改原话）：…                edits their last message that answers none
    张敏按［撤销］                   presses the newest button of that name
    张敏（语音）                     sends something that is no text; （照片）：… has words, （照片，相册1）
                                     belongs to an album, （签到表.pdf，回复） answers the bot's last message
    张敏（群里）：…                   says it in the town's group, to nobody in particular;
                                     （群里，问机器人）：… to the bot, （群里，回复）：… answers it
    李国强把机器人拉进群               puts the bot into the town's group; 移出群 takes it out
    （看提醒）                       what is due by now is sent, each to its reader: 私聊张敏

A head line `- 群` makes the town's group one that is served. An answer that goes elsewhere begins with
（私聊张敏） or （群里）.

What the bot says is played afresh and compared with the file; a line `> …` stands for any lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.messages import Attached, Incoming, IncomingType, Reply
from bot.payloads import incoming_payload, read_reply
from bot.processing import process
from bot.reminders import delivery
from storage.database import Database
from storage.records import GroupState, Role

ZONE = ZoneInfo("Asia/Shanghai")
CHANNEL = "test"
ROLES = {"查看": Role.VIEWER, "记录": Role.RECORDER, "编辑": Role.EDITOR, "管理": Role.ADMIN}
ATTACHMENTS = {"语音": "voice", "照片": "photo", "表情": "sticker", "文件": "document", "位置": "location"}
ANY = "> …"

_PERSON = re.compile(r"- (?P<name>[^，]+)，(?P<unit>[^，]+)，(?P<role>查看|记录|编辑|管理)")
_GROUP = re.compile(r"- 群")
_MEMBERSHIP = re.compile(r"(?P<name>[^：（]+)把机器人(?P<act>拉进|移出)群")
_INVITATION = re.compile(r"- 邀请码 (?P<code>\w+)，(?P<unit>[^，]+)，(?P<role>查看|记录|编辑|管理)")
_TIME = re.compile(r"## (\d{4}-\d\d-\d\d \d\d:\d\d)")
_PRESS = re.compile(r"(?P<name>[^：（按]+)按［(?P<label>.+)］")
_SAYS = re.compile(r"(?P<name>[^：（]+)(?:（(?P<how>[^）]+)）)?：(?P<text>.*)")
_SENDS = re.compile(
    r"(?P<name>[^：（]+)（(?P<group>群里，)?(?P<what>语音|照片|表情|文件|位置|[^（），]+\.\w{1,5})"
    r"(?:，相册(?P<album>\w+))?(?:，(?P<size>\d+)MB)?(?P<reply>，回复)?）(?:：(?P<words>.*))?"
)
GROUP_CHAT = "群"
MEGABYTE = 1024 * 1024


@dataclass
class Sent:
    """A message of the bot as it stands in a chat."""

    id: str
    chat: str
    reply: Reply


@dataclass
class Stage:
    """A town on its own database, with people who write."""

    database: Database
    town: str = "青石镇"
    now: datetime = datetime(2023, 6, 14, 10, 0, tzinfo=ZONE)
    counter: int = 0
    sent: list[Sent] = field(default_factory=list)
    last_message: dict[str, str] = field(default_factory=dict)

    def settle(self) -> None:
        with self.database.work() as work:
            work.members.add_town(self.town, full_name=f"{self.town}人民政府", superior="县委、县政府")

    def add_person(self, name: str, unit: str, role: str) -> None:
        with self.database.work() as work:
            town = work.members.town(self.town)
            member = work.members.add_member(town.id, self._unit(work, town.id, unit), name, ROLES[role])
            work.members.link(member.id, CHANNEL, name)

    def add_group(self) -> None:
        """The town's group, which an admin has agreed to serve."""
        with self.database.work() as work:
            town = work.members.town(self.town)
            group, _ = work.groups.joined(
                town.id, CHANNEL, GROUP_CHAT, title="青石镇工作群", added_by="李国强", at=self.now
            )
            work.groups.settle(group.id, GroupState.SERVED)

    def in_group(self, name: str, text: str, **more: object) -> list[Reply]:
        """Says it in the town's group, to nobody in particular unless `addressed`."""
        values = {"chat": GROUP_CHAT, "private": False, "addressed": False, "title": "青石镇工作群"}
        return self.say(name, text, **(values | more))

    def sends(self, name: str, filename: str, **more: object) -> list[Reply]:
        """Sends a photo (no filename) or a document, with words (`text`) or without."""
        file = Attached(
            f"f{self.counter}", filename or f"照片{self.counter}.jpg", int(str(more.pop("size", 2048)))
        )
        text = str(more.pop("text", ""))
        kind = IncomingType.TEXT if text else IncomingType.OTHER
        attachment = "document" if filename else "photo"
        return self.say(name, text, type=kind, attachment=attachment, file=file, **more)

    def add_invitation(self, code: str, unit: str, role: str) -> None:
        with self.database.work() as work:
            town = work.members.town(self.town)
            expires = self.now + timedelta(days=365 * 30)
            work.members.invite(town.id, self._unit(work, town.id, unit), ROLES[role], expires, code)

    @staticmethod
    def _unit(work, town_id: int, name: str) -> int:
        known = {unit.name: unit.id for unit in work.members.units(town_id)}
        return known[name] if name in known else work.members.add_unit(town_id, name).id

    def say(self, name: str, text: str, **more: object) -> list[Reply]:
        """A person's message, or with type=… another update; the bot's answers. `chat`: their own."""
        self.counter += 1
        values: dict[str, object] = {
            "channel": CHANNEL, "key": f"k{self.counter}", "chat": name, "account": name, "name": name,
            "at": self.now, "text": text, "message_id": f"m{self.counter}",
        }  # fmt: skip
        incoming = Incoming(**(values | more))  # type: ignore[arg-type]
        if incoming.type is IncomingType.TEXT and incoming.reply_to is None:
            self.last_message[name] = incoming.message_id
        self.now += timedelta(minutes=1)
        return self.hand_in(incoming)

    def hand_in(self, incoming: Incoming) -> list[Reply]:
        with self.database.work() as work:
            item = work.inbox.receive(
                incoming.channel, incoming.key, incoming.chat, incoming_payload(incoming), incoming.at
            )
        assert item is not None
        process(self.database, item.id)
        with self.database.work() as work:
            assert work.inbox.get(item.id).error == ""
        return self._deliver(incoming.at, incoming.chat)

    def _deliver(self, now: datetime, chat: str) -> list[Reply]:
        replies = []
        with self.database.work() as work:
            while items := work.outbox.claim(now, 10):
                for item in items:
                    reply = read_reply(item.payload, item.document)
                    sent_as = reply.edits or f"b{item.id}"
                    work.outbox.sent(item.id, sent_as if reply.text else None)
                    if reply.text:
                        self.sent.append(Sent(sent_as, item.chat, reply))
                    replies.append(replace(reply, to=item.chat if item.chat != chat else None))
        return replies

    def press(self, name: str, label: str) -> list[Reply]:
        """Presses the newest button of that label, in whosever chat it stands."""
        current = {one.id: one for one in self.sent}
        standing = [one for one in self.sent if current[one.id] is one and self._has(one, label)]
        assert standing, f"no button {label}"
        newest = standing[-1]
        data = next(button.data for row in newest.reply.buttons for button in row if button.label == label)
        place = {"chat": newest.chat, "message_id": newest.id, "private": newest.chat != GROUP_CHAT}
        return self.say(name, "", type=IncomingType.PRESS, data=data, **place)

    @staticmethod
    def _has(sent: Sent, label: str) -> bool:
        return any(button.label == label for row in sent.reply.buttons for button in row)

    def reply(self, name: str, text: str, number: str | None) -> list[Reply]:
        """Answers the bot's last message to that person, or the last that shows the entry."""
        shown = next(
            one
            for one in reversed(self.sent)
            if one.chat == name and (number is None or number in one.reply.entries)
        )
        return self.say(name, text, reply_to=shown.id)

    def remind(self) -> list[Reply]:
        """What is due by now, as the outbox sends it to its readers."""
        delivery.tick(self.database, self.now)
        return self._deliver(self.now, "")

    def sent_in(self, chat: str) -> list[Sent]:
        """The bot's messages in a chat, in order."""
        return [one for one in self.sent if one.chat == chat]

    def edit(self, name: str, text: str) -> list[Reply]:
        return self.say(name, text, type=IncomingType.EDIT, message_id=self.last_message[name])


def lines_of(replies: list[Reply]) -> Iterator[str]:
    """The bot's answers as the file shows them, a blank line between two."""
    for at, reply in enumerate(replies):
        if at:
            yield ""
        yield from (f"> {line}".rstrip() for line in _shown(reply))


def _shown(reply: Reply) -> Iterator[str]:
    if reply.to:
        yield "（群里）" if reply.to == GROUP_CHAT else f"（私聊{reply.to}）"
    if reply.leave:
        yield "〔退群〕"
    if reply.edits:
        yield "（卡片变成）"
    if reply.toast:
        yield f"（弹出）{reply.toast}"
    if reply.text:
        yield from reply.text.split("\n")
    if document := reply.document or reply.stored:
        yield f"〔文件〕{document.filename}"
    for row in reply.buttons:
        yield "".join(f"［{button.label}］" for button in row)


@dataclass
class Step:
    """A line (or lines) of the file that do something, and the answers that the file shows."""

    lines: list[str]
    expected: list[str] = field(default_factory=list)


def read(path: Path) -> tuple[list[str], list[Step]]:
    """The file's head (up to the first time), and its steps."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if _TIME.fullmatch(line))
    steps: list[Step] = []
    for line in lines[start:]:
        if line.startswith(">"):
            steps[-1].expected.append(line)
        elif line.startswith("  ") and steps:
            steps[-1].lines.append(line[2:])
        elif line.strip():
            steps.append(Step([line]))
        elif steps:
            steps[-1].expected.append("")
    for step in steps:
        while step.expected and not step.expected[-1]:
            step.expected.pop()
        while step.expected and not step.expected[0]:
            step.expected.pop(0)
    return lines[:start], steps


def play(path: Path, database: Database) -> Iterator[tuple[Step, list[str]]]:
    """Each step with the answers that the bot gives now."""
    head, steps = read(path)
    stage = Stage(database)
    stage.settle()
    for line in head:
        if found := _INVITATION.fullmatch(line):
            stage.add_invitation(found["code"], found["unit"], found["role"])
        elif _GROUP.fullmatch(line):
            stage.add_group()
        elif found := _PERSON.fullmatch(line):
            stage.add_person(found["name"], found["unit"], found["role"])
        else:
            assert not line.startswith("- "), f"not understood: {line}"
    for step in steps:
        try:
            yield step, list(lines_of(_act(stage, step.lines)))
        except AssertionError as error:
            yield step, [f"> !! {error}"]


def _act(stage: Stage, lines: list[str]) -> list[Reply]:
    if found := _TIME.fullmatch(lines[0]):
        stage.now = datetime.strptime(found[1], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        return []
    if lines[0] == "（看提醒）":
        return stage.remind()
    if found := _PRESS.fullmatch(lines[0]):
        return stage.press(found["name"], found["label"])
    if found := _MEMBERSHIP.fullmatch(lines[0]):
        kind = IncomingType.JOINED if found["act"] == "拉进" else IncomingType.LEFT
        return stage.in_group(found["name"], "", type=kind)
    if found := _SENDS.fullmatch(lines[0]):
        return _sends(stage, found)
    found = _SAYS.fullmatch(lines[0])
    assert found, f"not understood: {lines[0]}"
    text = "\n".join([found["text"], *lines[1:]])
    how = found["how"] or ""
    if how.startswith("群里"):
        replies = stage.sent_in(GROUP_CHAT)[-1].id if how.endswith("回复") else None
        return stage.in_group(found["name"], text, addressed="，" in how, reply_to=replies)
    if how == "改原话":
        return stage.edit(found["name"], text)
    if how.startswith("回复"):
        return stage.reply(found["name"], text, how.removeprefix("回复").strip() or None)
    assert not how, f"not understood: {lines[0]}"
    return stage.say(found["name"], text)


def _sends(stage: Stage, found: re.Match[str]) -> list[Reply]:
    """Something that is no text."""
    what, where = found["what"], {}
    if found["group"]:
        where = {"chat": GROUP_CHAT, "private": False, "addressed": bool(found["reply"])}
    if found["reply"]:
        where["reply_to"] = stage.sent_in(str(where.get("chat", found["name"])))[-1].id
    if what not in ATTACHMENTS or what == "照片":
        return stage.sends(
            found["name"], "" if what == "照片" else what, text=found["words"] or "",
            album=found["album"] or "", size=int(found["size"] or 0) * MEGABYTE or 2048, **where,
        )  # fmt: skip
    return stage.say(found["name"], "", type=IncomingType.OTHER, attachment=ATTACHMENTS[what], **where)


def agrees(expected: list[str], got: list[str]) -> bool:
    """Whether the answers are those of the file, where `> …` stands for any lines."""
    pattern = "\n".join(r"(?:>.*|\n)*" if line == ANY else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "\n".join(got)) is not None


def written(path: Path, database: Database) -> str:
    """The file with the answers that the bot gives now: for whoever writes a new dialog."""
    head, _ = read(path)
    parts = ["\n".join(head).rstrip()]
    for step, got in play(path, database):
        first, *more = step.lines
        answers = step.expected if agrees(step.expected, got) else got
        said = "\n".join([first, *(f"  {line}" for line in more)])
        parts.append("\n\n".join(filter(None, [said, "\n".join(answers)])))
    return "\n\n".join(parts) + "\n"
