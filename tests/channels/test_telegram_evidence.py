"""Photos, albums and documents over Telegram: fetched, kept once, listed and sent, or refused."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import reports
from bot.processing import process
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.records import FileState, SentFile, Town
from tests.botapi import BotApi
from tests.botapi.running import Running, running
from tests.channels.test_run_process import run
from tests.channels.test_telegram_groups import ADMIN, CLERK, LOG, button, settle
from tests.crash.harness import url

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
PDF = b"%PDF-1.7\n" + b"x" * 2000


@contextmanager
def bot(api: BotApi, database: Database, folder: Path) -> Iterator[Running]:
    with running(
        api, database, lambda item: process(database, item), files=EvidenceFiles(folder / "evidence")
    ) as started:
        yield started


def evidence(database: Database, town: Town, number: str = "2023-1") -> list[SentFile]:
    with database.work() as work:
        return work.evidence.of_entry(town.id, number)


def fetched(database: Database, town: Town, count: int) -> bool:
    files = evidence(database, town)
    return len(files) == count and all(one.state is FileState.FETCHED for one in files)


def kept(folder: Path) -> dict[str, bytes]:
    """Path → content of all that lies in the evidence folder."""
    root = folder / "evidence"
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_a_captioned_album_and_a_document_after_the_card_are_kept_once_listed_and_sent(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    other = JPEG + b"2"
    with bot(api, database, tmp_path):
        api.says(CLERK, caption=LOG, photo=api.photo(JPEG), media_group_id="a")
        api.says(CLERK, photo=api.photo(other), media_group_id="a")
        api.says(CLERK, photo=api.photo(JPEG), media_group_id="a")
        api.wait(lambda: api.sent(CLERK))
        api.says(CLERK, document=api.document(PDF, "签到表.pdf"))
        api.wait(lambda: fetched(database, town, 4), 20)
        api.says(CLERK, "/show 1")
        api.wait(lambda: any("照片3张、《签到表.pdf》" in one.text for one in api.sent(CLERK)))
        api.says(CLERK, "/evidence 1")
        api.wait(lambda: sum(bool(one.content) for one in api.sent(CLERK)) == 4, 20)
    sent = [one for one in api.sent(CLERK) if one.content]
    assert sorted(one.content or b"" for one in sent) == sorted([JPEG, JPEG, other, PDF])
    digests = {hashlib.sha256(content).hexdigest(): content for content in (JPEG, other, PDF)}
    assert kept(tmp_path) == {f"{one[:2]}/{one[2:4]}/{one}": content for one, content in digests.items()}


def test_an_answer_to_the_card_is_evidence_also_later(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        api.says(CLERK, LOG)
        api.wait(lambda: api.sent(CLERK))
        card = api.sent(CLERK)[0]
        later = 1_700_000_000 + 86_400
        api.says(CLERK, photo=api.photo(JPEG), date=later)
        api.wait(lambda: len(api.sent(CLERK)) == 2)
        assert evidence(database, town) == []
        api.says(CLERK, photo=api.photo(JPEG), date=later + 3600, reply_to=card.message_id)
        api.wait(lambda: fetched(database, town, 1), 20)


def test_while_telegram_is_away_a_file_waits_and_a_crash_loses_none(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    api.fail("getFile", 502, times=-1)
    api.fail("download", 0, times=-1)
    with bot(api, database, tmp_path):
        api.says(CLERK, caption=LOG, photo=api.photo(JPEG))
        api.wait(lambda: api.requests("getFile"))
        api.wait(lambda: api.sent(CLERK))
    assert [one.state for one in evidence(database, town)] != [FileState.FETCHED]
    [file] = evidence(database, town)
    with database.work() as work:  # as a process leaves it that was killed while it fetched
        work.evidence.want(file.id, file.use, file.sent_at)
        [row] = work.evidence.claim(file.sent_at, 1, "telegram")
    assert row.state is FileState.FETCHING
    api.heal()
    with bot(api, database, tmp_path):
        api.wait(lambda: fetched(database, town, 1), 20)
    assert list(kept(tmp_path).values()) == [JPEG]


def with_macros() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/vbaProject.bin", b"x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "size", "words"),
    [
        ("现场.pdf", PDF, 21 * 1024 * 1024, "太大"),
        ("程序.exe", b"MZ" + bytes(50), None, "为了安全不收"),
        ("脚本.js", b"alert(1)", None, "为了安全不收"),
        ("签到表.docm", with_macros(), None, "宏"),
        ("资料.zip", b"PK", None, "压缩包"),
        ("现场.pdf", b"MZ" + bytes(500), None, "为了安全不收"),
        ("照片.jpg", b"nothing of the kind", None, "打不开"),
        ("签到表.docx", with_macros(), None, "宏"),
        ("空.pdf", b"", None, "空的"),
    ],
)
def test_what_may_not_be_kept_gets_a_clear_no(
    name: str, content: bytes, size: int | None, words: str, api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        api.says(CLERK, LOG)
        api.wait(lambda: api.sent(CLERK))
        api.says(CLERK, document=api.document(content, name, size))
        api.wait(lambda: any(words in one.text for one in api.sent(CLERK)), 15)
    assert evidence(database, town) == []
    assert kept(tmp_path) == {}


def test_telegram_that_gives_a_file_to_nobody_is_told(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        api.says(CLERK, LOG)
        api.wait(lambda: api.sent(CLERK))
        big = api.document(PDF + bytes(20 * 1024 * 1024), "方案.pdf", 0)
        gone = api.document(PDF, "通知.pdf")
        del api.state.files[str(gone["file_id"])]
        api.says(CLERK, document=big)
        api.says(CLERK, document=gone)
        api.wait(lambda: any("“方案.pdf”太大" in one.text for one in api.sent(CLERK)), 15)
        api.wait(lambda: any("“通知.pdf”没有取到" in one.text for one in api.sent(CLERK)), 15)
    assert evidence(database, town) == []


def test_last_years_report_becomes_the_towns_outline(api: BotApi, database: Database, tmp_path: Path) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        api.says(ADMIN, document=api.document(report(), "2022年度报告.docx"), name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        offer = api.sent(ADMIN)[0]
        api.presses(ADMIN, offer.message_id, button(offer, "学提纲"), name="李国强")
        api.wait(lambda: len(api.sent(ADMIN)) == 2, 30)
        learned = api.sent(ADMIN)[1]
        assert "一、加强组织领导" in learned.text
        api.presses(ADMIN, learned.message_id, button(learned, "用作本镇提纲"), name="李国强")
        api.wait(lambda: "以后用这份提纲" in learned.text)
    with database.work() as work:
        outline = work.members.town_by_id(town.id).settings["outline"]
    assert isinstance(outline, dict)
    assert [node["text"] for node in outline["nodes"]][:1] == ["加强组织领导"]


def test_an_edited_draft_is_audited_with_comments(api: BotApi, database: Database, tmp_path: Path) -> None:
    settle(database)
    with bot(api, database, tmp_path):
        api.says(ADMIN, LOG, name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        later = 1_700_000_000 + 86_400
        api.says(ADMIN, document=api.document(report(), "2023年度报告.docx"), name="李国强", date=later)
        api.wait(lambda: len(api.sent(ADMIN)) == 2)
        offer = api.sent(ADMIN)[1]
        api.presses(ADMIN, offer.message_id, button(offer, "核对数字"), name="李国强")
        api.wait(lambda: any(one.content for one in api.sent(ADMIN)), 40)
    [told] = [one for one in api.sent(ADMIN) if one.content]
    assert told.filename == "2023年度报告（核对）.docx"
    assert (told.content or b"").startswith(b"PK")


def test_a_draft_is_renewed_by_its_caption_and_by_a_button_that_was_shown_before_a_restart(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        api.says(ADMIN, LOG, name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        content = drafted(database, town)
        api.says(ADMIN, LOG.replace("昨天", "前天"), name="李国强")
        api.wait(lambda: len(api.sent(ADMIN)) == 2)
        file = api.document(content, "初稿.docx")
        api.says(ADMIN, document=file, caption="/draft 2023", name="李国强")
        api.wait(lambda: renewed(api), 40)
        later = 1_700_000_000 + 86_400
        api.says(ADMIN, document=file, name="李国强", date=later)
        api.wait(lambda: any(one.buttons for one in api.sent(ADMIN)[3:]))
        offer = api.sent(ADMIN)[-1]
    with bot(api, database, tmp_path):
        api.presses(ADMIN, offer.message_id, button(offer, "更新数字"), name="李国强")
        api.wait(lambda: len(renewed(api)) == 2, 40)
    first, second = renewed(api)
    assert first.filename == second.filename == "初稿（更新）.docx"
    assert "2023年台账更新好了" in second.text


def renewed(api: BotApi) -> list[Any]:
    return [one for one in api.sent(ADMIN) if one.content and "更新" in one.filename]


def drafted(database: Database, town: Town) -> bytes:
    with database.work() as work:
        return reports.write(reports.draft(work, town, 2023, today=date(2023, 12, 20)), "docx")


def test_a_ledger_in_excel_is_previewed_and_recorded_once(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    town = settle(database)
    with bot(api, database, tmp_path):
        for round_ in (1, 2):
            api.says(ADMIN, document=api.document(workbook(), "台账.xlsx"), name="李国强")
            api.wait(lambda: any(one.buttons for one in api.sent(ADMIN)), 30)
            preview = [one for one in api.sent(ADMIN) if one.buttons][-1]
            assert "2行" in preview.text
            api.presses(ADMIN, preview.message_id, button(preview, "确认导入"), name="李国强")
            words = "记上2条" if round_ == 1 else "没有新的要记"
            api.wait(lambda said=words: any(said in one.text for one in api.sent(ADMIN)), 30)
    with database.work() as work:
        assert len(work.ledger.find(town.id, year=2023)) == 2


def test_a_broken_document_is_refused_in_plain_words(api: BotApi, database: Database, tmp_path: Path) -> None:
    settle(database)
    with bot(api, database, tmp_path):
        api.says(ADMIN, document=api.document(b"PK\x03\x04 no package", "报告.docx"), name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        offer = api.sent(ADMIN)[0]
        api.presses(ADMIN, offer.message_id, button(offer, "学提纲"), name="李国强")
        api.wait(lambda: any("打不开" in one.text for one in api.sent(ADMIN)), 20)


def report() -> bytes:
    """A small report of last year."""
    import docx

    document = docx.Document()
    document.add_paragraph("青石镇2022年度法治政府建设情况报告")
    for heading in (
        "一、加强组织领导",
        "二、深入开展普法宣传",
        "三、化解矛盾纠纷",
        "四、存在的不足",
        "五、下一步打算",
    ):
        document.add_paragraph(heading)
        document.add_paragraph("全年开展普法活动88场次，发放资料5000份，调解纠纷66件，取得了较好的效果。")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def workbook() -> bytes:
    """A town's own ledger."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "普法台账"
    sheet.append(["日期", "地点", "活动内容", "参加人数", "发放资料"])
    sheet.append(["2023-03-05", "文化广场", "开展普法活动", 120, 300])
    sheet.append(["2023-04-15", "中心小学", "开展国家安全教育普法活动", 200, 400])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_killed_process_loses_no_file_and_tells_once(api: BotApi, tmp_path: Path) -> None:
    database = Database(url(tmp_path))
    database.upgrade()
    town = settle(database)
    api.fail("download", 200, times=-1, delay=0.3)
    photos = [JPEG + bytes([number]) for number in range(12)]
    for number, photo in enumerate(photos):
        words = {"caption": LOG} if number == 0 else {}
        api.says(CLERK, photo=api.photo(photo), media_group_id="a", **words)
    try:
        for downloads in (4,):
            started = run(tmp_path, api)
            api.wait(lambda most=downloads: len(api.requests("download")) >= most, 30)
            started.kill()
            started.communicate()
        started = run(tmp_path, api)
        api.wait(lambda: len(api.requests("download")) > 12 and fetched(database, town, 12), 40)
        started.terminate()
        started.communicate(timeout=20)
    finally:
        database.close()
    assert sorted(kept(tmp_path).values()) == sorted(photos)
    assert {one.text.splitlines()[0] for one in api.sent(CLERK)} == {"已记 2023-1 普法活动"}
