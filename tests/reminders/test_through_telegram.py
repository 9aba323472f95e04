"""A reminder on its whole way: scheduler, agenda, outbox, Telegram over HTTP on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from bot.channels.telegram_access import TelegramAccess
from bot.reminders.delivery import tick
from bot.reminders.scheduler import Scheduler
from bot.run import Service
from storage.records import EntryDraft, NoticeState, Role
from tests.botapi import BotApi
from tests.botapi.faults import Fault
from tests.botapi.running import QUICK, Running
from tests.reminders.conftest import Place, at

FRIDAY = at("2025-11-14 16:00")


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApi() as server:
        yield server


@contextmanager
def running(api: BotApi, place: Place, now: datetime) -> Iterator[Running]:
    """The bot with its reminders, at a time that stands still."""
    ticks = Scheduler(
        lambda at: tick(place.database, at, channels={"telegram"}), now=lambda: now, seconds=0.05
    )
    access = TelegramAccess(api.token, api.url)
    bot = Running(Service(place.database, access, lambda item_id: None, ticks, now=lambda: now, limits=QUICK))
    try:
        yield bot
    finally:
        bot.end()
    assert bot.error is None


def test_a_reminder_arrives_once_and_is_known_as_sent_after_a_restart_too(api: BotApi, place: Place) -> None:
    place.log(place.li, at("2025-11-12 10:00"))
    for _ in range(2):
        with running(api, place, FRIDAY):
            api.wait(lambda: place.agenda(NoticeState.SENT))
    (sent,) = api.sent()
    assert sent.chat == "77"
    assert "柳树村本周（11月10日至14日）还没有记录" in sent.text
    assert place.agenda()[0].sent_at == FRIDAY


def test_a_reader_who_has_blocked_the_bot_holds_up_no_other(api: BotApi, place: Place) -> None:
    api.state.faults.append(Fault("sendMessage", 403, times=-1, chat="77"))
    with running(api, place, FRIDAY):
        api.wait(lambda: len(place.agenda(NoticeState.SENT, NoticeState.FAILED)) == 2)
    assert [sent.chat for sent in api.sent()] == ["78"]
    (failed,) = place.agenda(NoticeState.FAILED)
    assert "blocked" in failed.error


def test_the_months_tally_follows_a_group_that_became_a_supergroup(api: BotApi, place: Place) -> None:
    api.state.faults.append(Fault("sendMessage", 400, chat="-5", migrate_to=-1005))
    with running(api, place, at("2025-09-01 09:00")):
        api.wait(lambda: api.sent(-1005))
    with place.database.work() as work:
        assert work.members.town("青石镇").chat == ("telegram", "-1005")


def test_the_months_tally_comes_to_the_towns_group_and_to_leaders_in_private(
    api: BotApi, place: Place
) -> None:
    with place.database.work() as work:
        village = work.members.unit(place.town.id, "柳树村")
        chief = work.members.add_member(place.town.id, village.id, "孙书记", Role.VIEWER)
        work.members.link(chief.id, "telegram", "79")
        work.members.update_town(place.town.id, settings={"leaders": ["孙书记"]})
        draft = EntryDraft("人民调解", at("2025-09-10 10:00").date(), words="")
        work.ledger.record(
            place.town.id, draft, member=place.wang, text="王五和赵六为宅基地吵架，电话13812345678",
            sent_at=at("2025-09-10 10:00"), at=at("2025-09-10 10:00"),
        )  # fmt: skip
    with running(api, place, at("2025-10-09 09:00")):
        api.wait(lambda: api.sent(-5) and api.sent(79))
        api.wait(lambda: len(place.agenda(NoticeState.SENT)) == len(place.agenda()))
    (group,), (private,) = api.sent(-5), api.sent(79)
    for sent, stop in ((group, "不想在这里收，请告诉管理员"), (private, "不想收，发 /mute")):
        assert sent.text.startswith("有2件事：\n\n一、青石镇2025年9月台账：共1条")
        assert "二、青石镇2025年三季度督办" in sent.text
        assert sent.text.endswith(stop)
        assert sent.buttons == []
        assert not any(private in sent.text for private in ("王五", "138", "宅基地"))
    assert api.sent(78) == []  # who runs the ledger reads it in the group


def test_a_group_that_put_the_bot_out_is_written_to_once_and_no_more(api: BotApi, place: Place) -> None:
    api.state.faults.append(Fault("sendMessage", 403, times=-1, chat="-5"))
    with running(api, place, at("2025-09-01 09:00")):
        api.wait(lambda: place.agenda(NoticeState.FAILED))
    (failed,) = place.agenda(NoticeState.FAILED)
    assert (failed.notice.chat, failed.notice.kind) == ("-5", "monthly_tally")
    with running(api, place, at("2025-09-01 09:05")):
        api.wait(lambda: api.state.polls > 1)
    assert api.sent(-5) == []
    assert [one.params["chat_id"] for one in api.requests("sendMessage")].count("-5") == 1
