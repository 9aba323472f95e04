"""The mediation form adds up, in the values and in its formulas."""

import io
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot.workbooks import mediation
from bot.workbooks.mediation_sources import source_of
from drafting.totals import Period
from storage.database import Database
from storage.records import EntryDraft, Figure, Role, Town
from storage.work import Work
from tests.reminders.conftest import at

JUNE = Period.of_month(2025, 6)


@pytest.fixture
def work(tmp_path: Path, empty_ledger: Path) -> Iterator[Work]:
    shutil.copy(empty_ledger, tmp_path / "ledger.sqlite3")
    database = Database(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    database.upgrade()
    with database.work() as work:
        town = work.members.add_town("青石镇", full_name="青石镇人民政府")
        unit = work.members.add_unit(town.id, "调委会")
        work.members.add_member(town.id, unit.id, "孙立", Role.RECORDER)
        yield work
    database.close()


def town_of(work: Work) -> Town:
    return work.members.town("青石镇")


def mediated(work: Work, day: date, kind: str = "", **figures: int | str) -> None:
    town, now = town_of(work), at("2025-07-01 09:00")
    text = str(figures.pop("words", "张三和李四"))
    draft = EntryDraft(
        "人民调解",
        day,
        figures=tuple(Figure(name, Decimal(value)) for name, value in figures.items()),
        attributes={"纠纷类型": kind} if kind else {},
    )
    member = work.members.by_name(town.id, "孙立")[0]
    work.ledger.record(town.id, draft, member=member, text=text, sent_at=now, at=now)


def sample(work: Work) -> mediation.Form:
    mediated(work, date(2025, 6, 2), "邻里", 调解=3, 成功=3, 金额=1200, 协议=2, words="走访时发现并主动调解")
    mediated(work, date(2025, 6, 9), "婚姻家庭", 调解=2, 成功=1, 警情转调=1)
    mediated(work, date(2025, 6, 20), "邻里", 调解=1, 成功=1, 金额=800, words="张三来所申请调解")
    mediated(work, date(2025, 6, 25), 调解=4, 成功=3)
    mediated(work, date(2025, 5, 5), "邻里", 调解=5, 成功=5)
    mediated(work, date(2024, 6, 5), "消费", 调解=8, 成功=6)
    return mediation.gather(work, town_of(work), JUNE)


def test_the_types_add_up_to_the_total_in_every_column(work: Work) -> None:
    form = sample(work)
    for measure in mediation.MEASURES:
        assert sum(row[measure] for row in form.rows.values()) == form.total[measure]
    assert (form.total["调解"], form.total["成功"], form.total["金额"]) == (10, 8, 2000)
    assert mediation.rate(form.total) == Decimal("80.0")
    assert form.last_month is not None
    assert form.last_year is not None
    assert (form.last_month["调解"], form.last_year["调解"]) == (5, 8)


def test_the_sources_add_up_to_all_that_was_taken_on(work: Work) -> None:
    form = sample(work)
    assert {name: int(value) for name, value in form.sources.items()} == {
        "主动调解": 3,
        "当事人申请": 1,
        "委托移送": 1,
        "没写来源": 5,
    }
    assert sum(form.sources.values()) == form.total["调解"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("派出所移送邻里纠纷1起", "委托移送"),
        ("法院委托调解合同纠纷2件", "委托移送"),
        ("村民主动要求调解", "当事人申请"),
        ("夜巡时发现两家争吵，主动上门调解", "主动调解"),
        ("调解1件，双方申请司法确认", "没写来源"),
        ("调解成功3件", "没写来源"),
    ],
)
def test_the_source_is_in_the_words(text: str, source: str) -> None:
    assert source_of(text) == source


def test_the_sheet_holds_the_sums_as_formulas_and_no_name(work: Work) -> None:
    form = sample(work)
    content = mediation.write(form, at("2025-07-01 09:00"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    rows = {row[0].value: row for row in sheet.iter_rows()}
    known = {row[0].value: [cell.value for cell in row] for row in values.iter_rows()}
    total = rows["合计"][1]
    assert total.value == f"=SUM(B4:B{total.row - 1})"
    assert known["合计"][:5] == ["合计", 10, 8, 80, 2]
    assert known["邻里"][1:6] == [4, 4, 100, 2, 2000]
    assert known["委托移送（含110警情转调）"][2] == 1
    assert known["来源合计"][2] == 10
    assert (known["主动调解"][2], known["当事人申请"][2]) == (3, 1)
    assert known["上月"][1] == 5
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "张三" not in text


def test_what_does_not_add_up_is_said(work: Work) -> None:
    form = sample(work)
    assert mediation.remarks(form) == [
        "有4件没写纠纷类型，请补上类型后再报。",
        "有5件没写来源（主动、申请还是移送），请补上后再报。",
    ]
    mediated(work, date(2025, 6, 28), "物业", 调解=1, 成功=2)
    assert any("物业：成功2件多于受理1件" in one for one in mediation.remarks(
        mediation.gather(work, town_of(work), JUNE)))  # fmt: skip


def test_a_year_has_the_same_form(work: Work) -> None:
    sample(work)
    form = mediation.gather(work, town_of(work), Period.of_year(2025))
    assert form.title == "青石镇2025年人民调解统计表"
    assert form.total["调解"] == 15
    assert form.last_month is None
