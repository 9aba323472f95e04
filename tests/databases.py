"""Fresh ledgers for tests: SQLite files, or databases on a real PostgreSQL server."""

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.text import dump_json


class Ledgers(Protocol):
    """Where a test gets its ledger from."""

    def fresh(self, folder: Path) -> str:
        """The URL of a new ledger with its schema and nothing in it. One a folder."""
        ...

    def bare(self, folder: Path) -> str:
        """The URL of a new database without any table."""
        ...

    def drop(self, url: str) -> None:
        """The ledger is not needed any more."""
        ...

    def close(self) -> None: ...


class SqliteLedgers:
    """Each a copy of one empty file, which is faster than to migrate anew."""

    def __init__(self, empty: Path) -> None:
        self._empty = empty

    def fresh(self, folder: Path) -> str:
        url = self.bare(folder)
        shutil.copy(self._empty, folder / "ledger.sqlite3")
        return url

    def bare(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{folder / 'ledger.sqlite3'}"

    def drop(self, url: str) -> None:
        return  # pytest removes the folder

    def close(self) -> None:
        return


class PostgresLedgers:
    """Each a database of its own, made from one empty one. The server's user must be allowed to make them."""

    def __init__(self, server: str) -> None:
        self._url = make_url(server).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._numbers = itertools.count(1)
        self._made: set[str] = set()
        self._empty = ""

    def fresh(self, folder: Path) -> str:
        if not self._empty:
            url = self.bare(folder)
            upgraded(url)
            self._empty = make_url(url).database or ""
        return self._create(f' TEMPLATE "{self._empty}"')

    def bare(self, folder: Path) -> str:
        return self._create(" TEMPLATE template0")

    def drop(self, url: str) -> None:
        name = make_url(url).database or ""
        self._made.discard(name)
        with self._engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))

    def close(self) -> None:
        for name in sorted(self._made):
            self.drop(f"postgresql+psycopg:///{name}")
        self._engine.dispose()

    def _create(self, how: str) -> str:
        name = f"fazhibot_test_{os.getpid()}_{next(self._numbers)}"
        with self._engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"{how}'))
        self._made.add(name)
        return self._url.set(database=name).render_as_string(hide_password=False)


def upgraded(url: str) -> None:
    """Give a database its schema."""
    database = Database(url)
    database.upgrade()
    database.close()


def sharing_statements(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """create_engine, but a statement is put into SQL once for all SQLite files, and not once for each.

    A program has one ledger; a worker of the tests has a thousand.
    """
    first = make("sqlite://", json_serializer=dump_json)
    first.connect().close()  # the dialect asks SQLite for its version
    first.dispose()
    statements: dict[Any, Any] = {}

    def make_sharing(url: Any, **options: Any) -> Engine:
        engine = make(url, **options)
        if engine.dialect.name == "sqlite":
            engine.dialect = first.dialect
            engine.update_execution_options(compiled_cache=statements)
        return engine

    return make_sharing
