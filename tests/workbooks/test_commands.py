"""fazhibot export and import, and /export in a chat."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot import cli
from storage.database import Database
from tests.dialogs.stage import Stage
from tests.workbooks.conftest import book

LEDGER = book(
    (
        "普法台账",
        [
            ["日期", "地点", "内容", "参加人数", "村居"],
            [date(2025, 3, 5), "文化广场", "开展普法宣传", 120, "虹桥村"],
            [None, "桥头", "开展普法宣传", 30, "虹桥村"],
        ],
        [],
    )
)


@pytest.fixture
def data(tmp_path: Path, ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workbook, and 青石镇 without units or staff."""
    monkeypatch.setenv("FAZHIBOT_DATA", str(tmp_path))
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", ledger_url)
    (tmp_path / "台账.xlsx").write_bytes(LEDGER)
    assert cli.main(["town", "add", "青石镇"]) == 0
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = cli.main(words)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_import_only_shows_until_it_is_told_to_apply(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(data / "台账.xlsx")
    status, out, err = run(capsys, "import", file)
    assert status == 0
    assert "第2行 → 普法活动，" in out
    assert "第3行 → 不记：没写日期" in out
    assert "--apply" in err
    assert run(capsys, "tally", "2025", "--format", "json")[1].count('"value": 120') == 0
    status, out, _ = run(capsys, "import", file, "--apply")
    assert (status, "记上1条。" in out, "新增单位：虹桥村" in out) == (0, True, True)
    assert run(capsys, "tally", "2025", "--format", "json")[1].count('"value": 120') == 1
    assert "没有新的要记。" in run(capsys, "import", file, "--apply")[1]


def test_export_writes_the_file_and_names_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", str(data / "台账.xlsx"), "--apply")
    out = data / "导出.xlsx"
    assert run(capsys, "export", "2025", "--out", str(out))[:2] == (0, f"{out}\n")
    assert openpyxl.load_workbook(out).sheetnames == ["汇总", "普法活动"]


def test_an_importer_without_a_town_office_is_neither_active_nor_asked(
    data: Path, ledger_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import", str(data / "台账.xlsx"), "--apply")
    database = Database(ledger_url)
    with database.work() as work:
        town = work.members.town("青石镇")
        assert [(one.name, one.active) for one in work.members.members(town.id)] == [("台账导入", False)]
    database.close()


def test_a_file_that_is_no_workbook_ends_with_one_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "坏.xlsx").write_text("日期,内容", encoding="utf-8")
    status, out, err = run(capsys, "import", str(data / "坏.xlsx"))
    assert (status, out) == (1, "")
    assert "不是 Excel 文件" in err
    assert run(capsys, "import", str(data / "没有.xlsx"))[0] == 2


def test_a_wrong_year_or_importer_is_a_wrong_call(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["export", "明年", "--out", str(data / "a.xlsx")])
    assert stop.value.code == 2
    assert run(capsys, "import", str(data / "台账.xlsx"), "--apply", "--as", "无此人")[0] == 2


class TestChat:
    def test_an_editor_gets_the_years_ledger_as_a_file(self, stage: Stage) -> None:
        stage.say("张敏", "昨天在文化广场普法，发资料200份")
        (reply,) = stage.say("李国强", "/export 2023")
        assert reply.document is not None
        assert reply.document.filename == "青石镇2023年台账.xlsx"
        assert openpyxl.load_workbook(io.BytesIO(reply.document.content)).sheetnames == ["汇总", "普法活动"]
        assert reply.text.startswith("2023年台账在这里，共1条。")

    def test_without_a_year_it_is_this_year_and_all_is_all(self, stage: Stage) -> None:
        stage.say("张敏", "昨天在文化广场普法，发资料200份")
        names = [stage.say("李国强", words)[0].document for words in ("/export", "/export 全部")]
        assert [one.filename for one in names if one] == ["青石镇2023年台账.xlsx", "青石镇台账.xlsx"]

    def test_a_recorder_is_told_whom_to_ask(self, stage: Stage) -> None:
        (reply,) = stage.say("张敏", "/export 2023")
        assert (reply.document, "编辑" in reply.text) == (None, True)

    def test_a_group_never_gets_it(self, stage: Stage) -> None:
        stage.say("张敏", "昨天在文化广场普法，发资料200份")
        replies = stage.say("李国强", "/export 2023", private=False, chat="群")
        assert [one.document for one in replies if one.document] == []

    def test_an_empty_year_and_a_word_that_is_none_are_told(self, stage: Stage) -> None:
        assert "没有记录" in stage.say("李国强", "/export 2022")[0].text
        assert "请写年份" in stage.say("李国强", "/export 明天")[0].text
