"""A town on a real database, and workbooks as offices make them."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from storage.database import Database
from storage.records import Role
from tests.databases import Ledgers
from tests.dialogs.stage import Stage

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 11, 20, 10, 30, tzinfo=ZONE)


@pytest.fixture
def new_ledger(tmp_path: Path, ledgers: Ledgers) -> Iterator[Callable[[str], Database]]:
    """A fresh ledger by a name of its own."""
    opened: list[tuple[Database, str]] = []

    def make(name: str) -> Database:
        url = ledgers.fresh(tmp_path / name)
        database = Database(url)
        database.upgrade()
        opened.append((database, url))
        return database

    yield make
    for database, url in opened:
        database.close()
        ledgers.drop(url)


@pytest.fixture
def database(new_ledger: Callable[[str], Database]) -> Database:
    """青石镇 with 司法所 (李国强, editor) and 虹桥村 (张敏)."""
    database = new_ledger("town")
    with database.work() as work:
        town = work.members.add_town("青石镇")
        for unit, name, role in (("司法所", "李国强", Role.EDITOR), ("虹桥村", "张敏", Role.RECORDER)):
            home = work.members.add_unit(town.id, unit)
            work.members.add_member(town.id, home.id, name, role)
    return database


def book(*sheets: tuple[str, list[list[object]], list[str]]) -> bytes:
    """A workbook of (title, rows, merged ranges)."""
    made = Workbook()
    made.remove(made.active)
    for title, rows, merged in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    return saved(made)


def saved(made: Workbook) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def stage(new_ledger: Callable[[str], Database]) -> Stage:
    """青石镇 in June 2023: 张敏 records for 虹桥村, 李国强 edits at 司法所."""
    stage = Stage(new_ledger("stage"))
    stage.settle()
    stage.add_person("张敏", "虹桥村", "记录")
    stage.add_person("李国强", "司法所", "编辑")
    return stage
