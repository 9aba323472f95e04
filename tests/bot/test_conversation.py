"""What nobody ought to send, and what nobody ought to see."""

import pytest

from bot import phrases
from bot.messages import IncomingType
from storage.records import EntryState
from tests.dialogs.stage import Stage

LOGGED = "昨天在文化广场普法，来了120人"


def town_entries(stage: Stage) -> list[str]:
    with stage.database.work() as work:
        return [entry.number for entry in work.ledger.find(work.members.town(stage.town).id)]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t", "👍👍", "？？？", "字" * 10_000, "a" * 10_000, "\x00\x01\x02", "\ud800\udfff",
        "\u202e\u200b", "/", "//", "/ list", "/nonsense", "／帮助", "/draft abcd", "/draft 1899",
        "/show", "/show abc", "/show -1", "/show 2023-0", "/show 99999999999", "/list \ud800", "/stats 13月",
        "/why", "/why 0", "/why \x00", "/words 删", "/outline x", "/start x", "/log", "/undo 5", "/todo x",
        "/draft 2021", "9" * 400, "1/0", "2月30日调解1件", "调解-5件", "调解99999999999999999999件",
    ],
)  # fmt: skip
def test_whatever_is_sent_gets_a_clear_answer(stage: Stage, text: str) -> None:
    replies = stage.say("张敏", text)
    assert replies
    for reply in replies:
        assert reply.text.strip()
        assert len(reply.text) < 4000
        assert "Traceback" not in reply.text
        assert "Error" not in reply.text


def test_ten_thousand_characters_that_tell_of_work_are_logged(stage: Stage) -> None:
    replies = stage.say("张敏", LOGGED + "。" + "大家都很认真，" * 1_400)
    assert town_entries(stage) == ["2023-1"]
    assert len(replies[0].text) < 4000


@pytest.mark.parametrize(
    "text", [LOGGED, "/list", "/show 1", "/stats", "/help", "/whoami", "1号撤销", "今年调解了多少件？"]
)
def test_who_is_no_member_learns_how_to_join_and_nothing_else(stage: Stage, text: str) -> None:
    stage.say("张敏", LOGGED)
    assert [reply.text for reply in stage.say("外人", text)] == [phrases.HOW_TO_JOIN]
    assert town_entries(stage) == ["2023-1"]


def test_who_has_left_is_no_member(stage: Stage) -> None:
    with stage.database.work() as work:
        member = work.members.by_account("test", "张敏")
        assert member is not None
        work.members.deactivate(member.id)
    assert [reply.text for reply in stage.say("张敏", LOGGED)] == [phrases.HOW_TO_JOIN]


def test_a_group_hears_nothing_where_nobody_spoke_to_the_bot(stage: Stage) -> None:
    stage.add_group()
    assert stage.say("张敏", "大家早上好", chat="群", private=False) == []
    assert stage.say("外人", "大家早上好", chat="群", private=False, addressed=False) == []
    assert (
        stage.say("张敏", "", chat="群", private=False, type=IncomingType.OTHER, attachment="sticker") == []
    )
    assert stage.say("张敏", LOGGED, chat="群", private=False)[0].entries == ("2023-1",)


@pytest.mark.parametrize(
    "data", ["", "nonsense", "e|1", "w|1|2023-99", "o|1|999|0", "o|1|x|y", "l|1|0|a|b|c|d", "zz|1|2"]
)
def test_a_button_that_is_none_of_ours_changes_nothing(stage: Stage, data: str) -> None:
    stage.say("张敏", LOGGED)
    replies = stage.say("张敏", "", type=IncomingType.PRESS, data=data)
    assert [reply.toast for reply in replies] == [phrases.STALE_BUTTON]


