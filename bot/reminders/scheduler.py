"""The clock of the reminders. It only ticks: what is due, and what was said already, is in the database."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("fazhibot.reminders")

SECONDS = 20


def utc_now() -> datetime:
    return datetime.now(UTC)


class Scheduler:
    """Calls `tick(now)` in a thread, at the start and every few seconds, never twice at once.

    A tick that fails is logged, and the next one comes all the same; one that comes late is made up for once.
    """

    def __init__(
        self,
        tick: Callable[[datetime], int],
        *,
        now: Callable[[], datetime] = utc_now,
        wake: Callable[[], None] | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._tick = tick
        self._now = now
        self._wake = wake
        self._seconds = seconds
        self._running = False
        self._scheduler: Any = None

    def start(self) -> None:
        """To be called in the running loop; again after a `stop`, where this process has the turn again."""
        scheduler: Any = AsyncIOScheduler
        self._scheduler = scheduler(timezone=UTC)
        self._scheduler.add_job(
            self._run,
            "interval",
            seconds=self._seconds,
            next_run_time=utc_now(),
            coalesce=True,
            misfire_grace_time=None,
            max_instances=2,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """No tick begins after this; one that is running comes to its end in its thread."""
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _run(self) -> None:
        if self._running:
            return
        self._running = True
        try:
            if await asyncio.to_thread(self._tick, self._now()) and self._wake:
                self._wake()
        except asyncio.CancelledError:
            log.debug("stopped while a tick was running; it comes to its end in its thread")
        except Exception:
            log.exception("the reminders could not be looked after; the next try comes in a moment")
        finally:
            self._running = False
