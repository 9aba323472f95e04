"""What a Telegram update says to the core."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram_inbox import Intake
from bot.channels.telegram_updates import incoming
from bot.messages import Incoming, IncomingType
from tests.botapi import BotApi
from tests.botapi.state import BOT, START

NOW = datetime(2025, 6, 14, 2, 0, tzinfo=UTC)
SENT = datetime.fromtimestamp(START, UTC)
FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = [{**FILE, "width": 9, "height": 9}]


def update(number: int = 5, **content: Any) -> Update:
    return Update.de_json({"update_id": number, **content}, None)


def read(**content: Any) -> Incoming | None:
    return incoming(update(**content), 123, NOW)


def message(text: str = "", **more: Any) -> dict[str, object]:
    return BotApi.message(7, 40, text=text, name="李梅", **more)


def test_a_message_says_who_when_where_and_what() -> None:
    answered = {"message_id": 39, "date": START, "chat": {"id": 7, "type": "private"}}
    assert read(message=message("普法一场", reply_to_message=answered)) == Incoming(
        channel="telegram",
        key="123:5",
        chat="7",
        account="7",
        name="李梅",
        at=SENT,
        text="普法一场",
        message_id="40",
        reply_to="39",
    )


def test_an_edit_keeps_the_time_of_the_first_writing() -> None:
    found = read(edited_message=message("昨天来了150人", edit_date=START + 86400))
    assert found
    assert (found.type, found.at, found.message_id) == (IncomingType.EDIT, SENT, "40")


def test_a_press_has_the_time_of_its_arrival_and_the_cards_id() -> None:
    card = {"message_id": 41, "date": START, "chat": {"id": 7, "type": "private"}, "from": BOT}
    person = {"id": 7, "is_bot": False, "first_name": "李梅"}
    query = {"id": "q", "from": person, "chat_instance": "1", "data": "undo:1", "message": card}
    found = read(callback_query=query)
    assert found
    assert (found.type, found.at, found.message_id, found.data) == (IncomingType.PRESS, NOW, "41", "undo:1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("voice", {**FILE, "duration": 3}),
        ("photo", PHOTO),
        ("video", {**FILE, "width": 9, "height": 9, "duration": 3}),
        ("document", {**FILE, "file_name": "表.xlsx"}),
        (
            "sticker",
            {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
        ),
        ("location", {"latitude": 30.0, "longitude": 104.0}),
        ("contact", {"phone_number": "1", "first_name": "王强"}),
    ],
)
def test_what_is_no_text_is_named(name: str, content: object) -> None:
    found = read(message=message(**{name: content}))
    assert found
    assert (found.type, found.attachment, found.text) == (IncomingType.OTHER, name, "")


def test_a_caption_is_the_text_of_its_picture() -> None:
    found = read(message=message(photo=PHOTO, caption="昨天普法一场，来了100人"))
    assert found
    assert (found.type, found.text, found.attachment) == (
        IncomingType.TEXT,
        "昨天普法一场，来了100人",
        "photo",
    )


def test_what_says_nothing_is_none() -> None:
    group = {"id": -100, "type": "supergroup", "title": "工作群"}
    channel = {"id": -200, "type": "channel", "title": "公告"}
    pinned = message(pinned_message={"message_id": 3, "date": 0, "chat": group})
    moving = message(location={"latitude": 30.0, "longitude": 104.0})
    assert read(message=pinned) is None
    assert read(edited_message=moving) is None
    assert read(channel_post={"message_id": 3, "date": START, "chat": channel, "text": "公告"}) is None
    assert incoming(Update(5), 123, NOW) is None


def test_each_picture_of_an_album_comes_with_its_file_and_the_albums_name() -> None:
    def picture(number: int, caption: str = "") -> Update:
        words = {"caption": caption} if caption else {}
        sizes = [{**FILE, "width": 9, "height": 9}, {**FILE, "file_id": "big", "width": 99, "height": 99}]
        return update(number, message=message(photo=sizes, media_group_id="a", **words))

    intake = Intake(keep=lambda batch: None, now=lambda: NOW)
    found = intake.read([picture(1), picture(2, "普法一场")], 123)
    assert [(one.key, one.album, one.text) for one in found] == [
        ("123:1", "a", ""),
        ("123:2", "a", "普法一场"),
    ]
    assert [one.file and one.file.remote for one in found] == ["big", "big"]


GROUP = {"id": -100, "type": "supergroup", "title": "工作群"}


def in_group(text: str, **more: Any) -> Incoming | None:
    found = {**message(text, **more), "chat": GROUP}
    return incoming(update(message=found), 123, NOW, "qingshi_bot")


def test_a_plain_message_of_a_group_is_said_to_nobody() -> None:
    found = in_group("昨天普法一场")
    assert found
    assert (found.chat, found.account, found.private, found.addressed) == ("-100", "7", False, False)
    assert found.title == "工作群"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("@qingshi_bot 昨天普法一场", "昨天普法一场"),
        ("昨天普法一场 @Qingshi_Bot", "昨天普法一场"),
        ("@qingshi_bot，昨天普法一场", "昨天普法一场"),
        ("/log@qingshi_bot 昨天普法一场", "/log@qingshi_bot 昨天普法一场"),
        ("/log 昨天普法一场", "/log 昨天普法一场"),
    ],
)
def test_a_mention_and_a_command_are_said_to_the_bot(said: str, text: str) -> None:
    found = in_group(said)
    assert found
    assert (found.text, found.addressed) == (text, True)


def test_an_answer_to_the_bot_is_said_to_it_and_one_to_a_colleague_is_not() -> None:
    def answer(who: int) -> bool:
        writer = {"id": who, "is_bot": who == 123, "first_name": "谁"}
        answered = {"message_id": 39, "date": START, "chat": GROUP, "from": writer}
        found = in_group("人数改成150", reply_to_message=answered)
        assert found
        return found.addressed

    assert answer(123)
    assert not answer(8)


@pytest.mark.parametrize("text", ["/log@other_bot 一场", "@qingshi_bot2 昨天普法", "张@qingshi_bot"])
def test_what_is_said_to_another_is_not_said_to_the_bot(text: str) -> None:
    found = in_group(text)
    assert found is None or not found.addressed


def test_another_bot_and_a_channel_are_not_heard_in_a_group() -> None:
    robot = {"id": 9, "is_bot": True, "first_name": "别的机器人"}
    assert in_group("昨天普法一场", **{"from": robot}) is None
    assert incoming(update(message={**message("公告"), "chat": GROUP, "from": None}), 123, NOW) is None


def test_joining_leaving_and_moving_of_a_group_are_told() -> None:
    person = {"id": 7, "is_bot": False, "first_name": "李梅"}
    bot = {"user": {**BOT}, "status": "member"}
    gone = {"user": {**BOT}, "status": "left"}

    def membership(old: dict[str, object], new: dict[str, object]) -> Incoming | None:
        return read(
            my_chat_member={
                "chat": GROUP, "from": person, "date": START, "old_chat_member": old, "new_chat_member": new,
            }
        )  # fmt: skip

    joined, left = membership(gone, bot), membership(bot, gone)
    assert joined and left  # noqa: PT018
    assert (joined.type, joined.chat, joined.account, joined.title) == (
        IncomingType.JOINED,
        "-100",
        "7",
        "工作群",
    )
    assert left.type is IncomingType.LEFT
    assert membership(bot, bot) is None
    old = read(message={**message(migrate_to_chat_id=-1007), "chat": {**GROUP, "id": -7, "type": "group"}})
    new = read(message={**message(migrate_from_chat_id=-7), "chat": {**GROUP, "id": -1007}})
    assert old and new  # noqa: PT018
    for one in (old, new):
        assert (one.type, one.text, one.data) == (IncomingType.MOVED, "-7", "-1007")
    assert (old.chat, new.chat) == ("-7", "-1007")


def test_an_update_that_cannot_be_read_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_at_two(update: Update, bot_id: int, now: datetime, username: str) -> Incoming | None:
        if update.update_id == 2:
            raise ValueError("strange")
        return incoming(update, bot_id, now)

    monkeypatch.setattr("bot.channels.telegram_inbox.incoming", fail_at_two)
    batch = [update(number, message=message("普法")) for number in (1, 2, 3)]
    found = Intake(keep=lambda batch: None, now=lambda: NOW).read(batch, 123)
    assert [one.key for one in found] == ["123:1", "123:3"]
    assert "update 2 cannot be read" in caplog.text
