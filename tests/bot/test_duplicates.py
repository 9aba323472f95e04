from datetime import UTC, date, datetime
from decimal import Decimal

from bot import duplicates
from bot.duplicates import DUPLICATE, TOTAL, Report
from bot.sums import rest
from storage.records import Entry, EntryDraft, EntryState, Figure, Hedge, Unit, UnitLevel

TODAY = date(2023, 6, 30)
VILLAGE = Unit(1, 1, "虹桥村", UnitLevel.VILLAGE)
OTHER = Unit(2, 1, "柳湾村", UnitLevel.VILLAGE)
OFFICE = Unit(3, 1, "司法所", UnitLevel.TOWN)
SQUAD = Unit(4, 1, "综合执法队", UnitLevel.TOWN)


def figures(**values: int) -> tuple[Figure, ...]:
    return tuple(Figure(measure, Decimal(value), implied=value == 1) for measure, value in values.items())


def entry(
    kind: str,
    on: date,
    until: date | None = None,
    place: str | None = None,
    unit: Unit = VILLAGE,
    number: int = 1,
    text: str = "早先的话",
    **values: int,
) -> Entry:
    return Entry(
        number, 1, f"2023-{number}", kind, on, until, place, figures(**values), {}, text, "", unit, 5, "张敏",
        datetime(2023, 6, 1, tzinfo=UTC), EntryState.RECORDED,
    )  # fmt: skip


def report(
    kind: str,
    on: date,
    until: date | None = None,
    place: str | None = None,
    unit: Unit = VILLAGE,
    text: str = "后来的话",
    **values: int,
) -> Report:
    return Report(EntryDraft(kind, on, until, place, figures(**values)), unit, text)


def part(found: Report, *known: Entry) -> str | None:
    doubts = duplicates.doubts(found, 0, known, TODAY)
    assert len(doubts) <= 1
    return doubts[0].part if doubts else None


DAY = date(2023, 6, 13)
MAY = (date(2023, 5, 1), date(2023, 5, 31))


def test_the_same_event_from_two_people_is_asked_about() -> None:
    told = entry("普法活动", DAY, place="虹桥村文化广场", 活动=1, 受众=120)
    again = report("普法活动", DAY, place="文化广场", unit=OFFICE, 活动=1, 受众=120)
    assert part(again, told) == DUPLICATE


def test_a_guess_and_a_count_may_be_of_the_same_event() -> None:
    told = entry("普法活动", DAY, place="晒谷场", 活动=1, 受众=32)
    for value, asked in ((30, DUPLICATE), (35, DUPLICATE), (60, None)):
        guess = Figure("受众", Decimal(value), Hedge.AT_LEAST)
        again = Report(EntryDraft("普法活动", DAY, place="晒谷场", figures=(guess,)), VILLAGE, "后来的话")
        assert part(again, told) == asked


def test_a_villages_own_event_is_in_the_village() -> None:
    told = entry("普法活动", DAY, 活动=1, 受众=46)
    assert part(report("普法活动", DAY, place="虹桥村", unit=OFFICE, 活动=1, 受众=46), told) == DUPLICATE


def test_a_forwarded_message_is_the_same_event_whatever_it_was_read_as() -> None:
    told = entry("普法活动", DAY, text="昨天在广场普法，来了五十人！", 活动=1)
    again = report("普法活动", DAY, unit=OTHER, text="昨天在广场普法，来了五十人", 活动=1)
    assert part(again, told) == DUPLICATE


def test_events_that_differ_are_two() -> None:
    told = entry("普法活动", DAY, place="文化广场", 活动=1, 受众=120)
    assert part(report("普法活动", DAY, place="中心小学", 活动=1, 受众=120), told) is None
    assert part(report("普法活动", DAY, place="文化广场", 活动=1, 受众=80), told) is None
    assert part(report("普法活动", date(2023, 6, 12), place="文化广场", 活动=1, 受众=120), told) is None
    assert part(report("法治讲座", DAY, place="文化广场", 讲座=1), told) is None


