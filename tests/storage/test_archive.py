"""A backup holds the ledger and the files that people sent, and comes back whole or not at all."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from storage.archive import Kept, pack, unpack
from storage.database import Database
from storage.errors import AlreadyExistsError, BackupError, MoveError
from storage.evidence_files import EvidenceFiles
from storage.files import FileUse
from tests.databases import Ledgers
from tests.storage.conftest import NOON, settle

PHOTOS = (b"photo one" * 500, b"photo two" * 500)


@dataclass(frozen=True, slots=True)
class Town:
    """A ledger with one entry that has two photos, and the folder they are in."""

    url: str
    data: Path

    @property
    def files(self) -> EvidenceFiles:
        return EvidenceFiles(self.data / "evidence")

    def names(self) -> list[str]:
        database = Database(self.url)
        database.upgrade()
        with database.work() as work:
            names = [town.name for town in work.members.towns()]
        database.close()
        return names

    def photos(self) -> list[bytes | None]:
        """What /evidence 1 would send."""
        database = Database(self.url)
        database.upgrade()
        with database.work() as work:
            files = work.evidence.of_entry(work.members.town("青石镇").id, "2023-1")
        database.close()
        return [self.files.read(one.sha256) for one in files]

    def add_town(self, name: str) -> None:
        database = Database(self.url)
        database.upgrade()
        with database.work() as work:
            work.members.add_town(name)
        database.close()


@pytest.fixture
def town(ledger_url: str, tmp_path: Path) -> Town:
    town = Town(ledger_url, tmp_path / "data")
    database = Database(ledger_url)
    database.upgrade()
    with database.work() as work:
        setting = settle(work)
        setting.record(work)
        for number, photo in enumerate(PHOTOS):
            source = ("telegram", "7", str(number))
            file = work.evidence.keep(
                setting.town.id, setting.wang.id, source, remote="r", filename="照片.jpg", type="photo",
                size=len(photo), at=NOON, use=FileUse.EVIDENCE,
            )  # fmt: skip
            work.evidence.attach(file.id, setting.town.id, ["2023-1"], NOON)
            work.evidence.stored(file.id, town.files.put(photo), len(photo))
            work.evidence.fetched(file.id)
    database.close()
    return town


@pytest.fixture
def empty(ledgers: Ledgers, tmp_path: Path) -> Iterator[Town]:
    """Another machine, on which nothing is yet."""
    url = ledgers.bare(tmp_path / "other")
    yield Town(url, tmp_path / "other" / "data")
    ledgers.drop(url)


@pytest.mark.parametrize("name", ["all.zip", "ledger.db"])
def test_ledger_and_files_come_back_on_another_machine(
    town: Town, empty: Town, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "backups" / name
    assert pack(town.url, town.files, out) == Kept(2)
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.parent.iterdir())
    assert unpack(out, empty.url, empty.files, empty.data) == Kept(2)
    assert empty.names() == ["青石镇"]
    assert empty.photos() == list(PHOTOS)
    empty.add_town("柳林镇")  # ids go on where the backup ended
    assert empty.names() == ["青石镇", "柳林镇"]


def test_a_ledger_is_replaced_only_when_asked_and_is_kept(town: Town, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    pack(town.url, town.files, out)
    town.add_town("柳林镇")
    with pytest.raises(AlreadyExistsError, match="--replace"):
        unpack(out, town.url, town.files, town.data)
    assert town.names() == ["青石镇", "柳林镇"]
    kept = unpack(out, town.url, town.files, town.data, replace=True)
    assert town.names() == ["青石镇"]
    assert kept.before is not None
    assert Town(f"sqlite:///{kept.before}", town.data).names() == ["青石镇", "柳林镇"]


def test_a_ledger_in_use_is_not_replaced(town: Town, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    pack(town.url, town.files, out)
    database = Database(town.url)
    database.upgrade()
    with database.work() as work:
        work.members.add_town("柳林镇")
    with pytest.raises((BackupError, MoveError), match="stop the bot"):
        unpack(out, town.url, town.files, town.data, replace=True)
    database.close()
    assert town.names() == ["青石镇", "柳林镇"]


def test_a_ledger_in_use_is_backed_up(town: Town, empty: Town, tmp_path: Path) -> None:
    database = Database(town.url)
    database.upgrade()
    with database.work() as work:
        work.members.add_town("柳林镇")
    pack(town.url, town.files, tmp_path / "all.zip")
    database.close()
    unpack(tmp_path / "all.zip", empty.url, empty.files, empty.data)
    assert empty.names() == ["青石镇", "柳林镇"]


def test_a_file_that_is_gone_or_damaged_is_named(town: Town, tmp_path: Path) -> None:
    first, second = sorted(path for path in town.files.folder.rglob("*") if path.is_file())
    first.unlink()
    second.write_bytes(b"something else")
    kept = pack(town.url, town.files, tmp_path / "all.zip")
    assert (kept.files, kept.missing) == (0, (first.name, second.name))


def changed(out: Path, name: str, content: bytes | None) -> None:
    """Another content in the archive under that name, or none."""
    with zipfile.ZipFile(out) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts.pop(name, None)
    with zipfile.ZipFile(out, "w") as archive:
        for one, old in (parts | ({name: content} if content is not None else {})).items():
            archive.writestr(one, old)


@pytest.mark.parametrize("part", ["ledger.db", "contents.json", "evidence"])
@pytest.mark.parametrize("content", [b"changed", None])
def test_a_backup_that_is_not_what_it_was_changes_nothing(
    town: Town, empty: Town, tmp_path: Path, part: str, content: bytes | None
) -> None:
    out = tmp_path / "all.zip"
    pack(town.url, town.files, out)
    with zipfile.ZipFile(out) as archive:
        name = next(one for one in archive.namelist() if one.startswith(part))
    changed(out, name, content)
    with pytest.raises(BackupError):
        unpack(out, empty.url, empty.files, empty.data)
    assert empty.names() == []
    assert list(empty.data.iterdir()) == []


def test_a_backup_that_names_a_place_of_its_own_is_refused(town: Town, empty: Town, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    pack(town.url, town.files, out)
    changed(out, "../../evil", b"x")
    with pytest.raises(BackupError):
        unpack(out, empty.url, empty.files, empty.data)


def test_a_backup_that_is_cut_short_is_refused(town: Town, empty: Town, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    pack(town.url, town.files, out)
    out.write_bytes(out.read_bytes()[:-200])
    with pytest.raises(BackupError):
        unpack(out, empty.url, empty.files, empty.data)
    assert empty.names() == []


@pytest.mark.parametrize("name", ["all.zip", "ledger.db"])
def test_a_backup_writes_over_nothing(town: Town, tmp_path: Path, name: str) -> None:
    pack(town.url, town.files, tmp_path / name)
    with pytest.raises(AlreadyExistsError):
        pack(town.url, town.files, tmp_path / name)
    assert {path.name for path in tmp_path.glob(".*")} == set()


def test_the_commands_say_how_many_files_came_along_and_fail_where_one_is_missing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", town.url)
    monkeypatch.setenv("FAZHIBOT_DATA", str(town.data))
    out = tmp_path / "all.zip"
    assert main(["backup", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    assert "2 files, every one checked" in said.err
    assert main(["restore", str(out), "--replace"]) == 0
    assert "2 files" in capsys.readouterr().out
    lost = next(path for path in town.files.folder.rglob("*") if path.is_file())
    lost.unlink()
    assert main(["backup", "--out", str(tmp_path / "second.zip")]) == 1
    assert lost.name in capsys.readouterr().err
    assert main(["restore", str(out), "--replace"]) == 0
    assert lost.is_file()


def test_a_ledger_that_moves_there_and_back_has_its_files(
    town: Town, empty: Town, sqlite_ledgers: Ledgers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """From the database that the tests are about into a file, and from there into another such database."""
    there = sqlite_ledgers.bare(tmp_path / "there")
    monkeypatch.setenv("FAZHIBOT_DATA", str(town.data))
    for source, target in ((town.url, there), (there, empty.url)):
        monkeypatch.setenv("FAZHIBOT_DATABASE_URL", source)
        assert main(["move", "--to", target]) == 0
        assert "evidence\t2 files, every one checked" in capsys.readouterr().out
        assert Town(target, town.data).photos() == list(PHOTOS)
    next(path for path in town.files.folder.rglob("*") if path.is_file()).unlink()
    last = sqlite_ledgers.bare(tmp_path / "last")
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", empty.url)
    assert main(["move", "--to", last]) == 1
    assert "missing or damaged" in capsys.readouterr().err
    assert Town(last, town.data).names() == ["青石镇"]
