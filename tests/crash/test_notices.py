"""Reminders outlive `kill -9`; benchmarks/reminders.py does 200 kills."""

import random
from pathlib import Path

from bot.handing import HANDS
from tests.crash.notices import play


def test_a_bot_that_is_killed_while_it_reminds_forgets_nobody(ledger_url: str, tmp_path: Path) -> None:
    found = play(tmp_path, ledger_url, notices=40, kills=2, chance=random.Random(3), life=(0.05, 0.8))
    assert found.kills == 2
    assert found.is_sound(), str(found)
    assert found.doubled <= 2 * HANDS  # as many as are on their way at once
    assert found.never <= 1  # a kill costs one last try at most
