"""From the agenda to the outbox on a real file: through restarts, clock jumps and a second process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.reminders import delivery
from bot.reminders.calendar import bundled
from storage.records import NoticeState, Role
from tests.reminders.conftest import Place, at

FRIDAY = at("2025-11-14 16:00")


def nudged(place: Place) -> list[str]:
    """The chats that were told that nothing was logged."""
    return [
        item.chat for item in place.sent() if "还没有记录" in str(item.payload["text"]) and item.chat != "-5"
    ]


def test_a_notice_goes_to_the_outbox_and_is_marked_sent_with_it(place: Place) -> None:
    place.log(place.li, at("2025-11-12 10:00"))
    place.tick(FRIDAY)
    (queued,) = place.agenda()
    assert (queued.state, queued.notice.chat) == (NoticeState.QUEUED, "77")
    assert nudged(place) == ["77"]
    assert place.agenda()[0].state is NoticeState.SENT


def test_ticks_say_nothing_twice(place: Place) -> None:
    place.tick(FRIDAY, FRIDAY + timedelta(seconds=20), FRIDAY + timedelta(hours=3))
    assert sorted(nudged(place)) == ["77", "78"]
    place.tick(FRIDAY + timedelta(hours=4))
    assert nudged(place) == []


def test_after_a_restart_on_saturday_the_week_is_made_up_for_once(place: Place) -> None:
    place.tick(at("2025-11-14 15:59"))
    place.log(place.wang, at("2025-11-14 17:00"))
    place.tick(at("2025-11-15 09:00"), at("2025-11-15 09:01"))
    assert nudged(place) == ["78"]


def test_after_a_restart_three_days_late_the_tally_comes_once_and_the_nudge_not(place: Place) -> None:
    place.tick(at("2025-10-31 15:00"))
    place.tick(at("2025-11-03 15:00"), at("2025-11-03 15:01"))
    sent = {item.chat: str(item.payload["text"]) for item in place.sent()}
    assert sorted(sent) == ["-5", "77", "78"]
    assert sent["-5"].startswith("青石镇2025年10月台账")
    assert sent["77"].startswith("柳树村10月还没有记录")  # of the whole month; the week is over
    assert sent["78"].startswith("有2件事：\n\n一、司法所10月还没有记录")


def test_a_clock_that_is_set_back_says_nothing_again(place: Place) -> None:
    friday, monday = at("2025-10-31 16:00"), at("2025-11-03 09:00")
    place.tick(friday, monday)
    assert [item.chat for item in place.sent()] == ["77", "78", "-5"]
    place.tick(at("2025-10-28 09:00"), friday, monday, at("2025-11-03 09:01"))
    assert place.sent() == []


def test_a_clock_that_jumps_a_year_ahead_and_back_loses_nothing(place: Place) -> None:
    place.tick(at("2026-11-13 16:00"))
    ahead = len(place.sent())
    assert 0 < ahead < 10  # what is due there, and not a year of arrears
    place.tick(FRIDAY)
    assert sorted(nudged(place)) == ["77", "78"]


def test_two_processes_that_tick_at_once_say_everything_once(place: Place) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(place.tick, [FRIDAY] * 8))
    assert sorted(nudged(place)) == ["77", "78"]


def test_what_is_owed_at_night_waits_for_the_morning(place: Place) -> None:
    with place.database.work() as work:
        delivery.owe(work, place.town.id, FRIDAY, channels=None, calendar=bundled())
    place.tick(at("2025-11-14 23:00"))
    assert place.sent() == []
    place.tick(at("2025-11-15 07:59"))
    assert place.sent() == []
    place.tick(at("2025-11-15 08:00"))
    assert sorted(nudged(place)) == ["77", "78"]


def test_who_goes_mute_or_leaves_before_the_notice_is_sent_does_not_get_it(place: Place) -> None:
    with place.database.work() as work:
        delivery.owe(work, place.town.id, FRIDAY, channels=None, calendar=bundled())
        work.members.mute(place.wang.id)
        work.members.deactivate(place.li.id)
    place.tick(FRIDAY)
    assert place.sent() == []
    assert {item.state for item in place.agenda()} == {NoticeState.DROPPED}


def test_who_joins_after_the_week_was_decided_is_left_in_peace(place: Place) -> None:
    place.tick(FRIDAY)
    place.sent()
    with place.database.work() as work:
        unit = work.members.add_unit(place.town.id, "桃林村")
        new = work.members.add_member(place.town.id, unit.id, "钱进", Role.RECORDER)
        work.members.link(new.id, "telegram", "90")
    place.tick(at("2025-11-15 10:00"))
    assert place.sent() == []


def test_a_crash_between_claim_and_outbox_leaves_the_notice_owed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("storage.outbox.Outbox.put", fail)
        with pytest.raises(RuntimeError):
            place.tick(FRIDAY)
    assert {item.state for item in place.agenda()} == {NoticeState.OWED}
    place.tick(FRIDAY + timedelta(minutes=1))
    assert sorted(nudged(place)) == ["77", "78"]


def test_a_town_that_cannot_be_told_holds_up_no_other(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with place.database.work() as work:
        other = work.members.add_town("柳林镇")
        unit = work.members.add_unit(other.id, "河口村")
        member = work.members.add_member(other.id, unit.id, "孙立", Role.RECORDER)
        work.members.link(member.id, "telegram", "91")
    true_facts = delivery.facts_of

    def facts(work, town, **more):  # type: ignore[no-untyped-def]
        if town.id == place.town.id:
            raise ValueError("broken")
        return true_facts(work, town, **more)

    monkeypatch.setattr(delivery, "facts_of", facts)
    place.tick(FRIDAY)
    assert nudged(place) == ["91"]
    assert "reminders of town" in caplog.text


def test_only_channels_that_deliver_are_used(place: Place) -> None:
    with place.database.work() as work:
        work.members.link(place.wang.id, "terminal", "王芳")
    delivery.tick(place.database, FRIDAY, channels=frozenset({"telegram"}))
    assert {item.channel for item in place.sent()} == {"telegram"}


def test_a_simulated_year_of_ticks_says_what_the_list_of_the_year_says(place: Place) -> None:
    """Each day at 4:10 and 16:10; the village reports in even weeks, the office in each."""
    now, end = at("2025-01-06 04:10"), at("2026-01-05 00:00")
    while now < end:
        if now.weekday() == 0 and now.hour == 16:
            place.log(place.li, now)
            if now.isocalendar().week % 2 == 0:
                place.log(place.wang, now)
        place.tick(now)
        now += timedelta(hours=12)
    items = place.agenda()
    dropped = [item for item in items if item.state is NoticeState.DROPPED]
    assert {(item.notice.kind, item.error) for item in dropped} <= {("weekly_nudge", "月底的提醒里已经说了")}
    assert {item.state for item in items if item not in dropped} == {NoticeState.QUEUED}
    kinds = [item.notice.kind for item in items]
    assert kinds.count("monthly_tally") == 13  # that of 1 January is made up for
    assert {item.notice.chat for item in items if item.notice.kind == "weekly_nudge"} == {"77"}
    assert kinds.count("weekly_nudge") == 25  # the odd weeks, but for Spring Festival's
    fixtures = [fixture for fixture in bundled().fixtures if not fixture.provinces]
    before = [
        item for item in items if item.notice.kind.startswith("calendar:") and "after" not in item.notice.key
    ]
    assert {item.notice.kind for item in before} == {f"calendar:{fixture.id}" for fixture in fixtures}
    assert kinds.count("month_zeros") == 12
    assert len({(item.notice.town_id, item.notice.key) for item in items}) == len(items)


def test_a_town_in_another_zone_has_its_own_clock(place: Place) -> None:
    with place.database.work() as work:
        work.members.update_town(place.town.id, timezone="Asia/Urumqi")
    place.tick(FRIDAY)
    assert place.sent() == []
    place.tick(FRIDAY + timedelta(hours=2))
    assert sorted(nudged(place)) == ["77", "78"]


def test_the_months_tally_goes_to_the_towns_chat(place: Place) -> None:
    place.without("month_closing", "month_zeros")
    place.tick(at("2025-09-01 09:00"))
    (item,) = place.sent()
    assert (item.chat, str(item.payload["text"]).splitlines()[0]) == ("-5", "青石镇2025年8月台账：没有记录")


def test_each_of_many_people_gets_one_message(place: Place) -> None:
    """On a month's last working day, a Friday, the week and the month are asked for at one time."""
    people = 3 * delivery.AT_ONCE
    with place.database.work() as work:
        for number in range(people):
            member = work.members.add_member(
                place.town.id, place.wang.unit.id, f"村民{number}", Role.RECORDER
            )
            work.members.link(member.id, "telegram", str(1000 + number))
    place.tick(at("2025-10-31 16:00"))
    chats = [item.chat for item in place.sent()]
    assert len(chats) == len(set(chats)) == people + 2
    dropped = [item.notice.kind for item in place.agenda(NoticeState.DROPPED)]
    assert dropped == ["weekly_nudge"] * (people + 2)
