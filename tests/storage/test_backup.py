"""A backup is whole whatever is written meanwhile, and nothing unsound takes a ledger's place."""

import sqlite3
import threading
from pathlib import Path

import pytest

from storage.backup import backup, restore
from storage.database import Database
from storage.errors import AlreadyExistsError, BackupError, DatabaseUnavailableError
from tests.storage.conftest import Setting

pytestmark = pytest.mark.sqlite


def towns(path: Path) -> list[str]:
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    with database.work() as work:
        names = [town.name for town in work.members.towns()]
    database.close()
    return names


def test_a_backup_comes_back_as_it_was(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    out = tmp_path / "backups" / "one.db"
    backup(str(database.url), out)
    with database.work() as work:
        work.members.add_town("柳林镇")
    database.close()
    assert [file.name for file in out.parent.iterdir()] == ["one.db"]
    kept = restore(out, str(database.url), replace=True)
    assert towns(path) == ["青石镇"]
    assert kept is not None
    assert towns(kept) == ["青石镇", "柳林镇"]


def test_ledger_and_backup_are_for_their_owner_alone(path: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "one.db", tmp_path / "back.sqlite3"
    assert towns(path) == []
    backup(f"sqlite:///{path}", out)
    restore(out, f"sqlite:///{back}")
    assert [file.stat().st_mode & 0o777 for file in (path, out, back)] == [0o600] * 3


def test_a_backup_that_is_taken_while_others_write_is_sound(
    tmp_path: Path, database: Database, setting: Setting
) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with database.work() as work:
                setting.record(work)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup(str(database.url), tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()
    other = tmp_path / "restored" / "ledger.sqlite3"
    restore(tmp_path / "4.db", f"sqlite:///{other}")
    restored = Database(f"sqlite:///{other}")
    restored.upgrade()
    with restored.work() as work:
        numbers = [entry.number for entry in work.ledger.find(setting.town.id)]
        assert numbers == [f"2023-{serial}" for serial in range(1, len(numbers) + 1)]
        assert all(work.ledger.revisions(setting.town.id, number) for number in numbers[-3:])
    restored.close()


def test_a_backup_writes_over_nothing(tmp_path: Path, database: Database) -> None:
    out = tmp_path / "one.db"
    out.write_text("x")
    with pytest.raises(AlreadyExistsError):
        backup(str(database.url), out)
    assert out.read_text() == "x"


def test_a_ledger_is_replaced_only_on_demand(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    out = tmp_path / "one.db"
    backup(str(database.url), out)
    database.close()
    with pytest.raises(AlreadyExistsError, match="--replace"):
        restore(out, str(database.url))
    assert towns(path) == ["青石镇"]


def test_a_lost_ledger_is_restored_without_more_ado(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    backup(str(database.url), tmp_path / "one.db")
    database.close()
    path.unlink()
    assert restore(tmp_path / "one.db", str(database.url)) is None
    assert towns(path) == ["青石镇"]


def test_a_damaged_ledger_is_kept_aside(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    backup(str(database.url), tmp_path / "one.db")
    database.close()
    path.write_bytes(b"\x7f" * 8192)
    kept = restore(tmp_path / "one.db", str(database.url), replace=True)
    assert kept is not None
    assert kept.read_bytes() == b"\x7f" * 8192
    assert towns(path) == ["青石镇"]


def test_an_old_log_does_not_spoil_the_restored_ledger(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    backup(str(database.url), tmp_path / "one.db")
    database.close()
    path.unlink()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).write_bytes(b"old" * 1000)
    restore(tmp_path / "one.db", str(database.url))
    assert towns(path) == ["青石镇"]


def test_a_ledger_in_use_is_not_replaced(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    backup(str(database.url), tmp_path / "one.db")
    with pytest.raises(BackupError, match="in use"):
        restore(tmp_path / "one.db", str(database.url), replace=True)
    with database.work() as work:
        assert [town.name for town in work.members.towns()] == ["青石镇"]


def spoilt(tmp_path: Path, database: Database) -> list[tuple[Path, str]]:
    """Files that are no backup, and what is said of each."""
    good, damaged, cut, other, text = (tmp_path / name for name in ("g", "d", "c", "o", "t"))
    backup(str(database.url), good)
    content = good.read_bytes()
    middle = len(content) // 2
    damaged.write_bytes(content[:middle] + b"\x7f" * 3000 + content[middle + 3000 :])
    cut.write_bytes(content[:-5000])
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE town (id INTEGER)")
    connection.close()
    text.write_text("不是数据库" * 500)
    return [
        (damaged, "no sound database"),
        (cut, "no sound database"),
        (other, "not one of fazhibot"),
        (text, "no sound database"),
        (tmp_path / "missing", "no file"),
    ]


def test_nothing_unsound_is_restored(
    path: Path, tmp_path: Path, database: Database, setting: Setting
) -> None:
    files = spoilt(tmp_path, database)
    database.close()
    for file, said in files:
        with pytest.raises(BackupError, match=said):
            restore(file, str(database.url), replace=True)
    assert towns(path) == ["青石镇"]


def test_there_must_be_something_to_back_up_and_a_place_for_it(tmp_path: Path, database: Database) -> None:
    with pytest.raises(BackupError, match="no ledger"):
        backup(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "one.db")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BackupError, match="cannot be written"):
        backup(str(database.url), tmp_path / "file" / "one.db")


def test_only_a_file_is_copied_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="on a server"):
        backup("postgresql+psycopg://user@host/name", tmp_path / "one.db")
    with pytest.raises(DatabaseUnavailableError):
        backup("nonsense", tmp_path / "one.db")
