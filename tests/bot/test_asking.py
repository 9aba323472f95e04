"""Doubts: asked one at a time, with a button for each likely answer; answered by button or in words."""

from datetime import date, timedelta
from decimal import Decimal

from bot.messages import Reply
from storage.records import Doubt, Entry, EntryDraft, EntryState, Figure, Hedge
from tests.dialogs.stage import CHANNEL, Stage

KIND = Doubt(0, "kind", "是普法活动还是法治讲座？", options=("普法活动", "法治讲座"))
DAY = Doubt(0, "date", "是6月13日还是6月6日？", options=("2023-06-13", "2023-06-06"))
SPAN = Doubt(0, "date", "是5月整月吗？", options=("2023-05-01/2023-05-31", "2023-06-13"))
COUNT = Doubt(0, "figure", "来了多少人没看清。", "受众", ("120", "1200"))
PLACE = Doubt(0, "place", "在哪里没看清。")


def record(stage: Stage, *doubts: Doubt) -> Entry:
    """An entry of 张敏 with open doubts."""
    draft = EntryDraft(
        "普法活动",
        date(2023, 6, 13),
        figures=(Figure("活动", Decimal(1), implied=True), Figure("受众", Decimal(120), Hedge.ABOUT)),
    )
    with stage.database.work() as work:
        member = work.members.by_account(CHANNEL, "张敏")
        assert member is not None
        return work.ledger.record(
            member.town_id, draft, member=member, text="原话", sent_at=stage.now, doubts=doubts, at=stage.now
        )


def current(stage: Stage, entry: Entry) -> Entry:
    with stage.database.work() as work:
        return work.ledger.get(entry.town_id, entry.number)


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def test_doubts_are_asked_one_at_a_time_until_none_is_left(stage: Stage) -> None:
    entry = record(stage, KIND, DAY, COUNT)
    listed, card = stage.say("张敏", "/todo")
    assert "1条待确认" in listed.text
    assert KIND.reason in card.text
    assert DAY.reason not in card.text
    assert labels(card) == ["普法活动", "法治讲座", "改", "撤销", "补充"]
    card = stage.press("张敏", "普法活动")[0]
    assert DAY.reason in card.text
    assert labels(card)[:2] == ["6月13日（周二）", "6月6日（周二）"]
    card = stage.press("张敏", "6月6日（周二）")[0]
    assert "6月13日（周二） → 6月6日（周二）" in card.text
    assert labels(card)[:2] == ["120人次", "1200人次"]
    assert current(stage, entry).state is EntryState.PENDING
    stage.press("张敏", "1200人次")
    after = current(stage, entry)
    assert (after.state, after.doubts) == (EntryState.RECORDED, ())
    assert after.on == date(2023, 6, 6)
    assert after.figures[1] == Figure("受众", Decimal(1200))
    assert stage.say("张敏", "/todo")[0].text == "没有待确认的，都清楚。"


def test_a_count_that_is_confirmed_keeps_its_hedge(stage: Stage) -> None:
    entry = record(stage, COUNT)
    stage.say("张敏", "/todo")
    stage.press("张敏", "120人次")
    after = current(stage, entry)
    assert after.state is EntryState.RECORDED
    assert after.figures[1].hedge is Hedge.ABOUT


def test_a_span_is_an_answer_too(stage: Stage) -> None:
    entry = record(stage, SPAN)
    stage.say("张敏", "/todo")
    stage.press("张敏", "5月整月")
    after = current(stage, entry)
    assert (after.on, after.until) == (date(2023, 5, 1), date(2023, 5, 31))


def test_answers_are_understood_in_words(stage: Stage) -> None:
    entry = record(stage, KIND, DAY, COUNT, PLACE)
    stage.say("张敏", "/todo")
    for words in ("是讲座", "6月12号", "一百五十人左右", "村委会"):
        stage.say("张敏", words)
    after = current(stage, entry)
    assert after.kind == "法治讲座"
    assert after.on == date(2023, 6, 12)
    assert ("听众", Decimal(150)) in [(figure.measure, figure.value) for figure in after.figures]
    assert after.place == "村委会"
    assert after.state is EntryState.RECORDED


def test_what_is_right_as_it_stands_is_confirmed_by_a_word(stage: Stage) -> None:
    entry = record(stage, PLACE)
    assert "没错，就这样" in labels(stage.say("张敏", "/todo")[1])
    stage.say("张敏", "对的")
    assert current(stage, entry).state is EntryState.RECORDED


def test_a_correction_of_the_part_answers_its_doubt(stage: Stage) -> None:
    entry = record(stage, COUNT)
    stage.say("张敏", f"{entry.number}受众改成130")
    after = current(stage, entry)
    assert after.state is EntryState.RECORDED
    assert after.figures[1].value == 130


