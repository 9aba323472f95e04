"""A draft that people edited and that the ledger went on from: figures renewed, people's words kept."""

import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import docx as python_docx
import pytest

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.survey import Books
from drafting.draft import draft
from drafting.redrafting.redraft import Redraft, redraft, summary
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from drafting.word.editing import edit
from storage.records import Entry
from tests.drafting.audit.test_audit_edits import a_year
from tests.drafting.clerk import Clerk, text_of
from tests.drafting.clerks_habits import EDITS
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said, zero_months

TODAY = date(YEAR + 1, 1, 5)
AT = datetime(YEAR + 1, 1, 5, tzinfo=UTC)
ERRORS = {"changed", "behind", "zero", "miscomputed", "part", "conflict", "hedge", "unledgered", "unit"}


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return a_year()


@pytest.fixture(scope="module")
def written(entries: list[Entry]) -> bytes:
    return writer.write(draft(entries, TOWN, UNITS, YEAR, today=TODAY), at=AT)


def later() -> list[Entry]:
    """What comes in while the draft is being edited: twenty entries."""
    return [
        said("人民调解", "12-20", "镇调委会", 调解=6, 成功=6, 协议=5, text="调解6件，签协议5份"),
        said("普法活动", "12-04", "桃溪村", 活动=2, 资料="400+", 受众="90+"),
        said("法治讲座", "12-05", 讲座=1, 听众=40),
        *[said("行政检查", f"12-{day:02}", 检查=1, 问题=2) for day in range(6, 18)],
        said("涉企服务", "12-18", 走访=12, 法治体检=3),
        said("制度文件", "12-19", 文件=1, text="印发《法治宣传教育工作办法》"),
        said("问题不足", "12-21", text="问题：村级阵地更新慢"),
        said("隐患整改", "12-22", 隐患=8, 整改=8),
        said("信访", "12-23", "党政办", 受理=4, 办结=4),
    ]


def redrafted(content: bytes, entries: list[Entry]) -> tuple[bytes, Redraft]:
    made = redraft(read_edited(content), Books(entries, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary()))
    notes = dict(made.notes)
    return edit(content, made.edits, AT, properties=made.properties, notes=notes, annex=made.annex), made


def wrong(content: bytes, entries: list[Entry]) -> list:
    found = audit(
        read_edited(content), Books(entries, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary())
    ).findings
    return [one for one in found if one.type.value in ERRORS]


def body(content: bytes) -> list[str]:
    return [text_of(paragraph) for paragraph in Clerk(content).paragraphs]


def test_where_nothing_changed_nothing_is_done(written, entries):
    content, made = redrafted(written, entries)
    assert made.edits == ()
    assert body(content) == body(written)
    assert summary(made) == "报告里的数与台账一致，没有改动。"


def test_figures_are_renewed_where_they_stand_and_listed(written, entries):
    known = [*entries, *later()]
    assert wrong(written, known)
    content, made = redrafted(written, known)
    assert wrong(content, known) == []
    assert any("209件→215件" in change for change in made.changes)
    assert "调解纠纷215件" in "".join(body(content)).replace("各类纠纷", "纠纷") or "调解215件" in "".join(
        body(content)
    )


def test_every_word_that_people_wrote_is_kept(written, entries):
    clerk = Clerk(written)
    clerk.say("我们还摸索出自己的做法。", clerk.figure("209件")[0].getparent())
    assert clerk.replace("认真落实", "不折不扣落实")
    clerk.rewrite(clerk.chapter("不足")[1], "班子认为，法治队伍力量还不够，原因在于编制少。")
    ours = body(clerk.save())
    content, _ = redrafted(clerk.save(), [*entries, *later()])
    text = "".join(body(content))
    assert "我们还摸索出自己的做法。" in text
    assert "不折不扣落实" in text
    assert "班子认为，法治队伍力量还不够，原因在于编制少。" in body(content)
    assert len(body(content)) >= len(ours)


def test_what_is_new_comes_as_a_tracked_insertion_under_its_heading(written, entries):
    content, made = redrafted(written, [*entries, *later()])
    before, after = read_edited(written), read_edited(content)
    inserted = {one.text[start:end] for one in after.paragraphs for start, end in one.inserted}
    assert "12家" in inserted
    assert "5份" in inserted
    new = next(one.text for one in after.body if "12家" in one.text)
    assert new not in {one.text for one in before.body}
    assert any("新增（修订）" in change for change in made.changes)


def test_new_figures_are_bound_like_the_old_so_that_the_next_redraft_finds_them(written, entries):
    known = [*entries, *later()]
    content, _ = redrafted(written, known)
    more = [*known, said("涉企服务", "12-28", 走访=5)]
    again, made = redrafted(content, more)
    assert any("12家→17家" in change for change in made.changes)
    assert not any("新增（修订）" in change for change in made.changes)
    assert wrong(again, more) == []


# All the others are measured by benchmarks/redraft_years.py --edits.
HABITS = [one for one in EDITS if one.do.__module__.endswith("clerks_habits")]


@pytest.mark.parametrize("change", HABITS, ids=lambda change: change.name)
def test_whatever_was_done_to_the_draft_its_figures_are_right_afterwards(change, written, entries):
    clerk = Clerk(written)
    change.do(clerk, YEAR)
    known = [*entries, *later()]
    content, _ = redrafted(clerk.save(), known)
    books = Books(known, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary())
    bound = [(one.words, status) for one, status in audit(read_edited(content), books).counts if one.bound]
    assert bound
    assert {status for _, status in bound} == {"unchanged"}, bound


