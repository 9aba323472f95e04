"""The whole application over HTTP, against a Bot API server on loopback."""

import asyncio
import logging
import threading
import time
from collections import Counter
from typing import ClassVar

import pytest

from bot.channels.base import SilentChannelError, TokenRefusedError
from bot.channels.telegram import LIMITS
from bot.messages import Button, Document, Incoming, IncomingType, Reply
from storage.database import Database
from storage.records import InboxState
from tests.botapi import BotApi
from tests.botapi.running import answering, running


def echo(incoming: Incoming) -> tuple[Reply, ...]:
    return (Reply(f"收到：{incoming.text or incoming.data or incoming.attachment}"),)


def texts(api: BotApi, chat: int) -> list[str]:
    return [sent.text for sent in api.sent(chat)]


def heard(database: Database) -> Counter[InboxState]:
    with database.work() as work:
        return Counter(work.inbox.counts())


class TestReceiving:
    def test_a_batch_is_in_the_inbox_before_telegram_is_told(self, api: BotApi, database: Database) -> None:
        """The offset that confirms an update comes only after its commit: a slow inbox holds it back."""
        gate = threading.Event()
        with running(api, database, answering(database, echo)) as bot:
            keep = bot.service.channel.intake.keep
            bot.service.channel.intake.keep = lambda batch: (gate.wait(10), keep(batch))
            api.says(7, "普法一场")
            api.wait(lambda: api.requests("getUpdates"))
            time.sleep(0.3)
            assert api.state.confirmed == 0
            assert len(api.state.updates) == 1
            gate.set()
            api.wait(lambda: api.state.confirmed > 700_000 and api.sent(7))

    def test_an_inbox_that_cannot_be_written_is_tried_again(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        faults = [OSError("磁盘满")]
        with running(api, database, answering(database, echo)) as bot:
            keep = bot.service.channel.intake.keep

            def fail_once(batch: list[Incoming]) -> object:
                if faults:
                    raise faults.pop()
                return keep(batch)

            bot.service.channel.intake.keep = fail_once
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["收到：普法一场"]
        assert "updates were not kept" in caplog.text

    def test_an_update_that_comes_twice_is_answered_once(self, api: BotApi, database: Database) -> None:
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        again = {"update_id": 700_000, "message": api.message(7, 2, text="普法一场")}
        api.state.updates.append(again)
        with running(api, database, answering(database, echo)):
            api.says(7, "第二条")
            api.wait(lambda: len(api.sent(7)) == 2)
        assert texts(api, 7) == ["收到：普法一场", "收到：第二条"]

    def test_only_the_updates_that_it_reads_are_asked_for(self, api: BotApi, database: Database) -> None:
        with running(api, database, answering(database, echo)):
            api.wait(lambda: api.state.allowed)
        assert set(api.state.allowed) == {"message", "edited_message", "callback_query", "my_chat_member"}
        assert api.requests("deleteWebhook")[0].params.get("drop_pending_updates", "false") == "false"

    def test_a_group_is_heard_and_a_channel_is_left_alone(self, api: BotApi, database: Database) -> None:
        group = {"id": -100, "type": "supergroup", "title": "青石镇工作群"}
        person = {"id": 7, "is_bot": False, "first_name": "李梅"}
        base = {"message_id": 5, "date": 1_700_000_000, "chat": group, "from": person}
        with running(api, database, answering(database, echo)):
            api.state.push("message", {**base, "text": "大家好"})
            member = {"user": {"id": 123456789, "is_bot": True, "first_name": "台账"}, "status": "member"}
            joined = {"chat": group, "from": person, "date": 1_700_000_000}
            joined |= {"old_chat_member": {**member, "status": "left"}, "new_chat_member": member}
            api.state.push("my_chat_member", joined)
            channel = {"id": -200, "type": "channel", "title": "公告"}
            api.state.push(
                "channel_post", {"message_id": 6, "date": 1_700_000_000, "chat": channel, "text": "公告"}
            )
            api.says(7, "普法一场")
            api.wait(lambda: len(api.sent()) == 3)
        assert [(one.chat, one.text) for one in api.sent() if one.chat != "7"] == [
            ("-100", "收到：大家好"),
            ("-100", "收到："),
        ]
        assert heard(database).total() == 3

    def test_an_edit_a_press_and_a_voice_note_arrive_as_what_they_are(
        self, api: BotApi, database: Database
    ) -> None:
        got: list[Incoming] = []

        def note(incoming: Incoming) -> tuple[Reply, ...]:
            got.append(incoming)
            return (Reply("好"),)

        with running(api, database, answering(database, note)):
            first = api.says(7, "来了100人")
            api.edits(7, first, "来了150人")
            api.presses(7, 90, "undo:2023-1")
            api.says(7, voice={"file_id": "v", "file_unique_id": "v", "duration": 3})
            api.wait(lambda: len(got) == 4)
        assert [one.type for one in got] == [
            IncomingType.TEXT,
            IncomingType.EDIT,
            IncomingType.PRESS,
            IncomingType.OTHER,
        ]
        assert got[1].message_id == got[0].message_id == str(first)
        assert (got[2].data, got[2].message_id) == ("undo:2023-1", "90")
        assert got[3].attachment == "voice"

    def test_lone_surrogates_and_nul_are_kept_as_replacement_marks(
        self, api: BotApi, database: Database
    ) -> None:
        with running(api, database, answering(database, echo)):
            api.says(7, "普法\ud83d一\x00场")
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["收到：普法\ufffd一\ufffd场"]

    def test_an_update_of_an_unknown_kind_blocks_none_behind_it(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.says(7, poll={"id": "of another version"})
        api.says(7, "普法一场")
        with running(api, database, answering(database, echo)):
            api.wait(lambda: api.sent(7) and api.state.confirmed > 700_001)
        assert texts(api, 7) == ["收到：普法一场"]
        assert "update 700000 cannot be read" in caplog.text


class TestOrder:
    def test_a_chat_is_answered_in_its_order(self, api: BotApi, database: Database) -> None:
        for number in range(4):
            api.says(7, f"第{number}条")
        with running(api, database, answering(database, echo)):
            api.wait(lambda: len(api.sent(7)) == 4)
        assert texts(api, 7) == [f"收到：第{number}条" for number in range(4)]

    def test_a_chat_that_takes_long_holds_up_no_other(self, api: BotApi, database: Database) -> None:
        gate = threading.Event()

        def slow_for_one(incoming: Incoming) -> tuple[Reply, ...]:
            return echo(incoming)

        quick = answering(database, slow_for_one)

        def process(item_id: int) -> None:
            with database.work() as work:
                slow = work.inbox.get(item_id).chat == "7"
            if slow:
                gate.wait(10)
            quick(item_id)

        with running(api, database, process):
            api.says(7, "慢")
            api.says(8, "快")
            api.says(9, "快")
            api.wait(lambda: api.sent(8) and api.sent(9))
            assert not api.sent(7)
            gate.set()
            api.wait(lambda: api.sent(7))

    def test_a_reply_that_is_tried_again_is_not_overtaken_in_its_chat(
        self, api: BotApi, database: Database
    ) -> None:
        api.fail("sendMessage", 502, chat="7")
        with running(api, database, answering(database, echo)):
            for number in range(3):
                api.says(7, f"第{number}条")
            api.says(8, "别的群众")
            api.wait(lambda: len(api.sent(7)) == 3)
        assert texts(api, 7) == [f"收到：第{number}条" for number in range(3)]
        order = [sent.chat for sent in api.sent()]
        assert order.index("8") < order.index("7")

    def test_the_limits_of_telegram_are_kept(self, api: BotApi, database: Database) -> None:
        for chat in range(40):
            api.says(chat + 1, "甲")
        api.says(1, "乙")
        with running(api, database, answering(database, echo), LIMITS):
            api.wait(lambda: len(api.sent()) == 41)
        assert api.state.violations == []


class TestButtons:
    def test_a_card_is_edited_when_its_button_is_pressed(self, api: BotApi, database: Database) -> None:
        def card(incoming: Incoming) -> tuple[Reply, ...]:
            if incoming.type is IncomingType.PRESS:
                return (Reply("已撤销 2023-1", edits=incoming.message_id, toast="已撤销"),)
            return (Reply("已记 2023-1", buttons=((Button("撤销", "undo:2023-1"),),)),)

        with running(api, database, answering(database, card)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
            [sent] = api.sent(7)
            assert sent.buttons == [[{"text": "撤销", "callback_data": "undo:2023-1"}]]
            query = api.presses(7, sent.message_id, "undo:2023-1")
            api.wait(lambda: len(sent.texts) == 2 and query in api.state.presses)
        assert sent.texts == ["已记 2023-1", "已撤销 2023-1"]
        assert sent.buttons == []
        assert api.state.presses[query] == "已撤销"

    def test_a_press_is_answered_although_the_core_takes_its_time(
        self, api: BotApi, database: Database
    ) -> None:
        gate = threading.Event()

        def slow(incoming: Incoming) -> tuple[Reply, ...]:
            return (Reply("", toast="这不是您的按钮"),)

        settle = answering(database, slow)
        with running(api, database, lambda item: (gate.wait(10), settle(item))[1]):
            query = api.presses(7, 90, "x")
            api.wait(lambda: query in api.state.presses, timeout=4)
            assert api.state.presses[query] == ""
            gate.set()
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["这不是您的按钮"]

    def test_an_edit_that_changes_nothing_has_arrived(self, api: BotApi, database: Database) -> None:
        def same(incoming: Incoming) -> tuple[Reply, ...]:
            return (Reply("已记", edits=incoming.message_id or None if incoming.data else None),)

        with running(api, database, answering(database, same)) as bot:
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
            api.presses(7, api.sent(7)[0].message_id, "again")
            api.wait(lambda: bot.service.sender.counts.sent == 2)
        assert len(api.sent(7)) == 1
        assert bot.service.sender.counts.failed == 0

    def test_an_edit_of_a_message_that_is_gone_comes_as_a_new_one(
        self, api: BotApi, database: Database
    ) -> None:
        with running(api, database, answering(database, lambda _: (Reply("已撤销", edits="4711"),))):
            api.presses(7, 4711, "undo")
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["已撤销"]

    def test_a_button_with_too_much_data_is_left_out(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        row = (Button("好", "ok"), Button("坏", "字" * 22))
        with running(api, database, answering(database, lambda _: (Reply("选一个", buttons=(row,)),))):
            api.says(7, "普法")
            api.wait(lambda: api.sent(7))
        assert api.sent(7)[0].buttons == [[{"text": "好", "callback_data": "ok"}]]
        assert "66 bytes" in caplog.text


class TestSizes:
    def test_a_long_text_comes_in_pieces_with_the_buttons_on_the_last(
        self, api: BotApi, database: Database
    ) -> None:
        lines = [f"{number}. 走访群众𠮷，发放资料" + "宣" * 60 for number in range(100)]
        reply = Reply("\n".join(lines), buttons=((Button("好", "ok"),),))
        with running(api, database, answering(database, lambda _: (reply,))):
            api.says(7, "/list")
            api.wait(lambda: len(api.sent(7)) == 2)
        sent = api.sent(7)
        assert "\n".join(one.text for one in sent).split("\n") == lines
        assert [bool(one.buttons) for one in sent] == [False, True]

    def test_a_document_keeps_its_bytes_and_its_chinese_name(self, api: BotApi, database: Database) -> None:
        content = bytes(range(256)) * 400 + b"\r\n--x\r\n\x00"
        reply = Reply("草稿好了，还缺两处。", document=Document("青石镇2023年报告.docx", content))
        with running(api, database, answering(database, lambda _: (reply,))):
            api.says(7, "/draft 2023")
            api.wait(lambda: api.sent(7))
        [sent] = api.sent(7)
        assert (sent.filename, sent.content, sent.text) == (
            "青石镇2023年报告.docx",
            content,
            "草稿好了，还缺两处。",
        )

    def test_a_text_too_long_for_a_caption_comes_before_its_document(
        self, api: BotApi, database: Database
    ) -> None:
        reply = Reply("缺" * 1025, document=Document("报告.docx", b"PK"))
        with running(api, database, answering(database, lambda _: (reply,))):
            api.says(7, "/draft 2023")
            api.wait(lambda: len(api.sent(7)) == 2)
        assert [one.filename for one in api.sent(7)] == [None, "报告.docx"]


class TestFaults:
    @pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
    def test_429_is_obeyed(self, api: BotApi, database: Database) -> None:
        api.fail("sendMessage", 429, retry_after=1)
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        first, second = api.requests("sendMessage")
        assert 1.0 <= second.at - first.at < 3.0
        assert len(api.sent(7)) == 1

    def test_a_server_error_is_tried_again(self, api: BotApi, database: Database) -> None:
        for chat, status in ((7, 500), (8, 502), (9, 503)):
            api.fail("sendMessage", status, chat=str(chat))
            api.says(chat, "普法一场")
        with running(api, database, answering(database, echo)):
            api.wait(lambda: len(api.sent()) == 3)
        assert [texts(api, chat) for chat in (7, 8, 9)] == [["收到：普法一场"]] * 3
        assert len(api.requests("sendMessage")) == 6

    def test_a_reply_whose_answer_is_lost_comes_again_and_is_counted(
        self, api: BotApi, database: Database
    ) -> None:
        api.fail("sendMessage", 0, acts=True)
        with running(api, database, answering(database, echo)) as bot:
            api.says(7, "普法一场")
            api.wait(lambda: bot.service.sender.counts.sent == 1)
        assert texts(api, 7) == ["收到：普法一场"] * 2
        assert bot.service.sender.counts.repeated == 1

    def test_a_sending_that_times_out_comes_again_and_is_counted(
        self, api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.telegram_access.READ_SECONDS", 0.3)
        api.fail("sendMessage", 200, delay=0.6)
        with running(api, database, answering(database, echo)) as bot:
            api.says(7, "普法一场")
            api.wait(lambda: bot.service.sender.counts.sent == 1)
        assert texts(api, 7) == ["收到：普法一场"] * 2
        assert bot.service.sender.counts.repeated == 1

    def test_a_dropped_poll_loses_nothing(self, api: BotApi, database: Database) -> None:
        api.fail("getUpdates", 0)
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["收到：普法一场"]

    def test_who_blocked_the_bot_is_given_up_and_others_are_served(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("sendMessage", 403, times=-1, chat="7")
        with running(api, database, answering(database, echo)) as bot:
            api.says(7, "普法一场")
            api.says(8, "调解一件")
            api.wait(lambda: api.sent(8) and bot.service.sender.counts.failed == 1)
        assert not api.sent(7)
        assert len([one for one in api.requests("sendMessage") if one.params["chat_id"] == "7"]) == 1
        assert "blocked by the user" in caplog.text

    def test_a_chat_that_moved_gets_its_reply_under_the_new_id(self, api: BotApi, database: Database) -> None:
        api.fail("sendMessage", 400, migrate_to=-1007, chat="7")
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(-1007))
        assert texts(api, -1007) == ["收到：普法一场"]

    def test_telegram_is_away_at_the_start(
        self, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        api = BotApi()
        with running(api, database, answering(database, echo)):
            time.sleep(0.5)
            api.start()
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        api.stop()
        assert "Telegram does not answer" in caplog.text
        assert api.token not in caplog.text

    def test_telegram_goes_away_and_comes_back(self, api: BotApi, database: Database) -> None:
        with running(api, database, answering(database, echo)):
            api.says(7, "第一条")
            api.wait(lambda: api.sent(7))
            api.stop()
            time.sleep(0.5)
            api.start()
            api.says(7, "第二条")
            api.wait(lambda: len(api.sent(7)) == 2)
        assert texts(api, 7) == ["收到：第一条", "收到：第二条"]

    def test_it_can_be_stopped_while_telegram_is_away(self, database: Database) -> None:
        started = time.monotonic()
        with running(BotApi(), database, answering(database, echo)):
            time.sleep(0.3)
        assert time.monotonic() - started < 5


class TestEnd:
    def test_polling_that_has_died_ends_the_program(
        self, api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.telegram.SILENT_SECONDS", 0.5)
        with running(api, database, answering(database, echo)) as bot:
            bot.thread.join(10)
            assert isinstance(bot.error, SilentChannelError)
            bot.error = None

    def test_the_failure_of_one_part_ends_all_and_is_raised(
        self, api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(stop: object) -> None:
            raise ZeroDivisionError

        with running(api, database, answering(database, echo)) as bot:
            api.wait(lambda: api.state.polls)
            bot.end()
        monkeypatch.setattr("bot.worker.Worker.run", lambda self, stop: fail(stop))
        with running(api, database, answering(database, echo)) as bot:
            bot.thread.join(10)
            assert isinstance(bot.error, ZeroDivisionError)
            bot.error = None

    def test_replies_on_their_way_arrive_before_the_end(self, api: BotApi, database: Database) -> None:
        api.fail("sendMessage", 200, delay=0.5)
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.requests("sendMessage"))
        assert texts(api, 7) == ["收到：普法一场"]
        with database.work() as work:
            assert work.outbox.waiting_count() == 0

    def test_the_scheduler_starts_and_stops_with_the_rest(self, api: BotApi, database: Database) -> None:
        class Ticks:
            calls: ClassVar[list[str]] = []

            def start(self) -> None:
                asyncio.get_running_loop()
                self.calls.append("start")

            def stop(self) -> None:
                self.calls.append("stop")

        with running(api, database, answering(database, echo), ticks=Ticks()):
            api.wait(lambda: api.state.polls)
            assert Ticks.calls == ["start"]
        assert Ticks.calls == ["start", "stop"]


class TestToken:
    def test_a_refused_token_stops_the_start_with_one_line(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("getMe", 401, times=-1)
        with (
            pytest.raises(TokenRefusedError, match="TELEGRAM_BOT_TOKEN"),
            running(api, database, answering(database, echo)) as bot,
        ):
            bot.thread.join(10)
        assert api.token not in caplog.text

    def test_a_token_that_is_refused_later_ends_the_program(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        with running(api, database, answering(database, echo)) as bot:
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
            api.fail("*", 401, times=-1)
            api.says(7, "没人听见")
            bot.thread.join(10)
            assert isinstance(bot.error, TokenRefusedError)
            bot.error = None
        assert "Traceback" not in caplog.text

    def test_one_stray_401_leaves_it_alive_and_listening(self, api: BotApi, database: Database) -> None:
        api.fail("getUpdates", 401, times=1)
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        assert texts(api, 7) == ["收到：普法一场"]

    def test_two_programs_with_one_token_are_told(
        self, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("getUpdates", 409, times=1)
        with running(api, database, answering(database, echo)):
            api.says(7, "普法一场")
            api.wait(lambda: api.sent(7))
        assert "another program polls" in caplog.text


def test_the_commands_are_shown_in_telegrams_menu(api: BotApi, database: Database) -> None:
    with running(api, database, answering(database, echo)):
        api.wait(lambda: api.state.commands)
    assert [one["command"] for one in api.state.commands] == ["help", "undo"]
