"""The real conversation over Telegram, from joining to the report."""

from datetime import UTC, datetime, timedelta

from bot.processing import process
from storage.database import Database
from storage.records import EntryState, Role
from tests.botapi import BotApi, Sent
from tests.botapi.running import running


def found_town(database: Database) -> str:
    """A town with an invitation for its first administrator; the code."""
    with database.work() as work:
        town = work.members.add_town("青石镇", superior="县委、县政府")
        unit = work.members.add_unit(town.id, "司法所")
        work.members.add_unit(town.id, "柳树村")
        return work.members.invite(town.id, unit.id, Role.ADMIN, datetime.now(UTC) + timedelta(days=7)).code


def last(api: BotApi, count: int) -> Sent:
    api.wait(lambda: len(api.sent(7)) >= count)
    return api.sent(7)[-1]


def press(api: BotApi, card: Sent, label: str) -> str:
    [data] = [one["callback_data"] for row in card.buttons for one in row if one["text"] == label]
    return api.presses(7, card.message_id, data)


def test_joining_logging_amending_undoing_and_the_report(api: BotApi, database: Database) -> None:
    code = found_town(database)
    with running(api, database, lambda item: process(database, item)):
        api.says(7, "昨天在柳树村普法一场")
        assert "普法活动" not in last(api, 1).text, "a stranger's message is no entry"
        api.says(7, f"/start {code}")
        assert "青石镇" in last(api, 2).text
        said = api.says(7, "昨天在柳树村开展普法活动1场，发放资料300份")
        card = last(api, 3)
        assert "2023-1" in card.text
        assert "300" in card.text
        api.edits(7, said, "昨天在柳树村开展普法活动1场，发放资料350份")
        api.wait(lambda: any("350" in text for sent in api.sent(7) for text in sent.texts))
        api.says(7, "资料改成360份", reply_to=card.message_id)
        api.wait(lambda: any("360" in text for sent in api.sent(7) for text in sent.texts))
        query = press(api, card, "撤销")
        api.wait(lambda: query in api.state.presses)
        api.wait(lambda: "已撤销" in card.text)
        api.says(7, "昨天调解邻里纠纷2件，都成功了")
        api.wait(lambda: any("2023-2" in sent.text for sent in api.sent(7)))
        api.says(7, "/draft 2023")
        api.wait(lambda: any(sent.filename for sent in api.sent(7)), 30)
    [report] = [sent for sent in api.sent(7) if sent.filename]
    assert report.filename
    assert report.filename.endswith(".docx")
    assert report.content
    assert report.content.startswith(b"PK")
    with database.work() as work:
        entry = work.ledger.get(work.members.town("青石镇").id, "2023-1")
    assert entry.state is EntryState.WITHDRAWN
    assert {int(figure.value) for figure in entry.figures} == {1, 360}