def test_a_button_of_somebody_else_changes_nothing(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    assert stage.press("周丽", "撤销")[0].toast == phrases.NOT_YOUR_BUTTON
    assert town_entries(stage) == ["2023-1"]


def test_a_button_on_a_withdrawn_entry_changes_nothing(stage: Stage) -> None:
    card = stage.say("张敏", LOGGED)[0]
    stage.press("张敏", "撤销")
    for button in card.buttons[0]:
        reply = stage.say("张敏", "", type=IncomingType.PRESS, data=button.data)[0]
        assert "已经撤销" in reply.toast
    assert town_entries(stage) == []


def test_a_button_counts_once(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    stage.press("张敏", "撤销")
    restore = stage.sent[-1].reply.buttons[0][0].data
    stage.say("张敏", "", type=IncomingType.PRESS, data=restore)
    again = stage.say("张敏", "", type=IncomingType.PRESS, data=restore)
    assert "没有撤销" in again[0].toast
    assert town_entries(stage) == ["2023-1"]


def test_who_may_no_longer_write_cannot_press_either(stage: Stage) -> None:
    from storage.records import Role

    stage.say("张敏", LOGGED)
    with stage.database.work() as work:
        member = work.members.by_account("test", "张敏")
        assert member is not None
        work.members.set_role(member.id, Role.VIEWER)
    assert stage.press("张敏", "撤销")[0].toast
    assert town_entries(stage) == ["2023-1"]


@pytest.mark.parametrize(
    "number", ["13800001234", "138 0000 1234", "330102199003071234", "１３８００００１２３４"]
)
def test_a_private_persons_number_is_masked_wherever_it_is_shown(stage: Stage, number: str) -> None:
    stage.say("张敏", f"昨天调解一起邻里纠纷，当事人电话{number}")
    shown = [*stage.say("张敏", "/show 1"), *stage.say("张敏", "/list"), *stage.say("李国强", "/show 1")]
    shown += [*stage.say("张敏", f"/words 删 {number}"), *stage.say("张敏", f"/show {number}")]
    assert shown
    for reply in shown:
        assert number not in reply.text
        assert "13800001234" not in reply.text


def test_the_words_of_a_message_are_shown_to_its_sender_and_the_editors_alone(stage: Stage) -> None:
    stage.say("张敏", "昨天调解一起邻里纠纷，老王和老赵和好了")
    assert "老王" in stage.say("张敏", "/show 1")[0].text
    assert "老王" in stage.say("李国强", "/show 1")[0].text
    for other in ("周丽", "陈静"):
        assert "老王" not in stage.say(other, "/show 1")[0].text
        assert "老王" not in stage.say(other, "/list 全镇")[0].text


def test_a_year_of_entries_is_listed_in_pages_that_fit(stage: Stage) -> None:
    for day in range(1, 25):
        stage.say("张敏", f"5月{day}日调解邻里纠纷1件")
    first = stage.say("张敏", "/list")[0]
    assert "第1/3页" in first.text
    second = stage.press("张敏", "下一页")[0]
    assert "第2/3页" in second.text
    assert second.edits
    assert [button.label for button in second.buttons[0]] == ["上一页", "下一页"]
    assert "第3/3页" in stage.press("张敏", "下一页")[0].text


def test_every_button_fits_into_telegrams_limit(stage: Stage) -> None:
    for name, text in (
        ("张敏", LOGGED), ("李国强", "/outline"),
        ("张敏", "今天上午在村委会办了讲座，来了45人；下午调解邻里纠纷2件"),
        ("张敏", "/log 送了一床被子"),
    ):  # fmt: skip
        stage.say(name, text, message_id="m" * 30)
    stage.press("张敏", "改")
    for sent in stage.sent:
        for row in sent.reply.buttons:
            assert all(len(button.data.encode()) <= 64 for button in row)


def test_an_open_question_never_swallows_a_message_of_its_own(stage: Stage) -> None:
    stage.say("张敏", "/log 送了一床被子")
    reply = stage.say("张敏", "昨天在小学办法治讲座，来了90人")[0]
    assert reply.entries == ("2023-2",)
    with stage.database.work() as work:
        town = work.members.town(stage.town)
        assert work.ledger.get(town.id, "2023-1").state is EntryState.PENDING


def test_a_question_that_is_answered_by_its_button_twice_is_answered_once(stage: Stage) -> None:
    stage.say("张敏", "/log 送了一床被子")
    data = stage.sent[-1].reply.buttons[0][0].data
    assert stage.say("张敏", "", type=IncomingType.PRESS, data=data)[0].text.startswith("已改")
    assert stage.say("张敏", "", type=IncomingType.PRESS, data=data)[0].toast == phrases.STALE_BUTTON


def test_the_report_comes_as_a_document_with_three_lines_on_what_is_missing(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    reply = stage.say("李国强", "/draft 2023")[0]
    assert reply.document is not None
    assert reply.document.filename.endswith(".docx")
    assert reply.document.content.startswith(b"PK")
    lines = reply.text.splitlines()
    assert [line.startswith("· ") for line in lines[:5]] == [False, False, True, True, True]
    assert "没有记录可写" in lines[3]


def test_a_figure_named_in_answer_to_the_draft_is_traced_to_its_entries(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    stage.say("李国强", "/draft 2023")
    draft = stage.sent[-1].id
    for asked in ("120", "120人次怎么来的", "受众120人次是哪几条？", "普法活动"):
        told = stage.say("李国强", asked, reply_to=draft)[0].text
        assert "2023-1 普法活动" in told, asked
    assert "没有找到" in stage.say("李国强", "7777件怎么来的？", reply_to=draft)[0].text
    logged = stage.say("李国强", "昨天下午调解邻里纠纷1件", reply_to=draft)[0].text
    assert logged.startswith("已记 2023-2 人民调解")


def test_why_knows_a_kind_by_a_part_of_its_name(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    assert "2023-1 普法活动" in stage.say("张敏", "/why 普法")[0].text


def test_towns_do_not_see_each_other(stage: Stage) -> None:
    stage.say("张敏", LOGGED)
    with stage.database.work() as work:
        other = work.members.add_town("柳林镇")
        unit = work.members.add_unit(other.id, "司法所")
        from storage.records import Role

        member = work.members.add_member(other.id, unit.id, "邻镇人", Role.ADMIN)
        work.members.link(member.id, "test", "邻镇人")
    assert "没有" in stage.say("邻镇人", "/show 2023-1")[0].text
    assert "没有" in stage.say("邻镇人", "/list")[0].text
    assert stage.say("邻镇人", "2023-1撤销")[0].entries == ()
    assert town_entries(stage) == ["2023-1"]


def test_control_characters_reach_neither_the_ledger_nor_a_card(stage: Stage) -> None:
    reply = stage.say("张敏", "昨天在\u202e文化\x07广场普法，\x00来了120人\x1b[31m")[0]
    with stage.database.work() as work:
        entry = work.ledger.get(work.members.town(stage.town).id, "2023-1")
    assert entry.place == "文化广场"
    for text in (reply.text, entry.text):
        assert not any(mark in text for mark in "\u202e\x07\x00\x1b")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("替柳湾村报：昨天调解邻里纠纷1件", "柳湾村"),
        ("代柳湾村补报，昨天调解邻里纠纷1件", "柳湾村"),
        ("帮柳湾村记一下 昨天调解邻里纠纷1件", "柳湾村"),
        ("替我们村报：昨天调解邻里纠纷1件", "司法所"),
        ("帮老人登记，调解赡养纠纷1件", "司法所"),
    ],
)
def test_a_report_for_another_unit_is_told_from_work_for_others(stage: Stage, text: str, unit: str) -> None:
    stage.say("李国强", text)
    with stage.database.work() as work:
        entry = work.ledger.get(work.members.town(stage.town).id, "2023-1")
    assert (entry.unit.name, entry.member_name, entry.kind) == (unit, "李国强", "人民调解")


def test_a_report_for_a_unit_that_does_not_exist_is_asked_back(stage: Stage) -> None:
    assert "没有“红桥村”" in stage.say("李国强", "替红桥村报：昨天调解邻里纠纷1件")[0].text
    assert town_entries(stage) == []
