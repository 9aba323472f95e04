"""A copy of the embedded ledger in a file, taken while it is in use, and the way back."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import AlreadyExistsError, BackupError, DatabaseUnavailableError
from storage.schema import VERSION_TABLE
from storage.sqlite_file import PRIVATE, SqliteFile, integrity_fault

LEDGER_TABLES = {VERSION_TABLE, "town", "entry", "inbox", "outbox"}


def backup(url: str, out: Path) -> None:
    """Copy the ledger of that URL to the file `out` and check the copy; programs may go on writing meanwhile.

    The copy is written beside `out` and put in its place only when it is whole. BackupError where the ledger
    is missing or the copy fails; AlreadyExistsError where `out` is there already.
    """
    source = _file(url).path
    if not source.exists():
        raise BackupError(f"There is no ledger at {source}.")
    if out.exists():
        raise AlreadyExistsError(f"{out} exists already; give another name.")
    with _failures(out), _beside(out) as part:
        _copy(source, part)
        _check(part)
        part.replace(out)


def restore(file: Path, url: str, *, replace: bool = False) -> Path | None:
    """Put the backup `file` in the place of the ledger of that URL; where the old ledger is kept, or None.

    The backup is checked first: it must be sound, and a fazhibot ledger (BackupError). A ledger that has
    towns is only replaced where `replace` says so (AlreadyExistsError), and is then kept beside under the
    time of now. No program may have it open (BackupError).
    """
    _check(file)
    target = _file(url)
    with _failures(target.path), _closed(target), _beside(target.path) as part:
        kept = None
        if towns(target.path) != 0:
            if not replace:
                raise AlreadyExistsError(
                    f"{target.path} holds a ledger; add --replace to put the backup in its place "
                    "(it is kept aside)."
                )
            kept = target.path.with_name(f"{target.path.name}.{_stamp(target.path)}.replaced")
        _copy(file, part)
        _check(part)
        if kept is not None:
            _set_aside(target.path, kept)
        _remove_log(target.path)
        part.replace(target.path)
        target.made()
    return kept


def _file(url: str) -> SqliteFile:
    try:
        file = SqliteFile.of(make_url(url))
    except ArgumentError as error:
        raise DatabaseUnavailableError(f"FAZHIBOT_DATABASE_URL is not a database URL: {error}") from error
    if file is None:
        raise BackupError("This ledger is on a server, and no file.")
    return file


def _copy(source: Path, target: Path) -> None:
    """SQLite's online backup: the state of one moment, whatever is written meanwhile."""
    target.touch(mode=PRIVATE)
    with contextlib.closing(_read(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, that may be copied as it is
    handle = os.open(target, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _check(file: Path) -> None:
    """BackupError where the file is no sound ledger."""
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    with contextlib.closing(_read(file)) as connection:
        fault = integrity_fault(connection)
        if fault:
            raise BackupError(f"{file} is no sound database ({fault}); take another backup.")
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not {name for (name,) in rows} >= LEDGER_TABLES:
            raise BackupError(f"{file} is a database, and not one of fazhibot.")


def towns(path: Path) -> int | None:
    """How many towns a ledger has: 0 where there is none yet, None where the
    file cannot be read as a ledger.
    """
    if not path.exists() or path.stat().st_size == 0:
        return 0
    with contextlib.closing(_read(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM town").fetchone()[0])
        except sqlite3.DatabaseError:
            return None


def _read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)


def _set_aside(path: Path, kept: Path) -> None:
    """Move a ledger aside, with what its log still holds written into it where it can be read."""
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.rename(kept)


def _remove_log(path: Path) -> None:
    """A write-ahead log of another database beside the restored one would spoil it."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _stamp(path: Path) -> str:
    """When the old ledger was last written, as 20251201-0930 in UTC."""
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y%m%d-%H%M%S}"


@contextlib.contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A path for the unfinished copy, removed where it is still there at the end."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _closed(file: SqliteFile) -> Iterator[None]:
    """Hold the ledger's mark alone meanwhile; BackupError where a program has it open."""
    unclean = file.open_mark.exists()
    if not file.hold_alone():
        raise BackupError(f"{file.path} is in use; stop the bot and restore again.")
    try:
        yield
    except BaseException:
        if unclean:  # the old ledger stays, and is still to be checked at the next start
            file.let_go()
        raise
    finally:
        file.close()


@contextlib.contextmanager
def _failures(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    except sqlite3.Error as error:
        raise BackupError(f"The ledger cannot be copied: {error}") from error
