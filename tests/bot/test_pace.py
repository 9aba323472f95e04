"""No span of time ever holds more messages than the service allows, wherever in their way it sees them."""

import asyncio
import itertools
import random

from bot.channels.base import Limits
from bot.pace import Pace


async def crowd(pace: Pace, messages: int, hands: int, chance: random.Random) -> list[float]:
    """Sends messages side by side; when the service saw each one."""
    seen: list[float] = []
    gate = asyncio.Semaphore(hands)

    async def send(number: int) -> None:
        async with gate:
            await pace.slot()
            await asyncio.sleep(chance.uniform(0, 0.02))
            seen.append(asyncio.get_running_loop().time())
            await asyncio.sleep(chance.uniform(0, 0.02))
            pace.done(str(number))

    await asyncio.gather(*(send(number) for number in range(messages)))
    return sorted(seen)


def test_a_total_is_kept_whatever_the_way_takes() -> None:
    pace = Pace(Limits(total=(10, 0.25)))
    seen = asyncio.run(crowd(pace, 60, 8, random.Random(7)))
    assert all(later - first > 0.25 for first, later in zip(seen, seen[10:], strict=False))


def test_a_total_is_used_up() -> None:
    pace = Pace(Limits(spacing=0.02, total=(10, 0.25)))
    seen = asyncio.run(crowd(pace, 60, 8, random.Random(8)))
    assert len(seen) / (seen[-1] - seen[0]) > 0.75 * 10 / 0.25


def test_spacing_keeps_two_messages_apart() -> None:
    pace = Pace(Limits(spacing=0.02))

    async def starts() -> list[float]:
        found = []
        for number in range(5):
            await pace.slot()
            found.append(asyncio.get_running_loop().time())
            pace.done(str(number))
        return found

    found = asyncio.run(starts())
    assert all(later - first >= 0.019 for first, later in itertools.pairwise(found))
