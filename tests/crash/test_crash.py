"""`kill -9` at random moments loses no message and records none twice; benchmarks/crash.py does more."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.harness import Round, play

pytestmark = pytest.mark.sqlite  # on a server: test_webhook_crash.py


def test_a_bot_that_is_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    def one(number: int) -> Round:
        chance = random.Random(number)
        return play(tmp_path / str(number), messages=40, chats=20, chance=chance, kills=2, life=(0.8, 3.0))

    with ThreadPoolExecutor(3) as threads:
        rounds = list(threads.map(one, range(3)))
    assert [found for found in rounds if not found.is_sound()] == []
    assert sum(found.kills for found in rounds) >= 3
    assert sum(found.limits for found in rounds) == 0
