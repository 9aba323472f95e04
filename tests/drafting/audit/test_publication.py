"""What goes out of an edited report, and what stops it."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from docx.oxml import OxmlElement

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.publication import checks
from drafting.audit.survey import Books
from drafting.draft import draft
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from drafting.word.stripping import strip
from tests.drafting.audit.test_audit_edits import a_year
from tests.drafting.clerk import Clerk, text_of
from tests.drafting.ledgers import TOWN, UNITS, YEAR

ENTRIES = a_year()
TODAY = date(YEAR + 1, 1, 5)


@pytest.fixture(scope="module")
def written() -> bytes:
    report = draft(ENTRIES, TOWN, UNITS, YEAR, today=TODAY)
    return writer.write(report, at=datetime(YEAR + 1, 1, 5, tzinfo=UTC))


def filled(written: bytes) -> Clerk:
    """The draft with every gap filled in."""
    clerk = Clerk(written)
    for paragraph in clerk.paragraphs:
        if "【" in text_of(paragraph):
            marks = text_of(paragraph).count("【")
            for _ in range(marks):
                text = text_of(paragraph)
                start, end = text.index("【"), text.index("】") + 1
                assert clerk.replace(text[start:end], "已按要求落实。")
    return clerk


def failed(content: bytes, *, public: bool = True) -> list[str]:
    edited = read_edited(content)
    found = audit(edited, Books(ENTRIES, TOWN, UNITS, YEAR, today=TODAY, words=vocabulary()))
    return [check.name for check in checks(edited, found, public=public) if check.stops and not check.passed]


def test_a_draft_with_gaps_does_not_go_out(written):
    assert failed(written) == ["还有待补充的地方"]


def test_a_finished_report_goes_out(written):
    assert failed(filled(written).save()) == []


@pytest.mark.parametrize(
    ("words", "stopped"),
    [
        ("联系人电话13800138000。", "有个人信息"),
        ("详见内部资料。", "有涉密字样"),
        ("该件为机密件。", "有涉密字样"),
    ],
)
def test_personal_data_and_secrets_stop_publication_and_not_filing(written, words, stopped):
    clerk = filled(written)
    clerk.say(words, clerk.figure("209件")[0].getparent())
    assert failed(clerk.save()) == [stopped]
    assert failed(clerk.save(), public=False) == []


def test_trade_secrets_of_enterprises_are_a_matter_of_law_and_no_secret(written):
    clerk = filled(written)
    clerk.say("依法保护企业商业秘密，宣传保守国家秘密法。", clerk.figure("209件")[0].getparent())
    assert failed(clerk.save()) == []


def test_tracked_changes_stop_it_until_they_are_settled(written):
    clerk = filled(written)
    clerk.track(clerk.figure("209件"), "209起")
    assert failed(clerk.save()) == ["修订还没有处理"]


def hidden(clerk: Clerk, text: str) -> None:
    """Words that are set hidden, at the end of a paragraph."""
    paragraph = clerk.figure("209件")[0].getparent()
    clerk.say(text, paragraph)
    look, vanish = OxmlElement("w:rPr"), OxmlElement("w:vanish")
    look.append(vanish)
    paragraph[-1].insert(0, look)


def in_header(clerk: Clerk, text: str) -> None:
    clerk.document.sections[0].header.paragraphs[0].text = text


def in_text_box(clerk: Clerk, text: str) -> None:
    run, picture, box = (OxmlElement(f"w:{name}") for name in ("r", "pict", "txbxContent"))
    inner = OxmlElement("w:p")
    clerk.say(text, inner)
    box.append(inner)
    picture.append(box)
    run.append(picture)
    clerk.figure("209件")[0].getparent().append(run)


@pytest.mark.parametrize("put", [hidden, in_header, in_text_box])
@pytest.mark.parametrize(
    ("words", "stopped"), [("联系人13800138000", "有个人信息"), ("机密★10年", "有涉密字样")]
)
def test_what_stands_beside_the_text_is_looked_at_too(written, put, words, stopped):
    clerk = filled(written)
    put(clerk, words)
    assert failed(clerk.save()) == [stopped]


def test_hidden_words_and_who_wrote_it_do_not_go_out(written):
    clerk = filled(written)
    hidden(clerk, "只给内部看的话")
    clerk.document.core_properties.last_modified_by = "王芳"
    with zipfile.ZipFile(io.BytesIO(strip(clerk.save()))) as archive:
        assert "只给内部看的话" not in archive.read("word/document.xml").decode()
        assert "王芳" not in archive.read("docProps/core.xml").decode()


def test_what_goes_out_has_the_same_text_and_nothing_of_ours(written):
    content = strip(written)
    assert [text_of(p) for p in Clerk(content).paragraphs] == [text_of(p) for p in Clerk(written).paragraphs]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )
        assert not [name for name in archive.namelist() if "comments" in name]
    for trace in ("_fz", "fazhibot", "commentRange", "commentReference", "数据来源表", "台账编号"):
        assert trace not in everything, trace


def test_for_filing_the_annex_may_stay(written):
    with zipfile.ZipFile(io.BytesIO(strip(written, annex=True))) as archive:
        assert "数据来源表" in archive.read("word/document.xml").decode()
