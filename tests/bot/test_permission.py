from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot import permission
from storage.records import Entry, EntryState, Member, Role, Unit, UnitLevel

VILLAGE = Unit(1, 1, "虹桥村", UnitLevel.VILLAGE)
OFFICE = Unit(2, 1, "司法所", UnitLevel.TOWN)
OWN = Entry(
    1, 1, "2023-1", "人民调解", date(2023, 6, 1), None, None, (), {}, "原话", "", VILLAGE, 5, "张敏",
    datetime(2023, 6, 1, tzinfo=UTC), EntryState.RECORDED,
)  # fmt: skip


def member(role: Role, unit: Unit = VILLAGE, id_: int = 5) -> Member:
    return Member(id_, 1, unit, "张敏", role)


@pytest.mark.parametrize(
    ("role", "logs", "for_others", "amends_others"),
    [
        (Role.VIEWER, False, False, False),
        (Role.RECORDER, True, False, False),
        (Role.EDITOR, True, True, True),
        (Role.ADMIN, True, True, True),
    ],
)
def test_each_role_may_what_it_may(role: Role, logs: bool, for_others: bool, amends_others: bool) -> None:
    assert permission.may_log(member(role)) is logs
    assert permission.may_log_for(member(role), OFFICE.id) is for_others
    assert permission.may_amend(member(role, id_=6), OWN) is amends_others


def test_a_recorder_amends_and_reads_their_own() -> None:
    assert permission.may_amend(member(Role.RECORDER), OWN)
    assert permission.may_read_text(member(Role.RECORDER), OWN)
    assert not permission.may_read_text(member(Role.RECORDER, id_=6), OWN)


def test_nobody_touches_another_towns_entry() -> None:
    elsewhere = replace(member(Role.ADMIN), town_id=2)
    assert not permission.may_amend(elsewhere, OWN)
    assert not permission.may_read_text(elsewhere, OWN)


def test_the_report_is_drafted_by_the_town_and_not_by_a_village() -> None:
    assert not permission.may_draft(member(Role.RECORDER, VILLAGE))
    assert permission.may_draft(member(Role.RECORDER, OFFICE))
    assert not permission.may_draft(member(Role.VIEWER, OFFICE))
    assert permission.may_draft(member(Role.EDITOR, VILLAGE))
