"""A year's evidence as one .zip: a folder for each entry, and an index that opens in Excel."""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.evidence import types
from storage.evidence_files import EvidenceFiles
from storage.records import Entry, SentFile, Town
from storage.work import Work

INDEX = "目录.csv"
_HEAD = (
    "编号",
    "种类",
    "日期",
    "单位",
    "记录人",
    "文件",
    "原来的文件名",
    "字节",
    "SHA-256",
    "收到的时间",
    "备注",
)
_UNSAFE = re.compile(r"[^\w.\-—（）()]+")
_LONGEST = 60
_MISSING = "原件不在文件夹里"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PACKED = {".docx", ".xlsx", ".pptx", ".jpg", ".jpeg", ".png", ".mp4", ".mov", ".heic", ".webp"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # no zip knows an earlier one

Rows = list[tuple[Entry, SentFile]]


def gather(work: Work, town: Town, year: int | None) -> Rows:
    """(entry, file) of a year's evidence, or of all, by number; withdrawn entries included."""
    found = work.evidence.of_town(town.id)
    wanted = [(number, file) for number, file in found if year is None or number.startswith(f"{year}-")]
    entries = {number: work.ledger.get(town.id, number) for number, _ in wanted}
    return [(entries[number], file) for number, file in wanted]


def write(out: Path, rows: Rows, files: EvidenceFiles, timezone: str) -> int:
    """Writes the .zip; how many files are in it. OSError where it cannot be written."""
    zone, counts, written = ZoneInfo(timezone), Counter[str](), 0
    index: list[tuple[str, ...]] = [_HEAD]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for entry, file in rows:
            counts[entry.number] += 1
            name = f"{entry.number}/{counts[entry.number]:02}-{safe(file.filename)}"
            content = files.read(file.sha256)
            if content is not None:
                packed = types.ending(name) in _PACKED
                info = zipfile.ZipInfo(name, _stamp(file.sent_at.astimezone(zone)))
                info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                bundle.writestr(info, content)
                written += 1
            index.append(_line(entry, file, name if content is not None else "", zone))
        bundle.writestr(INDEX, _csv(index))
    return written


def safe(filename: str) -> str:
    """A name that every system takes: no path, no marks that mean something, not too long."""
    name = _UNSAFE.sub("_", filename.replace("/", "_").replace("\\", "_")).strip("._") or "文件"
    suffix = types.ending(name)
    return name[: _LONGEST - len(suffix)].removesuffix(suffix) + suffix


def _line(entry: Entry, file: SentFile, name: str, zone: ZoneInfo) -> tuple[str, ...]:
    days = entry.on.isoformat() + (f"至{entry.until.isoformat()}" if entry.until else "")
    sent = f"{file.sent_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return (
        entry.number, entry.kind, days, entry.unit.name, entry.member_name, name, file.filename,
        str(file.size), file.sha256, sent, "" if name else _MISSING,
    )  # fmt: skip


def _csv(lines: list[tuple[str, ...]]) -> bytes:
    """In UTF-8 with the mark by which Excel knows it; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line])
    return text.getvalue().encode("utf-8-sig")


def _stamp(at: datetime) -> tuple[int, int, int, int, int, int]:
    stamp = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    return max(stamp, _FIRST_DAY)
