"""fazhibot draft on a year without entries."""

from pathlib import Path

import pytest

from bot import cli
from tests.bot.test_audit_command import SAID, say


@pytest.fixture
def folder(tmp_path: Path, ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHIBOT_DATA", str(tmp_path))
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", ledger_url)
    assert cli.main(["town", "add", "柳林镇", "--unit", "司法所"]) == 0
    return tmp_path


def test_a_year_without_entries_says_which_years_there_are(folder, ledger_url, capsys):
    say(folder, ledger_url, SAID)
    assert cli.main(["draft", "2030", "--out", str(folder / "报告.docx")]) == 1
    told = capsys.readouterr()
    assert "2030年没有记录" in told.err
    assert "有记录的年份：2031" in told.err
    assert not (folder / "报告.docx").exists()


def test_an_empty_ledger_says_so(folder, capsys):
    assert cli.main(["draft", "2031", "--out", str(folder / "报告.docx")]) == 1
    assert "账上还没有记录" in capsys.readouterr().err
