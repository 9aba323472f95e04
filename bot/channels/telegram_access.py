"""How Telegram is reached: token, addresses, proxy, connections."""

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_inbox import UpdatesRequest

CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0  # for an answer; a poll has its own waiting time on top


@dataclass(frozen=True, slots=True)
class TelegramAccess:
    """How Telegram is reached. `api_base_url`: a Bot API server other than Telegram's own, without /bot."""

    token: str
    api_base_url: str = ""
    proxy_url: str = ""


def bot_arguments(access: TelegramAccess) -> dict[str, Any]:
    """The arguments of a Bot: addresses, and one pool for polling and one for everything else."""
    proxy = access.proxy_url or None
    addresses = {}
    if access.api_base_url:
        addresses["base_url"] = f"{access.api_base_url.rstrip('/')}/bot"
        addresses["base_file_url"] = f"{access.api_base_url.rstrip('/')}/file/bot"
    return {
        "token": access.token,
        "request": HTTPXRequest(
            connection_pool_size=32,
            proxy=proxy,
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            pool_timeout=20,
        ),
        "get_updates_request": UpdatesRequest(
            connection_pool_size=1, proxy=proxy, connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS
        ),
        **addresses,
    }


def bot_name(token: str, *, api_base_url: str = "", proxy_url: str = "") -> str:
    """The bot's user name, or "" where Telegram does not answer within some seconds."""

    async def ask() -> str:
        async with Bot(**bot_arguments(TelegramAccess(token, api_base_url, proxy_url))) as bot:
            return bot.username

    try:
        return asyncio.run(asyncio.wait_for(ask(), 10))
    except (TelegramError, TimeoutError):
        return ""
