"""Which files may be kept, by name and by their bytes."""

import io
import zipfile

import pytest

from bot.evidence import types

JPEG = b"\xff\xd8\xff\xe0" + bytes(100)
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def package(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "照片.jpg",
        "照片.JPEG",
        "图.png",
        "方案.docx",
        "表.xlsx",
        "通知.pdf",
        "现场.mp4",
        "老文件.doc",
        "红头.ofd",
        "文稿.wps",
    ],
)
def test_what_offices_send_may_be_kept(name: str) -> None:
    assert types.refusal(name, 1024) == ""


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("安装.exe", "程序"), ("照片.jpg.exe", "程序"), ("脚本.JS", "程序"), ("a.bat ", "程序"),
        ("x.lnk", "程序"), ("网页.html", "程序"), ("图.svg", "程序"), ("照片\u202egpj.exe", "程序"),
        ("表.xlsm", "宏"), ("稿.docm", "宏"),
        ("包.zip", "压缩包"), ("包.rar", "压缩包"), ("没有后缀", "存不了"), ("模型.step", "存不了"),
    ],
)  # fmt: skip
def test_what_could_do_harm_or_cannot_be_looked_at_is_refused_by_name(name: str, word: str) -> None:
    assert word in types.refusal(name, 1024)


def test_twenty_megabytes_are_the_most() -> None:
    assert types.refusal("照片.jpg", types.MOST_BYTES) == ""
    assert "21 MB" in types.refusal("照片.jpg", types.MOST_BYTES + 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.jpg", JPEG),
        ("照片.jpg", b"\x89PNG\r\n" + bytes(20)),  # phones name them as they like
        ("照片.heic", bytes(4) + b"ftypheic" + bytes(20)),
        ("通知.pdf", b"%PDF-1.4\n" + bytes(20)),
        ("方案.docx", package("[Content_Types].xml", "word/document.xml")),
        ("老表.xls", OLE + bytes(512)),
        ("现场.mp4", bytes(4) + b"ftypisom" + bytes(20)),
        ("名单.txt", "名单".encode("gbk")),
    ],
)
def test_a_file_that_is_what_its_name_says_is_kept(name: str, content: bytes) -> None:
    assert types.fault(name, content) == ""


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("照片.jpg", b"", "空的"),
        ("照片.jpg", b"MZ" + bytes(100), "程序"),
        ("照片.jpg", b"<html><script>", "程序"),
        ("照片.jpg", b"hello", "打不开"),
        ("通知.pdf", b"\x7fELF" + bytes(100), "程序"),
        ("通知.pdf", b"%PDF-1.4\n<</OpenAction<</S/JavaScript>>>>", "程序"),
        ("通知.pdf", JPEG, "打不开"),
        ("方案.docx", b"PK\x03\x04 cut", "打不开"),
        ("方案.docx", package("word/vbaProject.bin"), "宏"),
        ("表.xlsx", package("xl/macrosheets/sheet1.xml"), "宏"),
        ("方案.docx", package("word/embeddings/setup.exe"), "程序"),
        ("老表.xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
        ("现场.mp4", JPEG, "打不开"),
        ("名单.txt", bytes(50), "打不开"),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_its_bytes(name: str, content: bytes, word: str) -> None:
    assert word in types.fault(name, content)
