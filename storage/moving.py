"""A whole ledger from one database to another: SQLite to PostgreSQL and back, or into a file and back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, inspect, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.columns import plain_digits
from storage.database import Database, open_engine
from storage.errors import MoveError
from storage.month_tables import LeaseRow
from storage.schema import VERSION_TABLE, steps_missing
from storage.server import PROGRAM, with_driver
from storage.sqlite_file import SqliteFile
from storage.tables import Base
from storage.unavailable import explain

AT_ONCE = 200  # rows in the memory at a time; a row may hold a document
PASSING = {str(LeaseRow.__tablename__)}  # whose turn it is: of the running programs, not of the ledger


@dataclass(frozen=True, slots=True)
class Moved:
    """A table that was copied: how many rows, and the hash of all that they hold."""

    table: str
    rows: int
    digest: str


def move(source: str, target: str) -> tuple[Moved, ...]:
    """Copy the ledger of one URL into the empty database of another, and compare both, table by table.

    Both schemas are brought up to date first. The source stays as it is. No program may have either open.
    MoveError where the target holds anything, a program is at work, or a copy differs: the target then stays
    empty. DatabaseUnavailableError.
    """
    try:
        same = with_driver(make_url(source)) == with_driver(make_url(target))
    except ArgumentError as error:
        raise MoveError("Write the database to move to as postgresql://user:password@host/name.") from error
    if same:
        raise MoveError("The ledger is in that database already.")
    file = SqliteFile.of(make_url(source))
    if file is not None and not file.path.exists():
        raise MoveError(f"There is no ledger at {file.path}.")
    for url in (source, target):
        _upgrade(url)
    with _alone(source), _alone(target), _opened(source) as old, _opened(target) as new:
        return _all(old, new)


def save(server: str, file: Path) -> tuple[Moved, ...]:
    """Copy a server's ledger, as of one moment, into a new SQLite file; programs may go on writing meanwhile.

    MoveError where its schema is older than the program's. DatabaseUnavailableError.
    """
    target = f"sqlite:///{file}"
    _upgrade(target)
    with _opened(server, in_use=True) as old, _opened(target) as new:
        if steps_missing(old):
            raise MoveError(
                "The ledger is of an older version of this program; let the bot start once, and try again."
            )
        return _all(old, new)


def put_back(file: Path, server: str) -> tuple[Moved, ...]:
    """Put the ledger of a SQLite file in the place of a server's, whatever is there: all of it, or nothing.

    No program may have the server's open. MoveError, DatabaseUnavailableError.
    """
    source = f"sqlite:///{file}"
    for url in (source, server):
        _upgrade(url)
    with _alone(source), _opened(source) as old, _opened(server) as new:
        for table in reversed(Base.metadata.sorted_tables):
            new.execute(table.delete())
        return _all(old, new)


def _all(old: Connection, new: Connection) -> tuple[Moved, ...]:
    """Every table into the empty ones of another database; committed where all are equal."""
    tables = _tables(old, new)
    for table in tables:
        if new.execute(select(func.count()).select_from(table)).scalar_one():
            raise MoveError(f"The database to move to holds a ledger already (table {table.name}).")
    moved = tuple(_copied(table, old, new) for table in tables)
    for table in tables:
        _set_sequence(table, new)
    new.commit()
    return moved


def _upgrade(url: str) -> None:
    database = Database(url)
    try:
        database.upgrade()
    finally:
        database.close()


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """The SQLite file is held meanwhile, so that no program opens it."""
    file = SqliteFile.of(make_url(url))
    if file is None:
        yield
        return
    if not file.hold_alone():
        raise MoveError(f"{file.path} is in use; stop the bot and move again.")
    try:
        yield
    finally:
        file.close()


@contextmanager
def _opened(url: str, *, in_use: bool = False) -> Iterator[Connection]:
    """A connection in a transaction, which is taken back unless it was committed.

    `in_use`: a server's programs may go on writing; what they write is not seen.
    """
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                if not in_use:
                    _refuse_others(connection)
            yield connection
    except DBAPIError as error:
        raise explain(error, engine.url) from error
    finally:
        engine.dispose()


def _refuse_others(connection: Connection) -> None:
    """Nobody else's program may be at work in the server's database."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = :program AND pid <> pg_backend_pid()"
    )
    if connection.execute(query, {"program": PROGRAM}).scalar_one():
        raise MoveError(
            f"The database {connection.engine.url.database} is in use; stop the bot and try again."
        )


def _tables(old: Connection, new: Connection) -> list[Table]:
    """The program's tables, those that others refer to first; both databases have just these."""
    tables = {table.name for table in Base.metadata.sorted_tables}
    for connection in (old, new):
        strange = tables ^ (set(inspect(connection).get_table_names()) - {VERSION_TABLE})
        if strange:
            raise MoveError(f"The tables of {connection.engine.url.database} differ: {sorted(strange)}.")
    return [table for table in Base.metadata.sorted_tables if table.name not in PASSING]


def _copied(table: Table, old: Connection, new: Connection) -> Moved:
    """Copy a table and compare what arrived. References to rows of the table itself come after its rows."""
    own = [
        column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)
    ]
    later: list[dict[str, Any]] = []
    for rows in _batches(table, old):
        later += [{**row} for row in rows if any(row[column.name] is not None for column in own)]
        new.execute(table.insert(), [{**row, **{column.name: None for column in own}} for row in rows])
    for row in later:
        values = {column.name: row[column.name] for column in own}
        same = [column == row[column.name] for column in table.primary_key.columns]
        new.execute(update(table).where(*same).values(values))
    before, after = (_digest(table, connection) for connection in (old, new))
    if before != after:
        raise MoveError(
            f"The copy of {table.name} differs ({before.rows} and {after.rows} rows); nothing was moved."
        )
    return after


def _batches(table: Table, connection: Connection) -> Iterator[list[dict[str, Any]]]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options={"stream_results": True}) as result:
        for rows in result.mappings().partitions(AT_ONCE):
            yield [dict(row) for row in rows]


def _digest(table: Table, connection: Connection) -> Moved:
    """The number of rows and a hash of all their values, the same on every database."""
    found, rows = hashlib.sha256(), 0
    for batch in _batches(table, connection):
        rows += len(batch)
        for row in batch:
            found.update(json.dumps(_plain(row), ensure_ascii=True, sort_keys=True).encode() + b"\n")
    return Moved(table.name, rows, found.hexdigest())


def _plain(value: Any) -> Any:
    """A value as JSON that tells types apart."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return {"time": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": plain_digits(value)}
    if isinstance(value, bytes | memoryview):
        return {"bytes": hashlib.sha256(value).hexdigest()}
    return value


def _set_sequence(table: Table, connection: Connection) -> None:
    """On a server, the next row's id comes after those that were copied. (SQLite looks for itself.)"""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    quoted = connection.dialect.identifier_preparer.format_table(table)
    connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{quoted}', 'id'), "
            f"GREATEST((SELECT max(id) FROM {quoted}), 1), EXISTS (SELECT 1 FROM {quoted}))"
        )
    )
