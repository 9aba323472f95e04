"""Updates that Telegram hands in, over real HTTP on loopback."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.channels.base import TokenRefusedError
from bot.channels.telegram_webhook import HEADER, MOST_BYTES, Webhook
from bot.channels.web import ListenError, WebServer
from bot.health import Health
from bot.messages import Incoming, Reply
from storage.database import Database
from storage.records import InboxState
from tests.botapi import BotApi
from tests.botapi.running import Running, answering, running
from tests.botapi.webhook import Pusher

SECRET = "a-word-that-only-telegram-knows"
WEBHOOK = Webhook("http://127.0.0.1:1/telegram", SECRET)


def echo(incoming: Incoming) -> tuple[Reply, ...]:
    return (Reply(f"收到：{incoming.text or incoming.data}", toast="好" if incoming.data else ""),)


@contextmanager
def hooked(api: BotApi, database: Database) -> Iterator[Running]:
    with running(api, database, answering(database, echo), webhook=WEBHOOK) as bot:
        api.wait(lambda: api.state.webhook)
        yield bot


def address(bot: Running) -> tuple[str, int]:
    assert bot.service.web is not None
    return bot.service.web.address


def ask(
    bot: Running,
    body: bytes | str = b"",
    *,
    method: str = "POST",
    path: str = "/telegram",
    secret: str | None = SECRET,
) -> tuple[int, str]:
    """(status, text) of one request."""
    connection = http.client.HTTPConnection(*address(bot), timeout=10)
    try:
        connection.request(method, path, body, {HEADER: secret} if secret is not None else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def head(length: str) -> bytes:
    """The beginning of a request whose body is still to come."""
    return f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n{length}\r\n\r\n".encode()


def update(number: int, text: str = "普法一场", chat: int = 7) -> str:
    return json.dumps({"update_id": number, "message": BotApi.message(chat, number, text=text)})


def received(database: Database) -> int:
    with database.work() as work:
        return sum(work.inbox.counts().values())


def test_telegram_is_told_the_address_the_secret_and_what_to_hand_in(api: BotApi, database: Database) -> None:
    with hooked(api, database):
        told = api.requests("setWebhook")[0].params
        assert (told["url"], told["secret_token"]) == (WEBHOOK.url, SECRET)
        assert "edited_message" in json.loads(told["allowed_updates"])
        assert "drop_pending_updates" not in told
    assert api.requests("getUpdates") == []


def test_a_bot_that_polls_takes_the_webhook_away(api: BotApi, database: Database) -> None:
    api.state.webhook = "http://127.0.0.1:1/of-yesterday"
    with running(api, database, answering(database, echo)):
        api.says(7, "普法一场")
        api.wait(lambda: api.sent(7))
    assert api.state.webhook == ""


def test_what_is_handed_in_is_answered_in_each_chats_order(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        pusher = Pusher(api.state, [address(bot)])
        for number in range(5):
            for chat in (7, 8, 9):
                api.says(chat, f"第{number}条")
        api.wait(lambda: len(api.sent()) == 15)
        pusher.close()
    for chat in (7, 8, 9):
        assert [sent.text for sent in api.sent(chat)] == [f"收到：第{number}条" for number in range(5)]
    assert pusher.statuses == {200: 15}


def test_a_press_is_answered_with_its_words(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        pusher = Pusher(api.state, [address(bot)])
        api.says(7, "普法一场")
        api.wait(lambda: api.sent(7))
        query = api.presses(7, api.sent(7)[0].message_id, "undo")
        api.wait(lambda: query in api.state.presses)
        pusher.close()
    assert api.state.presses[query] == "好"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
def test_who_does_not_know_the_secret_is_refused(api: BotApi, database: Database, secret: str | None) -> None:
    with hooked(api, database) as bot:
        assert ask(bot, update(1), secret=secret)[0] == 403
        assert received(database) == 0


def test_200_comes_only_when_the_update_is_in_the_inbox(api: BotApi, database: Database) -> None:
    gate = threading.Event()
    with hooked(api, database) as bot:
        keep = bot.service.channel.intake.keep
        bot.service.channel.intake.keep = lambda batch: (gate.wait(10), keep(batch))
        found: list[int] = []
        asking = threading.Thread(target=lambda: found.append(ask(bot, update(1))[0]))
        asking.start()
        time.sleep(0.3)
        assert found == []
        gate.set()
        asking.join()
        assert found == [200]
        assert received(database) == 1


def test_an_inbox_that_cannot_be_written_asks_telegram_to_come_again(
    api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with hooked(api, database) as bot:
        keep = bot.service.channel.intake.keep

        def fail(batch: list[Incoming]) -> object:
            raise OSError("磁盘满")

        bot.service.channel.intake.keep = fail
        assert ask(bot, update(1))[0] == 503
        bot.service.channel.intake.keep = keep
        assert ask(bot, update(1))[0] == 200
        assert ask(bot, update(1))[0] == 200
        assert received(database) == 1
    assert "Telegram sends it again" in caplog.text


def test_one_update_that_cannot_be_kept_takes_none_with_it(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        keep = bot.service.channel.intake.keep

        def choosy(batch: list[Incoming]) -> object:
            time.sleep(0.05)  # so that others gather meanwhile
            if any("坏" in item.text for item in batch):
                raise ValueError("坏")
            return keep(batch)

        bot.service.channel.intake.keep = choosy
        statuses: dict[int, int] = {}
        texts = ["坏" if number == 3 else f"第{number}条" for number in range(8)]
        asking = [
            threading.Thread(
                target=lambda n=number, t=text: statuses.update({n: ask(bot, update(n, t, n))[0]})
            )
            for number, text in enumerate(texts)
        ]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
    assert statuses == {number: 503 if number == 3 else 200 for number in range(8)}
    assert received(database) == 7


@pytest.mark.parametrize(
    "body", ["", "null", "[1]", "{}", '{"update_id": "1"}', "[" * 100_000, b"\xff\xfe", '{"update_id": 1']
)
def test_what_is_no_update_is_refused(api: BotApi, database: Database, body: bytes | str) -> None:
    with hooked(api, database) as bot:
        assert ask(bot, body)[0] == 400
        assert ask(bot, update(1))[0] == 200


def test_an_update_that_cannot_be_read_is_not_asked_for_again(
    api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with hooked(api, database) as bot:
        assert ask(bot, '{"update_id": 1, "message": {"message_id": "?"}}')[0] == 200
        assert ask(bot, '{"update_id": 2, "a_new_kind_of_thing": {}}')[0] == 200
        assert received(database) == 0
    assert "cannot be read" in caplog.text


def test_a_body_without_end_is_cut_off(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        assert ask(bot, b" " * (MOST_BYTES + 1))[0] == 413
        with socket.create_connection(address(bot), timeout=10) as connection:
            connection.sendall(head("Transfer-Encoding: chunked"))
            try:
                for _ in range(40):
                    connection.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
                answer = connection.recv(100)
            except ConnectionError:
                answer = b"HTTP/1.1 413"  # it hung up while more was coming
        assert answer.startswith(b"HTTP/1.1 413")


def test_a_body_that_never_comes_holds_nobody_up(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_webhook.BODY_SECONDS", 0.2)
    with hooked(api, database) as bot, socket.create_connection(address(bot), timeout=10) as connection:
        connection.sendall(head("Content-Length: 10"))
        assert connection.recv(100).startswith(b"HTTP/1.1 408")
        assert ask(bot, update(1))[0] == 200


def test_other_paths_and_methods_are_not_there(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        assert ask(bot, update(1), path="/")[0] == 404
        assert ask(bot, method="GET")[0] == 405


def test_health_tells_how_long_the_oldest_update_waits_and_nothing_else(
    api: BotApi, database: Database
) -> None:
    with hooked(api, database) as bot:
        api.wait(lambda: bot.service.lead.held)
        status, text = ask(bot, method="GET", path="/healthz")
        assert (status, json.loads(text)) == (
            200,
            {"database": "ok", "oldest_waiting_seconds": None, "replies_waiting": 0, "sends": True},
        )
        bot.service.worker._process = lambda _: None
        ask(bot, update(1))
        time.sleep(1.1)
        found = json.loads(ask(bot, method="GET", path="/healthz")[1])
        assert 1 <= found["oldest_waiting_seconds"] < 10
        with database.work() as work:
            work.inbox.fail(next(iter(work.inbox.waiting())).id, "")


def test_health_is_503_while_the_database_is_away(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hooked(api, database) as bot:
        monkeypatch.setattr(bot.service.watch, "_ask", lambda: time.sleep(0.5) or Health(True))
        monkeypatch.setattr("bot.health.PATIENCE", 0.1)
        status, text = ask(bot, method="GET", path="/healthz")
        assert (status, json.loads(text)["database"]) == (503, "away")


def test_a_token_that_is_refused_ends_the_bot(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_webhook.LOOK_SECONDS", 0.05)
    with hooked(api, database) as bot:
        api.fail("*", 401, times=-1)
        bot.thread.join(10)
        error, bot.error = bot.error, None
    assert isinstance(error, TokenRefusedError)


def test_a_webhook_that_was_taken_away_is_set_again(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_webhook.LOOK_SECONDS", 0.05)
    with hooked(api, database):
        api.state.webhook = ""
        api.wait(lambda: api.state.webhook == WEBHOOK.url)


def test_an_address_that_is_taken_is_named(api: BotApi) -> None:
    def never() -> object:
        raise AssertionError

    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ListenError, match=r"FAZHIBOT_LISTEN=127.*another"):
            WebServer(listen, [], never, lambda: False)  # type: ignore[arg-type]


def test_nothing_is_lost_that_came_while_the_core_failed(api: BotApi, database: Database) -> None:
    with hooked(api, database) as bot:
        bot.service.worker._process = lambda _: (_ for _ in ()).throw(RuntimeError("kaputt"))
        assert ask(bot, update(1))[0] == 200
    with database.work() as work:
        assert work.inbox.counts()[InboxState.RECEIVED] == 1
