"""Which files may be kept as evidence: by name and size before, by their first bytes after. Pure."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from bot.evidence import phrases

MOST_BYTES = 20 * 1024 * 1024  # Bot API, getFile
_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff"}
_VIDEOS = {".mp4", ".mov", ".m4v", ".3gp"}
_NEW_OFFICE = {".docx", ".xlsx", ".pptx"}
_OLD_OFFICE = {".doc", ".xls", ".ppt", ".wps", ".et", ".dps"}
_TEXTS = {".txt", ".csv"}
_OTHERS = {".pdf", ".ofd"}
_ALLOWED = _PICTURES | _VIDEOS | _NEW_OFFICE | _OLD_OFFICE | _TEXTS | _OTHERS
_ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"}
_MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppam", ".ppsm"}
_DANGEROUS = {
    *(".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".pif", ".cpl", ".dll", ".sys", ".lnk", ".reg", ".inf"),
    *(".js", ".jse", ".mjs", ".vbs", ".vbe", ".wsf", ".wsh", ".hta", ".ps1", ".psm1", ".sh", ".py", ".php"),
    *(
        ".jar",
        ".apk",
        ".ipa",
        ".app",
        ".deb",
        ".rpm",
        ".dmg",
        ".iso",
        ".img",
        ".html",
        ".htm",
        ".mht",
        ".svg",
    ),
    *(".swf", ".chm", ".url", ".desktop", ".xll", ".one", ".rtf"),
}
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n")
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|script|svg)", re.IGNORECASE)
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f]")


def ending(filename: str) -> str:
    """.jpg of 照片.JPG; "" for a name without one."""
    return PurePosixPath(_HIDDEN.sub("", filename).strip().rstrip(". ")).suffix.lower()


def is_picture(filename: str) -> bool:
    return ending(filename) in _PICTURES


def refusal(filename: str, size: int) -> str:
    """Why a file is not even fetched, in one sentence that says what to do; "" where it may be."""
    name, suffix = filename[:60], ending(filename)
    if suffix in _DANGEROUS:
        return phrases.DANGEROUS.format(name=name)
    if suffix in _MACROS:
        return phrases.MACROS.format(name=name)
    if suffix in _ARCHIVES:
        return phrases.ARCHIVE.format(name=name)
    if suffix not in _ALLOWED:
        return phrases.UNKNOWN_TYPE.format(name=name)
    if size > MOST_BYTES:
        return phrases.TOO_BIG.format(name=name, size=-(-size // (1024 * 1024)))
    return ""


def fault(filename: str, content: bytes) -> str:
    """Why fetched bytes are not kept: no file of that kind, or one that can act; "" where they are."""
    name = filename[:60]
    if not content:
        return phrases.EMPTY.format(name=name)
    if len(content) > MOST_BYTES:
        return phrases.TOO_BIG_UNKNOWN.format(name=name)
    if content.startswith(_PROGRAMS) or _WEB_PAGE.match(content[:1024]):
        return phrases.DANGEROUS.format(name=name)
    suffix = ending(filename)
    if suffix in _NEW_OFFICE | {".ofd"}:
        return _package_fault(name, content)
    if suffix in _OLD_OFFICE:
        if not content.startswith((_OLE, b"PK")):
            return phrases.UNREADABLE.format(name=name)
        return phrases.MACROS.format(name=name) if _VBA in content else ""
    if suffix == ".pdf" and _ACTIVE_PDF.search(content):
        return phrases.DANGEROUS.format(name=name)
    return "" if _looks_like(suffix, content) else phrases.UNREADABLE.format(name=name)


def _looks_like(suffix: str, content: bytes) -> bool:
    head = content[:16]
    if suffix in _PICTURES:
        return (
            head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"))
            or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
            or head[4:8] == b"ftyp"
        )
    if suffix in _VIDEOS:
        return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
    if suffix == ".pdf":
        return b"%PDF" in content[:1024]
    return b"\x00" not in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _package_fault(name: str, content: bytes) -> str:
    """Only the directory of the package is looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [part.lower() for part in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return phrases.UNREADABLE.format(name=name)
    if any(part.endswith(("vbaproject.bin", ".xlm")) or "macrosheets/" in part for part in parts):
        return phrases.MACROS.format(name=name)
    if any(ending(part) in _DANGEROUS - {".svg", ".htm", ".html"} for part in parts):
        return phrases.DANGEROUS.format(name=name)
    return ""
