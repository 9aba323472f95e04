import io
import random
import time
import tracemalloc
import zipfile
from contextlib import suppress
from functools import cache

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import DraftingError, UnreadableReportError
from drafting.learning.learn import learn

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    """A zip file of parts, their names with __ for / and DOT for the dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("DOT", "."), data)
    return content.getvalue()


def word(body: str, **others: bytes) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    return package(**{"[Content_Types]DOTxml": TYPES, "word__documentDOTxml": document, **others})


@cache
def real() -> bytes:
    document = python_docx.Document()
    for line in ("青石镇2024年法治政府建设报告", "一、主要举措", "各项工作有序开展。"):
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def encrypted() -> bytes:
    """A zip file whose parts are marked as encrypted."""
    content = bytearray(real())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


BAD = {
    "nothing": (b"", "空的"),
    "blanks": (b" \r\n\t ", "空的"),
    "an old .doc": (OLE + b"W\x00o\x00r\x00d\x00", "另存为"),
    "a .docx with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "a zip with a password": (encrypted(), "密码"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "RTF": (b"{\\rtf1\\ansi", "RTF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    "a web page": (b"<!DOCTYPE html><html><body>", "网页"),
    "random bytes": (random.Random(7).randbytes(5000), "看不出"),
    "Latin text": ("naïve café ".encode("latin-1") * 200, "看不出|标题"),
    "half a .docx": (real()[:2000], "损坏"),
    "a zip without a document": (package(aDOTtxt=b"x"), "不是 Word"),
    "a workbook": (package(**{"[Content_Types]DOTxml": TYPES, "xl__workbookDOTxml": b"<a/>"}), "Excel"),
    "an ODT": (package(mimetype=b"x", contentDOTxml=b"<a/>"), "ODT"),
    "a macro": (word("", word__vbaProjectDOTbin=b"x"), "宏"),
    "no document part": (package(**{"[Content_Types]DOTxml": TYPES, "word__stylesDOTxml": b"<a/>"}), "损坏"),
    "broken XML": (word("<w:p><w:r>"), "损坏"),
    "an empty document": (word("<w:p/>"), "没有读到文字"),
    "a declared entity": (
        package(
            **{
                "[Content_Types]DOTxml": TYPES,
                "word__documentDOTxml": b'<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>',
            }
        ),
        "损坏",
    ),
    "a packing that Word does not know": (
        package(zipfile.ZIP_LZMA, **{"[Content_Types]DOTxml": TYPES, "word__documentDOTxml": b"<a/>"}),
        "损坏",
    ),
    "deep nesting": (word("<w:a>" * 5000 + "</w:a>" * 5000), "太大"),
    "too many parts": (package(**{f"a{n}": b"" for n in range(5001)}), "太大"),
    "only a picture's frame": (word("<w:p><w:r><w:drawing/></w:r></w:p>"), "没有读到文字"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_in_a_clear_sentence(name: str):
    content, words = BAD[name]

    with pytest.raises(UnreadableReportError, match=words) as refused:
        learn(content)
    assert isinstance(refused.value, DraftingError)
    assert len(str(refused.value)) < 80


def test_a_file_that_only_calls_itself_docx_is_told_so():
    with pytest.raises(UnreadableReportError, match="扩展名"):
        learn("一、主要举措".encode(), "报告.DOCX")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = word("<w:p/>" * 6_000_000)
    assert len(bomb) < 200_000

    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnreadableReportError, match="太大"):
        learn(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 1
    assert peak < 10_000_000


def test_a_zip_directory_that_lies_about_sizes_unpacks_no_more_than_it_says():
    content = bytearray(word("<w:p/>" * 100_000))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"document.xml"))
    content[place + 24 : place + 28] = (1000).to_bytes(4, "little")

    with pytest.raises(UnreadableReportError, match="损坏"):
        learn(bytes(content))


def test_too_many_elements_below_the_limit_of_size_are_refused_soon():
    began = time.process_time()

    with pytest.raises(UnreadableReportError, match="太大"):
        learn(word("<w:p/>" * 310_000))
    assert time.process_time() - began < 15


@pytest.mark.parametrize(
    "text",
    [
        "政府" * 20_000,
        "一是" * 50_000,
        "（一）" * 30_000,
        "《" * 50_000,
        "." * 400_000,
        "[bookmark:" * 40_000,
        " 宣传活动" * 80_000,
        "调解" * 200_000,
        "\n".join(["（一）" + "。" * 90] * 1_900),
        "\n".join(["存在不足"] * 15_000),
        "\n".join(["一、存在不足"] * 15_000),
        "\n".join(f"{n}年" for n in range(30_000)),
    ],
)
def test_a_hostile_text_is_answered_soon(text: str):
    began = time.process_time()

    with suppress(UnreadableReportError):
        learn(f"青石镇2024年报告\n一、主要举措\n{text}".encode())
    assert time.process_time() - began < 5


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_whatever_break_it(content: bytes):
    for start in (b"", b"PK\x03\x04", "一、主要举措\n".encode()):
        try:
            learn(start + content)
        except UnreadableReportError:
            continue


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_document_breaks_it(place: int, damage: bytes):
    content = bytearray(real())
    start = place % len(content)
    content[start : start + len(damage)] = damage

    try:
        learn(bytes(content))
    except UnreadableReportError:
        return
