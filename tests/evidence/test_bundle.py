"""A year's evidence as a .zip with its index."""

import csv
import io
import zipfile
from pathlib import Path

from bot.evidence import bundle
from tests.evidence.conftest import NOON, Office


def stored(office: Office, number: str, filename: str, content: bytes, message: str) -> None:
    sha256 = office.files.put(content)
    with office.database.work() as work:
        file = office.keep(work, message, filename)
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        work.evidence.stored(file.id, sha256, len(content))
        work.evidence.fetched(file.id)


def test_each_entry_has_a_folder_and_the_index_says_what_is_what(office: Office, tmp_path: Path) -> None:
    number = office.record()
    stored(office, number, "照片.jpg", b"one", "m1")
    stored(office, number, "../../=cmd 签到:表?.pdf", b"two", "m2")
    stored(office, number, "丢了.pdf", b"three", "m3")
    with office.database.work() as work:
        rows = bundle.gather(work, office.town, 2023)
        assert bundle.gather(work, office.town, 2022) == []
    office.files.path(rows[2][1].sha256).unlink()
    out = tmp_path / "佐证.zip"
    assert bundle.write(out, rows, office.files, "Asia/Shanghai") == 2
    with zipfile.ZipFile(out) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        index = list(csv.reader(io.StringIO(packed.read(bundle.INDEX).decode("utf-8-sig"))))
        assert packed.read(names[0]) == b"one"
    assert names == ["2023-1/01-照片.jpg", "2023-1/02-cmd_签到_表_.pdf", "目录.csv"]
    assert index[1][:6] == ["2023-1", "普法活动", "2023-06-13", "虹桥村", "张敏", "2023-1/01-照片.jpg"]
    assert index[1][9] == "2023-06-14 12:00"
    assert index[3][5:7] == ["", "丢了.pdf"]
    assert index[3][10] == "原件不在文件夹里"


def test_no_cell_of_the_index_is_a_formula(office: Office, tmp_path: Path) -> None:
    stored(office, office.record(), '=HYPERLINK("x").pdf', b"one", "m1")
    with office.database.work() as work:
        rows = bundle.gather(work, office.town, None)
    bundle.write(tmp_path / "a.zip", rows, office.files, "Asia/Shanghai")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        index = packed.read(bundle.INDEX).decode("utf-8-sig")
    assert ",=" not in index
    assert ',"=' not in index


def test_names_are_cut_and_keep_their_ending() -> None:
    assert bundle.safe("长" * 200 + ".pdf").endswith("长.pdf")
    assert len(bundle.safe("长" * 200 + ".pdf")) == 60
    assert bundle.safe("///") == "文件"
