"""The Telegram channel: private chats and groups, by polling or by a webhook, over python-telegram-bot."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.routing import Route
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, TypeHandler
from telegram.request import BaseRequest

from bot.channels.base import Limits, SilentChannelError, TokenRefusedError
from bot.channels.telegram_access import TelegramAccess, bot_arguments, bot_name
from bot.channels.telegram_errors import delivery_error, seconds
from bot.channels.telegram_files import fetch
from bot.channels.telegram_inbox import InboxBot, Intake
from bot.channels.telegram_presses import Presses
from bot.channels.telegram_sending import hand_over
from bot.channels.telegram_updates import ALLOWED
from bot.channels.telegram_webhook import Endpoint, Webhook, announce, bot_id_of, look_after
from bot.messages import Incoming, Reply
from bot.payloads import read_reply
from storage.records import OutboxItem

__all__ = ["LIMITS", "TelegramAccess", "TelegramChannel", "bot_name"]

log = logging.getLogger("fazhibot.telegram")

# Telegram: 30 messages a second, 1 a second in a chat, 20 a minute in a group ("Bots FAQ",
# "Broadcasting to users"). The spacing keeps bursts even; the total is what is never overstepped.
LIMITS = Limits(spacing=0.03, chat_spacing=1.0, total=(30, 1.0), group=(20, 60.0), text=4096, caption=1024)
POLL_SECONDS = 20
SILENT_SECONDS = 300.0  # no poll came back for so long, not even with an error: polling has died
LONGEST_WAIT = 30.0
IN_GROUPS = ("log", "stats", "undo", "help")  # commands that the menu of a group shows


class TelegramChannel:
    """Receives into `keep` (called in a thread, before Telegram is told), sends what the sender hands over.

    `arrived` is called in the loop after updates were kept. `now` is the clock in aware UTC. `commands`: the
    menu, as (name, what it does).
    """

    name = "telegram"

    def __init__(
        self,
        access: TelegramAccess,
        keep: Callable[[list[Incoming]], object],
        arrived: Callable[[], None],
        now: Callable[[], datetime],
        commands: Sequence[tuple[str, str]] = (),
        limits: Limits = LIMITS,
        webhook: Webhook | None = None,
    ) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines have the token in the address
        self.limits = limits
        self._access = access
        self._arrived = arrived
        self._commands = commands
        self.intake = Intake(keep, now)
        arguments = bot_arguments(access)
        self._connections: tuple[BaseRequest, ...] = (arguments["request"], arguments["get_updates_request"])
        self._bot = InboxBot(self.intake, **arguments)
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder().bot(self._bot).job_queue(None).build()
        )
        self._application.add_handler(TypeHandler(Update, self._on_update))
        self._presses = Presses(self._answer_press)
        self._polling_since: float | None = None
        self._webhook = webhook
        self._endpoint = (
            Endpoint(webhook, self.intake, self._bot, bot_id_of(access.token), self._pass_on)
            if webhook
            else None
        )

    def routes(self) -> list[Route]:
        """What the web server serves for the channel."""
        return [self._endpoint.route()] if self._endpoint else []

    async def start(self) -> None:
        """Connects, however long Telegram is away; TokenRefusedError."""
        await self._patiently(self._application.initialize)
        self.intake.username = self._bot.username
        await self._patiently(self._set_commands)
        await self._application.start()
        if webhook := self._webhook:
            await self._patiently(lambda: announce(self._bot, webhook))
        log.info("connected to Telegram as @%s; %s", self._bot.username, self._privacy())

    async def receive(self, over: asyncio.Event) -> None:
        """Polls until `over`, where there is no webhook; only one process may. TokenRefusedError."""
        starting = asyncio.create_task(self._start_polling() if self._webhook is None else asyncio.sleep(0))
        ending = asyncio.create_task(over.wait())
        try:
            await asyncio.wait((starting, ending), return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()  # raises what stopped it
                await ending
        finally:
            starting.cancel()
            ending.cancel()
            await asyncio.gather(starting, ending, return_exceptions=True)
            await self._stop_polling()

    async def _start_polling(self) -> None:
        updater = self._application.updater
        assert updater is not None  # a builder without .updater(None) makes one
        try:
            await updater.start_polling(
                timeout=timedelta(seconds=POLL_SECONDS),
                bootstrap_retries=-1,
                allowed_updates=ALLOWED,
                error_callback=self._on_poll_error,
            )
        except InvalidToken:
            raise self._refusal() from None
        self._polling_since = asyncio.get_running_loop().time()

    async def _stop_polling(self) -> None:
        updater = self._application.updater
        if updater is not None and updater.running:
            self.intake.quiet = self.intake.away or self.intake.refused.is_set()
            await updater.stop()
            self.intake.quiet = False
        self._polling_since = None

    async def watch(self) -> None:
        """Returns never: TokenRefusedError or SilentChannelError when nothing can be received any more."""
        if self._webhook is not None:
            await look_after(self._bot, self._webhook, self.intake.refused)
            raise self._refusal()
        refused = asyncio.create_task(self.intake.refused.wait())
        try:
            while not (await asyncio.wait([refused], timeout=SILENT_SECONDS / 10))[0]:
                if self._silent_for() > SILENT_SECONDS:
                    raise SilentChannelError("Telegram polling has stopped; start the program again.")
        finally:
            refused.cancel()
        raise self._refusal()

    def _silent_for(self) -> float:
        """Seconds since a poll last came back; 0 for a process that does not poll."""
        if self._polling_since is None:
            return 0.0
        return asyncio.get_running_loop().time() - max(self.intake.answered_at or 0.0, self._polling_since)

    async def stop(self) -> None:
        """Closes the connections; what was received is in the inbox."""
        await self._stop_polling()
        if self._endpoint:
            self._endpoint.close()
        if self._application.running:
            await self._application.stop()
        await self._presses.close()
        await self._application.shutdown()
        for connections in self._connections:
            await connections.shutdown()  # after a start that failed the application leaves them open

    def is_group(self, chat: str) -> bool:
        """Groups, supergroups and channels have negative ids."""
        return chat.startswith("-")

    async def send(self, item: OutboxItem) -> str:
        """Sends or edits one message; see Channel.send."""
        reply = read_reply(item.payload, item.document)
        if reply.leave:
            await self._leave(int(item.chat))
            return ""
        settled = await self._presses.settle(item.chat, reply.toast)
        if not reply.text.strip() and reply.document is None:
            if settled or not reply.toast or self.is_group(item.chat):
                return ""
            reply = Reply(text=reply.toast)  # the press has been answered meanwhile: say it as a message
        try:
            return await hand_over(self._bot, int(item.chat), reply)
        except TelegramError as error:
            raise delivery_error(error) from error

    async def answers(self) -> bool:
        """Whether Telegram answers this bot now."""
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    async def fetch(self, remote: str) -> bytes:
        """The bytes of a file that somebody sent; RetryError, TooBigError or PermanentError."""
        return await fetch(self._bot, remote)

    async def _leave(self, chat: int) -> None:
        try:
            await self._bot.leave_chat(chat)
        except (BadRequest, Forbidden):  # BadRequest is a NetworkError too
            log.info("chat %d had been left already", chat)
        except TelegramError as error:
            raise delivery_error(error) from error

    def _privacy(self) -> str:
        """Which of Telegram's two modes the bot has in groups (set with @BotFather, /setprivacy)."""
        if self._bot.bot.can_read_all_group_messages:
            return "privacy mode is off: in groups it reads plain messages"
        return "privacy mode is on: in groups it hears only commands, mentions and answers to itself"

    async def _on_update(self, update: Update, _: object) -> None:
        query = update.callback_query
        if query and query.message:
            self._presses.remember(str(query.message.chat.id), query.id)
        self._arrived()

    def _pass_on(self, update: Update) -> None:
        """An update of the webhook goes the way of one that was polled."""
        if self._application.running:
            self._application.update_queue.put_nowait(update)
        else:
            self._arrived()

    async def _answer_press(self, press: str, words: str) -> None:
        await self._bot.answer_callback_query(press, text=words[:200] or None)

    async def _set_commands(self) -> None:
        try:
            await self._bot.set_my_commands(self._commands, scope=BotCommandScopeAllPrivateChats())
            for_groups = [one for one in self._commands if one[0] in IN_GROUPS]
            await self._bot.set_my_commands(for_groups, scope=BotCommandScopeAllGroupChats())
        except BadRequest:
            log.exception("Telegram refuses the list of commands; the bot works without it")

    async def _patiently(self, call: Callable[[], Any]) -> None:
        """Calls until Telegram answers, waiting longer each time."""
        wait = 1.0
        while True:
            try:
                await call()
            except InvalidToken:
                raise self._refusal() from None
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except TelegramError as error:
                self._on_poll_error(error)
                await asyncio.sleep(wait)
                wait = min(wait * 1.5, LONGEST_WAIT)
            else:
                return

    def _on_poll_error(self, error: TelegramError) -> None:
        """One line when Telegram goes away; python-telegram-bot goes on trying."""
        intake = self.intake
        if isinstance(error, Conflict):
            log.error("another program polls Telegram with this token: stop one of the two")
        elif not intake.away and not intake.refused.is_set():
            log.warning("Telegram does not answer (%s); trying again until it does", self._redact(str(error)))
        intake.away = True

    def _refusal(self) -> TokenRefusedError:
        return TokenRefusedError(
            "Telegram does not accept TELEGRAM_BOT_TOKEN: copy it again from @BotFather, then start again."
        )

    def _redact(self, text: str) -> str:
        return text.replace(self._access.token, "<token>")
