"""A town has at most one letterhead in use; the earlier ones stay known."""

from pathlib import Path

import pytest

from storage.backup import backup
from storage.database import Database
from storage.errors import NotFoundError
from storage.letterheads import LetterheadState
from storage.moving import move
from storage.work import Work
from tests.databases import Ledgers
from tests.storage.conftest import NOON, Setting, settle


def test_only_what_is_used_counts_and_the_last_one_wins(work: Work, setting: Setting) -> None:
    town = setting.town.id
    first = work.letterheads.offer(
        town, "甲.docx", b"\x00PK1", {"page": [210, 297]}, member_name="王芳", at=NOON
    )
    assert work.letterheads.of_town(town) is None
    work.letterheads.use(first.id)
    second = work.letterheads.offer(town, "乙.docx", b"PK2", {}, member_name="王芳", at=NOON)
    assert work.letterheads.of_town(town) == work.letterheads.get(first.id)
    work.letterheads.use(second.id)
    used = work.letterheads.of_town(town)
    assert used is not None
    assert (used.filename, used.content, used.state) == ("乙.docx", b"PK2", LetterheadState.USED)
    kept = work.letterheads.get(first.id)
    assert (kept.state, kept.content, kept.facts) == (
        LetterheadState.PUT_AWAY,
        b"\x00PK1",
        {"page": [210, 297]},
    )


def test_a_town_may_have_none_again_and_others_keep_theirs(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇").town.id
    for town in (setting.town.id, other):
        one = work.letterheads.offer(town, "甲.docx", b"PK", {}, member_name="王芳", at=NOON)
        work.letterheads.use(one.id)
    assert work.letterheads.put_away(setting.town.id)
    assert not work.letterheads.put_away(setting.town.id)
    assert work.letterheads.of_town(setting.town.id) is None
    assert work.letterheads.of_town(other) is not None


def test_an_unknown_one_is_not_found(work: Work) -> None:
    with pytest.raises(NotFoundError):
        work.letterheads.use(99)


@pytest.mark.sqlite
def test_a_move_and_a_backup_take_it_along(sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    source, target = (sqlite_ledgers.bare(tmp_path / name) for name in ("from", "to"))
    content = bytes(range(256)) * 1000
    database = Database(source)
    database.upgrade()
    with database.work() as work:
        town = settle(work).town.id
        one = work.letterheads.offer(town, "红头.docx", content, {"placed": []}, member_name="王芳", at=NOON)
        work.letterheads.use(one.id)
    backup(source, tmp_path / "copy.db")
    database.close()
    assert {table.table: table.rows for table in move(source, target)}["letterhead"] == 1
    for url in (target, f"sqlite:///{tmp_path / 'copy.db'}"):
        database = Database(url)
        database.upgrade()
        with database.work() as work:
            kept = work.letterheads.of_town(town)
        database.close()
        assert kept is not None
        assert kept.content == content
