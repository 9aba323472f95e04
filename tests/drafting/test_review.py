from datetime import date

import pytest

from drafting.composing.suggestions import suggestions
from drafting.report import Note, NoteType
from drafting.review import notes
from drafting.tally import tally
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import Doubt, EntryState, Town
from tests.drafting.ledgers import TOWN, UNITS, VILLAGES, YEAR, said


def reviewed(*entries) -> tuple[Note, ...]:
    return notes(tally(entries, bundled(), Period.of_year(YEAR)), bundled(), entries)


def only(*entries) -> Note:
    (note,) = reviewed(*entries)
    return note


def suggested(*entries, town: Town = TOWN, today: date | None = None) -> tuple[str, ...]:
    return suggestions(tally(entries, bundled(), Period.of_year(YEAR)), town, UNITS, today)


def test_what_is_still_to_be_confirmed_is_listed_with_its_reason():
    from dataclasses import replace

    doubt = Doubt(0, "figure", "“200”是人数还是份数？", "资料")
    entry = replace(said("普法活动", "05-04", 活动=1, state=EntryState.PENDING), doubts=(doubt,))
    note = only(entry)
    assert (note.type, note.entries) == (NoteType.PENDING, (entry.number,))
    assert doubt.reason in note.text


def test_a_months_count_beside_single_events_is_named_with_both():
    month, single = said("人民调解", "03", "镇调委会", 调解=12), said("人民调解", "03-09", "桃溪村", 调解=1)
    outside = said("人民调解", "04-09", "桃溪村", 调解=1)
    note = only(month, single, outside)
    assert (note.type, note.entries) == (NoteType.OVERLAP, (month.number, single.number))
    assert "3月" in note.text


def test_a_villages_month_contains_only_its_own_events():
    month = said("人民调解", "03", "石桥村", 调解=2)
    assert reviewed(month, said("人民调解", "03-09", "桃溪村", 调解=1)) == ()
    assert only(month, said("人民调解", "03-09", "石桥村", 调解=1)).type is NoteType.OVERLAP


def test_other_measures_and_other_kinds_do_not_overlap():
    month = said("人民调解", "03", "镇调委会", 协议=2)
    assert reviewed(month, said("人民调解", "03-09", "桃溪村", 调解=1), said("信访", "03-09", 受理=1)) == ()


def test_a_period_that_one_unit_reported_twice_is_named():
    assert only(said("信访", "03", 受理=5), said("信访", "03", 受理=6)).type is NoteType.OVERLAP


def test_a_total_since_january_beside_months_may_be_a_running_total():
    notes = reviewed(said("行政检查", "03", 检查=8), said("行政检查", "01-01/06-30", 检查=40))
    assert [note.type for note in notes] == [NoteType.RUNNING]
    assert "累计" in notes[0].text


def test_a_typed_rate_that_its_figures_do_not_bear_out_is_named():
    entry = said("矛盾排查", "03", 排查=50, 化解=48, 化解率="95.2")
    note = only(entry)
    assert note.type is NoteType.RATE
    assert "95.2%" in note.text
    assert "96%" in note.text
    assert reviewed(said("矛盾排查", "03", 排查=50, 化解=48, 化解率=96)) == ()


def test_percentages_that_disagree_are_named():
    assert only(said("热线工单", "03", 满意率=98), said("热线工单", "04", 满意率=99)).type is NoteType.RATE


def test_a_part_above_its_whole_is_named():
    note = only(said("人民调解", "03-09", 调解=2, 警情转调=3))
    assert note.type is NoteType.PART


def test_parts_that_do_not_add_up_are_named():
    assert only(said("矛盾排查", "03", 排查=50, 化解=46, 稳控=3)).type is NoteType.FOOTING
    assert reviewed(said("矛盾排查", "03", 排查=50, 化解=47, 稳控=3)) == ()


def test_an_entry_that_straddles_the_years_is_named_on_both_sides():
    late = said("普法活动", f"{YEAR}-12-30/{YEAR + 1}-01-02", 活动=1)
    early = said("普法活动", f"{YEAR - 1}-12-30/{YEAR}-01-02", 活动=1)
    found = {note.entries: note.text for note in reviewed(late, early)}
    assert "计入本年" in found[late.number,]
    assert "未计入本年" in found[early.number,]


def test_villages_above_the_towns_standing_number_are_named():
    entries = [said("法律明白人", "03-01", "桃溪村", 在册=9), said("法律明白人", "02-01", "党政办", 在册=5)]
    assert only(*entries).type is NoteType.SPREAD


def test_a_backlog_that_came_down_to_zero_is_left_to_a_person():
    assert only(said("信访", "03-01", 积案=2), said("信访", "11-01", 积案=0)).type is NoteType.SPREAD


def test_many_notes_of_one_type_are_cut_and_counted():
    entries = [said("普法活动", "05-04", 活动=1, state=EntryState.PENDING) for _ in range(130)]
    found = reviewed(*entries)
    assert len(found) == 101
    assert "30" in found[-1].text


def test_a_quarter_without_training_a_silent_month_and_silent_villages_are_suggested():
    entries = [said("法治培训", f"{month:02}-03", 培训=1) for month in (1, 4, 5, 6, 7, 8, 9)]
    words = "；".join(suggested(*entries))
    assert "第四季度没有法治培训记录" in words
    assert "2月至3月、10月至12月没有任何工作记录" in words
    assert all(village in words for village in VILLAGES)


def test_what_has_not_passed_yet_is_not_held_against_the_town():
    entries = [said("法治培训", "01-03", "桃溪村", 培训=1), said("班子学法", "02-03", 学法=1)]
    words = "；".join(suggested(*entries, today=date(YEAR, 4, 10)))
    assert "季度" not in words
    assert "3月没有任何工作记录" in words


def test_a_missed_target_is_suggested_and_a_met_one_is_not():
    town = Town(
        1, "柳林镇", "", "", settings={"targets": {"普法活动.活动": 4, "法治讲座.讲座": 1, "坏": "多"}}
    )
    words = suggested(said("普法活动", "05-04", 活动=3), said("法治讲座", "05-04", 讲座=1), town=town)
    assert words[0] == "普法活动“活动”年初目标4，台账合计3，未达目标"
    assert not any("讲座”" in word for word in words)


def test_targets_may_also_be_a_list():
    town = Town(
        1, "柳林镇", "", "", settings={"targets": [{"kind": "法治讲座", "measure": "讲座", "value": 2}]}
    )
    assert "年初目标2，台账合计1" in suggested(said("法治讲座", "05-04", 讲座=1), town=town)[0]


def test_an_empty_ledger_suggests_nothing():
    assert suggested() == ()


@pytest.mark.parametrize("part", ["duplicate", "total"])
def test_an_overlap_that_is_already_asked_about_is_listed_once(part):
    from dataclasses import replace

    month, single = said("人民调解", "03", "镇调委会", 调解=12), said("人民调解", "03-09", "桃溪村", 调解=1)
    doubt = Doubt(0, part, "账上3月已有调解1件。这次的12件里含这些吗？")
    asked = replace(month, doubts=(doubt,), state=EntryState.PENDING)
    assert only(asked, single).type is NoteType.PENDING
