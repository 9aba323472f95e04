"""A month's and a year's totals as the town reads them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from bot import tallies
from bot.widths import width
from storage.database import Database
from storage.records import Change, Doubt, EntryDraft, Figure, Hedge, Member, Role, Town
from storage.work import Work
from tests.reminders.conftest import at

NOW = at("2025-07-01 09:00")


@pytest.fixture
def work(ledger_url: str) -> Iterator[Work]:
    database = Database(ledger_url)
    database.upgrade()
    with database.work() as work:
        town = work.members.add_town("青石镇")
        for unit, name in (("柳树村", "王芳"), ("司法所", "李明"), ("桃林村", "钱进")):
            home = work.members.add_unit(town.id, unit)
            work.members.add_member(town.id, home.id, name, Role.RECORDER)
        work.members.add_unit(town.id, "空村")
        yield work
    database.close()


def town_of(work: Work) -> Town:
    return work.members.town("青石镇")


def member(work: Work, name: str) -> Member:
    return work.members.by_name(town_of(work).id, name)[0]


def record(work: Work, who: str, draft: EntryDraft, *doubts: Doubt) -> None:
    text, town = "王五的电话是13800000000", town_of(work)
    work.ledger.record(
        town.id, draft, member=member(work, who), text=text, sent_at=NOW, at=NOW, doubts=doubts
    )


def sample(work: Work) -> None:
    june = date(2025, 6, 12)
    figures = (Figure("活动", Decimal(2)), Figure("资料", Decimal(93), Hedge.AT_LEAST))
    record(work, "王芳", EntryDraft("普法活动", june, figures=figures))
    record(
        work,
        "李明",
        EntryDraft("人民调解", june, figures=(Figure("调解", Decimal(3)),)),
        Doubt(0, "date", "哪天？"),
    )
    whole = EntryDraft(
        "行政检查", date(2025, 1, 1), date(2025, 6, 30), figures=(Figure("检查", Decimal(40)),)
    )
    record(work, "李明", whole)
    record(work, "王芳", EntryDraft("其他", date(2025, 5, 1)))


def test_a_month_is_told_by_kind_with_what_is_open_and_who_is_silent(work: Work) -> None:
    sample(work)
    assert tallies.text(work, town_of(work), 2025, 6).splitlines() == [
        "青石镇2025年6月台账：共2条",
        "普法活动　　 活动2场次 环比新增",
        "　　　　　　 资料90余份",
        "人民调解　　 调解3件 环比新增",
        "另有1条跨出这段时间，没有算进来。",
        "其中1条待确认，发 /todo 看。",
        "还没有记录：桃林村",
    ]


def test_a_year_holds_everything_that_began_in_it(work: Work) -> None:
    sample(work)
    text = tallies.text(work, town_of(work), 2025)
    assert text.startswith("青石镇2025年台账：共4条\n")
    assert "行政检查　　 检查40次" in text
    assert "其他　　　　 1条" in text
    assert "跨出" not in text


def test_an_empty_month_says_so(work: Work) -> None:
    text = tallies.text(work, town_of(work), 2024, 2)
    assert text == "青石镇2024年2月台账：没有记录\n还没有记录：柳树村、司法所、桃林村"


def test_no_words_of_a_message_reach_a_tally(work: Work) -> None:
    sample(work)
    assert "13800000000" not in tallies.text(work, town_of(work), 2025)
    assert "王五" not in str(tallies.rows(work, town_of(work), 2025))


def test_a_unit_whose_people_only_read_is_not_silent(work: Work) -> None:
    sample(work)
    home = work.members.add_unit(town_of(work).id, "党委")
    chief = work.members.add_member(town_of(work).id, home.id, "孙书记", Role.VIEWER)
    assert "党委" not in tallies.text(work, town_of(work), 2025, 6)
    work.members.set_role(chief.id, Role.RECORDER)
    assert "党委" in tallies.text(work, town_of(work), 2025, 6)


def test_many_silent_units_are_counted(work: Work) -> None:
    town = town_of(work)
    for number in range(20):
        unit = work.members.add_unit(town.id, f"第{number}村")
        work.members.add_member(town.id, unit.id, "某", Role.RECORDER)
    assert tallies.text(work, town, 2024, 2).endswith("等23个单位")


def test_a_long_tally_fits_into_one_message(work: Work) -> None:
    for kind in work.catalogue.kinds.values():
        figures = tuple(Figure(measure.name, Decimal(10) ** 14) for measure in kind.measures)
        record(work, "李明", EntryDraft(kind.name, date(2025, 6, 1), figures=figures))
    text = tallies.text(work, town_of(work), 2025, 6)
    assert len(text) < 4000


def test_rows_carry_their_entries_and_what_cannot_be_told_its_reason(work: Work) -> None:
    sample(work)
    rows = tallies.rows(work, town_of(work), 2025, 6)
    leaflets = next(row for row in rows if row["measure"] == "资料")
    assert leaflets == {
        "kind": "普法活动",
        "measure": "资料",
        "value": 93,
        "unit": "份",
        "approx": True,
        "text": "90余份",
        "rule": "各条合计",
        "entries": ["2025-1"],
    }
    unknown = [row for row in rows if row["value"] is None]
    assert unknown
    assert all(row["reason"] for row in unknown)


def mediated(work: Work, day: date, count: int) -> None:
    record(work, "李明", EntryDraft("人民调解", day, figures=(Figure("调解", Decimal(count)),)))


def test_a_zero_stands_for_the_town_only_where_a_unit_that_answers_says_so(work: Work) -> None:
    none = EntryDraft(
        "行政复议诉讼", date(2025, 6, 1), date(2025, 6, 30), figures=(Figure("复议", Decimal(0)),)
    )
    record(work, "李明", none)
    squad = work.members.add_unit(town_of(work).id, "综合执法队")
    assert "复议" in [
        row["measure"] for row in tallies.rows(work, town_of(work), 2025, 6) if row["value"] == 0
    ]
    work.members.update_town(town_of(work).id, settings={"answering_units": [squad.name]})
    assert "行政复议诉讼复议" in "".join(tallies.unknown(work, town_of(work), 2025, 6))


def test_a_month_is_compared_with_the_one_before_and_the_year_before(work: Work) -> None:
    mediated(work, date(2024, 6, 3), 20)
    mediated(work, date(2025, 5, 3), 5)
    mediated(work, date(2025, 6, 3), 8)
    line = tallies.text(work, town_of(work), 2025, 6).splitlines()[1]
    assert line == "人民调解　　 调解8件 环比+3 同比-60%"


def test_a_month_shows_how_far_the_years_targets_are(work: Work) -> None:
    sample(work)
    goal = {"kind": "普法活动", "measure": "活动", "value": "4", "year": 2025}
    work.members.update_town(town_of(work).id, settings={"targets": [goal]})
    told = tallies.text(work, town_of(work), 2025, 6)
    assert "年度目标：\n🟢 普法活动 活动：2/4场次（50%），绿灯" in told
    assert "年度目标：\n🔴 普法活动 活动：0/4场次（0%），红灯" in tallies.text(work, town_of(work), 2025, 5)
    assert "目标" not in tallies.text(work, town_of(work), 2025, 6, targets=False)


def test_a_year_that_runs_is_compared_with_the_same_days_of_the_last(work: Work) -> None:
    mediated(work, date(2024, 3, 3), 10)
    mediated(work, date(2024, 9, 3), 90)
    mediated(work, date(2025, 3, 3), 15)
    assert "调解15件 同比+50%" in tallies.text(work, town_of(work), 2025, today=date(2025, 7, 1))
    assert "调解15件 同比-85%" in tallies.text(work, town_of(work), 2025)


def test_no_line_of_a_tally_is_wider_than_a_phone(work: Work) -> None:
    for kind in work.catalogue.kinds.values():
        figures = tuple(Figure(one.name, Decimal(12345)) for one in kind.measures if one.rate is None)
        record(work, "李明", EntryDraft(kind.name, date(2025, 6, 1), figures=figures))
    lines = tallies.text(work, town_of(work), 2025, 6).splitlines()
    assert len(lines) > 40
    assert [line for line in lines[1:-2] if width(line) > 44] == []


def test_what_came_too_late_is_counted(work: Work) -> None:
    record(work, "李明", EntryDraft("普法活动", date(2025, 5, 1)))
    record(work, "李明", EntryDraft("普法活动", date(2025, 6, 1)))
    assert "其中1条迟报。" in tallies.text(work, town_of(work), 2025)


def test_the_figures_of_a_closed_year_stay_and_what_came_after_is_counted_apart(work: Work) -> None:
    town = town_of(work)
    mediated(work, date(2024, 3, 3), 10)
    work.ledger.amend(
        town.id, "2024-1", Change(place="村委会"), member_name="李明", reason="", at=at("2025-01-05 09:00")
    )
    work.months.close(town.id, 2024, member_name="李明", at=at("2025-07-02 09:00"))
    later = at("2025-07-03 09:00")
    draft = EntryDraft("人民调解", date(2024, 4, 4), figures=(Figure("调解", Decimal(5)),))
    work.ledger.record(town.id, draft, member=member(work, "李明"), text="", sent_at=later, at=later)
    change = Change(figures=(Figure("调解", Decimal(99)),))
    work.ledger.amend(town.id, "2024-1", change, member_name="李明", reason="漏了", at=later, closed=True)
    text = tallies.text(work, town, 2024)
    assert "调解10件" in text
    assert "2024年已封账，之后补的、改的2条没有算进来" in text
    gone = work.ledger.withdraw(town.id, "2024-1", member_name="李明", reason="重复", at=later, closed=True)
    assert gone.number == "2024-1"
    assert "调解10件" in tallies.text(work, town, 2024)
    moved = Change(on=date(2025, 1, 1))
    work.ledger.restore(town.id, "2024-1", member_name="李明", reason="不重复", at=later, closed=True)
    work.ledger.amend(town.id, "2024-1", moved, member_name="李明", reason="日期", at=later, closed=True)
    assert "调解10件" in tallies.text(work, town, 2024)
