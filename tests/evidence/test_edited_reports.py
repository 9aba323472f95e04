"""A report that was sent, by what its sender wanted: audited, renewed, or made ready to go out."""

import io
from datetime import UTC, date, datetime

import docx
import pytest

from bot import reports
from bot.evidence import jobs, papers
from bot.messages import Reply
from bot.payloads import read_reply
from drafting.word.edited_reader import read_edited
from storage.records import EntryDraft, Figure, FileState, FileUse, SentFile
from tests.drafting.clerk import Clerk, text_of, words
from tests.evidence.conftest import Office

NOW = datetime(2024, 1, 8, 3, 0, tzinfo=UTC)


def log(office: Office, kind: str, day: date, **figures: int) -> None:
    with office.database.work() as work:
        counted = tuple(Figure(measure, value) for measure, value in figures.items())
        draft = EntryDraft(kind, day, figures=counted, words=kind)
        work.ledger.record(office.town.id, draft, member=office.member, text=kind, sent_at=NOW, at=NOW)


@pytest.fixture
def draft(office: Office) -> bytes:
    """The first draft of a year with a few entries."""
    log(office, "人民调解", date(2023, 7, 3), 调解=209, 成功=196)
    log(office, "普法活动", date(2023, 5, 4), 活动=13, 受众=880)
    return fresh(office)


def fresh(office: Office) -> bytes:
    with office.database.work() as work:
        return reports.write(reports.draft(work, office.town, 2023, today=NOW.date()), "docx")


def sent(office: Office, content: bytes, use: FileUse, name: str = "报告.docx", **note: object) -> Reply:
    """What comes back for a document that is wanted for something."""
    with office.database.work() as work:
        file = work.evidence.keep(
            office.town.id, office.member.id, ("telegram", "7", "m1"), remote="r", filename=name,
            type="document", size=len(content), at=NOW, use=FileUse.PAPER,
        )  # fmt: skip
        work.evidence.want(file.id, use, NOW, note or None)
        [file] = work.evidence.claim(NOW, 9, "telegram")
    return done(office, file, content)


def done(office: Office, file: SentFile, content: bytes) -> Reply:
    jobs.carry_out(office.database, office.files, file, content, NOW)
    with office.database.work() as work:
        assert work.evidence.get(file.id).state is FileState.FETCHED
        *_, last = work.outbox.claim(NOW, 9)
        work.outbox.sent(last.id, "b1")
        return read_reply(last.payload, last.document)


def labels(reply: Reply) -> list[str]:
    return [one.label for row in reply.buttons for one in row]


def whole(content: bytes) -> str:
    return "".join(one.text for one in read_edited(content).body)


def test_figures_are_renewed_where_they_stand_and_peoples_words_stay(office: Office, draft: bytes) -> None:
    clerk = Clerk(draft)
    clerk.say("我们还摸索出自己的做法。", clerk.figure("209件")[0].getparent())
    log(office, "人民调解", date(2023, 12, 28), 调解=6, 成功=5)
    reply = sent(office, clerk.save(), FileUse.REDRAFT)
    assert reply.document is not None
    assert reply.document.filename == "报告（更新）.docx"
    assert "209件→215件" in reply.text
    assert "2023年台账更新好了" in reply.text
    text = whole(reply.document.content)
    assert "215件" in text
    assert "我们还摸索出自己的做法。" in text


def test_a_report_that_is_right_already_is_not_written_anew(office: Office, draft: bytes) -> None:
    reply = sent(office, draft, FileUse.REDRAFT)
    assert reply.document is None
    assert "与2023年台账一致" in reply.text
    assert labels(reply) == ["报送版", "公布版"]


def test_a_report_of_another_origin_is_not_renewed_but_may_be_audited(office: Office, draft: bytes) -> None:
    foreign = docx.Document()
    for one in Clerk(draft).paragraphs:
        foreign.add_paragraph(text_of(one))
    packed = io.BytesIO()
    foreign.save(packed)
    reply = sent(office, packed.getvalue(), FileUse.REDRAFT)
    assert reply.document is None
    assert "认不准" in reply.text
    assert labels(reply) == ["核对数字"]


def test_the_year_that_was_asked_for_counts(office: Office, draft: bytes) -> None:
    reply = sent(office, draft, FileUse.REDRAFT, **{papers.ASKED_YEAR: 2021})
    assert reply.text.startswith("台账没有2021年的记录")


def test_below_what_an_audit_found_stands_what_can_be_done_next(office: Office, draft: bytes) -> None:
    clerk = Clerk(draft)
    clerk.retype(clerk.figure("209件"), "229件")
    reply = sent(office, clerk.save(), FileUse.AUDIT)
    assert "改成了229件，台账是209件" in reply.text
    assert labels(reply) == ["更新数字", "报送版", "公布版"]
    assert reply.document is not None


def finished(content: bytes, *more: str) -> bytes:
    """The draft with its gaps filled by hand."""
    clerk = Clerk(content)
    for paragraph in clerk.paragraphs:
        if "【" in text_of(paragraph):
            clerk.rewrite(paragraph, "这里由我们自己写。")
    for text in more:
        clerk.say(text, clerk.holding("这里由我们自己写"))
    return clerk.save()


def test_the_version_for_publication_lists_its_checks_and_carries_nothing_of_ours(
    office: Office, draft: bytes
) -> None:
    reply = sent(office, finished(draft), FileUse.PUBLICATION)
    assert reply.document is not None
    assert reply.document.filename == "报告（公布版）.docx"
    for check in ("没有电话、身份证号", "没有密级、涉密", "没有待补充的地方"):
        assert f"✓ {check}" in reply.text
    again = read_edited(reply.document.content)
    assert not again.bound
    assert not any(one.annex for one in again.paragraphs)


@pytest.mark.parametrize("words_", ["联系电话：13800138000。", "本材料为机密。"])
def test_what_must_not_be_published_is_held_back_and_may_still_be_filed(
    words_: str, office: Office, draft: bytes
) -> None:
    content = finished(draft, words_)
    held = sent(office, content, FileUse.PUBLICATION)
    assert held.document is None
    assert "还不能出公布版" in held.text
    assert "✗" in held.text
    assert "13800138000" not in held.text
    assert sent(office, content, FileUse.FILING).document is not None


def test_a_text_file_can_be_audited_only(office: Office, draft: bytes) -> None:
    text = "\n".join(text_of(one) for one in Clerk(draft).paragraphs).encode()
    assert "核对" in sent(office, text, FileUse.AUDIT, "报告.txt").text
    for use in (FileUse.REDRAFT, FileUse.FILING, FileUse.PUBLICATION):
        assert "不是 .docx" in sent(office, text, use, "报告.txt").text


def test_the_clerk_is_the_same_after_a_tracked_change(office: Office, draft: bytes) -> None:
    clerk = Clerk(draft)
    figure = clerk.figure("196件")
    assert words(figure[1]) == "196件"
    clerk.track(figure, "197件")
    reply = sent(office, clerk.save(), FileUse.REDRAFT)
    assert "197件→196件" in reply.text
