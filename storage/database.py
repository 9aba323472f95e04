"""The database: the engine, its transactions, and its schema brought up to date."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlmodel import Session

from storage.backup import backup
from storage.catalogue import Catalogue
from storage.errors import DatabaseUnavailableError
from storage.schema import bring_up, steps_missing, version
from storage.server import is_server, one_upgrade_at_a_time, server_engine, with_driver
from storage.sqlite_file import SqliteFile
from storage.text import dump_json
from storage.turns import FairLock
from storage.unavailable import explain
from storage.work import Work

OUR_FAULT = (IntegrityError, ProgrammingError, DataError)  # and not the database's
BUSY_SECONDS = 30  # how long one process waits for another's transaction


class Database:
    """A ledger's database by its URL: sqlite:///path/to/file, or postgresql+psycopg://….

    On SQLite all writing is one at a time: each transaction takes the write lock at its beginning, so that
    nobody writes on what another has changed meanwhile (SQLAlchemy's default loses updates then). On
    PostgreSQL the rows that a transaction is about are locked when they are read. Usable from any thread.
    """

    def __init__(self, url: str, catalogue: Catalogue | None = None) -> None:
        self._catalogue = catalogue
        try:
            self.url = with_driver(make_url(url))
            self._engine = open_engine(url)
        except ImportError as error:
            raise DatabaseUnavailableError(
                f"The driver {error.name} for this database is not installed; install it "
                "(for PostgreSQL: pip install 'psycopg[binary]'), or empty FAZHIBOT_DATABASE_URL "
                "to use SQLite."
            ) from error
        except (ArgumentError, NoSuchModuleError, ValueError) as error:
            raise DatabaseUnavailableError(
                "FAZHIBOT_DATABASE_URL is not a database URL that works here; write it as "
                "sqlite:////var/lib/fazhibot/fazhibot.sqlite3 or postgresql://user:password@host/name."
            ) from error
        self._file = SqliteFile.of(self.url)
        self._turn = FairLock()
        self._holders: set[int] = set()

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for a server."""
        return None if self._file is None else self._file.path

    def upgrade(self) -> None:
        """Open the database and bring its schema up to date; call it once before `work`.

        DatabaseUnavailableError says what to change: an unwritable folder, an unreachable server, a schema
        that is newer than the program, a file that is no ledger or damaged, or a ledger that was here and is
        gone.
        """
        if self._file is not None:
            self._file.open()
        try:
            self._migrate()
        except DBAPIError as error:
            raise explain(error, self.url) from error
        if self._file is not None:
            self._file.made()

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One transaction: it is committed at the end, and taken back where an exception leaves the block.

        Not to be nested in one thread. DatabaseUnavailableError where the database fails meanwhile.
        """
        try:
            with self._alone(), Session(self._engine, expire_on_commit=False) as session:
                session.connection()  # takes the write lock now, before anything is read
                yield Work(session, self._catalogue)
                session.commit()
        except DBAPIError as error:
            if isinstance(error, OUR_FAULT):
                raise
            raise explain(error, self.url) from error

    def close(self) -> None:
        """Leave the database in order. It may be used again after another `upgrade`."""
        self._engine.dispose()
        if self._file is not None:
            self._file.close()

    def _migrate(self) -> None:
        """Bring the schema up to date; a SQLite file that has one already is copied first, beside itself."""
        engine = open_engine(self.url.render_as_string(hide_password=False), foreign_keys=False)
        try:
            if self.path is not None:
                self._copy_before_steps(engine, self.path)
            with engine.begin() as connection:
                one_upgrade_at_a_time(connection)
                bring_up(connection)
        finally:
            engine.dispose()

    def _copy_before_steps(self, engine: Engine, path: Path) -> None:
        with engine.connect() as connection:
            found = version(connection) if steps_missing(connection) else None
        if found is not None:
            copy = path.with_name(f"{path.name}.schema-{found}")
            copy.unlink(missing_ok=True)  # of an upgrade that failed
            backup(self.url.render_as_string(hide_password=False), copy)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """On SQLite, one thread of this process after the other: a fair turn, instead of polling for the
        lock.
        """
        thread = threading.get_ident()
        if thread in self._holders:
            raise RuntimeError("Database.work() is not to be nested")
        with self._turn if self._file is not None else nullcontext():
            self._holders.add(thread)
            try:
                yield
            finally:
                self._holders.discard(thread)


def open_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine for that URL, with what SQLite needs set on each connection."""
    parsed = with_driver(make_url(url))
    if is_server(parsed):
        return server_engine(parsed)
    engine = create_engine(
        parsed, json_serializer=dump_json, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins no transactions of its own
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
