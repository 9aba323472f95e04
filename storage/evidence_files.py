"""The folder of files that people sent: each content once, under its SHA-256."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

PRIVATE_FOLDER = 0o700
UNFINISHED = ".part-"


class EvidenceFiles:
    """`folder`/aa/bb/<64 hexadecimal digits>: the digits are the content's hash, so nothing is kept twice.

    A file is written aside, synced, and put in its place whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the content of that hash lies, or would lie; ValueError for what is no hash."""
        if len(sha256) != 64 or not all(digit in "0123456789abcdef" for digit in sha256):
            raise ValueError("not a SHA-256 in hexadecimal digits")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def put(self, content: bytes) -> str:
        """Keeps the content; its hash. OSError where the folder cannot be written."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if target.is_file() and target.stat().st_size == len(content):
            return sha256
        self.folder.mkdir(parents=True, mode=PRIVATE_FOLDER, exist_ok=True)
        target.parent.mkdir(parents=True, mode=PRIVATE_FOLDER, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)  # readable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        _sync(target.parent)
        return sha256

    def sweep(self) -> int:
        """Removes what a process that was killed had not finished writing; how many pieces. For the start."""
        left = [*self.folder.glob(f"??/??/{UNFINISHED}*")]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def read(self, sha256: str) -> bytes | None:
        """The content, or None where it is not there or is no longer what its hash says."""
        try:
            content = self.path(sha256).read_bytes()
        except (OSError, ValueError):
            return None
        return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _sync(folder: Path) -> None:
    """The folder's own entry on disk, where the system knows how."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
