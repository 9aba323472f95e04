"""A town on a real database, with an entry, a folder for evidence, and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.records import EntryDraft, Member, Role, SentFile, Town
from storage.work import Work

NOON = datetime(2023, 6, 14, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Office:
    database: Database
    town: Town
    member: Member
    files: EvidenceFiles

    def record(self) -> str:
        """A new entry; its number."""
        with self.database.work() as work:
            draft = EntryDraft("普法活动", date(2023, 6, 13), place="文化广场", words="普法")
            entry = work.ledger.record(
                self.town.id, draft, member=self.member, text="普法一场", sent_at=NOON, at=NOON
            )
            return entry.number

    def keep(
        self, work: Work, message_id: str = "m1", filename: str = "照片.jpg", album: str = ""
    ) -> SentFile:
        return work.evidence.keep(
            self.town.id, self.member.id, ("telegram", "7", message_id), remote=f"remote-{message_id}",
            filename=filename, type="photo", size=10, at=NOON, album=album,
        )  # fmt: skip


@pytest.fixture
def office(ledger_url: str, tmp_path: Path) -> Iterator[Office]:
    database = Database(ledger_url)
    database.upgrade()
    with database.work() as work:
        town = work.members.add_town("青石镇")
        unit = work.members.add_unit(town.id, "虹桥村")
        member = work.members.add_member(town.id, unit.id, "张敏", Role.RECORDER)
    yield Office(database, town, member, EvidenceFiles(tmp_path / "evidence"))
    database.close()
