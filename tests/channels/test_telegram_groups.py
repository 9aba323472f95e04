"""Groups over Telegram: joining, privacy mode on and off, a move to a supergroup, leaving."""

import logging

import pytest

from bot.processing import process
from bot.settings_words import KINDS
from storage.database import Database
from storage.records import GroupState, Role, Town
from tests.botapi import BotApi, Sent
from tests.botapi.running import running

GROUP, SUPERGROUP = -501, -100501
CLERK, ADMIN, STRANGER = 7, 8, 9
LOG = "昨天在文化广场开展普法活动1场，发放资料300份，120人参加"


def settle(database: Database) -> Town:
    """青石镇 with a clerk and an admin, and no reminders: the process goes by the real clock."""
    with database.work() as work:
        town = work.members.add_town("青石镇", superior="县委、县政府")
        work.members.update_town(town.id, settings={"no_notices": list(KINDS)})
        for account, name, unit, role in (
            (CLERK, "张敏", "虹桥村", Role.RECORDER),
            (ADMIN, "李国强", "司法所", Role.ADMIN),
        ):
            place = work.members.add_unit(town.id, unit)
            member = work.members.add_member(town.id, place.id, name, role)
            work.members.link(member.id, "telegram", str(account))
    return town


def button(sent: Sent, label: str) -> str:
    [data] = [one["callback_data"] for row in sent.buttons for one in row if label in one["text"]]
    return data


def serve(api: BotApi, database: Database, label: str = "服务这个群") -> None:
    """The clerk puts the bot into the group and the admin agrees."""
    api.says(ADMIN, "/whoami", name="李国强")
    api.wait(lambda: api.sent(ADMIN))
    api.puts_into_group(GROUP, CLERK, name="张敏")
    api.wait(lambda: len(api.sent(ADMIN)) == 2)
    asked = api.sent(ADMIN)[1]
    assert "青石镇工作群" in asked.text
    assert "张敏" in asked.text
    assert api.sent(GROUP) == []
    api.presses(ADMIN, asked.message_id, button(asked, label))
    api.wait(lambda: api.sent(GROUP))


def test_a_group_is_served_after_an_admin_agreed_and_plain_logs_get_one_short_card(
    api: BotApi, database: Database
) -> None:
    settle(database)
    with running(api, database, lambda item: process(database, item)):
        serve(api, database)
        for talk in ("大家早上好", "下午三点开会，请带好材料", "收到", "今年普法几场？"):
            api.group_says(GROUP, CLERK, talk)
        api.group_says(GROUP, STRANGER, LOG)
        api.group_says(GROUP, CLERK, LOG)
        api.wait(lambda: len(api.sent(GROUP)) == 2)
        card = api.sent(GROUP)[1]
        assert card.text.startswith("已记 2023-1 普法活动")
        assert card.text.count("\n") == 0
        api.group_presses(GROUP, CLERK, card.message_id, button(card, "撤销"))
        api.wait(lambda: card.text.startswith("已撤销"))
    assert len(api.sent(GROUP)) == 2
    assert api.state.left == []


def test_with_privacy_mode_on_commands_mentions_and_answers_are_heard(
    api: BotApi, database: Database
) -> None:
    settle(database)
    with running(api, database, lambda item: process(database, item)):
        serve(api, database)
        api.group_says(GROUP, CLERK, f"/log@fazhi_test_bot {LOG}")
        api.wait(lambda: len(api.sent(GROUP)) == 2)
        api.group_says(GROUP, CLERK, "@fazhi_test_bot 昨天调解王某家邻里纠纷1件，成功1件，电话13812345678")
        api.wait(lambda: len(api.sent(GROUP)) == 3)
        api.group_says(GROUP, CLERK, "人数改成150", reply_to=api.sent(GROUP)[1].message_id)
        api.wait(lambda: any("150" in text for one in api.sent(GROUP) for text in one.texts))
        api.group_says(GROUP, CLERK, f"/log@other_bot {LOG}")
        api.says(ADMIN, "/whoami", name="李国强")
        api.wait(lambda: len(api.sent(ADMIN)) >= 3)
    closed = api.sent(GROUP)[2].text
    assert "人民调解" in closed
    assert "调解1件" in closed
    for hidden in ("王某", "邻里", "138"):
        assert hidden not in closed


