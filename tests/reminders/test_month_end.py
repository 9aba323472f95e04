"""The end of a month: who is asked what, with which buttons, and what an answer leaves to ask."""

from datetime import date
from decimal import Decimal

from bot.months import ZeroMeasure, answering_unit, unsaid_zeros
from bot.payloads import read_reply
from bot.reminders import buttons
from drafting.totals import Period
from storage.catalogue import bundled
from storage.records import EntryDraft, Figure, Role, Town, Unit, UnitLevel
from tests.reminders.conftest import Place, at

JUNE = Period.of_month(2025, 6)
PENALTY, REVIEW = ZeroMeasure("行政处罚", "案件"), ZeroMeasure("行政复议诉讼", "复议")


def unit(number: int, name: str, level: UnitLevel = UnitLevel.TOWN) -> Unit:
    return Unit(number, 1, name, level)


def test_the_catalogue_names_the_unit_that_answers_and_a_town_may_name_another() -> None:
    town = Town(1, "青石镇", "", "")
    units = [
        unit(1, "柳树村", UnitLevel.VILLAGE),
        unit(2, "党政办"),
        unit(3, "司法所"),
        unit(4, "综合执法大队"),
    ]

    def answers(one: ZeroMeasure, chosen: dict[str, str] | None = None) -> str | None:
        found = answering_unit(one, town, units, chosen or {}, bundled())
        return found.name if found else None

    assert answers(PENALTY) == "综合执法大队"
    assert answers(REVIEW) == "司法所"
    assert answers(REVIEW, {REVIEW.name: "党政办"}) == "党政办"
    assert answering_unit(PENALTY, town, units[:2], {}, bundled()) == units[1]
    assert answering_unit(PENALTY, town, units[:1], {}, bundled()) is None


def zero(place: Place, who, day: date, until: date | None, count: int = 0) -> None:  # type: ignore[no-untyped-def]
    with place.database.work() as work:
        now = at("2025-06-20 09:00")
        draft = EntryDraft("行政处罚", day, until, figures=(Figure("案件", Decimal(count)),))
        work.ledger.record(place.town.id, draft, member=who, text="", sent_at=now, at=now)


def unsaid(place: Place) -> list[ZeroMeasure]:
    with place.database.work() as work:
        return unsaid_zeros(JUNE, work.ledger.find(place.town.id), bundled())


def test_a_count_or_a_towns_zero_of_the_whole_month_is_said_and_nothing_else(place: Place) -> None:
    assert PENALTY in unsaid(place)
    zero(place, place.wang, JUNE.on, JUNE.until)  # a village does not speak for the town
    zero(place, place.li, date(2025, 6, 3), None)  # a day is no month
    assert PENALTY in unsaid(place)
    zero(place, place.li, date(2025, 4, 1), JUNE.until)  # a quarter covers it
    assert PENALTY not in unsaid(place)
    assert REVIEW in unsaid(place)


def test_any_count_of_the_month_is_an_answer(place: Place) -> None:
    zero(place, place.wang, date(2025, 6, 3), None, count=2)
    assert PENALTY not in unsaid(place)


def test_one_message_has_the_buttons_of_all_that_is_asked(place: Place) -> None:
    place.tick(at("2025-06-30 16:00"))
    sent = {item.chat: read_reply(item.payload) for item in place.sent()}
    labels = [button.label for row in sent["78"].buttons for button in row]
    assert labels[0] == "6月没有要报的"
    assert "无行政处罚" in labels  # nobody else is there to answer
    assert labels[-1] == "都没有"
    assert [button.label for row in sent["77"].buttons for button in row] == ["6月没有要报的"]


def test_who_runs_the_ledger_is_asked_for_units_that_are_away_and_only_for_these(place: Place) -> None:
    with place.database.work() as work:
        squad = work.members.add_unit(place.town.id, "综合执法队")
        zhao = work.members.add_member(place.town.id, squad.id, "赵刚", Role.RECORDER)
        asked = buttons.asked_of(work, place.town, place.li, JUNE, at("2025-06-30 16:00"))
        assert PENALTY not in asked
        assert REVIEW in asked
        assert buttons.asked_of(work, place.town, zhao, JUNE, at("2025-06-30 16:00")) == [PENALTY]
        work.members.leave(zhao.id, date(2025, 6, 25), date(2025, 7, 5))
        asked = buttons.asked_of(work, place.town, place.li, JUNE, at("2025-06-30 16:00"))
        assert PENALTY in asked
