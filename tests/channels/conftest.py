from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.botapi import BotApi


@pytest.fixture(autouse=True)
def _loopback_without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(autouse=True)
def _no_hidden_fault(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What the program catches of its own faults would pass unseen here."""
    yield
    hidden = [
        one.getMessage() for one in caplog.get_records("call") if "made the program fail" in one.getMessage()
    ]
    assert hidden == []


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    yield database
    database.close()
