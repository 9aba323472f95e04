"""Corrections: which entry they find, what they keep, and who may make them."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import IncomingType
from storage.records import Entry, EntryState, Role
from tests.dialogs.stage import CHANNEL, ZONE, Stage


def entry(stage: Stage, number: str) -> Entry:
    with stage.database.work() as work:
        return work.ledger.get(work.members.town(stage.town).id, number)


def values(stage: Stage, number: str) -> dict[str, int]:
    return {figure.measure: int(figure.value) for figure in entry(stage, number).figures}


def actions(stage: Stage, number: str) -> list[str]:
    with stage.database.work() as work:
        revisions = work.ledger.revisions(work.members.town(stage.town).id, number)
        return [revision.action for revision in revisions]


def test_a_number_without_a_year_is_this_years_and_in_january_last_years(stage: Stage) -> None:
    stage.now = datetime(2023, 12, 30, 10, 0, tzinfo=ZONE)
    stage.say("张敏", "今天调解邻里纠纷3件")
    stage.now = datetime(2024, 1, 5, 10, 0, tzinfo=ZONE)
    stage.say("张敏", "1号调解改成4件")
    assert values(stage, "2023-1")["调解"] == 4
    stage.say("张敏", "今天调解邻里纠纷1件")
    stage.say("张敏", "1号调解改成2件")
    assert values(stage, "2024-1")["调解"] == 2
    assert values(stage, "2023-1")["调解"] == 4


def test_every_change_is_kept_as_a_revision(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    stage.say("张敏", "上一条人数改成150")
    stage.press("张敏", "撤销")
    stage.press("张敏", "恢复")
    assert actions(stage, "2023-1") == ["record", "amend", "withdraw", "restore"]


def test_a_correction_that_fits_an_earlier_entry_alone_goes_there(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，发资料200份，来了120人")
    stage.say("张敏", "今天调解邻里纠纷2件")
    stage.say("张敏", "资料份数应该是260份")
    assert values(stage, "2023-1")["资料"] == 260
    assert values(stage, "2023-2") == {"调解": 2}


def test_people_are_no_count_of_cases(stage: Stage) -> None:
    stage.say("张敏", "今天调解邻里纠纷2件")
    (reply,) = stage.say("张敏", "上一条人数改成150")
    assert values(stage, "2023-1") == {"调解": 2}
    assert "没找到" in reply.text


def test_the_latest_that_cannot_take_the_number_is_asked_about(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，发资料200份，来了120人")
    stage.say("张敏", "今天调解邻里纠纷2件")
    (reply,) = stage.say("张敏", "上一条人数改成150")
    assert reply.entries == ("2023-2", "2023-1")
    stage.press("张敏", "2023-1")
    assert values(stage, "2023-1")["受众"] == 150
    assert values(stage, "2023-2") == {"调解": 2}


def test_the_wrong_kind_tells_which_entry_is_meant(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场开板凳会，来了40人")
    stage.say("张敏", "今天调解邻里纠纷2件")
    stage.say("张敏", "不是会议，是普法活动")
    assert values(stage, "2023-2") == {"调解": 2}
    assert values(stage, "2023-1")["受众"] == 40


def test_a_wrong_kind_that_nobody_logged_turns_nothing_of_another_nature(stage: Stage) -> None:
    stage.say("张敏", "今天调解邻里纠纷5件")
    (reply,) = stage.say("张敏", "不是讲座，是普法活动")
    assert "没找到" in reply.text
    assert values(stage, "2023-1") == {"调解": 5}


def test_cases_stay_cases_under_a_kind_without_a_primary_count(stage: Stage) -> None:
    stage.say("张敏", "昨天调解邻里纠纷2起")
    stage.say("张敏", "不是调解，是矛盾排查")
    assert values(stage, "2023-1") == {"排查": 2}
    stage.say("张敏", "不是矛盾排查，是人民调解")
    assert values(stage, "2023-1") == {"调解": 2}


def test_what_begins_with_the_latest_entry_speaks_of_it(stage: Stage) -> None:
    stage.say("张敏", "今天调解邻里争水1件，赔了800元")
    stage.say("张敏", "刚才那条赔的是600元")
    assert values(stage, "2023-1") == {"调解": 1, "金额": 600}


def test_a_day_of_a_period_does_not_name_the_periods_count(stage: Stage) -> None:
    stage.say("张敏", "今天在村口发资料100份")
    stage.say("张敏", "5月调解4件")
    (reply,) = stage.say("张敏", "1号的资料改为120份")
    assert values(stage, "2023-1")["资料"] == 120
    (reply,) = stage.say("张敏", "1号地点不对")
    assert reply.entries == ("2023-1",)


def test_an_editor_finds_what_others_logged_by_its_description(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    stage.say("周丽", "昨天在小学办法治讲座，来了80人")
    stage.say("李国强", "13号那场讲座听众改成85")
    assert values(stage, "2023-2")["听众"] == 85
    assert values(stage, "2023-1")["受众"] == 120


def test_a_recorder_does_not_reach_others_entries_by_description(stage: Stage) -> None:
    stage.say("周丽", "昨天在小学办法治讲座，来了80人")
    stage.say("张敏", "13号那场讲座听众改成85")
    assert values(stage, "2023-1")["听众"] == 80


def test_a_card_of_several_entries_is_told_apart_by_what_they_count(stage: Stage) -> None:
    stage.say("张敏", "今天上午在村委会办了法治讲座，听课45人；下午调解邻里纠纷2件")
    stage.reply("张敏", "调解是3件", "2023-1")
    assert values(stage, "2023-2")["调解"] == 3
    assert values(stage, "2023-1")["听众"] == 45


@pytest.mark.parametrize("text", ["收到", "好的", "对", "👍", "辛苦了", "今年调解了多少件？", "明天再去一次"])
def test_an_answer_to_a_card_that_corrects_nothing_changes_nothing(stage: Stage, text: str) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    before = entry(stage, "2023-1")
    stage.reply("张敏", text, "2023-1")
    assert entry(stage, "2023-1") == before
    assert actions(stage, "2023-1") == ["record"]


@pytest.mark.parametrize("text", ["今天又调解了一起纠纷", "今天上午在小学办法治讲座，来了80名学生"])
def test_a_report_that_happens_to_answer_a_card_is_logged_on_its_own(stage: Stage, text: str) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    stage.reply("张敏", text, "2023-1")
    assert entry(stage, "2023-2").on.isoformat() == "2023-06-14"
    assert values(stage, "2023-1") == {"活动": 1, "受众": 120}


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [("150人", "受众", 150), ("还发了资料200份", "资料", 200), ("横幅5条", "横幅", 5), ("150", "受众", 150)],
)
def test_a_bare_value_that_answers_a_card_is_its_figure(
    stage: Stage, text: str, measure: str, value: int
) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    stage.reply("张敏", text, "2023-1")
    assert values(stage, "2023-1")[measure] == value


def test_answering_ones_own_message_is_answering_its_card(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    asked = stage.last_message["张敏"]
    stage.say("张敏", "今天调解邻里纠纷2件")
    stage.say("张敏", "人数改成150", reply_to=asked)
    assert values(stage, "2023-1")["受众"] == 150


def test_a_correction_in_the_form_of_a_report_makes_no_second_entry(stage: Stage) -> None:
    stage.say("张敏", "昨天在小学办法治讲座，来了60人")
    stage.say("张敏", "昨天讲座听众点名点重了，改成52人")
    assert values(stage, "2023-1")["听众"] == 52
    with stage.database.work() as work:
        assert len(work.ledger.find(work.members.town(stage.town).id)) == 1


def test_a_month_that_is_named_is_the_months_own_count(stage: Stage) -> None:
    stage.say("张敏", "今天调解邻里纠纷2件")
    stage.say("张敏", "5月调解邻里纠纷8件")
    stage.say("张敏", "5月12日调解邻里纠纷1件")
    stage.say("张敏", "5月那条调解改成9件")
    assert values(stage, "2023-2")["调解"] == 9
    assert values(stage, "2023-3")["调解"] == 1


def test_a_viewer_changes_nothing_by_words(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    assert "只能查看" in stage.say("陈静", "1号人数改成5")[0].text
    assert values(stage, "2023-1")["受众"] == 120


def test_an_edited_message_that_says_the_same_changes_nothing(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    assert stage.edit("张敏", "昨天在文化广场普法，来了120人") == []
    assert stage.edit("张敏", "昨天在文化广场普法，来了120人。") == []
    assert values(stage, "2023-1")["受众"] == 120


def test_an_edit_is_read_as_of_the_day_when_the_message_was_sent(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    stage.now = datetime(2023, 6, 20, 10, 0, tzinfo=ZONE)
    stage.edit("张敏", "昨天在文化广场普法，来了130人")
    assert entry(stage, "2023-1").on.isoformat() == "2023-06-13"
    assert values(stage, "2023-1")["受众"] == 130


def test_who_may_no_longer_write_cannot_edit_either(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    with stage.database.work() as work:
        member = work.members.by_account(CHANNEL, "张敏")
        assert member is not None
        work.members.set_role(member.id, Role.VIEWER)
    assert "只能查看" in stage.edit("张敏", "昨天在文化广场普法，来了999人")[0].text
    assert values(stage, "2023-1")["受众"] == 120


def test_undo_brings_back_what_an_amendment_changed_to_the_last_detail(stage: Stage) -> None:
    stage.say("张敏", "昨天在文化广场普法，发了300多份资料，来了120人左右")
    before = entry(stage, "2023-1")
    stage.reply("张敏", "不是宣传，是讲座", None)
    stage.say("张敏", "/undo")
    after = entry(stage, "2023-1")
    assert (after.kind, after.place, after.on) == (before.kind, before.place, before.on)
    assert {(f.measure, f.value, f.hedge, f.implied) for f in after.figures} == {
        (f.measure, f.value, f.hedge, f.implied) for f in before.figures
    }


def test_undo_of_several_entries_takes_all_of_the_message(stage: Stage) -> None:
    stage.say("张敏", "今天上午在村委会办了法治讲座，听课45人；下午调解邻里纠纷2件")
    stage.say("张敏", "/undo")
    assert {entry(stage, number).state for number in ("2023-1", "2023-2")} == {EntryState.WITHDRAWN}


PARTS = """昨天 上一条 改成 150 人 撤销 1号 普法 调解 多少 恢复 、 替虹桥村报： 不是 是 讲座 资料 份
/list /show /undo 2023-1 ？ 都 删 又 村委会 谁还没报"""
WORDS = st.sampled_from([*PARTS.split(), " ", "\n", "\ud800"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=8), reply=st.booleans(), kind=st.sampled_from(["text", "edit"]))
def test_no_mixture_of_words_makes_the_conversation_fail(
    stage: Stage, words: list[str], reply: bool, kind: str
) -> None:
    text = "".join(words)
    if not stage.sent:
        stage.say("李国强", "昨天在文化广场普法，来了120人")
    known = next(one.id for one in reversed(stage.sent))
    more: dict[str, object] = {"reply_to": known} if reply else {}
    if kind == "edit":
        more |= {"type": IncomingType.EDIT, "message_id": stage.last_message["李国强"]}
    for answer in stage.say("李国强", text, **more):
        assert answer.text.strip() or answer.toast


@pytest.mark.parametrize("label", ["改", "撤销", "补充", "种类", "日期", "受众", "不改了", "恢复"])
def test_no_order_of_buttons_makes_the_conversation_fail(stage: Stage, label: str) -> None:
    stage.say("张敏", "昨天在文化广场普法，来了120人")
    seen = [button for sent in stage.sent for row in sent.reply.buttons for button in row]
    for first in ("改", "补充", "撤销"):
        stage.press("张敏", first) if any(b.label == first for b in seen) else None
        for sent in list(stage.sent):
            for row in sent.reply.buttons:
                for button in row:
                    if button.label == label:
                        stage.say("张敏", "", type=IncomingType.PRESS, data=button.data, message_id=sent.id)
        seen = [button for row in stage.sent[-1].reply.buttons for button in row]
    assert entry(stage, "2023-1").number == "2023-1"
