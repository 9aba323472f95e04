"""Whether a file may be opened as a workbook: its zip directory is looked at before anything is unpacked."""

import io
import re
import struct
import zipfile
import zlib

from bot.workbooks.errors import UnreadableWorkbookError

MOST_BYTES = 10 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_UNPACKED = 80 * 1024 * 1024
_MOST_XML = 30 * 1024 * 1024  # of one part; ten thousand rows of a ledger are some ten MiB
_MOST_RATIO, _RATIO_FROM = 200, 1024 * 1024  # a part of more than a MiB that shrank 200 times is no ledger
_OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: .xls, or an .xlsx with a password
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 1024 * 1024

_BROKEN = "文件打不开，可能损坏或没传完整。请用 Excel 或 WPS 打开，另存为 .xlsx 再发"
_EMPTY = "文件是空的。请重新发一次"
_TOO_BIG = "文件太大（展开后），不像一本台账。请只留要导入的表，另存后再发"
_PROTECTED = "文件设了密码，读不了。请去掉密码，另存后再发"
_OLD = "这是老式的 .xls。请用 Excel 或 WPS 打开，另存为 .xlsx 再发"
_MACROS = "文件里带有宏，为了安全不打开。请另存为不带宏的 .xlsx 再发"
_NO_ZIP = "这不是 Excel 文件（.xlsx）。请发 .xlsx"
_WRONG = "这不是 Excel 文件（{kind}）。请发 .xlsx"
_KINDS = (("word/", "像是 Word 文档"), ("ppt/", "像是 PPT"), ("content.xml", "像是 ODS 表格"))
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
)


def check(content: bytes) -> None:
    """UnreadableWorkbookError where the file must not, or cannot, be opened."""
    if not content:
        raise UnreadableWorkbookError(_EMPTY)
    if len(content) > MOST_BYTES:
        raise UnreadableWorkbookError(_TOO_BIG)
    if content.startswith(_OLD_FILE):
        raise UnreadableWorkbookError(_PROTECTED if _PASSWORD in content else _OLD)
    if not content.startswith(b"PK"):
        raise UnreadableWorkbookError(_NO_ZIP)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_at_directory(archive)
            _look_at_declarations(archive)
    except (*_UNPACKING, RuntimeError):
        raise UnreadableWorkbookError(_BROKEN) from None


def _look_at_directory(archive: zipfile.ZipFile) -> None:
    """What the directory alone shows: size, protection, macros, another kind of document."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableWorkbookError(_TOO_BIG)
    for part in parts:
        if part.file_size > _MOST_XML and not part.filename.startswith("xl/media/"):
            raise UnreadableWorkbookError(_TOO_BIG)
        if part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise UnreadableWorkbookError(_TOO_BIG)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableWorkbookError(_PROTECTED)
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise UnreadableWorkbookError(_BROKEN)
    if any(
        name.lower().endswith(("vbaproject.bin", ".xlm")) or "macrosheets/" in name.lower() for name in names
    ):
        raise UnreadableWorkbookError(_MACROS)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        found = (words for start, words in _KINDS if any(name.startswith(start) for name in names))
        raise UnreadableWorkbookError(_WRONG.format(kind=next(found, "像是压缩包")))


def _look_at_declarations(archive: zipfile.ZipFile) -> None:
    """XML with declarations of its own may grow without end; none of a workbook's parts has any."""
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(part) as file:
            before = b""
            while piece := file.read(_CHUNK):
                if _DECLARATION.search(before + piece) or (not before and b"\x00" in piece[:100]):
                    raise UnreadableWorkbookError(_BROKEN)
                before = piece[-10:]
