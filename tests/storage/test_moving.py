"""A ledger moves between SQLite and a server and back, and is the same on either."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.cli import main
from storage import moving
from storage.database import Database, open_engine
from storage.errors import DatabaseUnavailableError, MoveError
from storage.moving import Moved, move
from storage.records import Change, Figure, Notice
from tests.databases import Ledgers
from tests.storage.conftest import NOON, Setting, settle


def fill(url: str) -> Setting:
    """A ledger with rows of every sort: withdrawn, amended, a document, odd texts, notices."""
    database = Database(url)
    database.upgrade()
    with database.work() as work:
        setting = settle(work)
        settle(work, "柳林镇")
        town = setting.town.id
        work.members.update_town(town, settings={"goals": {"普法活动": 12}, "note": "𠮷😀"})
        for number in range(1, 6):
            setting.record(work, date(2023, 6, number), None, ("活动", 1), ("受众", 100 + number))
        change = Change(figures=(Figure("受众", 95),), place="虹桥村“广场”")
        work.ledger.amend(town, "2023-2", change, member_name="王芳", reason="记错了", at=NOON)
        work.ledger.withdraw(town, "2023-3", member_name="王芳", reason="", at=NOON)
        work.inbox.receive(
            "telegram", "1:1", "7", {"text": "发了300份\x00资料 \ud83d", "n": 1.5, "l": [None]}, NOON
        )
        work.words.learn(town, "坝坝会", "普法活动", NOON)
        first, second = (
            Notice(town, key, "weekly_nudge", "telegram", "7", NOON, "本周还没有记录", "周报")
            for key in ("a", "b")
        )
        work.agenda.owe(first)
        work.agenda.owe(second)
        work.outbox.put("telegram", "7", {"text": "附件"}, due_at=NOON, document=bytes(range(256)) * 50)
    database.close()
    return setting


@pytest.fixture
def sqlite_url(sqlite_ledgers: Ledgers, tmp_path: Path) -> str:
    return sqlite_ledgers.bare(tmp_path / "from")


@pytest.fixture
def server_url(postgres_ledgers: Ledgers, tmp_path: Path) -> Iterator[str]:
    url = postgres_ledgers.bare(tmp_path)
    yield url
    postgres_ledgers.drop(url)


def counts(moved: tuple[Moved, ...]) -> dict[str, int]:
    return {table.table: table.rows for table in moved}


def test_a_ledger_moves_to_a_server_and_back_with_every_value(
    sqlite_url: str, server_url: str, sqlite_ledgers: Ledgers, tmp_path: Path
) -> None:
    setting = fill(sqlite_url)
    there = move(sqlite_url, server_url)
    back_url = sqlite_ledgers.bare(tmp_path / "back")
    back = move(server_url, back_url)
    assert there == back
    assert counts(there)["entry"] == 5
    assert counts(there)["town"] == 2
    assert counts(there)["revision"] == 7
    seen = []
    for url in (sqlite_url, server_url, back_url):
        database = Database(url)
        database.upgrade()
        with database.work() as work:
            entries = work.ledger.find(setting.town.id, year=2023)
            seen.append((entries, work.ledger.revisions(setting.town.id, "2023-2"), work.inbox.waiting()))
        database.close()
    assert seen[0] == seen[1] == seen[2]


def test_a_moved_ledger_goes_on_counting(sqlite_url: str, server_url: str) -> None:
    setting = fill(sqlite_url)
    move(sqlite_url, server_url)
    database = Database(server_url)
    database.upgrade()
    with database.work() as work:
        assert setting.record(work).number == "2023-6"
        assert work.members.add_town("新镇").id == 3
        work.inbox.receive("telegram", "1:2", "7", {}, NOON + timedelta(days=1))
    database.close()


def test_a_ledger_moves_between_two_files(sqlite_url: str, sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    fill(sqlite_url)
    target = sqlite_ledgers.bare(tmp_path / "to")
    assert counts(move(sqlite_url, target))["figure"] == 10
    with pytest.raises(MoveError, match="holds a ledger already"):
        move(sqlite_url, target)


def test_a_copy_that_differs_is_taken_back(
    sqlite_url: str, sqlite_ledgers: Ledgers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_url)
    target = sqlite_ledgers.bare(tmp_path / "to")
    honest = moving._digest

    def unlike(table: object, connection: Connection) -> Moved:
        found = honest(table, connection)  # type: ignore[arg-type]
        wrong = found.table == "figure" and "to" in str(connection.engine.url.database).split("/")
        return Moved(found.table, found.rows, "other") if wrong else found

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_digest", unlike)
        with pytest.raises(MoveError, match="figure differs"):
            move(sqlite_url, target)
    assert counts(move(sqlite_url, target))["town"] == 2


def test_a_ledger_in_use_is_not_moved(sqlite_url: str, sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    fill(sqlite_url)
    database = Database(sqlite_url)
    database.upgrade()
    with pytest.raises(MoveError, match="stop the bot"):
        move(sqlite_url, sqlite_ledgers.bare(tmp_path / "to"))
    database.close()
    assert move(sqlite_url, sqlite_ledgers.bare(tmp_path / "to"))


def test_a_server_in_use_is_not_moved_to_or_from(sqlite_url: str, server_url: str) -> None:
    fill(sqlite_url)
    database = Database(server_url)
    database.upgrade()
    with database.work() as work:
        assert work.members.towns() == []
    for source, target in ((sqlite_url, server_url), (server_url, sqlite_url)):
        with pytest.raises(MoveError, match="stop the bot"):
            move(source, target)
    database.close()
    assert move(sqlite_url, server_url)


def test_there_must_be_a_ledger_and_another_place_for_it(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(MoveError, match="no ledger"):
        move(sqlite_url, f"sqlite:///{tmp_path / 'to.sqlite3'}")
    fill(sqlite_url)
    with pytest.raises(MoveError, match="already"):
        move(sqlite_url, sqlite_url)
    with pytest.raises(MoveError, match="postgresql://"):
        move(sqlite_url, "nonsense")
    with pytest.raises(DatabaseUnavailableError, match="host"):
        move(sqlite_url, "postgresql://nobody:geheim@127.0.0.1:1/x")


def test_tables_of_another_kind_stop_the_move(
    sqlite_url: str, sqlite_ledgers: Ledgers, tmp_path: Path
) -> None:
    fill(sqlite_url)
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id INTEGER)")
    engine.dispose()
    with pytest.raises(MoveError, match="notes"):
        move(sqlite_url, sqlite_ledgers.bare(tmp_path / "to"))


def test_the_command_says_what_was_moved(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(sqlite_url)
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", sqlite_url)
    target = f"sqlite:///{tmp_path / 'to' / 'ledger.db'}"
    assert main(["move", "--to", target]) == 0
    out = capsys.readouterr().out
    assert "entry\t5\t" in out
    assert "every table equal" in out
    assert main(["move", "--to", target]) == 1
    assert "holds a ledger already" in capsys.readouterr().err
