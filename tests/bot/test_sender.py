"""The sender on a real outbox, with a channel that answers as it is told."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot import handing
from bot.channels.base import Limits, MovedError, PermanentError, RetryError, UnsureError
from bot.messages import Button, Reply
from bot.payloads import read_reply, reply_payload
from bot.sender import STEADY_SECONDS, Sender
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from storage.outbox import Outbox
from storage.records import Notice, OutboxItem, OutboxState

START = datetime(2025, 6, 14, 2, 0, tzinfo=UTC)


class Script:
    """A channel: each sending raises the next of `faults` for its chat, if there is one."""

    name = "telegram"

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        self.limits = limits
        self.faults: dict[str, list[Exception]] = {}
        self.sent: list[tuple[str, str]] = []
        self.times: dict[str, list[float]] = {}
        self.is_away = False

    async def answers(self) -> bool:
        return not self.is_away

    def is_group(self, chat: str) -> bool:
        return chat.startswith("-")

    async def send(self, item: OutboxItem) -> str:
        self.times.setdefault(item.chat, []).append(asyncio.get_running_loop().time())
        if faults := self.faults.get(item.chat):
            raise faults.pop(0)
        self.sent.append((item.chat, read_reply(item.payload, item.document).text))
        return f"m{len(self.sent)}"


class Desk:
    """An outbox with its sender, and a clock that the test moves."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.channel = Script()
        self.now = START

    def put(self, chat: str, reply: Reply | str, **more: object) -> int:
        payload = reply_payload(Reply(reply) if isinstance(reply, str) else reply)
        with self.database.work() as work:
            return work.outbox.put("telegram", chat, payload, due_at=self.now, **more).id  # type: ignore[arg-type]

    def get(self, number: int) -> OutboxItem:
        with self.database.work() as work:
            return work.outbox.get(number)

    def flush(self, *, recover: bool = False) -> Sender:
        """A sender that starts, sends what is due (`recover`: a while after its start, too), and ends."""

        async def run() -> Sender:
            sender = Sender(self.database, {"telegram": self.channel}, lambda: self.now)
            if recover:
                await sender.recover()
                await sender.flush()
                self.now += timedelta(seconds=STEADY_SECONDS)
            await sender.flush()
            sender.close()
            return sender

        return asyncio.run(run())


@pytest.fixture
def desk(ledger_url: str) -> Iterator[Desk]:
    database = Database(ledger_url)
    database.upgrade()
    yield Desk(database)
    database.close()


def test_replies_are_sent_in_each_chats_order_and_recorded(desk: Desk) -> None:
    numbers = [desk.put("7", "一"), desk.put("8", "甲"), desk.put("7", "二")]
    sender = desk.flush()
    assert [text for chat, text in desk.channel.sent if chat == "7"] == ["一", "二"]
    assert [desk.get(number).state for number in numbers] == [OutboxState.SENT] * 3
    assert (sender.counts.sent, sender.counts.repeated) == (3, 0)


def test_a_reply_is_marked_before_it_is_handed_over(desk: Desk) -> None:
    states = []
    number = desk.put("7", "一")
    send = desk.channel.send

    async def look(item: OutboxItem) -> str:
        states.append(await asyncio.to_thread(lambda: desk.get(number).state))
        return await send(item)

    desk.channel.send = look  # type: ignore[method-assign]
    desk.flush()
    assert states == [OutboxState.HANDED]


def leave(desk: Desk, *numbers: int, handed: bool = True) -> None:
    """A sender that is killed: it has taken these up, and handed them over or not yet."""
    with desk.database.work() as work:
        assert {item.id for item in work.outbox.claim(desk.now)} >= set(numbers)
        assert all(not handed or work.outbox.hand_over(number) for number in numbers)


def test_what_was_handed_over_is_sent_again_after_a_restart_and_counted(desk: Desk) -> None:
    number = desk.put("7", "一")
    leave(desk, number)
    assert desk.flush().counts.sent == 0
    sender = desk.flush(recover=True)
    assert (sender.counts.sent, sender.counts.repeated) == (1, 1)
    assert desk.get(number).state is OutboxState.SENT


