"""Slots: how many a second, and what is prepared before they come."""

import asyncio
from itertools import pairwise

from bot.channels.base import Limits
from bot.pace import Pace


def seen(limits: Limits, messages: int, *, work: float, flight: float, lead: float) -> list[float]:
    """When each message was on its way at the earliest and the latest: [left, arrived, left, …].

    `work`: seconds that come between a slot and its message; `flight`: that a message is on its way.
    """

    async def run() -> list[float]:
        pace, times, loop = Pace(limits), [], asyncio.get_running_loop()

        async def send(chat: str) -> None:
            slot = await pace.slot(lead)
            await asyncio.sleep(work)
            await pace.until(slot)
            left = loop.time()
            await asyncio.sleep(flight)
            times.append((left, loop.time()))
            pace.done(chat)

        await asyncio.gather(*(send(str(number)) for number in range(messages)))
        return [time for pair in sorted(times) for time in pair]

    return asyncio.run(run())


def test_no_span_holds_more_than_allowed_whenever_the_service_saw_them() -> None:
    limits = Limits(total=(5, 0.2))
    times = seen(limits, 16, work=0.01, flight=0.02, lead=0.015)
    left, arrived = times[::2], times[1::2]
    for first, sixth in zip(arrived, left[5:], strict=False):
        assert sixth >= first + 0.2 - 1e-6


def test_what_is_prepared_in_the_lead_costs_no_slot() -> None:
    limits = Limits(total=(5, 0.2))
    slow, fast = (seen(limits, 16, work=0.1, flight=0.005, lead=lead) for lead in (0.0, 0.1))
    assert fast[-1] - fast[0] < 0.8 * (slow[-1] - slow[0])


def test_slots_are_spaced() -> None:
    left = seen(Limits(spacing=0.03), 8, work=0.0, flight=0.0, lead=0.02)[::2]
    gaps = [later - earlier for earlier, later in pairwise(left)]
    assert min(gaps) > 0.02
    assert left[-1] - left[0] > 7 * 0.03 - 0.01  # the first may leave a moment late
