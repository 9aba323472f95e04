"""Opening the database: the schema, what is wrong with it in plain words, and an unclean stop."""

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database import Database, open_engine
from storage.errors import AlreadyExistsError, DatabaseUnavailableError
from storage.schema import MIGRATIONS, bring_up
from storage.tables import Base
from tests.storage.conftest import NOON, Setting


def opened(path: Path) -> Database:
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    return database


def message_of(path: Path) -> str:
    """What is said when the ledger at that path is opened."""
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailableError) as refusal:
        database.upgrade()
    database.close()
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_the_migrated_schema_is_what_the_tables_say(path: Path) -> None:
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        bring_up(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_migrations_are_shipped_with_their_template() -> None:
    assert {"env.py", "script.py.mako", "versions"} <= {path.name for path in MIGRATIONS.iterdir()}
    assert list((MIGRATIONS / "versions").glob("0001_*.py"))


def test_every_table_belongs_to_a_town() -> None:
    strangers = {"inbox", "outbox"}
    for table in Base.metadata.sorted_tables:
        if table.name != "town":
            assert table.columns["town_id"].nullable == (table.name in strangers), table.name


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name


def test_sqlite_is_set_to_lose_nothing(database: Database) -> None:
    with database._engine.connect() as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert values == ["wal", 2, 1, 30000]


def test_upgrading_twice_changes_nothing(path: Path, database: Database, setting: Setting) -> None:
    database.upgrade()
    with database.work() as work:
        assert work.members.towns() == [setting.town]


def test_what_an_exception_leaves_is_taken_back(database: Database, setting: Setting) -> None:
    with pytest.raises(AlreadyExistsError), database.work() as work:  # noqa: PT012 - what came before counts
        setting.record(work)
        work.members.add_town("青石镇")
    with database.work() as work:
        assert work.ledger.find(setting.town.id) == []
        assert setting.record(work).number == "2023-1"


def test_a_work_inside_a_work_is_refused_at_once(database: Database) -> None:
    with database.work(), pytest.raises(RuntimeError, match="nested"), database.work():
        pass
    with database.work() as work:
        assert work.members.towns() == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "FAZHIBOT_DATA" in message_of(tmp_path / "file" / "data" / "ledger.sqlite3")


def test_a_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir()
    assert "cannot be opened" in message_of(path)


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.write_text("这不是数据库" * 100)
    assert "not a database" in message_of(path)


def test_the_tables_of_another_program_are_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE town (id INTEGER)")
    connection.close()
    assert "not this program's" in message_of(path)


def test_a_newer_schema_asks_for_a_newer_program(path: Path) -> None:
    opened(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert "newer fazhibot (schema 9999" in message_of(path)


def test_a_lost_ledger_is_not_begun_anew(path: Path) -> None:
    opened(path).close()
    path.unlink()
    said = message_of(path)
    assert "it is gone" in said
    assert not path.exists()
    path.touch()
    assert "it is gone" in message_of(path)
    path.with_name(path.name + ".exists").unlink()
    opened(path).close()


def test_a_ledger_in_memory_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(DatabaseUnavailableError, match="lost"):
            Database(url)


@pytest.mark.parametrize(
    "url", ["", "nonsense", "nodatabase://x/y", "postgresql+psycopg://u:geheim@h:port/x"]
)
def test_a_url_that_is_none_is_refused_with_an_example_and_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="FAZHIBOT_DATABASE_URL") as refusal:
        Database(url)
    assert "sqlite:///" in str(refusal.value)
    assert "geheim" not in str(refusal.value)


def test_a_server_whose_driver_is_not_there_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseUnavailableError, match="install"):
        Database("postgresql+psycopg://user:geheim@host/name")


def test_a_ledger_that_another_process_holds_for_long_is_named(
    path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    second = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailableError, match="another process"), second.work():
        pass
    other.close()
    second.close()


CRASH = """
    import os, sys
    from storage.database import Database
    database = Database(sys.argv[1])
    database.upgrade()
    with database.work() as work:
        work.members.add_town("青石镇")
    os._exit(9)
"""


def crash(path: Path) -> None:
    """Open the ledger in another process, write, and end without closing."""
    code = textwrap.dedent(CRASH)
    done = subprocess.run(
        [sys.executable, "-c", code, f"sqlite:///{path}"], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == 9


def test_an_unclean_stop_loses_nothing_and_is_checked_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[Path] = []
    monkeypatch.setattr("storage.sqlite_file.SqliteFile.check", lambda self: checks.append(self.path))
    crash(path)
    database = opened(path)
    with database.work() as work:
        assert [town.name for town in work.members.towns()] == ["青石镇"]
    database.close()
    opened(path).close()
    assert checks == [path]


def test_a_second_process_does_not_take_a_running_one_for_a_crash(path: Path, database: Database) -> None:
    mark = path.with_name(path.name + ".open")
    code = (
        "import sys; from storage.database import Database as D; d = D(sys.argv[1]); d.upgrade(); d.close()"
    )
    subprocess.run(
        [sys.executable, "-c", code, f"sqlite:///{path}"], cwd=Path(__file__).parents[2], check=True
    )
    assert mark.exists()
    database.close()
    assert not mark.exists()


def damage(path: Path) -> None:
    """Spoil a page in the middle of the file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2000] = b"\x7f" * 2000
    path.write_bytes(content)


def test_damage_is_found_after_an_unclean_stop_and_at_each_start_after_it(path: Path) -> None:
    opened(path).close()
    damage(path)
    path.with_name(path.name + ".open").touch()
    for _ in range(2):
        assert "fazhibot restore" in message_of(path)


def test_rows_that_belong_to_nothing_are_refused(database: Database) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), database.work() as work:
        work.outbox.put("telegram", "7", {"text": ""}, due_at=NOON, town_id=99)
