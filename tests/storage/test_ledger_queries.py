"""What the ledger answers: by day, kind, unit, member, place and message."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.database import Database
from storage.records import Change, EntryDraft, EntryState, Role
from storage.work import Work
from tests.storage.conftest import NOON, Setting, settle


def numbers(entries: list) -> list[str]:  # type: ignore[type-arg]
    return [entry.number for entry in entries]


def test_entries_are_found_by_day_and_then_by_number(work: Work, setting: Setting) -> None:
    for day in (3, 1, 3, 2):
        setting.record(work, date(2023, 6, day))
    assert numbers(work.ledger.find(setting.town.id, year=2023)) == ["2023-2", "2023-4", "2023-1", "2023-3"]


def test_a_year_holds_what_begins_in_it(work: Work, setting: Setting) -> None:
    setting.record(work, date(2022, 12, 30), date(2023, 1, 2))
    setting.record(work, date(2023, 1, 1))
    setting.record(work, date(2023, 12, 31), date(2024, 1, 3))
    setting.record(work, date(2024, 1, 1))
    assert numbers(work.ledger.find(setting.town.id, year=2023)) == ["2023-1", "2023-2"]


def test_days_find_every_entry_whose_span_touches_them(work: Work, setting: Setting) -> None:
    setting.record(work, date(2023, 1, 1), date(2023, 6, 30))
    setting.record(work, date(2023, 5, 31))
    setting.record(work, date(2023, 6, 1))
    setting.record(work, date(2023, 6, 30), date(2023, 7, 2))
    setting.record(work, date(2023, 7, 1))
    found = work.ledger.find(setting.town.id, since=date(2023, 6, 1), until=date(2023, 6, 30))
    assert numbers(found) == ["2023-1", "2023-3", "2023-4"]


def test_entries_are_found_by_kind_unit_member_place_and_state(work: Work, setting: Setting) -> None:
    setting.record(work, place="文化广场")
    setting.record(work, kind="人民调解", member=setting.li, place="100%好_村")
    work.ledger.withdraw(setting.town.id, "2023-1", member_name="", reason="", at=NOON)
    find, town = work.ledger.find, setting.town.id
    assert numbers(find(town, kind="人民调解")) == ["2023-2"]
    assert numbers(find(town, unit_id=setting.office.id)) == ["2023-2"]
    assert numbers(find(town, member_id=setting.wang.id)) == []
    assert numbers(find(town, states=(EntryState.WITHDRAWN,), place="广场")) == ["2023-1"]
    assert numbers(find(town, place="0%好_")) == ["2023-2"]
    assert numbers(find(town, place="%")) == ["2023-2"]
    assert numbers(find(town, place="好%村")) == []


def test_the_latest_entries_are_the_members_own_newest_first(work: Work, setting: Setting) -> None:
    for day in (5, 1, 9):
        setting.record(work, date(2023, 6, day))
    setting.record(work, member=setting.li)
    assert numbers(work.ledger.latest(setting.town.id, setting.wang.id, limit=2)) == ["2023-3", "2023-2"]


def test_a_message_finds_the_entries_that_it_made(work: Work, setting: Setting) -> None:
    for kind in ("普法活动", "人民调解"):
        work.ledger.record(
            setting.town.id,
            EntryDraft(kind, date(2023, 6, 1)),
            member=setting.wang,
            text="",
            sent_at=NOON,
            at=NOON,
            message=("telegram", "7", "55"),
        )
    assert [entry.kind for entry in work.ledger.of_message("telegram", "7", "55")] == ["普法活动", "人民调解"]
    assert work.ledger.of_message("telegram", "8", "55") == []


def test_similar_are_the_units_entries_of_the_kind_on_these_days(work: Work, setting: Setting) -> None:
    setting.record(work, date(2023, 6, 1), date(2023, 6, 30))
    setting.record(work, date(2023, 6, 10), kind="人民调解")
    setting.record(work, date(2023, 6, 10), member=setting.li)
    setting.record(work, date(2023, 7, 1))
    draft = EntryDraft("普法活动", date(2023, 6, 10))
    assert numbers(work.ledger.similar(setting.town.id, draft, setting.village.id)) == ["2023-1"]
    assert numbers(work.ledger.similar(setting.town.id, draft, None)) == ["2023-1", "2023-3"]


def test_a_unit_is_active_on_the_local_day_of_recording(work: Work, setting: Setting) -> None:
    monday = date(2023, 6, 12)
    sunday_late = datetime(2023, 6, 11, 15, 59, tzinfo=UTC)  # 23:59 in China
    setting.record(work, date(2023, 6, 12), at=sunday_late)
    assert work.ledger.active_units(setting.town.id, monday, monday + timedelta(6)) == set()
    setting.record(work, date(2023, 1, 1), at=sunday_late + timedelta(minutes=1))
    assert work.ledger.active_units(setting.town.id, monday, monday + timedelta(6)) == {setting.village.id}
    assert work.ledger.active_units(setting.town.id, monday - timedelta(7), monday) == {setting.village.id}


def test_a_unit_whose_only_entry_was_withdrawn_is_not_active(work: Work, setting: Setting) -> None:
    entry = setting.record(work)
    work.ledger.withdraw(setting.town.id, entry.number, member_name="", reason="", at=NOON)
    assert work.ledger.active_units(setting.town.id, NOON.date(), NOON.date()) == set()


def test_a_ledger_begins_with_what_was_recorded_first(work: Work, setting: Setting) -> None:
    assert work.ledger.began_at(setting.town.id) is None
    for day in (2, 0, 1):
        setting.record(work, at=NOON + timedelta(day))
    assert work.ledger.began_at(setting.town.id) == NOON


def test_months_and_years_are_counted(work: Work, setting: Setting) -> None:
    for day in (date(2023, 1, 31), date(2023, 6, 1), date(2023, 6, 30), date(2022, 12, 31)):
        setting.record(work, day)
    months = work.ledger.months(setting.town.id, 2023)
    assert {month: count for month, count in months.items() if count} == {1: 1, 6: 2}
    assert len(months) == 12
    assert work.ledger.years(setting.town.id) == [2022, 2023]


def test_a_year_of_withdrawn_entries_is_none_and_a_moved_entry_counts_where_it_lies(
    work: Work, setting: Setting
) -> None:
    gone, moved = setting.record(work, date(2021, 6, 1)), setting.record(work, date(2022, 6, 1))
    work.ledger.withdraw(setting.town.id, gone.number, member_name="", reason="", at=NOON)
    change = Change(on=date(2023, 6, 1))
    work.ledger.amend(setting.town.id, moved.number, change, member_name="", reason="", at=NOON)
    assert work.ledger.years(setting.town.id) == [2023]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("conditions", "index"),
    [
        ("month > 202300 AND month < 202400", "month"),
        ("last_day >= '2023-06-01' AND first_day <= '2023-06-30'", "last_day"),
        ("recorded_at >= '2023-06-01' AND recorded_at < '2023-06-08'", "recorded_at"),
        ("year = 2023 AND serial = 5", "serial"),
        ("state IN ('pending')", "pending"),
    ],
)
def test_each_question_has_its_index(
    database: Database, setting: Setting, conditions: str, index: str
) -> None:
    query = f"EXPLAIN QUERY PLAN SELECT id FROM entry WHERE town_id = 1 AND {conditions}"
    with database.work() as work:
        plan = work._session.connection().exec_driver_sql(query).all()
    assert index in plan[0][3], plan
    assert "SEARCH" in plan[0][3]


def test_a_new_town_asks_in_vain(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    setting.record(work)
    assert work.ledger.find(other.town.id, year=2023) == []
    assert work.ledger.active_units(other.town.id, NOON.date(), NOON.date()) == set()
    assert work.members.add_member(other.town.id, other.office.id, "赵", Role.VIEWER).town_id == other.town.id
