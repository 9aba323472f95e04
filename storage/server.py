"""What a PostgreSQL server needs: its address, what each connection is told, one upgrade at a time."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from storage.errors import DatabaseUnavailableError
from storage.text import dump_json

PROGRAM = "fazhibot"  # as pg_stat_activity shows its connections
UPGRADE_LOCK = 0x66617A68  # any number that every fazhibot knows
CONNECT_SECONDS = 10
# A lock that never comes and a holder that went silent end in an error: the update waits for another try.
LOCK_SECONDS, SILENT_SECONDS = 30, 120
MOST_CONNECTIONS = 10  # of one process: its workers, sender, scheduler and receiver


def is_server(url: URL) -> bool:
    return url.get_backend_name() != "sqlite"


def with_driver(url: URL) -> URL:
    """The URL with psycopg 3 as its driver, where it names PostgreSQL alone (postgres://, postgresql://)."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def server_engine(url: URL) -> Engine:
    """An engine whose connections give up on what never comes."""
    engine = create_engine(
        url,
        json_serializer=dump_json,
        pool_pre_ping=True,
        pool_size=MOST_CONNECTIONS,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": PROGRAM,
            "client_encoding": "utf8",
        }
        if url.get_backend_name() == "postgresql"
        else {},
    )
    if url.get_backend_name() == "postgresql":
        event.listen(engine, "connect", _prepare)
    return engine


def one_upgrade_at_a_time(connection: Connection) -> None:
    """Wait until no other process upgrades this database; the turn ends with the connection's transaction.

    DatabaseUnavailableError where the server keeps no Chinese.
    """
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SET LOCAL lock_timeout = '120s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise DatabaseUnavailableError(
            f"The database {connection.engine.url.database} keeps its text as {encoding}; make one with "
            "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it in FAZHIBOT_DATABASE_URL."
        )


def _prepare(connection: Any, _record: Any) -> None:
    before, connection.autocommit = connection.autocommit, True
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{SILENT_SECONDS}s'")
    connection.autocommit = before
