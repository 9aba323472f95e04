"""What tests of every room share: ledgers on SQLite, or on a server where one is named.

`pytest --postgres postgresql://user:password@host/postgres` (or FAZHIBOT_TEST_POSTGRES) runs the same
tests on databases of that server. Its user makes and drops databases named fazhibot_test_….
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import database
from tests.databases import Ledgers, PostgresLedgers, SqliteLedgers, sharing_statements, upgraded

HOW = "--postgres URL or FAZHIBOT_TEST_POSTGRES"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", metavar="URL", help="run the tests on databases of this server")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto` is one worker more than there are cores: many tests wait for a timer or another process."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist heeds it
    return (os.cpu_count() or 1) + 1


def pytest_report_header(config: pytest.Config) -> str:
    return f"ledgers: {'PostgreSQL' if server_of(config) else f'SQLite only (a server: {HOW})'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if server_of(config):
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="about the SQLite file"))


def pytest_collection_finish() -> None:
    """None of these thousands of tests goes away: the garbage collector need not look at them again."""
    gc.collect()
    gc.freeze()


def server_of(config: pytest.Config) -> str:
    """The server's URL, or "" for SQLite."""
    return config.getoption("--postgres") or os.environ.get("FAZHIBOT_TEST_POSTGRES", "")


@pytest.fixture(scope="session", autouse=True)
def _statements_are_shared() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", sharing_statements(database.create_engine))
        yield


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger with its schema and nothing in it: to be copied, which is faster than to migrate."""
    path = tmp_path_factory.mktemp("empty") / "ledger.sqlite3"
    upgraded(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_ledgers(empty_ledger: Path) -> Ledgers:
    return SqliteLedgers(empty_ledger)


@pytest.fixture(scope="session")
def postgres_ledgers(request: pytest.FixtureRequest) -> Iterator[Ledgers]:
    """Ledgers on the server; the test is left out where none is named."""
    server = server_of(request.config)
    if not server:
        pytest.skip(f"needs a PostgreSQL server: {HOW}")
    ledgers = PostgresLedgers(server)
    yield ledgers
    ledgers.close()


@pytest.fixture(scope="session")
def ledgers(request: pytest.FixtureRequest) -> Ledgers:
    """The ledgers that this run of the tests is about."""
    name = "postgres_ledgers" if server_of(request.config) else "sqlite_ledgers"
    found: Ledgers = request.getfixturevalue(name)
    return found


@pytest.fixture
def ledger_url(ledgers: Ledgers, tmp_path: Path) -> Iterator[str]:
    """The URL of a ledger with its schema and nothing in it."""
    url = ledgers.fresh(tmp_path)
    yield url
    ledgers.drop(url)
