"""The bot that commits what it receives before Telegram is told so.

python-telegram-bot confirms a batch with the offset of its next getUpdates, before a handler has run: what
is only in memory then is lost with the process. Here getUpdates returns when the batch is in the inbox.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram_updates import incoming
from bot.messages import Incoming

log = logging.getLogger("fazhibot.telegram")


@dataclass(slots=True)
class Intake:
    """Where updates go, and how polling fares.

    `keep` commits a batch (it runs in a thread). `refused` is set when Telegram knows the token no more,
    `quiet` when the end has come. `answered_at`: the loop's time when a poll last came back, with updates
    or with an error.
    """

    keep: Callable[[list[Incoming]], object]
    now: Callable[[], datetime]
    refused: asyncio.Event = field(default_factory=asyncio.Event)
    quiet: bool = False
    away: bool = False  # Telegram does not answer, as far as is known
    answered_at: float | None = None
    username: str = ""  # of the bot, without @, once it is known

    def read(self, updates: Sequence[Update], bot_id: int) -> list[Incoming]:
        """The updates that say something, in order."""
        found = []
        for update in updates:
            try:
                item = incoming(update, bot_id, self.now(), self.username)
            except Exception:
                log.exception("update %d cannot be read and is left out", update.update_id)
                continue
            if item:
                found.append(item)
        return found


class UpdatesRequest(HTTPXRequest):
    """Connections for polling that let no update block those behind it.

    python-telegram-bot gives up a whole batch for one update that it cannot read, and asks for it for ever.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; where it is a batch, with an empty update in the place of one that cannot be read."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update, None)
    except Exception:
        log.exception("update %s cannot be read by this version and is left out", update["update_id"])
        return {"update_id": update["update_id"]}
    return update


class InboxBot(ExtBot[None]):
    """An ExtBot whose `get_updates` returns a batch only when its intake has kept it."""

    def __init__(self, intake: Intake, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._intake = intake

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """A batch that is committed.

        TelegramError, also where the inbox cannot be written: it is asked for again.
        """
        intake = self._intake
        if intake.quiet or intake.refused.is_set():
            return ()
        try:
            updates = await super().get_updates(*args, **kwargs)
            if intake.away:
                intake.away = False
                log.info("Telegram is back")
            if updates:
                await asyncio.to_thread(intake.keep, intake.read(updates, self.id))
        except InvalidToken as error:
            if await self._is_refused():
                intake.refused.set()
            raise NetworkError("Telegram refused the token") from error
        except TelegramError:
            raise
        except Exception as error:
            log.exception("updates were not kept; they are asked for again")
            raise NetworkError(f"updates were not kept: {error}") from error
        finally:
            intake.answered_at = asyncio.get_running_loop().time()
        return updates

    async def _is_refused(self) -> bool:
        """Whether a second question has the same answer; a proxy's stray 401 must not end the program."""
        try:
            await self.get_me()
        except InvalidToken:
            return True
        except TelegramError:
            return False
        return False
