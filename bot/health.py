"""How the bot fares, for who watches over it: no names, no texts, no settings."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database

log = logging.getLogger("fazhibot.health")

PATIENCE = 5.0  # seconds that the database may take to answer
FRESH = 1.0  # seconds that an answer serves everybody who asks


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest`: seconds that the oldest update has waited to be acted on, None where none waits."""

    database: bool
    oldest: float | None = None
    replies: int | None = None


class Watch:
    """Asks the database, once for all who ask at a time."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._thread = ThreadPoolExecutor(1, "health")
        self._asking: asyncio.Future[Health] | None = None
        self._asked = 0.0

    async def look(self) -> Health:
        """The state now, or of a moment ago; a database that does not answer in time is away."""
        loop = asyncio.get_running_loop()
        if self._asking is None or (self._asking.done() and loop.time() - self._asked > FRESH):
            self._asked = loop.time()
            self._asking = loop.run_in_executor(self._thread, self._ask)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asking), PATIENCE)
        except TimeoutError:
            return Health(database=False)

    def close(self) -> None:
        self._thread.shutdown(wait=False)

    def _ask(self) -> Health:
        try:
            with self._database.work() as work:
                since = work.inbox.oldest_waiting()
                replies = work.outbox.waiting_count()
        except Exception as error:
            log.warning("the database cannot be asked: %s", error)
            return Health(database=False)
        age = max((self._now() - since).total_seconds(), 0.0) if since else None
        return Health(True, age, replies)
