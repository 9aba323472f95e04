"""`kill -9` at random moments loses no message and records none twice; benchmarks/crash.py does more."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.crash.harness import Round, play
from tests.databases import Ledgers


def test_a_bot_that_is_killed_again_and_again_loses_nothing(ledgers: Ledgers, tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(3)]
    urls = [ledgers.fresh(folder) for folder in folders]

    def one(number: int) -> Round:
        chance = random.Random(number)
        return play(folders[number], messages=40, chats=20, chance=chance, kills=2, ledger=urls[number])

    with ThreadPoolExecutor(3) as threads:
        rounds = list(threads.map(one, range(3)))
    for url in urls:
        ledgers.drop(url)
    assert [found for found in rounds if not found.is_sound()] == []
    assert sum(found.kills for found in rounds) >= 3
    assert sum(found.limits for found in rounds) == 0
