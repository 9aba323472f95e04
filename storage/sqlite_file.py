"""What is kept beside a SQLite file, so that a lost or damaged ledger is noticed before it is written on."""

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy.engine import URL

from storage.errors import DatabaseUnavailableError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: each start after a crash or beside another process checks
    fcntl = None  # type: ignore[assignment]


PRIVATE = 0o600  # a ledger holds messages with people's names and phones


class SqliteFile:
    """The file of a ledger and two small files beside it.

    `NAME.exists` is made with the ledger and stays: where it is there and the ledger is not, the ledger was
    lost, and a new one must not be begun silently. `NAME.open` is there while the ledger is open, with a
    shared lock by each process that has it open: where it is there and nobody holds the lock, the last stop
    was unclean, and the ledger is checked before it is used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.exists_mark = path.with_name(path.name + ".exists")
        self.open_mark = path.with_name(path.name + ".open")
        self._lock: int | None = None

    @classmethod
    def of(cls, url: URL) -> "SqliteFile | None":
        """The file that a URL names, or None for a server."""
        if url.get_backend_name() != "sqlite":
            return None
        if not url.database or url.database == ":memory:":
            raise DatabaseUnavailableError(
                "A ledger in memory would be lost at the end; give FAZHIBOT_DATABASE_URL a file: sqlite:///path"
            )
        return cls(Path(url.database))

    def open(self) -> None:
        """Make the folder, notice a lost ledger, and check one that was not
        closed; DatabaseUnavailableError.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.exists_mark.exists() and not self._has_content():
                raise DatabaseUnavailableError(
                    f"There was a ledger at {self.path}, and it is gone; put it back, or restore a backup "
                    "with `fazhibot restore`. To begin a new, empty ledger on purpose, delete "
                    f"{self.exists_mark}."
                )
            unclean = self._take_lock()
            if not self.path.exists():
                self.path.touch(mode=PRIVATE)
        except OSError as error:
            raise DatabaseUnavailableError(
                f"The folder {self.path.parent} cannot be written ({error.strerror}); give this user write "
                "permission on it, or set FAZHIBOT_DATA to another folder."
            ) from error
        if unclean and self._has_content():
            self.check()

    def made(self) -> None:
        """Remember that there is a ledger here."""
        if not self.exists_mark.exists():
            self.exists_mark.write_text(
                "此文件说明这里有台账；台账丢失时程序不会悄悄新建。\n", encoding="utf-8"
            )

    def hold_alone(self) -> bool:
        """Hold the mark against every other process until `close`; False where one has the ledger open."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.open_mark, os.O_RDWR | os.O_CREAT, 0o644)
        if not _exclusive(handle):
            os.close(handle)
            return False
        self._lock = handle
        return True

    def close(self) -> None:
        """Take the mark of an open ledger away, where no other process has it open."""
        if self._lock is None:
            return
        if _exclusive(self._lock):
            self.open_mark.unlink(missing_ok=True)
        os.close(self._lock)
        self._lock = None

    def check(self) -> None:
        """SQLite's full integrity check (its quick one misses most damage); DatabaseUnavailableError."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            fault = integrity_fault(connection)
        if fault:
            self.let_go()
            raise DatabaseUnavailableError(
                f"The ledger {self.path} is damaged ({fault}); restore the last backup with "
                "`fazhibot restore`."
            )

    def _take_lock(self) -> bool:
        """Hold the mark; whether an earlier process left it without closing the ledger."""
        if self._lock is not None:
            return False
        left = self.open_mark.exists()
        handle = os.open(self.open_mark, os.O_RDWR | os.O_CREAT, 0o644)
        alone = _exclusive(handle)
        if fcntl is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_SH)
        self._lock = handle
        return left and alone

    def let_go(self) -> None:
        """Let go and leave the mark, so that the next start checks again."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _has_content(self) -> bool:
        return self.path.exists() and self.path.stat().st_size > 0


def integrity_fault(connection: sqlite3.Connection) -> str:
    """What SQLite's integrity_check finds first, or "" for a sound database."""
    try:
        rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchone() if rows == [("ok",)] else None
    except sqlite3.DatabaseError as error:
        return " ".join(str(error).split())
    if rows != [("ok",)]:
        return " ".join(str(rows[0][0]).split())
    return f"a row of {broken[0]} belongs to nothing" if broken else ""


def _exclusive(handle: int) -> bool:
    """Whether no other process holds the mark (always so where files cannot be locked)."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (
        OSError
    ):  # a network drive without locks: each start after a crash or beside another process checks
        return True
    return True
