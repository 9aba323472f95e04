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
from tests.databases import Ledgers
from tests.storage.conftest import settle

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


def round_trip(url: str, folder: Path) -> None:
    """Back up, go on, bring back; with a piece of evidence."""
    evidence = folder / "data" / "evidence" / "ab"
    evidence.mkdir(parents=True)
    (evidence / "one").write_bytes(b"photo")
    found(url, "青石镇")
    done = script("backup.sh", folder / "backups", url=url, folder=folder)
    assert done.returncode == 0, done.stderr
    backup = Path(done.stdout.strip())
    assert backup.stat().st_mode & 0o077 == 0
    found(url, "柳林镇")
    shutil.rmtree(folder / "data" / "evidence")
    refused = script("restore.sh", backup, url=url, folder=folder)
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert towns(url) == ["青石镇", "柳林镇"]
    done = script("restore.sh", backup, "--replace", url=url, folder=folder)
    assert done.returncode == 0, done.stderr
    assert towns(url) == ["青石镇"]
    assert (evidence / "one").read_bytes() == b"photo"
    found(url, "三岔镇")  # ids go on where the backup ended
    assert towns(url) == ["青石镇", "三岔镇"]


def test_a_file_is_backed_up_and_comes_back(sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    round_trip(sqlite_ledgers.fresh(tmp_path / "ledger"), tmp_path)


needs_tools = pytest.mark.skipif(
    not (shutil.which("pg_dump") and shutil.which("psql")), reason="needs pg_dump and psql"
)


@needs_tools
def test_a_server_is_backed_up_and_comes_back(postgres_ledgers: Ledgers, tmp_path: Path) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    round_trip(url, tmp_path)
    assert len(list((tmp_path / "backups").glob("*.replaced-*"))) == 1
    postgres_ledgers.drop(url)


@needs_tools
def test_a_dump_that_is_cut_short_changes_nothing(postgres_ledgers: Ledgers, tmp_path: Path) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    found(url, "青石镇")
    backup = Path(script("backup.sh", tmp_path / "backups", url=url, folder=tmp_path).stdout.strip())
    backup.write_bytes(backup.read_bytes()[:-2000])
    done = script("restore.sh", backup, "--replace", url=url, folder=tmp_path)
    assert done.returncode != 0
    assert towns(url) == ["青石镇"]
    postgres_ledgers.drop(url)


@needs_tools
def test_a_server_in_use_is_not_restored(postgres_ledgers: Ledgers, tmp_path: Path) -> None:
    url = postgres_ledgers.fresh(tmp_path)
    found(url, "青石镇")
    backup = Path(script("backup.sh", tmp_path / "backups", url=url, folder=tmp_path).stdout.strip())
    database = Database(url)
    with database.work() as work:
        assert len(work.members.towns()) == 1
    done = script("restore.sh", backup, "--replace", url=url, folder=tmp_path)
    assert done.returncode != 0
    assert "stop the bot" in done.stderr
    database.close()
    postgres_ledgers.drop(url)


def test_only_the_newest_thirty_are_kept(sqlite_ledgers: Ledgers, tmp_path: Path) -> None:
    url = sqlite_ledgers.fresh(tmp_path / "ledger")
    backups = tmp_path / "backups"
    backups.mkdir()
    for day in range(1, 32):
        (backups / f"fazhibot-2020-01-{day:02}-021500.db").touch()
    done = script("backup.sh", backups, url=url, folder=tmp_path)
    names = sorted(path.name for path in backups.glob("*.db"))
    assert len(names) == 30
    assert Path(done.stdout.strip()).name == names[-1]
    assert names[0] == "fazhibot-2020-01-03-021500.db"


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
