"""`kill -9` at random moments loses no message and records none twice; benchmarks/crash.py does more."""

import random
from pathlib import Path

from tests.crash.harness import play


def test_a_bot_that_is_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(2023)
    for number in range(3):
        found = play(tmp_path / str(number), messages=40, chats=20, chance=chance, kills=2, life=(0.6, 2.4))
        assert found.is_sound(), found
        assert found.kills >= 1
        assert found.limits == 0
