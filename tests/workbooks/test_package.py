"""Files that are no workbook, or must not be opened as one: each is refused in a clear sentence."""

import io
import zipfile

import pytest

from bot.workbooks import grid
from bot.workbooks.errors import UnreadableWorkbookError
from tests.workbooks.conftest import book

SMALL = book(("表", [["日期", "内容"], ["3月5日", "普法"]], []))


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableWorkbookError) as raised:
        grid.read(content)
    return str(raised.value)


def changed(content: bytes, **parts: bytes) -> bytes:
    """The package with more parts, or other ones."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        names = {name.replace("__", "/"): data for name, data in parts.items()}
        for name in old.namelist():
            if name not in names:
                made.writestr(name, old.read(name))
        for name, data in names.items():
            made.writestr(name, data)
    return new.getvalue()


def test_what_is_no_zip_is_no_workbook() -> None:
    assert "不是 Excel 文件" in refusal("日期,内容\n3月5日,普法".encode())


def test_an_empty_file_is_told() -> None:
    assert "空的" in refusal(b"")


def test_an_old_xls_is_to_be_saved_anew() -> None:
    assert "老式的 .xls" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_workbook_with_a_password_is_told_by_its_container() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in refusal(container)


def test_an_encrypted_part_is_told() -> None:
    content = bytearray(SMALL)
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "密码" in refusal(bytes(content))


def test_macros_are_not_opened() -> None:
    assert "宏" in refusal(changed(SMALL, **{"xl/vbaProject.bin": b"x"}))


def test_a_word_document_is_named() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert "Word" in refusal(made.getvalue())


def test_a_part_that_grows_two_hundredfold_is_a_bomb() -> None:
    assert "太大" in refusal(changed(SMALL, **{"xl/worksheets/sheet1.xml": b"<x>" + b" " * 20_000_000}))


def test_parts_that_are_too_many_or_too_big_together_are_refused() -> None:
    many = {f"xl/media/{number}.xml": b"<a/>" for number in range(2_001)}
    assert "太大" in refusal(changed(SMALL, **many))


def test_a_part_that_no_ledger_fills_is_refused() -> None:
    lines = b"".join(b"<si><t>%d</t></si>" % (number * 7919) for number in range(1_400_000))
    assert "太大" in refusal(changed(SMALL, **{"xl/sharedStrings.xml": lines}))


def test_entities_are_never_resolved() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'
    assert "打不开" in refusal(changed(SMALL, **{"xl/sharedStrings.xml": bomb}))


@pytest.mark.parametrize("length", [100, 1_000, -30])
def test_a_file_that_was_cut_off_is_told(length: int) -> None:
    assert "打不开" in refusal(SMALL[:length])


def test_a_damaged_sheet_is_told() -> None:
    assert "打不开" in refusal(changed(SMALL, **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}))


def test_more_rows_than_a_town_has_are_refused() -> None:
    rows = [["日期", "内容"], *([f"3月{day % 28 + 1}日", "普法"] for day in range(grid.MOST_ROWS))]
    assert "行数" in refusal(book(("表", rows, [])))


def test_a_million_formatted_blank_rows_cost_nothing() -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>'
    )
    (sheet,) = grid.read(changed(SMALL, **{"xl/worksheets/sheet1.xml": xml}))
    assert sheet.rows == (("x",),)
