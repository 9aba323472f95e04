"""Documents from outside are opened in a process of their own; what is wrong with them is one sentence."""

import io
import resource
import time
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import docx as python_docx
import pytest

from bot import documents
from drafting.edit import Comment
from drafting.errors import UnreadableReportError
from tests.drafting.hostile_files import ACTING, CANARY
from tests.drafting.learning.test_learn_bad_files import BAD, word
from tests.drafting.watched import Watched

AT = datetime(2031, 1, 5, tzinfo=UTC)


def a_report(*lines: str) -> bytes:
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_a_report_comes_back_paragraph_by_paragraph():
    read = documents.read(a_report("青石镇2030年法治政府建设报告", "调解纠纷209件。"), "报告.docx")
    assert [one.text for one in read.body] == ["青石镇2030年法治政府建设报告", "调解纠纷209件。"]


def test_plain_text_is_read_too():
    read = documents.read("青石镇2030年法治政府建设报告\n调解纠纷209件。".encode("gb18030"), "报告.txt")
    assert read.body[1].text == "调解纠纷209件。"


def test_a_comment_is_set_on_its_words_and_nothing_else_is_touched():
    content = documents.edit(
        a_report("全年调解纠纷209件，化解良好。"), [Comment(0, 6, 10, "台账是210件")], AT
    )
    document = python_docx.Document(io.BytesIO(content))
    (comment,) = document.comments
    assert (comment.text, comment.author) == ("台账是210件", "fazhibot")
    assert document.paragraphs[0].text == "全年调解纠纷209件，化解良好。"
    marked = document.paragraphs[0]._p.xpath("w:commentRangeStart/following-sibling::w:r[1]/w:t")[0]
    assert marked.text == "209件"


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_in_the_same_sentence(name: str):
    content, words = BAD[name]
    with pytest.raises(UnreadableReportError, match=words.replace("|标题", "|太长")):
        documents.read(content)


def bomb() -> bytes:
    """Half a gigabyte of blanks in a package of half a megabyte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(512):
                part.write(b" " * 1024 * 1024)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bomb, id="half a gigabyte unpacked"),
        pytest.param(
            lambda: word("<w:p><w:r><w:t>" + "调解209件，" * 700_000 + "</w:t></w:r></w:p>"), id="long text"
        ),
        pytest.param(lambda: word("<w:p/>" * 310_000), id="many elements"),
        pytest.param(lambda: b"PK" + bytes(31 * 1024 * 1024), id="too large a file"),
    ],
)
def test_what_is_too_much_is_refused_within_the_limits(content):
    began = time.monotonic()
    with pytest.raises(UnreadableReportError, match=r"太大|太长|损坏"):
        documents.read(content())
    assert time.monotonic() - began < documents.SECONDS + 2
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= documents.MEMORY


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(documents, "SECONDS", 0.01)
    with pytest.raises(UnreadableReportError, match="还没读完"):
        documents.read(a_report("青石镇2030年法治政府建设报告"))


@pytest.mark.parametrize("name", ACTING)
def test_what_a_file_would_run_fetch_or_write_stays_undone(name):
    with Watched() as watched, suppress(UnreadableReportError):
        documents.strip(documents.edit(ACTING[name](), [Comment(None, 0, 9, "核对")], AT))
    assert watched.acts == []
    assert not Path(CANARY).exists()


@pytest.mark.parametrize(
    "also",
    [
        "os.system('true')",
        "os.open('/dev/null', os.O_WRONLY)",
        "__import__('socket').getaddrinfo('127.0.0.1', 9)",
    ],
)
def test_the_watch_sees_what_is_done(also):
    with Watched(also) as watched:
        documents.read(a_report("青石镇2030年法治政府建设报告"))
    assert watched.acts


def test_the_process_knows_nothing_of_this_ones_secrets(monkeypatch):
    seen: dict[str, str] = {}
    real = documents.subprocess.run

    def run(*arguments, **named):
        seen.update(named["env"])
        return real(*arguments, **named)

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setattr(documents.subprocess, "run", run)
    documents.read(a_report("青石镇2030年法治政府建设报告"))
    assert seen
    assert not any("secret" in value for value in seen.values())
