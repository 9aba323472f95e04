"""The whole application over HTTP, against a Bot API server on loopback."""

from bot.messages import Incoming, Reply
from storage.database import Database
from tests.botapi import BotApi
from tests.botapi.running import answering, running


def echo(incoming: Incoming) -> tuple[Reply, ...]:
    return (Reply(f"收到：{incoming.text or incoming.data or incoming.attachment}"),)


def texts(api: BotApi, chat: int) -> list[str]:
    return [sent.text for sent in api.sent(chat)]


def test_a_message_is_answered(api: BotApi, database: Database) -> None:
    with running(api, database, answering(database, echo)):
        api.says(7, "在青石村普法一场")
        api.wait(lambda: api.sent(7))
    assert texts(api, 7) == ["收到：在青石村普法一场"]
