"""The paragraphs of a .docx, read with care: it comes from outside.

The zip directory is looked at before anything is unpacked, XML is read in a stream with limits on its
size, depth and number of elements, and no entity is ever resolved. Nothing in it is run.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from drafting.errors import UnreadableReportError
from drafting.reading import Line
from drafting.word.numbering import read_numbering
from drafting.word.paragraphs import line_of, read_styles, runs_on
from drafting.word.xml_tree import local

_MOST_PARTS = 5_000
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_XML = 16 * 1024 * 1024
_MOST_ELEMENTS = 300_000
_MOST_DEPTH = 200
# Deleted and moved text of a revision, and the second copy of a text box that Word keeps for old programs.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
BROKEN = "文件打不开，可能损坏或没传完整。请用 Word 或 WPS 打开后另存为 .docx 再发"
_TOO_BIG = "文件展开后太大，不像一份年度报告。请把正文复制到新的 .docx 里再发"
_WRONG = "这不是 Word 文档（{kind}）。请发 .docx 或 .txt"
_KINDS = (
    ("xl/", "像是 Excel 表格"),
    ("ppt/", "像是 PPT"),
    ("OFD.xml", "像是 OFD 版式文件"),
    ("content.xml", "像是 ODT 文档"),
)
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
    KeyError,
)


def read_docx(content: bytes) -> list[Line]:
    """The lines of a .docx; UnreadableReportError where it is broken, protected, too big or another thing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except (*_UNPACKING, ElementTree.ParseError, RuntimeError, RecursionError):
        raise UnreadableReportError(BROKEN) from None


def check(content: bytes) -> None:
    """Refuses what `read_docx` would, looking at every XML part: before another library opens the package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_at_directory(archive)
            for name in archive.namelist():
                if name.lower().endswith((".xml", ".rels")):
                    for _, element in _elements(_part(archive, name)):
                        element.clear()
    except (*_UNPACKING, ElementTree.ParseError, RuntimeError, RecursionError):
        raise UnreadableReportError(BROKEN) from None


def _read(archive: zipfile.ZipFile) -> list[Line]:
    _look_at_directory(archive)
    main = _main_part(archive)
    folder = main.rpartition("/")[0]
    styles = read_styles(_tree(archive, f"{folder}/styles.xml"))
    numbering = read_numbering(_tree(archive, f"{folder}/numbering.xml"))
    lines: list[Line] = []
    joined = False
    for paragraph, in_table in _paragraphs(_part(archive, main)):
        new = line_of(paragraph, styles, numbering, in_table)
        if joined and lines and new:
            lines[-1:] = [_together(lines[-1], new[0]), *new[1:]]
        else:
            lines += new
        joined = runs_on(paragraph)
    return lines


def _together(heading: Line, rest: Line) -> Line:
    """Two paragraphs that a style separator joins: a run-in heading and its text."""
    return Line(heading.text + rest.text, heading.level, heading.look, len(heading.text), heading.table)


def _paragraphs(content: bytes) -> Iterator[tuple[Element, bool]]:
    """Each paragraph, and whether it stands in a table; each is forgotten once it was read."""
    path: list[str] = []
    for event, element in _elements(content):
        name = local(element)
        if event == "start":
            path.append(name)
            continue
        path.pop()
        if name in _LEFT_OUT:
            element.clear()
        elif name == "p" and "wordprocessingml" in element.tag and not _LEFT_OUT & set(path):
            yield element, "tbl" in path
            element.clear()


def _look_at_directory(archive: zipfile.ZipFile) -> None:
    """What the zip directory alone shows: size, protection, macros, another kind of document."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableReportError(_TOO_BIG)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableReportError("文件设了密码，读不了。请去掉密码，另存后再发")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise UnreadableReportError(BROKEN)  # Word knows no other, and others unpack without a limit
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableReportError("文件里带有宏，为了安全不打开。请另存为不带宏的 .docx 再发")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        kind = next(
            (words for start, words in _KINDS if any(name.startswith(start) for name in names)), "像是压缩包"
        )
        raise UnreadableReportError(_WRONG.format(kind=kind))


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the document part, as the package's relationships say."""
    root = _tree(archive, "_rels/.rels")
    for relation in () if root is None else root:
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in archive.namelist():
            return target
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes; what unpacks to more than the limit, or brings declarations of its own, is refused."""
    if archive.getinfo(name).file_size > _MOST_XML:
        raise UnreadableReportError(_TOO_BIG)
    content = archive.read(name)  # never more than the size that the directory says
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:100]:
        raise UnreadableReportError(BROKEN)
    return content


def _tree(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A small part as a tree; None where there is none."""
    if name not in archive.namelist():
        return None
    root = None
    for _, element in _elements(_part(archive, name)):
        root = element  # the last to end is the root
    return root


def _elements(content: bytes) -> Iterator[tuple[str, Element]]:
    """Start and end of each element, within the limits of number and depth."""
    depth = 0
    events = ElementTree.iterparse(io.BytesIO(content), events=("start", "end"))
    for count, (event, element) in enumerate(events):
        depth += 1 if event == "start" else -1
        if depth > _MOST_DEPTH or count > 2 * _MOST_ELEMENTS:
            raise UnreadableReportError(_TOO_BIG)
        yield event, element
