"""A report that staff hand in, as lines of text: .docx, or .txt in any encoding that offices write.

Whatever cannot be read is refused in one plain Chinese sentence that says what to do (UnreadableReportError).
"""

import re
import unicodedata
from dataclasses import dataclass

from drafting.errors import UnreadableReportError

MOST_BYTES = 30 * 1024 * 1024
_MOST_CHARACTERS = 500_000
_MOST_LINES = 20_000
_TOO_LONG = "文件太长，不像一份年度报告。请只发报告正文"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of .doc and of encrypted .docx files
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "请用 Word 或 WPS 打开，“另存为”选 .docx 格式，再发一次"
_OTHERS = (
    (b"%PDF", "这是 PDF 文件，读不出标题层次。请找到 Word 原件（.docx）再发，或把文字复制到 .txt 里"),
    (b"{\\rtf", f"这是 RTF 文件。{_SAVE}"),
    (b"\x89PNG", "这是图片，不是文档。请发 Word 原件（.docx）"),
    (b"\xff\xd8\xff", "这是图片，不是文档。请发 Word 原件（.docx）"),
    (b"Rar!", "这是压缩包。请解压后发里面的 .docx"),
    (b"7z\xbc\xaf", "这是压缩包。请解压后发里面的 .docx"),
    (b"MIME-Version", f"这是网页格式的文件。{_SAVE}"),
)
_WEB_PAGE = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html", re.IGNORECASE)
# What pasted text carries along: marks without width, soft hyphens, a word processor's bookmarks.
_NOISE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]|\\[bookmark:[^\\]]{0,80}\\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or line of one), trimmed and not empty.

    `level`: the outline level of its Word style, from 1, or None. `look`: what tells its setting (style,
    font, weight, alignment) from other lines', "" where there is none. `lead`: how many characters at its
    start are set unlike the rest: a run-in heading; 0 where all are alike. `table`: it stands in a table.
    """

    text: str
    level: int | None = None
    look: str = ""
    lead: int = 0
    table: bool = False


def read(content: bytes, name: str = "") -> tuple[Line, ...]:
    """The lines of a report. `name`: the file's, for a better word where it cannot be read."""
    if not content.strip():
        raise UnreadableReportError("文件是空的，里面没有文字。请检查后重新发送")
    if len(content) > MOST_BYTES:
        raise UnreadableReportError("文件太大（超过30 MB）。请删去图片后另存为 .docx 再发")
    if content.startswith(b"PK"):
        from drafting.word.lines import read_docx

        lines = read_docx(content)
    else:
        _refuse_others(content, name)
        lines = [Line(text) for text in _decoded(content).splitlines()]
    kept = tuple(line for line in map(_tidy, lines) if line.text)
    if len(kept) > _MOST_LINES or sum(len(line.text) for line in kept) > _MOST_CHARACTERS:
        raise UnreadableReportError(_TOO_LONG)
    if not kept:
        raise UnreadableReportError("文件里没有读到文字（可能全是图片）。请发有文字的 .docx 或 .txt")
    return kept


def _refuse_others(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableReportError("文件设了打开密码，读不了。请去掉密码，另存后再发")
        raise UnreadableReportError(f"这是旧版 .doc（或 .wps）文件，读不了。{_SAVE}")
    for start, words in _OTHERS:
        if content.startswith(start):
            raise UnreadableReportError(words)
    if _WEB_PAGE.match(content[:512]):
        raise UnreadableReportError(f"这是网页格式的文件。{_SAVE}")
    if name.lower().endswith(".docx"):
        raise UnreadableReportError("文件打不开：扩展名是 .docx，内容却不是。可能没传完整，请重新另存后再发")


def _decoded(content: bytes) -> str:
    """The text of a .txt: by its byte order mark, else UTF-8, UTF-16 without a mark, or GB 18030 (GBK)."""
    for text in _readings(content):
        if len(text) > _MOST_CHARACTERS:
            raise UnreadableReportError(_TOO_LONG)
        if _is_text(text):
            return text
    raise UnreadableReportError(
        "看不出文件里的文字（不是文本文件，或编码不认识）。请另存为 .docx 或 UTF-8 的 .txt 再发"
    )


def _readings(content: bytes) -> list[str]:
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = [encoding for mark, encoding in marks.items() if content.startswith(mark)]
    plain = (
        ["utf-16-le", "utf-16-be"]
        if b"\x00" in content[:2000]
        else ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]
    )
    texts = []
    for encoding in marked or plain:
        try:
            texts.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return texts


def _is_text(text: str) -> bool:
    """Whether it reads as Chinese text: no control characters, few rare ones, some Chinese."""
    sample = text[:20_000]
    odd = sum(1 for character in sample if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"))
    breaks = sum(sample.count(character) for character in "\r\n\t\x0c\x0b")
    common = sum(1 for character in sample if "\u4e00" <= character <= "\u9fff" or character.isascii())
    return odd - breaks <= len(sample) // 200 and common >= len(sample) * 0.7


def _tidy(line: Line) -> Line:
    """Trimmed, without noise, with ideographic and odd spaces as plain ones."""
    text = _NOISE.sub("", line.text)
    text = re.sub(r"[ \t\u00a0\u2002-\u200a\u3000]+", " ", text).strip()
    lead = line.lead
    if lead:
        lead = len(_tidy(Line(line.text[: line.lead])).text)
    return Line(text, line.level, line.look, min(lead, len(text)), line.table)
