"""`kill -9` at each step of keeping a photo; benchmarks/evidence_crash.py does more."""

import random
from pathlib import Path

from tests.crash.evidence import STEPS, play


def test_photos_outlive_a_kill_at_every_step(ledger_url: str, tmp_path: Path) -> None:
    """None is lost, none is there twice, and no half of one stays."""
    deaths = [(step, 1 + number % 2) for number, step in enumerate(STEPS)]
    found = play(tmp_path, ledger_url, 20, deaths, random.Random(5))
    assert found.is_sound(), found
    assert found.kills == len(STEPS)
