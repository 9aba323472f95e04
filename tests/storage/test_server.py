"""What only a server shows: upgrades at once, rows in another's hands, connections that are cut."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from bot.cli import main
from storage.database import Database, open_engine
from storage.errors import DatabaseAwayError, DatabaseUnavailableError
from storage.records import InboxState
from tests.databases import Ledgers
from tests.storage.conftest import NOON, Setting, settle

ROOT = Path(__file__).parents[2]
UPGRADE = (
    "import sys; from storage.database import Database; d = Database(sys.argv[1]); d.upgrade(); d.close()"
)


@pytest.fixture
def bare_url(postgres_ledgers: Ledgers, tmp_path: Path) -> Iterator[str]:
    url = postgres_ledgers.bare(tmp_path)
    yield url
    postgres_ledgers.drop(url)


@pytest.fixture
def server(postgres_ledgers: Ledgers, tmp_path: Path) -> Iterator[Database]:
    url = postgres_ledgers.fresh(tmp_path)
    database = Database(url)
    database.upgrade()
    yield database
    database.close()
    postgres_ledgers.drop(url)


def test_processes_that_upgrade_one_database_at_once_take_turns(bare_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", UPGRADE, bare_url], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert [status for _, status in ended] == [0] * 4, ended
    database = Database(bare_url)
    with database.work() as work:
        settle(work)
    database.close()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_is_named_by_any_usual_scheme(bare_url: str, scheme: str) -> None:
    url = make_url(bare_url).set(drivername=scheme).render_as_string(hide_password=False)
    database = Database(url)
    database.upgrade()
    database.close()


def test_a_database_that_keeps_no_chinese_is_refused(bare_url: str) -> None:
    engine = create_engine(bare_url, isolation_level="AUTOCOMMIT")
    name = f"{make_url(bare_url).database}_ascii"
    with engine.connect() as connection:
        connection.exec_driver_sql(
            f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"
        )
    database = Database(make_url(bare_url).set(database=name).render_as_string(hide_password=False))
    with pytest.raises(DatabaseUnavailableError, match="UTF8"):
        database.upgrade()
    database.close()
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name}")
    engine.dispose()


def test_an_update_in_another_process_hands_is_left_to_it(server: Database) -> None:
    other = Database(server.url.render_as_string(hide_password=False))
    with server.work() as work:
        for key, chat in (("1", "7"), ("2", "7"), ("3", "8")):
            work.inbox.receive("telegram", key, chat, {}, NOON)
    with server.work() as work:
        first = work.inbox.take(1)
        assert first is not None
        with other.work() as elsewhere:
            assert [item.key for item in elsewhere.inbox.waiting()] == ["3"]
            assert elsewhere.inbox.take(1) is None
            assert elsewhere.inbox.take(2) is None, "its chat's first update is not settled yet"
            assert elsewhere.inbox.take(3) is not None
        work.inbox.done(1)
    with other.work() as elsewhere:
        assert elsewhere.inbox.take(1) is None
        assert elsewhere.inbox.take(2) is not None
    other.close()


def test_what_two_processes_report_of_one_town_is_compared(server: Database) -> None:
    """The second waits until the first's entry is there, and sees it."""
    other = Database(server.url.render_as_string(hide_password=False))
    with server.work() as work:
        setting = settle(work)
    seen: list[int] = []

    def report() -> None:
        with other.work() as elsewhere:
            elsewhere.members.hold(setting.town.id)
            seen.append(len(elsewhere.ledger.find(setting.town.id, year=2023)))

    with server.work() as work:
        work.members.hold(setting.town.id)
        second = threading.Thread(target=report)
        second.start()
        second.join(0.3)
        assert seen == []
        setting.record(work)
    second.join(10)
    assert seen == [1]
    other.close()


def test_many_that_read_a_town_and_then_write_in_it_wait_for_none_for_ever(server: Database) -> None:
    with server.work() as work:
        setting = settle(work)

    def write(number: int) -> None:
        with server.work() as work:
            setting.record(work, date(2023, 6, 1 + number % 20))
            work.members.town_by_id(setting.town.id)
            work.members.update_town(setting.town.id, settings={"n": number})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with server.work() as work:
        assert len(work.ledger.find(setting.town.id, year=2023)) == 40


def test_a_connection_that_is_cut_is_named_takes_its_work_back_and_is_made_anew(server: Database) -> None:
    engine = open_engine(server.url)
    with pytest.raises(DatabaseUnavailableError, match="check that the server runs"), server.work() as work:  # noqa: PT012
        work.inbox.receive("telegram", "1", "7", {}, NOON)
        pid = work._session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        work.inbox.counts()
    engine.dispose()
    with server.work() as work:
        assert work.inbox.counts()[InboxState.RECEIVED] == 0


def test_a_lock_that_never_comes_is_given_up(server: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.server.LOCK_SECONDS", 0.2)
    other = Database(server.url.render_as_string(hide_password=False))
    with server.work() as work:
        setting = settle(work)
    with server.work() as work:
        work.members.hold(setting.town.id)
        with pytest.raises(DatabaseUnavailableError, match="lock timeout"), other.work() as elsewhere:
            elsewhere.members.hold(setting.town.id)
    other.close()


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    database = Database("postgresql://fazhibot:geheim@127.0.0.1:1/ledger")
    with pytest.raises(DatabaseAwayError, match=r"127\.0\.0\.1:1/ledger") as refusal:
        database.upgrade()
    assert "geheim" not in str(refusal.value)
    database.close()


def test_a_server_that_is_away_is_worth_another_start_and_a_wrong_name_is_not(
    bare_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(bare_url)
    for wrong, status in ((url.set(port=1), 1), (url.set(database="no_such_ledger"), 2)):
        monkeypatch.setenv("FAZHIBOT_DATABASE_URL", wrong.render_as_string(hide_password=False))
        assert main(["inbox"]) == status
        assert "FAZHIBOT_DATABASE_URL" in capsys.readouterr().err


def test_rows_keep_odd_texts(server: Database) -> None:
    with server.work() as work:
        setting: Setting = settle(work, "青石镇\x00𠮷")
        work.inbox.receive("telegram", "1\x00", "7", {"text": "a\x00b\ud83d", "\x00": [1.5, None]}, NOON)
        assert work.members.town_by_id(setting.town.id).name == "青石镇\ufffd𠮷"
        assert work.inbox.waiting()[0].payload == {"text": "a\ufffdb\ufffd", "\ufffd": [1.5, None]}
