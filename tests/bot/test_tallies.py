"""A month's and a year's totals as the town reads them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from bot import tallies
from storage.database import Database
from storage.records import Doubt, EntryDraft, Figure, Hedge, Member, Role, Town
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
        "· 普法活动：活动2场次、资料90余份",
        "· 人民调解：调解3件",
        "另有1条跨出这段时间，没有算进来。",
        "其中1条待确认，发 /todo 看。",
        "还没有记录：桃林村",
    ]


def test_a_year_holds_everything_that_began_in_it(work: Work) -> None:
    sample(work)
    text = tallies.text(work, town_of(work), 2025)
    assert text.startswith("青石镇2025年台账：共4条\n")
    assert "· 行政检查：检查40次" in text
    assert "· 其他：1条" in text
    assert "跨出" not in text


def test_an_empty_month_says_so(work: Work) -> None:
    text = tallies.text(work, town_of(work), 2024, 2)
    assert text == "青石镇2024年2月台账：没有记录\n还没有记录：柳树村、司法所、桃林村"


def test_no_words_of_a_message_reach_a_tally(work: Work) -> None:
    sample(work)
    assert "13800000000" not in tallies.text(work, town_of(work), 2025)
    assert "王五" not in str(tallies.rows(work, town_of(work), 2025))


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
