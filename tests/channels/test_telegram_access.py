"""Proxy, address and name of the bot."""

from bot.channels.telegram import bot_name
from bot.channels.telegram_access import TelegramAccess, bot_arguments
from tests.botapi import BotApi


def test_the_bot_knows_its_name(api: BotApi) -> None:
    assert bot_name(api.token, api_base_url=f"{api.url}/") == "fazhi_test_bot"


def test_a_bot_that_telegram_does_not_answer_has_no_name(api: BotApi) -> None:
    assert bot_name("123456789:not-the-token-of-this-server", api_base_url=api.url) == ""


def test_requests_go_through_the_proxy(api: BotApi) -> None:
    name = bot_name(api.token, api_base_url="http://telegram.invalid", proxy_url=api.url)
    assert name == "fazhi_test_bot"


def test_socks_proxies_can_be_used() -> None:
    assert bot_arguments(TelegramAccess("123456789:x", proxy_url="socks5://127.0.0.1:1080"))["request"]
