"""The package of a letterhead, looked at before anything is rendered: what acts or fetches is refused."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drafting.errors import UnreadableReportError
from drafting.letterhead.problems import Problem
from drafting.word.edited_reader import open_docx
from drafting.word.xml_tree import attribute

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

MOST_BYTES = 8 * 1024 * 1024
_MOST_XML = 4 * 1024 * 1024  # characters of a story: a letterhead is a page or two
_MACRO = "文件里带有宏，为了安全不用。请另存为不带宏的 .docx 再发"
_DOTX = "这是 Word 模板格式（.dotx）。请用 Word 或 WPS 打开，“另存为”选 .docx，再发一次"
_TYPES = "[Content_Types].xml"
_MOST_TYPES = 1024 * 1024
_ACTIVE = (
    "oleObject",
    "control",
    "activeXControlBinary",
    "attachedToolbars",
    "keyMapCustomizations",
    "vbaProject",
)
_FETCHING = re.compile(rb"\b(?:DDE|LINK|IMPORT|DATABASE)\b|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE")
_FIELD_CODE = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_STORIES = {"header": "页眉", "footer": "页脚"}

Element = Any


def opened(content: bytes) -> "Document":
    """The document; UnreadableReportError where it cannot be had, or is far too large for a letterhead."""
    if not content.startswith(b"PK"):
        from drafting.reading import read

        read(content)  # says what it is instead
        raise UnreadableReportError("红头模板要用 Word 文件（.docx），不能用文本文件")
    if len(content) > MOST_BYTES:
        raise UnreadableReportError("模板太大（超过8 MB）。请压缩里面的图片后再发")
    try:
        document = open_docx(content)
    except UnreadableReportError:
        kind = _kind(content)
        if b"macroEnabled" in kind:
            raise UnreadableReportError(_MACRO) from None
        if b"template.main+xml" in kind:
            raise UnreadableReportError(_DOTX) from None
        raise
    if any(len(part.blob) > _MOST_XML for part in document.part.package.iter_parts() if _is_story(part)):
        raise UnreadableReportError("模板太长。请只留红头、标记和版记，正文用“{{ 正文 }}”代替")
    return document


def stories(document: "Document") -> Iterator[tuple[str, Element]]:
    """(正文, 页眉 or 页脚; its XML) of what may hold marks."""
    yield "正文", document.element.body
    for relation in document.part.rels.values():
        name = _STORIES.get(relation.reltype.rpartition("/")[2])
        if name and not relation.is_external:
            yield name, relation.target_part.element


def problems(document: "Document") -> list[Problem]:
    """What acts or fetches by itself. (Links that a person clicks may stay.)"""
    found: list[Problem] = []
    for part in document.part.package.iter_parts():
        found += _of_part(part)
    if _protected(document):
        found.append(Problem("文件设了编辑保护，出的报告会改不了。请先在“审阅—限制编辑”里停止保护"))
    return found


def _protected(document: "Document") -> bool:
    """Whether nobody could edit what comes of it."""
    marks = document.settings.element.xpath("//*[local-name()='documentProtection']")
    return any(attribute(one, "enforcement") in ("1", "true", "on") for one in marks)


def detach(document: "Document") -> None:
    """Takes away the file that a document was made from; it would be fetched whenever it is opened."""
    for part in document.part.package.iter_parts():
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith("/attachedTemplate"):
                del part.rels[key]
                root = part.element
                for element in root.xpath("//*[local-name()='attachedTemplate']"):
                    element.getparent().remove(element)


def _of_part(part: "Part") -> Iterator[Problem]:
    name = str(part.partname)
    if "macroEnabled" in part.content_type or "ms-office.vba" in part.content_type:
        yield Problem(_MACRO)
    if "/afchunk" in name.lower() or part.content_type.startswith(
        ("text/html", "application/xhtml", "message/")
    ):
        yield Problem("文件里嵌着另一个网页或文档，请删去后再发")
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _ACTIVE:
            yield Problem("文件里嵌着对象或控件（如嵌入的表格、按钮），请删去，或改成图片")
        elif kind in ("aFChunk", "subDocument"):
            yield Problem("文件里嵌着另一个文档，请删去后再发")
        elif relation.is_external and kind == "attachedTemplate":
            yield Problem("文件连着另一个模板文件，已经断开", stops=False)
        elif relation.is_external and kind != "hyperlink":
            yield Problem("文件连着外面的图片或文件。请把图片直接插入文档（不要用“链接到文件”）")
    if part.content_type.endswith("+xml") and name.startswith("/word/"):
        codes = [one or other for one, other in _FIELD_CODE.findall(part.blob)]
        # A code may be cut into several runs.
        if fetched := _FETCHING.search(b" ".join(codes)) or _FETCHING.search(b"".join(codes)):
            yield Problem(f"文件里有会自己取外部内容的域（{fetched[0].decode()}），请删去后再发")


def _is_story(part: "Part") -> bool:
    return str(part.content_type).endswith(("document.main+xml", "header+xml", "footer+xml"))


def _kind(content: bytes) -> bytes:
    """What the package says that its parts are, under whatever name it was sent; b"" where it does not."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            small = archive.getinfo(_TYPES).file_size <= _MOST_TYPES
            return archive.read(_TYPES) if small else b""
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return b""
