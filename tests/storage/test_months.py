"""Zero months, closings, leaves and leases on a real database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.database import Database
from storage.errors import ClosedMonthError, InvalidValueError
from storage.leases import Taken
from storage.records import Change, EntryDraft, EntryState, Role

NOW = datetime(2024, 1, 10, tzinfo=UTC)
SPAN = timedelta(seconds=60)


@pytest.fixture
def place(database: Database) -> tuple[int, int]:
    """(town id, entry's member id) of a town with one entry of June 2023."""
    with database.work() as work:
        town = work.members.add_town("青石镇")
        unit = work.members.add_unit(town.id, "柳树村")
        member = work.members.add_member(town.id, unit.id, "王芳", Role.RECORDER)
        draft = EntryDraft("普法活动", date(2023, 6, 3))
        work.ledger.record(town.id, draft, member=member, text="", sent_at=NOW, at=NOW)
    return town.id, member.id


def test_a_zero_month_is_said_once_and_can_be_taken_back(database: Database, place: tuple[int, int]) -> None:
    town, _ = place
    with database.work() as work:
        unit = work.members.units(town)[0].id
        assert work.months.report_zero(town, unit, 202306, member_name="王芳", at=NOW)
        assert not work.months.report_zero(town, unit, 202306, member_name="王芳", at=NOW)
        assert work.months.zeros(town, 202301, 202312) == {(unit, 202306): NOW}
        assert work.months.take_back_zero(town, unit, 202306)
        assert work.months.zeros(town, 202301, 202312) == {}


def test_what_is_closed_is_changed_only_with_a_reason_that_is_kept(
    database: Database, place: tuple[int, int]
) -> None:
    town, _ = place
    with database.work() as work:
        assert work.months.close(town, 2023, 6, member_name="李明", at=NOW, figures=[{"kind": "普法活动"}])
        assert not work.months.close(town, 2023, 6, member_name="李明", at=NOW)
        for change in (Change(place="广场"), Change(on=date(2023, 5, 1))):
            with pytest.raises(ClosedMonthError, match="2023年6月已经封账"):
                work.ledger.amend(town, "2023-1", change, member_name="王芳", reason="更正", at=NOW)
        with pytest.raises(ClosedMonthError):
            work.ledger.withdraw(town, "2023-1", member_name="王芳", reason="更正", at=NOW)
        with pytest.raises(ClosedMonthError):
            work.ledger.amend(
                town, "2023-1", Change(place="广场"), member_name="李明", reason="", at=NOW, closed=True
            )
        _, after = work.ledger.amend(
            town, "2023-1", Change(place="广场"), member_name="李明", reason="地点漏登", at=NOW, closed=True
        )
        assert after.place == "广场"
        assert work.ledger.revisions(town, "2023-1")[-1].reason == "地点漏登"


def test_a_closed_year_holds_all_its_months_and_an_open_one_none(
    database: Database, place: tuple[int, int]
) -> None:
    town, _ = place
    with database.work() as work:
        assert work.months.closed(town, date(2023, 12, 31)) is None
        work.months.close(town, 2023, member_name="李明", at=NOW)
        closing = work.months.closed(town, date(2023, 12, 31))
        assert closing is not None
        assert closing.holds(date(2023, 1, 1))
        assert not closing.holds(date(2024, 1, 1))
        with pytest.raises(ClosedMonthError, match="2023年已经封账"):
            work.ledger.withdraw(town, "2023-1", member_name="王芳", reason="", at=NOW)
        assert work.ledger.get(town, "2023-1").state is EntryState.RECORDED


def test_who_is_away_is_on_leave_on_both_days_and_comes_back(
    database: Database, place: tuple[int, int]
) -> None:
    _, member_id = place
    with database.work() as work:
        away = work.members.leave(member_id, date(2024, 7, 1), date(2024, 7, 10))
        assert [away.on_leave(date(2024, 7, day)) for day in (1, 10, 11)] == [True, True, False]
        back = work.members.back(member_id, date(2024, 7, 5))
        assert back.away == ((date(2024, 7, 1), date(2024, 7, 4)),)
        assert work.members.back(member_id, date(2024, 6, 1)).away == ()
        with pytest.raises(InvalidValueError):
            work.members.leave(member_id, date(2024, 7, 2), date(2024, 7, 1))


def test_one_of_two_holds_a_lease_until_it_runs_out(database: Database) -> None:
    with database.work() as work:
        take = work.leases.take
        assert take("tick", "a", NOW, SPAN) is Taken.NEW
        assert take("tick", "b", NOW + SPAN / 2, SPAN) is Taken.OTHERS
        assert take("tick", "a", NOW + SPAN / 2, SPAN) is Taken.HELD
        assert take("tick", "b", NOW + SPAN, SPAN) is Taken.OTHERS
        assert take("tick", "b", NOW + 2 * SPAN, SPAN) is Taken.NEW
        assert take("tick", "a", NOW + 2 * SPAN, SPAN, gone="b") is Taken.NEW
        work.leases.give_back("tick", "a", NOW + 2 * SPAN)
        assert take("tick", "b", NOW + 2 * SPAN, SPAN) is Taken.NEW


def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(database: Database) -> None:
    with database.work() as work:
        work.leases.take("tick", "a", NOW + timedelta(days=30), SPAN)
        assert work.leases.take("tick", "b", NOW, SPAN) is Taken.NEW