def test_a_copy_of_a_figure_goes_along_as_a_tracked_change(written, entries):
    clerk = Clerk(written)
    clerk.say("总的看，全年调解纠纷209件。", clerk.chapter("第一责任人")[-1])
    content, made = redrafted(clerk.save(), [*entries, *later()])
    assert any("209件→215件" in change for change in made.restored)
    assert wrong(content, [*entries, *later()]) == []


def test_a_figure_of_a_quarter_is_not_taken_for_the_years(written, entries):
    clerk = Clerk(written)
    start, runs = clerk.figure("209件")
    clerk.retype_whole((start, runs), "许多")
    clerk.say("第一季度调解纠纷45件。", clerk.chapter("第一责任人")[-1])
    content, _ = redrafted(clerk.save(), [*entries, *later()])
    assert "第一季度调解纠纷45件。" in "".join(body(content))


def test_a_suggestion_that_is_true_no_more_is_struck_or_replaced(entries):
    early = [one for one in entries if one.kind != "班子学法"]
    written = writer.write(draft(early, TOWN, UNITS, YEAR, today=TODAY), at=AT)
    assert "第一季度、第二季度、第三季度、第四季度没有领导班子学法记录" in "".join(body(written))
    content, made = redrafted(written, [*entries])
    text = "".join(one.text for one in read_edited(content).body)
    assert "【建议，请核定：第二季度、第三季度、第四季度没有领导班子学法记录】" in text
    assert "第一季度、第二季度、第三季度、第四季度没有领导班子学法记录" not in text
    every = [said("班子学法", f"{month:02}-09", 学法=1) for month in (4, 7, 10)]
    content, made = redrafted(written, [*entries, *every])
    assert "没有领导班子学法记录" not in "".join(one.text for one in read_edited(content).body)
    assert any("删去标记" in change for change in made.changes)


def test_deleted_paragraphs_stay_deleted(written, entries):
    clerk = Clerk(written)
    gone = clerk.figure("93次")[0].getparent()
    text = text_of(gone)
    clerk.remove(gone)
    content, made = redrafted(clerk.save(), [*entries, *later()])
    assert "检查" in text
    assert not any("检查10" in line for line in body(content))
    assert any("行政检查·检查（现为105次）" in one for one in made.kept)


def test_what_a_person_changed_wrongly_is_put_right_by_a_tracked_change(written, entries):
    clerk = Clerk(written)
    clerk.retype(clerk.figure("209件"), "230件")
    content, made = redrafted(clerk.save(), entries)
    after = read_edited(content)
    (one,) = (p for p in after.body if any(gone.text == "230件" for gone in p.deleted))
    assert "209件" in {one.text[start:end] for start, end in one.inserted}
    assert any("230件→209件" in change for change in made.restored)


def test_what_a_person_worded_otherwise_and_rightly_is_left(written, entries):
    clerk = Clerk(written)
    clerk.retype(clerk.figure("209件"), "209起")
    content, made = redrafted(clerk.save(), entries)
    assert made.edits == ()
    assert any("209起" in line for line in body(content))


def test_the_house_word_of_a_person_stays_when_its_figure_is_renewed(written, entries):
    clerk = Clerk(written)
    clerk.retype(clerk.figure("209件"), "209起")
    content, _ = redrafted(clerk.save(), [*entries, *later()])
    assert any("215起" in line for line in body(content))


def test_a_gap_that_the_ledger_filled_is_struck_and_the_zero_proposed(written, entries):
    known = [*entries, *zero_months("行政复议诉讼", "诉讼", range(1, 13))]
    content, made = redrafted(written, known)
    text = "".join(body(content))
    assert "无行政诉讼案件" in text
    assert "【待补充：行政诉讼案件全年未报】" not in text
    assert any("修订" in change for change in made.changes)


def test_an_event_that_came_in_since_is_proposed_in_a_comment(written, entries):
    content, made = redrafted(written, [*entries, *later()])
    notes = [comment.text for comment in python_docx.Document(io.BytesIO(content)).comments]
    assert any("村级阵地更新慢" in note for note in notes)
    assert any("批注" in change for change in made.changes)


def test_comments_and_annex_tell_of_the_new_entries(written, entries):
    known = [*entries, *later()]
    content, _ = redrafted(written, known)
    document = python_docx.Document(io.BytesIO(content))
    number = known[len(entries)].number
    assert any(
        number in comment.text for comment in document.comments if comment.text.startswith("人民调解·调解")
    )
    rows = {row.cells[0].text: row.cells[2].text for row in document.tables[-1].rows}
    assert number in rows["215件（人民调解·调解）"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_that_went_through_another_word_processor_is_redrafted_all_the_same(
    written, entries, tmp_path
):
    content = through_libreoffice(written, tmp_path)
    clerk = Clerk(content)
    clerk.say("我们还摸索出自己的做法。", clerk.figure("209.*")[0].getparent())
    clerk.remove(clerk.figure("93.*")[0].getparent())
    edited = clerk.save()
    known = [*entries, *later()]
    again, _ = redrafted(edited, known)
    assert wrong(again, known) == []
    text = "".join(body(again))
    assert "我们还摸索出自己的做法。" in text
    assert "215件" in text
    assert "105次" not in text


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    (folder / "draft.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", folder / "out", folder / "draft.docx"],
        check=True,
        capture_output=True,
        timeout=90,
    )
    return (folder / "out" / "draft.docx").read_bytes()
