"""What clerks do to a draft is found, each for what it is; what is no fault raises no alarm."""

from datetime import UTC, date, datetime

import pytest

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.findings import Finding
from drafting.audit.survey import Books
from drafting.draft import draft
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from tests.drafting.clerk import Clerk, words
from tests.drafting.clerks_edits import REMINDERS
from tests.drafting.clerks_habits import EDITS
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said, zero_months

TODAY = date(YEAR + 1, 1, 5)


def a_year() -> list:
    return [
        said("专题会议", "02-11", 会议=4, 参会=67, text="全年开了4次法治专题会，参会67人次"),
        said("班子学法", "03-02", 学法=6),
        said("法治培训", "04-08", 培训=3, 参训=186),
        said("普法活动", "05-04", "桃溪村", 活动=1, 资料="300+", 受众="120+"),
        said("普法活动", "06-26", "石桥村", 活动=13, 资料="7800+", 受众="880+", 横幅=46),
        said("法治讲座", "09-01", 讲座=9, 听众=412),
        said("行政检查", "06-03", 检查=93, 问题=27),
        said("隐患整改", "06-03", 隐患=362, 整改=341),
        said("行政处罚", "07", "执法队", 案件=12, 罚款=17500),
        said("人民调解", "07", "镇调委会", 调解=209, 成功=196, 警情转调=138),
        said("矛盾排查", "10", "镇调委会", 排查=553, 化解=527, 稳控=26),
        said("信访", "11", "党政办", 受理=86, 办结=86),
        said("问题不足", "11-03", text="问题：法治队伍力量不够"),
        said("工作计划", "12-03", text="明年计划：抓好村居法律顾问"),
        *zero_months("行政复议诉讼", "复议", range(1, 13)),
    ]


@pytest.fixture(scope="module")
def entries() -> list:
    return a_year()


@pytest.fixture(scope="module")
def written(entries: list) -> bytes:
    report = draft(entries, TOWN, UNITS, YEAR, today=TODAY)
    return writer.write(report, at=datetime(YEAR + 1, 1, 5, tzinfo=UTC))


def audited(content: bytes, entries: list) -> tuple[Finding, ...]:
    return audit(
        read_edited(content), Books(entries, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary())
    ).findings


@pytest.fixture(scope="module")
def untouched(written: bytes, entries: list) -> tuple[Finding, ...]:
    return audited(written, entries)


def test_an_untouched_draft_raises_no_alarm(untouched):
    assert [one for one in untouched if one.type not in REMINDERS] == []
    assert any(one.type.value == "gap" for one in untouched)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_is_found_for_what_it_is(edit, written, untouched, entries):
    clerk = Clerk(written)
    edit.do(clerk, YEAR)
    known = {(one.type, one.text) for one in untouched}
    fresh = [
        one
        for one in audited(clerk.save(), entries)
        if (one.type, one.text) not in known and one.type not in REMINDERS
    ]
    assert {one.type for one in fresh} <= edit.finds | edit.also, fresh
    assert bool(edit.finds) == any(one.type in edit.finds for one in fresh)


def test_a_finding_names_the_place_the_ledgers_figure_and_its_entries(written, entries):
    clerk = Clerk(written)
    clerk.retype(clerk.figure("209件"), "230件")
    found = next(one for one in audited(clerk.save(), entries) if one.type.value == "changed")
    assert (found.said, found.ledger, found.kind, found.measure) == ("230件", "209件", "人民调解", "调解")
    assert found.quote.endswith("230件")
    assert found.entries == (entries[9].number,)
    assert "台账是209件" in found.text


def test_a_tracked_change_is_reported_in_both_states(written, entries):
    clerk = Clerk(written)
    clerk.track(clerk.figure("209件"), "230件")
    findings = audited(clerk.save(), entries)
    found = next(one for one in findings if one.type.value == "changed")
    assert found.text == "改成了230件，台账是209件（修订前是209件，与台账一致）"
    assert any(one.type.value == "tracked" for one in findings)


def test_a_figure_that_the_ledger_overtook_is_told_from_one_that_a_person_changed(written, entries):
    later = [*entries, said("人民调解", "12-20", "镇调委会", 调解=6)]
    (found,) = (one for one in audited(written, later) if one.measure == "调解")
    assert found.type.value == "behind"
    assert found.ledger == "215件"


def test_pending_entries_behind_a_figure_are_named(entries):
    from dataclasses import replace

    from storage.records import EntryState

    doubtful = [replace(e, state=EntryState.PENDING) if e.kind == "信访" else e for e in entries]
    content = writer.write(draft(doubtful, TOWN, UNITS, YEAR, today=TODAY))
    found = [one for one in audited(content, doubtful) if one.type.value == "pending"]
    assert {number for one in found for number in one.entries} == {
        e.number for e in entries if e.kind == "信访"
    }


def test_what_was_deleted_is_listed_as_removed_and_not_as_wrong(written, entries):
    clerk = Clerk(written)
    clerk.remove(clerk.figure("209件")[0].getparent())
    (found,) = (one for one in audited(clerk.save(), entries) if one.type.value == "removed")
    assert "人民调解·调解209件" in found.text


def test_a_zero_that_lost_its_bookmark_is_not_told_as_removed(written: bytes, entries: list, untouched):
    """As after LibreOffice saved the file twice: each time a bookmark ends one character earlier."""
    clerk = Clerk(written)
    lost = [start for start, runs in clerk.figures() if words(runs) == "无"]
    assert lost
    for start in lost:
        start.getparent().remove(start)
    assert audited(clerk.save(), entries) == untouched