def test_what_may_have_arrived_waits_until_the_program_has_run_a_while(desk: Desk) -> None:
    number, other = desk.put("7", "一"), desk.put("8", "甲")
    leave(desk, number)
    with desk.database.work() as work:
        work.outbox.recover(desk.now, again_at=desk.now + timedelta(seconds=3))
    desk.flush()
    assert [text for _, text in desk.channel.sent] == ["甲"]
    assert desk.get(other).state is OutboxState.SENT
    desk.now += timedelta(seconds=3)
    assert desk.flush().counts.repeated == 1


def test_last_tries_are_made_one_after_the_other(desk: Desk) -> None:
    numbers = [desk.put(chat, "一") for chat in "123456"]
    leave(desk, *numbers)
    together = []
    send = desk.channel.send

    async def look(item: OutboxItem) -> str:
        states = await asyncio.to_thread(lambda: [desk.get(number).state for number in numbers])
        together.append(states.count(OutboxState.HANDED))
        return await send(item)

    desk.channel.send = look  # type: ignore[method-assign]
    assert desk.flush(recover=True).counts.repeated == 6
    assert together == [1] * 6


def test_what_was_only_taken_up_is_sent_for_the_first_time(desk: Desk) -> None:
    number = desk.put("7", "一")
    for _ in range(5):
        leave(desk, number, handed=False)
        assert desk.flush().counts.sent == 0
        with desk.database.work() as work:
            work.outbox.recover(desk.now)
    sender = desk.flush(recover=True)
    assert (sender.counts.sent, sender.counts.repeated) == (1, 0)
    assert not desk.get(number).unsure


def test_what_was_handed_over_twice_is_not_sent_again_and_lets_the_next_through(desk: Desk) -> None:
    first, second = desk.put("7", "一"), desk.put("7", "二")
    for _ in range(2):
        leave(desk, first)
        with desk.database.work() as work:
            left = work.outbox.recover(desk.now)
    assert (left.again, left.unanswered) == (0, 1)
    desk.flush(recover=True)
    assert desk.channel.sent == [("7", "二")]
    assert (desk.get(first).state, desk.get(first).unsure) == (OutboxState.UNANSWERED, True)
    assert desk.get(second).state is OutboxState.SENT


def test_what_another_process_has_taken_over_is_not_sent_here(desk: Desk) -> None:
    number = desk.put("7", "一")
    claim = Outbox.claim

    def lose(outbox: Outbox, *arguments: object, **more: object) -> list[OutboxItem]:
        """Between claim and handing over, another process sends it."""
        items = claim(outbox, *arguments, **more)  # type: ignore[arg-type]
        for item in items:
            outbox.hand_over(item.id)
            outbox.sent(item.id, "theirs")
        return items

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outbox, "claim", lose)
        desk.flush()
    assert desk.channel.sent == []
    assert desk.get(number).sent_as == "theirs"


def test_retries_wait_longer_each_time_and_up_to_ten_minutes(desk: Desk) -> None:
    desk.channel.faults["7"] = [RetryError("502") for _ in range(14)]
    number = desk.put("7", "一")
    waits = []
    for _ in range(14):
        desk.flush()
        waits.append((desk.get(number).due_at - desk.now).total_seconds())
        desk.now = desk.get(number).due_at
    assert waits[:4] == [0.5, 1.0, 2.0, 4.0]
    assert waits[-1] == 600.0
    assert desk.flush().counts.sent == 1


def test_a_wait_that_the_service_asks_for_is_kept(desk: Desk) -> None:
    desk.channel.faults["7"] = [RetryError("429", after=35)]
    number = desk.put("7", "一")
    desk.flush()
    assert desk.get(number).due_at == START + timedelta(seconds=35)
    desk.now += timedelta(seconds=34)
    assert desk.flush().counts.sent == 0
    desk.now += timedelta(seconds=1)
    assert desk.flush().counts.sent == 1


def test_no_answer_is_tried_once_more_as_unsure(desk: Desk) -> None:
    desk.channel.faults["7"] = [UnsureError("timed out")]
    number = desk.put("7", "一")
    desk.flush()
    assert desk.get(number).unsure
    desk.now = desk.get(number).due_at
    assert desk.flush().counts.repeated == 1


