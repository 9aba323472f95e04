"""A part of the program that looks again and again for something to do, and at once where it is woken."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress


async def again_and_again(
    look: Callable[[], Awaitable[object]], wake: asyncio.Event, stop: asyncio.Event, idle: float
) -> None:
    """Calls `look` until `stop`: whenever `wake` is set, and after `idle` seconds in which it was not."""
    stopping = asyncio.create_task(stop.wait())
    stopping.add_done_callback(lambda _: wake.set())
    try:
        while not stop.is_set():
            wake.clear()
            await look()
            with suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), idle)
    finally:
        stopping.cancel()
