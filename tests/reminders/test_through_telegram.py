"""A reminder on its whole way: scheduler, agenda, outbox, Telegram over HTTP on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from bot.channels.telegram_access import TelegramAccess
from bot.reminders.delivery import tick
from bot.reminders.scheduler import Scheduler
from bot.run import Service
from storage.records import NoticeState
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
