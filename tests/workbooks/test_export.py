"""The exported workbook: what stands in it, and that nothing in it is live."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot import reports, tallies
from bot.workbooks import export
from bot.workbooks.gathering import gather
from bot.workbooks.sheets import Page, wide, write
from storage.database import Database
from storage.records import Doubt, EntryDraft, Figure, Hedge
from storage.work import Work
from tests.workbooks.conftest import NOW, opened


def figures(**values: str) -> tuple[Figure, ...]:
    """300 is exact, "300+" at least, "~300" about, "=1" implied."""
    found = []
    for measure, text in values.items():
        hedge = Hedge.AT_LEAST if text.endswith("+") else Hedge.ABOUT if text[0] == "~" else Hedge.EXACT
        found.append(Figure(measure, Decimal(text.strip("+~=")), hedge, text[0] == "="))
    return tuple(found)


def record(
    work: Work,
    who: str,
    kind: str,
    on: date,
    text: str = "做了",
    *,
    until: date | None = None,
    place: str | None = None,
    doubts: tuple[Doubt, ...] = (),
    attributes: dict[str, str] | None = None,
    **values: str,
) -> str:
    town = work.members.town("青石镇")
    member = work.members.by_name(town.id, who)[0]
    draft = EntryDraft(kind, on, until, place, figures(**values), attributes or {}, text)
    sent = datetime(2025, 6, 14, 2, 20, tzinfo=UTC)
    entry = work.ledger.record(town.id, draft, member=member, text=text, sent_at=sent, at=sent, doubts=doubts)
    return entry.number


def sample(work: Work) -> None:
    record(
        work, "张敏", "普法活动", date(2025, 5, 4), "发资料300多份，找我13812345678", place="文化广场",
        活动="=1", 资料="300+", 受众="~120",
    )  # fmt: skip
    record(work, "李国强", "普法活动", date(2025, 6, 1), "=1+1", 活动="2", 资料="93")
    record(
        work, "李国强", "人民调解", date(2025, 6, 1), "王五家漏水", until=date(2025, 6, 30),
        attributes={"纠纷类型": "邻里"}, 调解="18", 成功="17", 金额="12000.5",
    )  # fmt: skip
    record(
        work,
        "张敏",
        "专题会议",
        date(2025, 7, 2),
        "开会",
        doubts=(Doubt(0, "figure", "几次？", "会议"),),
        会议="3",
    )
    gone = record(work, "张敏", "法治讲座", date(2025, 7, 3), "记错了", 讲座="1")
    town = work.members.town("青石镇")
    work.ledger.withdraw(town.id, gone, member_name="李国强", reason="重复", at=NOW.astimezone(UTC))


def exported(database: Database, year: int | None = 2025) -> bytes:
    with database.work() as work:
        return export.write(gather(work, work.members.town("青石镇"), year), NOW)


@pytest.fixture
def content(database: Database) -> bytes:
    with database.work() as work:
        sample(work)
    return exported(database)


def rows(content: bytes, sheet: str) -> list[dict[str, object]]:
    lines = [[cell.value for cell in row] for row in opened(content)[sheet].iter_rows()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_each_kind_with_entries_has_a_sheet_behind_the_summary(content: bytes) -> None:
    assert opened(content).sheetnames == ["汇总", "专题会议", "普法活动", "人民调解", "已撤销"]


def test_a_row_has_real_dates_and_numbers_and_says_how_exact_they_are(content: bytes) -> None:
    row = rows(content, "普法活动")[0]
    assert row["日期"] == datetime(2025, 5, 4)
    assert (row["活动（场次）"], row["资料（份）"], row["受众（人次）"], row["横幅（条）"]) == (
        1,
        300,
        120,
        None,
    )
    assert row["约数说明"] == "活动：没写数按1算；资料：余；受众：约"
    assert (row["编号"], row["单位"], row["记录人"], row["状态"]) == ("2025-1", "虹桥村", "张敏", "已记")
    assert row["报送时间"] == datetime(2025, 6, 14, 10, 20)


def test_personal_numbers_are_masked_and_words_of_disputes_stay_in_the_ledger(content: bytes) -> None:
    assert rows(content, "普法活动")[0]["内容"] == "发资料300多份，找我＊＊＊"
    mediation = rows(content, "人民调解")[0]
    assert "王五" not in str(mediation["内容"])
    assert (mediation["至"], mediation["金额（元）"], mediation["纠纷类型"]) == (
        datetime(2025, 6, 30),
        12000.5,
        "邻里",
    )


def test_what_is_open_about_an_entry_stands_beside_it(content: bytes) -> None:
    row = rows(content, "专题会议")[0]
    assert (row["状态"], row["待确认事项"]) == ("待确认", "数字（会议）：几次？")


def test_a_withdrawn_entry_is_listed_with_who_and_why_and_counts_nowhere(content: bytes) -> None:
    (row,) = rows(content, "已撤销")
    assert (row["种类"], row["数字"], row["撤销人"], row["撤销原因"]) == (
        "法治讲座",
        "讲座1场次",
        "李国强",
        "重复",
    )
    assert row["撤销时间"] == datetime(2025, 11, 20, 10, 30)
    assert not [one for one in rows(content, "汇总") if one["种类"] == "法治讲座"]


def test_the_summary_has_the_figures_of_the_tally_and_of_the_draft(
    database: Database, content: bytes
) -> None:
    printed = {
        (row["种类"], row["项目"]): (row["合计"], row["约数"] == "约数", row["报告里的写法"], row["记录条数"])
        for row in rows(content, "汇总")
    }
    with database.work() as work:
        town = work.members.town("青石镇")
        for total in tallies.rows(work, town, 2025):
            value = total["value"]
            expected = (
                (value, total["approx"], total["text"], len(total["entries"]))
                if value is not None
                else (None, False, None, len(total["entries"]))
            )
            assert printed[str(total["kind"]), str(total["measure"])] == expected
        report = reports.draft(work, town, 2025)
    drafted = {(one.kind, one.measure): one.text for one in report.sources if not one.period}
    assert drafted["普法活动", "资料"] == printed["普法活动", "资料"][2] == "390余份"


def test_text_that_looks_like_a_formula_or_an_address_is_text(database: Database) -> None:
    with database.work() as work:
        record(work, "张敏", "普法活动", date(2025, 5, 4), '=HYPERLINK("http://a")', place="=1", 活动="1")
        record(work, "张敏", "普法活动", date(2025, 5, 5), "http://a.b/c", place="@SUM(A1)", 活动="1")
    content = exported(database)
    cells = [cell for row in opened(content)["普法活动"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml


def test_heads_are_frozen_and_filtered_and_wide_enough_for_chinese(content: bytes) -> None:
    sheet = opened(content)["普法活动"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:S3")
    width = sheet.column_dimensions["S"].width
    assert width >= wide("发资料300多份，找我＊＊＊")


def test_what_came_late_says_so(database: Database) -> None:
    """May's deadline is 5 June."""
    with database.work() as work:
        record(work, "张敏", "普法活动", date(2025, 6, 3), 活动="1")
        record(work, "张敏", "普法活动", date(2025, 5, 4), 活动="1")
        town = work.members.town("青石镇")
        book = opened(export.write(gather(work, town, 2025), NOW))
    sheet = book["普法活动"]
    column = [cell.value for cell in sheet[1]].index("迟报")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == ["迟报", None]


