"""fazhibot audit and fazhibot draft --into, on a ledger of their own."""

import io
import json
from pathlib import Path

import docx
import pytest

from bot import cli
from storage.database import Database
from storage.records import Role
from tests.drafting.clerk import Clerk, text_of

SAID = [
    ("2031-03-05T09:00:00+08:00", "今天调解邻里纠纷209件，其中110警情转来138件"),
    ("2031-05-04T17:00:00+08:00", "今天在桃溪村开展民法典宣传，发资料300份，来了120人"),
    ("2031-06-07T17:00:00+08:00", "今天召开法治专题会议，参会35人"),
]


@pytest.fixture
def draft(tmp_path: Path, ledger_url: str, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """The draft of a small year, as the command writes it."""
    monkeypatch.setenv("FAZHIBOT_DATA", str(tmp_path))
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", ledger_url)
    assert cli.main(["town", "add", "柳林镇", "--superior", "县委、县政府", "--unit", "司法所"]) == 0
    say(tmp_path, ledger_url, SAID)
    assert cli.main(["draft", "2031", "--out", str(tmp_path / "报告.docx")]) == 0
    capsys.readouterr()
    return tmp_path / "报告.docx"


def say(folder: Path, url: str, messages: list[tuple[str, str]]) -> None:
    from bot.replay import Line, Played, play

    database = Database(url)
    database.upgrade()
    with database.work() as work:
        town = work.members.towns()[0]
        unit = work.members.unit(town.id, "司法所")
        if not work.members.by_name(town.id, "王芳"):
            member = work.members.add_member(town.id, unit.id, "王芳", Role.ADMIN)
            work.members.link(member.id, "test", "王芳")
    from datetime import datetime

    lines = [Line(f"{at}{text}", datetime.fromisoformat(at), "王芳", "司法所", text) for at, text in messages]
    for _ in play(database, town, lines, "test", Played()):
        pass
    database.close()


def edited(draft: Path, old: str, new: str) -> Path:
    clerk = Clerk(draft.read_bytes())
    clerk.retype(clerk.figure(old), new)
    draft.write_bytes(clerk.save())
    return draft


def test_an_edited_figure_is_told_in_words_and_in_a_comment(draft, capsys):
    out = draft.parent / "批注.docx"
    assert cli.main(["audit", str(edited(draft, "209件", "290件")), "--year", "2031", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "【与台账不符】" in said
    assert "改成了290件，台账是209件" in said
    notes = [comment.text for comment in docx.Document(io.BytesIO(out.read_bytes())).comments]
    assert "与台账不符：改成了290件，台账是209件" in notes


def test_machines_get_json_alone(draft, capsys):
    assert cli.main(["audit", str(edited(draft, "209件", "290件")), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["year"] == 2031
    changed = next(one for one in told["findings"] if one["type"] == "changed")
    assert (changed["kind"], changed["said"], changed["ledger"]) == ("人民调解", "290件", "209件")
    assert {count["status"] for count in told["counts"]} >= {"unchanged", "changed"}


def test_a_text_file_is_audited_and_takes_no_comments(draft, capsys):
    report = draft.parent / "报告.txt"
    report.write_text(
        "柳林镇2031年度法治政府建设情况报告\n一、化解矛盾\n全年调解纠纷230件。", encoding="utf-8"
    )
    assert cli.main(["audit", str(report)]) == 0
    assert "台账“人民调解·调解”是209件" in capsys.readouterr().out
    assert cli.main(["audit", str(report), "--out", str(draft.parent / "x.docx")]) == 2


def test_a_file_that_is_no_report_is_refused_in_one_sentence(draft, capsys):
    bad = draft.parent / "坏.docx"
    bad.write_bytes(b"PK\x03\x04" + b"x" * 500)
    assert cli.main(["audit", str(bad), "--year", "2031"]) == 1
    assert "文件打不开" in capsys.readouterr().err


def test_an_edited_draft_is_brought_up_to_the_ledger(draft, ledger_url, capsys):
    clerk = Clerk(draft.read_bytes())
    clerk.say("这是我们自己的话。", clerk.figure("209件")[0].getparent())
    draft.write_bytes(clerk.save())
    say(draft.parent, ledger_url, [("2031-12-20T09:00:00+08:00", "今天调解纠纷6件，都是赡养方面的")])
    out = draft.parent / "新.docx"
    assert cli.main(["draft", "2031", "--into", str(draft), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert "209件→215件" in told.err
    text = "".join(map(text_of, Clerk(out.read_bytes()).paragraphs))
    assert "215件" in text
    assert "这是我们自己的话。" in text


def test_a_report_with_gaps_is_not_published_and_the_checks_are_listed(draft, capsys):
    out = draft.parent / "公开稿.docx"
    assert cli.main(["publish", str(draft), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert "✗ 还有待补充的地方" in told
    assert "✓ 没有密级、涉密、内部等字样" in told
    assert not out.exists()
