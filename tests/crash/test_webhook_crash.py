"""`kill -9` while Telegram hands updates in; benchmarks/webhook_crash.py does more."""

import random
from pathlib import Path

from tests.crash.webhook import play
from tests.databases import Ledgers


def test_bots_that_are_killed_while_updates_come_lose_none_and_record_none_twice(
    ledger_url: str, tmp_path: Path
) -> None:
    found = play(tmp_path, ledger_url, messages=40, chats=20, chance=random.Random(1), kills=2)
    assert found.is_sound(), found
    assert found.kills >= 1
    assert found.limits == 0


def test_two_processes_share_one_database_and_one_is_killed(
    postgres_ledgers: Ledgers, tmp_path: Path
) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    found = play(tmp_path, url, messages=60, chats=20, chance=random.Random(2), kills=2, processes=2)
    assert found.is_sound(), found
    assert found.limits == 0
    postgres_ledgers.drop(url)