def test_all_years_have_their_own_totals(database: Database) -> None:
    with database.work() as work:
        record(work, "张敏", "普法活动", date(2024, 5, 4), 活动="2")
        record(work, "张敏", "普法活动", date(2025, 5, 4), 活动="3")
    found = [
        (row["年份"], row["合计"]) for row in rows(exported(database, None), "汇总") if row["项目"] == "活动"
    ]
    assert found == [(2024, 2), (2025, 3)]
    assert len(rows(exported(database, 2024), "普法活动")) == 1


def test_a_pending_entry_counts(content: bytes) -> None:
    (row,) = (one for one in rows(content, "汇总") if one["项目"] == "会议")
    assert row["合计"] == 3


def test_a_kind_without_figures_is_counted_by_its_entries(database: Database) -> None:
    with database.work() as work:
        record(work, "张敏", "问题不足", date(2025, 5, 4), "问题：人手少")
    (row,) = (one for one in rows(exported(database), "汇总") if one["种类"] == "问题不足")
    assert (row["合计"], row["记录条数"]) == (None, 1)


def test_a_long_cell_is_cut_at_what_excel_holds() -> None:
    content = write([Page("长", ["字"], [["法" * 40_000]])], "长", NOW)
    assert len(opened(content)["长"]["A2"].value) == 32_767


@pytest.mark.parametrize(("text", "cells"), [("法治", 4), ("abc1", 4), ("（件）", 6), ("", 0)])
def test_a_chinese_character_takes_two_cells(text: str, cells: int) -> None:
    assert wide(text) == cells