def test_two_times_no_answer_is_the_end(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.channel.faults["7"] = [UnsureError("timed out"), UnsureError("timed out")]
    number, next_one = desk.put("7", "一"), desk.put("7", "二")
    desk.flush()
    desk.now = desk.get(number).due_at
    assert desk.flush().counts.unanswered == 1
    assert (desk.get(number).state, desk.get(next_one).state) == (OutboxState.UNANSWERED, OutboxState.SENT)
    assert "sent twice without an answer" in caplog.text


def test_the_second_try_waits_until_the_service_answers(desk: Desk) -> None:
    desk.channel.faults["7"] = [UnsureError("timed out")]
    number = desk.put("7", "一")
    desk.flush()
    desk.channel.is_away = True
    for _ in range(6):
        desk.now = desk.get(number).due_at
        desk.flush()
    assert len(desk.channel.times["7"]) == 1
    desk.channel.is_away, desk.now = False, desk.get(number).due_at
    assert desk.flush().counts.repeated == 1


def test_a_refusal_is_for_good_and_lets_the_next_one_through(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.channel.faults["7"] = [PermanentError("Forbidden: bot was blocked by the user")]
    first, second = desk.put("7", "一"), desk.put("7", "二")
    assert desk.flush().counts.failed == 1
    assert (desk.get(first).state, desk.get(second).state) == (OutboxState.FAILED, OutboxState.SENT)
    assert "blocked" in desk.get(first).error
    assert "given up" in caplog.text


def test_a_chat_that_has_moved_is_moved_everywhere(desk: Desk) -> None:
    desk.channel.faults["-7"] = [MovedError("migrated", "-1007")]
    desk.put("-7", "一")
    desk.put("-7", "二")
    desk.flush()
    assert desk.channel.sent == [("-1007", "一"), ("-1007", "二")]


def test_a_message_that_makes_the_program_fail_does_not_hold_up_its_chat_for_ever(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.channel.faults["7"] = [KeyError("bug") for _ in range(3)]
    first, second = desk.put("7", "一"), desk.put("7", "二")
    for _ in range(3):
        desk.flush()
        desk.now += timedelta(seconds=10)
    assert (desk.get(first).state, desk.get(second).state) == (OutboxState.FAILED, OutboxState.SENT)
    assert "KeyError" in desk.get(first).error
    assert "made the program fail" in caplog.text


@pytest.mark.parametrize("step", ["hand_over", "sent"])
def test_a_database_that_is_away_for_a_moment_holds_up_a_chat_no_longer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before a message leaves, or when it has arrived: it comes once, and then the next."""
    monkeypatch.setattr(handing, "FIRST_WAIT", 0.01)
    first, second = desk.put("7", "一"), desk.put("7", "二")
    honest, away = getattr(Outbox, step), [5]

    def cut(outbox: Outbox, item_id: int, *rest: object) -> object:
        if item_id == first and away[0]:
            away[0] -= 1
            raise DatabaseUnavailableError("away")
        return honest(outbox, item_id, *rest)

    monkeypatch.setattr(Outbox, step, cut)
    for _ in range(6):
        desk.flush()
        desk.now += timedelta(seconds=60)
    assert away == [0]
    assert desk.channel.sent == [("7", "一"), ("7", "二")]
    assert [desk.get(number).state for number in (first, second)] == [OutboxState.SENT] * 2
    assert not desk.get(first).unsure


def test_a_reply_is_given_up_in_the_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MOST_ATTEMPTS", 3)
    desk.channel.faults["7"] = [RetryError("502") for _ in range(9)]
    number = desk.put("7", "一")
    for _ in range(3):
        desk.flush()
        desk.now += timedelta(hours=1)
    assert desk.get(number).state is OutboxState.FAILED


def test_parts_that_have_arrived_are_not_sent_again(desk: Desk) -> None:
    desk.channel = Script(Limits(text=10))
    desk.put("7", Reply("一" * 10 + "\n" + "二" * 10 + "\n" + "三" * 10, ((Button("好", "ok"),),)))
    desk.channel.faults["7"] = []
    send = desk.channel.send

    async def fail_second(item: OutboxItem) -> str:
        if read_reply(item.payload).text.startswith("二") and not desk.channel.faults["7"]:
            desk.channel.faults["7"] = [RetryError("502")]
        return await send(item)

    desk.channel.send = fail_second  # type: ignore[method-assign]

    async def run() -> None:
        sender = Sender(desk.database, {"telegram": desk.channel}, lambda: desk.now)
        await sender.flush()
        desk.now += timedelta(seconds=10)
        desk.channel.send = send  # type: ignore[method-assign]
        await sender.flush()
        sender.close()

    asyncio.run(run())
    assert [text[0] for _, text in desk.channel.sent] == ["一", "二", "三"]


def test_a_reply_of_another_channel_is_left_alone(desk: Desk) -> None:
    with desk.database.work() as work:
        work.outbox.put("terminal", "李梅", {"text": "一"}, due_at=START)
    assert desk.flush().counts.sent == 0


def test_what_is_due_later_waits(desk: Desk) -> None:
    desk.now += timedelta(minutes=5)
    desk.put("7", "一")
    desk.now = START
    assert desk.flush().counts.sent == 0


def test_answers_go_before_notices(desk: Desk) -> None:
    with desk.database.work() as work:
        town = work.members.add_town("青石镇").id
        for number in range(60):
            work.agenda.owe(Notice(town, str(number), "k", "telegram", f"1{number}", START, "提醒", "因为"))
        for notice_id, notice in work.agenda.claim(START):
            work.outbox.put("telegram", notice.chat, {"text": notice.text}, due_at=START, notice_id=notice_id)
    desk.put("7", "答")
    desk.flush()
    assert desk.channel.sent[0] == ("7", "答")
    assert len(desk.channel.sent) == 61


class TestPace:
    def test_a_chat_gets_one_message_an_interval(self, desk: Desk) -> None:
        desk.channel = Script(Limits(chat_spacing=0.1))
        for text in "一二三":
            desk.put("7", text)
        desk.flush()
        first, second, third = desk.channel.times["7"]
        assert second - first >= 0.1
        assert third - second >= 0.1

    def test_chats_do_not_wait_for_each_other(self, desk: Desk) -> None:
        desk.channel = Script(Limits(chat_spacing=5.0))
        for chat in range(10):
            desk.put(str(chat), "一")
        desk.flush()
        times = [time for chat in desk.channel.times.values() for time in chat]
        assert max(times) - min(times) < 2.0

    def test_all_chats_together_keep_the_spacing(self, desk: Desk) -> None:
        desk.channel = Script(Limits(spacing=0.03))
        for chat in range(10):
            desk.put(str(chat), "一")
        desk.flush()
        times = sorted(time for chat in desk.channel.times.values() for time in chat)
        assert times[-1] - times[0] >= 0.03 * 9 * 0.95

    def test_a_group_that_had_its_share_waits_without_holding_up_others(self, desk: Desk) -> None:
        desk.channel = Script(Limits(group=(2, 60.0)))

        async def run() -> None:
            sender = Sender(desk.database, {"telegram": desk.channel}, lambda: desk.now)
            for text in "一二三":
                desk.put("-5", text)
            desk.put("7", "甲")
            await sender.flush()
            sender.close()

        asyncio.run(run())
        assert sorted(desk.channel.sent) == [("-5", "一"), ("-5", "二"), ("7", "甲")]
        with desk.database.work() as work:
            assert work.outbox.waiting_count() == 1


def test_it_runs_until_it_is_told_to_stop_and_wakes_at_once(desk: Desk) -> None:
    async def run() -> float:
        stop = asyncio.Event()
        sender = Sender(desk.database, {"telegram": desk.channel}, lambda: desk.now)
        task = asyncio.create_task(sender.run(stop))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(desk.put, "7", "一")
        started = asyncio.get_running_loop().time()
        sender.wake()
        await until(lambda: bool(desk.channel.sent))
        taken = asyncio.get_running_loop().time() - started
        stop.set()
        await asyncio.wait_for(task, 5)
        return taken

    assert asyncio.run(run()) < 0.5


def test_an_outbox_that_cannot_be_read_is_tried_again(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.CRITICAL)
    work = desk.database.work
    faults = [OSError("away")]

    def fail_once() -> object:
        if faults:
            raise faults.pop()
        return work()

    async def run() -> None:
        stop = asyncio.Event()
        sender = Sender(desk.database, {"telegram": desk.channel}, lambda: desk.now)
        task = asyncio.create_task(sender.run(stop))
        await until(lambda: bool(desk.channel.sent))
        stop.set()
        await asyncio.wait_for(task, 5)

    desk.put("7", "一")
    monkeypatch.setattr(desk.database, "work", fail_once)
    asyncio.run(run())
    assert desk.channel.sent == [("7", "一")]


async def until(condition: Callable[[], bool], timeout: float = 5.0) -> None:
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.01)
