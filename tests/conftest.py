"""What tests of every room share."""

from pathlib import Path

import pytest

from storage.database import Database


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with its schema and nothing in it: to be copied, which is faster than to migrate anew."""
    path = tmp_path_factory.mktemp("empty") / "ledger.sqlite3"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path
