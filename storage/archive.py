"""A whole backup in one file: the ledger, and the files that people sent, each known by its hash."""

import contextlib
import hashlib
import json
import os
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from storage import backup as copies
from storage import moving
from storage.database import Database
from storage.errors import AlreadyExistsError, BackupError
from storage.evidence_files import EvidenceFiles
from storage.server import is_server

ENDING = ".zip"  # of a backup that holds everything; another name gives the ledger, and the files beside it
BESIDE = ".evidence.zip"
LEDGER, CONTENTS = "ledger.db", "contents.json"
EVIDENCE = re.compile(r"evidence/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
MOST_SENT = 64 << 20  # a sent file has 20 MiB at most


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds, or what came back. `missing`: hashes of files that the ledger names and that are
    not in the folder, or are no longer what their hash says. `before`: where a replaced ledger is now.
    """

    files: int
    missing: tuple[str, ...] = ()
    before: Path | None = None


def pack(url: str, files: EvidenceFiles, out: Path) -> Kept:
    """Copy the ledger of that URL and the files it names to `out`, while programs go on writing; checked.

    `out` ends in .zip and holds both; else it is a SQLite file with the ledger, and OUT.evidence.zip beside
    it holds the files, where there are any. BackupError, AlreadyExistsError, MoveError,
    DatabaseUnavailableError.
    """
    whole = out.suffix.lower() == ENDING
    for path in (out,) if whole else (out, _beside(out)):
        if path.exists():
            raise AlreadyExistsError(f"{path} exists already; give another name.")
    if not whole:
        _save(url, out)
        hashes = _named_in(out)
        return _written(_beside(out), None, hashes, files) if hashes else Kept(0)
    with _folder_beside(out) as folder:
        _save(url, folder / LEDGER)
        return _written(out, folder / LEDGER, _named_in(folder / LEDGER), files)


def unpack(file: Path, url: str, files: EvidenceFiles, keep: Path, *, replace: bool = False) -> Kept:
    """Put a backup of `pack` back: the files into their folder, then the ledger in the place of that URL's.

    Everything is held against its hash before anything is touched. A ledger that has towns is only replaced
    where `replace` says so (AlreadyExistsError); a file's is kept beside it, a server's in the folder `keep`.
    BackupError, MoveError, DatabaseUnavailableError.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    with _folder_beside(keep / LEDGER) as folder:
        ledger = folder / LEDGER
        if zipfile.is_zipfile(file):
            packed = file
            with _opened(packed) as archive:
                _checked(archive, ledger)
        else:
            packed = _beside(file)
            copies.restore(file, f"sqlite:///{ledger}")  # checks it
            if packed.is_file():
                with _opened(packed) as archive:
                    _checked(archive, None)
        if _holds_towns(url) and not replace:
            raise AlreadyExistsError("There is a ledger already; add --replace (it is kept aside).")
        if packed.is_file():
            with _opened(
                packed
            ) as archive:  # first: a ledger whose files are missing is worse than files more
                _put_files(archive, files)
        before = _put_ledger(ledger, url, folder, keep)
        hashes = _named_in(ledger)
        lost = missing(hashes, files)
        return Kept(len(hashes) - len(lost), lost, before)


def missing(hashes: Iterable[str], files: EvidenceFiles) -> tuple[str, ...]:
    """Those of the hashes whose file is not in the folder, or is not what its hash says."""
    return tuple(one for one in hashes if files.read(one) is None)


def _save(url: str, out: Path) -> None:
    """The ledger alone, in a SQLite file."""
    if not is_server(make_url(url)):
        copies.backup(url, out)
        return
    if out.exists():
        raise AlreadyExistsError(f"{out} exists already; give another name.")
    with _folder_beside(out) as folder:
        moving.save(url, folder / LEDGER)
        copies.backup(f"sqlite:///{folder / LEDGER}", out)


def _holds_towns(url: str) -> bool:
    """Whether a ledger would be lost; also where its file cannot be read as one."""
    if not is_server(make_url(url)):
        return copies.towns(Path(str(make_url(url).database))) != 0
    database = Database(url)
    try:
        database.upgrade()
        with database.work() as work:
            return bool(work.members.towns())
    finally:
        database.close()


def _put_ledger(ledger: Path, url: str, folder: Path, keep: Path) -> Path | None:
    """The ledger in the place of that URL's; where that one is kept now, or None where it was empty."""
    if not is_server(make_url(url)):
        return copies.restore(ledger, url, replace=True)
    before = folder / "before.db"
    moving.save(url, before)
    aside = _set_aside(before, keep) if copies.towns(before) else None
    moving.put_back(ledger, url)
    return aside


def _set_aside(before: Path, keep: Path) -> Path:
    """The server's ledger until now, as a backup in that folder."""
    for number in range(1, 1000):
        aside = keep / f"replaced-{number:03}.db"
        with contextlib.suppress(AlreadyExistsError):
            copies.backup(f"sqlite:///{before}", aside)
            return aside
    raise BackupError(f"{keep} holds too many replaced ledgers; take the old ones away.")


def _named_in(ledger: Path) -> tuple[str, ...]:
    """The hashes of all files that a ledger knows; an old one may know of none."""
    with contextlib.closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT DISTINCT sha256 FROM sent_file WHERE sha256 <> '' ORDER BY 1")
        except sqlite3.OperationalError:
            return ()
        return tuple(one for (one,) in rows)


def _written(out: Path, ledger: Path | None, hashes: Iterable[str], files: EvidenceFiles) -> Kept:
    """The archive, written aside, read back against its list of contents, and put in its place whole."""
    part = out.with_name(f".{out.name}.part")
    lost: list[str] = []
    contents: dict[str, str] = {}
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            part.chmod(0o600)
            if ledger is not None:
                archive.write(ledger, LEDGER, zipfile.ZIP_DEFLATED)
                with ledger.open("rb") as file:
                    contents[LEDGER] = _hash(file.read)
            for one in hashes:
                content = files.read(one)
                if content is None:
                    lost.append(one)
                    continue
                name = f"evidence/{one[:2]}/{one[2:4]}/{one}"
                archive.writestr(name, content)  # photos do not get smaller
                contents[name] = one
            archive.writestr(CONTENTS, json.dumps({"files": contents, "missing": lost}, indent=1))
        with _opened(part) as archive:
            _checked(archive, None)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise BackupError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
    return Kept(len(contents) - (ledger is not None), tuple(lost))


def _checked(archive: zipfile.ZipFile, ledger: Path | None) -> None:
    """Every file of the archive is what its list says; the ledger is copied to `ledger` meanwhile."""
    contents = _contents(archive)
    names = {info.filename for info in archive.infolist()} - {CONTENTS}
    if names != set(contents) or (ledger is not None and LEDGER not in contents):
        raise BackupError("The backup is not whole: files are missing from it; take another one.")
    for name, digest in contents.items():
        known = EVIDENCE.fullmatch(name)
        if not (name == LEDGER or (known and known[3] == digest)):
            raise BackupError(f"{name} does not belong into a backup of this program.")
        with archive.open(name) as file, contextlib.ExitStack() as stack:
            copy = stack.enter_context(ledger.open("wb")) if ledger and name == LEDGER else None
            if _hash(file.read, copy.write if copy else None) != digest:
                raise BackupError(f"{name} in the backup is damaged; take another one.")


def _contents(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        contents = json.loads(archive.read(CONTENTS))["files"]
    except (KeyError, ValueError, TypeError) as error:
        raise BackupError("This .zip is no backup of this program.") from error
    if not isinstance(contents, dict):
        raise BackupError("This .zip is no backup of this program.")
    return {str(name): str(digest) for name, digest in contents.items()}


def _put_files(archive: zipfile.ZipFile, files: EvidenceFiles) -> None:
    try:
        for name in _contents(archive):
            if name != LEDGER and files.put(archive.read(name)) != name.rpartition("/")[2]:
                raise BackupError(f"{name} in the backup is damaged; take another one.")
    except OSError as error:
        raise BackupError(f"{files.folder} cannot be written ({error.strerror}).") from error


def _hash(read: Callable[[int], bytes], write: Callable[[bytes], object] | None = None) -> str:
    found = hashlib.sha256()
    while piece := read(1 << 20):
        found.update(piece)
        if write:
            write(piece)
    return found.hexdigest()


def _beside(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + BESIDE)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """An archive to read; BackupError where it is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            if any(info.file_size > MOST_SENT for info in archive.infolist() if info.filename != LEDGER):
                raise BackupError(f"{file} is no backup of this program.")
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{file} is damaged ({error}); take another backup.") from error


@contextlib.contextmanager
def _folder_beside(out: Path) -> Iterator[Path]:
    """A folder for what is not finished, on the disk that it goes to: it may be large, and is private."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fazhibot-", dir=out.parent) as name:
            yield Path(name)
    except OSError as error:
        raise BackupError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
