"""What is due when, and to whom: pure, with the clock as an argument."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.calendar import bundled
from bot.reminders.duties import duties, notices
from bot.reminders.facts import Facts
from bot.reminders.planning import nudge_day
from storage.records import Member, Notice, Role, Town, Unit, UnitLevel
from tests.reminders.conftest import at

VILLAGE, OFFICE = Unit(1, 1, "柳树村", UnitLevel.VILLAGE), Unit(2, 1, "司法所", UnitLevel.TOWN)
WANG = Member(1, 1, VILLAGE, "王芳", Role.RECORDER, (("telegram", "77"),))
LI = Member(2, 1, OFFICE, "李明", Role.ADMIN, (("telegram", "78"),))
TOWN = Town(1, "青石镇", "青石镇人民政府", "县委、县政府", chat=("telegram", "-5"))
FRIDAY = at("2025-11-28 16:00")


def facts(active: set[int] | None = None, pending: int = 0, known: frozenset[str] = frozenset()) -> Facts:
    return Facts(
        active_units=lambda since, until: active or set(),
        month_text=lambda year, month: f"{year}年{month}月汇总",
        pending=lambda year: pending,
        began_at=at("2020-01-01 00:00"),
        known=known,
    )


def due(
    now: datetime,
    members: tuple[Member, ...] = (WANG, LI),
    town: Town = TOWN,
    known: Facts | None = None,
    kind: str = "weekly",
) -> list[Notice]:
    found = duties(town, members, bundled(), known or facts(), now)
    return [notice for notice in found if notice.kind.startswith(kind)]


def test_on_friday_at_four_who_logged_nothing_is_reminded_and_told_why_and_how_to_stop() -> None:
    assert due(FRIDAY - timedelta(seconds=1)) == []
    wang, li = due(FRIDAY)
    assert (wang.channel, wang.chat, wang.due_at) == ("telegram", "77", FRIDAY)
    assert "王芳" in wang.text
    assert "柳树村本周（11月24日至28日）还没有记录" in wang.text
    assert "/mute" in wang.text
    assert wang.reason == "柳树村本周（11月24日至28日）没有记录"
    assert (li.chat, li.key == wang.key) == ("78", False)


def test_the_week_that_is_asked_about_begins_on_monday_and_ends_now() -> None:
    asked = []
    seen = replace(facts(), active_units=lambda since, until: asked.append((since, until)) or {1, 2})
    assert due(FRIDAY + timedelta(hours=2), known=seen) == []
    assert asked == [(at("2025-11-24 00:00"), FRIDAY + timedelta(hours=2))]


def test_who_reported_is_muted_left_views_only_or_has_no_account_is_left_in_peace() -> None:
    others = (
        replace(WANG, id=3, muted=True),
        replace(WANG, id=4, active=False),
        replace(WANG, id=5, role=Role.VIEWER),
        replace(WANG, id=6, accounts=()),
    )
    assert due(FRIDAY, others) == []
    assert [notice.chat for notice in due(FRIDAY, known=facts(active={VILLAGE.id}))] == ["78"]


def test_a_person_gets_one_message_on_the_account_linked_last() -> None:
    wang = replace(WANG, accounts=(("terminal", "王芳"), ("telegram", "77"), ("wecom", "w1")))
    assert [notice.channel for notice in due(FRIDAY, (wang,))] == ["wecom"]
    telegram = replace(facts(), channels=frozenset({"telegram"}))
    assert [notice.chat for notice in due(FRIDAY, (wang,), known=telegram)] == ["77"]
    assert due(FRIDAY, (replace(wang, accounts=wang.accounts[:1]),), known=telegram) == []


def test_a_nudge_waits_until_its_week_is_over_and_no_longer() -> None:
    assert len(due(at("2025-11-30 20:00"))) == 2
    assert due(at("2025-12-01 08:00")) == []


def test_a_week_that_was_decided_is_not_decided_again() -> None:
    known = facts(known=frozenset({"weekly:2025-11-24:2"}))
    assert due(FRIDAY + timedelta(hours=1), known=known) == []


def test_nothing_is_due_in_the_quiet_hours() -> None:
    assert due(at("2025-11-28 21:00")) == []
    assert due(at("2025-11-29 07:59")) == []
    assert len(due(at("2025-11-29 08:00"))) == 2


@pytest.mark.parametrize(
    ("monday", "day"),
    [
        (date(2025, 11, 24), date(2025, 11, 28)),  # a plain week
        (date(2025, 12, 29), date(2025, 12, 31)),  # Thursday and Friday are New Year
        (date(2025, 9, 22), date(2025, 9, 26)),  # Sunday is worked: Friday all the same
        (date(2025, 10, 6), date(2025, 10, 10)),  # off until Wednesday
        (date(2026, 2, 16), None),  # Spring Festival, the whole week
        (date(2025, 1, 27), None),  # only its Monday was worked
        (date(2024, 10, 7), date(2024, 10, 11)),
        (date(2028, 1, 3), date(2028, 1, 7)),  # a year without decrees
    ],
)
def test_the_nudge_comes_on_the_last_working_day_up_to_friday(monday: date, day: date | None) -> None:
    assert nudge_day(monday, 4, bundled()) == day


def test_a_town_may_choose_day_and_time_and_a_wrong_choice_is_friday_at_four() -> None:
    chosen = replace(TOWN, settings={"nudge_weekday": 3, "nudge_at": "10:30"})
    assert len(due(at("2025-11-26 10:30"), town=chosen)) == 2
    for wrong in ({"nudge_weekday": 9, "nudge_at": "25:00"}, {"nudge_weekday": "五", "nudge_at": 3}):
        assert due(at("2025-11-28 15:59"), town=replace(TOWN, settings=wrong)) == []
        assert len(due(FRIDAY, town=replace(TOWN, settings=wrong))) == 2


def test_a_nudge_that_is_wanted_at_night_comes_in_the_morning() -> None:
    night = replace(TOWN, settings={"nudge_at": "22:00"})
    assert due(at("2025-11-28 20:59"), town=night) == []
    assert len(due(at("2025-11-29 08:00"), town=night)) == 2


def test_on_the_first_working_day_at_nine_the_months_tally_goes_to_the_towns_chat() -> None:
    assert due(at("2025-12-01 08:59"), kind="monthly") == []
    (notice,) = due(at("2025-12-01 09:00"), kind="monthly")
    assert (notice.chat, notice.reason) == ("-5", "每月第一个工作日发上月汇总：2025年11月")
    assert notice.text.startswith("2025年11月汇总\n（每月第一个工作日发一次")
    assert due(at("2026-01-01 09:00"), kind="monthly") == []  # New Year lasts until the 3rd
    (january,) = due(at("2026-01-04 09:00"), kind="monthly")
    assert january.text.startswith("2025年12月汇总")


def test_an_overdue_tally_comes_once_and_after_a_week_no_more() -> None:
    assert len(due(at("2025-12-04 10:00"), kind="monthly")) == 1
    assert due(at("2025-12-08 09:00"), kind="monthly") == []


def test_nothing_is_told_of_the_time_before_the_ledger_began() -> None:
    late = at("2025-12-03 10:00")
    for began in (None, at("2025-12-02 10:00")):
        young = replace(facts(), began_at=began)
        assert due(late, known=young, kind="monthly") == []
        assert due(at("2025-12-01 09:10"), known=young, kind="monthly") == []
        assert len(due(at("2025-12-05 16:10"), known=young, kind="weekly")) == 2
    old = replace(facts(), began_at=at("2025-11-30 10:00"))
    assert len(due(late, known=old, kind="monthly")) == 1


def test_without_a_chat_the_tally_goes_to_those_who_run_the_ledger() -> None:
    alone = replace(TOWN, chat=None)
    editor = replace(WANG, id=3, role=Role.EDITOR)
    first = at("2025-12-01 09:00")
    assert [n.chat for n in due(first, (WANG, LI, editor), alone, kind="monthly")] == ["78"]
    assert [n.chat for n in due(first, (WANG, editor), alone, kind="monthly")] == ["77"]
    assert due(first, (WANG,), alone, kind="monthly") == []
    assert "/mute" in due(first, (LI,), alone, kind="monthly")[0].text


def test_a_chat_that_is_a_muted_members_own_gets_nothing() -> None:
    own = replace(TOWN, chat=("telegram", "78"))
    first = at("2025-12-01 09:00")
    assert [n.chat for n in due(first, town=own, kind="monthly")] == ["78"]
    assert due(first, (WANG, replace(LI, muted=True)), own, kind="monthly") == []


def test_a_town_may_do_without_a_kind() -> None:
    quiet = replace(TOWN, settings={"no_notices": ["weekly_nudge", "calendar:drug_control_day"]})
    assert due(FRIDAY, town=quiet) == []
    assert due(at("2025-06-19 09:00"), town=quiet, kind="calendar") == []
    assert len(due(at("2025-06-19 09:00"), kind="calendar")) == 1


def test_a_date_is_spoken_of_before_it_on_a_working_day() -> None:
    (notice,) = due(at("2025-04-08 09:00"), kind="calendar:national")
    assert notice.chat == "-5"
    assert notice.text.endswith("（提醒原因：4月15日全民国家安全教育日。不想在这里收，请告诉管理员）")
    # 28 April 2026 is a plain Tuesday; the three days before 1 June 2025 are a weekend and Dragon Boat eve.
    assert len(due(at("2025-05-29 09:00"), kind="calendar:work_safety")) == 1
    assert due(at("2025-04-16 09:00"), kind="calendar:national") == []


def test_the_report_is_counted_down_to_those_who_run_the_ledger() -> None:
    (notice,) = due(at("2025-12-10 09:00"), kind="calendar:draft", known=facts(pending=3))
    assert notice.chat == "78"
    assert "今年还剩21天" in notice.text
    assert "/draft 2025" in notice.text
    assert "还有3条待确认" in notice.text
    (filing,) = due(at("2026-02-14 09:00"), kind="calendar:annual_report_filing")
    assert "2025年度法治政府建设报告要在3月1日前" in filing.text
    assert "待确认" not in filing.text


def test_a_provinces_own_month_is_said_only_there() -> None:
    when = at("2025-04-28 09:00")
    assert due(when, kind="calendar:rural") == []
    assert len(due(when, town=replace(TOWN, province="湖南省"), kind="calendar:rural")) == 1


def test_the_list_of_a_year_holds_each_thing_once_and_in_order() -> None:
    found = notices(TOWN, (WANG, LI), bundled(), facts(), at("2025-01-01 00:00"), at("2025-12-31 23:59"))
    keys = [notice.key for notice in found]
    assert len(set(keys)) == len(keys)
    assert [notice.due_at for notice in found] == sorted(notice.due_at for notice in found)
    assert sum(notice.kind == "monthly_tally" for notice in found) == 12
    assert (
        sum(notice.kind == "weekly_nudge" for notice in found) == 2 * 52
    )  # the week of Spring Festival is off
    assert all(8 <= notice.due_at.astimezone(at("2025-01-01").tzinfo).hour < 21 for notice in found)
    assert all(len(notice.text) < 4096 for notice in found)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Pacific/Apia", "UTC"])
def test_local_wall_time_holds_in_every_zone(zone: str) -> None:
    town = replace(TOWN, timezone=zone)
    found = notices(town, (WANG,), bundled(), facts(), at("2025-03-01 00:00"), at("2025-04-30 00:00"))
    walls = {n.due_at.astimezone(ZoneInfo(zone)).strftime("%H:%M") for n in found}
    assert walls == {"16:00", "09:00"}


def test_a_day_from_before_the_ledger_began_is_not_asked_for() -> None:
    after = at("2025-06-30 09:00")
    for began, asked in (("2025-06-20 10:00", 1), ("2025-06-28 10:00", 0)):
        known = replace(facts(), began_at=at(began))
        found = [
            one for one in due(after, known=known, kind="calendar:drug") if one.key.endswith("after:town")
        ]
        assert len(found) == asked
