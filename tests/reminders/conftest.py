"""A town with a village, an office and their people, on a real file; and a clock in China."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import delivery
from storage.database import Database
from storage.records import AgendaItem, EntryDraft, Member, NoticeState, OutboxItem, Role, Town

CHINA = ZoneInfo("Asia/Shanghai")
LONG_AGO, FAR = datetime(2000, 1, 1, tzinfo=CHINA), datetime(2090, 1, 1, tzinfo=CHINA)


def at(text: str) -> datetime:
    """A local time in China: 2025-11-28 16:00."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@dataclass(slots=True)
class Place:
    """青石镇: 王芳 of 柳树村 records, 李明 of 司法所 runs the ledger."""

    database: Database
    town: Town
    wang: Member
    li: Member

    def log(self, member: Member, when: datetime, kind: str = "普法活动") -> str:
        with self.database.work() as work:
            draft = EntryDraft(kind, when.date())
            return work.ledger.record(
                self.town.id, draft, member=member, text="", sent_at=when, at=when
            ).number

    def tick(self, *times: datetime) -> None:
        for now in times:
            delivery.tick(self.database, now)

    def without(self, *kinds: str) -> None:
        """The town does without these kinds of notices."""
        with self.database.work() as work:
            self.town = work.members.update_town(self.town.id, settings={"no_notices": list(kinds)})

    def sent(self, now: datetime = FAR) -> list[OutboxItem]:
        """What the sender gets from the outbox, and sends."""
        found = []
        with self.database.work() as work:
            while items := work.outbox.claim(now, 100):
                for item in items:
                    work.outbox.sent(item.id, str(item.id), now)
                    found.append(item)
        return found

    def texts(self) -> list[str]:
        return [str(item.payload["text"]) for item in self.sent()]

    def agenda(self, *states: NoticeState) -> list[AgendaItem]:
        with self.database.work() as work:
            items = work.agenda.list(self.town.id, LONG_AGO, FAR)
        return [item for item in items if not states or item.state in states]


@pytest.fixture
def place(ledger_url: str) -> Iterator[Place]:
    database = Database(ledger_url)
    database.upgrade()
    with database.work() as work:
        town = work.members.add_town("青石镇", province="某省")
        town = work.members.update_town(town.id, chat=("telegram", "-5"))
        village = work.members.add_unit(town.id, "柳树村")
        office = work.members.add_unit(town.id, "司法所")
        wang = work.members.add_member(town.id, village.id, "王芳", Role.RECORDER)
        li = work.members.add_member(town.id, office.id, "李明", Role.ADMIN)
        wang = work.members.link(wang.id, "telegram", "77")
        li = work.members.link(li.id, "telegram", "78")
    place = Place(database, town, wang, li)
    place.log(li, at("2024-01-02 09:00"))  # the ledger is an old one
    yield place
    database.close()