def test_an_old_question_no_longer_takes_a_bare_answer(stage: Stage) -> None:
    entry = record(stage, COUNT)
    stage.say("张敏", "/todo")
    stage.now += timedelta(days=5)
    stage.say("张敏", "130")
    assert current(stage, entry).figures[1].value == 120


def test_an_unanswered_doubt_stays_and_its_buttons_go_on_working(stage: Stage) -> None:
    entry = record(stage, COUNT)
    card = stage.say("张敏", "/todo")[1]
    stage.say("张敏", "/log 送了一床被子")
    assert current(stage, entry).state is EntryState.PENDING
    button = card.buttons[0][1]
    from bot.messages import IncomingType

    stage.say("张敏", "", type=IncomingType.PRESS, data=button.data, message_id="b1")
    assert current(stage, entry).figures[1].value == 1200


def test_an_editor_sees_and_settles_what_others_left_open(stage: Stage) -> None:
    entry = record(stage, COUNT)
    listed = stage.say("李国强", "/todo")[0]
    assert "别人还有1条待确认" in listed.text
    stage.press("李国强", "1200人次")
    assert current(stage, entry).figures[1].value == 1200
    assert stage.say("周丽", "/todo")[0].text == "没有待确认的，都清楚。"


def test_withdrawing_an_entry_ends_its_questions(stage: Stage) -> None:
    record(stage, COUNT)
    stage.say("张敏", "/todo")
    stage.press("张敏", "撤销")
    assert "没看出要记的事" in stage.say("张敏", "130")[0].text


def test_a_count_of_which_nothing_told_what_it_is_can_be_taken_up(stage: Stage) -> None:
    lost = Doubt(0, "figure", "“60个”没看出是什么数，没有记", None, ("宣传品", "资料"))
    entry = record(stage, lost, COUNT)
    assert labels(stage.say("张敏", "/todo")[1])[:3] == ["宣传品", "资料", "不用记"]
    card = stage.press("张敏", "宣传品")[0]
    assert COUNT.reason in card.text
    assert Figure("宣传品", Decimal(60)) in [
        Figure(one.measure, one.value) for one in current(stage, entry).figures
    ]


def test_a_count_may_turn_out_to_be_another_measures(stage: Stage) -> None:
    entry = record(stage, Doubt(0, "figure", "“120人左右”可能是受众，也可能是咨询", "受众", ("受众", "咨询")))
    stage.say("张敏", "/todo")
    stage.press("张敏", "咨询")
    after = current(stage, entry)
    assert [(one.measure, one.hedge) for one in after.figures] == [
        ("活动", Hedge.EXACT), ("咨询", Hedge.ABOUT),
    ]  # fmt: skip
    assert after.state is EntryState.RECORDED


def test_what_is_not_to_be_logged_is_withdrawn(stage: Stage) -> None:
    intent = Doubt(0, "intent", "不确定这是不是要记的事", options=("记", "不记"))
    first, second = record(stage, intent), record(stage, intent)
    assert labels(stage.say("张敏", "/todo")[1])[:2] == ["记", "不记"]
    stage.press("张敏", "不记")
    assert current(stage, first).state is EntryState.WITHDRAWN
    stage.say("张敏", "/todo")
    stage.press("张敏", "记")
    assert current(stage, second).state is EntryState.RECORDED


def test_two_doubts_of_one_part_are_two_questions(stage: Stage) -> None:
    doubts = [
        Doubt(0, "figure", f"“{n}个”没看出是什么数，没有记", None, ("横幅", "展板")[::s])
        for n, s in ((6, 1), (7, -1))
    ]
    entry = record(stage, *doubts)
    stage.say("张敏", "/todo")
    stage.press("张敏", "不用记")
    assert current(stage, entry).doubts == (doubts[1],)


def test_a_place_is_taken_for_an_answer_and_a_report_is_not(stage: Stage) -> None:
    entry = record(stage, PLACE)
    stage.say("张敏", "/todo")
    stage.say("张敏", "今天召开村民代表会议")
    assert current(stage, entry).place is None
    stage.say("张敏", "法治文化广场")
    assert current(stage, entry).place == "法治文化广场"


def test_a_question_that_may_be_a_report_is_answered_with_a_button_that_logs_it(stage: Stage) -> None:
    replies = stage.say("张敏", "社矫对象小孙找了哪家的活不晓得，在册的还是11人")
    if "记下来" in labels(replies[0]):  # else it was read as the report that it is
        replies = stage.press("张敏", "记下来")
    assert any("社区矫正" in reply.text for reply in replies)
