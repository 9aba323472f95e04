"""What several commands share: the open ledger, the town that is meant, and writing a file whole."""

import os
import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot import settings as settings_module
from bot.errors import BotError, UsageError
from bot.settings import Settings
from storage.records import Town

if TYPE_CHECKING:
    from storage.database import Database
    from storage.work import Work


def add_town(parser: ArgumentParser) -> None:
    parser.add_argument("--town", help="the town's name; may be left out where there is only one")


def read_settings() -> Settings:
    """The settings of this process, with logging as they say."""
    from bot import assemble

    settings = settings_module.read()
    assemble.start_logging(settings)
    return settings


@contextmanager
def open_ledger() -> "Iterator[Database]":
    """The database of the settings, closed at the end."""
    from bot import assemble

    database = assemble.open_database(read_settings())
    try:
        yield database
    finally:
        database.close()


def the_town(work: "Work", name: str | None) -> Town:
    """The town of that name, or the only one; UsageError says which there are."""
    towns = work.members.towns()
    if not towns:
        raise UsageError("there is no town yet: add one with  fazhibot town add NAME --unit 司法所")
    chosen = [town for town in towns if name in (None, town.name, town.full_name)]
    if len(chosen) == 1:
        return chosen[0]
    names = "、".join(town.name for town in towns)
    raise UsageError(
        f"name the town with --town: {names}" if not name else f"no town {name}; there are: {names}"
    )


def read_document(path: Path) -> bytes:
    """A document that somebody names; of one that is far too large, only so much that it is refused."""
    from drafting.reading import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error


def write_file(path: Path, content: bytes | str) -> None:
    """Writes a whole file or none: a full disk or a kill leaves what was there."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BotError(f"{path} cannot be written ({error.strerror}): choose another place.") from error


def add_year(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=year, help="a year, e.g. 2025")


def year(text: str) -> int:
    """A year of the command line."""
    if not (text.isdigit() and 2000 <= int(text) <= 2100):
        raise ArgumentTypeError(f"{text!r} is no year between 2000 and 2100")
    return int(text)
