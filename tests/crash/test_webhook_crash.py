"""`kill -9` while Telegram hands updates in; benchmarks/webhook_crash.py does more."""

import random
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from tests.crash.harness import Bot
from tests.crash.webhook import play
from tests.databases import Ledgers


def test_bots_that_are_killed_while_updates_come_lose_none_and_record_none_twice(
    ledger_url: str, tmp_path: Path
) -> None:
    found = play(tmp_path, ledger_url, messages=40, chats=20, chance=random.Random(1), kills=2)
    assert found.is_sound(), found
    assert found.kills == 2
    assert found.limits == 0


def test_two_processes_share_one_database_and_one_is_killed(
    postgres_ledgers: Ledgers, tmp_path: Path
) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    found = play(tmp_path, url, messages=60, chats=20, chance=random.Random(2), kills=2, processes=2)
    assert found.is_sound(), found
    assert found.limits == 0
    postgres_ledgers.drop(url)


def test_a_server_that_hangs_up_on_everybody_again_and_again_loses_nothing(
    postgres_ledgers: Ledgers, tmp_path: Path
) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = make_url(url).database

    def hang_up(_: Bot) -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            )

    found = play(
        tmp_path,
        url,
        messages=60,
        chats=20,
        chance=random.Random(3),
        kills=4,
        processes=2,
        strike=hang_up,
    )
    engine.dispose()
    assert found.is_sound(), found
    assert found.kills == 4
    postgres_ledgers.drop(url)