def test_a_stranger_is_told_once_how_to_join_and_a_code_in_a_group_is_used_up(
    api: BotApi, database: Database
) -> None:
    settle(database)
    with running(api, database, lambda item: process(database, item)):
        serve(api, database)
        for _ in range(3):
            api.group_says(GROUP, STRANGER, "@fazhi_test_bot 这个怎么用", name="王强")
        api.wait(lambda: len(api.sent(GROUP)) == 2)
        api.says(ADMIN, "/whoami", name="李国强")
        api.wait(lambda: len(api.sent(ADMIN)) >= 3)
    told = api.sent(GROUP)[1].text
    assert len(api.sent(GROUP)) == 2
    assert "私聊" in told
    for secret in ("青石镇", "虹桥村", "张敏"):
        assert secret not in told


def test_a_group_that_becomes_a_supergroup_is_followed_everywhere(api: BotApi, database: Database) -> None:
    town = settle(database)
    with running(api, database, lambda item: process(database, item)):
        serve(api, database, "每月汇总也发到这里")
        api.group_says(GROUP, CLERK, LOG)
        api.wait(lambda: len(api.sent(GROUP)) == 2)
        card = api.sent(GROUP)[1]
        api.becomes_supergroup(GROUP, SUPERGROUP)
        api.group_says(SUPERGROUP, CLERK, "人数改成150", reply_to=card.message_id)
        api.wait(lambda: api.sent(SUPERGROUP))
    assert "150人次" in api.sent(SUPERGROUP)[0].text
    with database.work() as work:
        assert work.members.town_by_id(town.id).chat == ("telegram", str(SUPERGROUP))
        group = work.groups.of_chat("telegram", str(SUPERGROUP))
        assert group
        assert group.state is GroupState.SERVED
        assert work.groups.of_chat("telegram", str(GROUP)) is None


def test_a_reply_to_a_group_that_has_moved_arrives_in_the_new_one(api: BotApi, database: Database) -> None:
    settle(database)
    with running(api, database, lambda item: process(database, item)):
        serve(api, database)
        api.fail("sendMessage", 400, migrate_to=SUPERGROUP, chat=str(GROUP))
        api.group_says(GROUP, CLERK, LOG)
        api.wait(lambda: api.sent(SUPERGROUP))
    assert api.sent(SUPERGROUP)[0].text.startswith("已记 2023-1")


def test_where_the_admin_says_no_the_bot_leaves(api: BotApi, database: Database) -> None:
    settle(database)
    with running(api, database, lambda item: process(database, item)):
        api.says(ADMIN, "/whoami", name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        api.puts_into_group(GROUP, CLERK, name="张敏")
        api.wait(lambda: len(api.sent(ADMIN)) == 2)
        asked = api.sent(ADMIN)[1]
        api.presses(ADMIN, asked.message_id, button(asked, "不服务"))
        api.wait(lambda: api.state.left)
        api.puts_into_group(GROUP, ADMIN, name="李国强", out=True)
        api.group_says(GROUP, CLERK, LOG)
        api.says(ADMIN, "/whoami", name="李国强")
        api.wait(lambda: len(api.sent(ADMIN)) == 3)
    assert api.state.left == [GROUP]
    assert api.sent(GROUP) == []


def test_a_stranger_among_several_towns_gets_no_bot(api: BotApi, database: Database) -> None:
    settle(database)
    with database.work() as work:
        work.members.add_town("柳林镇")
    with running(api, database, lambda item: process(database, item)):
        api.puts_into_group(GROUP, STRANGER, name="王强")
        api.wait(lambda: api.state.left)
    assert api.sent() == []


@pytest.mark.parametrize(("reads", "words"), [(True, "privacy mode is off"), (False, "privacy mode is on")])
def test_the_bot_says_at_start_which_mode_it_has(
    reads: bool, words: str, api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    api.state.reads_groups = reads
    caplog.set_level(logging.INFO, "fazhibot.telegram")
    with running(api, database, lambda item: process(database, item)):
        api.wait(lambda: words in caplog.text)
