"""Opening the database: the schema, what is wrong with it in plain words, and an unclean stop."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event

from storage.database import Database, open_engine
from storage.errors import AlreadyExistsError, DatabaseUnavailableError
from storage.schema import MIGRATIONS, bring_up
from storage.tables import Base
from tests.databases import Ledgers
from tests.storage.conftest import NOON, Setting


def opened(path: Path) -> Database:
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    return database


def message_of(path: Path | str) -> str:
    """What is said when the ledger at that path or URL is opened."""
    database = Database(path if isinstance(path, str) else f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailableError) as refusal:
        database.upgrade()
    database.close()
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def change(url: str, statement: str) -> None:
    """Another program's hand in the database."""
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_the_migrated_schema_is_what_the_tables_say(ledgers: Ledgers, tmp_path: Path) -> None:
    engine = open_engine(url := ledgers.bare(tmp_path))
    with engine.begin() as connection:
        bring_up(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    ledgers.drop(url)


def test_the_migrations_are_shipped_with_their_template() -> None:
    assert {"env.py", "script.py.mako", "versions"} <= {path.name for path in MIGRATIONS.iterdir()}
    assert list((MIGRATIONS / "versions").glob("0001_*.py"))


def test_every_table_belongs_to_a_town() -> None:
    strangers = {"inbox", "outbox"}
    for table in Base.metadata.sorted_tables:
        if table.name not in ("town", "lease"):  # a lease is a process's
            assert table.columns["town_id"].nullable == (table.name in strangers), table.name


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name


@pytest.mark.sqlite
def test_sqlite_is_set_to_lose_nothing(database: Database) -> None:
    with database._engine.connect() as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert values == ["wal", 2, 1, 30000]


def test_upgrading_twice_changes_nothing(database: Database, setting: Setting) -> None:
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


@pytest.mark.sqlite
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "FAZHIBOT_DATA" in message_of(tmp_path / "file" / "data" / "ledger.sqlite3")


@pytest.mark.sqlite
def test_a_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir()
    assert "cannot be opened" in message_of(path)


@pytest.mark.sqlite
def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.write_text("这不是数据库" * 100)
    assert "not a database" in message_of(path)


def test_the_tables_of_another_program_are_left_alone(ledgers: Ledgers, tmp_path: Path) -> None:
    url = ledgers.bare(tmp_path)
    change(url, "CREATE TABLE town (id INTEGER)")
    assert "not this program's" in message_of(url)
    ledgers.drop(url)


def test_a_newer_schema_asks_for_a_newer_program(ledger_url: str) -> None:
    change(ledger_url, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer fazhibot (schema 9999" in message_of(ledger_url)


@pytest.mark.sqlite
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


@pytest.mark.sqlite
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


@pytest.mark.sqlite
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


@pytest.mark.sqlite
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
    """Spoil pages that are in use, near the beginning of the file."""
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 6 * 4096] = b"\x7f" * 3 * 4096
    path.write_bytes(content)


@pytest.mark.sqlite
def test_damage_is_found_after_an_unclean_stop_and_at_each_start_after_it(path: Path) -> None:
    opened(path).close()
    damage(path)
    path.with_name(path.name + ".open").touch()
    for _ in range(2):
        assert "fazhibot restore" in message_of(path)


def test_rows_that_belong_to_nothing_are_refused(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.work() as work:
        work.outbox.put("telegram", "7", {"text": ""}, due_at=NOON, town_id=99)


STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "HEAD"


def upgrade() -> None:
    with op.batch_alter_table("town") as batch:
        batch.add_column(sa.Column("motto", sa.String(), nullable=True))
        batch.alter_column("province", new_column_name="region")
    if BROKEN:
        raise ValueError("broken step")
"""


def head() -> str:
    """The program's newest migration."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))


def next_program(monkeypatch: pytest.MonkeyPatch, folder: Path, *, broken: bool = False) -> None:
    """From now on the program has one migration more."""
    steps = folder / f"migrations-{broken}"
    shutil.copytree(MIGRATIONS, steps)
    step = STEP.replace("BROKEN", str(broken)).replace("HEAD", head())
    (steps / "versions" / "9999_a_motto.py").write_text(step)
    monkeypatch.setattr("storage.schema.MIGRATIONS", steps)


def columns(path: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(town)")}


@pytest.mark.sqlite
def test_a_ledger_is_copied_before_its_schema_is_changed_and_keeps_its_rows(
    path: Path, tmp_path: Path, database: Database, setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.work() as work:
        setting.record(work)
    database.close()
    found = head()
    next_program(monkeypatch, tmp_path)
    opened(path).close()
    assert {"motto", "region"} <= columns(path)
    copy = path.with_name(path.name + f".schema-{found}")
    assert "province" in columns(copy)
    for file in (path, copy):
        with contextlib.closing(sqlite3.connect(file)) as connection:
            assert connection.execute(
                "SELECT count(*) FROM entry JOIN town ON town.id = town_id"
            ).fetchone() == (1,)


@pytest.mark.sqlite
def test_a_schema_change_that_fails_leaves_the_ledger_as_it_was(
    path: Path, tmp_path: Path, database: Database, setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    with monkeypatch.context() as patch:
        next_program(patch, tmp_path, broken=True)
        with pytest.raises(ValueError, match="broken step"):
            opened(path)
    assert "province" in columns(path)
    again = opened(path)
    with again.work() as work:
        assert work.members.towns() == [setting.town]
    again.close()


@pytest.mark.sqlite
def test_a_full_disk_is_named_and_loses_nothing_that_was_saved(database: Database, setting: Setting) -> None:
    @event.listens_for(database._engine, "begin")
    def fill(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    with pytest.raises(DatabaseUnavailableError, match="disk is full"), database.work() as work:
        work.inbox.receive("telegram", "1", "7", {"text": "字" * 100_000}, NOON)
    event.remove(database._engine, "begin", fill)
    database.close()
    database.upgrade()
    with database.work() as work:
        assert work.members.towns() == [setting.town]
        assert work.inbox.waiting() == []