def test_two_villages_on_one_day_with_one_count_are_two() -> None:
    assert (
        part(report("普法活动", DAY, unit=OTHER, 活动=1, 受众=50), entry("普法活动", DAY, 活动=1, 受众=50))
        is None
    )


def test_two_disputes_of_one_day_are_two() -> None:
    assert part(report("人民调解", DAY, 调解=1), entry("人民调解", DAY, 调解=1)) is None


def test_a_months_count_may_contain_what_was_logged_one_by_one() -> None:
    single = entry("人民调解", date(2023, 5, 9), 调解=1)
    doubts = duplicates.doubts(report("人民调解", *MAY, 调解=8), 0, [single], TODAY)
    assert doubts[0].part == TOTAL
    assert "只另记7件" in doubts[0].reason
    assert duplicates.chosen(doubts[0].options[0]) == ("rest", None)
    assert duplicates.chosen(doubts[0].options[-1]) == ("keep", None)


def test_a_town_level_count_may_contain_the_villages_and_not_another_offices() -> None:
    single = entry("人民调解", date(2023, 5, 9), 调解=1)
    assert part(report("人民调解", *MAY, unit=OFFICE, 调解=8), single) == TOTAL
    assert part(report("人民调解", *MAY, unit=OTHER, 调解=8), single) is None
    inspected = entry("行政检查", date(2023, 5, 9), unit=SQUAD, 检查=1)
    assert part(report("行政检查", *MAY, unit=OFFICE, 检查=8), inspected) is None


def test_a_running_total_after_its_parts_is_asked_about() -> None:
    parts = [
        entry("人民调解", date(2023, 4, 1), date(2023, 4, 30), number=1, 调解=5),
        entry("人民调解", *MAY, number=2, 调解=8),
    ]
    total = report("人民调解", date(2023, 1, 1), date(2023, 6, 14), 调解=20)
    doubts = duplicates.doubts(total, 0, parts, TODAY)
    assert doubts[0].part == TOTAL
    assert "已有调解13件" in doubts[0].reason


def test_a_single_event_in_a_month_that_was_counted_already_is_asked_about() -> None:
    month = entry("人民调解", *MAY, number=9, 调解=8)
    doubts = duplicates.doubts(report("人民调解", date(2023, 5, 20), 调解=1), 0, [month], TODAY)
    assert doubts[0].part == TOTAL
    assert duplicates.chosen(doubts[0].options[0]) == ("inside", "2023-9")


def test_one_act_over_a_vague_time_is_no_total() -> None:
    plan = entry("制度文件", date(2023, 1, 1), date(2023, 12, 31), 文件=1)
    assert part(report("制度文件", date(2023, 4, 20), 文件=1), plan) is None


def test_a_month_reported_again_is_asked_about() -> None:
    first = entry("人民调解", *MAY, number=4, 调解=8)
    same = duplicates.doubts(report("人民调解", *MAY, 调解=8), 0, [first], TODAY)
    other = duplicates.doubts(report("人民调解", *MAY, 调解=9), 0, [first], TODAY)
    assert duplicates.chosen(same[0].options[0]) == ("withdraw", None)
    assert duplicates.chosen(other[0].options[0]) == ("newer", "2023-4")


def test_standing_numbers_zeros_and_withdrawn_entries_overlap_with_nothing() -> None:
    standing = entry("社区矫正", date(2023, 5, 3), 在册=12)
    assert part(report("社区矫正", *MAY, 在册=12), standing) is None
    zero = entry("行政复议诉讼", *MAY, 复议=0)
    assert part(report("行政复议诉讼", *MAY, 复议=0), zero) is None


def test_what_is_left_of_a_period_is_its_figures_without_the_parts() -> None:
    period = figures(调解=8, 成功=2, 金额=500)
    parts = [entry("人民调解", date(2023, 5, 9), 调解=3, 成功=2)]
    left, gone = rest(period, parts, "人民调解")
    assert [(one.measure, one.value) for one in left] == [("调解", Decimal(5))]
    assert gone == ["成功"]
