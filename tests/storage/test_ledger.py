"""Entries: numbered once, changed with their history, never deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from storage.errors import InvalidValueError, NotFoundError
from storage.records import Change, Doubt, EntryDraft, EntryState, Figure, Hedge
from storage.work import Work
from tests.storage.conftest import NOON, Setting, settle

DOUBT = Doubt(0, "kind", "是普法活动，还是法律咨询？", options=("普法活动",))


def test_an_entry_comes_back_as_it_was_recorded(work: Work, setting: Setting) -> None:
    figures = (
        Figure("受众", Decimal("120"), Hedge.ABOUT, words="120人左右"),
        Figure("活动", Decimal(1), implied=True),
        Figure("资料", Decimal("300"), Hedge.AT_LEAST),
    )
    draft = EntryDraft("普法活动", date(2023, 6, 13), None, " 文化广场 ", figures, words="搞了宣传")
    sent = datetime(2023, 6, 14, 3, 30, tzinfo=UTC)
    entry = work.ledger.record(
        setting.town.id, draft, member=setting.wang, text="昨天搞了宣传", sent_at=sent, at=NOON
    )
    assert entry == work.ledger.get(setting.town.id, "2023-1")
    assert (entry.kind, entry.on, entry.until, entry.place) == (
        "普法活动",
        date(2023, 6, 13),
        None,
        "文化广场",
    )
    assert entry.figures == figures
    assert (entry.unit, entry.member_name, entry.sent_at) == (setting.village, "王芳", sent)
    assert (entry.state, entry.recorded_at) == (EntryState.RECORDED, NOON)


@pytest.mark.parametrize("value", ["0", "0.1", "95.2", "12345678901234", "0.000001", "20350", "1E+4"])
def test_a_value_is_kept_exactly(work: Work, setting: Setting, value: str) -> None:
    draft = EntryDraft("经费保障", date(2023, 1, 1), figures=(Figure("金额", Decimal(value)),))
    entry = work.ledger.record(setting.town.id, draft, member=setting.li, text="", sent_at=NOON, at=NOON)
    assert work.ledger.get(setting.town.id, entry.number).figures[0].value == Decimal(value)


@pytest.mark.parametrize(
    "draft",
    [
        EntryDraft("没有的类", date(2023, 1, 1)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("罚款", Decimal(1)),)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("活动", Decimal(-1)),)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("活动", Decimal("NaN")),)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("活动", Decimal("Infinity")),)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("活动", Decimal("1e15")),)),
        EntryDraft("普法活动", date(2023, 1, 1), figures=(Figure("活动", Decimal("0.0000001")),)),
        EntryDraft("普法活动", date(2023, 1, 2), date(2023, 1, 1)),
        EntryDraft("普法活动", date(1999, 12, 31)),
        EntryDraft("普法活动", date(2100, 12, 31), date(2101, 1, 1)),
        EntryDraft("普法活动", date(2023, 1, 1), attributes={"纠纷类型": "邻里"}),
    ],
)
def test_what_is_no_sound_entry_is_refused_in_chinese_and_takes_no_number(
    work: Work, setting: Setting, draft: EntryDraft
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        work.ledger.record(setting.town.id, draft, member=setting.wang, text="", sent_at=NOON, at=NOON)
    assert any("\u4e00" <= char <= "\u9fff" for char in str(refusal.value))
    assert setting.record(work, date(2023, 1, 1)).number == "2023-1"


def test_what_cannot_be_stored_in_a_text_is_replaced_and_the_rest_kept(work: Work, setting: Setting) -> None:
    draft = EntryDraft("普法活动", date(2023, 1, 1), place="广\ud800场", words="a\x00b")
    entry = work.ledger.record(
        setting.town.id, draft, member=setting.wang, text="好\udfff，😀\x00", sent_at=NOON, at=NOON
    )
    assert (entry.place, entry.words, entry.text) == ("广\ufffd场", "a\ufffdb", "好\ufffd，😀\ufffd")


def test_a_time_without_a_zone_is_refused(work: Work, setting: Setting) -> None:
    with pytest.raises(InvalidValueError, match="时区"):
        setting.record(work, at=datetime(2023, 6, 14, 12))


def test_a_span_of_one_day_is_that_day(work: Work, setting: Setting) -> None:
    assert setting.record(work, date(2023, 5, 1), date(2023, 5, 1)).until is None


def test_numbers_follow_each_town_and_the_year_of_the_day(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    numbers = [
        setting.record(work, date(2023, 6, 1)).number,
        setting.record(work, date(2022, 12, 31), date(2023, 1, 2)).number,
        other.record(work, date(2023, 6, 1)).number,
        setting.record(work, date(2023, 1, 1)).number,
    ]
    assert numbers == ["2023-1", "2022-1", "2023-1", "2023-2"]


def test_a_number_outlives_a_change_of_year_and_a_withdrawal(work: Work, setting: Setting) -> None:
    first = setting.record(work, date(2023, 1, 3))
    _, moved = work.ledger.amend(
        setting.town.id, first.number, Change(on=date(2022, 12, 30)), member_name="王芳", reason="", at=NOON
    )
    assert (moved.number, moved.on) == ("2023-1", date(2022, 12, 30))
    assert work.ledger.find(setting.town.id, year=2022) == [moved]
    second = setting.record(work)
    work.ledger.withdraw(setting.town.id, second.number, member_name="王芳", reason="重复", at=NOON)
    assert setting.record(work).number == "2023-3"


def test_an_amendment_tells_before_and_after_and_keeps_both(work: Work, setting: Setting) -> None:
    entry = setting.record(work, date(2023, 6, 13), None, ("活动", 1), ("受众", 120))
    change = Change(figures=(Figure("受众", Decimal(150)), Figure("资料", Decimal(300))), place="文化广场")
    before, after = work.ledger.amend(
        setting.town.id, entry.number, change, member_name="李明", reason="人数改成150", at=NOON
    )
    assert before == entry
    assert [(f.measure, f.value) for f in after.figures] == [("活动", 1), ("受众", 150), ("资料", 300)]
    recorded, amended = work.ledger.revisions(setting.town.id, entry.number)
    assert (recorded.action, recorded.before) == ("record", None)
    assert (amended.action, amended.member_name, amended.reason) == ("amend", "李明", "人数改成150")
    assert amended.before == recorded.after
    assert amended.after["place"] == "文化广场"


def test_a_change_of_nothing_leaves_no_revision(work: Work, setting: Setting) -> None:
    entry = setting.record(work)
    work.ledger.amend(
        setting.town.id, entry.number, Change(kind=entry.kind), member_name="", reason="", at=NOON
    )
    assert len(work.ledger.revisions(setting.town.id, entry.number)) == 1


def test_a_changed_day_is_a_single_day_unless_the_change_has_its_end(work: Work, setting: Setting) -> None:
    entry = setting.record(work, date(2023, 3, 1), date(2023, 3, 31))
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(on=date(2023, 4, 1)), member_name="", reason="", at=NOON
    )
    assert (after.on, after.until) == (date(2023, 4, 1), None)


def test_another_kind_takes_the_figures_that_it_has_a_place_for(work: Work, setting: Setting) -> None:
    entry = setting.record(work, date(2023, 6, 13), None, ("活动", 1), ("受众", 120), ("资料", 300))
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(kind="法治培训"), member_name="", reason="", at=NOON
    )
    assert [(f.measure, f.value) for f in after.figures] == [("培训", 1), ("参训", 120)]
    assert {
        f["measure"] for f in work.ledger.revisions(setting.town.id, entry.number)[1].before["figures"]
    } == {  # type: ignore[index, attr-defined]
        "活动",
        "受众",
        "资料",
    }


def test_a_measure_is_dropped_and_an_empty_place_taken_out(work: Work, setting: Setting) -> None:
    entry = setting.record(work, date(2023, 6, 13), None, ("活动", 1), ("受众", 9), place="广场")
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(drop=("受众",), place=""), member_name="", reason="", at=NOON
    )
    assert ([f.measure for f in after.figures], after.place) == (["活动"], None)


def test_an_unsound_amendment_is_refused_and_changes_nothing(work: Work, setting: Setting) -> None:
    entry = setting.record(work)
    with pytest.raises(InvalidValueError):
        work.ledger.amend(
            setting.town.id,
            entry.number,
            Change(figures=(Figure("罚款", Decimal(1)),)),
            member_name="",
            reason="",
            at=NOON,
        )
    assert work.ledger.get(setting.town.id, entry.number) == entry


def test_a_doubtful_entry_is_pending_until_its_doubts_are_settled(work: Work, setting: Setting) -> None:
    draft = EntryDraft("普法活动", date(2023, 6, 13))
    entry = work.ledger.record(
        setting.town.id, draft, member=setting.wang, text="", sent_at=NOON, at=NOON, doubts=(DOUBT,)
    )
    assert (entry.state, entry.doubts) == (EntryState.PENDING, (DOUBT,))
    assert work.ledger.pending(setting.town.id, setting.wang.id) == [entry]
    assert work.ledger.pending(setting.town.id, setting.li.id) == []
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(doubts=()), member_name="", reason="", at=NOON
    )
    assert (after.state, work.ledger.pending(setting.town.id)) == (EntryState.RECORDED, [])


def test_an_entry_that_is_given_for_sound_has_no_doubts_left(work: Work, setting: Setting) -> None:
    draft = EntryDraft("普法活动", date(2023, 6, 13))
    entry = work.ledger.record(
        setting.town.id, draft, member=setting.wang, text="", sent_at=NOON, at=NOON, doubts=(DOUBT,)
    )
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(state=EntryState.RECORDED), member_name="", reason="", at=NOON
    )
    assert (after.state, after.doubts) == (EntryState.RECORDED, ())


def test_a_withdrawn_entry_counts_nowhere_stays_readable_and_can_come_back(
    work: Work, setting: Setting
) -> None:
    entry = setting.record(work)
    gone = work.ledger.withdraw(setting.town.id, entry.number, member_name="王芳", reason="重复", at=NOON)
    assert gone == replace(entry, state=EntryState.WITHDRAWN)
    assert work.ledger.find(setting.town.id, year=2023) == []
    assert work.ledger.latest(setting.town.id, setting.wang.id) == []
    assert work.ledger.get(setting.town.id, entry.number) == gone
    with pytest.raises(InvalidValueError, match="撤销"):
        work.ledger.amend(
            setting.town.id, entry.number, Change(place="x"), member_name="", reason="", at=NOON
        )
    back = work.ledger.restore(setting.town.id, entry.number, member_name="王芳", reason="", at=NOON)
    assert back == entry
    actions = [revision.action for revision in work.ledger.revisions(setting.town.id, entry.number)]
    assert actions == ["record", "withdraw", "restore"]


def test_withdrawing_twice_is_withdrawing_once(work: Work, setting: Setting) -> None:
    entry = setting.record(work)
    for _ in range(2):
        work.ledger.withdraw(setting.town.id, entry.number, member_name="", reason="", at=NOON)
    assert len(work.ledger.revisions(setting.town.id, entry.number)) == 2


@pytest.mark.parametrize(
    "number", ["2023-2", "2022-1", "1", "", "2023-01", "２０２３-1", "2023-99999999999999999999"]
)
def test_a_number_that_is_not_in_the_ledger_is_not_found(work: Work, setting: Setting, number: str) -> None:
    setting.record(work)
    with pytest.raises(NotFoundError):
        work.ledger.get(setting.town.id, number)
    with pytest.raises(NotFoundError):
        work.ledger.withdraw(setting.town.id, number, member_name="", reason="", at=NOON)


def test_one_town_does_not_see_the_entries_of_another(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    entry = setting.record(work)
    assert work.ledger.find(other.town.id) == []
    with pytest.raises(NotFoundError):
        work.ledger.get(other.town.id, entry.number)
    with pytest.raises(InvalidValueError, match="不是这个镇"):
        work.ledger.record(
            other.town.id,
            EntryDraft("其他", NOON.date()),
            member=setting.wang,
            text="",
            sent_at=NOON,
            at=NOON,
        )


def test_entries_are_logged_for_another_unit_of_the_town(work: Work, setting: Setting) -> None:
    entry = work.ledger.record(
        setting.town.id,
        EntryDraft("其他", date(2023, 1, 1)),
        member=setting.li,
        unit=setting.village,
        text="",
        sent_at=NOON,
        at=NOON,
    )
    assert (entry.unit, entry.member_name) == (setting.village, "李明")
    _, after = work.ledger.amend(
        setting.town.id, entry.number, Change(unit_id=setting.office.id), member_name="", reason="", at=NOON
    )
    assert after.unit == setting.office
