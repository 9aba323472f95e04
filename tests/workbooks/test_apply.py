"""Recording an import: once, under whoever wrote the row, with doubts that the bot asks about later."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.workbooks import telling
from bot.workbooks.applying import CHANNEL, apply, town_words
from bot.workbooks.importing import preview
from bot.workbooks.values import ImportResult
from storage.database import Database
from storage.records import Entry, EntryDraft, EntryState, Figure, InboxState
from tests.workbooks.conftest import NOW, book

HEADS: list[object] = ["序号", "日期", "地点", "内容", "参加人数", "单位", "记录人"]
FIRST: list[object] = [1, date(2025, 3, 5), "文化广场", "开展普法宣传", 120, "虹桥村", "张敏"]
SAME: list[object] = [2, date(2025, 3, 6), "桥头", "开展普法宣传", 30, "虹桥村", "外人"]
AGAIN: list[object] = [3, date(2025, 3, 6), "桥头", "开展普法宣传", 30, "虹桥村", "外人"]
LATER: list[object] = [4, date(2025, 4, 1), "学校", "开展普法宣传", 200, "新桥村", None]


def ledger(*rows: Sequence[object], title: str = "普法台账") -> bytes:
    return book((title, [HEADS, *map(list, rows)], []))


def imported(database: Database, content: bytes) -> ImportResult:
    with database.work() as work:
        town = work.members.town("青石镇")
        (member,) = work.members.by_name(town.id, "李国强")
        return apply(work, town, member, preview(content, NOW, town_words(work, town)), NOW)


def entries(database: Database) -> list[Entry]:
    with database.work() as work:
        return work.ledger.find(work.members.town("青石镇").id)


def test_rows_are_recorded_for_their_unit_by_their_recorder_or_the_importer(
    database: Database,
) -> None:
    done = imported(database, ledger(FIRST, SAME, LATER))
    assert [(one.unit.name, one.member_name) for one in done.entries] == [
        ("虹桥村", "张敏"), ("虹桥村", "李国强"), ("新桥村", "李国强"),
    ]  # fmt: skip
    assert done.units == ("新桥村",)
    assert entries(database)[0].text.startswith("日期：2025-03-05；地点：文化广场；内容：开展普法宣传")


def test_the_same_file_again_adds_nothing(database: Database) -> None:
    content = ledger(FIRST, SAME, AGAIN)
    assert len(imported(database, content).entries) == 3
    again = imported(database, content)
    assert (again.entries, again.known) == ((), 3)
    assert len(entries(database)) == 3


def test_an_appended_and_sorted_file_adds_only_what_is_new(database: Database) -> None:
    imported(database, ledger(FIRST, SAME))
    renumbered = [[number, *row[1:]] for number, row in enumerate((LATER, SAME, AGAIN, FIRST), 1)]
    done = imported(database, ledger(*renumbered))
    assert done.known == 2
    assert [(one.on, one.place) for one in done.entries] == [
        (date(2025, 4, 1), "学校"),
        (date(2025, 3, 6), "桥头"),
    ]


def test_what_the_ledger_has_already_is_recorded_and_asked_about(database: Database) -> None:
    with database.work() as work:
        town = work.members.town("青石镇")
        (member,) = work.members.by_name(town.id, "张敏")
        draft = EntryDraft("普法活动", date(2025, 3, 5), place="文化广场", figures=(Figure("受众", 120),))
        before = NOW - timedelta(days=200)
        work.ledger.record(town.id, draft, member=member, text="普法", sent_at=before, at=before)
    (entry,) = imported(database, ledger(FIRST)).entries
    assert entry.state is EntryState.PENDING
    assert [one.part for one in entry.doubts] == ["duplicate"]


def test_equal_rows_of_one_file_are_two_events(database: Database) -> None:
    done = imported(database, ledger(SAME, AGAIN))
    assert [one.state for one in done.entries] == [EntryState.RECORDED] * 2


def test_an_import_in_parts_is_the_same_import(database: Database) -> None:
    with database.work() as work:
        town = work.members.town("青石镇")
        (member,) = work.members.by_name(town.id, "李国强")
        found = preview(ledger(FIRST, SAME, AGAIN, LATER), NOW, town_words(work, town))
    done = ImportResult()
    for part in found.parts(size=1):
        with database.work() as work:
            done += apply(work, town, member, part, NOW)
    assert (len(done.entries), done.known, done.units) == (4, 0, ("新桥村",))
    assert [one.state for one in done.entries] == [EntryState.RECORDED] * 4


def test_a_doubtful_row_is_pending(database: Database) -> None:
    odd = [9, date(2025, 3, 8), "村里", "大扫除", None, "虹桥村", "张敏"]
    (entry,) = imported(database, ledger(odd, title="工作")).entries
    assert (entry.kind, entry.state) == ("其他", EntryState.PENDING)


def test_rows_are_kept_in_the_inbox_as_done_and_nobody_answers_them(database: Database) -> None:
    imported(database, ledger(FIRST, SAME))
    with database.work() as work:
        counts = work.inbox.counts()
        assert (counts[InboxState.DONE], counts[InboxState.RECEIVED]) == (2, 0)
        assert work.outbox.waiting_count() == 0
        assert work.inbox.waiting() == []
    assert CHANNEL == "import"


def test_entries_of_a_closed_month_are_recorded_and_told_as_late(database: Database) -> None:
    with database.work() as work:
        town = work.members.town("青石镇")
        work.months.close(town.id, 2025, 3, member_name="李国强", at=NOW - timedelta(days=100))
    done = imported(database, ledger(FIRST))
    assert (len(done.entries), done.closed) == (1, True)
    assert "封账" in telling.result(done)


def test_two_towns_import_the_same_file(database: Database) -> None:
    content = ledger(FIRST)
    imported(database, content)
    with database.work() as work:
        other = work.members.add_town("柳林镇")
        home = work.members.add_unit(other.id, "司法所")
        member = work.members.add_member(other.id, home.id, "王芳", "admin")
        done = apply(work, other, member, preview(content, NOW, town_words(work, other)), NOW)
    assert (len(done.entries), done.known) == (1, 0)


def test_preview_and_result_are_told_in_words(database: Database) -> None:
    content = ledger(
        FIRST,
        [8, None, "村里", "普法宣传", None, "虹桥村", None],
        ["合计", None, None, None, 150, None, None],
    )
    found = preview(content, NOW)
    text = "\n".join(telling.lines(found, NOW.date()))
    assert "读到1张表3行：1行清楚，0行要确认，2行不记；共记1条。" in text
    assert "第2行 → 普法活动，3月5日（周三），文化广场，活动1场次、受众120人次，虹桥村" in text
    assert "普法台账 第3行：没写日期" in telling.short(found)
    assert telling.result(imported(database, content)) == "记上1条。\n2行没记。"
    assert telling.result(imported(database, content)).startswith("没有新的要记。\n1行以前导入过")
