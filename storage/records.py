"""The frozen values that cross the borders of the three rooms. Rows never do.

Times are aware datetimes in UTC unless a name says otherwise; days are the town's local days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from storage.files import FileState as FileState
from storage.files import FileUse as FileUse
from storage.files import Group as Group
from storage.files import GroupState as GroupState
from storage.files import SentFile as SentFile
from storage.post import AgendaItem as AgendaItem
from storage.post import InboxItem as InboxItem
from storage.post import InboxState as InboxState
from storage.post import LearnedWord as LearnedWord
from storage.post import Notice as Notice
from storage.post import NoticeState as NoticeState
from storage.post import OutboxItem as OutboxItem
from storage.post import OutboxState as OutboxState
from storage.post import Question as Question


class Hedge(StrEnum):
    """How exact a count is, and in which direction it may be off.

    余/多/来/以上/超 mean "at least"; 近/约/左右/上下/几乎/大概 may mean less.
    """

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of an entry, in the catalogue's unit of its measure.

    `implied`: not said, but meant ("开展了民法典宣传" is one 活动). `words`: the words that it was read from.
    """

    measure: str
    value: Decimal
    hedge: Hedge = Hedge.EXACT
    implied: bool = False
    words: str = ""

    @property
    def approx(self) -> bool:
        return self.hedge is not Hedge.EXACT


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of an entry that ought to be asked about.

    `entry`: index of the entry in its message. `part`: kind, date, figure, place, duplicate, total or intent.
    `reason`: one plain Chinese sentence. `measure`: which figure, for part "figure". `options`: likely
    answers (a kind's name, an ISO date, a plain number), best first; empty for a free answer.
    """

    entry: int
    part: str
    reason: str
    measure: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a message says of one event, before it is in the ledger.

    `on`, `until`: local days, inclusive; `until` is None for a single day.
    `words`: the part of the message that it was read from.
    """

    kind: str
    on: date
    until: date | None = None
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


class EntryState(StrEnum):
    RECORDED = "recorded"
    PENDING = "pending"  # 待确认: counted, and listed by the draft's review
    WITHDRAWN = "withdrawn"


class UnitLevel(StrEnum):
    """A village (村, 社区) speaks for itself; a town-level unit (司法所, 党政办
    …) may answer for the town.
    """

    VILLAGE = "village"
    TOWN = "town"


class Role(StrEnum):
    """viewer reads; recorder logs and amends its own; editor logs for others and amends all; admin also runs
    the town.
    """

    VIEWER = "viewer"
    RECORDER = "recorder"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Town:
    """A township. `chat`: (channel, chat id) of the group or person that tallies are posted to, if any.

    `settings`: the town's own choices by name (outline, words …), plain JSON values.
    """

    id: int
    name: str
    full_name: str
    superior: str
    province: str = ""
    timezone: str = "Asia/Shanghai"
    chat: tuple[str, str] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    id: int
    town_id: int
    name: str
    level: UnitLevel


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a town. `accounts`: the (channel, account id) pairs by which channels know them, oldest
    first.

    `muted`: has asked not to be reminded (/mute). `away`: (first, last) days of leaves, both included.
    """

    id: int
    town_id: int
    unit: Unit
    name: str
    role: Role
    accounts: tuple[tuple[str, str], ...] = ()
    active: bool = True
    muted: bool = False
    away: tuple[tuple[date, date], ...] = ()

    def on_leave(self, day: date) -> bool:
        """Whether the member is away on that local day."""
        return any(first <= day <= last for first, last in self.away)


@dataclass(frozen=True, slots=True)
class Invitation:
    code: str
    town_id: int
    unit: Unit
    role: Role
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in a town's ledger.

    `number`: "2023-128", unique in the town, given by the year of the day when first saved, never changed.
    `text`: the message it came from, as written (personal data and all: never print it unmasked).
    `sent_at`: when the message was sent, `recorded_at`: when it came into the ledger (UTC).
    `doubts`: what is still open about it.
    """

    id: int
    town_id: int
    number: str
    kind: str
    on: date
    until: date | None
    place: str | None
    figures: tuple[Figure, ...]
    attributes: Mapping[str, str]
    text: str
    words: str
    unit: Unit
    member_id: int
    member_name: str
    sent_at: datetime
    state: EntryState
    doubts: tuple[Doubt, ...] = ()
    recorded_at: datetime | None = None

    @property
    def last_day(self) -> date:
        return self.until or self.on


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment sets; None leaves a part as it is. `figures` replace value and hedge of their
    measure.

    `drop`: measures that are taken out. `until` is read only where `on` is set. `state` and `doubts` settle
    questions. `text`, `words`: the message as its sender changed it.
    """

    kind: str | None = None
    on: date | None = None
    until: date | None = None
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    drop: tuple[str, ...] = ()
    attributes: Mapping[str, str] | None = None
    state: EntryState | None = None
    doubts: tuple[Doubt, ...] | None = None
    unit_id: int | None = None
    text: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an entry that was kept: who, when (UTC), why, and the entry as it was before (None: first
    saved).
    """

    number: str
    at: datetime
    member_name: str
    action: str  # record, amend, withdraw, restore
    reason: str
    before: Mapping[str, object] | None
    after: Mapping[str, object]
