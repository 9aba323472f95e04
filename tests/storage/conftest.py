"""What the tests of the storage room share: a real database with a town, its units and its people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from storage.database import Database
from storage.records import Entry, EntryDraft, Figure, Member, Role, Town, Unit
from storage.work import Work

NOON = datetime(2023, 6, 14, 4, tzinfo=UTC)  # 12:00 in China


@dataclass(frozen=True, slots=True)
class Setting:
    """青石镇 with a village and an office, one member each."""

    town: Town
    village: Unit
    office: Unit
    wang: Member
    li: Member

    def record(
        self,
        work: Work,
        on: date = date(2023, 6, 13),
        until: date | None = None,
        *figures: tuple[str, int],
        kind: str = "普法活动",
        member: Member | None = None,
        at: datetime = NOON,
        place: str | None = None,
    ) -> Entry:
        draft = EntryDraft(
            kind, on, until, place, tuple(Figure(name, Decimal(value)) for name, value in figures)
        )
        return work.ledger.record(self.town.id, draft, member=member or self.wang, text="", sent_at=at, at=at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is, on SQLite."""
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    database = Database(ledger_url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def setting(database: Database) -> Setting:
    with database.work() as work:
        return settle(work)


def settle(work: Work, name: str = "青石镇") -> Setting:
    town = work.members.add_town(name)
    village = work.members.add_unit(town.id, "柳树村")
    office = work.members.add_unit(town.id, "司法所")
    wang = work.members.add_member(town.id, village.id, "王芳", Role.RECORDER)
    li = work.members.add_member(town.id, office.id, "李明", Role.EDITOR)
    return Setting(town, village, office, wang, li)


@pytest.fixture
def work(database: Database, setting: Setting) -> Iterator[Work]:
    with database.work() as work:
        yield work
