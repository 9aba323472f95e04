"""Updates that Telegram hands in itself: each is in the inbox before Telegram is told that it was received.

Telegram sends an update again until it is answered with 200, and a chat's updates one after another.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram_inbox import Intake
from bot.channels.telegram_updates import ALLOWED
from bot.messages import Incoming

log = logging.getLogger("fazhibot.telegram")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1 << 20  # Telegram's longest updates are some tens of kilobytes
BODY_SECONDS = 10.0
CONNECTIONS = 40  # that Telegram opens at most
LOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address at which Telegram hands updates in, and the word by which it is known."""

    url: str
    secret: str

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


class Endpoint:
    """Takes updates. `passed_on` gets each in the loop, after it was committed."""

    def __init__(
        self, webhook: Webhook, intake: Intake, bot: Bot, bot_id: int, passed_on: Callable[[Update], None]
    ) -> None:
        self._webhook = webhook
        self._intake = intake
        self._bot = bot
        self._bot_id = bot_id
        self._passed_on = passed_on
        self._batches = Batches(lambda items: intake.keep(items))

    def route(self) -> Route:
        return Route(self._webhook.path, self.receive, methods=["POST"])

    async def receive(self, request: Request) -> Response:
        """200 when the update is in the inbox, or says nothing; 503 where it could not be kept."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            return _say(403, "wrong secret")
        try:
            content = await asyncio.wait_for(_body(request), BODY_SECONDS)
        except TimeoutError:
            return _say(408, "too slow")
        except ClientDisconnect:
            return _say(400, "cut off")
        if content is None:
            return _say(413, "too long")
        update = self._read(content)
        if update is None:
            return _say(400, "no update")
        try:
            items = self._intake.read([update], self._bot_id)
            if items:
                await self._batches.keep(items)
        except Exception:
            log.exception("update %d was not kept; Telegram sends it again", update.update_id)
            return _say(503, "try again")
        self._passed_on(update)
        return _say(200, "")

    def close(self) -> None:
        self._batches.close()

    def _read(self, content: bytes) -> Update | None:
        """The update; an empty one where this version cannot read it, None for what is none."""
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            return None
        if not isinstance(data, dict) or not isinstance(number := data.get("update_id"), int):
            return None
        try:
            return Update.de_json(data, self._bot)
        except Exception:
            log.exception("update %s cannot be read by this version and is left out", number)
            return Update(number)


class Batches:
    """Updates that come while others are being committed share the next transaction."""

    def __init__(self, keep: Callable[[list[Incoming]], object]) -> None:
        self._keep = keep
        self._thread = ThreadPoolExecutor(1, "webhook")
        self._waiting: list[tuple[list[Incoming], asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def keep(self, items: list[Incoming]) -> None:
        """Returns when they are committed; raises why they are not."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, kept))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        await kept

    def close(self) -> None:
        self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                errors = await asyncio.get_running_loop().run_in_executor(
                    self._thread, self._commit, [items for items, _ in batch]
                )
                for (_, kept), error in zip(batch, errors, strict=True):
                    if kept.cancelled():
                        continue
                    if error is None:
                        kept.set_result(None)
                    else:
                        kept.set_exception(error)
        finally:
            self._task = None

    def _commit(self, batch: list[list[Incoming]]) -> list[Exception | None]:
        """What went wrong with each. Where one fails in company, each has a transaction of its own."""
        try:
            self._keep([item for items in batch for item in items])
        except Exception as error:
            return [error] if len(batch) == 1 else [self._commit([items])[0] for items in batch]
        return [None] * len(batch)


async def announce(bot: Bot, webhook: Webhook) -> None:
    """Tell Telegram the address; TelegramError."""
    await bot.set_webhook(
        webhook.url, secret_token=webhook.secret, allowed_updates=ALLOWED, max_connections=CONNECTIONS
    )


async def look_after(bot: Bot, webhook: Webhook, refused: asyncio.Event) -> None:
    """Until the token is refused: says when Telegram cannot reach the address, and sets one that was lost."""
    told = None
    while not refused.is_set():
        await asyncio.sleep(LOOK_SECONDS)
        try:
            info = await bot.get_webhook_info()
            if info.url != webhook.url:
                log.warning("another program took the webhook away: it is set again")
                await announce(bot, webhook)
            if info.last_error_date not in (None, told):
                told = info.last_error_date
                log.warning("Telegram could not hand over an update: %s", info.last_error_message)
        except InvalidToken:
            refused.set()
        except TelegramError as error:
            log.debug("Telegram does not answer: %s", error)


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is too long."""
    announced = request.headers.get("Content-Length", "0")
    if not announced.isdecimal() or int(announced) > MOST_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _say(status: int, words: str) -> Response:
    return PlainTextResponse(words, status)


def bot_id_of(token: str) -> int:
    """A token begins with its bot's id."""
    return int(token.partition(":")[0])
