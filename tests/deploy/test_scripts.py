"""The scripts of deploy/ on real ledgers: a backup comes back whole, and nothing is written over unasked."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.files import FileUse
from tests.databases import Ledgers
from tests.storage.conftest import NOON, settle

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def script(name: str, *arguments: object, url: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Runs a script as cron would, with the settings in its environment."""
    program = folder / "bin" / "fazhibot"
    if not program.exists():
        program.parent.mkdir(parents=True)
        program.write_text(
            f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m bot "$@"\n', encoding="utf-8"
        )
        program.chmod(0o755)
    own = {k: v for k, v in os.environ.items() if not k.startswith(("FAZHIBOT_", "TELEGRAM_"))}
    values = {
        **own,
        "FAZHIBOT": str(program),
        "PYTHON": sys.executable,
        "FAZHIBOT_DATABASE_URL": url,
        "FAZHIBOT_DATA": str(folder / "data"),
    }
    command = ["bash", str(DEPLOY / name), *map(str, arguments)]
    return subprocess.run(command, env=values, cwd=folder, capture_output=True, text=True, check=False)


def towns(url: str) -> list[str]:
    database = Database(url)
    database.upgrade()
    with database.work() as work:
        names = [town.name for town in work.members.towns()]
    database.close()
    return names


def found(url: str, name: str) -> None:
    database = Database(url)
    database.upgrade()
    with database.work() as work:
        settle(work, name)
    database.close()


def keep_photo(url: str, folder: Path) -> Path:
    """A photo that is evidence of an entry; where it lies."""
    files = EvidenceFiles(folder / "data" / "evidence")
    database = Database(url)
    database.upgrade()
    with database.work() as work:
        setting = settle(work)
        setting.record(work)
        file = work.evidence.keep(
            setting.town.id, setting.wang.id, ("telegram", "7", "1"), remote="r", filename="照片.jpg",
            type="photo", size=5, at=NOON, use=FileUse.EVIDENCE,
        )  # fmt: skip
        work.evidence.attach(file.id, setting.town.id, ["2023-1"], NOON)
        work.evidence.stored(file.id, files.put(b"photo"), 5)
        work.evidence.fetched(file.id)
        path = files.path(work.evidence.get(file.id).sha256)
    database.close()
    return path


def test_a_ledger_is_backed_up_and_comes_back(ledger_url: str, tmp_path: Path) -> None:
    photo = keep_photo(ledger_url, tmp_path)
    done = script("backup.sh", tmp_path / "backups", url=ledger_url, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    backup = Path(done.stdout.strip())
    assert backup.stat().st_mode & 0o077 == 0
    found(ledger_url, "柳林镇")
    photo.unlink()
    refused = script("restore.sh", backup, url=ledger_url, folder=tmp_path)
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert towns(ledger_url) == ["青石镇", "柳林镇"]
    done = script("restore.sh", backup, "--replace", url=ledger_url, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert towns(ledger_url) == ["青石镇"]
    assert photo.read_bytes() == b"photo"
    found(ledger_url, "三岔镇")  # ids go on where the backup ended
    assert towns(ledger_url) == ["青石镇", "三岔镇"]
    assert len(list(tmp_path.rglob("*replaced*"))) == 1


def test_a_backup_without_a_file_that_the_ledger_names_is_made_and_reported(
    ledger_url: str, tmp_path: Path
) -> None:
    photo = keep_photo(ledger_url, tmp_path)
    photo.write_bytes(b"another")
    done = script("backup.sh", tmp_path / "backups", url=ledger_url, folder=tmp_path)
    assert done.returncode == 1
    assert photo.name in done.stderr
    assert Path(done.stdout.strip()).is_file()


def test_only_the_newest_thirty_are_kept(sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    url = sqlite_ledgers.fresh(tmp_path / "ledger")
    backups = tmp_path / "backups"
    backups.mkdir()
    for day in range(1, 32):
        (backups / f"fazhibot-2020-01-{day:02}-021500.zip").touch()
    done = script("backup.sh", backups, url=url, folder=tmp_path)
    names = sorted(path.name for path in backups.glob("*.zip"))
    assert len(names) == 30
    assert Path(done.stdout.strip()).name == names[-1]
    assert names[0] == "fazhibot-2020-01-03-021500.zip"


def test_the_container_files_name_only_settings_that_exist() -> None:
    own = {"POSTGRES_PASSWORD", "WEBHOOK_HOST"}
    for name in ("compose.yaml", "compose.env.example", "Dockerfile", "fazhibot.service"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        used = set(re.findall(r"\b(?:FAZHIBOT|TELEGRAM)_[A-Z_]+", text))
        assert used <= {*settings.NAMES, *own}, name


def test_a_container_without_settings_listens_for_its_health() -> None:
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert "FAZHIBOT_LISTEN: 0.0.0.0:8080" in compose
    assert "http://127.0.0.1:8080/healthz" in compose
    assert "USER fazhibot" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
