"""A letterhead from /letterhead to the report that is set into it, through conversation and fetcher."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import letterhead_phrases as phrases
from bot.evidence import jobs
from bot.messages import Reply
from bot.payloads import read_reply
from drafting.word.edited_reader import read_edited
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from tests.dialogs.stage import CHANNEL, ZONE, Sent, Stage
from tests.drafting.letterhead import papers

ADMIN, EDITOR, CLERK = "钟瑞", "李国强", "张敏"


class Office(Stage):
    """A stage that also fetches what was sent."""

    folder: Path

    def fetch(self, name: str, content: bytes) -> Reply:
        """What comes back for the document that is wanted."""
        now = self.now
        with self.database.work() as work:
            [file] = work.evidence.claim(now, 9, CHANNEL)
        jobs.carry_out(self.database, EvidenceFiles(self.folder), file, content, now)
        with self.database.work() as work:
            [item] = work.outbox.claim(now, 9)
            work.outbox.sent(item.id, f"b{item.id}")
        reply = read_reply(item.payload, item.document)
        self.sent.append(Sent(f"b{item.id}", name, reply))
        return reply

    def send(self, name: str, content: bytes, text: str = "", filename: str = "红头.docx") -> Reply:
        self.sends(name, filename, text=text)
        return self.fetch(name, content)


@pytest.fixture
def office(ledger_url: str, tmp_path: Path) -> Iterator[Office]:
    database = Database(ledger_url)
    database.upgrade()
    stage = Office(database)
    stage.folder = tmp_path / "evidence"
    stage.now = datetime(2023, 12, 20, 10, 20, tzinfo=ZONE)
    stage.settle()
    for name, unit, role in (
        (ADMIN, "党政办", "管理"),
        (EDITOR, "司法所", "编辑"),
        (CLERK, "虹桥村", "记录"),
    ):
        stage.add_person(name, unit, role)
    yield stage
    database.close()


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def texts(reply: Reply) -> list[str]:
    assert reply.document is not None
    return papers.texts(papers.opened(reply.document.content))


def test_an_admin_sets_a_letterhead_and_reports_are_set_into_it(office: Office) -> None:
    office.say(CLERK, "昨天调解邻里纠纷3件，成功3件")
    office.say(ADMIN, "/letterhead")
    found = office.send(ADMIN, papers.letterhead())
    assert found.text.startswith("“红头.docx”可以用")
    assert labels(found) == [phrases.USE, phrases.NOT]
    assert texts(found)[0] == "青石镇人民政府文件"
    (plain,) = office.say(EDITOR, "/draft 2023")
    assert texts(plain)[0] != "青石镇人民政府文件"
    office.press(ADMIN, phrases.USE)
    (drafted,) = office.say(EDITOR, "/draft 2023 青政发〔2024〕3号")
    assert texts(drafted)[:2] == ["青石镇人民政府文件", "青政发〔2024〕3号"]
    assert "套的是本镇红头" in drafted.text
    assert drafted.document is not None
    assert read_edited(drafted.document.content).printed.year == 2023
    assert "发文字号还空着" not in drafted.text
    (without,) = office.say(EDITOR, "/draft 2023 不带红头")
    assert texts(without)[0] != "青石镇人民政府文件"
    (clean,) = office.say(EDITOR, "/draft 2023 不带批注")
    assert "发文字号还空着" in clean.text
    assert "数据来源表" not in texts(clean)
    assert texts(clean)[0] == "青石镇人民政府文件"


def test_what_is_wrong_is_listed_and_nothing_is_set(office: Office) -> None:
    found = office.send(ADMIN, papers.plain("{{ 标题 }}", "{{ 标提 }}", "全年调解209件"), "/letterhead")
    assert found.text.split("\n")[0] == "“红头.docx”还不能用，先改好这2处（打✗的）："
    assert "是不是“标题”？" in found.text
    assert "没有写“{{ 正文 }}”" in found.text
    assert "“209件”" in found.text
    assert found.document is None
    assert not found.buttons
    assert "还没有红头模板" in office.say(ADMIN, "/letterhead")[0].text


def test_a_sample_that_is_not_liked_changes_nothing(office: Office) -> None:
    office.send(ADMIN, papers.letterhead(), "红头模板")
    office.press(ADMIN, phrases.NOT)
    assert "还没有红头模板" in office.say(ADMIN, "/letterhead")[0].text


def test_a_letterhead_is_put_away_and_taken_up_again(office: Office) -> None:
    content = papers.letterhead()
    office.send(ADMIN, content, "/letterhead")
    office.press(ADMIN, phrases.USE)
    assert "“红头.docx”，钟瑞12月20日" in office.say(EDITOR, "/letterhead")[0].text
    (kept,) = office.say(EDITOR, "/letterhead 看")
    assert kept.document is not None
    assert kept.document.content == content
    office.say(ADMIN, "/letterhead")
    office.press(ADMIN, phrases.AWAY)
    assert "还没有红头模板" in office.say(EDITOR, "/letterhead")[0].text
    office.press(ADMIN, phrases.AGAIN)
    assert "“红头.docx”" in office.say(EDITOR, "/letterhead")[0].text


def test_who_has_none_gets_one_to_begin_with(office: Office) -> None:
    (told,) = office.say(ADMIN, "/letterhead 样板")
    assert told.document is not None
    office.say(ADMIN, "/letterhead")
    found = office.send(ADMIN, told.document.content)
    assert "没有发现问题" in found.text
    assert texts(found)[0] == "青石镇人民政府文件"


def test_only_an_admin_may(office: Office) -> None:
    for name in (EDITOR, CLERK):
        (told,) = office.sends(name, "红头.docx", text="/letterhead")
        assert told.text == phrases.BY_ADMIN
        assert phrases.BY_ADMIN in office.say(name, "/letterhead 不用")[0].text


def test_the_announcement_holds_for_ten_minutes(office: Office) -> None:
    office.say(ADMIN, "/letterhead")
    office.now += timedelta(minutes=11)
    (asked,) = office.sends(ADMIN, "别的.docx")
    assert phrases.OFFER in labels(asked)
    (asked,) = office.sends(EDITOR, "别的.docx")
    assert phrases.OFFER not in labels(asked)


def test_a_photo_in_between_is_no_letterhead(office: Office) -> None:
    office.say(ADMIN, "/letterhead")
    assert "照片" in office.sends(ADMIN, "")[0].text
    office.sends(ADMIN, "红头.docx")
    assert office.fetch(ADMIN, papers.letterhead()).document is not None


def test_a_letterhead_that_is_sent_as_a_report_is_known_by_its_marks(office: Office) -> None:
    office.sends(EDITOR, "报告.docx", text="核对")
    told = office.fetch(EDITOR, papers.letterhead())
    assert told.text == phrases.NOT_A_REPORT.format(name="报告.docx")
    office.sends(ADMIN, "报告.docx", text="核对")
    assert labels(office.fetch(ADMIN, papers.letterhead())) == [phrases.USE, phrases.NOT]


def test_a_letterhead_that_no_longer_fills_leaves_the_plain_report(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.say(CLERK, "昨天调解邻里纠纷3件，成功3件")
    office.send(ADMIN, papers.letterhead(), "/letterhead")
    office.press(ADMIN, phrases.USE)
    monkeypatch.setattr("bot.documents.SECONDS", 0.01)
    (drafted,) = office.say(EDITOR, "/draft 2023")
    assert "红头没套上" in drafted.text
    assert texts(drafted)[0] != "青石镇人民政府文件"
