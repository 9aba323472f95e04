"""fazhibot letterhead and layout, and the drafts that follow them."""

from pathlib import Path

import pytest

from bot import cli
from tests.bot.test_audit_command import SAID, say
from tests.drafting.letterhead import papers


@pytest.fixture
def folder(tmp_path: Path, ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHIBOT_DATA", str(tmp_path))
    monkeypatch.setenv("FAZHIBOT_DATABASE_URL", ledger_url)
    assert cli.main(["town", "add", "柳林镇", "--unit", "司法所"]) == 0
    (tmp_path / "红头.docx").write_bytes(papers.letterhead())
    return tmp_path


def texts(path: Path) -> list[str]:
    return papers.texts(papers.opened(path.read_bytes()))


def run(folder: Path, *words: str) -> int:
    return cli.main([str(folder / word) if word.endswith((".docx", ".toml")) else word for word in words])


def test_a_letterhead_is_checked_set_used_and_removed(folder, ledger_url, capsys):
    say(folder, ledger_url, SAID)
    assert run(folder, "letterhead", "show") == 1
    assert run(folder, "letterhead", "check", "红头.docx", "--sample", "样张.docx") == 0
    assert "可以用，没有发现问题" in capsys.readouterr().err
    assert texts(folder / "样张.docx")[0] == "柳林镇人民政府文件"
    assert run(folder, "letterhead", "show") == 1
    assert run(folder, "letterhead", "set", "红头.docx") == 0
    assert run(folder, "letterhead", "show", "--out", "原件.docx") == 0
    assert (folder / "原件.docx").read_bytes() == (folder / "红头.docx").read_bytes()
    assert run(folder, "draft", "2031", "--out", "报告.docx", "--number", "柳政发〔2032〕3号") == 0
    assert texts(folder / "报告.docx")[:2] == ["柳林镇人民政府文件", "柳政发〔2032〕3号"]
    assert "数据来源表" in texts(folder / "报告.docx")
    assert run(folder, "draft", "2031", "--clean", "--out", "报送.docx") == 0
    assert texts(folder / "报送.docx")[0] == "柳林镇人民政府文件"
    assert "数据来源表" not in texts(folder / "报送.docx")
    assert run(folder, "draft", "2031", "--plain", "--out", "普通.docx") == 0
    assert texts(folder / "普通.docx")[0] != "柳林镇人民政府文件"
    assert run(folder, "letterhead", "remove") == 0
    assert run(folder, "draft", "2031", "--out", "报告2.docx") == 0
    assert texts(folder / "报告2.docx")[0] != "柳林镇人民政府文件"
    assert run(folder, "letterhead", "remove") == 1


def test_one_to_begin_with_can_be_used_as_it_is(folder, capsys):
    assert run(folder, "letterhead", "new", "--out", "样板.docx") == 0
    assert run(folder, "letterhead", "set", "样板.docx") == 0
    assert "没有发现问题" in capsys.readouterr().err


def test_what_is_wrong_goes_to_standard_error_and_nothing_is_set(folder, capsys):
    (folder / "坏.docx").write_bytes(papers.plain("{{ 标题 }}", "{{ ''.__class__ }}"))
    assert run(folder, "letterhead", "set", "坏.docx") == 1
    told = capsys.readouterr()
    assert "没有写“{{ 正文 }}”" in told.err
    assert "正文第2段" in told.err
    assert told.out == ""
    assert run(folder, "letterhead", "show") == 1


def test_a_draft_in_a_letterhead_is_audited_and_renewed_like_any_other(folder, ledger_url, capsys):
    say(folder, ledger_url, SAID)
    assert run(folder, "letterhead", "set", "红头.docx") == 0
    assert run(folder, "draft", "2031", "--out", "报告.docx") == 0
    capsys.readouterr()
    assert run(folder, "audit", "报告.docx", "--year", "2031") == 0
    assert "0处要改" in capsys.readouterr().out
    assert run(folder, "draft", "2031", "--into", "报告.docx", "--out", "新.docx") == 0
    assert "没有改动" in capsys.readouterr().err


def test_layouts_are_listed_added_chosen_and_removed(folder, ledger_url, capsys):
    say(folder, ledger_url, SAID)
    (folder / "本县.toml").write_text(
        "[本县]\nlabel = '本县29磅'\nbase = 'fixed28'\nline = 29\nlines = 21\n", "utf-8"
    )
    assert run(folder, "layout", "check", "本县.toml") == 0
    assert run(folder, "layout", "add", "本县.toml") == 0
    assert run(folder, "layout", "use", "本县") == 0
    capsys.readouterr()
    assert run(folder, "layout", "list") == 0
    assert "* 本县\t本县29磅" in capsys.readouterr().out
    assert run(folder, "draft", "2031", "--out", "报告.docx") == 0
    assert pitch(folder / "报告.docx") == "580"
    assert run(folder, "draft", "2031", "--layout", "国标", "--out", "报告.docx") == 0
    assert pitch(folder / "报告.docx") == "579"
    assert run(folder, "draft", "2031", "--layout", "本县.toml", "--out", "报告.docx") == 0
    assert pitch(folder / "报告.docx") == "580"
    assert run(folder, "layout", "remove", "本县") == 0
    capsys.readouterr()
    assert run(folder, "layout", "list") == 0
    assert "* gb9704" in capsys.readouterr().out


def pitch(path: Path) -> str:
    """The line pitch of body text, in twips."""
    style = papers.opened(path.read_bytes()).styles.element.xpath(
        "w:style[@w:styleId='Normal']/w:pPr/w:spacing"
    )[0]
    return str(style.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}line"))


def test_a_profile_that_is_shown_can_be_copied(folder, capsys):
    assert run(folder, "layout", "show", "30磅") == 0
    text = capsys.readouterr().out.replace("[fixed30]", "[我县]")
    (folder / "copy.toml").write_text(text, "utf-8")
    assert run(folder, "layout", "add", "copy.toml") == 0


def test_a_wrong_file_of_profiles_is_refused_with_all_its_faults(folder, capsys):
    (folder / "坏.toml").write_text("[甲]\nlin = 1\n[乙]\nlines = 99\n", "utf-8")
    assert run(folder, "layout", "add", "坏.toml") == 2
    told = capsys.readouterr().err
    assert "是不是“line”？" in told
    assert "[乙] lines" in told
    assert run(folder, "layout", "remove", "甲") == 1
    assert run(folder, "draft", "2031", "--layout", "坏.toml", "--out", "报告.docx") in (1, 2)


def test_a_report_that_goes_out_is_set_into_the_letterhead(folder, ledger_url, capsys):
    say(folder, ledger_url, SAID)
    assert run(folder, "draft", "2031", "--out", "初稿.docx") == 0
    filled = papers.opened((folder / "初稿.docx").read_bytes())
    for paragraph in list(filled.paragraphs):
        if "【待补充" in paragraph.text or "【建议" in paragraph.text:
            paragraph.text = "已经写好。"
    (folder / "改过.docx").write_bytes(papers.packed(filled))
    assert run(folder, "letterhead", "set", "红头.docx") == 0
    out = ("publish", "改过.docx", "--year", "2031", "--out")
    capsys.readouterr()
    assert run(folder, *out, "公开.docx") == 0
    assert "发文字号还空着" in capsys.readouterr().err
    assert run(folder, *out, "公开.docx", "--number", "柳政发〔2032〕3号") == 0
    assert texts(folder / "公开.docx")[:2] == ["柳林镇人民政府文件", "柳政发〔2032〕3号"]
    assert run(folder, *out, "普通.docx", "--plain") == 0
    assert texts(folder / "普通.docx")[0] != "柳林镇人民政府文件"
    assert run(folder, "publish", "公开.docx", "--year", "2031", "--out", "再公开.docx") == 0
    assert texts(folder / "再公开.docx") == texts(folder / "公开.docx")
